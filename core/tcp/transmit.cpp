#include "core/tcp/transmit.h"

#include "core/tcp/loss_recovery.h"
#include "core/tcp/options.h"
#include "core/tcp/outgoing.h"
#include "core/tcp/rack.h"
#include "core/tcp/rtt_estimator.h"

#include <algorithm>

namespace tcplab {

void enter(Tcb& tcb, ConnectionState to, Clause clause, const Surroundings& s)
{
    if (tcb.state == to)
        return;
    const ConnectionState from = tcb.state;
    tcb.state = to;
    if (to == ConnectionState::TimeWait) { // all has arrived; what is kept for long is kept small
        tcb.repeated.clear();
        tcb.recovery.mayUndo = false;
    }
    s.out.changed(from, to, clause);
}

void enterClosed(Tcb& tcb, Errno error, Clause clause, const Surroundings& s)
{
    tcb.timers.stopAll();
    tcb.retransmissionQueue.clear();
    tcb.board = {};
    tcb.held.clear();
    tcb.heldBlocks = {};
    tcb.duplicate.reset();
    tcb.finHeld = false;
    tcb.rtt.timing = false;
    tcb.probeOutstanding = false;
    tcb.recovery = {};
    tcb.repeated.clear();
    if (error != Errno::None)
        tcb.error = error;
    enter(tcb, ConnectionState::Closed, clause, s);
}

void discardReceived(Tcb& tcb)
{
    tcb.received.clear();
    tcb.receivedOctets = 0;
}

void sendAck(Tcb& tcb, Clause clause, const Surroundings& s)
{
    sendEmpty(tcb, tcb.snd.nxt, {.ack = true}, clause, s);
}

void answerUnacceptable(Tcb& tcb, const Segment& seg, IgnoreReason why, Clause clause, const Surroundings& s)
{
    // Two ends that disagree would answer each other's empty ACKs for ever; text and FIN, which their
    // sender repeats by a timer, cannot make such a loop. What an impossible ACK draws is a challenge ACK, whatever the
    // segment carries (RFC 5961 §5.2, §7).
    const bool isLimited = seg.len() == 0 || seg.ctl.syn || seg.ctl.rst || why == IgnoreReason::BadAck;
    if (s.profile.challengeAckLimit != 0 && isLimited) {
        if (s.now - tcb.challengesSince >= s.profile.challengeAckInterval || tcb.challenges == 0) {
            tcb.challengesSince = s.now;
            tcb.challenges = 0;
        }
        if (tcb.challenges >= s.profile.challengeAckLimit) {
            s.out.ignored(why, Clause::AnswerThrottled);
            return;
        }
        ++tcb.challenges;
    }
    s.out.ignored(why, clause);
    sendAck(tcb, clause, s);
}

void acknowledgeSoon(Tcb& tcb, Duration within, const Surroundings& s)
{
    const Instant due = s.now + within;
    if (due < tcb.timers[Timer::DelayedAck])
        tcb.timers[Timer::DelayedAck] = due;
}

void sendReset(Tcb& tcb, SeqNum seq, Clause clause, const Surroundings& s)
{
    sendEmpty(tcb, seq, {.rst = true}, clause, s);
}

void sendAbort(Tcb& tcb, Clause clause, const Surroundings& s)
{
    sendEmpty(tcb, tcb.snd.nxt, {.rst = true, .ack = s.profile.abortCarriesAck}, clause, s);
}

void sendSyn(Tcb& tcb, bool withAck, Clause clause, const Surroundings& s)
{
    Flags ctl{.syn = true, .ack = withAck};
    markEcn(tcb, ctl, s.profile);
    Segment& syn = s.out.compose(ctl, clause);
    syn.seq = tcb.snd.iss;
    syn.options = synOptions(tcb, withAck, s);
    tcb.snd.una = tcb.smallEnd = tcb.snd.iss;
    tcb.snd.nxt = tcb.snd.iss + 1;
    complete(tcb, syn, s);
    remember(tcb, syn, ctl, s);
}

void resend(Tcb& tcb, std::size_t position, Clause clause, const Surroundings& s)
{
    if (s.profile.repacksOnRetransmit)
        repack(tcb, position, textLimit(tcb));
    noteResent(tcb, position, s.now);
    const SentSegment& sent = tcb.retransmissionQueue[position];
    Recovery& recovery = tcb.recovery;
    if (recovery.phase == RecoveryPhase::Fast)
        recovery.prrOut += sent.len();
    // Of the front the timer begins anew (tcp_xmit_retransmit_queue(): rearm_timer).
    if (position == 0 && usesRack(tcb, s.profile) && recovery.phase == RecoveryPhase::Fast)
        tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto;
    if (tcb.agreed.sack)
        rememberRepeat(tcb, sent);
    if (recovery.mayUndo && recovery.firstResentTs == 0)
        recovery.firstResentTs = timestampClock(s.now);
    if (!s.profile.karn)
        timeAnew(tcb.rtt, sent.end(), s.now); // a rule taken out: the ACK is taken for the answer to this one
    else if (!tcb.agreed.timestamps)
        abandonTiming(tcb.rtt); // Karn (RFC 6298 §3): what is sent twice is not timed
    const std::uint16_t count = sent.retransmissions;
    if (s.profile.r1 != 0 && count == s.profile.r1 && clause == Clause::RetransmissionTimeout)
        clause = Clause::ReachedR1;
    Flags ctl = sent.ctl;
    if (ctl.syn) { // sent before the peer's arrived it is now a SYN,ACK
        ctl.ack = tcb.state != ConnectionState::SynSent;
        markEcn(tcb, ctl, s.profile);
    } else {
        ctl.ack = true;
        ctl.urg = isUrgent(tcb, sent.seq, s.profile);
        ctl.cwr = false; // CWR goes with new text (RFC 3168 §6.1.2)
    }
    Segment& segment = s.out.compose(ctl, clause, count);
    segment.seq = sent.seq;
    segment.text = sent.text;
    if (ctl.syn)
        segment.options = synOptions(tcb, ctl.ack, s);
    else if (ctl.urg)
        segment.up = urgentPointer(tcb, sent.seq);
    complete(tcb, segment, s, tcb.sendMss - std::min(tcb.sendMss, segment.text.length));
}

void retransmitFront(Tcb& tcb, Clause clause, const Surroundings& s) { resend(tcb, 0, clause, s); }

void sendKeepAlive(Tcb& tcb, const Surroundings& s)
{
    sendEmpty(tcb, tcb.snd.nxt - 1, {.ack = true}, Clause::KeepAliveProbe, s);
}

bool isSynOutstanding(const Tcb& tcb)
{
    return !tcb.retransmissionQueue.empty() && tcb.retransmissionQueue.front().ctl.syn;
}

std::uint32_t textInFlight(const Tcb& tcb)
{
    const std::uint32_t control = (isSynOutstanding(tcb) ? 1u : 0u) + (tcb.finSent ? 1u : 0u);
    const std::uint32_t flight = flightSize(tcb);
    return flight > control ? flight - control : 0;
}

bool finAcknowledged(const Tcb& tcb) { return tcb.finSent && tcb.snd.una == tcb.snd.nxt; }

} // namespace tcplab
