/// Where the state diagram's boxes and arrows lie in a given size. Numbers only; painted by diagram_paint.h.
#pragma once
#include "app/diagram/diagram_figure.h"

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <array>
#include <optional>
#include <vector>

namespace tcplab {

/// What the text needs, measured by whoever knows the font.
struct DiagramMetrics {
    std::array<qreal, diagramNodeCount> nameWidth{}; ///< px
    qreal textHeight = 14;                           ///< px
    // The words beside the boxes, px; 0 where they are not wanted.
    qreal titleHeight = 0; ///< of "active close" and "passive close"
    qreal activeWidth = 0, passiveWidth = 0;
    QSizeF counter{0, 0};
    qreal foot = 0; ///< under everything, for the words that find no place beside their arrow
};

struct DiagramGeometry {
    QSizeF size;
    bool apart = false; ///< no box touches another and every name has room
    bool fits = false;  ///< apart, and every arrow has a shaft
    bool roomy = false; ///< three boxes of one width stand abreast, with room between
    std::array<QRectF, diagramNodeCount> boxes;
    std::vector<QPolygonF> arrows; ///< as figureArrows(); from the edge of a box to the edge of a box
    QPolygonF activeClose;         ///< around the states of an active close; upright and level edges
    QRectF passiveClose;
    QRectF activeTitle, passiveTitle; ///< on the upper edges of these
    QRectF counter;                   ///< "14 of 21"
    QRectF foot;                      ///< empty: no room was wanted there
    bool tall = false;                ///< CLOSING has a row of its own: three boxes abreast would touch

    const QRectF& box(DiagramNode node) const { return boxes[static_cast<std::size_t>(node)]; }
};

/// `tall`: in one row more, for a narrow picture.
DiagramGeometry layoutDiagram(QSizeF size, const DiagramMetrics& metrics, bool tall = false);
/// The least height in which boxes keep apart, with text as measured and nothing at the foot.
qreal leastHeight(const DiagramMetrics& metrics, bool tall = false);
/// The way of any transition: the figure's arrow, or one around the boxes for what the figure leaves out.
QPolygonF routeOf(const DiagramGeometry& geometry, DiagramStep step);
/// How far a way around the boxes keeps from the picture's edge: no stroke under it is wider than that to each side.
inline constexpr qreal laneAway = 5;
/// The way of a change that has an arrow in the figure, but has not gone by it: a refused opening.
QPolygonF strayRouteOf(const DiagramGeometry& geometry, DiagramStep step);
/// Of an arrow's head: of a short arrow a part, so that its shaft is seen.
qreal arrowHeadLength(const QPolygonF& route, qreal lineWidth);
/// How far a point lies from a route, px.
qreal distanceTo(const QPolygonF& route, QPointF point);
/// The box under a point; the arrow within `reach` px of it.
std::optional<DiagramNode> nodeAt(const DiagramGeometry& geometry, QPointF point);
std::optional<std::size_t> arrowAt(const DiagramGeometry& geometry, QPointF point, qreal reach = 6);
/// The next box in that direction (one of the four) for whoever walks by keys; the same where there is none.
DiagramNode neighbour(const DiagramGeometry& geometry, DiagramNode from, QPoint direction);

} // namespace tcplab
