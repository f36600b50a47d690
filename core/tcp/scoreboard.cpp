#include "core/tcp/scoreboard.h"

#include <algorithm>

namespace tcplab {
namespace {

constexpr std::uint32_t dupThresh = 3; // RFC 6675 §2

void note(Tcb& tcb, Delivered& delivered, const SentSegment& sent)
{
    if (sent.retransmissions == 0) {
        delivered.originals = delivered.originals || sent.end() <= tcb.recovery.point;
        delivered.reordered = delivered.reordered || (tcb.rack.any && sent.end() < tcb.rack.highestDelivered);
    }
    if (tcb.rack.highestDelivered < sent.end() || !tcb.rack.any)
        tcb.rack.highestDelivered = sent.end();
    tcb.rack.any = true;
    const bool later = sent.lastSent > delivered.lastSent ||
                       (sent.lastSent == delivered.lastSent && sent.end() > delivered.lastSentEnd);
    if (later || !delivered.any) {
        delivered.any = true;
        delivered.lastSent = sent.lastSent;
        delivered.lastSentEnd = sent.end();
        delivered.lastSentAgain = sent.retransmissions != 0;
    }
}

/// Takes these octets of a segment out of the sums, by its marks.
void uncount(Scoreboard& board, const SentSegment& sent, std::uint32_t octets)
{
    if (sent.sacked) {
        board.sacked -= octets;
        board.sackedSegments -= octets == sent.len() ? 1u : 0u;
        return;
    }
    if (sent.lost) {
        board.lost -= octets;
        if (!sent.resent)
            board.waiting -= octets;
    }
    if (sent.resent)
        board.resent -= octets;
}

void acknowledge(Tcb& tcb, const SentSegment& sent, Delivered& delivered)
{
    if (!sent.sacked)
        note(tcb, delivered, sent);
    if (sent.retransmissions != 0) {
        delivered.retransmissionAcked = true;
    } else if (!sent.sacked) {
        delivered.firstSent = std::min(delivered.firstSent, sent.lastSent);
    }
    uncount(tcb.board, sent, sent.len());
    delivered.text += sent.text.length;
}

void markSacked(Tcb& tcb, SentSegment& sent, Delivered& delivered)
{
    if (sent.sacked)
        return;
    uncount(tcb.board, sent, sent.len());
    note(tcb, delivered, sent);
    sent.sacked = true;
    sent.lost = sent.resent = false;
    tcb.board.sacked += sent.len();
    ++tcb.board.sackedSegments;
    delivered.sacked += sent.len();
}

/// What an earlier ACK's blocks have covered from `left` on, in one piece: marking begins behind it.
SeqNum behindSeen(const SackBlocks& seen, SeqNum left, SeqNum right)
{
    for (const SackBlock& block : seen)
        if (block.left <= left && left < block.right)
            return minOf(block.right, right);
    return left;
}

/// RFC 2883 §4: the first block lies below SEG.ACK, or inside the second.
bool isDuplicateReport(const Segment& seg)
{
    const SackBlocks& sack = seg.options.sack;
    if (sack[0].left < seg.ack)
        return true;
    return sack.size() > 1 && sack[1].left <= sack[0].left && sack[0].right <= sack[1].right;
}

/// Strikes out one retransmission that this D-SACK reports. False: the network has doubled something.
bool takeRepeat(Tcb& tcb, const SackBlock& duplicate)
{
    auto& repeated = tcb.repeated;
    for (std::size_t at = 0; at < repeated.size(); ++at)
        if (repeated[at].left < duplicate.right && duplicate.left < repeated[at].right) {
            repeated.erase(at);
            return true;
        }
    return false;
}

} // namespace

std::size_t positionOf(const Tcb& tcb, SeqNum seq)
{
    const auto& queue = tcb.retransmissionQueue;
    const auto found = std::partition_point(queue.begin(), queue.end(),
                                            [seq](const SentSegment& sent) { return sent.end() <= seq; });
    return static_cast<std::size_t>(found - queue.begin());
}

void clearQueue(Tcb& tcb)
{
    tcb.retransmissionQueue.clear();
    tcb.board = {};
}

void removeAcknowledged(Tcb& tcb, Delivered& delivered)
{
    auto& queue = tcb.retransmissionQueue;
    while (!queue.empty() && queue.front().end() <= tcb.snd.una) {
        acknowledge(tcb, queue.front(), delivered);
        queue.popFront();
        tcb.probeOutstanding = false;
    }
    if (!queue.empty() && queue.front().seq < tcb.snd.una) {
        SentSegment& front = queue.front();
        const std::uint32_t cut = distance(front.seq, tcb.snd.una);
        uncount(tcb.board, front, cut);
        front.seq += cut;
        front.text.offset += cut;
        front.text.length -= std::min(cut, front.text.length);
        delivered.text += cut;
    }
}

void takeSack(Tcb& tcb, const Segment& seg, SeqNum unaBefore, Delivered& delivered)
{
    const SackBlocks& sack = seg.options.sack;
    if (sack.empty())
        return;
    if (tcb.board.sacked == 0)
        tcb.board.highestSacked = tcb.snd.una;
    if (tcb.board.sacked == 0 && tcb.board.lost == 0)
        tcb.board.lostBelow = tcb.snd.una;
    std::size_t first = 0;
    if (isDuplicateReport(seg)) {
        first = 1;
        // Of what lies far back nobody remembers anything (RFC 2883 §5 lets a sender disregard it).
        if (sack[0].left < sack[0].right && sack[0].right <= tcb.snd.nxt &&
            sack[0].left >= unaBefore - std::max(tcb.snd.maxWnd, 1u)) {
            delivered.dsack = true;
            delivered.duplicate = sack[0];
            delivered.dsackOfRepeat = takeRepeat(tcb, sack[0]);
        }
    }
    SackBlocks now;
    auto& queue = tcb.retransmissionQueue;
    for (std::size_t i = first; i < sack.size(); ++i) {
        SackBlock block = sack[i];
        if (seg.ack < tcb.snd.una) // of an ACK that another has overtaken: what lies below is history
            block.left = maxOf(block.left, tcb.snd.una);
        if (block.left >= block.right || block.left < tcb.snd.una || block.right > tcb.snd.nxt)
            continue; // of something never sent, or old
        now.add(block);
        for (std::size_t at = positionOf(tcb, behindSeen(tcb.board.seen, block.left, block.right));
             at < queue.size() && queue[at].end() <= block.right; ++at)
            if (queue[at].seq >= block.left)
                markSacked(tcb, queue[at], delivered);
        if (tcb.board.sacked != 0)
            tcb.board.highestSacked = maxOf(tcb.board.highestSacked, block.right);
    }
    tcb.board.seen = now;
}

void markLost(Tcb& tcb, std::size_t position)
{
    SentSegment& sent = tcb.retransmissionQueue[position];
    if (sent.sacked || sent.lost)
        return; // a retransmission of it that is lost too is loseAgain()'s
    sent.lost = true;
    tcb.board.lost += sent.len();
    tcb.board.newlyLost += sent.len();
    if (sent.resent)
        return;
    if (tcb.board.waiting == 0 || sent.seq < tcb.board.lookFrom)
        tcb.board.lookFrom = sent.seq;
    tcb.board.waiting += sent.len();
}

void judgeBySack(Tcb& tcb)
{
    auto& queue = tcb.retransmissionQueue;
    if (tcb.board.sacked == 0)
        return;
    // Downwards from the highest SACKed octet, until what lies above is enough.
    std::uint32_t octets = 0;
    std::uint32_t runs = 0;
    bool inRun = false;
    std::size_t at = positionOf(tcb, tcb.board.highestSacked - 1) + 1;
    at = std::min(at, queue.size());
    SeqNum below = tcb.board.lostBelow;
    while (at-- > 0) {
        const SentSegment& sent = queue[at];
        if (sent.end() <= below)
            return; // judged before, and no more has come above
        if (sent.sacked) {
            octets += sent.len();
            runs += inRun ? 0u : 1u;
            inRun = true;
            continue;
        }
        inRun = false;
        if (runs >= dupThresh || octets > (dupThresh - 1) * tcb.sendMss)
            break;
    }
    if (at >= queue.size()) // ran off the front
        return;
    const SeqNum judged = queue[at].end();
    const std::size_t from = positionOf(tcb, maxOf(below, tcb.snd.una));
    for (std::size_t i = from; i <= at; ++i)
        markLost(tcb, i);
    tcb.board.lostBelow = judged;
}

void loseAgain(Tcb& tcb, std::size_t position)
{
    SentSegment& sent = tcb.retransmissionQueue[position];
    if (sent.sacked || !sent.resent)
        return;
    uncount(tcb.board, sent, sent.len());
    sent.lost = sent.resent = false;
    markLost(tcb, position);
}

void markAllLost(Tcb& tcb, Instant sentBefore)
{
    Scoreboard& board = tcb.board;
    board.lost = board.waiting = board.resent = 0;
    bool isFirst = true;
    for (SentSegment& sent : tcb.retransmissionQueue) {
        if (isFirst || sent.lastSent < sentBefore) {
            sent.resent = false;
            sent.lost = !sent.sacked;
        }
        isFirst = false;
        if (sent.lost)
            board.lost += sent.len();
        if (sent.resent)
            board.resent += sent.len();
        else if (sent.lost)
            board.waiting += sent.len();
    }
    board.lookFrom = tcb.snd.una;
    board.lostBelow = tcb.snd.nxt;
}

void forgetSacks(Tcb& tcb)
{
    for (SentSegment& sent : tcb.retransmissionQueue)
        sent.sacked = false;
    tcb.board.sacked = tcb.board.sackedSegments = 0;
    tcb.board.highestSacked = tcb.snd.una;
    tcb.board.lostBelow = tcb.snd.una;
    tcb.board.seen = {};
}

void forgetLosses(Tcb& tcb)
{
    Scoreboard& board = tcb.board;
    if (board.lost == 0 && board.resent == 0)
        return;
    for (SentSegment& sent : tcb.retransmissionQueue)
        sent.lost = sent.resent = false;
    board.lost = board.waiting = board.resent = 0;
    board.lostBelow = tcb.snd.una;
}

void rememberRepeat(Tcb& tcb, const SentSegment& sent)
{
    auto& repeated = tcb.repeated;
    // What lies too far back is reported no more (takeSack): of a recovery with such nothing can be said.
    while (!repeated.empty() && repeated.front().right < tcb.snd.una - std::max(tcb.snd.maxWnd, 1u)) {
        repeated.popFront();
        tcb.recovery.mayUndo = false;
    }
    repeated.pushBack({sent.seq, sent.end()});
}

void repack(Tcb& tcb, std::size_t position, std::uint32_t limit)
{
    auto& queue = tcb.retransmissionQueue;
    SentSegment& sent = queue[position];
    if (sent.ctl.syn || sent.sacked)
        return;
    if (sent.text.length > limit) {
        SentSegment rest = sent;
        rest.seq += limit;
        rest.text.offset += limit;
        rest.text.length -= limit;
        rest.timedOut = false;
        sent.text.length = limit;
        sent.ctl.fin = sent.ctl.psh = false;
        queue.insert(position + 1, rest);
        return;
    }
    while (position + 1 < queue.size()) {
        const SentSegment& next = queue[position + 1];
        const SeqNum edge = tcb.snd.una + tcb.snd.wnd;
        if (next.sacked || sent.text.length + next.text.length > limit || next.end() > edge)
            return;
        // Its numbers count as the first one's do.
        uncount(tcb.board, next, next.len());
        if (sent.lost) {
            tcb.board.lost += next.len();
            if (!sent.resent)
                tcb.board.waiting += next.len();
        }
        if (sent.resent)
            tcb.board.resent += next.len();
        sent.text.length += next.text.length;
        sent.ctl.psh = sent.ctl.psh || next.ctl.psh;
        sent.ctl.fin = next.ctl.fin;
        sent.retransmissions = std::max(sent.retransmissions, next.retransmissions);
        queue.erase(position + 1);
    }
}

void noteResent(Tcb& tcb, std::size_t position, Instant now)
{
    SentSegment& sent = tcb.retransmissionQueue[position];
    ++sent.retransmissions;
    sent.lastSent = now;
    if (sent.sacked || sent.resent)
        return;
    sent.resent = true;
    tcb.board.resent += sent.len();
    if (sent.lost)
        tcb.board.waiting -= sent.len();
}

std::size_t nextLost(Tcb& tcb)
{
    const auto& queue = tcb.retransmissionQueue;
    if (tcb.board.waiting == 0)
        return queue.size();
    std::size_t at = positionOf(tcb, tcb.board.lookFrom);
    while (at < queue.size() && !(queue[at].lost && !queue[at].resent && !queue[at].sacked))
        ++at;
    if (at < queue.size())
        tcb.board.lookFrom = queue[at].seq;
    return at;
}

} // namespace tcplab
