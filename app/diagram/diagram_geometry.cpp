#include "app/diagram/diagram_geometry.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tcplab {

namespace {

using enum DiagramNode;

constexpr qreal margin = 15; ///< beside the outer boxes: room for the routes that the figure leaves out
constexpr qreal bottomRoom =
    21; ///< under the last row: for the 2·MSL bar, the frame's edge and a route under it
constexpr qreal laneAway = 5; ///< of a route along the margin from the edge: its stroke is wide
constexpr qreal topRoom = 5;  ///< for the ring around a lit box
constexpr qreal leastGap = 9; ///< between two boxes beside each other: an arrow must be seen there
// Between two rows. Where one box stands straight above the other, the arrow has this gap alone: it needs a shaft, or
// heavy cannot be told from thin, nor solid from dashed. Arrows between other rows have an elbow.
constexpr qreal leastShaftGap = 13, bestShaftGap = 17;
constexpr qreal leastElbowGap = 6.5; ///< for the rings around lit boxes

constexpr std::size_t at(DiagramNode node) { return static_cast<std::size_t>(node); }

struct Place {
    int column; ///< −1 left, 0 middle, 1 right
    int row;
};
constexpr std::array<Place, diagramNodeCount> places{{
    {0, 0},
    {0, 1},
    {1, 2},
    {-1, 2},
    {0, 3},
    {-1, 4},
    {-1, 5},
    {1, 4},
    {0, 5},
    {1, 5},
    {0, 6},
    {1, 6},
}};
constexpr int mostRows = 8;
int rowsOf(bool tall) { return tall ? 8 : 7; }
int rowOf(std::size_t node, bool tall)
{
    if (!tall || places[node].row < 6)
        return tall && node == at(Closing) ? 6 : places[node].row;
    return 7;
}

/// An elbow: first sideways, then up or down.
QPolygonF sidewaysThenDown(QPointF from, QPointF to)
{
    return QPolygonF({from, QPointF(to.x(), from.y()), to});
}
/// An elbow: first up or down, then sideways.
QPolygonF downThenSideways(QPointF from, QPointF to)
{
    return QPolygonF({from, QPointF(from.x(), to.y()), to});
}

/// Straight between two boxes one above the other, where both have width.
QPolygonF vertical(const QRectF& from, const QRectF& to, qreal shift = 0)
{
    const qreal left = std::max(from.left(), to.left());
    const qreal right = std::min(from.right(), to.right());
    const qreal x = (left + right) / 2 + shift;
    return from.center().y() < to.center().y() ? QPolygonF({QPointF(x, from.bottom()), QPointF(x, to.top())})
                                               : QPolygonF({QPointF(x, from.top()), QPointF(x, to.bottom())});
}

// Of a tall picture: between FIN-WAIT-2 and the two ways down beside it.
constexpr qreal tallAside = 6, tallEntry = 6;

/// Draws the arrows between boxes that have been placed.
class Router {
public:
    explicit Router(const DiagramGeometry& geometry) : m_geometry(geometry)
    {
        const qreal height = box(Closed).height();
        m_low = std::max(3.0, height * 0.24);
        m_side = std::clamp(box(SynSent).width() * 0.16, 6.0, 22.0);
    }

    QPolygonF route(DiagramStep step) const
    {
        const QRectF& a = box(step.from);
        const QRectF& b = box(step.to);
        const auto is = [step](DiagramNode from, DiagramNode to) { return step == DiagramStep{from, to}; };
        if (is(Closed, SynSent))
            return sidewaysThenDown(right(a, -m_low), {synSentLane(2), b.top()});
        if (is(SynSent, Closed))
            return downThenSideways({synSentLane(1), a.top()}, right(b, m_low));
        if (is(Closed, Listen) || is(Listen, Closed))
            return vertical(a, b, is(Closed, Listen) ? -m_side : m_side);
        if (is(Listen, SynReceived))
            return sidewaysThenDown(left(a, m_low), {leftOf(a, b.center().x() + m_side), b.top()});
        if (is(SynReceived, Listen))
            return downThenSideways(
                {std::min(a.center().x() - m_side / 2, leftOf(b, a.center().x() + m_side) - 7), a.top()},
                left(b, -m_low));
        if (is(Listen, SynSent))
            return sidewaysThenDown(right(a, 0), {synSentLane(0), b.top()});
        if (is(SynSent, SynReceived))
            return QPolygonF({left(a, 0), right(b, 0)});
        if (is(SynReceived, Established))
            return downThenSideways({leftOf(b, a.center().x() + m_side), a.bottom()}, left(b, -m_low));
        if (is(SynSent, Established))
            return downThenSideways({std::max(a.center().x(), b.right() + beside), a.bottom()},
                                    right(b, -m_low));
        if (is(Established, FinWait1))
            return sidewaysThenDown(left(a, m_low), {leftOf(a, b.center().x() + m_side), b.top()});
        if (is(Established, CloseWait)) // near the corner: to its right stands the frame's title
            return sidewaysThenDown(
                right(a, m_low),
                {std::max(b.left() + std::clamp(b.width() * 0.16, 8.0, 22.0), a.right() + 6), b.top()});
        if (is(SynReceived, FinWait1))
            return vertical(a, b, -m_side);
        if (is(FinWait1, Closing))
            return sidewaysThenDown(right(a, -m_low / 2),
                                    m_geometry.tall ? QPointF(tallLane(), b.top()) : top(b, 0));
        if (is(FinWait1, TimeWait) && m_geometry.tall)
            return besideFinWait2();
        if (is(FinWait1, TimeWait))
            return betweenFinWait2AndClosing();
        if (is(FinWait2, TimeWait))
            return downThenSideways(bottom(a, 0), left(b, m_low));
        if (is(TimeWait, ClosedAgain))
            return QPolygonF({right(a, 0), left(b, 0)});
        return vertical(a, b);
    }

    /// Around the boxes: along the outer margin for the columns at the side, between rows from the middle.
    QPolygonF around(DiagramStep step) const
    {
        const QRectF& a = box(step.from);
        const QRectF& b = box(step.to);
        const qreal rightLane = m_geometry.size.width() - laneAway;
        if (step == DiagramStep{SynSent, Closed}) // above the arrow that the figure has there
            return QPolygonF({right(a, 0), QPointF(rightLane, a.center().y()),
                              QPointF(rightLane, b.center().y()), right(b, 0)});
        if (step.to != ClosedAgain)
            return figureArrow(step) ? route(step) : straight(a, b);
        switch (places[at(step.from)].column) {
        case -1: {
            const qreal lane = laneAway;
            const qreal floor = m_geometry.size.height() - m_geometry.foot.height() - laneAway;
            return QPolygonF({left(a, 0), QPointF(lane, a.center().y()), QPointF(lane, floor),
                              QPointF(b.center().x(), floor), bottom(b, 0)});
        }
        case 1:
            return QPolygonF({right(a, 0), QPointF(rightLane, a.center().y()),
                              QPointF(rightLane, b.center().y()), right(b, 0)});
        default: {
            qreal gap = (a.bottom() + rowTop(rowOf(at(step.from), m_geometry.tall) + 1)) / 2;
            if (step.from == Established) // between the box and what is written over the frames
                gap = (a.bottom() + m_geometry.passiveTitle.top()) / 2;
            if (step.from == Closing)
                return QPolygonF({bottom(a, m_side), QPointF(a.center().x() + m_side, gap),
                                  QPointF(b.left() + b.width() / 4, gap),
                                  QPointF(b.left() + b.width() / 4, b.top())});
            return QPolygonF({bottom(a, 0), QPointF(a.center().x(), gap), QPointF(rightLane, gap),
                              QPointF(rightLane, b.center().y()), right(b, 0)});
        }
        }
    }

private:
    const QRectF& box(DiagramNode node) const { return m_geometry.box(node); }
    qreal rowTop(int row) const
    {
        for (std::size_t i = 0; i < diagramNodeCount; ++i)
            if (rowOf(i, m_geometry.tall) == row)
                return m_geometry.boxes[i].top();
        return m_geometry.size.height() - m_geometry.foot.height();
    }
    static QPointF left(const QRectF& r, qreal down) { return {r.left(), r.center().y() + down}; }
    static QPointF right(const QRectF& r, qreal down) { return {r.right(), r.center().y() + down}; }
    static QPointF top(const QRectF& r, qreal aside) { return {r.center().x() + aside, r.top()}; }
    static QPointF bottom(const QRectF& r, qreal aside) { return {r.center().x() + aside, r.bottom()}; }

    /// Note 2's arrow comes down the gap between two boxes that may lie under FIN-WAIT-1 or beside it.
    QPolygonF betweenFinWait2AndClosing() const
    {
        const QRectF& a = box(FinWait1);
        const QRectF& b = box(TimeWait);
        qreal x = (box(FinWait2).right() + box(Closing).left()) / 2;
        const qreal corner = b.left() + 8;
        const bool fromAbove = x > b.left() - 14 && corner < box(Closing).left() - 5;
        if (fromAbove)
            x = std::max(x, corner);
        QPolygonF path;
        if (x < a.right() - 4)
            path << QPointF(x, a.bottom());
        else
            path << right(a, m_low) << QPointF(x, a.center().y() + m_low);
        if (fromAbove)
            path << QPointF(x, b.top());
        else
            path << QPointF(x, b.center().y() - m_low) << left(b, -m_low);
        return path;
    }

    // In a narrow picture an elbow would lie under the box that it leaves.
    static constexpr qreal beside = 8;
    static qreal leftOf(const QRectF& r, qreal x) { return std::min(x, r.left() - beside); }
    /// The three ways at the top of SYN-SENT, from the left.
    qreal synSentLane(int which) const
    {
        const qreal middle = box(SynSent).center().x();
        qreal x = std::max(middle - m_side, box(Listen).right() + beside);
        for (int i = 1; i <= which; ++i)
            x = std::max(middle + (i - 1) * m_side, x + 6);
        return x;
    }

    /// Of a tall picture: the way to CLOSING comes down right of the one to TIME-WAIT.
    qreal tallLane() const { return box(Closing).left() + tallEntry; }
    QPolygonF besideFinWait2() const
    {
        const qreal x = box(FinWait2).right() + tallAside;
        return sidewaysThenDown(right(box(FinWait1), m_low), {x, box(TimeWait).top()});
    }

    static QPolygonF straight(const QRectF& a, const QRectF& b)
    {
        const QLineF line(a.center(), b.center());
        const auto edge = [&line](const QRectF& r, QPointF inside) {
            const QPointF corners[] = {r.topLeft(), r.topRight(), r.bottomRight(), r.bottomLeft()};
            for (int i = 0; i < 4; ++i) {
                QPointF cut;
                if (line.intersects(QLineF(corners[i], corners[(i + 1) % 4]), &cut) ==
                    QLineF::BoundedIntersection)
                    return cut;
            }
            return inside;
        };
        return QPolygonF({edge(a, a.center()), edge(b, b.center())});
    }

    const DiagramGeometry& m_geometry;
    qreal m_low = 5;
    qreal m_side = 12;
};

bool boxesKeepApart(const DiagramGeometry& geometry)
{
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        for (std::size_t j = i + 1; j < diagramNodeCount; ++j) {
            const bool sameRow = rowOf(i, geometry.tall) == rowOf(j, geometry.tall);
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
    return topRoom + metrics.titleHeight + bottomRoom + rowsOf(tall) * (metrics.textHeight + 2) +
           (tall ? 4 : 3) * leastShaftGap + 3 * leastElbowGap;
}

DiagramGeometry layoutDiagram(QSizeF size, const DiagramMetrics& metrics, bool tall)
{
    DiagramGeometry geometry;
    geometry.size = size;
    geometry.tall = tall;
    if (metrics.foot > 0)
        geometry.foot = QRectF(0, size.height() - metrics.foot, size.width(), metrics.foot);
    const int rows = rowsOf(tall);
    const qreal pad = std::clamp((size.width() - 260) / 16, 4.0, 12.0);
    const qreal widest = *std::max_element(metrics.nameWidth.begin(), metrics.nameWidth.end()) + 2 * pad;
    const qreal room = size.height() - bottomRoom - topRoom - metrics.titleHeight - metrics.foot;
    const qreal height =
        std::min(metrics.textHeight + 14, std::max(metrics.textHeight + 2, room / rows - bestShaftGap));
    const qreal gaps = room - rows * height;
    const int shafts = rows - 4;
    const qreal elbowGap =
        std::clamp((gaps - shafts * bestShaftGap) / 3, leastElbowGap, std::max(leastElbowGap, gaps / 6));
    const qreal shaftGap = (gaps - 3 * elbowGap) / shafts;
    std::array<qreal, mostRows> tops{topRoom};
    for (int row = 1; row < rows; ++row)
        tops[static_cast<std::size_t>(row)] = tops[static_cast<std::size_t>(row - 1)] + height +
                                              (row == 1 || row >= 5 ? shaftGap : elbowGap) +
                                              (row == 4 ? metrics.titleHeight : 0);
    // Three boxes abreast (rows 5 and 6) take only what their names need when the picture is narrow.
    const bool threeFit = !tall && 3 * widest + 2 * margin + 2 * 26 <= size.width();
    geometry.roomy = threeFit;
    const qreal passiveName = std::max(metrics.nameWidth[at(CloseWait)], metrics.nameWidth[at(LastAck)]);

    for (std::size_t i = 0; i < diagramNodeCount; ++i) {
        const Place place = places[i];
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
        geometry.boxes[i] = QRectF(x, tops[static_cast<std::size_t>(rowOf(i, tall))], width, height);
    }
    QRectF& closing = geometry.boxes[at(Closing)];
    if (tall) { // right of the way to TIME-WAIT, and right of the one from FIN-WAIT-2
        closing.moveLeft(geometry.box(FinWait2).right() + tallAside + 7);
        QRectF& timeWait = geometry.boxes[at(TimeWait)];
        const qreal from = geometry.box(FinWait2).center().x() + 20;
        const qreal to = geometry.box(ClosedAgain).left() - 16 - timeWait.width();
        timeWait.moveLeft(std::clamp((from + to) / 2, from, std::max(from, to)));
    } else if (!threeFit) { // in the middle of what its neighbours leave
        closing.moveCenter(
            {(geometry.box(FinWait2).right() + geometry.box(LastAck).left()) / 2, closing.center().y()});
    }
    geometry.fits = shaftGap >= leastShaftGap && boxesKeepApart(geometry);
    if (tall) // both ways down stand between the frames' edges, LAST-ACK's beside CLOSING
        geometry.fits = geometry.fits && closing.left() + tallEntry + 6 + 9 <= geometry.box(LastAck).left() &&
                        closing.right() + 14 <=
                            (std::max(geometry.box(LastAck).left(), geometry.box(ClosedAgain).left()) +
                             std::min(geometry.box(LastAck).right(), geometry.box(ClosedAgain).right())) /
                                2 &&
                        geometry.box(FinWait2).right() + tallAside <= geometry.box(TimeWait).right() - 5;

    const Router router(geometry);
    for (const FigureArrow& arrow : figureArrows())
        geometry.arrows.push_back(router.route(arrow.step));
    frameClosing(geometry, metrics, shaftGap);
    geometry.counter =
        QRectF(QPointF(5, 3), QSizeF(std::min(metrics.counter.width(), geometry.box(Closed).left() - 12),
                                     metrics.counter.height()));
    return geometry;
}

QPolygonF routeOf(const DiagramGeometry& geometry, DiagramStep step)
{
    if (const auto arrow = figureArrow(step))
        return geometry.arrows[*arrow];
    return Router(geometry).around(step);
}

QPolygonF strayRouteOf(const DiagramGeometry& geometry, DiagramStep step)
{
    return Router(geometry).around(step);
}

qreal arrowHeadLength(const QPolygonF& route, qreal lineWidth)
{
    const qreal last = QLineF(route[route.size() - 2], route.last()).length();
    return std::min(6 + lineWidth * 1.6, std::max(last * 0.45, std::min(last, 5.0)));
}

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
