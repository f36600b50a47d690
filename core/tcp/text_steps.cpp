// RFC 9293 §3.10.7.4, sixth to eighth: URG, text, FIN.
#include "core/tcp/segment_arrives.h"

#include <algorithm>

namespace tcplab {
namespace {

bool takesText(ConnectionState state)
{
    return state == ConnectionState::Established || state == ConnectionState::FinWait1 ||
           state == ConnectionState::FinWait2;
}

/// RCV.NXT passes these octets: they are the user's now, or nobody's if the user is gone.
void accept(Tcb& tcb, const TextRange& text, bool psh)
{
    if (text.length == 0)
        return;
    tcb.rcv.nxt += text.length;
    tcb.rcv.wnd -= std::min(tcb.rcv.wnd, text.length);
    tcb.accepted += text.length;
    if (tcb.userGone)
        return;
    tcb.receivedOctets += text.length;
    tcb.pushSeen = tcb.pushSeen || psh;
    if (!tcb.received.empty()) {
        TextRange& last = tcb.received.back();
        if (last.stream == text.stream && last.offset + last.length == text.offset) {
            last.length += text.length;
            return;
        }
    }
    tcb.received.pushBack(text);
}

} // namespace

/// Sixth.
void Arrival::checkUrgentBit()
{
    if (!seg.ctl.urg || !takesText(tcb.state))
        return;
    tcb.rcv.up = maxOf(tcb.rcv.up, seg.seq + seg.up);
}

void hold(Tcb& tcb, const HeldSegment& segment)
{
    // Only what is not held yet is added, so that the list stays sorted and without overlap.
    HeldSegment piece = segment;
    auto position = tcb.held.begin();
    while (position != tcb.held.end() && position->seq <= piece.seq) {
        const SeqNum end = position->seq + position->text.length;
        if (piece.seq < end || (piece.seq == position->seq && position->text.length > 0)) {
            const std::uint32_t cut = std::min(distance(piece.seq, end), piece.text.length);
            if (cut == piece.text.length) { // wholly held; a FIN after it may still be new
                position->fin = position->fin || (piece.fin && piece.seq + cut == end);
                if (!piece.fin || piece.seq + cut == end)
                    return;
            }
            piece.seq += cut;
            piece.text.offset += cut;
            piece.text.length -= cut;
        }
        ++position;
    }
    const auto at = static_cast<std::size_t>(position - tcb.held.begin());
    while (at < tcb.held.size() && piece.seq + piece.text.length > tcb.held[at].seq) {
        // It reaches into the next one: keep the part before it, and go on with what lies behind it.
        const HeldSegment& next = tcb.held[at];
        const SeqNum pieceEnd = piece.seq + piece.text.length;
        const SeqNum nextEnd = next.seq + next.text.length;
        HeldSegment before = piece;
        before.text.length = distance(piece.seq, next.seq);
        before.fin = false;
        if (pieceEnd <= nextEnd) {
            if (piece.fin && pieceEnd == nextEnd)
                tcb.held[at].fin = true;
            piece = before;
            break;
        }
        HeldSegment after = piece;
        const std::uint32_t skip = distance(piece.seq, nextEnd);
        after.seq = nextEnd;
        after.text.offset += skip;
        after.text.length -= skip;
        tcb.held.insert(tcb.held.begin() + static_cast<std::ptrdiff_t>(at), before);
        hold(tcb, after);
        return;
    }
    tcb.held.insert(tcb.held.begin() + static_cast<std::ptrdiff_t>(at), piece);
}

void drainHeld(Tcb& tcb, Surroundings s)
{
    while (!tcb.held.empty() && tcb.held.front().seq <= tcb.rcv.nxt && !tcb.finReceived) {
        HeldSegment front = tcb.held.front();
        tcb.held.erase(tcb.held.begin());
        const std::uint32_t old = std::min(distance(front.seq, tcb.rcv.nxt), front.text.length);
        front.seq += old;
        front.text.offset += old;
        front.text.length -= old;
        accept(tcb, front.text, front.psh);
        if (front.fin && front.seq + front.text.length == tcb.rcv.nxt)
            finArrived(tcb, s);
    }
}

/// Seventh.
Verdict Arrival::processText()
{
    if (!takesText(tcb.state)) {
        if (seg.text.length > 0)
            s.out.ignored(IgnoreReason::AfterFin, Clause::TextIgnoredAfterFin);
        return Verdict::NextStep;
    }
    if (seg.text.length == 0 && !seg.ctl.fin)
        return Verdict::NextStep;

    // SHLD-3: "if new data is received after CLOSE is called, its TCP implementation SHOULD send a RST
    // to show that data was lost"; chosen by the profile.
    if (tcb.userGone && s.profile.resetOnUnreadClose && seg.text.length > 0) {
        sendReset(tcb, seg.ack, Clause::TextAfterCloseResets, s);
        enterClosed(tcb, Errno::None, Clause::TextAfterCloseResets, s);
        return Verdict::Done;
    }
    if (seg.seq != tcb.rcv.nxt) {
        // Ahead of RCV.NXT: held (SHLD-31), and acknowledged at once so that the sender learns of the
        // gap (MAY-13, RFC 5681 §4.2).
        hold(tcb, {.seq = seg.seq, .text = seg.text, .fin = seg.ctl.fin, .psh = seg.ctl.psh});
        sendAck(tcb, Clause::TextQueuedOutOfOrder, s);
        acknowledgeAnyway = false;
        return Verdict::Done;
    }
    if (seg.text.length == 0)
        return Verdict::NextStep;

    const bool filledGap = !tcb.held.empty();
    accept(tcb, seg.text, seg.ctl.psh);
    if (!seg.ctl.fin)
        drainHeld(tcb, s);
    else
        tcb.held.clear(); // nothing follows a FIN
    ++tcb.unackedSegments;
    if (tcb.finReceived || seg.ctl.fin || acknowledgeAnyway)
        return Verdict::NextStep; // the FIN's acknowledgment covers it
    if (!s.profile.delayedAck || filledGap || tcb.ackedAtOnce < s.profile.quickAcks) {
        ++tcb.ackedAtOnce;
        sendAck(tcb, Clause::AckedAtOnce, s);
    } else if (tcb.unackedSegments >= 2) { // SHLD-19: at least every second segment
        sendAck(tcb, Clause::DelayedAckEverySecond, s);
    } else {
        acknowledgeSoon(tcb, s.profile.delayedAck, s);
    }
    return Verdict::NextStep;
}

/// Eighth.
void Arrival::checkFinBit()
{
    if (!seg.ctl.fin || tcb.state == ConnectionState::Closed)
        return;
    if (tcb.finReceived || seg.seq + seg.text.length != tcb.rcv.nxt)
        return; // "Remain in the … state"
    finArrived(tcb, s);
}

void finArrived(Tcb& tcb, Surroundings s)
{
    tcb.finReceived = true;
    tcb.held.clear();
    tcb.rcv.nxt += 1;
    tcb.rcv.wnd -= std::min<std::uint32_t>(tcb.rcv.wnd, 1);
    tcb.pushSeen = true; // "FIN implies PUSH"
    switch (tcb.state) {
    case ConnectionState::SynReceived:
    case ConnectionState::Established:
        enter(tcb, ConnectionState::CloseWait, Clause::FinToCloseWait, s);
        // The application may close, or send, at this very instant, and its segment carries the ACK: the
        // timer of no length lets programs go first. That is all the difference between three and four.
        if (s.profile.delayedAck)
            acknowledgeSoon(tcb, Duration{0}, s);
        else
            sendAck(tcb, Clause::FinToCloseWait, s);
        return;
    case ConnectionState::FinWait1:
        // Our FIN is not acknowledged, or the fifth step had entered FIN-WAIT-2.
        enter(tcb, ConnectionState::Closing, Clause::FinToClosing, s);
        sendAck(tcb, Clause::FinToClosing, s);
        return;
    case ConnectionState::FinWait2:
        tcb.timers.stopAll(); // "start the time-wait timer, turn off the other timers"
        enter(tcb, ConnectionState::TimeWait, Clause::FinToTimeWait, s);
        sendAck(tcb, Clause::FinToTimeWait, s);
        tcb.timers[Timer::TimeWait] = s.now + s.timeWait;
        return;
    default:
        return;
    }
}

} // namespace tcplab
