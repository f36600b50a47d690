/// RFC 9293's state diagram as text, with the way that a connection has gone: its arrows numbered in their order.
#pragma once
#include "app/diagram/diagram_figure.h"
#include "app/wording/wording.h"

#include <string>
#include <vector>

namespace tcplab {

struct WalkedArrow {
    DiagramStep step;
    std::string event;
    std::string action;
    std::vector<int> walked; ///< which of the way's changes these were, from 1; empty: not gone
};

struct WalkedDiagram {
    std::string title; ///< "Client: The last ACK is lost"
    DiagramNode current = DiagramNode::Closed;
    std::array<bool, diagramNodeCount> visited{};
    std::vector<WalkedArrow> arrows; ///< the figure's, then those that the way has besides
};

WalkedDiagram walkedDiagram(const Trace& trace, Side side, ConnectionId conn, std::uint64_t step,
                            Language language);

std::string diagramTikz(const WalkedDiagram& diagram);
std::string diagramMermaid(const WalkedDiagram& diagram);
std::string diagramPlantUml(const WalkedDiagram& diagram);

} // namespace tcplab
