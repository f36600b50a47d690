#include "app/ladder/ladder_geometry.h"

#include "app/ladder/ladder_margins.h"
#include "app/ladder/ladder_overlays.h"
#include "app/ladder/ladder_words.h"
#include "app/ladder/parting.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// More arrows than this in sight are drawn as density (measured: lines get slow and ugly before).
constexpr std::size_t mostArrows = 300;
/// With more than this in flight, the dashed rests of their ways would be a curtain.
constexpr std::ptrdiff_t mostDashed = 10;
/// Below this height per arrow labels are not even looked for, px.
constexpr double leastHeightForLabels = 12;
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
        beginParting(in, g);
    }

    LadderGeometry build()
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
        addBadge();
        addMargins(in, columns, g);
        addNow();
        addOverlays(in, columns, g);
        placeParting(in, columns, g);
        return std::move(g);
    }

private:
    double yOf(double position) const { return g.zeroY + position * in.zoom; }
    double topEdge() const { return in.area.top() + headingHeight(*in.text); }
    bool tellsApart() const { return index.hasSeveralConnections(); }
    bool hasHappened(std::uint32_t record) const
    {
        return record != 0 && trace.record(record).step <= in.step;
    }

    void readStep()
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
    void addLabelsInLight();
    void addTie(const LadderArrow& arrow);
    void addJoints(const LadderArrow& arrow);
    void addBadge();
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
    if (!hasFoldBands(in))
        return;
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
            half = std::min(half, passed * 0.3);
            middle = std::min(middle, g.nowY - passed / 2);
        }
        if (const double highest = topEdge() + height / 2; middle < highest) {
            if (lasts && highest + height / 2 > g.nowY)
                continue;
            middle = highest;
        }
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

void Builder::addBars()
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

void Builder::addDensity()
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

void Builder::addArrows(std::size_t visible)
{
    const LabelSettings settings{.plane = {columns.wire[0], columns.wire[1], in.zoom},
                                 .relativeNumbers = in.relativeNumbers,
                                 .notation = in.notation,
                                 .lineWidth = in.lineWidth,
                                 .badges = tellsApart(),
                                 .top = headingHeight(*in.text) - headroom(*in.text),
                                 .every = in.everyLabel};
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
        if ((each >= leastHeightForLabels || in.everyLabel) && !arrow.ghost)
            addLabel(arrow);
        if (arrow.retransmission)
            addTie(arrow);
        addJoints(arrow);
    }
    addLabelsInLight();
}

/// Whatever is looked at has a label: others give way to it, and arrows pass behind it.
void Builder::addLabelsInLight()
{
    if (in.path != nullptr || !in.cursor)
        return;
    for (const LadderArrow& arrow : g.arrows) {
        const bool acts = std::find(lit.begin(), lit.end(), arrow.id) != lit.end() || arrow.selected;
        if (arrow.ghost || !(acts || (arrow.inFlight && !g.crowded)))
            continue;
        const bool known = std::any_of(g.labels.begin(), g.labels.end(),
                                       [&](const LadderLabel& label) { return label.id == arrow.id; });
        if (known)
            continue;
        const PlacedLabel& placed = labels.placeFirst(arrow.id, trace, axis, index, *in.text);
        const LabelBox box = placed.box.movedBy({0, g.zeroY});
        const auto meets = [&box](const LadderLabel& other) { return intersects(box, other.box); };
        const bool free = placed.shown && box.bounds().top() >= topEdge() &&
                          std::none_of(g.labels.begin(), g.labels.end(),
                                       [&](const LadderLabel& other) { return other.lit && meets(other); });
        if (!free)
            continue;
        std::erase_if(g.labels, meets);
        g.labels.push_back({.id = arrow.id,
                            .box = box,
                            .parts = placed.parts,
                            .kind = arrow.kind,
                            .lost = arrow.lost,
                            .lit = true,
                            .covers = placed.covers});
    }
}

void Builder::addArrow(SegmentId id)
{
    const SegmentHistory& segment = trace.segment(id);
    const bool onPath = in.path != nullptr && in.path->holds(segment.sentRecord);
    const bool toCome = in.cursor && !hasHappened(segment.sentRecord);
    if (toCome && !onPath)
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
    const bool ended = in.cursor && !toCome ? hasHappened(segment.endRecord) : segment.endRecord != 0;
    arrow.ghost = toCome;
    if (!ended && !toCome) {
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
    arrow.onPath = onPath;
    arrow.lit =
        in.path != nullptr ? onPath : arrow.inFlight || std::find(lit.begin(), lit.end(), id) != lit.end();
    arrow.conversation = tellsApart() ? index.conversationOf(trace, segment) : 0;
    // One that began above the picture is told where it comes in.
    arrow.seen = arrow.from;
    const double edge = in.area.top() + headingHeight(*in.text);
    if (arrow.from.y() < edge && arrow.to.y() > edge)
        arrow.seen += (arrow.to - arrow.from) * ((edge - arrow.from.y()) / (arrow.to.y() - arrow.from.y()));
    arrow.selected = id == in.selected;
    arrow.hovered = id == in.hovered;
    g.arrows.push_back(arrow);
}

void Builder::addLabel(const LadderArrow& arrow)
{
    const PlacedLabel& placed = labels.place(arrow.id, trace, axis, index, *in.text);
    if (!placed.shown)
        return;
    const LabelBox box = placed.box.movedBy({0, g.zeroY});
    if (box.bounds().top() < topEdge())
        return; // whole, or not at all
    g.labels.push_back({.id = arrow.id,
                        .box = box,
                        .parts = placed.parts,
                        .kind = arrow.kind,
                        .lost = arrow.lost,
                        .lit = arrow.lit || arrow.selected,
                        .covers = placed.covers});
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

void Builder::addJoints(const LadderArrow& arrow)
{
    const SegmentHistory& segment = trace.segment(arrow.id);
    const auto join = [&](Side host, ConnectionId conn, double y) {
        if (conn == 0 || index.laneCount[indexOf(host)] < 2)
            return;
        const double outwards = host == Side::Client ? -1 : 1;
        const double x = columns.laneEdge(host, index.laneOf(host, conn)) + outwards * columns.barWidth / 2;
        g.joints.push_back({QPointF(x, y), host, arrow.lit || arrow.selected});
    };
    if (!segment.isCopy)
        join(segment.sender, segment.conn, arrow.from.y());
    if (!arrow.inFlight && segment.delivered)
        join(peerOf(segment.sender), trace.record(segment.endRecord).what.conn, arrow.arrival.y());
}

/// Where times have a column; where they have none the margins give it a place.
void Builder::addBadge()
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

void Builder::addNow()
{
    if (!g.hasNow)
        return;
    const double height = g.badge.height();
    // A tick under the badge would only repeat it.
    std::erase_if(g.ticks, [&](const LadderTick& tick) {
        return std::abs(tick.y - g.nowY) < height / 2 + in.text->height(TextRole::Tick) / 2;
    });
}

} // namespace

LadderGeometry layOut(const LadderInput& in, LabelLayout& labels) { return Builder(in, labels).build(); }

} // namespace tcplab
