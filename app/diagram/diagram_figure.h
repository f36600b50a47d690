/// RFC 9293 Figure 5 as a table: its boxes, its arrows, and what is written beside them. Free of widgets.
/// As in the figure CLOSED stands twice: where a connection begins, and where it ends.
#pragma once
#include "app/session/run_index.h"
#include "core/tcp/connection_state.h"
#include "core/trace/trace.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tcplab {

/// The first eleven are the states, in their order.
enum class DiagramNode : std::uint8_t {
    Closed,
    Listen,
    SynSent,
    SynReceived,
    Established,
    FinWait1,
    FinWait2,
    CloseWait,
    Closing,
    LastAck,
    TimeWait,
    ClosedAgain,
};
inline constexpr std::size_t diagramNodeCount = 12;

constexpr ConnectionState stateOf(DiagramNode node)
{
    return node == DiagramNode::ClosedAgain ? ConnectionState::Closed : static_cast<ConnectionState>(node);
}

/// What brought a transition about, and what was done: "rcv SYN" / "snd SYN,ACK"; "x" is the figure's
/// mark for nothing. In the figure's own words, which are not translated.
struct ArrowText {
    std::string event;
    std::string action;
    friend bool operator==(const ArrowText&, const ArrowText&) = default;
};

struct DiagramStep {
    DiagramNode from = DiagramNode::Closed;
    DiagramNode to = DiagramNode::Closed;
    friend bool operator==(const DiagramStep&, const DiagramStep&) = default;
};

/// Whose usual way an arrow belongs to, as Stevens draws them: heavy for a client's, heavy and dashed for a
/// server's, thin for what is rare.
enum class ArrowWay : std::uint8_t { Client, Server, Other };

struct FigureArrow {
    DiagramStep step;
    const char* event = "";
    const char* action = "";
    ArrowWay way = ArrowWay::Other;
};

/// The figure's twenty arrows, and that of its Note 2.
std::span<const FigureArrow> figureArrows();
inline constexpr std::size_t figureArrowCount = 21;
/// Some of figureArrows(), by their places.
using ArrowSet = std::bitset<figureArrowCount>;
/// Its place in figureArrows(); nothing for a transition that the figure leaves out (Note 3: resets).
std::optional<std::size_t> figureArrow(DiagramStep step);
/// Which of the two CLOSED a change leads to: an opening that came to nothing goes back to the upper one.
DiagramStep diagramStep(ConnectionState from, ConnectionState to);

/// Everything that a diagram shows of one connection at one step.
struct DiagramSituation {
    Side side = Side::Client;
    DiagramNode current = DiagramNode::Closed;
    std::vector<DiagramStep> walked; ///< up to and including this step
    std::vector<DiagramStep>
        strayed; ///< of these, what the figure has an arrow for and did not go by it (arrowGone)
    std::optional<DiagramStep> taken; ///< in this very step
    ArrowText takenText;
    double timeWaitLeft = -1; ///< share of TIME-WAIT that is still to come; negative: not in it
    friend bool operator==(const DiagramSituation&, const DiagramSituation&) = default;
};

/// What of a walk (RunIndex::walkOf) has been gone by `step`.
DiagramSituation situationAt(const Trace& trace, std::span<const StateChange> walk, Side side,
                             std::uint64_t step);
/// What the trace says about a change: the figure's words where they tell the truth, else what was seen.
ArrowText arrowText(const Trace& trace, Side side, const StateChange& change);
/// The arrow of the figure that a change has gone, event and all: a refused opening leads from SYN-SENT to CLOSED, but
/// not by the arrow that the figure draws there, which is CLOSE's.
std::optional<std::size_t> arrowGone(const Trace& trace, Side side, const StateChange& change);

/// A state or an arrow of the diagram: what can be pointed at.
struct DiagramPlace {
    std::optional<DiagramNode> node;
    std::optional<std::size_t> arrow; ///< in figureArrows()
    friend bool operator==(const DiagramPlace&, const DiagramPlace&) = default;
};

} // namespace tcplab
