/// Where runs go: for each state and each arrow of the figure, the runs that lead there and the step in which they
/// do so first. Found by playing them, never written down. Free of widgets.
#pragma once
#include "app/diagram/diagram_figure.h"

#include <array>
#include <string>
#include <vector>

namespace tcplab {

class DiagramTour {
public:
    struct Visit {
        std::string name;       ///< of the scenario
        std::uint64_t step = 0; ///< of its run: the first that goes there
        Side side = Side::Client;
        friend bool operator==(const Visit&, const Visit&) = default;
    };

    /// Takes in a run that has been played to its end.
    void add(const std::string& name, const Trace& trace);
    /// In the order in which they were added.
    const std::vector<Visit>& to(DiagramNode node) const { return m_nodes[static_cast<std::size_t>(node)]; }
    const std::vector<Visit>& along(std::size_t arrow) const { return m_arrows[arrow]; }
    const std::vector<Visit>& to(const DiagramPlace& place) const;
    friend bool operator==(const DiagramTour&, const DiagramTour&) = default;

private:
    std::array<std::vector<Visit>, diagramNodeCount> m_nodes;
    std::array<std::vector<Visit>, figureArrowCount> m_arrows;
};

} // namespace tcplab
