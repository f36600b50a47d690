/// The timeline as plain shapes in a plane of its own, to be written as SVG or TikZ: lines and texts, times to scale.
#pragma once
#include "app/figure/figure.h"
#include "app/ladder/ladder_index.h"
#include "app/ladder/turned_box.h"

#include <vector>

namespace tcplab {

using FigurePoint = BoxPoint;

struct FigureSegment {
    SegmentKind kind = SegmentKind::Control;
    FigurePoint from;
    FigurePoint to;
    bool lost = false;          ///< broken at `to`
    bool lostOnArrival = false; ///< it arrived damaged
    bool open = false;          ///< it goes on beyond the figure, or never ended: without a head
    bool ignored = false;
    bool retransmission = false;
    bool data = false;
    std::string flags{}; ///< "" where there is no room for a label
    std::string numbers{};
    double labelAt = 0.5; ///< share of the way
    bool below = false;   ///< the label is
    int conversation = 0; ///< which of several connections, from 1; 0: not told apart

    bool hasHead() const { return !open && (!lost || lostOnArrival); }
    /// A crossed-out circle, or the cross of what arrived damaged, before the head.
    bool hasMark() const { return (ignored && !open && !lost) || lostOnArrival; }
};

struct FigureBar {
    Side host = Side::Client;
    int conversation = 0; ///< as of segments
    double x = 0;         ///< its left edge
    double width = 0;
    double top = 0;
    double bottom = 0;
};

enum class FigureTextKind : std::uint8_t { Heading, State, Call, Alarm, Timer, Tick, Fold, Legend };

struct FigureLabel {
    FigureTextKind kind = FigureTextKind::State;
    Side host = Side::Client;
    FigurePoint at; ///< the middle of its height
    int align = 0;  ///< −1: begins there, 0: its middle, 1: ends there
    std::string text;
};

/// Theme::connection()'s on paper: RRGGBB.
inline constexpr std::array<std::string_view, 6> connectionInks{"0068a3", "a34800", "00694f",
                                                                "99336f", "6d5600", "5546b8"};
constexpr std::size_t connectionInk(int number)
{
    return static_cast<std::size_t>(number < 1 ? 0 : number - 1) % connectionInks.size();
}

/// A connection's number in a circle.
struct FigureBadge {
    FigurePoint at;
    int number = 0;
    static constexpr double radius = 5.5;
};

struct FigureTimer {
    Side host = Side::Client;
    double x = 0;
    double top = 0;
    double bottom = 0;
    double hook = 0;
};

struct FigureFold {
    double y = 0;
    std::string text;
};

/// Where the columns of a figure stand, by their distance from its edges.
struct FigureColumns {
    double ticksRight = 54;  ///< times end here
    double timersInset = 64; ///< brackets; on the server's side there are no times beside them
    double callsInset = 72;
    double clientX = 262; ///< the client's lifeline
    double wire = 340;    ///< from one to the other

    double serverRoom() const { return clientX - ticksRight + 4; } ///< from its lifeline to the edge
};
inline constexpr FigureColumns wideColumns{};
/// For a column of text in a paper: states and calls share theirs.
inline constexpr FigureColumns narrowColumns{
    .ticksRight = 46, .timersInset = 53, .callsInset = 59, .clientX = 165, .wire = 256};

struct TimelineFigure {
    std::string title;
    double width = 0;
    double height = 0;
    double left = 0; ///< of the folds' zigzag
    double right = 0;
    std::array<double, 2> lifeline{};
    double top = 0; ///< where the lifelines begin
    std::vector<FigureBar> bars;
    std::vector<FigureFold> folds;
    std::vector<FigureTimer> timers;
    std::vector<FigureSegment> segments;
    std::vector<FigureLabel> labels;
    std::vector<FigureBadge> badges;
};

TimelineFigure timelineFigure(const Trace& trace, const FigureOptions& options,
                              const FigureColumns& columns = wideColumns);

std::string svgOf(const TimelineFigure& figure);
std::string tikzOf(const TimelineFigure& figure);

} // namespace tcplab
