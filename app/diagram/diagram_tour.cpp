#include "app/diagram/diagram_tour.h"

namespace tcplab {

void DiagramTour::add(const std::string& name, const Trace& trace)
{
    const auto note = [&name](std::vector<Visit>& visits, std::uint64_t step, Side side) {
        if (visits.empty() || visits.back().name != name)
            visits.push_back({name, step, side});
    };
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        const Record record = trace.record(n);
        if (record.what.kind != EffectKind::State)
            continue;
        const StateChange change{record.step, n, record.t, record.what.from, record.what.to};
        const DiagramStep step = diagramStep(change.from, change.to);
        note(m_nodes[static_cast<std::size_t>(step.to)], change.step, record.what.host);
        if (const auto arrow = arrowGone(trace, record.what.host, change))
            note(m_arrows[*arrow], change.step, record.what.host);
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
