// The times beside the lifelines, and the badge on the now line.
#include "app/ladder/margins_builder.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// Px between two times, at least; in large type there are few.
constexpr double usualPitch = 44;
constexpr double largePitch = 66;
/// With more pitches than this without a time, less round ones are told.
constexpr double mostUntold = 4;

/// 1, 2 or 5 times a power of ten, this or the next greater, ns.
std::int64_t roundStep(double atLeast)
{
    std::int64_t round = 1000;
    while (static_cast<double>(round) < atLeast)
        round *= 10;
    if (static_cast<double>(round) / 5 >= atLeast)
        return round / 5;
    return static_cast<double>(round) / 2 >= atLeast ? round / 2 : round;
}

int digitsOf(std::int64_t round)
{
    return round >= 100'000'000  ? 1
           : round >= 10'000'000 ? 2
           : round >= 1'000'000  ? 3
           : round >= 100'000    ? 4
                                 : 6;
}

/// The wait before it may have ended between two round times.
int digitsFor(std::int64_t at, int digits)
{
    constexpr int most = 4;
    std::int64_t unit = 1'000'000'000;
    for (int i = 0; i < digits; ++i)
        unit /= 10;
    for (; digits < most && at % unit != 0; ++digits)
        unit /= 10;
    return digits;
}

} // namespace

double Margins::tickPitch() const { return (in.plain ? largePitch : usualPitch) * s; }

/// Times, as close as their texts allow: round ones where time runs evenly, and none inside a fold that can
/// be seen, where nothing happens. Where many small folds follow each other, whatever time it is there.
void Margins::addTicks()
{
    const double pitch = tickPitch();
    const double top = std::max(in.area.top() + headroom(*in.text) - 4 * s, yOf(0));
    // Up to the end of the picture, of what has been, or of the run.
    const double end = in.cursor ? g.nowY : yOf(in.axis->positionOfStep(trace.stepCount())) + 1;
    const double last = std::min(in.area.bottom(), end);
    // The round step that this scale asks for.
    const double perPitch = pitch / in.zoom / std::max(1e-12, in.axis->scale());
    addTicks(top, last, roundStep(perPitch));
    // All of an instant's rows are told by the one time, and by those of the next.
    double told = std::max(top, yOf(in.axis->position(in.axis->instantAt((top - g.zeroY) / in.zoom))));
    double untold = 0;
    for (const LadderTick& tick : g.ticks) {
        untold = std::max(untold, tick.y - told);
        told = std::max({told, tick.y, tick.until});
    }
    untold = std::max(untold, last - told);
    if (untold < mostUntold * pitch)
        return;
    // Where events by the thousand are drawn apart, less time passes on the way than that.
    const Instant from = in.axis->instantAt((top - g.zeroY) / in.zoom);
    const Instant to = in.axis->instantAt((last - g.zeroY) / in.zoom);
    const double passes = static_cast<double>((to - from).ns) * pitch / (last - top);
    if (passes * 4 < perPitch) {
        g.ticks.clear();
        addTicks(top, last, roundStep(passes));
    }
}

void Margins::addTicks(double y, double last, std::int64_t round)
{
    const double pitch = tickPitch();
    const auto& folds = in.axis->folds();
    const int digits = digitsOf(round);
    constexpr std::int64_t hours = 1'000'000'000'000; // their digits take the room of decimals
    std::int64_t latest = -1;
    const auto tick = [&](std::int64_t at, double where) {
        latest = at;
        const QString text = QStringLiteral("%1 s").arg(static_cast<double>(at) / 1e9, 0, 'f',
                                                        digitsFor(at, at < hours ? digits : 0));
        if (g.ticks.empty() || g.ticks.back().text != text)
            g.ticks.push_back({where, text, lastRowOf(at, where)});
        y = std::max(y, where) + pitch;
    };
    // What a wait has ended with is what one wants to know the time of.
    const auto leave = [&](const TimeAxis::Fold& fold) {
        const double end = yOf(fold.end);
        if (end <= last - (in.cursor ? pitch / 2 : 0) && fold.to.ns > latest)
            tick(fold.to.ns, end);
        y = std::max(y, end + 0.01);
    };
    while (y <= last) {
        const double position = (y - g.zeroY) / in.zoom;
        const auto fold = std::lower_bound(folds.begin(), folds.end(), position,
                                           [](const TimeAxis::Fold& f, double p) { return f.end <= p; });
        const bool inFold = fold != folds.end() && fold->begin < position;
        if (inFold && (fold->end - fold->begin) * in.zoom > pitch / 2) {
            leave(*fold);
            continue;
        }
        const std::int64_t at = std::max<std::int64_t>(0, in.axis->instantAt(position).ns);
        std::int64_t next = (at + round - 1) / round * round;
        if (next <= latest)
            next = (latest / round + 1) * round; // the rows of one instant have one tick
        double roundY = yOf(in.axis->firstPosition(Instant{next}));
        if (!g.ticks.empty() && roundY < g.ticks.back().y + pitch / 2)
            roundY =
                yOf(in.axis->firstPosition(Instant{next += round})); // the rows of one instant may be many
        const auto over =
            std::find_if(fold, folds.end(), [next](const TimeAxis::Fold& f) { return Instant{next} < f.to; });
        const bool folded = over != folds.end() && over->from < Instant{next};
        if (!inFold && !folded && roundY <= last)
            tick(next, roundY);
        else if (!inFold && over != folds.end() && (over->end - over->begin) * in.zoom > pitch / 2)
            leave(*over);
        else if (at > latest && at > 0 && (inFold || folded))
            tick(at, y);
        else
            y += pitch;
    }
}

/// Where the rows of an instant end that begin here, if they reach far enough for that to be asked.
double Margins::lastRowOf(std::int64_t at, double y) const
{
    if (std::abs(yOf(in.axis->firstPosition(Instant{at})) - y) > 1)
        return y;
    const double end = std::min(yOf(in.axis->position(Instant{at})), in.cursor ? g.nowY : in.area.bottom());
    return end - y >= leastSpan(s) ? end : y;
}

/// Without a column of their own, times stand beside the client's lifeline where nothing else does or will: at their
/// heights, or just above or under them.
void Margins::placeTicks()
{
    const double height = in.text->height(TextRole::Tick);
    std::erase_if(g.ticks, [&](LadderTick& tick) {
        const double width = in.text->width(TextRole::Tick, tick.text);
        constexpr Side host = Side::Client; // one side always, as where they have their column
        for (const double shift : {0.0, -height / 2 - 1, height / 2 + 1}) {
            const QRectF rect = besideBars(host, tick.y - height / 2 + shift, width, height);
            const bool onBracket =
                std::any_of(g.brackets.begin(), g.brackets.end(), [&](const LadderBracket& bracket) {
                    return bracket.host == host && bracket.x > rect.left() - 3 * s &&
                           bracket.x < rect.right() + 3 * s && bracket.top < rect.bottom() &&
                           bracket.bottom > rect.top();
                });
            const bool onText = std::any_of(g.texts.begin(), g.texts.end(), [&rect](const LadderText& text) {
                return text.rect.intersects(rect); // also one that has been moved aside
            });
            if (rect.top() < topEdge() || onBracket || onText ||
                isTaken(rect.adjusted(-4 * s, 0, 4 * s, 0)) || meetsTeeth(rect) || g.isCrossed(rect, 2 * s))
                continue;
            take(rect);
            tick.rect = rect;
            tick.until = tick.y;
            return false;
        }
        return true;
    });
}

/// Without a column of its own the badge stands at one end of the now line, where no name is: on it, or else just
/// under it, where there is nothing yet.
void Margins::placeBadge()
{
    const double left = in.area.left() + 2 * s;
    const double right = in.area.right() - 2 * s - g.badge.width();
    const double height = g.badge.height();
    const auto tryAt = [&](double y) {
        for (const double x : {left, right}) {
            const QRectF rect({x, y}, g.badge.size());
            // Names that are still to come are no obstacle.
            const bool covers = std::any_of(g.texts.begin(), g.texts.end(), [&](const LadderText& text) {
                return text.rect.intersects(rect);
            });
            if (rect.bottom() <= in.area.bottom() && rect.top() >= topEdge() && !covers) {
                g.badge = rect;
                take(rect);
                return true;
            }
        }
        return false;
    };
    if (tryAt(g.nowY - height / 2))
        return;
    for (double away = 0; away < 4 * height; away += height / 4)
        if (tryAt(g.nowY + 2 * s + away) || (away <= height / 2 && tryAt(g.nowY - 2 * s - height - away)))
            return;
    g.badge.moveCenter({(g.wire[0] + g.wire[1]) / 2, g.nowY});
}

} // namespace tcplab
