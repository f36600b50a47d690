#include "app/diagram/diagram_router.h"

#include <QLineF>

#include <algorithm>

namespace tcplab {

namespace {

using enum DiagramNode;

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

QPointF left(const QRectF& r, qreal down) { return {r.left(), r.center().y() + down}; }
QPointF right(const QRectF& r, qreal down) { return {r.right(), r.center().y() + down}; }
QPointF top(const QRectF& r, qreal aside) { return {r.center().x() + aside, r.top()}; }
QPointF bottom(const QRectF& r, qreal aside) { return {r.center().x() + aside, r.bottom()}; }

// In a narrow picture an elbow would lie under the box that it leaves.
constexpr qreal beside = 8;
qreal leftOf(const QRectF& r, qreal x) { return std::min(x, r.left() - beside); }
// Where it ends sideways there must be room for its head, as long as it still starts under its box.
constexpr qreal besideHead = 22;
qreal leftForHead(const QRectF& r, const QRectF& start, qreal x)
{
    return std::min(leftOf(r, x), std::max(r.left() - besideHead, start.left() + beside));
}
qreal rightForHead(const QRectF& r, const QRectF& start, qreal x)
{
    return std::max({x, r.right() + beside, std::min(r.right() + besideHead, start.right() - beside)});
}

QPolygonF straight(const QRectF& a, const QRectF& b)
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

} // namespace

DiagramRouter::DiagramRouter(const DiagramGeometry& geometry) : m_geometry(geometry)
{
    const qreal height = box(Closed).height();
    m_low = std::max(3.0, height * 0.24);
    m_side = std::clamp(box(SynSent).width() * 0.16, 6.0, 22.0);
}

QPolygonF DiagramRouter::route(DiagramStep step) const
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
        return downThenSideways({leftForHead(b, a, a.center().x() + m_side), a.bottom()}, left(b, -m_low));
    if (is(SynSent, Established))
        return downThenSideways({rightForHead(b, a, a.center().x()), a.bottom()}, right(b, -m_low));
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

QPolygonF DiagramRouter::around(DiagramStep step) const
{
    const QRectF& a = box(step.from);
    const QRectF& b = box(step.to);
    const qreal rightLane = m_geometry.size.width() - laneAway;
    if (step == DiagramStep{SynSent, Closed}) // above the arrow that the figure has there
        return QPolygonF({right(a, 0), QPointF(rightLane, a.center().y()), QPointF(rightLane, b.center().y()),
                          right(b, 0)});
    if (step.to != ClosedAgain)
        return figureArrow(step) ? route(step) : straight(a, b);
    switch (diagramCells[nodeIndex(step.from)].column) {
    case -1: {
        const qreal lane = laneAway;
        const qreal floor = m_geometry.size.height() - m_geometry.foot.height() - laneAway;
        return QPolygonF({left(a, 0), QPointF(lane, a.center().y()), QPointF(lane, floor),
                          QPointF(b.center().x(), floor), bottom(b, 0)});
    }
    case 1:
        return QPolygonF({right(a, 0), QPointF(rightLane, a.center().y()), QPointF(rightLane, b.center().y()),
                          right(b, 0)});
    default: {
        qreal gap = (a.bottom() + rowTop(diagramRow(nodeIndex(step.from), m_geometry.tall) + 1)) / 2;
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

qreal DiagramRouter::rowTop(int row) const
{
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        if (diagramRow(i, m_geometry.tall) == row)
            return m_geometry.boxes[i].top();
    return m_geometry.size.height() - m_geometry.foot.height();
}

/// Note 2's arrow comes down the gap between two boxes that may lie under FIN-WAIT-1 or beside it.
QPolygonF DiagramRouter::betweenFinWait2AndClosing() const
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

/// The three ways at the top of SYN-SENT, from the left.
qreal DiagramRouter::synSentLane(int which) const
{
    const qreal middle = box(SynSent).center().x();
    qreal x = std::max(middle - m_side, box(Listen).right() + beside);
    for (int i = 1; i <= which; ++i)
        x = std::max(middle + (i - 1) * m_side, x + 6);
    return x;
}

QPolygonF DiagramRouter::besideFinWait2() const
{
    const qreal x = box(FinWait2).right() + tallAside;
    return sidewaysThenDown(right(box(FinWait1), m_low), {x, box(TimeWait).top()});
}

QPolygonF routeOf(const DiagramGeometry& geometry, DiagramStep step)
{
    if (const auto arrow = figureArrow(step))
        return geometry.arrows[*arrow];
    return DiagramRouter(geometry).around(step);
}

QPolygonF strayRouteOf(const DiagramGeometry& geometry, DiagramStep step)
{
    return DiagramRouter(geometry).around(step);
}

qreal arrowHeadLength(const QPolygonF& route, qreal lineWidth)
{
    const qreal last = QLineF(route[route.size() - 2], route.last()).length();
    const qreal most = 6 + lineWidth * 1.6;
    if (route.size() > 2) // its shaft is seen before the elbow
        return std::min(most, std::max(last - 3, std::min(last, 5.0)));
    return std::min(most, std::max(last * 0.45, std::min(last, 5.0)));
}

} // namespace tcplab
