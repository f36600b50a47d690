/// A segment's way from one lifeline to the other, as lines.
#pragma once
#include "app/session/time_axis.h"
#include "core/trace/trace.h"

#include <QLineF>
#include <QPointF>

namespace tcplab {

/// Where the lifelines stand and how far the axis is drawn out. `y` counts from the axis's own top.
struct Plane {
    double left = 0;  ///< x where arrows meet the client's bars
    double right = 0; ///< … and the server's
    double zoom = 1;  ///< px a unit
    friend bool operator==(const Plane&, const Plane&) = default;
};

struct Flight {
    QPointF from;    ///< where it leaves
    QPointF arrival; ///< where it arrives, or would have
    QPointF end;     ///< where it ended: `arrival`, or the place of its loss
    bool lost = false;

    QLineF wholeWay() const { return {from, arrival}; }
    QLineF flown() const { return {from, end}; }
    /// Where it crosses this y, kept on the way with room for a stump behind and a tip ahead.
    QPointF at(double y, double stump) const;
};

Flight flightOf(const Trace& trace, const TimeAxis& axis, SegmentId id, const Plane& plane);

} // namespace tcplab
