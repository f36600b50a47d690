#include "app/ladder/hint_place.h"

#include <algorithm>

namespace tcplab {

namespace {

constexpr double air = 8;      ///< px between it and anything else
constexpr double fromEdge = 8; ///< px between it and the edges
constexpr double step = 6;     ///< px between the heights that are tried

bool isFree(const LadderGeometry& g, const QRectF& place)
{
    const LabelBox box{place.center(), place.width() / 2, place.height() / 2, 0};
    const auto crossed = [&](const LadderArrow& arrow) {
        return intersects(box, QLineF(arrow.from, arrow.inFlight ? arrow.arrival : arrow.to));
    };
    const auto labelled = [&](const LadderLabel& label) { return intersects(box, label.box); };
    const auto folded = [&](const LadderFold& fold) { return fold.band.intersects(place); };
    const auto noted = [&](const LadderNote& note) { return note.rect.intersects(place); };
    const auto written = [&](const LadderText& text) { return text.rect.intersects(place); };
    const auto timed = [&](const LadderTick& tick) { return tick.rect.intersects(place); };
    return std::none_of(g.texts.begin(), g.texts.end(), written) &&
           std::none_of(g.ticks.begin(), g.ticks.end(), timed) &&
           std::none_of(g.arrows.begin(), g.arrows.end(), crossed) &&
           std::none_of(g.labels.begin(), g.labels.end(), labelled) &&
           std::none_of(g.folds.begin(), g.folds.end(), folded) &&
           std::none_of(g.notes.begin(), g.notes.end(), noted);
}

} // namespace

std::optional<QRectF> hintPlace(const LadderGeometry& geometry, QSizeF hint)
{
    const double leftmost = geometry.area.left() + fromEdge;
    const double rightmost = geometry.area.right() - fromEdge - hint.width();
    if (rightmost < leftmost)
        return std::nullopt;
    const double middle = (geometry.wire[0] + geometry.wire[1] - hint.width()) / 2;
    const double x = std::clamp(middle, leftmost, rightmost);
    for (double y = geometry.area.bottom() - fromEdge - hint.height(); y >= geometry.nowY + air; y -= step) {
        const QRectF place({x, y}, hint);
        if (isFree(geometry, place.adjusted(0, -air, 0, air)))
            return place;
    }
    return std::nullopt;
}

} // namespace tcplab
