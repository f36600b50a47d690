/// A plot as plain shapes: axes, lines, bars and marks, as many as there are columns of pixels at most. Free of
/// painting, and of widgets but for tr().
#pragma once
#include "app/plots/flow.h"

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

namespace tcplab {

enum class PlotKind : std::uint8_t { Sequence, Congestion, RoundTrip, Windows };
inline constexpr std::size_t plotKindCount = 4;

/// What a line or mark stands for; the painter knows its colour and width.
enum class PlotRole : std::uint8_t {
    Data,
    Again, ///< a retransmission
    Lost,
    Ack,
    Edge, ///< of the window
    Sack,
    Cwnd,
    Ssthresh,
    Rtt,
    Srtt,
    Rto,
    InFlight,
    Window,
};
inline constexpr std::size_t plotRoleCount = 13;
/// "SND.UNA": for the legend. Names of variables are never translated.
QString plotRoleName(PlotRole role);

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
    bool single = false;               ///< one segment: with ticks at both ends
    SegmentId segment = 0;             ///< of a single one
    const char* letter = "";           ///< "R", "S", "SYN", "FIN"
    bool other = false;                ///< as of lines
};
struct PlotDot {
    PlotRole role = PlotRole::Rtt;
    QPointF at;
    bool other = false;
};

struct PlotRange {
    Instant from{};
    Instant to{};
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
    std::uint32_t firstNumber = 0; ///< added to relative sequence numbers: the ISN, or 0
};

struct PlotShapes {
    bool any = false;
    QRectF area;
    PlotRange range{};
    double least = 0, most = 1; ///< values at the area's bottom and top
    std::vector<PlotTick> times, values;
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
/// What a line says at an instant: "SND.UNA", "1001"; of two runs "A: SND.UNA".
std::vector<std::pair<QString, QString>> valuesAt(const PlotInput& in, Instant at);
/// All that the plot draws as a table of tab-separated values, with a heading; of two runs the names begin with theirs.
/// `trace`: of the run of `flow`, from which it knows what was lost.
QString plotTable(const Flow& flow, PlotKind kind, std::uint32_t firstNumber, const Flow* other = nullptr,
                  const Trace* trace = nullptr);
/// "B: cwnd", where two runs are compared.
QString plotLineName(PlotRole role, bool comparing, bool other);

} // namespace tcplab
