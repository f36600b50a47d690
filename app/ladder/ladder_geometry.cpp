#include "app/ladder/ladder_geometry.h"

#include "app/ladder/geometry_builder.h"
#include "app/ladder/ladder_badges.h"
#include "app/ladder/ladder_margins.h"
#include "app/ladder/ladder_overlays.h"
#include "app/ladder/ladder_queues.h"
#include "app/ladder/ladder_words.h"
#include "app/ladder/parting.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// More arrows than this in sight are drawn as density (measured: lines get slow and ugly before).
constexpr std::size_t mostArrows = 300;
constexpr double densityRow = 2; ///< px

} // namespace

LadderGeometry GeometryBuilder::build()
{
    for (const Side side : {Side::Client, Side::Server})
        g.headings[indexOf(side)] = QString::fromStdString(hostName(trace.scenario(), side, in.language));
    readStep();
    addFolds();
    addBars();
    const std::size_t visible = index.segments.countIn(topUnit, bottomUnit);
    if (in.densityAllowed && visible > mostArrows)
        addDensity();
    else
        addArrows(visible);
    addConnectionBadges(in, g);
    moveFoldWords();
    addBadge();
    addMargins(in, columns, g);
    addNow();
    addOverlays(in, columns, g);
    addQueues(in, g);
    placeParting(in, columns, g);
    return std::move(g);
}

void GeometryBuilder::readStep()
{
    if (in.path != nullptr) {
        g.focus = !in.path->empty();
        return;
    }
    if (!in.cursor || in.step == 0)
        return;
    for (std::uint32_t n = trace.firstRecordOf(in.step); n < trace.endRecordOf(in.step); ++n) {
        const Effect& what = trace.record(n).what;
        if (what.kind == EffectKind::End)
            continue;
        if (what.segment != 0 && what.segment <= trace.segmentCount())
            lit.push_back(what.segment);
        if (what.kind == EffectKind::Duplicate && what.copy != 0)
            lit.push_back(what.copy);
        if (what.kind != EffectKind::User && what.kind != EffectKind::Drop &&
            what.kind != EffectKind::Duplicate)
            g.acting[indexOf(what.host)] = true;
    }
    // At the very end there is nothing left to look at first: the whole picture is lit.
    g.focus = in.step < trace.stepCount() || !trace.ended;
}

void GeometryBuilder::addFolds()
{
    if (!hasFoldBands(in))
        return;
    const double s = in.text->scale();
    const auto& folds = axis.folds();
    auto fold = std::lower_bound(folds.begin(), folds.end(), topUnit,
                                 [](const TimeAxis::Fold& f, double p) { return f.end < p; });
    for (; fold != folds.end() && fold->begin <= bottomUnit; ++fold) {
        const QRectF band = foldBand(in, *fold, yOf(fold->begin));
        if (band.isEmpty())
            continue; // too low, or gone: ticks tell the time
        double middle = band.center().y();
        double half = band.height() / 2;
        const double height = in.text->height(TextRole::Note);
        // While it lasts it says what has passed of it; how long it will be is not told.
        const bool lasts = g.hasNow && in.now < fold->to;
        if (lasts) {
            // Not to say so would make a flight of what has come to its end a while ago.
            const double passed = g.nowY - yOf(fold->begin);
            if (passed < height / 2 || !axis.isFoldedBefore(*fold, in.now))
                continue;
            // Close above the now line: what was told before the wait stands above that.
            half = std::min(half, passed * 0.3);
            const double away = LadderFold{QRectF(0, -half, 1, 2 * half), {}, {}}.teeth(s).height() / 2;
            middle = std::min(middle, g.nowY - std::max(away, height / 2) - 2 * s);
        }
        if (const double highest = topEdge() + height / 2; middle < highest) {
            if (lasts && highest + height / 2 > g.nowY)
                continue;
            middle = highest;
        }
        if (lasts) // what is still to come of it is below
            half = std::min(half, g.nowY - middle);
        Duration length = (lasts ? in.now : fold->to) - fold->from;
        if (lasts) // digits that can be read while it plays
            length.ns -= length.ns % (length < seconds(1) ? milliseconds(10) : milliseconds(100)).ns;
        const QString text = foldLabel(length);
        const double width = in.text->width(TextRole::Note, text);
        const double x = (columns.wire[0] + columns.wire[1]) / 2;
        g.folds.push_back({QRectF(QPointF(columns.ticksLeft, middle - half),
                                  QPointF(in.area.right() - columns.ticksLeft, middle + half)),
                           text, QRectF(x - width / 2 - 6, middle - height / 2, width + 12, height)});
    }
}

/// What is under way across a fold, and its label, keep clear of the fold's words: these go aside.
void GeometryBuilder::moveFoldWords()
{
    const double room = (columns.wire[1] - columns.wire[0]) / 2;
    for (LadderFold& fold : g.folds) {
        std::vector<QLineF> ways;
        for (const LadderArrow& arrow : g.arrows)
            if (arrow.from.y() < fold.textRect.bottom() && arrow.arrival.y() > fold.textRect.top())
                ways.emplace_back(arrow.from, arrow.arrival);
        const auto isFree = [&](const QRectF& rect) {
            const LabelBox box{rect.center(), rect.width() / 2, rect.height() / 2, 0};
            return std::none_of(ways.begin(), ways.end(),
                                [&](const QLineF& way) { return intersects(box, way); }) &&
                   std::none_of(g.labels.begin(), g.labels.end(),
                                [&](const LadderLabel& label) { return intersects(box, label.box); });
        };
        const double most = room - fold.textRect.width() / 2 - 4 * in.text->scale();
        const double step = std::max(4.0, fold.textRect.width() / 4);
        for (double away = 0; away <= most; away += step) {
            const QRectF left = fold.textRect.translated(-away, 0);
            const QRectF right = fold.textRect.translated(away, 0);
            if (isFree(left) || isFree(right)) {
                fold.textRect = isFree(left) ? left : right;
                break;
            }
        }
    }
}

void GeometryBuilder::addBars()
{
    // Where states change more often than there are pixels, one bar stands for those that it covers.
    std::array<std::array<double, LadderColumns::mostLanes + 1>, 2> covered{};
    for (auto& side : covered)
        side.fill(-1e9);
    index.states.visit(topUnit, bottomUnit, [&](std::uint32_t i) {
        const StatePiece& piece = index.statePieces[i];
        if (in.cursor && piece.fromStep > in.step)
            return;
        if (piece.end <= piece.begin && piece.toStep != 0xffffffff)
            return; // CLOSED: nothing stands there
        const bool over = piece.toStep <= in.step || !in.cursor;
        const bool open = piece.toStep == 0xffffffff;
        const double end = open ? axis.length() : piece.end;
        const double bottom =
            over && !open ? yOf(end) : std::min(yOf(end), in.cursor ? g.nowY + 1 : yOf(end));
        const double outwards = piece.host == Side::Client ? -1 : 1;
        double from = columns.laneEdge(piece.host, piece.lane);
        double to = from + outwards * columns.barWidth;
        if (piece.thin) {
            from = columns.bars[indexOf(piece.host)] + outwards * 2 * in.text->scale();
            to = from + outwards * 3 * in.text->scale();
        }
        const double top = yOf(piece.begin);
        const auto lane = piece.thin ? std::size_t{LadderColumns::mostLanes}
                                     : std::min<std::size_t>(piece.lane, LadderColumns::mostLanes - 1);
        double& lowest = covered[indexOf(piece.host)][lane];
        if (piece.lane < LadderColumns::mostLanes && std::max(bottom, top + 1) <= lowest && bottom - top < 1)
            return;
        lowest = std::max({lowest, bottom, top + 1});
        g.bars.push_back(
            {.rect = QRectF(std::min(from, to), top, std::abs(to - from), std::max(1.0, bottom - top)),
             .host = piece.host,
             .conn = piece.conn,
             .state = piece.state,
             .current = in.cursor && !over && !piece.thin,
             .thin = piece.thin,
             .fromStep = piece.fromStep,
             .conversation = tellsApart() ? index.conversationOf(piece.host, piece.conn) : 0});
    });
}

void GeometryBuilder::addDensity()
{
    const double last = in.cursor ? std::min(in.area.bottom(), g.nowY) : in.area.bottom();
    const double room = (columns.wire[1] - columns.wire[0]) / 2 - 8;
    std::array<std::array<std::size_t, segmentKindCount>, 2> seen{};
    std::array<std::size_t, 2> seenLost{};
    const auto upTo = [](const ChunkedList<double>& positions, double position) {
        const auto after = std::upper_bound(positions.begin(), positions.end(), position);
        return static_cast<std::size_t>(after - positions.begin());
    };
    for (std::size_t side = 0; side < 2; ++side) {
        for (std::size_t kind = 0; kind < segmentKindCount; ++kind)
            seen[side][kind] = upTo(index.sends[side][kind], topUnit);
        seenLost[side] = upTo(index.losses[side], topUnit);
    }
    for (double y = in.area.top(); y < last; y += densityRow) {
        const double unit = (y + densityRow - g.zeroY) / in.zoom;
        for (std::size_t side = 0; side < 2; ++side) {
            std::array<std::size_t, segmentKindCount + 1> counts{};
            std::size_t all = 0;
            for (std::size_t kind = 0; kind <= segmentKindCount; ++kind) {
                const bool losses = kind == segmentKindCount;
                std::size_t& before = losses ? seenLost[side] : seen[side][kind];
                const std::size_t until = upTo(losses ? index.losses[side] : index.sends[side][kind], unit);
                counts[kind] = until > before ? until - before : 0;
                all += counts[kind];
                before = until;
            }
            // Ten times as many are as much wider again, so that one can be seen beside a thousand.
            const double whole =
                room * std::min(1.0, std::log1p(static_cast<double>(all)) / std::log1p(1000.0));
            const double outwards = side == 0 ? 1 : -1;
            double x = columns.wire[side];
            for (std::size_t kind = 0; kind <= segmentKindCount; ++kind) {
                if (counts[kind] == 0)
                    continue;
                const double width =
                    std::max(3.0, whole * static_cast<double>(counts[kind]) / static_cast<double>(all));
                const double to = x + outwards * width;
                const bool lost = kind == segmentKindCount;
                g.density.push_back({QRectF(std::min(x, to), y, width, densityRow),
                                     lost ? SegmentKind::Control : static_cast<SegmentKind>(kind), lost});
                x = to;
            }
        }
    }
}

/// Where times have a column; where they have none the margins give it a place.
void GeometryBuilder::addBadge()
{
    if (!g.hasNow)
        return;
    g.badgeText = badgeLabel(in.now, shortestDelay(trace));
    const double width = in.text->width(TextRole::Badge, g.badgeText) + badgePadding * in.text->scale();
    const double height = in.text->height(TextRole::Badge) + 3 * in.text->scale();
    g.badge = QRectF(columns.ticksLeft - badgeOutset * in.text->scale(), g.nowY - height / 2, width, height);
    const double since = yOf(axis.firstPosition(in.now));
    g.nowSince = columns.ticks && g.nowY - since >= leastSpan(in.text->scale()) ? since : g.nowY;
}

void GeometryBuilder::addNow()
{
    if (!g.hasNow)
        return;
    const double height = g.badge.height();
    // A tick under the badge would only repeat it.
    std::erase_if(g.ticks, [&](const LadderTick& tick) {
        return std::abs(tick.y - g.nowY) < height / 2 + in.text->height(TextRole::Tick) / 2;
    });
}

LadderGeometry layOut(const LadderInput& in, LabelLayout& labels)
{
    return GeometryBuilder(in, labels).build();
}

} // namespace tcplab
