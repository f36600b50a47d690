#include "app/cli/summary.h"

#include "core/experiment/outcome.h"

#include <algorithm>

namespace tcplab {
namespace {

/// What drops early is told from a full queue: experiments compare them.
const char* reasonOf(DropReason why)
{
    const char* discipline = disciplineOf(why);
    return *discipline != 0 ? discipline : nameOf(why);
}

const char* kindOf(const Packet& packet)
{
    const Flags ctl = packet.segment.ctl;
    if (ctl.rst)
        return "RST";
    if (ctl.syn)
        return ctl.ack ? "SYN,ACK" : "SYN";
    if (ctl.fin)
        return "FIN";
    return packet.segment.text.length != 0 ? "text" : "ACK";
}

std::uint64_t octetsRead(const Host& host, ConnectionId id)
{
    std::uint64_t octets = 0;
    for (const ReadLog& log : host.readLogs)
        if (log.connection == id)
            for (const TextRange& range : log.text)
                octets += range.length;
    return octets;
}

} // namespace

void Summary::note(const World& after, const StepLog& log)
{
    ++m_steps;
    for (const OpenedConnection& opened : log.opened) {
        if (opened.name.remotePort == 0)
            continue; // a listener's place
        ConnectionOutcome connection;
        connection.host = opened.host;
        connection.id = opened.id;
        connection.name = opened.name;
        connection.opened = after.now;
        m_open.emplace(ConnectionKey{opened.host, opened.id}, connection);
    }
    for (const Effect& what : log.effects) {
        const std::size_t host = indexOf(what.host);
        switch (what.kind) {
        case EffectKind::Call: noteCall(what, log, after.now); break;
        case EffectKind::Return: noteReturn(what, after.now); break;
        case EffectKind::State: noteState(after, what, after.now); break;
        case EffectKind::Send: noteSend(what, log); break;
        case EffectKind::Deliver:
            ++m_delivered[host];
            m_marked[1 - host] += what.marked ? 1 : 0;
            break;
        case EffectKind::Drop: ++m_drops[host][reasonOf(static_cast<DropReason>(what.dropWhy))]; break;
        case EffectKind::Duplicate: ++m_duplicates[host]; break;
        case EffectKind::Ignore: ++m_ignored[host][nameOf(what.ignoreWhy)]; break;
        case EffectKind::Timer: ++m_expired[host][nameOf(what.timer)]; break;
        case EffectKind::User: m_interventions += what.applied ? 1 : 0; break;
        case EffectKind::Cwnd:
        case EffectKind::Rtt:
        case EffectKind::Urgent:
        case EffectKind::End: break;
        }
        const bool isCrash =
            (what.kind == EffectKind::Call && what.call == Call::Crash) ||
            (what.kind == EffectKind::User && what.applied && what.command == UserCommand::Crash);
        if (isCrash) // programs vanish in their calls
            std::erase_if(m_pending, [&](const PendingCall& call) {
                return call.host == what.host &&
                       (what.kind == EffectKind::User || call.process != what.process);
            });
    }
}

void Summary::noteCall(const Effect& what, const StepLog& log, Instant now)
{
    m_pending.push_back({.host = what.host,
                         .process = what.process,
                         .call = what.call,
                         .arguments = what.text < log.texts.size() ? log.texts[what.text] : std::string{},
                         .at = now});
}

void Summary::noteReturn(const Effect& what, Instant now)
{
    const auto pending = std::ranges::find_if(m_pending, [&](const PendingCall& call) {
        return call.host == what.host && call.process == what.process && call.call == what.call;
    });
    if (pending == m_pending.end())
        return;
    countCall({.host = what.host,
               .call = what.call,
               .arguments = pending->arguments,
               .error = what.error,
               .count = 1,
               .result = what.error == Errno::None ? what.value : 0,
               .first = pending->at,
               .last = now});
    m_pending.erase(pending);
}

void Summary::countCall(const CallOutcome& outcome)
{
    const auto same = std::ranges::find_if(m_calls, [&](const CallOutcome& call) {
        return call.host == outcome.host && call.call == outcome.call &&
               call.arguments == outcome.arguments && call.error == outcome.error &&
               call.waiting == outcome.waiting;
    });
    if (same != m_calls.end()) {
        same->count += outcome.count;
        same->result += outcome.result;
        same->last = outcome.last;
    } else if (m_calls.size() < mostListed) {
        m_calls.push_back(outcome);
    } else {
        ++m_callsNotListed;
    }
}

void Summary::noteState(const World& after, const Effect& what, Instant now)
{
    const auto found = m_open.find({what.host, what.conn});
    if (found == m_open.end())
        return;
    ConnectionOutcome& connection = found->second;
    connection.state = what.to;
    if (what.to == ConnectionState::Established && connection.established.isNever())
        connection.established = now;
    const bool backToListen = what.to == ConnectionState::Listen; // a passive open that came to nothing
    if (what.to == ConnectionState::Closed || backToListen) {
        connection.outcome = nameOf(endingOf(what));
        connection.ended = now;
    }
    // Its socket may still be read from: so it is entered at the end, or when too many wait for that.
    if (!connection.ended.isNever() && m_open.size() > mostListed) {
        endConnection(after, connection);
        m_open.erase(found);
    }
}

void Summary::noteSend(const Effect& what, const StepLog& log)
{
    const std::size_t host = indexOf(what.host);
    const auto packet = std::ranges::find(log.packets, what.segment, &Packet::id);
    if (packet == log.packets.end())
        return;
    ++m_sent[host];
    ++m_segments[host][kindOf(*packet)];
    const std::uint32_t text = packet->segment.text.length;
    const bool again = packet->retransmission != 0;
    m_retransmissions[host] += again ? 1 : 0;
    (again ? m_textRetransmitted : m_textSent)[host] += text;
    if (const auto found = m_open.find({what.host, what.conn}); found != m_open.end())
        (again ? found->second.retransmitted : found->second.sent) += text;
}

void Summary::endConnection(const World& world, ConnectionOutcome connection)
{
    ++m_outcomes[indexOf(connection.host)][connection.outcome];
    if (m_ended.size() >= mostListed) {
        ++m_connectionsNotListed;
        return;
    }
    connection.read = octetsRead(world.hosts[indexOf(connection.host)], connection.id);
    m_ended.push_back(connection);
}

void Summary::finish(const World& world, EndReason reason)
{
    m_reason = reason;
    m_end = reason == EndReason::Until ? endInstant(world) : world.now;
    for (const PendingCall& call : m_pending)
        countCall({.host = call.host,
                   .call = call.call,
                   .arguments = call.arguments,
                   .waiting = true,
                   .count = 1,
                   .first = call.at,
                   .last = call.at});
    m_pending.clear();
    for (const auto& [key, connection] : m_open)
        endConnection(world, connection);
    m_open.clear();
    std::ranges::stable_sort(m_ended, {}, [](const ConnectionOutcome& c) { return c.opened; });
    std::ranges::stable_sort(m_calls, {}, [](const CallOutcome& c) { return c.first; });
    for (const Host& host : world.hosts)
        for (const ReadLog& log : host.readLogs)
            for (const TextRange& range : log.text)
                m_textRead[indexOf(host.side)] += range.length;
}

} // namespace tcplab
