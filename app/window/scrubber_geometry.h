/// The bird's-eye strip under the timeline: the states of both shown connections along the whole run, as
/// plain shapes. A connection that has ended is CLOSED, whoever listens on its port. Free of widgets.
#pragma once
#include "app/session/run_index.h"
#include "app/session/time_axis.h"

#include <QRectF>
#include <QString>
#include <array>
#include <optional>
#include <vector>

namespace tcplab {

struct ScrubberBar {
    QRectF rect;
    Side host = Side::Client;
    ConnectionState state = ConnectionState::Closed;
    bool current = false; ///< the cursor is in it
};
/// A socket in LISTEN beside the connection's own states: a line under the row.
struct ScrubberListener {
    QRectF rect;
    Side host = Side::Client;
};
/// A folded stretch, and how much time it stands for.
struct ScrubberFold {
    double left = 0;
    double right = 0;
    QString text; ///< "＋59.2 s"
};
struct ScrubberGeometry {
    QRectF track; ///< both rows
    std::vector<ScrubberBar> bars;
    std::vector<ScrubberListener> listeners;
    std::vector<ScrubberFold> folds;
    double nowX = 0;
    QRectF frame;  ///< what the timeline shows: over both rows, and the strip under them
    QRectF handle; ///< its part of the strip, by which it is dragged; empty while nothing is shown
};
/// What of the frame lies under a point.
enum class FramePart : std::uint8_t { None, Beside, Body, Left, Right };
FramePart framePartAt(const ScrubberGeometry& geometry, QPointF point);

struct ScrubberInput {
    const Trace* trace = nullptr;
    const TimeAxis* axis = nullptr;
    const RunIndex* index = nullptr;
    std::array<ConnectionId, 2> shown{}; ///< 0: none
    std::uint64_t step = 0;
    double nowPosition = 0; ///< units of the axis
    QRectF track;
    double gap = 3;         ///< px between the rows
    double visibleFrom = 0; ///< units of the axis that the timeline shows
    double visibleTo = 0;
    double strip = 0; ///< px of the strip under the rows
};

ScrubberGeometry layOut(const ScrubberInput& in);
/// The middle of a name of that width in a bar: in the widest piece that neither the cursor, a fold nor the frame's edge
/// crosses, and in the bar's own middle where nothing does. Nothing: it would be crossed wherever it stood.
std::optional<double> nameMiddle(const ScrubberGeometry& geometry, const QRectF& bar, double width);
/// Where the zig-zag of a fold stands.
double zigzagX(const ScrubberFold& fold);
constexpr double zigzagWidth = 4; ///< px
/// Units of the axis at that x, and back.
double positionAt(const TimeAxis& axis, const QRectF& track, double x);
double xAt(const TimeAxis& axis, const QRectF& track, double position);

} // namespace tcplab
