#include "app/session/run_index.h"

#include "app/session/state_changes.h"

#include <algorithm>

namespace tcplab {

namespace {

template <class List> void forgetAfter(List& items, std::uint64_t step)
{
    const auto first = std::upper_bound(items.begin(), items.end(), step,
                                        [](std::uint64_t s, const auto& item) { return s < item.step; });
    items.resize(static_cast<std::size_t>(first - items.begin()));
}

} // namespace

void RunIndex::update(const Trace& trace, std::uint64_t fromStep)
{
    for (const Side side : {Side::Client, Side::Server}) {
        for (PerConnection& one : m_connections[indexOf(side)]) {
            forgetAfter(one.changes, fromStep);
            forgetAfter(one.timers, fromStep);
        }
        forgetAfter(m_busy[indexOf(side)], fromStep);
    }
    const std::uint64_t kept = std::min<std::uint64_t>(fromStep, trace.stepCount());
    const std::uint32_t known = kept == 0 ? 0 : trace.endRecordOf(kept) - 1;
    m_records = std::min(m_records, known);

    for (std::uint32_t n = m_records + 1; n <= trace.recordCount(); ++n) {
        const Record& record = trace.record(n);
        const Effect& what = record.what;
        if (what.conn == 0)
            continue;
        const std::size_t host = indexOf(what.host);
        auto& connections = m_connections[host];
        if (connections.size() < what.conn)
            connections.resize(what.conn);
        PerConnection& one = connections[what.conn - 1];
        if (what.kind == EffectKind::State) {
            const StateChange change{record.step, n, record.t, what.from, what.to};
            if (one.changes.empty() || !joinNote2(one.changes.back(), change))
                one.changes.push_back(change);
        } else if (what.kind == EffectKind::Timer)
            one.timers.push_back({record.step, record.t, what.timer, what.action});
        if (m_busy[host].empty() || m_busy[host].back().conn != what.conn)
            m_busy[host].push_back({record.step, what.conn});
    }
    m_records = trace.recordCount();
}

std::span<const StateChange> RunIndex::changesOf(Side host, ConnectionId conn) const
{
    const auto& connections = m_connections[indexOf(host)];
    if (conn == 0 || conn > connections.size())
        return {};
    return connections[conn - 1].changes;
}

ConnectionId RunIndex::listenerOf(const Trace& trace, Side host, ConnectionId conn) const
{
    const auto own = changesOf(host, conn);
    if (own.empty() || own.front().from != ConnectionState::Listen)
        return 0;
    const std::uint16_t port = trace.connection(host, conn).name.localPort;
    for (ConnectionId id = conn - 1; id > 0; --id) {
        const ConnectionName& name = trace.connection(host, id).name;
        if (name.remotePort == 0 && name.localPort == port)
            return id;
    }
    return 0;
}

std::vector<StateChange> RunIndex::walkOf(const Trace& trace, Side host, ConnectionId conn) const
{
    std::vector<StateChange> walk;
    const auto own = changesOf(host, conn);
    const auto listener = changesOf(host, listenerOf(trace, host, conn));
    if (!own.empty())
        for (const StateChange& change : listener)
            if (change.record < own.front().record && change.to == ConnectionState::Listen)
                walk.assign(1, change);
    walk.insert(walk.end(), own.begin(), own.end());
    return walk;
}

Instant RunIndex::timerStart(Side host, ConnectionId conn, Timer timer, std::uint64_t step) const
{
    const auto& connections = m_connections[indexOf(host)];
    if (conn == 0 || conn > connections.size())
        return Instant::never();
    const auto& moves = connections[conn - 1].timers;
    auto place = std::upper_bound(moves.begin(), moves.end(), step,
                                  [](std::uint64_t s, const TimerMove& move) { return s < move.step; });
    while (place != moves.begin()) {
        --place;
        if (place->timer == timer &&
            (place->action == TimerAction::Start || place->action == TimerAction::Restart))
            return place->at;
    }
    return Instant::never();
}

ConnectionId RunIndex::busyConnection(Side host, std::uint64_t step) const
{
    const auto& busy = m_busy[indexOf(host)];
    const auto place = std::upper_bound(busy.begin(), busy.end(), step,
                                        [](std::uint64_t s, const Busy& one) { return s < one.step; });
    return place == busy.begin() ? 0 : std::prev(place)->conn;
}

std::uint64_t RunIndex::busySince(Side host, std::uint64_t step) const
{
    const auto& busy = m_busy[indexOf(host)];
    const auto place = std::upper_bound(busy.begin(), busy.end(), step,
                                        [](std::uint64_t s, const Busy& one) { return s < one.step; });
    return place == busy.begin() ? 0 : std::prev(place)->step;
}

ConnectionState RunIndex::stateAt(Side host, ConnectionId conn, std::uint64_t step) const
{
    const auto changes = changesOf(host, conn);
    const auto place = std::upper_bound(changes.begin(), changes.end(), step,
                                        [](std::uint64_t s, const StateChange& one) { return s < one.step; });
    return place == changes.begin() ? ConnectionState::Closed : std::prev(place)->to;
}

ConnectionId RunIndex::connectionsBy(const Trace& trace, Side host, std::uint64_t step)
{
    const auto& all = trace.connections[indexOf(host)];
    const std::uint32_t end = step == 0 ? 1 : trace.endRecordOf(step);
    const auto place = std::partition_point(
        all.begin(), all.end(), [end](const ConnectionHistory& one) { return one.firstRecord < end; });
    return static_cast<ConnectionId>(place - all.begin());
}

} // namespace tcplab
