/// A label's rectangle, turned along its arrow, and whether it touches another or a line.
#pragma once
#include "app/ladder/turned_box.h"

#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <array>

namespace tcplab {

struct LabelBox {
    QPointF center;
    double halfWidth = 0;
    double halfHeight = 0;
    double angle = 0; ///< radians, clockwise on the screen

    TurnedBox turned() const;
    std::array<QPointF, 4> corners() const; ///< from the top left, clockwise
    QRectF bounds() const;
    LabelBox grownBy(double margin) const;
    LabelBox movedBy(QPointF offset) const;
};

bool intersects(const LabelBox& a, const LabelBox& b);
bool intersects(const LabelBox& box, const QLineF& line);
/// The same for who holds one box against many lines.
bool intersects(const TurnedBox& box, const QLineF& line);

} // namespace tcplab
