#include "app/session/state_changes.h"

namespace tcplab {

bool joinNote2(StateChange& former, const StateChange& next)
{
    const bool isOne = former.step == next.step && former.from == ConnectionState::FinWait1 &&
                       former.to == ConnectionState::FinWait2 && next.from == ConnectionState::FinWait2 &&
                       next.to == ConnectionState::TimeWait;
    if (isOne) {
        former.record = next.record;
        former.to = next.to;
    }
    return isOne;
}

std::vector<HostChange> stateChanges(const Trace& trace, std::uint32_t first, std::uint32_t end)
{
    std::vector<HostChange> changes;
    for (std::uint32_t n = first; n < end; ++n) {
        const Record record = trace.record(n);
        const Effect& what = record.what;
        if (what.kind != EffectKind::State)
            continue;
        const HostChange next{what.host, what.conn, {record.step, n, record.t, what.from, what.to}};
        const bool same =
            !changes.empty() && changes.back().host == next.host && changes.back().conn == next.conn;
        if (!same || !joinNote2(changes.back().change, next.change))
            changes.push_back(next);
    }
    return changes;
}

} // namespace tcplab
