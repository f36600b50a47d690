#include "app/ladder/label_box.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// A point in the box's own directions, seen from its centre.
QPointF inBox(const LabelBox& box, QPointF direction, QPointF point)
{
    const QPointF d = point - box.center;
    return {d.x() * direction.x() + d.y() * direction.y(), d.y() * direction.x() - d.x() * direction.y()};
}

/// True if the sides of `a` separate it from `b`.
bool separates(const LabelBox& a, const LabelBox& b)
{
    const QPointF direction = a.direction();
    double left = 1e30;
    double right = -1e30;
    double top = 1e30;
    double bottom = -1e30;
    for (const QPointF corner : b.corners()) {
        const QPointF p = inBox(a, direction, corner);
        left = std::min(left, p.x());
        right = std::max(right, p.x());
        top = std::min(top, p.y());
        bottom = std::max(bottom, p.y());
    }
    return left >= a.halfWidth || right <= -a.halfWidth || top >= a.halfHeight || bottom <= -a.halfHeight;
}

} // namespace

QPointF LabelBox::direction() const { return {std::cos(angle), std::sin(angle)}; }

std::array<QPointF, 4> LabelBox::corners() const
{
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const QPointF along(c * halfWidth, s * halfWidth);
    const QPointF down(-s * halfHeight, c * halfHeight);
    return {center - along - down, center + along - down, center + along + down, center - along + down};
}

QRectF LabelBox::bounds() const
{
    const double c = std::abs(std::cos(angle));
    const double s = std::abs(std::sin(angle));
    const QPointF half(halfWidth * c + halfHeight * s, halfWidth * s + halfHeight * c);
    return {center - half, center + half};
}

LabelBox LabelBox::grownBy(double margin) const
{
    return {center, halfWidth + margin, halfHeight + margin, angle};
}

LabelBox LabelBox::movedBy(QPointF offset) const { return {center + offset, halfWidth, halfHeight, angle}; }

bool intersects(const LabelBox& a, const LabelBox& b)
{
    const QPointF apart = a.center - b.center;
    const double reach = a.halfWidth + a.halfHeight + b.halfWidth + b.halfHeight;
    if (std::abs(apart.x()) > reach || std::abs(apart.y()) > reach)
        return false; // most are far from each other
    return !separates(a, b) && !separates(b, a);
}

bool intersects(const LabelBox& box, const QLineF& line) { return intersects(box, box.direction(), line); }

/// Liang and Barsky's clipping, in the box's own directions.
bool intersects(const LabelBox& box, QPointF direction, const QLineF& line)
{
    // Most lines pass it at a distance.
    const QPointF way = line.p2() - line.p1();
    const QPointF seen = box.center - line.p1();
    const double reach = box.halfWidth + box.halfHeight;
    const double cross = way.x() * seen.y() - way.y() * seen.x();
    if (cross * cross > reach * reach * (way.x() * way.x() + way.y() * way.y()))
        return false;
    const QPointF from = inBox(box, direction, line.p1());
    const QPointF d = inBox(box, direction, line.p2()) - from;
    double enter = 0;
    double leave = 1;
    const auto clip = [&](double step, double room) {
        if (step == 0)
            return room > 0;
        if (step < 0)
            enter = std::max(enter, room / step);
        else
            leave = std::min(leave, room / step);
        return enter < leave;
    };
    return clip(-d.x(), from.x() + box.halfWidth) && clip(d.x(), box.halfWidth - from.x()) &&
           clip(-d.y(), from.y() + box.halfHeight) && clip(d.y(), box.halfHeight - from.y());
}

} // namespace tcplab
