/// A plot as plain shapes: axes, lines, bars and marks, as many as there are columns of pixels at most. Free of
/// painting, and of widgets but for tr().
#pragma once
#include "app/plots/plot_roles.h"

#include <QPointF>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

namespace tcplab {

struct PlotTick {
    double at = 0; ///< px: x of a time, y of a value
    QString text;
    friend bool operator==(const PlotTick&, const PlotTick&) = default;
};
struct PlotLine {
    PlotRole role = PlotRole::Ack;
    bool other = false;          ///< of run A, which is compared with
    std::vector<QPointF> points; ///< of a polyline
};
/// An upright line: a segment's numbers, or the extent of many in one column.
struct PlotBar {
    PlotRole role = PlotRole::Data;
    double x = 0, top = 0, bottom = 0; ///< x: its middle
    double width = 1;                  ///< more: a line that stays level for so long
    bool single = false;               ///< one segment: with arrowheads at both ends
    bool push = false;                 ///< of one with PSH: a diamond at the upper end
    SegmentId segment = 0;             ///< of a single one
    const char* letter = "";           ///< "R", "P", "SYN", "FIN"
    bool other = false;                ///< as of lines
};
/// Something at one instant: a measurement, or one of tcptrace's marks.
struct PlotDot {
    PlotRole role = PlotRole::Rtt;
    QPointF at;
    const char* letter = ""; ///< "3", "Z", "O", "RST"
    bool other = false;
};

struct PlotRange {
    Instant from{};
    Instant to{};
    Duration length() const { return to - from; }
    friend bool operator==(const PlotRange&, const PlotRange&) = default;
};

struct PlotInput {
    const Flow* flow = nullptr;
    const Trace* trace = nullptr; ///< what became of segments
    /// Run A, while two are compared: drawn in the same axes.
    const Flow* other = nullptr;
    const Trace* otherTrace = nullptr;
    PlotKind kind = PlotKind::Sequence;
    PlotRange range{};
    QRectF area;           ///< inside the axes
    double textWidth = 60; ///< px of a time's text: ticks lie further apart
    double textHeight = 14;
    std::uint32_t firstNumber = 0;    ///< added to relative sequence numbers: the ISN, or 0
    std::optional<std::uint32_t> isn; ///< from which one knows where numbers pass 2^32
};

struct PlotShapes {
    bool any = false;
    QRectF area;
    PlotRange range{};
    double least = 0, most = 1; ///< values at the area's bottom and top
    std::vector<PlotTick> times, values;
    std::vector<PlotTick> wraps; ///< where sequence numbers pass 2^32 and begin again at 0
    std::vector<PlotLine> lines;
    std::vector<PlotBar> bars;
    std::vector<PlotDot> dots;
    double x(Instant at) const;
    double y(double value) const;
    Instant instantAt(double x) const;
};

/// From a little before its first to a little behind its last event; nothing where there is none.
std::optional<PlotRange> wholeRange(const Flow& flow);
/// Of both flows.
std::optional<PlotRange> wholeRange(const Flow& flow, const Flow* other);
PlotShapes layOutPlot(const PlotInput& in);
/// The highest edge of the window that lies above the picture, for it would crush everything else; nothing: all of it
/// can be seen.
std::optional<std::int64_t> edgeAbove(const PlotInput& in);
/// Points that are seen, and the one that holds where the range begins.
std::optional<Series::Extent> seenExtent(const Series& series, const PlotRange& range);

} // namespace tcplab
