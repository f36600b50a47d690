#include "app/panels/timer_rows.h"

#include <algorithm>
#include <array>

namespace tcplab {

std::vector<TimerRow> timerRows(const Tcb* tcb, const RunIndex& index, Side host, ConnectionId conn,
                                std::uint64_t step, Instant now, std::size_t least)
{
    constexpr std::array order{Timer::Retransmission, Timer::TimeWait,   Timer::DelayedAck,
                               Timer::Persist,        Timer::FinWait2,   Timer::KeepAlive,
                               Timer::TailLossProbe,  Timer::Reordering, Timer::User};
    std::vector<TimerRow> rows;
    for (const Timer timer : order) {
        if (tcb == nullptr || !tcb->timers.isOn(timer))
            continue;
        const Instant deadline = tcb->timers[timer];
        const Instant begun = index.timerStart(host, conn, timer, step);
        const Duration whole = begun.isNever() || begun >= deadline ? deadline - now : deadline - begun;
        TimerRow row{.timer = timer, .running = true, .left = deadline - now, .share = 0};
        row.left.ns = std::max<std::int64_t>(row.left.ns, 0);
        if (whole.ns > 0)
            row.share =
                std::clamp(static_cast<double>(row.left.ns) / static_cast<double>(whole.ns), 0.0, 1.0);
        row.atOnce = timer == Timer::DelayedAck && begun == deadline;
        rows.push_back(row);
    }
    for (const Timer timer : order) {
        if (rows.size() >= least)
            break;
        if (std::none_of(rows.begin(), rows.end(),
                         [timer](const TimerRow& row) { return row.timer == timer; }))
            rows.push_back({.timer = timer, .running = false, .left = {}, .share = 0});
    }
    return rows;
}

} // namespace tcplab
