#include "app/diagram/walked_arrows.h"

#include "app/session/state_changes.h"

#include <algorithm>

namespace tcplab {

void WalkedArrows::take(const Trace& trace, Side side, const StateChange& change)
{
    const auto drawn = figureArrow(diagramStep(change.from, change.to));
    if (!drawn || m_arrows.test(*drawn))
        return;
    if (const auto gone = arrowGone(trace, side, change))
        m_arrows.set(*gone);
}

void WalkedArrows::see(const Trace& trace, const RunIndex& index, std::uint64_t step)
{
    step = std::min(step, trace.stepCount());
    if (step <= m_known)
        return;
    // A step or some: its records. A leap: what the index knows of each connection.
    constexpr std::uint64_t few = 64;
    if (step - m_known <= few) {
        for (const HostChange& one :
             stateChanges(trace, trace.firstRecordOf(m_known + 1), trace.endRecordOf(step)))
            take(trace, one.host, one.change);
    } else {
        for (const Side side : {Side::Client, Side::Server})
            for (ConnectionId id = 1; id <= RunIndex::connectionsBy(trace, side, step); ++id)
                for (const StateChange& change : index.changesOf(side, id))
                    if (change.step > m_known && change.step <= step)
                        take(trace, side, change);
    }
    m_known = step;
}

void WalkedArrows::clear(std::uint64_t step)
{
    m_arrows.reset();
    m_known = step;
}

} // namespace tcplab
