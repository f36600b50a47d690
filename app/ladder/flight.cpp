#include "app/ladder/flight.h"

#include <algorithm>

namespace tcplab {

namespace {

constexpr double firstShareOfLoss = 0.12; ///< a loss is never drawn nearer to a lifeline than this
constexpr double lastShareOfLoss = 0.92;

} // namespace

QPointF Flight::at(double y, double stump) const
{
    const QLineF way = wholeWay();
    const double length = way.length();
    if (length <= 0)
        return from;
    const double least = std::min(0.4, stump / length);
    const double share = way.dy() > 0 ? (y - from.y()) / way.dy() : 0;
    return way.pointAt(std::clamp(share, least, 1 - least / 2));
}

Flight flightOf(const Trace& trace, const TimeAxis& axis, SegmentId id, const Plane& plane)
{
    const SegmentHistory& segment = trace.segment(id);
    const bool fromClient = segment.sender == Side::Client;
    const double here = fromClient ? plane.left : plane.right;
    const double there = fromClient ? plane.right : plane.left;

    Flight flight;
    flight.from = {here, axis.positionOfSend(id) * plane.zoom};
    flight.arrival = {there, axis.positionOfArrival(trace, id) * plane.zoom};
    if (segment.isCopy && segment.original != 0) {
        // A copy that the wire makes of a segment on its way begins where that one is.
        const QPointF sent(here, axis.positionOfSend(segment.original) * plane.zoom);
        const QPointF arrives(there, axis.positionOfArrival(trace, segment.original) * plane.zoom);
        const double share = (flight.from.y() - sent.y()) / std::max(1.0, arrives.y() - sent.y());
        if (trace.segment(segment.original).sentRecord != 0 &&
            trace.record(trace.segment(segment.original).sentRecord).t < trace.record(segment.sentRecord).t &&
            share < 1)
            flight.from.setX(here + (there - here) * share);
    }
    flight.lost = segment.dropped != DropReason::None;
    flight.end = flight.arrival;
    if (flight.lost && segment.dropped != DropReason::Checksum) {
        const double y = axis.positionOfEnd(trace, id) * plane.zoom;
        const double height = flight.arrival.y() - flight.from.y();
        const double share = height > 0 ? (y - flight.from.y()) / height : 0;
        flight.end = flight.wholeWay().pointAt(std::clamp(share, firstShareOfLoss, lastShareOfLoss));
    }
    return flight;
}

} // namespace tcplab
