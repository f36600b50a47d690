#include "app/ladder/label_box.h"

#include <cmath>

namespace tcplab {

TurnedBox LabelBox::turned() const
{
    return {{center.x(), center.y()}, {std::cos(angle), std::sin(angle)}, halfWidth, halfHeight};
}

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
        return false; // most are far from each other: without asking how they are turned
    return intersects(a.turned(), b.turned());
}

bool intersects(const LabelBox& box, const QLineF& line) { return intersects(box.turned(), line); }

bool intersects(const TurnedBox& box, const QLineF& line)
{
    return intersects(box, {line.x1(), line.y1()}, {line.x2(), line.y2()});
}

} // namespace tcplab
