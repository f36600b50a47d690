/// The timers of a connection as rows: which run, how long still, what share of their time. Free of widgets.
#pragma once
#include "app/session/run_index.h"
#include "core/tcp/tcb.h"

#include <vector>

namespace tcplab {

struct TimerRow {
    Timer timer = Timer::Retransmission;
    bool running = false;
    Duration left{};
    double share = 0; ///< of its whole time that is still to come, 0…1
    bool atOnce =
        false; ///< it has no length: an ACK of a FIN for which the program may act first, in the same instant
    friend bool operator==(const TimerRow&, const TimerRow&) = default;
};

/// At least `least` rows: those that run first, then the retransmission and 2·MSL timers, then the others,
/// at rest. `tcb` may be null: then none runs.
std::vector<TimerRow> timerRows(const Tcb* tcb, const RunIndex& index, Side host, ConnectionId conn,
                                std::uint64_t step, Instant now, std::size_t least);

} // namespace tcplab
