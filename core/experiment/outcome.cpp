#include "core/experiment/outcome.h"

#include <algorithm>

namespace tcplab {

const char* nameOf(Ending ending)
{
    constexpr std::array names{"open",    "closed",  "back-to-listen",     "reset", "refused", "timed-out",
                               "aborted", "crashed", "time-wait-cut-short"};
    return names[static_cast<std::size_t>(ending)];
}

Ending endingOf(const Effect& state)
{
    if (state.to == ConnectionState::Listen)
        return Ending::BackToListen;
    switch (state.clause) {
    case Clause::HostCrashed: return Ending::Crashed;
    case Clause::ResetEndsClosing:
        return state.from == ConnectionState::TimeWait ? Ending::TimeWaitCutShort : Ending::Closed;
    case Clause::SynSentRefused:
    case Clause::ResetRefusesOpen: return Ending::Refused;
    case Clause::ResetExact:
    case Clause::ResetInWindow:
    case Clause::SynInWindowResets: return Ending::Reset;
    case Clause::UserTimeoutExpired:
    case Clause::KeepAliveTimeout:
    case Clause::TooManyRetransmissions: return Ending::TimedOut;
    case Clause::AbortSendsReset:
    case Clause::AbortSilent:
    case Clause::CloseUnreadDataResets:
    case Clause::TextAfterCloseResets: return Ending::Aborted;
    default: return Ending::Closed;
    }
}

void OutcomeWatch::noteCrash(const Effect& what)
{
    const bool byCall = what.kind == EffectKind::Call && what.call == Call::Crash;
    const bool byHand = what.kind == EffectKind::User && what.applied && what.command == UserCommand::Crash;
    if (byCall || byHand) // programs vanish in their calls; the one that said so goes on
        std::erase_if(m_pending, [&](const Pending& call) {
            return call.host == what.host && (byHand || call.process != what.process);
        });
}

void OutcomeWatch::note(const World& after, const StepLog& log)
{
    m_outcome.rest = after.now;
    for (const OpenedConnection& opened : log.opened)
        noteOpened(opened.host, opened.id, opened.name);
    for (const Effect& what : log.effects) {
        const auto packet = what.kind == EffectKind::Send
                                ? std::ranges::find(log.packets, what.segment, &Packet::id)
                                : log.packets.end();
        noteEffect(after.now, what, packet != log.packets.end() && packet->retransmission != 0);
    }
}

void OutcomeWatch::noteOpened(Side host, ConnectionId id, const ConnectionName& name)
{
    if (name.remotePort != 0)
        m_outcome.hosts[indexOf(host)].connections.push_back({.id = id});
}

void OutcomeWatch::noteEffect(Instant now, const Effect& what, bool retransmission)
{
    m_outcome.rest = now;
    HostOutcome& host = m_outcome.hosts[indexOf(what.host)];
    switch (what.kind) {
    case EffectKind::Call:
        m_pending.push_back({.host = what.host, .process = what.process, .call = what.call});
        break;
    case EffectKind::Return: {
        const auto call = std::ranges::find_if(m_pending, [&](const Pending& pending) {
            return pending.host == what.host && pending.process == what.process && pending.call == what.call;
        });
        if (call != m_pending.end())
            m_pending.erase(call);
        m_outcome.callsDone = now;
        if (what.error != Errno::None)
            host.failed.push_back({.call = what.call, .error = what.error});
        break;
    }
    case EffectKind::State: {
        const auto found = std::ranges::find(host.connections, what.conn, &ConnectionEnd::id);
        if (found == host.connections.end())
            break;
        found->state = what.to;
        if (what.to == ConnectionState::Closed || what.to == ConnectionState::Listen)
            found->ending = endingOf(what);
        break;
    }
    case EffectKind::Send:
        ++host.sent;
        if (retransmission)
            ++host.retransmissions;
        break;
    default: break;
    }
    noteCrash(what);
}

RunOutcome OutcomeWatch::finish(const World& world, EndReason end)
{
    m_outcome.end = end;
    if (end == EndReason::Until)
        m_outcome.rest = std::max(m_outcome.rest, endInstant(world));
    for (const Host& host : world.hosts) {
        HostOutcome& outcome = m_outcome.hosts[indexOf(host.side)];
        for (const ReadLog& log : host.readLogs) {
            for (const TextRange& range : log.text)
                outcome.read += range.length;
            outcome.endsOfStream += log.endOfStream ? 1u : 0u;
        }
    }
    for (const Pending& call : m_pending)
        m_outcome.hosts[indexOf(call.host)].waiting.push_back({.call = call.call});
    return m_outcome;
}

} // namespace tcplab
