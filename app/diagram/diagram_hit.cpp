// What lies under a point of a diagram, and beside a box for whoever walks by keys.
#include "app/diagram/diagram_geometry.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tcplab {

qreal distanceTo(const QPolygonF& route, QPointF point)
{
    qreal best = std::numeric_limits<qreal>::max();
    for (qsizetype i = 0; i + 1 < route.size(); ++i) {
        const QPointF a = route[i];
        const QPointF d = route[i + 1] - a;
        const qreal length2 = QPointF::dotProduct(d, d);
        const qreal t = length2 > 0 ? std::clamp(QPointF::dotProduct(point - a, d) / length2, 0.0, 1.0) : 0.0;
        best = std::min(best, QLineF(point, a + d * t).length());
    }
    return best;
}

std::optional<DiagramNode> nodeAt(const DiagramGeometry& geometry, QPointF point)
{
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        if (geometry.boxes[i].contains(point))
            return static_cast<DiagramNode>(i);
    return std::nullopt;
}

std::optional<std::size_t> arrowAt(const DiagramGeometry& geometry, QPointF point, qreal reach)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < geometry.arrows.size(); ++i) {
        const qreal away = distanceTo(geometry.arrows[i], point);
        if (away <= reach) {
            reach = away;
            best = i;
        }
    }
    return best;
}

DiagramNode neighbour(const DiagramGeometry& geometry, DiagramNode from, QPoint direction)
{
    const QPointF start = geometry.box(from).center();
    DiagramNode best = from;
    qreal least = std::numeric_limits<qreal>::max();
    for (std::size_t i = 0; i < diagramNodeCount; ++i) {
        const QPointF away = geometry.boxes[i].center() - start;
        const qreal along = QPointF::dotProduct(away, direction);
        const qreal aside = std::abs(away.x() * direction.y() - away.y() * direction.x());
        // What lies more aside than ahead is reached by another key.
        if (along < 1 || aside > (direction.x() != 0 ? along : 4 * along))
            continue;
        const qreal cost = along + (direction.x() != 0 ? 6 : 2) * aside; // first within a row
        if (cost < least) {
            least = cost;
            best = static_cast<DiagramNode>(i);
        }
    }
    return best;
}

} // namespace tcplab
