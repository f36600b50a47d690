#include "app/ladder/turned_box.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// True if the sides of `a` separate it from `b`.
bool separates(const TurnedBox& a, const TurnedBox& b)
{
    const BoxPoint middle = a.seen(b.middle);
    // Half of what `b` takes up in the directions of `a`.
    const double cos = std::abs(a.along.x * b.along.x + a.along.y * b.along.y);
    const double sin = std::abs(a.along.x * b.along.y - a.along.y * b.along.x);
    return std::abs(middle.x) >= a.halfWidth + b.halfWidth * cos + b.halfHeight * sin ||
           std::abs(middle.y) >= a.halfHeight + b.halfWidth * sin + b.halfHeight * cos;
}

} // namespace

bool intersects(const TurnedBox& a, const TurnedBox& b) { return !separates(a, b) && !separates(b, a); }

/// Liang and Barsky's clipping, in the box's own directions.
bool intersects(const TurnedBox& box, BoxPoint from, BoxPoint to)
{
    // Most lines pass it at a distance.
    const BoxPoint way{to.x - from.x, to.y - from.y};
    const double reach = box.halfWidth + box.halfHeight;
    const double cross = way.x * (box.middle.y - from.y) - way.y * (box.middle.x - from.x);
    if (cross * cross > reach * reach * (way.x * way.x + way.y * way.y))
        return false;
    const BoxPoint first = box.seen(from);
    const BoxPoint last = box.seen(to);
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
    const double dx = last.x - first.x;
    const double dy = last.y - first.y;
    return clip(-dx, first.x + box.halfWidth) && clip(dx, box.halfWidth - first.x) &&
           clip(-dy, first.y + box.halfHeight) && clip(dy, box.halfHeight - first.y);
}

} // namespace tcplab
