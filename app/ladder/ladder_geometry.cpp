#include "app/ladder/ladder_geometry.h"

#include "app/ladder/ladder_margins.h"
#include "app/ladder/ladder_words.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// More arrows than this in sight are drawn as density (measured: lines get slow and ugly before).
constexpr std::size_t mostArrows = 300;
/// With more than this in flight, the dashed rests of their ways would be a curtain.
constexpr std::ptrdiff_t mostDashed = 10;
/// Below this height per arrow labels are not even looked for, px.
constexpr double leastHeightForLabels = 7;
constexpr double densityRow = 2; ///< px

/// Builds the shapes of one picture, group by group.
class Builder {
public:
    Builder(const LadderInput& input, LabelLayout& layout)
        : in(input),
          trace(*in.trace),
          axis(*in.axis),
          index(*in.index),
          labels(layout),
          columns(columnsOf(in))
    {
        g.area = in.area;
        g.wire = columns.wire;
        for (std::size_t side = 0; side < 2; ++side)
            g.lifeline[side] = (columns.wire[side] + columns.bars[side]) / 2;
        g.top = in.area.top() + headroom(*in.text);
        g.zeroY = g.top - in.scroll;
        topUnit = (in.area.top() - g.zeroY) / in.zoom;
        bottomUnit = (in.area.bottom() - g.zeroY) / in.zoom;
        g.hasNow = in.cursor;
        g.nowY = in.cursor ? yOf(in.nowPosition) : in.area.bottom() + 1e6;
    }

    LadderGeometry build()
    {
        readStep();
        addFolds();
        addBars();
        const std::size_t visible = index.segments.countIn(topUnit, bottomUnit);
        if (in.densityAllowed && visible > mostArrows)
            addDensity();
        else
            addArrows(visible);
        addMargins(in, columns, g);
        addNow();
        for (const Side side : {Side::Client, Side::Server})
            g.headings[indexOf(side)] = QString::fromStdString(sideName(side, in.language));
        return std::move(g);
    }

private:
    double yOf(double position) const { return g.zeroY + position * in.zoom; }
    bool hasHappened(std::uint32_t record) const
    {
        return record != 0 && trace.record(record).step <= in.step;
    }

    void readStep()
    {
        if (!in.cursor || in.step == 0)
            return;
        for (std::uint32_t n = trace.firstRecordOf(in.step); n < trace.endRecordOf(in.step); ++n) {
            const Effect& what = trace.record(n).what;
            if (what.kind == EffectKind::End)
                continue;
            if (what.segment != 0)
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

    void addFolds();
    void addBars();
    void addDensity();
    void addArrows(std::size_t visible);
    void addArrow(SegmentId id);
    void addLabel(const LadderArrow& arrow);
    void addTie(const LadderArrow& arrow);
    void addNow();

    const LadderInput& in;
    const Trace& trace;
    const TimeAxis& axis;
    const LadderIndex& index;
    LabelLayout& labels;
    LadderColumns columns;
    LadderGeometry g;
    double topUnit = 0;
    double bottomUnit = 0;
    std::vector<SegmentId> lit;
};

void Builder::addFolds()
{
    const auto& folds = axis.folds();
    auto fold = std::lower_bound(folds.begin(), folds.end(), topUnit,
                                 [](const TimeAxis::Fold& f, double p) { return f.end < p; });
    for (; fold != folds.end() && fold->begin <= bottomUnit; ++fold) {
        // In the middle of the stretch, so that what precedes and follows it has its own room.
        const double middle = yOf((fold->begin + fold->end) / 2);
        const double half = std::min(13 * in.text->scale(), (fold->end - fold->begin) * in.zoom * 0.3);
        if (g.hasNow && middle + half > g.nowY)
            continue; // still to come: how long it will be is not told
        const QString text = foldLabel(fold->to - fold->from);
        const double width = in.text->width(TextRole::Note, text);
        const double x = (columns.wire[0] + columns.wire[1]) / 2;
        const double height = in.text->height(TextRole::Note);
        g.folds.push_back({QRectF(QPointF(columns.ticksLeft, middle - half),
                                  QPointF(in.area.right() - columns.ticksLeft, middle + half)),
                           text, QRectF(x - width / 2 - 6, middle - height / 2, width + 12, height)});
    }
}

void Builder::addBars()
{
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
        const double pitch = columns.barWidth + columns.barGap;
        const double inner = columns.wire[indexOf(piece.host)] + outwards * piece.lane * pitch;
        double from = inner;
        double to = inner + outwards * columns.barWidth;
        if (piece.thin) {
            from = columns.bars[indexOf(piece.host)] + outwards * 2 * in.text->scale();
            to = from + outwards * 3 * in.text->scale();
        }
        const double top = yOf(piece.begin);
        g.bars.push_back(
            {.rect = QRectF(std::min(from, to), top, std::abs(to - from), std::max(1.0, bottom - top)),
             .host = piece.host,
             .conn = piece.conn,
             .state = piece.state,
             .current = in.cursor && !over && !piece.thin,
             .thin = piece.thin});
    });
}

void Builder::addDensity()
{
    const double last = in.cursor ? std::min(in.area.bottom(), g.nowY) : in.area.bottom();
    const double room = (columns.wire[1] - columns.wire[0]) / 2 - 8;
    std::array<std::array<std::size_t, segmentKindCount>, 2> seen{};
    std::array<std::size_t, 2> seenLost{};
    const auto upTo = [](const std::vector<double>& positions, double position) {
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
            const double outwards = side == 0 ? 1 : -1;
            double x = columns.wire[side];
            const auto bar = [&](std::size_t count, SegmentKind kind, bool lost) {
                const double width = std::min(room, static_cast<double>(count) * 6);
                const double to = x + outwards * width;
                g.density.push_back({QRectF(std::min(x, to), y, width, densityRow), kind, lost});
                x = to;
            };
            for (std::size_t kind = 0; kind < segmentKindCount; ++kind) {
                const std::size_t until = upTo(index.sends[side][kind], unit);
                if (until > seen[side][kind])
                    bar(until - seen[side][kind], static_cast<SegmentKind>(kind), false);
                seen[side][kind] = until;
            }
            const std::size_t until = upTo(index.losses[side], unit);
            if (until > seenLost[side])
                bar(until - seenLost[side], SegmentKind::Control, true);
            seenLost[side] = until;
        }
    }
}

void Builder::addArrows(std::size_t visible)
{
    const LabelSettings settings{.plane = {columns.wire[0], columns.wire[1], in.zoom},
                                 .relativeNumbers = in.relativeNumbers,
                                 .language = in.language,
                                 .lineWidth = in.lineWidth};
    labels.prepare(settings, in.text->scale());
    index.segments.visit(topUnit, bottomUnit, [&](std::uint32_t id) { addArrow(id); });
    const auto flying = std::count_if(g.arrows.begin(), g.arrows.end(),
                                      [](const LadderArrow& arrow) { return arrow.inFlight; });
    g.crowded = flying > mostDashed;
    // What is lit lies on top of the rest.
    std::stable_partition(g.arrows.begin(), g.arrows.end(),
                          [](const LadderArrow& arrow) { return !arrow.lit && !arrow.selected; });
    const double each = in.area.height() / static_cast<double>(std::max<std::size_t>(visible, 1));
    for (const LadderArrow& arrow : g.arrows) {
        if (each >= leastHeightForLabels)
            addLabel(arrow);
        if (arrow.retransmission)
            addTie(arrow);
    }
}

void Builder::addArrow(SegmentId id)
{
    const SegmentHistory& segment = trace.segment(id);
    if (in.cursor && !hasHappened(segment.sentRecord))
        return;
    const Plane plane{columns.wire[0], columns.wire[1], in.zoom};
    const Flight flight = flightOf(trace, axis, id, plane);
    const QPointF down(0, g.zeroY);
    LadderArrow arrow{.id = id,
                      .sender = segment.sender,
                      .kind = kindOf(segment),
                      .from = flight.from + down,
                      .to = flight.end + down,
                      .arrival = flight.arrival + down};
    const bool ended = in.cursor ? hasHappened(segment.endRecord) : segment.endRecord != 0;
    if (!ended) {
        arrow.inFlight = true;
        const double y = in.cursor ? g.nowY - g.zeroY : flight.arrival.y();
        arrow.to = flight.at(y, 26 * in.text->scale()) + down;
    } else {
        arrow.lost = flight.lost;
        arrow.lostOnArrival = segment.dropped == DropReason::Checksum;
        arrow.byHand = segment.droppedByHand;
        arrow.ignored = in.cursor ? hasHappened(segment.ignoredRecord) : segment.ignoredRecord != 0;
    }
    arrow.thick = segment.packet.segment.text.length != 0;
    arrow.retransmission = segment.packet.retransmission != 0;
    arrow.lit = arrow.inFlight || std::find(lit.begin(), lit.end(), id) != lit.end();
    arrow.selected = id == in.selected;
    arrow.hovered = id == in.hovered;
    g.arrows.push_back(arrow);
}

void Builder::addLabel(const LadderArrow& arrow)
{
    const PlacedLabel& placed = labels.place(arrow.id, trace, axis, index, *in.text);
    if (!placed.shown)
        return;
    g.labels.push_back({.id = arrow.id,
                        .box = placed.box.movedBy({0, g.zeroY}),
                        .flags = placed.flags,
                        .numbers = placed.numbers,
                        .flagsWidth = placed.flagsWidth,
                        .kind = arrow.kind,
                        .lost = arrow.lost,
                        .lit = arrow.lit || arrow.selected});
}

void Builder::addTie(const LadderArrow& arrow)
{
    const SegmentId original = trace.segment(arrow.id).original;
    if (original == 0)
        return;
    const double top = yOf(axis.positionOfSend(original));
    const double inwards = arrow.sender == Side::Client ? 1 : -1;
    g.ties.push_back({.x = arrow.from.x() + inwards * 9 * in.text->scale(),
                      .top = std::max(top, in.area.top() - 50),
                      .bottom = arrow.from.y(),
                      .hook = -inwards * 9 * in.text->scale(),
                      .lit = arrow.lit});
}

void Builder::addNow()
{
    if (!g.hasNow)
        return;
    Duration delay = milliseconds(50);
    if (trace.scenarioPointer())
        delay = std::min(trace.scenario().links[0].delay, trace.scenario().links[1].delay);
    g.badgeText = badgeLabel(in.now, delay);
    const double width = in.text->width(TextRole::Badge, g.badgeText) + 14 * in.text->scale();
    const double height = in.text->height(TextRole::Badge) + 3 * in.text->scale();
    const double left = columns.ticksLeft - 4 * in.text->scale();
    g.badge = QRectF(std::max(in.area.left() + 2, left), g.nowY - height / 2, width, height);
    // A tick under the badge would only repeat it.
    std::erase_if(g.ticks, [&](const LadderTick& tick) {
        return std::abs(tick.y - g.nowY) < height / 2 + in.text->height(TextRole::Tick) / 2;
    });
}

double distanceTo(QPointF point, QPointF a, QPointF b)
{
    const QPointF d = b - a;
    const double length2 = QPointF::dotProduct(d, d);
    const double share = length2 > 0 ? std::clamp(QPointF::dotProduct(point - a, d) / length2, 0.0, 1.0) : 0;
    return QLineF(point, a + d * share).length();
}

} // namespace

double headroom(const TextMeasure& text) { return text.height(TextRole::Heading) + 16 * text.scale(); }

LadderColumns columnsOf(const LadderInput& in)
{
    const TextMeasure& text = *in.text;
    const double s = text.scale();
    const double width = in.area.width();
    const double ticks = text.width(TextRole::Tick, QStringLiteral("60.0 s"));
    double name = text.width(TextRole::StateName, QStringLiteral("SYN-RECEIVED")) + 12 * s;
    const std::uint16_t lanes = std::max(in.index->laneCount[0], in.index->laneCount[1]);
    if (lanes > 1)
        name += text.width(TextRole::Call, QStringLiteral(":49152"));
    // What is wider than the arrows need goes to calls and brackets at the outer edges.
    const double spare = std::clamp((width - 620 * s) * 0.16, 6 * s, 130 * s);

    LadderColumns c;
    c.ticksLeft = in.area.left() + 10 * s;
    c.ticksRight = c.ticksLeft + ticks;
    c.outer = {c.ticksRight + 9 * s, in.area.right() - 10 * s};
    c.names = {c.outer[0] + spare + name, c.outer[1] - spare - name};
    c.barGap = 2 * s;
    c.barWidth = lanes <= 1 ? 12 * s : std::max(3 * s, 18 * s / lanes);
    for (std::size_t side = 0; side < 2; ++side) {
        const double inwards = side == 0 ? 1 : -1;
        c.bars[side] = c.names[side] + inwards * (in.index->listenerBeside[side] ? 10 : 6) * s;
        const double all =
            std::min<double>(in.index->laneCount[side], 12) * (c.barWidth + c.barGap) - c.barGap;
        c.wire[side] = c.bars[side] + inwards * all;
    }
    return c;
}

LadderGeometry layOut(const LadderInput& in, LabelLayout& labels) { return Builder(in, labels).build(); }

SegmentId segmentAt(const LadderGeometry& geometry, QPointF point)
{
    SegmentId nearest = 0;
    double best = 7;
    for (const LadderArrow& arrow : geometry.arrows) {
        double distance = distanceTo(point, arrow.from, arrow.to);
        if (arrow.inFlight) {
            // What flies is what one wants to catch: its dot is a large target, the dashed rest counts.
            distance = std::min(distance, distanceTo(point, arrow.to, arrow.arrival)) - 3;
            distance = std::min(distance, QLineF(point, arrow.to).length() - 9);
        }
        if (distance < best) {
            best = distance;
            nearest = arrow.id;
        }
    }
    if (nearest != 0)
        return nearest;
    for (const LadderLabel& label : geometry.labels)
        if (intersects(label.box, LabelBox{point, 1, 1, 0}))
            return label.id;
    return 0;
}

int bracketAt(const LadderGeometry& geometry, QPointF point)
{
    for (std::size_t i = 0; i < geometry.brackets.size(); ++i) {
        const LadderBracket& bracket = geometry.brackets[i];
        if (std::abs(point.x() - bracket.x) < 6 && point.y() > bracket.top - 4 &&
            point.y() < bracket.bottom + 4)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace tcplab
