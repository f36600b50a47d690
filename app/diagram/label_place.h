/// Where the words of an arrow stand in the state diagram. Numbers only.
#pragma once
#include "app/diagram/diagram_geometry.h"

#include <QLineF>

namespace tcplab {

/// Between an arrow's words and the picture's lower edge: under that stands the heading of something else.
inline constexpr qreal underLabels = 4;

struct LabelPlace {
    QRectF rect;
    std::optional<QLineF>
        leader;     ///< from the label to its arrow, where the label alone would not tell which it is
    qreal cost = 0; ///< the less, the better to read
};

/// Inside the picture; on no box, no other text, no `obstacles`, no arrow's head, no other arrow's corner (where it goes
/// on could not be told). A label that is not clearly nearest to its own arrow has a leader, which crosses neither boxes
/// nor texts nor heads. Nothing if there is no such place.
std::optional<LabelPlace> placeLabel(const DiagramGeometry& geometry, const QPolygonF& route, QSizeF label,
                                     const std::vector<QRectF>& obstacles = {});
/// How far a rectangle lies from a route, px; 0: it covers a part of it.
qreal distanceTo(const QPolygonF& route, const QRectF& rect);
/// What an arrow's head takes.
QRectF headOf(const QPolygonF& route);
/// What its corners take.
std::vector<QRectF> cornersOf(const QPolygonF& route);

} // namespace tcplab
