/// A rectangle that is turned about its middle, and whether it touches another or a line: of labels along arrows, painted
/// or written. Free of Qt.
#pragma once

namespace tcplab {

struct BoxPoint {
    double x = 0;
    double y = 0; ///< downwards
};

struct TurnedBox {
    BoxPoint middle;
    BoxPoint along; ///< one unit in its direction
    double halfWidth = 0;
    double halfHeight = 0;

    /// A point in its own directions, seen from its middle.
    BoxPoint seen(BoxPoint point) const
    {
        const double x = point.x - middle.x;
        const double y = point.y - middle.y;
        return {x * along.x + y * along.y, y * along.x - x * along.y};
    }
};

bool intersects(const TurnedBox& a, const TurnedBox& b);
/// A line from one point to another.
bool intersects(const TurnedBox& box, BoxPoint from, BoxPoint to);

} // namespace tcplab
