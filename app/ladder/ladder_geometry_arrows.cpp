// The arrows of the ladder, and what goes with each: its label, the line to what it repeats, where it meets a bar.
#include "app/ladder/flight.h"
#include "app/ladder/geometry_builder.h"

#include <algorithm>
#include <array>
#include <map>

namespace tcplab {

namespace {

/// With more than this in flight, the dashed rests of their ways would be a curtain.
constexpr std::ptrdiff_t mostDashed = 10;
/// Below this height per arrow labels are not even looked for, px.
constexpr double leastHeightForLabels = 12;

} // namespace

void GeometryBuilder::addArrows(std::size_t visible)
{
    const LabelSettings settings{.plane = {columns.wire[0], columns.wire[1], in.zoom},
                                 .relativeNumbers = in.relativeNumbers,
                                 .notation = in.notation,
                                 .lineWidth = in.lineWidth,
                                 .badges = tellsApart(),
                                 .top = headingHeight(*in.text) - headroom(*in.text),
                                 .large = in.plain,
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

/// How much a label is wanted, from 0: of what arrives, is lost or is chosen in this step; of what is under way, in a
/// lecture first of what has just left; in a lecture of what is lost, of what is sent again, and of what opens or
/// closes. 5: no more than others.
int GeometryBuilder::wantOf(const LadderArrow& arrow) const
{
    if (arrow.ghost)
        return 5;
    const bool acts = std::find(lit.begin(), lit.end(), arrow.id) != lit.end();
    if (arrow.selected || (acts && !arrow.inFlight))
        return 0;
    if (acts)
        return 1;
    if (in.plain && (arrow.lost || arrow.retransmission))
        return arrow.lost ? 2 : 3;
    const Flags ctl = trace.segment(arrow.id).packet.segment.ctl;
    const bool turns = in.plain && (ctl.syn || ctl.fin);
    return turns || (arrow.inFlight && !g.crowded) ? (in.plain ? 4 : 1) : 5;
}

bool GeometryBuilder::isInSight(const LabelBox& box) const
{
    const QRectF bounds = box.bounds();
    return bounds.top() >= topEdge() && bounds.bottom() <= in.area.bottom();
}

/// Whatever is looked at has a label: others give way to it, and arrows pass behind it.
void GeometryBuilder::addLabelsInLight()
{
    if (in.path != nullptr || !in.cursor)
        return;
    std::array<std::vector<const LadderArrow*>, 5> wanted;
    std::map<SegmentId, int> want;
    std::vector<SegmentId> gone; // those that gave way have their place, and come back to it
    for (const LadderArrow& arrow : g.arrows)
        if (const int rank = wantOf(arrow); rank < 5) {
            wanted[static_cast<std::size_t>(rank)].push_back(&arrow);
            want[arrow.id] = rank;
        }
    for (int rank = 0; rank < 5; ++rank) {
        for (const LadderArrow* arrow : wanted[static_cast<std::size_t>(rank)]) {
            const auto known = std::find_if(g.labels.begin(), g.labels.end(),
                                            [&](const LadderLabel& label) { return label.id == arrow->id; });
            // Elsewhere no label moves from where it has been.
            const bool isCut = in.plain && known != g.labels.end() && !isInSight(known->box);
            if ((known != g.labels.end() && !isCut) ||
                std::find(gone.begin(), gone.end(), arrow->id) != gone.end())
                continue;
            PlacedLabel placed = labels.placeFirst(arrow->id, trace, axis, index, *in.text);
            if (in.plain && (!placed.shown || !isInSight(placed.box.movedBy({0, g.zeroY}))))
                placed = labels.placeWithin(arrow->id, topEdge() - g.zeroY, in.area.bottom() - g.zeroY, trace,
                                            axis, index, *in.text);
            const LabelBox box = placed.box.movedBy({0, g.zeroY});
            const auto meets = [&box](const LadderLabel& other) { return intersects(box, other.box); };
            // In a lecture one that acts comes even before what is under way.
            const auto wins = [&](const LadderLabel& other) {
                const auto found = want.find(other.id);
                return found != want.end() && (found->second <= rank || (!in.plain && found->second <= 1));
            };
            const bool seen = in.plain ? isInSight(box) : box.bounds().top() >= topEdge();
            const bool free = placed.shown && seen &&
                              std::none_of(g.labels.begin(), g.labels.end(), [&](const LadderLabel& other) {
                                  return other.id != arrow->id && wins(other) && meets(other);
                              });
            if (!free)
                continue;
            std::erase_if(g.labels, [&](const LadderLabel& other) {
                if (other.id == arrow->id)
                    return true;
                if (!meets(other))
                    return false;
                gone.push_back(other.id);
                return true;
            });
            g.labels.push_back({.id = arrow->id,
                                .box = box,
                                .parts = placed.parts,
                                .kind = arrow->kind,
                                .lost = arrow->lost,
                                .lit = arrow->lit || arrow->selected,
                                .covers = placed.covers});
        }
    }
}

void GeometryBuilder::addArrow(SegmentId id)
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

void GeometryBuilder::addLabel(const LadderArrow& arrow)
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

void GeometryBuilder::addTie(const LadderArrow& arrow)
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

void GeometryBuilder::addJoints(const LadderArrow& arrow)
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

} // namespace tcplab
