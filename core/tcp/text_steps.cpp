// RFC 9293 §3.10.7.4, sixth to eighth: URG, text, FIN.
#include "core/tcp/options.h"
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
void accept(Tcb& tcb, const TextRange& text)
{
    if (text.length == 0)
        return;
    tcb.rcv.nxt += text.length;
    tcb.rcv.wnd -= std::min(tcb.rcv.wnd, text.length);
    tcb.accepted += text.length;
    if (static_cast<std::int32_t>(tcb.rcv.nxt - tcb.rcv.up) > 0x40000000)
        tcb.rcv.up = tcb.rcv.nxt; // kept near, so that comparing never wraps
    if (tcb.userGone)
        return;
    tcb.receivedOctets += text.length;
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

void Arrival::noteEcn()
{
    if (!tcb.agreed.ecn)
        return;
    if (seg.ctl.cwr)
        tcb.ecn.echo = false; // the sender has heard
    if (seg.ecn == Ecn::Ce)
        tcb.ecn.echo = true;
}

/// Sixth.
void Arrival::checkUrgentBit()
{
    if (!seg.ctl.urg || !takesText(tcb.state))
        return;
    if (urgentPointer <= tcb.rcv.up)
        return;
    tcb.rcv.up = urgentPointer;
    // "signal the user that the remote side has urgent data if the urgent pointer (RCV.UP) is in advance of the data
    // consumed", once for each place that it points to (MUST-32: "whenever the urgent pointer advances").
    const SeqNum consumed = tcb.rcv.nxt - tcb.receivedOctets;
    if (!tcb.userGone && tcb.rcv.up > consumed)
        s.out.urgentTold(distance(consumed, tcb.rcv.up));
}

/// Joins what lies side by side in the stream, between these numbers and one piece beyond them.
static void joinHeld(std::vector<HeldSegment>& held, SeqNum from, SeqNum to)
{
    std::size_t i = 0;
    while (i < held.size() && held[i].seq + held[i].text.length < from)
        ++i;
    while (i + 1 < held.size() && held[i].seq <= to) {
        HeldSegment& a = held[i];
        const HeldSegment& b = held[i + 1];
        if (a.seq + a.text.length == b.seq && a.text.stream == b.text.stream &&
            a.text.offset + a.text.length == b.text.offset) {
            a.text.length += b.text.length;
            held.erase(held.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        } else {
            ++i;
        }
    }
}

/// "the data receiver SHOULD include as many distinct SACK blocks as possible" (RFC 2018 §4): where there is room again,
/// runs that had to give way to later ones return, the highest first. (Linux has forgotten them: tcp_sack_remove().)
static void recallBlocks(Tcb& tcb, const Profile& profile)
{
    const auto& held = tcb.held;
    SackBlocks& blocks = tcb.heldBlocks;
    if (profile.name == ProfileName::Linux || !tcb.agreed.sack || held.size() <= blocks.size())
        return;
    for (std::size_t i = held.size(); i-- > 0 && blocks.size() < SackBlocks::most;) {
        const SeqNum right = held[i].seq + held[i].text.length;
        while (i > 0 && held[i - 1].seq + held[i - 1].text.length == held[i].seq)
            --i;
        const bool told = std::any_of(blocks.begin(), blocks.end(),
                                      [&](const SackBlock& block) { return block.right == right; });
        if (!told)
            blocks.add({held[i].seq, right});
    }
}

void hold(Tcb& tcb, const Segment& seg, const Profile& profile)
{
    const SeqNum end = seg.seq + seg.text.length;
    if (seg.ctl.fin && !tcb.finHeld) {
        tcb.finHeld = true;
        tcb.heldFin = end;
    }
    const auto pieceFrom = [&seg](SeqNum from, SeqNum to) {
        HeldSegment piece{.seq = from, .text = seg.text};
        piece.text.offset += distance(seg.seq, from);
        piece.text.length = distance(from, to);
        return piece;
    };
    // What has come before is told of once (RFC 2883 §4.2).
    for (const HeldSegment& held : tcb.held) {
        const SeqNum heldEnd = held.seq + held.text.length;
        if (heldEnd > seg.seq && held.seq < end) {
            noteDuplicate(tcb, maxOf(held.seq, seg.seq), minOf(heldEnd, end), profile);
            break;
        }
    }
    // What lies in the gaps between those that are held already is added.
    SeqNum at = seg.seq;
    std::size_t i = 0;
    for (; i < tcb.held.size() && tcb.held[i].seq < end; ++i) {
        const SeqNum heldFrom = tcb.held[i].seq;
        const SeqNum heldTo = heldFrom + tcb.held[i].text.length;
        if (at < heldFrom) {
            tcb.held.insert(tcb.held.begin() + static_cast<std::ptrdiff_t>(i), pieceFrom(at, heldFrom));
            ++i;
        }
        at = maxOf(at, heldTo);
    }
    if (at < end)
        tcb.held.insert(tcb.held.begin() + static_cast<std::ptrdiff_t>(i), pieceFrom(at, end));
    joinHeld(tcb.held, seg.seq, end);
    if (seg.text.length != 0) {
        noteHeld(tcb, seg.seq);
        recallBlocks(tcb, profile);
    }
}

/// Text and FIN that were held and now begin at RCV.NXT.
void Arrival::drainHeld()
{
    std::size_t used = 0;
    for (; used < tcb.held.size() && tcb.held[used].seq <= tcb.rcv.nxt; ++used) {
        HeldSegment& held = tcb.held[used];
        const std::uint32_t old = std::min(distance(held.seq, tcb.rcv.nxt), held.text.length);
        held.text.offset += old;
        held.text.length -= old;
        accept(tcb, held.text);
    }
    tcb.held.erase(tcb.held.begin(), tcb.held.begin() + static_cast<std::ptrdiff_t>(used));
    forgetOldBlocks(tcb);
    if (used != 0)
        recallBlocks(tcb, s.profile);
    if (tcb.finHeld && tcb.heldFin == tcb.rcv.nxt)
        finArrived();
    else if (tcb.finHeld && tcb.heldFin < tcb.rcv.nxt)
        tcb.finHeld = false; // text where it said that nothing follows: it was another connection's
}

/// Seventh.
Verdict Arrival::processText()
{
    if (!takesText(tcb.state)) {
        if (seg.text.length > 0)
            s.out.ignored(IgnoreReason::AfterFin, Clause::TextIgnoredAfterFin);
        // "The only thing that can arrive in this state is a retransmission of the remote FIN. Acknowledge it, and
        // restart the 2 MSL timeout": Linux does so whatever arrives (tcp_timewait_state_process()).
        if (tcb.state == ConnectionState::TimeWait && s.profile.name == ProfileName::Linux &&
            seg.text.length > 0) {
            acknowledgeNow = Clause::TimeWaitAcks;
            tcb.timers[Timer::TimeWait] = s.now + s.timeWait;
        }
        return Verdict::NextStep;
    }
    // SHLD-3: "if new data is received after CLOSE is called, its TCP implementation SHOULD send a RST
    // to show that data was lost"; chosen by the profile.
    const bool resets =
        (tcb.userGone && (s.profile.resetOnUnreadClose || s.profile.resetOnLateData)) ||
        (tcb.readShut && s.profile.resetOnShutData && tcb.state != ConnectionState::Established);
    if (resets && seg.text.length > 0) {
        sendReset(tcb, seg.ack, Clause::TextAfterCloseResets, s);
        enterClosed(tcb, tcb.userGone ? Errno::None : Errno::ConnReset, Clause::TextAfterCloseResets, s);
        return Verdict::Done;
    }
    if (seg.seq != tcb.rcv.nxt) {
        if (seg.text.length > 0 || seg.ctl.fin) {
            // Ahead of RCV.NXT: held (SHLD-31), and acknowledged at once so that the sender learns of the
            // gap (MAY-13, RFC 5681 §4.2).
            hold(tcb, seg, s.profile);
            seg.ctl.fin = false;
            acknowledgeNow = Clause::TextQueuedOutOfOrder;
        }
        return Verdict::NextStep;
    }
    if (seg.text.length == 0)
        return Verdict::NextStep;

    const bool fillsGap = !tcb.held.empty() || tcb.finHeld;
    accept(tcb, seg.text);
    if (!seg.ctl.fin) // nothing follows a FIN
        drainHeld();
    acknowledgeText(fillsGap);
    return Verdict::NextStep;
}

namespace {

/// Linux acknowledges at once no more than half a window's worth of segments (tcp_incr_quickack()).
std::uint32_t quickAcksFor(const Tcb& tcb, const Profile& profile)
{
    if (profile.quickAcks == 0)
        return 0;
    const std::uint32_t window = distance(tcb.ts.lastAckSent, tcb.advertisedEdge);
    return std::min(profile.quickAcks, std::max(window / (2 * profile.mss), 2u));
}

/// Linux: every second segment is acknowledged if the window's edge can move on with it; while nobody reads it cannot
/// (__tcp_ack_snd_check()), and the ACK waits for the reader or for the timer.
bool keepsUp(const Tcb& tcb, const Profile& profile)
{
    return profile.quickAcks == 0 ||
           windowToOffer(tcb, profile) >= distance(tcb.ts.lastAckSent, tcb.advertisedEdge);
}

} // namespace

/// §3.8.6.3: soon, or at once where RFC 5681 §4.2 or the profile has it so.
void Arrival::acknowledgeText(bool fillsGap)
{
    ++tcb.unackedSegments;
    tcb.lastTextArrived = s.now;
    if (tcb.finReceived || seg.ctl.fin || acknowledgeNow != Clause::None)
        return; // that acknowledgment covers it
    // Who answers what arrives will soon do so again, and carry the ACK (Linux: pingpong mode).
    const bool quick = tcb.ackedAtOnce < quickAcksFor(tcb, s.profile) && !tcb.conversing;
    if (quick)
        ++tcb.ackedAtOnce;
    if (cutAtRight)
        acknowledgeNow = Clause::TextBeyondWindow;
    else if (!s.profile.delayedAck || fillsGap || quick)
        acknowledgeNow = Clause::AckedAtOnce;
    else if (tcb.unackedSegments >= 2 && keepsUp(tcb, s.profile)) // SHLD-19: at least every second segment
        acknowledgeNow = Clause::DelayedAckEverySecond;
    else
        acknowledgeSoon(tcb, s.profile.delayedAck, s);
}

/// Eighth.
void Arrival::checkFinBit()
{
    if (!seg.ctl.fin)
        return;
    if (!tcb.finReceived) {
        if (seg.seq + seg.text.length == tcb.rcv.nxt)
            finArrived();
        return;
    }
    // "send an acknowledgment for the FIN" and "remain in the … state": there is but one FIN to pass over.
    acknowledgeNow = Clause::FinRepeated;
    if (tcb.state == ConnectionState::TimeWait)
        tcb.timers[Timer::TimeWait] = s.now + s.timeWait;
}

/// "advance RCV.NXT over the FIN"
void Arrival::finArrived()
{
    tcb.finReceived = true;
    tcb.held.clear();
    tcb.heldBlocks = {};
    tcb.finHeld = false;
    tcb.rcv.nxt += 1;
    tcb.rcv.wnd -= std::min<std::uint32_t>(tcb.rcv.wnd, 1);
    switch (tcb.state) {
    case ConnectionState::SynReceived:
    case ConnectionState::Established:
        enter(tcb, ConnectionState::CloseWait, Clause::FinToCloseWait, s);
        // The application may close, or send, at this very instant, and its segment carries the ACK: the
        // timer of no length lets programs go first. That is all the difference between three and four.
        // Linux waits longer where it has an idea of how text arrives (tcp_fin(): pingpong mode; no ato before).
        tcb.conversing = s.profile.quickAcks != 0;
        if (s.profile.delayedAck)
            acknowledgeSoon(tcb, tcb.conversing && tcb.accepted != 0 ? s.profile.delayedAck : Duration{0}, s);
        else
            acknowledgeNow = Clause::FinToCloseWait;
        return;
    case ConnectionState::FinWait1:
        // Our FIN is not acknowledged, or the fifth step had entered FIN-WAIT-2.
        enter(tcb, ConnectionState::Closing, Clause::FinToClosing, s);
        acknowledgeNow = Clause::FinToClosing;
        return;
    case ConnectionState::FinWait2:
        tcb.timers.stopAll(); // "start the time-wait timer, turn off the other timers"
        enter(tcb, ConnectionState::TimeWait, Clause::FinToTimeWait, s);
        acknowledgeNow = Clause::FinToTimeWait;
        tcb.timers[Timer::TimeWait] = s.now + s.timeWait;
        return;
    default: return;
    }
}

} // namespace tcplab
