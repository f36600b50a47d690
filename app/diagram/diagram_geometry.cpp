#include "app/diagram/diagram_geometry.h"

#include "app/diagram/diagram_router.h"

#include <algorithm>

namespace tcplab {

namespace {

using enum DiagramNode;

constexpr qreal margin = 15; ///< beside the outer boxes: room for the routes that the figure leaves out
constexpr qreal bottomRoom =
    21;                      ///< under the last row: for the 2·MSL bar, the frame's edge and a route under it
constexpr qreal topRoom = 5; ///< for the ring around a lit box
constexpr qreal leastGap = 9; ///< between two boxes beside each other: an arrow must be seen there
// Between two rows. Where one box stands straight above the other, the arrow has this gap alone: it needs a shaft, or
// heavy cannot be told from thin, nor solid from dashed. Arrows between other rows have an elbow.
constexpr qreal leastShaftGap = 13, bestShaftGap = 17;
constexpr qreal leastElbowGap = 6.5; ///< for the rings around lit boxes

bool boxesKeepApart(const DiagramGeometry& geometry)
{
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        for (std::size_t j = i + 1; j < diagramNodeCount; ++j) {
            const bool sameRow = diagramRow(i, geometry.tall) == diagramRow(j, geometry.tall);
            const qreal across = sameRow ? leastGap : 0;
            if (geometry.boxes[i]
                    .adjusted(-across / 2, -3, across / 2, 3)
                    .intersects(geometry.boxes[j].adjusted(-across / 2, -3, across / 2, 3)))
                return false;
        }
    return true;
}

/// The frames around the states of an active and of a passive close, after Stevens. Between CLOSING and LAST-ACK there
/// may be less room than beside TIME-WAIT: then the right edge of the one has a step.
void frameClosing(DiagramGeometry& g, const DiagramMetrics& metrics, qreal gap)
{
    const qreal away = 5.5; // outside the ring around a lit box
    const QRectF& first = g.box(FinWait1);
    const qreal top = first.top() - metrics.titleHeight / 2 - 2.5;
    const QRectF passive = g.box(CloseWait).united(g.box(LastAck));
    g.passiveClose = QRectF(QPointF(passive.left() - away, top),
                            QPointF(passive.right() + away, passive.bottom() + gap * 0.4));

    const qreal closing = g.box(Closing).right();
    const qreal timeWait = g.box(TimeWait).right();
    const qreal farthest = g.passiveClose.left() - 3;
    qreal upper = std::min((closing + farthest) / 2, closing + 12);
    qreal lower = timeWait + away;
    if (g.tall) { // CLOSING lies under the frame beside it
        upper = farthest;
    } else if (lower <= farthest)
        upper = lower = std::max(upper, lower);
    const qreal left = first.left() - away;
    const qreal bottom = g.box(TimeWait).bottom() + 11;
    const qreal ledge = g.passiveClose.bottom() + gap * 0.25;
    g.activeClose << QPointF(left, top) << QPointF(upper, top);
    if (g.tall) {
        const qreal middle = std::max(closing + away, lower);
        const qreal under = (g.box(Closing).bottom() + g.box(TimeWait).top()) / 2;
        g.activeClose << QPointF(upper, ledge) << QPointF(middle, ledge) << QPointF(middle, under)
                      << QPointF(lower, under);
    } else if (upper != lower) {
        g.activeClose << QPointF(upper, ledge) << QPointF(lower, ledge);
    }
    g.activeClose << QPointF(lower, bottom) << QPointF(left, bottom);

    const auto title = [&](qreal from, qreal to, qreal width) {
        return QRectF(from, top - metrics.titleHeight / 2, std::min(width, to - from), metrics.titleHeight);
    };
    const qreal activeFrom = g.arrows[*figureArrow({Established, FinWait1})].last().x() + 8;
    const qreal passiveFrom = g.arrows[*figureArrow({Established, CloseWait})].last().x() + 7;
    g.activeTitle = title(activeFrom, upper - 4, metrics.activeWidth);
    g.passiveTitle = title(passiveFrom, g.passiveClose.right(), metrics.passiveWidth); // beside it is a lane
}

} // namespace

qreal leastHeight(const DiagramMetrics& metrics, bool tall)
{
    return topRoom + metrics.titleHeight + bottomRoom + diagramRows(tall) * (metrics.textHeight + 2) +
           (tall ? 4 : 3) * leastShaftGap + 3 * leastElbowGap;
}

DiagramGeometry layoutDiagram(QSizeF size, const DiagramMetrics& metrics, bool tall)
{
    DiagramGeometry geometry;
    geometry.size = size;
    geometry.tall = tall;
    if (metrics.foot > 0)
        geometry.foot = QRectF(0, size.height() - metrics.foot, size.width(), metrics.foot);
    const int rows = diagramRows(tall);
    const qreal pad = std::clamp((size.width() - 260) / 16, 4.0, 12.0);
    const qreal widest = *std::max_element(metrics.nameWidth.begin(), metrics.nameWidth.end()) + 2 * pad;
    const qreal room = size.height() - bottomRoom - topRoom - metrics.titleHeight - metrics.foot;
    const qreal height =
        std::min(metrics.textHeight + 14, std::max(metrics.textHeight + 2, room / rows - bestShaftGap));
    const qreal gaps = room - rows * height;
    const int shafts = rows - 4;
    qreal elbowGap =
        std::clamp((gaps - shafts * bestShaftGap) / 3, leastElbowGap, std::max(leastElbowGap, gaps / 6));
    qreal shaftGap = (gaps - 3 * elbowGap) / shafts;
    if (shaftGap < leastElbowGap) // too low for shafts: boxes that keep apart are worth more
        elbowGap = shaftGap = gaps / (rows - 1);
    std::array<qreal, mostDiagramRows> tops{topRoom};
    for (int row = 1; row < rows; ++row)
        tops[static_cast<std::size_t>(row)] = tops[static_cast<std::size_t>(row - 1)] + height +
                                              (row == 1 || row >= 5 ? shaftGap : elbowGap) +
                                              (row == 4 ? metrics.titleHeight : 0);
    // Three boxes abreast (rows 5 and 6) take only what their names need when the picture is narrow.
    const bool threeFit = !tall && 3 * widest + 2 * margin + 2 * 26 <= size.width();
    geometry.roomy = threeFit;
    const qreal passiveName =
        std::max(metrics.nameWidth[nodeIndex(CloseWait)], metrics.nameWidth[nodeIndex(LastAck)]);

    for (std::size_t i = 0; i < diagramNodeCount; ++i) {
        const DiagramCell place = diagramCells[i];
        const auto node = static_cast<DiagramNode>(i);
        qreal width = widest;
        if (!threeFit && (node == CloseWait || node == LastAck))
            width = passiveName + 2 * pad;
        else if (!threeFit && place.row >= 5 && (tall || node != TimeWait))
            width = metrics.nameWidth[i] + 2 * pad;
        else if (tall && node == FinWait1)
            width = metrics.nameWidth[i] + 2 * pad;
        qreal x = (size.width() - width) / 2;
        if (place.column < 0)
            x = margin;
        else if (place.column > 0)
            x = size.width() - margin - width;
        geometry.boxes[i] = QRectF(x, tops[static_cast<std::size_t>(diagramRow(i, tall))], width, height);
    }
    QRectF& closing = geometry.boxes[nodeIndex(Closing)];
    if (tall) { // right of the way to TIME-WAIT, and right of the one from FIN-WAIT-2
        closing.moveLeft(geometry.box(FinWait2).right() + tallAside + 7);
        QRectF& timeWait = geometry.boxes[nodeIndex(TimeWait)];
        const qreal from = geometry.box(FinWait2).center().x() + 20;
        const qreal to = geometry.box(ClosedAgain).left() - 16 - timeWait.width();
        timeWait.moveLeft(std::clamp((from + to) / 2, from, std::max(from, to)));
    } else if (!threeFit) { // in the middle of what its neighbours leave
        closing.moveCenter(
            {(geometry.box(FinWait2).right() + geometry.box(LastAck).left()) / 2, closing.center().y()});
    }
    geometry.apart = boxesKeepApart(geometry);
    if (tall) // both ways down stand between the frames' edges, LAST-ACK's beside CLOSING
        geometry.apart = geometry.apart &&
                         closing.left() + tallEntry + 6 + 9 <= geometry.box(LastAck).left() &&
                         closing.right() + 14 <=
                             (std::max(geometry.box(LastAck).left(), geometry.box(ClosedAgain).left()) +
                              std::min(geometry.box(LastAck).right(), geometry.box(ClosedAgain).right())) /
                                 2 &&
                         geometry.box(FinWait2).right() + tallAside <= geometry.box(TimeWait).right() - 5;
    geometry.fits = geometry.apart && shaftGap >= leastShaftGap;

    const DiagramRouter router(geometry);
    for (const FigureArrow& arrow : figureArrows())
        geometry.arrows.push_back(router.route(arrow.step));
    frameClosing(geometry, metrics, shaftGap);
    geometry.counter =
        QRectF(QPointF(5, 3), QSizeF(std::min(metrics.counter.width(), geometry.box(Closed).left() - 12),
                                     metrics.counter.height()));
    return geometry;
}

} // namespace tcplab
