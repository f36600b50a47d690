/// Where in a trace each connection changed state and moved its timers: found once, looked up by bisection,
/// so that panels, the state diagram and the scrubber never walk a long trace. Free of widgets.
#pragma once
#include "core/base/chunked_list.h"
#include "core/trace/trace.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tcplab {

struct StateChange {
    std::uint64_t step = 0;
    std::uint32_t record = 0;
    Instant at{};
    ConnectionState from = ConnectionState::Closed;
    ConnectionState to = ConnectionState::Closed;
    friend bool operator==(const StateChange&, const StateChange&) = default;
};

struct TimerMove {
    std::uint64_t step = 0;
    Instant at{};
    Timer timer = Timer::Retransmission;
    TimerAction action = TimerAction::Start;
    friend bool operator==(const TimerMove&, const TimerMove&) = default;
};

class RunIndex {
public:
    /// Reads what the trace has beyond what is known; what was known after `fromStep` is forgotten first.
    void update(const Trace& trace, std::uint64_t fromStep);

    /// All changes of a connection in this run, in order. A connection that came out of LISTEN begins with
    /// its listener's own change.
    std::vector<StateChange> walkOf(const Trace& trace, Side host, ConnectionId conn) const;
    /// A connection's own changes, in order; empty for id 0 or one that never changed.
    std::span<const StateChange> changesOf(Side host, ConnectionId conn) const;
    /// The listener that a connection came from, told by its port; 0: none.
    ConnectionId listenerOf(const Trace& trace, Side host, ConnectionId conn) const;
    /// When the timer that runs after `step` was started or restarted.
    Instant timerStart(Side host, ConnectionId conn, Timer timer, std::uint64_t step) const;
    /// The connection that this host was busy with last, up to and including `step`; 0: none yet.
    ConnectionId busyConnection(Side host, std::uint64_t step) const;
    /// Since which step it has been so; 0: it never was busy.
    std::uint64_t busySince(Side host, std::uint64_t step) const;
    /// The state of a connection after `step`; CLOSED before it was opened.
    ConnectionState stateAt(Side host, ConnectionId conn, std::uint64_t step) const;
    /// Connections of a host that had come into being by then are 1 … this.
    static ConnectionId connectionsBy(const Trace& trace, Side host, std::uint64_t step);

private:
    struct PerConnection {
        std::vector<StateChange> changes;
        ChunkedList<TimerMove> timers;
    };
    struct Busy {
        std::uint64_t step = 0;
        ConnectionId conn = 0;
    };
    std::array<std::vector<PerConnection>, 2> m_connections; ///< by id − 1
    std::array<ChunkedList<Busy>, 2> m_busy;                 ///< by step; only where it changes
    std::uint32_t m_records = 0;
};

} // namespace tcplab
