// The recorder's third question: which timers did this step start, restart or stop? Nothing reports it:
// what each connection's timers were is kept, and compared with what they are.
#include "core/trace/recorder.h"

#include <algorithm>

namespace tcplab {

void Recorder::before(const World& world)
{
    if (!m_hasSeen || m_seenStep != world.step)
        lookAgain(world);
}

void Recorder::compareTimers(const World& after)
{
    if (m_everything)
        for (const Side side : {Side::Client, Side::Server})
            for (const SeenTimers& seen : m_seenTimers[indexOf(side)])
                m_involved.push_back({side, seen.conn});
    std::sort(m_involved.begin(), m_involved.end());
    m_involved.erase(std::unique(m_involved.begin(), m_involved.end()), m_involved.end());
    for (const ConnectionKey key : m_involved)
        compareTimersOf(after, key);
}

void Recorder::compareTimersOf(const World& after, ConnectionKey key)
{
    const std::optional<Timers> timers = timersOf(after.hosts[indexOf(key.host)], key.conn);
    const Timers now = timers.value_or(Timers{});
    auto seen = placeOf(key);
    auto& all = m_seenTimers[indexOf(key.host)];
    const bool wasThere = seen != all.end() && seen->conn == key.conn;
    const Timers then = wasThere ? seen->timers : Timers{};
    const bool hasExpired = m_expired && m_expired->key == key;
    if (wasThere && timers && then == now && !hasExpired)
        return;
    std::array<std::uint32_t, timerCount> setBy = wasThere ? seen->setBy : decltype(setBy){};

    for (std::size_t i = 0; i < timerCount; ++i) {
        const auto timer = static_cast<Timer>(i);
        const bool expired = hasExpired && m_expired->timer == timer;
        if (then[timer] == now[timer] && !expired)
            continue;
        const bool wasOn = then.isOn(timer) && !expired;
        Effect what{.kind = EffectKind::Timer, .host = key.host, .timer = timer, .conn = key.conn};
        if (!now.isOn(timer)) {
            setBy[i] = 0;
            if (!wasOn)
                continue;
            what.action = TimerAction::Stop;
            what.value = then[timer].ns; // the deadline that it no longer has
        } else {
            what.action = wasOn ? TimerAction::Restart : TimerAction::Start;
            what.value = now[timer].ns;
            setBy[i] = m_trace->recordCount() + 1;
        }
        append(what, after.now, causeOf(what));
    }

    if (!timers) {
        if (wasThere)
            all.erase(static_cast<std::size_t>(seen - all.begin()));
    } else if (wasThere) {
        seen->timers = now;
        seen->setBy = setBy;
    } else {
        all.insert(static_cast<std::size_t>(seen - all.begin()),
                   {.conn = key.conn, .timers = now, .setBy = setBy});
    }
}

Fifo<Recorder::SeenTimers>::iterator Recorder::placeOf(ConnectionKey key)
{
    auto& all = m_seenTimers[indexOf(key.host)];
    return std::lower_bound(all.begin(), all.end(), key.conn,
                            [](const SeenTimers& seen, ConnectionId conn) { return seen.conn < conn; });
}

const Recorder::SeenTimers* Recorder::findSeen(ConnectionKey key) const
{
    const auto& all = m_seenTimers[indexOf(key.host)];
    const auto seen = std::lower_bound(all.begin(), all.end(), key.conn,
                                       [](const SeenTimers& s, ConnectionId conn) { return s.conn < conn; });
    return seen != all.end() && seen->conn == key.conn ? &*seen : nullptr;
}

/// At the beginning and after a cut: what stands in the world, and from the trace the records behind it.
void Recorder::lookAgain(const World& world)
{
    for (const Side side : {Side::Client, Side::Server}) {
        auto& all = m_seenTimers[indexOf(side)];
        all.clear();
        for (const Connection& connection : allConnections(world.hosts[indexOf(side)]))
            all.pushBack({.conn = connection.id, .timers = connection.tcb.timers});
    }
    recallTimers();
    recallProcesses(world);
    foreseeEnds(world);
    m_seenStep = world.step;
    m_hasSeen = true;
}

void Recorder::recallTimers()
{
    std::size_t missing = 0;
    for (const auto& all : m_seenTimers)
        for (const SeenTimers& seen : all)
            for (std::size_t i = 0; i < timerCount; ++i)
                missing += seen.timers.isOn(static_cast<Timer>(i)) ? 1u : 0u;
    for (std::uint32_t n = m_trace->recordCount(); n > 0 && missing > 0; --n) {
        const Effect& what = m_trace->record(n).what;
        if (what.kind != EffectKind::Timer ||
            (what.action != TimerAction::Start && what.action != TimerAction::Restart))
            continue;
        const auto seen = placeOf({what.host, what.conn});
        if (seen == m_seenTimers[indexOf(what.host)].end() || seen->conn != what.conn)
            continue;
        std::uint32_t& setBy = seen->setBy[static_cast<std::size_t>(what.timer)];
        if (seen->timers.isOn(what.timer) && setBy == 0) {
            setBy = n;
            --missing;
        }
    }
}

void Recorder::recallProcesses(const World& world)
{
    for (const Side side : {Side::Client, Side::Server}) {
        m_processes[indexOf(side)].clear();
        m_processes[indexOf(side)].resize(world.hosts[indexOf(side)].nextProcess);
    }
    // Number 0 is nobody's. All found: the rest of the trace need not be read.
    std::size_t missing = 2 * (m_processes[0].size() + m_processes[1].size() - 2);
    for (std::uint32_t n = m_trace->recordCount(); n > 0 && missing > 0; --n) {
        const Effect& what = m_trace->record(n).what;
        if (what.kind != EffectKind::Call && what.kind != EffectKind::Return)
            continue;
        SeenProcess& seen = processOf(what);
        std::uint32_t& place = what.kind == EffectKind::Call ? seen.call : seen.returned;
        if (place == 0) {
            place = n;
            --missing;
        }
    }
}

} // namespace tcplab
