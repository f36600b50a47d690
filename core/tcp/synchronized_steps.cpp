// RFC 9293 §3.10.7.4, first to fifth.
#include "core/tcp/options.h"
#include "core/tcp/segment_arrives.h"

#include <algorithm>

namespace tcplab {

/// Table 6: the four cases of the acceptability test.
bool Arrival::acceptable() const
{
    const auto inWindow = [this](SeqNum number) {
        return tcb.rcv.nxt <= number && number < tcb.rcv.nxt + tcb.rcv.wnd;
    };
    if (tcb.rcv.wnd == 0)
        return seg.len() == 0 && seg.seq == tcb.rcv.nxt;
    if (seg.len() == 0)
        return inWindow(seg.seq);
    return inWindow(seg.seq) || inWindow(seg.end() - 1);
}

/// §3.5.3: "A reset is valid if its sequence number is in the window", whatever text follows it (SHLD-2),
/// and a closed window excuses nobody from looking (MUST-66).
bool Arrival::isResetInWindow() const
{
    return seg.seq == tcb.rcv.nxt || (tcb.rcv.nxt <= seg.seq && seg.seq < tcb.rcv.nxt + tcb.rcv.wnd);
}

/// A rule taken out, the whole first step: "it is assumed that the segment is the idealized segment that begins at
/// RCV.NXT and does not exceed the window" although nobody has looked.
void Arrival::takeAsNext()
{
    if (!seg.ctl.syn && !seg.ctl.rst)
        seg.seq = tcb.rcv.nxt;
    if (!seg.ctl.syn)
        trimToWindow();
    noteTimestamp(tcb, seg, s.now);
}

/// First.
Verdict Arrival::checkSequenceNumber()
{
    if (!s.profile.acceptabilityTest) {
        takeAsNext();
        return Verdict::NextStep;
    }
    if (seg.ctl.rst) {
        if (isResetInWindow())
            return Verdict::NextStep;
        s.out.ignored(IgnoreReason::OutOfWindow, Clause::UnacceptableResetDropped);
        return Verdict::Done;
    }
    switch (refusedByTimestamp(tcb, seg, s)) {
    case IgnoreReason::OldTimestamp: // RFC 7323 §5.3 R1: an old duplicate, whatever its numbers say
        if (seg.seq < tcb.rcv.nxt)   // only what has been received is reported (RFC 2883 §4)
            noteDuplicate(tcb, seg.seq, minOf(tcb.rcv.nxt, seg.seq + seg.text.length), s.profile);
        answerUnacceptable(tcb, seg, IgnoreReason::OldTimestamp, Clause::OldTimestampAcked, s);
        return Verdict::Done;
    case IgnoreReason::NoTimestamp:
        s.out.ignored(IgnoreReason::NoTimestamp, Clause::NoTimestampDropped);
        return Verdict::Done;
    default: break;
    }
    const bool oldSyn = seg.ctl.syn && seg.seq == tcb.rcv.irs;
    if (tcb.state == ConnectionState::SynReceived && oldSyn) {
        if (s.profile.establishOnSynAck && seg.ctl.ack && seg.ack == tcb.snd.nxt) {
            // Figure 7's moment: their SYN,ACK acknowledges our SYN. Without the SYN, which is old by now,
            // it is the ACK that establishes.
            seg.ctl.syn = false;
            seg.seq += 1;
            established = acknowledgeNow = Clause::SynAckEstablishes;
        } else if (s.profile.repeatSynAck && !seg.ctl.ack) {
            retransmitFront(tcb, Clause::SynAckRepeated, s);
            return Verdict::Done;
        }
    }
    if (acceptable()) {
        if (!s.profile.timestampAfterAck)
            noteTimestamp(tcb, seg, s.now);
        if (seg.seq < tcb.rcv.nxt && seg.text.length != 0)
            noteDuplicate(tcb, seg.seq, minOf(tcb.rcv.nxt, seg.seq + seg.text.length), s.profile);
        // RFC 5961 §4.2 wants to see every SYN in the fourth step, "irrespective of the sequence number".
        const bool halfOpen = tcb.state == ConnectionState::SynReceived && tcb.passiveOpen;
        if (!seg.ctl.syn || !s.profile.challengeAck || halfOpen)
            trimToWindow();
        return Verdict::NextStep;
    }
    // "The only thing that can arrive in this state is a retransmission of the remote FIN. Acknowledge it,
    // and restart the 2 MSL timeout." Its number is old by now, so it is met here, not in the fifth step.
    if (tcb.state == ConnectionState::TimeWait && seg.ctl.fin && seg.ctl.ack && !seg.ctl.syn &&
        seg.end() == tcb.rcv.nxt) {
        sendAck(tcb, Clause::TimeWaitAcks, s);
        tcb.timers[Timer::TimeWait] = s.now + s.timeWait;
        return Verdict::Done;
    }
    // "If the RCV.WND is zero, no segments will be acceptable, but special allowance should be made to
    // accept valid ACKs, URGs, and RSTs": text and FIN are refused, the rest goes on.
    if (tcb.rcv.wnd == 0 && seg.seq == tcb.rcv.nxt && !seg.ctl.syn) {
        s.out.ignored(IgnoreReason::ZeroWindow, Clause::ZeroWindowOnlyControl);
        seg.text.length = 0;
        seg.ctl.fin = false;
        acknowledgeNow = Clause::ZeroWindowOnlyControl;
        return Verdict::NextStep;
    }
    if (tcb.state == ConnectionState::TimeWait && s.profile.name == ProfileName::Linux && seg.ctl.ack &&
        !seg.ctl.rst)
        tcb.timers[Timer::TimeWait] = s.now + s.timeWait; // as it does for whatever arrives there
    const bool old = seg.end() <= tcb.rcv.nxt;
    if (old)
        noteDuplicate(tcb, seg.seq, seg.seq + seg.text.length + (seg.ctl.fin ? 1 : 0), s.profile);
    answerUnacceptable(tcb, seg, old ? IgnoreReason::OldDuplicate : IgnoreReason::OutOfWindow,
                       tcb.duplicate ? Clause::DuplicateReported : Clause::UnacceptableAcked, s);
    return Verdict::Done;
}

void Arrival::trimToWindow()
{
    if (seg.seq < tcb.rcv.nxt) {
        if (seg.ctl.syn) {
            seg.ctl.syn = false;
            seg.seq += 1;
        }
        const std::uint32_t old = distance(seg.seq, tcb.rcv.nxt);
        const std::uint32_t cut = std::min(old, seg.text.length);
        seg.text.offset += cut;
        seg.text.length -= cut;
        seg.seq += cut;
        if (cut < old && seg.ctl.fin) { // the FIN is old too
            seg.ctl.fin = false;
            seg.seq += 1;
        }
    }
    const SeqNum edge = tcb.rcv.nxt + tcb.rcv.wnd;
    if (seg.end() > edge) {
        cutAtRight = true;
        seg.ctl.fin = false;
        if (seg.end() > edge) {
            seg.text.length -= distance(edge, seg.end());
            seg.ctl.psh = false; // it stood behind the last octet
        }
    }
}

/// Second: only a reset that names RCV.NXT exactly is obeyed; another in the window is challenged, since
/// whoever guesses a window cannot guess a number (RFC 5961 §3.2).
Verdict Arrival::checkResetBit()
{
    if (!seg.ctl.rst)
        return Verdict::NextStep;
    if (s.profile.challengeAck && s.profile.exactReset && seg.seq != tcb.rcv.nxt) {
        answerUnacceptable(tcb, seg, IgnoreReason::UnbelievableReset, Clause::ResetChallenged, s);
        return Verdict::Done;
    }
    return reset(seg.seq == tcb.rcv.nxt ? Clause::ResetExact : Clause::ResetInWindow);
}

/// `clause`: by which rule a connection that had not begun to close is reset.
Verdict Arrival::reset(Clause clause)
{
    switch (tcb.state) {
    case ConnectionState::SynReceived:
        if (tcb.passiveOpen) { // "then return this connection to LISTEN state and return"
            tcb.timers.stopAll();
            clearQueue(tcb);
            enter(tcb, ConnectionState::Listen, Clause::ResetReturnsToListen, s);
        } else {
            enterClosed(tcb, Errno::ConnRefused, Clause::ResetRefusesOpen, s);
        }
        return Verdict::Done;
    case ConnectionState::TimeWait:
        if (s.profile.timeWaitIgnoresReset) {
            s.out.ignored(IgnoreReason::UnbelievableReset, Clause::TimeWaitIgnoresReset);
            return Verdict::Done;
        }
        [[fallthrough]];
    case ConnectionState::Closing:
    case ConnectionState::LastAck:
        // Nobody waits for an answer here (§3.10.7.4, second); Linux tells all the same (tcp_reset()).
        enterClosed(tcb,
                    s.profile.name == ProfileName::Linux && tcb.state != ConnectionState::TimeWait
                        ? Errno::ConnReset
                        : Errno::None,
                    Clause::ResetEndsClosing, s);
        return Verdict::Done;
    default: // ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2, CLOSE-WAIT
        if (!s.profile.resetKeepsData)
            discardReceived(tcb); // "All segment queues should be flushed."
        enterClosed(tcb,
                    s.profile.resetInCloseWaitIsPipe && tcb.state == ConnectionState::CloseWait
                        ? Errno::Pipe
                        : Errno::ConnReset,
                    clause, s);
        return Verdict::Done;
    }
}

/// Fourth.
Verdict Arrival::checkSynBit()
{
    if (!seg.ctl.syn)
        return Verdict::NextStep;
    if (tcb.state == ConnectionState::SynReceived && tcb.passiveOpen) {
        tcb.timers.stopAll();
        clearQueue(tcb);
        enter(tcb, ConnectionState::Listen, Clause::SynReturnsToListen, s);
        return Verdict::Done;
    }
    if (s.profile.challengeAck) { // RFC 5961 §4.2, "irrespective of the sequence number"
        answerUnacceptable(tcb, seg, IgnoreReason::UnexpectedSyn, Clause::SynChallenged, s);
        return Verdict::Done;
    }
    // RFC 793: "If the SYN is in the window it is an error: send a reset …", one that its sender, who may
    // be in SYN-SENT, believes (§3.5.2).
    s.out.send(resetAnswering(seg), Clause::SynInWindowResets);
    discardReceived(tcb);
    enterClosed(tcb, Errno::ConnReset, Clause::SynInWindowResets, s);
    return Verdict::Done;
}

/// RFC 5961 §5.2: how far back an ACK may lie, MAX.SND.WND; on Linux no further than the connection has come.
static std::uint32_t oldestBelievable(const Tcb& tcb, const Profile& profile)
{
    if (profile.name != ProfileName::Linux || tcb.snd.una == tcb.snd.iss)
        return tcb.snd.maxWnd;
    const std::uint64_t acknowledged = tcb.segmentized - textInFlight(tcb);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(tcb.snd.maxWnd, acknowledged));
}

/// Fifth.
Verdict Arrival::checkAckField()
{
    if (!seg.ctl.ack) {
        s.out.ignored(IgnoreReason::NoAck, Clause::NoAckDropped);
        return Verdict::Done;
    }
    if (tcb.state == ConnectionState::SynReceived)
        return ackInSynReceived();
    // RFC 5961 §5.2: (SND.UNA − MAX.SND.WND) ≤ SEG.ACK ≤ SND.NXT
    if (s.profile.ackRangeCheck && seg.ack < tcb.snd.una - oldestBelievable(tcb, s.profile)) {
        answerUnacceptable(tcb, seg, IgnoreReason::BadAck, Clause::AckOutsideRange, s);
        return Verdict::Done;
    }
    const bool synWasOut = isSynOutstanding(tcb);
    if (processAcknowledgment() == Verdict::Done)
        return Verdict::Done;

    switch (tcb.state) {
    case ConnectionState::FinWait1:
        if (synWasOut && !isSynOutstanding(tcb)) // CLOSE came in SYN-RECEIVED, ahead of this ACK
            goOnAfterHandshake();
        if (finAcknowledged(tcb)) {
            enter(tcb, ConnectionState::FinWait2, Clause::FinAcknowledged, s);
            if (tcb.userGone && s.profile.finWait2Timeout)
                tcb.timers[Timer::FinWait2] = s.now + s.profile.finWait2Timeout;
        }
        return Verdict::NextStep;
    case ConnectionState::Closing:
        if (finAcknowledged(tcb)) {
            tcb.timers.stopAll();
            enter(tcb, ConnectionState::TimeWait, Clause::ClosingToTimeWait, s);
            tcb.timers[Timer::TimeWait] = s.now + s.timeWait;
        }
        return Verdict::NextStep; // nothing else of it matters: text and FIN are behind us
    case ConnectionState::LastAck:
        if (!finAcknowledged(tcb))
            return Verdict::NextStep;
        enterClosed(tcb, Errno::None, Clause::LastAckDone, s);
        return Verdict::Done;
    default: return Verdict::NextStep;
    }
}

} // namespace tcplab
