#include "core/tcp/keep_alive.h"

#include "core/tcp/transmit.h"

namespace tcplab {

void noteAlive(Tcb& tcb, const Surroundings& s)
{
    const bool watched = tcb.keepAlive && isSynchronized(tcb.state) && tcb.state != ConnectionState::TimeWait;
    if (!watched) {
        tcb.timers.stop(Timer::KeepAlive);
        return;
    }
    tcb.keepAliveProbes = 0;
    tcb.timers[Timer::KeepAlive] = s.now + s.profile.keepAliveIdle;
}

void setKeepAlive(Tcb& tcb, bool on, const Surroundings& s)
{
    tcb.keepAlive = on;
    noteAlive(tcb, s);
}

void keepAliveTimeout(Tcb& tcb, const Surroundings& s)
{
    // MUST-26: "only … when no sent data is outstanding"; what is outstanding has a timer of its own.
    if (!tcb.retransmissionQueue.empty() || somethingToSend(tcb)) {
        noteAlive(tcb, s);
        return;
    }
    if (tcb.keepAliveProbes >= s.profile.keepAliveProbes) {
        sendAbort(tcb, Clause::KeepAliveTimeout, s); // the peer may only have been out of reach
        giveUp(tcb, Clause::KeepAliveTimeout, s);
        return;
    }
    ++tcb.keepAliveProbes;
    sendKeepAlive(tcb, s);
    tcb.timers[Timer::KeepAlive] = s.now + s.profile.keepAliveInterval;
}

} // namespace tcplab
