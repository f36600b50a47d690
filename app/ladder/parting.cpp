#include "app/ladder/parting.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

// What it costs the sign to cover something, against px of distance from the nearer edge.
constexpr double read = 10'000; ///< words
constexpr double told = 400;    ///< the mark of a long wait
constexpr double drawn = 120;   ///< lines and bars

class SignPlace {
public:
    SignPlace(const LadderGeometry& geometry, const std::vector<QRectF>& times) : g(geometry), m_times(times)
    {}

    double costOf(const QRectF& sign) const
    {
        const LabelBox box{sign.center(), sign.width() / 2, sign.height() / 2, 0};
        double cost = std::min(sign.left() - g.area.left(), g.area.right() - sign.right());
        if (g.hasNow && g.badge.intersects(sign))
            cost += read;
        for (const QRectF& time : m_times)
            if (time.intersects(sign))
                cost += read;
        for (const LadderText& text : g.texts)
            if (text.rect.intersects(sign))
                cost += read;
        for (const LadderNote& note : g.notes)
            if (note.rect.intersects(sign))
                cost += read;
        for (const LadderQueueBox& queue : g.queues)
            if (queue.rect.intersects(sign))
                cost += read;
        for (const LadderLabel& label : g.labels)
            if (label.box.bounds().intersects(sign) && intersects(box, label.box))
                cost += read;
        for (const LadderFold& fold : g.folds)
            if (fold.band.intersects(sign))
                cost += fold.textRect.intersects(sign) ? read : told;
        for (const LadderArrow& arrow : g.arrows)
            if (QRectF(arrow.from, arrow.arrival).normalized().adjusted(-1, -1, 1, 1).intersects(sign) &&
                intersects(box, QLineF(arrow.from, arrow.arrival)))
                cost += drawn;
        for (const LadderBar& bar : g.bars)
            if (bar.rect.intersects(sign))
                cost += drawn;
        for (const LadderBracket& bracket : g.brackets)
            if (bracket.x > sign.left() - 2 && bracket.x < sign.right() + 2 && bracket.top < sign.bottom() &&
                bracket.bottom > sign.top())
                cost += drawn;
        return cost;
    }

private:
    const LadderGeometry& g;
    const std::vector<QRectF>& m_times;
};

} // namespace

void beginParting(const LadderInput& in, LadderGeometry& g)
{
    if (!in.parting)
        return;
    const double y = g.zeroY + *in.parting * in.zoom;
    if (y >= in.area.top() + headingHeight(*in.text) && y <= in.area.bottom())
        g.parting = LadderParting{.y = y, .from = in.area.left() + 8, .to = in.area.right() - 8};
}

void placeParting(const LadderInput& in, const LadderColumns& columns, LadderGeometry& g)
{
    if (!g.parting)
        return;
    const double s = in.text->scale();
    LadderParting& parting = *g.parting;
    // The times at the left have no ground: the line begins behind them.
    std::vector<QRectF> times;
    const double half = in.text->height(TextRole::Tick) / 2;
    for (const LadderTick& tick : g.ticks) {
        if (!tick.rect.isEmpty()) { // beside a lifeline, where the line does not pass
            times.push_back(tick.rect);
            continue;
        }
        // Hundreds of seconds reach beyond the column.
        const double right =
            std::max(columns.ticksRight, in.area.left() + 10 * s + in.text->width(TextRole::Tick, tick.text));
        times.emplace_back(columns.ticksLeft, tick.y - half, right - columns.ticksLeft, 2 * half);
        if (std::abs(tick.y - parting.y) < half)
            parting.from = right + 2 * s;
    }
    const double height = in.text->height(TextRole::Badge) + 2 * s;
    const double width = in.text->width(TextRole::Badge, partingSign()) + 10 * s;
    const SignPlace place(g, times);
    double least = 1e18;
    const double last = in.area.right() - 2 * s - width;
    for (double x = in.area.left() + 2 * s; x <= last; x += 4 * s) {
        const QRectF sign(x, parting.y - height / 2, width, height);
        if (const double cost = place.costOf(sign.adjusted(-2, 0, 2, 0)); cost < least) {
            least = cost;
            parting.sign = sign;
        }
    }
}

} // namespace tcplab
