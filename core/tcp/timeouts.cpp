// RFC 9293 §3.10.8: time-outs, and the timers that other sections add.
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/transmit.h"

namespace tcplab {
namespace {

/// How many retransmissions of the front are allowed; 0: the user timeout alone decides.
std::uint32_t retriesFor(const SentSegment& front, const Tcb& tcb, const Profile& profile)
{
    if (!front.ctl.syn)
        return profile.retries;
    return tcb.state == ConnectionState::SynSent ? profile.synRetries : profile.synAckRetries;
}

/// A passive open that never finished is forgotten; the listener goes on. All others end with ETIMEDOUT.
void giveUp(Tcb& tcb, Clause clause, Surroundings s)
{
    if (tcb.state == ConnectionState::SynReceived && tcb.passiveOpen) {
        tcb.timers.stopAll();
        tcb.retransmissionQueue.clear();
        enter(tcb, ConnectionState::Listen, clause, s);
        return;
    }
    enterClosed(tcb, Errno::TimedOut, clause, s);
}

void retransmissionTimeout(Tcb& tcb, Surroundings s)
{
    if (tcb.retransmissionQueue.empty())
        return;
    const SentSegment& front = tcb.retransmissionQueue.front();
    const std::uint32_t retries = retriesFor(front, tcb, s.profile);
    if (retries != 0 && front.retransmissions >= retries) {
        giveUp(tcb, Clause::TooManyRetransmissions, s);
        return;
    }
    const bool isSyn = front.ctl.syn;
    if (isSyn)
        tcb.synTimedOut = true;
    // RFC 6298 §5.4: "Retransmit the earliest segment that has not been acknowledged"
    tcb.recovering = !isSyn;
    tcb.recover = tcb.snd.nxt;
    // Before the retransmission is stamped: §5.5, back off; Linux repeats SYNs evenly at first.
    const bool linear = isSyn && tcb.state == ConnectionState::SynSent &&
                        front.retransmissions < s.profile.synLinearTimeouts;
    if (linear)
        ++tcb.rtt.backoffs;
    else
        backOff(tcb.rtt, s.profile);
    retransmitFront(tcb, Clause::RetransmissionTimeout, s);
    tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto; // §5.6
}

void persistTimeout(Tcb& tcb, Surroundings s)
{
    if (s.profile.retries != 0 && tcb.probesUnanswered >= s.profile.retries) {
        enterClosed(tcb, Errno::TimedOut, Clause::TooManyRetransmissions, s);
        return;
    }
    sendProbe(tcb, s);
}

} // namespace

void timerExpires(Tcb& tcb, Timer timer, Surroundings s)
{
    tcb.timers.stop(timer);
    switch (timer) {
    case Timer::DelayedAck:
        sendAck(tcb, Clause::DelayedAckExpired, s);
        return;
    case Timer::Retransmission:
        retransmissionTimeout(tcb, s);
        return;
    case Timer::Persist:
        persistTimeout(tcb, s);
        return;
    case Timer::KeepAlive:
        return; // never started: no knob of this profile turns it on
    case Timer::FinWait2:
        enterClosed(tcb, Errno::None, Clause::FinWait2Expired, s);
        return;
    case Timer::User:
        // "flush all queues, signal the user 'error: connection aborted due to user timeout'"
        giveUp(tcb, Clause::UserTimeoutExpired, s);
        return;
    case Timer::TimeWait:
        enterClosed(tcb, Errno::None, Clause::TimeWaitExpired, s);
        return;
    }
}

} // namespace tcplab
