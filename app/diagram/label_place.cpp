#include "app/diagram/label_place.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tcplab {

namespace {

bool crosses(const QRectF& rect, const QLineF& line)
{
    if (rect.contains(line.p1()) || rect.contains(line.p2()))
        return true;
    const QPointF corners[] = {rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()};
    for (int i = 0; i < 4; ++i)
        if (line.intersects(QLineF(corners[i], corners[(i + 1) % 4]), nullptr) == QLineF::BoundedIntersection)
            return true;
    return false;
}

/// As QRectF::intersects, of two that have a size: quickly, for it is asked of every place there is.
bool overlap(const QRectF& one, const QRectF& other)
{
    return one.left() < other.right() && other.left() < one.right() && one.top() < other.bottom() &&
           other.top() < one.bottom();
}

qreal away(const QRectF& rect, QPointF point)
{
    const qreal dx = std::max({rect.left() - point.x(), point.x() - rect.right(), 0.0});
    const qreal dy = std::max({rect.top() - point.y(), point.y() - rect.bottom(), 0.0});
    return std::hypot(dx, dy);
}

/// How much of a route lies under a rectangle, 0…1.
qreal coveredShare(const QPolygonF& route, const QRectF& rect)
{
    constexpr int points = 12;
    qreal length = 0;
    qreal covered = 0;
    for (qsizetype i = 0; i + 1 < route.size(); ++i) {
        const QLineF line(route[i], route[i + 1]);
        length += line.length();
        for (int k = 0; k < points; ++k)
            covered += rect.contains(line.pointAt((k + 0.5) / points)) ? line.length() / points : 0;
    }
    return length > 0 ? covered / length : 0;
}

/// Searches the picture for the best place.
class Search {
public:
    Search(const DiagramGeometry& geometry, const QPolygonF& route, QSizeF label,
           const std::vector<QRectF>& obstacles)
        : m_route(route),
          m_label(label),
          m_picture(QRectF({0, 0}, geometry.size).adjusted(2, 2, -2, -underLabels))
    {
        m_taken.assign(geometry.boxes.begin(), geometry.boxes.end());
        m_taken.insert(m_taken.end(), {geometry.activeTitle, geometry.passiveTitle, geometry.counter});
        m_taken.insert(m_taken.end(), obstacles.begin(), obstacles.end());
        for (QRectF& rect : m_taken)
            rect.adjust(-2, -2, 2, 2);
        constexpr qreal ring = 3; // around a lit box, beyond that
        for (std::size_t i = 0; i < diagramNodeCount; ++i)
            m_taken[i].adjust(-ring, -ring, ring, ring);
        if (!geometry.foot.isEmpty()) { // what would lie over the frame's lower edge stands there instead
            const QRectF frame = geometry.activeClose.boundingRect();
            m_taken.push_back(geometry.foot);
            m_taken.emplace_back(frame.left(), frame.bottom() - 1, frame.width(), 2);
        }
        m_ownHead = headOf(route);
        m_around = route.boundingRect();
        for (const QPolygonF& other : geometry.arrows)
            if (other != route) {
                m_others.push_back(other);
                m_heads.push_back(headOf(other));
                const std::vector<QRectF> corners = cornersOf(other);
                m_corners.insert(m_corners.end(), corners.begin(), corners.end());
            }
        // The middle of each of its lines first: there a leader is least mistaken for another arrow's.
        for (qsizetype i = 0; i + 1 < route.size(); ++i)
            for (const qreal share : {0.5, 0.3, 0.7})
                m_targets.push_back(route[i] + (route[i + 1] - route[i]) * share);
    }

    /// Of the cheapest places the first, line by line.
    std::optional<LabelPlace> best()
    {
        // A few places first: by what they cost most of the others are passed over.
        constexpr int few = 4;
        search(few);
        search(1);
        return m_best;
    }

private:
    void search(int every)
    {
        constexpr qreal grid = 3;
        const int columns = static_cast<int>(std::floor((m_picture.width() - m_label.width()) / grid));
        const int rows = static_cast<int>(std::floor((m_picture.height() - m_label.height()) / grid));
        for (int row = 0; row <= rows; row += every)
            for (int column = 0; column <= columns; column += every)
                consider(QRectF({m_picture.left() + column * grid, m_picture.top() + row * grid}, m_label),
                         row * (columns + 1) + column);
    }

    /// It comes to nothing: there is a cheaper one, or as cheap a one before it.
    bool isBeaten(qreal cost, int order) const
    {
        return m_best && (cost > m_best->cost || (cost == m_best->cost && order >= m_order));
    }

    void consider(const QRectF& rect, int order)
    {
        constexpr qreal clearly = 6; // nearer to its own arrow than to any other
        constexpr qreal beside = 12;
        // It is no nearer to the route than to the rectangle around that, which is quickly known.
        const qreal dx = std::max(m_around.left() - rect.right(), rect.left() - m_around.right());
        const qreal dy = std::max(m_around.top() - rect.bottom(), rect.top() - m_around.bottom());
        if (isBeaten(std::max({dx, dy, 0.0}), order) || isTaken(rect) || overlap(rect, m_ownHead))
            return;
        const qreal own = distanceTo(m_route, rect);
        qreal cost = own + (own > beside ? 12 : 0);
        if (isBeaten(cost, order))
            return;
        const auto meets = [&rect](const QRectF& one) { return overlap(one, rect); };
        if (std::ranges::any_of(m_heads, meets) || std::ranges::any_of(m_corners, meets))
            return;
        qreal nearest = std::numeric_limits<qreal>::max();
        for (const QPolygonF& other : m_others) {
            const qreal distance = distanceTo(other, rect);
            nearest = std::min(nearest, distance);
            if (distance > 0)
                continue;
            const qreal share = coveredShare(other, rect);
            if (share > 0.6)
                return; // it would be gone
            cost += 10 + 60 * share;
        }
        const qreal hidden = coveredShare(m_route, rect);
        if (hidden > 0.4)
            return; // it would hide what it is about
        cost += 90 * hidden;
        if (isBeaten(cost, order))
            return;
        LabelPlace place{rect, std::nullopt, cost};
        if (own > beside || own + clearly > nearest) {
            place.leader = leaderFrom(rect);
            if (!place.leader)
                return;
            place.cost +=
                (own > beside ? 0 : 12) + 0.5 * place.leader->length() + 14 * crossings(*place.leader);
        }
        if (!isBeaten(place.cost, order)) {
            m_best = place;
            m_order = order;
        }
    }

    bool isTaken(const QRectF& rect) const
    {
        return std::ranges::any_of(m_taken, [&rect](const QRectF& one) { return overlap(one, rect); });
    }

    int crossings(const QLineF& leader) const
    {
        return static_cast<int>(std::ranges::count_if(m_others, [&leader](const QPolygonF& other) {
            for (qsizetype i = 0; i + 1 < other.size(); ++i)
                if (leader.intersects(QLineF(other[i], other[i + 1]), nullptr) == QLineF::BoundedIntersection)
                    return true;
            return false;
        }));
    }

    std::optional<QLineF> leaderFrom(const QRectF& rect) const
    {
        std::optional<QLineF> best;
        qreal least = std::numeric_limits<qreal>::max();
        for (const QPointF target : m_targets) {
            if (rect.contains(target))
                continue;
            const QPointF from(std::clamp(target.x(), rect.left() + 5, rect.right() - 5),
                               std::clamp(target.y(), rect.top() + 3, rect.bottom() - 3));
            const QLineF line(from, target);
            if (std::ranges::any_of(
                    m_taken,
                    [&line](const QRectF& one) { return crosses(one.adjusted(2, 2, -2, -2), line); }) ||
                std::ranges::any_of(m_heads, [&line](const QRectF& head) { return crosses(head, line); }))
                continue;
            const qreal cost = line.length() + 14 * crossings(line);
            if (cost < least) {
                least = cost;
                best = line;
            }
        }
        return best;
    }

    const QPolygonF& m_route;
    QSizeF m_label;
    QRectF m_picture;
    std::vector<QRectF> m_taken;
    std::vector<QPolygonF> m_others;
    std::vector<QRectF> m_heads;
    std::vector<QRectF> m_corners;
    std::vector<QPointF> m_targets;
    QRectF m_ownHead;
    QRectF m_around; ///< the route
    std::optional<LabelPlace> m_best;
    int m_order = 0; ///< the best's, line by line
};

} // namespace

QRectF headOf(const QPolygonF& route)
{
    const QLineF last(route.last(), route[route.size() - 2]);
    constexpr qreal length = 10;
    const QPointF neck = last.pointAt(std::min(1.0, length / std::max(1.0, last.length())));
    return QRectF(route.last(), neck)
        .normalized()
        .adjusted(-5, -1, 5, 1)
        .united(QRectF(route.last(), neck).normalized().adjusted(-1, -5, 1, 5));
}

std::vector<QRectF> cornersOf(const QPolygonF& route)
{
    constexpr qreal around = 4;
    std::vector<QRectF> corners;
    for (qsizetype i = 1; i + 1 < route.size(); ++i)
        corners.emplace_back(route[i].x() - around, route[i].y() - around, 2 * around, 2 * around);
    return corners;
}

qreal distanceTo(const QPolygonF& route, const QRectF& rect)
{
    qreal best = std::numeric_limits<qreal>::max();
    for (qsizetype i = 0; i + 1 < route.size(); ++i) {
        const QLineF line(route[i], route[i + 1]);
        if (line.dx() == 0 || line.dy() == 0) { // as nearly all: quickly
            const auto [left, right] = std::minmax({line.x1(), line.x2()});
            const auto [top, bottom] = std::minmax({line.y1(), line.y2()});
            const qreal dx = std::max({rect.left() - right, left - rect.right(), 0.0});
            const qreal dy = std::max({rect.top() - bottom, top - rect.bottom(), 0.0});
            best = std::min(best, dx == 0 || dy == 0 ? dx + dy : std::hypot(dx, dy));
            continue;
        }
        if (crosses(rect, line))
            return 0;
        best = std::min({best, away(rect, line.p1()), away(rect, line.p2())});
        const QPolygonF one{line.p1(), line.p2()};
        for (const QPointF corner : {rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()})
            best = std::min(best, distanceTo(one, corner));
    }
    return best;
}

std::optional<LabelPlace> placeLabel(const DiagramGeometry& geometry, const QPolygonF& route, QSizeF label,
                                     const std::vector<QRectF>& obstacles)
{
    return Search(geometry, route, label, obstacles).best();
}

} // namespace tcplab
