#include "app/ladder/bar_place.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tcplab {

namespace {

// What it costs to cover something, against px of distance from the arrow.
constexpr double catchable = 5000; ///< the dot of what flies
constexpr double about = 600;      ///< the segment that it is about, and what is read of it
constexpr double read = 250;       ///< others' labels, and the marks of long waits
constexpr double under = 150;      ///< the way of what flies
constexpr double told = 60;        ///< names and calls at the edges
constexpr double drawn = 8;        ///< an arrow that has come to its end
constexpr double step = 6;         ///< px between the heights that are tried

double costOf(const LadderGeometry& g, const QRectF& place)
{
    const LabelBox box{place.center(), place.width() / 2, place.height() / 2, 0};
    double cost = 0;
    SegmentId selected = 0;
    for (const LadderArrow& arrow : g.arrows) {
        if (arrow.selected)
            selected = arrow.id;
        const QRectF extent = QRectF(arrow.from, arrow.arrival).normalized().adjusted(-8, -8, 8, 8);
        if (arrow.ghost || !extent.intersects(place))
            continue;
        if (arrow.inFlight && place.adjusted(-7, -7, 7, 7).contains(arrow.to))
            cost += catchable;
        if (intersects(box, QLineF(arrow.from, arrow.arrival)))
            cost += arrow.selected ? about : arrow.inFlight ? under : drawn;
    }
    for (const LadderLabel& label : g.labels)
        if (label.box.bounds().intersects(place) && intersects(box, label.box))
            cost += label.id == selected ? about : read;
    for (const LadderFold& fold : g.folds)
        if (fold.band.intersects(place))
            cost += fold.textRect.intersects(place) ? read : told;
    for (const LadderNote& note : g.notes)
        if (note.rect.intersects(place))
            cost += about;
    for (const LadderText& text : g.texts)
        if (text.rect.intersects(place))
            cost += told;
    if (g.hasNow && g.badge.intersects(place))
        cost += told;
    return cost;
}

} // namespace

QPointF barPlace(const LadderGeometry& g, QSizeF bar, const QRectF& room, double air)
{
    const auto arrow =
        std::find_if(g.arrows.begin(), g.arrows.end(), [](const LadderArrow& one) { return one.selected; });
    const double lowest = std::max(room.top(), room.bottom() - bar.height());
    const double farthest = std::max(room.left(), room.right() - bar.width());
    const double middle = std::clamp((g.wire[0] + g.wire[1] - bar.width()) / 2, room.left(), farthest);
    if (arrow == g.arrows.end())
        return {middle, room.top()};
    const double top = std::min(arrow->from.y(), arrow->arrival.y());
    const double bottom = std::max(arrow->from.y(), arrow->arrival.y());
    const double atLeft = std::clamp(g.wire[0] + 4, room.left(), farthest);
    const double atRight = std::clamp(g.wire[1] - 4 - bar.width(), room.left(), farthest);
    QPointF best{middle, lowest};
    double least = 1e18;
    const auto consider = [&](double x, double y) {
        if (y < room.top() || y > lowest)
            return;
        // Rather below: there is nothing yet, mostly.
        const double away = y >= bottom ? y - bottom - air : top - (y + bar.height()) - air + 30;
        const double cost =
            std::abs(away) + std::abs(x - middle) / 4 + costOf(g, {QPointF(x, y), bar + QSizeF(0, 2)});
        if (cost < least) {
            least = cost;
            best = {x, y};
        }
    };
    for (const double x : {middle, atLeft, atRight}) {
        consider(x, bottom + air);
        for (double y = room.top(); y <= lowest; y += step)
            consider(x, y);
    }
    return best;
}

} // namespace tcplab
