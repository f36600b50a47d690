// RFC 9293 §3.10.7.2 (LISTEN) and §3.10.7.3 (SYN-SENT).
#include "core/tcp/keep_alive.h"
#include "core/tcp/options.h"
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/segment_arrives.h"

#include <algorithm>

namespace tcplab {

ListenVerdict arrivesAtListen(const Segment& seg, const Surroundings& s)
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

void takeSyn(Tcb& tcb, const Segment& seg, const Surroundings& s)
{
    tcb.rcv.irs = seg.seq;
    tcb.rcv.nxt = seg.seq + 1;
    tcb.rcv.up = seg.ctl.urg ? seg.seq + seg.up : seg.seq;
    tcb.advertisedEdge = tcb.rcv.nxt + tcb.rcv.wnd;
    // MUST-15: 536 unless the option says otherwise (IPv4); never more than we like ourselves.
    const std::uint32_t theirs = seg.options.mss != 0 ? seg.options.mss : 536;
    tcb.sendMss = std::max<std::uint32_t>(1, std::min(theirs, ownMss(tcb, s.profile)));
    takeSynOptions(tcb, seg, s);
}

/// "any other control or text should be queued for processing later", as far as the window reaches.
static void holdBehindSyn(Tcb& tcb, const Segment& syn, const Surroundings& s)
{
    Arrival rest{tcb, syn, s};
    rest.trimToWindow();
    hold(tcb, rest.seg, s.profile);
}

/// "Never offer a segment larger than half of the peer's window" (tcp_bound_to_half_wnd()).
static void boundToHalfWindow(Tcb& tcb)
{
    const std::uint32_t stamps = tcb.agreed.timestamps ? 12 : 0;
    const std::uint32_t half = tcb.snd.wnd > 536 ? tcb.snd.wnd / 2 : tcb.snd.wnd;
    if (half != 0)
        tcb.sendMss = std::min(tcb.sendMss, std::max(half, 48u - stamps));
}

void openFromListen(Tcb& tcb, const Segment& syn, SeqNum iss, const Surroundings& s)
{
    tcb.passiveOpen = true;
    tcb.snd.iss = iss;
    tcb.snd.up = iss;
    tcb.rcv.wnd = std::min(receiveBuffer(tcb, s.profile), 65535u); // unscaled in a SYN
    tcb.keepAlive = tcb.keepAlive || s.profile.keepAlive;
    resetRtt(tcb.rtt, s.profile);
    takeSyn(tcb, syn, s);
    takeWindow(tcb, syn);
    holdBehindSyn(tcb, syn, s);
    enter(tcb, ConnectionState::SynReceived, Clause::ListenAnswersSyn, s);
    sendSyn(tcb, true, Clause::ListenAnswersSyn, s);
    if (!s.profile.threeWayHandshake)
        Arrival{tcb, syn, s}.establishUnheard();
}

void refuseHandshake(Tcb& tcb, const Segment& ack, const Surroundings& s)
{
    sendReset(tcb, ack.ack, Clause::AcceptQueueOverflowResets, s);
    tcb.timers.stopAll();
    clearQueue(tcb);
    enter(tcb, ConnectionState::Listen, Clause::AcceptQueueOverflowResets, s);
}

bool mayReopen(const Tcb& tcb, const Segment& seg, const Profile& profile)
{
    if (tcb.state != ConnectionState::TimeWait || !seg.ctl.syn || seg.ctl.ack || seg.ctl.rst)
        return false;
    if (profile.timeWaitByTimestamps && profile.timestamps && seg.options.timestamps) {
        // RFC 6191 §2: timestamps that only the new incarnation would use prove that the SYN is none of the old one's.
        // (Linux does not read them then: tcp_timewait_state_process().)
        if (!tcb.agreed.timestamps && profile.name != ProfileName::Linux)
            return true;
    }
    if (profile.timeWaitByTimestamps && tcb.agreed.timestamps && seg.options.timestamps) {
        // A later timestamp proves that it is not old, and an earlier one that it is. (What is refused is answered by
        // RFC 9293 §3.10.7.4, fourth: "for all other cases" a challenge ACK, where RFC 6191 had silence.)
        const auto later = static_cast<std::int32_t>(seg.options.tsVal - tcb.ts.recent);
        if (later != 0)
            return later > 0;
    }
    // MAY-2: the new ISN must lie above every number the old incarnation used.
    return profile.timeWaitAcceptsSyn && seg.seq > tcb.rcv.nxt;
}

/// What waits on both sides when the handshake is over: text that came with a SYN, and a CLOSE. SENDs go out
/// at the end, when all that this segment brings has been seen.
void Arrival::goOnAfterHandshake()
{
    const SeqNum before = tcb.rcv.nxt;
    drainHeld();
    trimToWindow(); // it may repeat what was held
    if (tcb.rcv.nxt != before && acknowledgeNow == Clause::None)
        acknowledgeNow = Clause::AckedAtOnce;
    if (tcb.closeRequested && tcb.state == ConnectionState::Established)
        enter(tcb, ConnectionState::FinWait1, Clause::CloseQueuedBehindData, s);
}

/// A rule taken out, of §3.5: "the principal reason for the three-way handshake is to prevent old duplicate connection
/// initiations from causing confusion".
void Arrival::establishUnheard()
{
    enter(tcb, ConnectionState::Established, Clause::TwoWayHandshake, s);
    startCongestionControl(tcb, s);
    const SeqNum before = tcb.rcv.nxt;
    drainHeld();
    if (tcb.rcv.nxt != before)
        sendAck(tcb, Clause::AckedAtOnce, s);
}

void arrivesInSynSent(Tcb& tcb, const Segment& seg, const Surroundings& s)
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
    takeSyn(tcb, seg, s);
    takeWindow(tcb, seg);
    if (!seg.ctl.ack) {
        holdBehindSyn(tcb, seg, s);
        enter(tcb, ConnectionState::SynReceived, Clause::SynSentSimultaneousOpen, s);
        // Our SYN, sent a second time, now carries an ACK: <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>. It is a
        // new segment in answer to theirs, not a time-out's repetition; but which of the two an ACK will
        // answer cannot be told, so neither is timed (Karn, RFC 6298 §3).
        clearQueue(tcb);
        tcb.timers.stop(Timer::Retransmission);
        sendSyn(tcb, true, Clause::SynSentSimultaneousOpen, s);
        abandonTiming(tcb.rtt);
        return;
    }
    Arrival arrival{tcb, seg, s};
    arrival.processAcknowledgment();
    enter(tcb, ConnectionState::Established, Clause::SynSentEstablished, s);
    startCongestionControl(tcb, s);
    noteAlive(tcb, s);
    // "If there are other controls or text in the segment, then continue processing at the sixth step"
    arrival.acknowledgeNow = Clause::SynSentEstablished;
    arrival.trimToWindow();
    arrival.continueAtSixthStep();
}

Verdict Arrival::ackInSynReceived()
{
    if (tcb.snd.una < seg.ack && seg.ack <= tcb.snd.nxt) {
        takeWindow(tcb, seg);
        if (tcb.passiveOpen && s.profile.halfWindowSegments)
            boundToHalfWindow(tcb);
        processAcknowledgment();
        enter(tcb, ConnectionState::Established, established, s);
        startCongestionControl(tcb, s);
        goOnAfterHandshake();
        return Verdict::NextStep;
    }
    // "form a reset segment <SEQ=SEG.ACK><CTL=RST> and send it": RFC 5961's range check, which would only
    // acknowledge, is for connections that exist on both sides already.
    sendReset(tcb, seg.ack, Clause::SynReceivedBadAckResets, s);
    return Verdict::Done;
}

} // namespace tcplab
