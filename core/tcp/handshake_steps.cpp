// RFC 9293 §3.10.7.2 (LISTEN) and §3.10.7.3 (SYN-SENT).
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/segment_arrives.h"

#include <algorithm>

namespace tcplab {

ListenVerdict arrivesAtListen(const Segment& seg, Surroundings s)
{
    // First: "An incoming RST should be ignored."
    if (seg.ctl.rst) {
        s.out.ignored(IgnoreReason::ResetForNobody, Clause::ListenIgnoresReset);
        return ListenVerdict::Ignored;
    }
    // Second: "Any acknowledgment is bad if it arrives on a connection still in the LISTEN state."
    if (seg.ctl.ack) {
        s.out.send(resetAnswering(seg), Clause::ListenResetsAck);
        return ListenVerdict::Answered;
    }
    // Third
    if (seg.ctl.syn)
        return ListenVerdict::OpenConnection;
    // Fourth: "Drop the segment and return."
    s.out.ignored(IgnoreReason::NoAck, Clause::ListenDropsOther);
    return ListenVerdict::Ignored;
}

void takeSyn(Tcb& tcb, const Segment& seg, const Profile& profile)
{
    tcb.rcv.irs = seg.seq;
    tcb.rcv.nxt = seg.seq + 1;
    tcb.rcv.up = seg.seq;
    tcb.advertisedEdge = tcb.rcv.nxt + tcb.rcv.wnd;
    // MUST-15: 536 unless the option says otherwise (IPv4); never more than we like ourselves.
    const std::uint32_t theirs = seg.options.mss != 0 ? seg.options.mss : 536;
    tcb.sendMss = std::max<std::uint32_t>(1, std::min(theirs, profile.mss));
    // "any other control or text should be queued for processing later"
    Segment rest = seg;
    rest.ctl.syn = false;
    rest.seq += 1;
    hold(tcb, rest);
}

void openFromListen(Tcb& tcb, const Segment& syn, SeqNum iss, Surroundings s)
{
    tcb.passiveOpen = true;
    tcb.snd.iss = iss;
    tcb.snd.up = iss;
    tcb.rcv.wnd = std::min<std::uint32_t>(s.profile.receiveBuffer, 65535);
    resetRtt(tcb.rtt, s.profile);
    takeSyn(tcb, syn, s.profile);
    takeWindow(tcb, syn);
    enter(tcb, ConnectionState::SynReceived, Clause::ListenAnswersSyn, s);
    sendSyn(tcb, true, Clause::ListenAnswersSyn, s);
}

bool mayReopen(const Tcb& tcb, const Segment& seg, const Profile& profile)
{
    // MAY-2: the new ISN must lie above every number the old incarnation used.
    return profile.timeWaitAcceptsSyn && tcb.state == ConnectionState::TimeWait && seg.ctl.syn &&
           !seg.ctl.ack && !seg.ctl.rst && seg.seq > tcb.rcv.nxt;
}

void becomeEstablished(Tcb& tcb, Clause clause, Surroundings s)
{
    tcb.timers.stop(Timer::User);
    enter(tcb, ConnectionState::Established, clause, s);
    // RFC 6298 §5.7: a SYN that timed out says nothing of the path; begin at 3 s.
    if (tcb.synTimedOut && !tcb.rtt.measured) {
        tcb.rtt.rto = std::max(seconds(3), s.profile.initialRto);
        tcb.rtt.backoffs = 0;
    }
}

/// What waits on both sides when the handshake is over: text that came with a SYN, SENDs and a CLOSE.
static void goOnAfterHandshake(Tcb& tcb, Surroundings s)
{
    drainHeld(tcb, s);
    if (tcb.closeRequested && tcb.state == ConnectionState::Established)
        enter(tcb, ConnectionState::FinWait1, Clause::CloseQueuedBehindData, s);
    sendWhatMayBeSent(tcb, s);
}

void arrivesInSynSent(Tcb& tcb, const Segment& seg, Surroundings s)
{
    // First, the ACK bit.
    if (seg.ctl.ack && (seg.ack <= tcb.snd.iss || seg.ack > tcb.snd.nxt)) {
        if (seg.ctl.rst)
            s.out.ignored(IgnoreReason::BadAck, Clause::SynSentBadAckDropped);
        else
            sendReset(tcb, seg.ack, Clause::SynSentBadAckResets, s);
        return;
    }
    // Second, the RST bit.
    if (seg.ctl.rst) {
        if (seg.ctl.ack)
            enterClosed(tcb, Errno::ConnRefused, Clause::SynSentRefused, s);
        else
            s.out.ignored(IgnoreReason::UnbelievableReset, Clause::SynSentResetWithoutAck);
        return;
    }
    // Third, security: both hosts share one compartment. Fifth: neither SYN nor RST.
    if (!seg.ctl.syn) {
        s.out.ignored(IgnoreReason::NoAck, Clause::SynSentNothing);
        return;
    }
    // Fourth, the SYN bit.
    takeSyn(tcb, seg, s.profile);
    takeWindow(tcb, seg);
    if (!seg.ctl.ack) {
        enter(tcb, ConnectionState::SynReceived, Clause::SynSentSimultaneousOpen, s);
        // Our SYN, sent a second time, now carries an ACK: <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>. It is a
        // new segment in answer to theirs, not a time-out's repetition.
        tcb.retransmissionQueue.clear();
        tcb.timers.stop(Timer::Retransmission);
        abandonTiming(tcb.rtt);
        sendSyn(tcb, true, Clause::SynSentSimultaneousOpen, s);
        return;
    }
    processAcknowledgment(tcb, seg, s);
    becomeEstablished(tcb, Clause::SynSentEstablished, s);
    sendAck(tcb, Clause::SynSentEstablished, s);
    goOnAfterHandshake(tcb, s);
}

Verdict Arrival::ackInSynReceived()
{
    if (tcb.snd.una < seg.ack && seg.ack <= tcb.snd.nxt) {
        takeWindow(tcb, seg);
        processAcknowledgment(tcb, seg, s);
        becomeEstablished(tcb, Clause::SynReceivedEstablished, s);
        goOnAfterHandshake(tcb, s);
        return Verdict::NextStep;
    }
    // "form a reset segment <SEQ=SEG.ACK><CTL=RST> and send it": RFC 5961's range check, which would only
    // acknowledge, is for connections that exist on both sides already.
    sendReset(tcb, seg.ack, Clause::SynReceivedBadAckResets, s);
    return Verdict::Done;
}

} // namespace tcplab
