// The ladder's columns, and what lies under a point of it.
#include "app/ladder/ladder_geometry.h"
#include "app/ladder/ladder_words.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// Px between the lifelines without which labels say too little for ports to stand beside states as well, or for
/// times at the edge: the scrubber tells those, too.
constexpr double leastWire = 220;
constexpr double leastFold = 15; ///< px of a folded stretch that can hold its mark
constexpr double foldHalf = 13;  ///< px of its mark, upwards and downwards, where there is room

double distanceTo(QPointF point, QPointF a, QPointF b)
{
    const QPointF d = b - a;
    const double length2 = QPointF::dotProduct(d, d);
    const double share = length2 > 0 ? std::clamp(QPointF::dotProduct(point - a, d) / length2, 0.0, 1.0) : 0;
    return QLineF(point, a + d * share).length();
}

} // namespace

Duration shortestDelay(const Trace& trace)
{
    return trace.scenarioPointer()
               ? std::min(trace.scenario().links[0].delay, trace.scenario().links[1].delay)
               : milliseconds(50);
}

double headingHeight(const TextMeasure& text) { return text.height(TextRole::Heading) + 10 * text.scale(); }

double headroom(const TextMeasure& text) { return headingHeight(text) + 8 * text.scale(); }

double LadderColumns::laneEdge(Side host, std::uint16_t lane) const
{
    const double outwards = host == Side::Client ? -1 : 1;
    return wire[indexOf(host)] + outwards * std::min<int>(lane, mostLanes - 1) * (barWidth + barGap);
}

bool hasFoldBands(const LadderInput& in)
{
    return TimeAxis::foldHeight * in.zoom >= leastFold * in.text->scale();
}

QRectF foldBand(const LadderInput& in, const TimeAxis::Fold& fold, double begin)
{
    const double height = (fold.end - fold.begin) * in.zoom;
    if (height < leastFold * in.text->scale())
        return {};
    // In the middle of the stretch, so that what precedes and follows it has its own room.
    // A longer one has room for words at its beginning.
    const double more = fold.end - fold.begin - TimeAxis::foldHeight;
    const double room = std::clamp(more * in.zoom, 0.0, height / 2);
    const double half = std::min(foldHalf * in.text->scale(), (height - room) * 0.3);
    // As long as any of it is in sight that has room for the mark, that stands there whole.
    const double text = in.text->height(TextRole::Note);
    const double highest = in.area.top() + headingHeight(*in.text) + text / 2;
    const double middle = std::max(begin + (height + room) / 2, highest);
    if (middle + text / 2 > begin + height && middle == highest)
        return {};
    return {in.area.left(), middle - half, in.area.width(), 2 * half};
}

QRectF LadderFold::teeth(double scale) const
{
    const double half =
        std::max(3.0 * scale, band.height() * 0.22) + std::min(3.0 * scale, band.height() / 4);
    return {band.left(), band.center().y() - half, band.width(), 2 * half};
}

LadderColumns columnsOf(const LadderInput& in)
{
    const TextMeasure& text = *in.text;
    const double s = text.scale();
    const double width = in.area.width();
    LadderColumns c;
    c.ticksLeft = in.area.left() + (badgeOutset + 3) * s;
    c.ticksRight = c.ticksLeft + text.width(TextRole::Tick, QStringLiteral("60.00 s"));
    // The badge of the run's last instant must not reach into what stands beside it.
    const QString longest = badgeLabel(in.trace->instantOf(in.trace->stepCount()), shortestDelay(*in.trace));
    const double badge = text.width(TextRole::Badge, longest) + (badgePadding - badgeOutset) * s;
    // What is wider than the arrows need goes to calls and brackets at the outer edges.
    double spare = in.plain ? 0 : std::clamp((width - 700 * s) * 0.16, 6 * s, 130 * s);
    c.outer = {std::max(c.ticksRight, c.ticksLeft + badge) + 5 * s, in.area.right() - 8 * s};
    if (in.plain) // in large type every hair's breadth goes to the arrows
        c.outer = {in.area.left() + 4 * s, in.area.right() - 4 * s};
    double besideName = (in.plain ? 8 : 12) * s;
    c.ticks = !in.plain;
    c.barGap = 2 * s;
    const std::uint16_t lanes = std::max(in.index->laneCount[0], in.index->laneCount[1]);
    c.barWidth = lanes <= 1 ? (in.plain ? 9 : 12) * s : std::max(3 * s, 18 * s / lanes);
    const auto besideBars = [&](std::size_t side) {
        return (in.index->listenerBeside[side] ? 10 : in.plain ? 4 : 6) * s;
    };
    // As wide as the longest state that each host has been in, and ":49152" behind it where it is worth that.
    std::array<double, 2> name{};
    std::array<double, 2> suffix{};
    std::array<double, 2> all{};
    double wire = c.outer[1] - c.outer[0];
    for (std::size_t side = 0; side < 2; ++side) {
        name[side] = text.width(TextRole::StateName, QStringLiteral("SYN-SENT"));
        for (std::size_t state = 0; state < connectionStateCount; ++state)
            if (in.index->statesSeen[side][state])
                name[side] = std::max(name[side],
                                      text.width(TextRole::StateName,
                                                 QLatin1String(nameOf(static_cast<ConnectionState>(state)))));
        if (in.index->connectionCount[side] > 1)
            suffix[side] = text.width(TextRole::Call, in.index->hasIncarnations ? QStringLiteral(":49152#2")
                                                                                : QStringLiteral(":49152")) +
                           4 * s;
        all[side] =
            std::min<double>(in.index->laneCount[side], LadderColumns::mostLanes) * (c.barWidth + c.barGap) -
            c.barGap + besideBars(side);
        wire -= spare + name[side] + besideName + all[side];
    }
    if (c.ticks && in.cursor && wire < leastWire * s) {
        c.ticks = false;
        wire += c.outer[0] - (in.area.left() + 8 * s);
        c.outer[0] = in.area.left() + 8 * s;
        c.ticksRight = c.ticksLeft;
    }
    if (!in.plain && in.cursor && wire < leastWire * s) { // then what else is not needed for words
        const double narrower = spare + 4 * s;
        wire += 2 * narrower + 8 * s;
        spare = 0;
        besideName = 8 * s;
        c.outer = {c.outer[0] - 4 * s, c.outer[1] + 4 * s};
    }
    const bool worthIt = wire - suffix[0] - suffix[1] >= leastWire * s;
    for (std::size_t side = 0; side < 2; ++side) {
        const double inwards = side == 0 ? 1 : -1;
        c.namesConnections[side] = worthIt && suffix[side] > 0;
        c.numbersConnections[side] = !worthIt && suffix[side] > 0;
        const double which = worthIt ? suffix[side] : suffix[side] > 0 ? numberSize(s) - 4 * s : 0;
        const double column = spare + name[side] + which + besideName;
        c.names[side] = c.outer[side] + inwards * column;
        c.bars[side] = c.names[side] + inwards * besideBars(side);
        c.wire[side] = c.names[side] + inwards * all[side];
    }
    return c;
}

SegmentId segmentAt(const LadderGeometry& geometry, QPointF point)
{
    SegmentId nearest = 0;
    double best = 7;
    for (const LadderArrow& arrow : geometry.arrows) {
        if (arrow.ghost)
            continue;
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
