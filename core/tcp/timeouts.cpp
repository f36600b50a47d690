// RFC 9293 §3.10.8: time-outs, and the timers that other sections add.
#include "core/tcp/keep_alive.h"
#include "core/tcp/loss_recovery.h"
#include "core/tcp/rack.h"
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/transmit.h"

#include <utility>

namespace tcplab {
namespace {

/// How many retransmissions of the front are allowed; 0: the user timeout alone decides.
std::uint32_t retriesFor(const SentSegment& front, const Tcb& tcb, const Profile& profile)
{
    if (!front.ctl.syn)
        return profile.retries;
    return tcb.state == ConnectionState::SynSent ? profile.synRetries : profile.synAckRetries;
}

/// How many have been in vain. Of SYNs the time-outs count, not what a repeated SYN drew; behind a closed
/// window those since the peer's last answer (SHLD-17).
std::uint32_t retriesDone(const SentSegment& front, const Tcb& tcb, const Profile& profile)
{
    if (front.ctl.syn)
        return tcb.rtt.backoffs;
    if (tcb.snd.wnd == 0)
        return tcb.probesUnanswered;
    return profile.tailLossProbe ? tcb.rtt.backoffs : front.retransmissions; // a probe is no time-out
}

} // namespace

/// A passive open that never finished is forgotten; the listener goes on. All others end with ETIMEDOUT.
void giveUp(Tcb& tcb, Clause clause, const Surroundings& s)
{
    if (tcb.state == ConnectionState::SynReceived && tcb.passiveOpen) {
        tcb.timers.stopAll();
        clearQueue(tcb);
        enter(tcb, ConnectionState::Listen, clause, s);
        return;
    }
    if (!s.profile.resetKeepsData)
        discardReceived(tcb); // "flush all queues"
    enterClosed(tcb, Errno::TimedOut, clause, s);
}

namespace {

void retransmissionTimeout(Tcb& tcb, const Surroundings& s)
{
    const bool waited = std::exchange(tcb.ecn.waits, false);
    if (tcb.retransmissionQueue.empty()) {
        if (waited)
            sendWhatMayBeSent(tcb, s);
        return;
    }
    if (!s.profile.retransmission)
        return; // a rule taken out (§3.8.1)
    const SentSegment& front = tcb.retransmissionQueue.front();
    const std::uint32_t retries = retriesFor(front, tcb, s.profile);
    if (retries != 0 && retriesDone(front, tcb, s.profile) >= retries) {
        giveUp(tcb, Clause::TooManyRetransmissions, s);
        return;
    }
    const bool isSyn = front.ctl.syn;
    if (isSyn && tcb.synTimeouts < 255)
        ++tcb.synTimeouts;
    if (tcb.snd.wnd == 0)
        ++tcb.probesUnanswered; // "or retransmit to the receiving TCP peer": it probes as well (MUST-35)
    if (!isSyn)
        loseAll(tcb, s);
    tcb.recovery.probed = false;
    // RFC 6298 §5.4: "Retransmit the earliest segment that has not been acknowledged".
    // Before the retransmission is stamped: §5.5, back off; Linux repeats SYNs evenly at first.
    const bool linear =
        isSyn && tcb.state == ConnectionState::SynSent && tcb.rtt.backoffs < s.profile.synLinearTimeouts;
    if (linear)
        ++tcb.rtt.backoffs;
    else
        backOff(tcb.rtt, s.profile);
    retransmitFront(tcb, Clause::RetransmissionTimeout, s);
    tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto; // §5.6
}

void persistTimeout(Tcb& tcb, const Surroundings& s)
{
    if (s.profile.retries != 0 && tcb.probesUnanswered >= s.profile.retries) {
        giveUp(tcb, Clause::TooManyRetransmissions, s);
        return;
    }
    sendProbe(tcb, s);
}

} // namespace

void timerExpires(Tcb& tcb, Timer timer, const Surroundings& s)
{
    tcb.timers.stop(timer);
    switch (timer) {
    case Timer::DelayedAck:
        tcb.conversing = false; // the answer did not come
        sendAck(tcb, Clause::DelayedAckExpired, s);
        return;
    case Timer::Retransmission: retransmissionTimeout(tcb, s); return;
    case Timer::Persist: persistTimeout(tcb, s); return;
    case Timer::Reordering: reorderingTimeout(tcb, s); return;
    case Timer::TailLossProbe: tailLossProbe(tcb, s); return;
    case Timer::KeepAlive: keepAliveTimeout(tcb, s); return;
    case Timer::FinWait2: enterClosed(tcb, Errno::None, Clause::FinWait2Expired, s); return;
    case Timer::User:
        // "flush all queues, signal the user 'error: connection aborted due to user timeout'"
        giveUp(tcb, Clause::UserTimeoutExpired, s);
        return;
    case Timer::TimeWait: enterClosed(tcb, Errno::None, Clause::TimeWaitExpired, s); return;
    }
}

} // namespace tcplab
