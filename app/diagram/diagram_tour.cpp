#include "app/diagram/diagram_tour.h"

#include "app/session/state_changes.h"

namespace tcplab {

void DiagramTour::add(const std::string& name, const Trace& trace)
{
    const auto note = [&name](std::vector<Visit>& visits, std::uint64_t step, Side side) {
        if (visits.empty() || visits.back().name != name)
            visits.push_back({name, step, side});
    };
    for (const auto& [host, conn, change] : stateChanges(trace, 1, trace.recordCount() + 1)) {
        const DiagramStep step = diagramStep(change.from, change.to);
        note(m_nodes[static_cast<std::size_t>(step.to)], change.step, host);
        if (const auto arrow = arrowGone(trace, host, change))
            note(m_arrows[*arrow], change.step, host);
    }
}

const std::vector<DiagramTour::Visit>& DiagramTour::to(const DiagramPlace& place) const
{
    static const std::vector<Visit> none;
    if (place.node)
        return to(*place.node);
    return place.arrow ? along(*place.arrow) : none;
}

} // namespace tcplab
