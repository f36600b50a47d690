/// The timeline as plain shapes in a plane of its own, to be written as SVG or TikZ: lines and texts, times to scale.
#pragma once
#include "app/figure/figure.h"
#include "app/ladder/ladder_index.h"

#include <vector>

namespace tcplab {

struct FigurePoint {
    double x = 0;
    double y = 0; ///< downwards
};

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
    int conversation = 0; ///< which of several connections, from 1; 0: not told apart
};

struct FigureBar {
    Side host = Side::Client;
    double x = 0; ///< its left edge
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
};

TimelineFigure timelineFigure(const Trace& trace, const FigureOptions& options);

std::string svgOf(const TimelineFigure& figure);
std::string tikzOf(const TimelineFigure& figure);

} // namespace tcplab
