/// RFC 9293's state diagram as text, with the way that a connection has gone: its arrows numbered in their order.
#pragma once
#include "app/diagram/diagram_figure.h"
#include "app/wording/wording.h"

#include <array>
#include <string>
#include <vector>

namespace tcplab {

struct WalkedArrow {
    DiagramStep step;
    std::string event;
    std::string action;
    bool besides = false;    ///< none of the figure's: not with this event
    std::vector<int> walked; ///< which of the way's changes these were, from 1; empty: not gone
    ArrowWay way = ArrowWay::Other;
};

struct WalkedDiagram {
    std::string title; ///< "Client: The last ACK is lost"
    DiagramNode current = DiagramNode::Closed;
    std::array<bool, diagramNodeCount> visited{};
    std::vector<WalkedArrow> arrows; ///< the figure's, then those that the way has besides
    Language language = Language::English;
};

/// What stands in the picture besides the RFC's own words.
struct DiagramWords {
    const char* activeClose;
    const char* passiveClose;
    const char* clientWay;
    const char* serverWay;
    const char* gone;
    const char* astray;
};
const DiagramWords& diagramWords(Language language);

WalkedDiagram walkedDiagram(const Trace& trace, Side side, ConnectionId conn, std::uint64_t step,
                            Language language);

/// Where a state stands: column −1 … 1, row from the top.
struct DiagramSpot {
    const char* id;
    int column;
    int row;
};
inline constexpr std::array<DiagramSpot, diagramNodeCount> diagramSpots{{
    {"closed", 0, 0},
    {"listen", 0, 1},
    {"synsent", 1, 2},
    {"synrcvd", -1, 2},
    {"estab", 0, 3},
    {"finwait1", -1, 4},
    {"finwait2", -1, 5},
    {"closewait", 1, 4},
    {"closing", 0, 5},
    {"lastack", 1, 5},
    {"timewait", 0, 6},
    {"again", 1, 6},
}};

std::string diagramSvg(const WalkedDiagram& diagram);
std::string diagramTikz(const WalkedDiagram& diagram);
std::string diagramMermaid(const WalkedDiagram& diagram);
std::string diagramPlantUml(const WalkedDiagram& diagram);

} // namespace tcplab
