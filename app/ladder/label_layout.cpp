#include "app/ladder/label_layout.h"

#include "app/ladder/ladder_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace tcplab {

namespace {

/// Shares of the way at which a label's middle is tried, and on which side of the arrow.
struct Place {
    double share;
    bool above;
};
constexpr std::array<Place, 22> places{{
    {0.50, true},  {0.43, true},  {0.57, true},  {0.36, true},  {0.64, true},  {0.50, false},
    {0.43, false}, {0.57, false}, {0.29, true},  {0.71, true},  {0.36, false}, {0.64, false},
    {0.22, true},  {0.78, true},  {0.29, false}, {0.71, false}, {0.16, true},  {0.84, true},
    {0.22, false}, {0.78, false}, {0.16, false}, {0.84, false},
}};
/// Room that a label keeps from what is not its own arrow.
constexpr double airAround = 1.5;
/// Room that it keeps from the lifelines, for arrow heads, ties and marks.
constexpr double endRoom = 13;
constexpr double lifelineRoom = 2;
/// More arrows than this in one place leave no room that is worth looking for.
constexpr std::size_t crowd = 60;
/// … and in a figure, in which each is to have one.
constexpr std::size_t figureCrowd = 400;
/// Where a connection's badge stands at both ends; one behind the mark of a segment without effect stands further in.
constexpr double badgeRoom = 14;
constexpr double markRoom = 18;
constexpr double crossHalf = 6;
/// So many are remembered; who has played past more will not notice one that moves.
constexpr std::size_t mostPlaced = 20'000;

} // namespace

void LabelLayout::clear()
{
    m_placed.clear();
    m_forms.clear();
}

void LabelLayout::forgetFrom(double y)
{
    std::erase_if(m_placed, [y](const auto& one) { return one.second.box.bounds().bottom() >= y; });
}

void LabelLayout::prepare(const LabelSettings& settings, double textScale)
{
    if (settings == m_settings && textScale == m_textScale && m_placed.size() < mostPlaced)
        return;
    m_placed.clear();
    // What a label says does not depend on how far the axis is drawn out.
    if (settings.relativeNumbers != m_settings.relativeNumbers || settings.notation != m_settings.notation ||
        textScale != m_textScale || m_forms.size() >= mostPlaced)
        m_forms.clear();
    m_settings = settings;
    m_textScale = textScale;
}

LabelLayout::Neighbours LabelLayout::neighboursOf(SegmentId id, const Flight& flight, double reach,
                                                  const Trace& trace, const TimeAxis& axis,
                                                  const LadderIndex& index) const
{
    Neighbours result;
    const double zoom = m_settings.plane.zoom;
    const double top = (flight.from.y() - reach) / zoom;
    const double bottom = (flight.arrival.y() + reach) / zoom;
    std::vector<SegmentId> ids;
    const std::size_t most = m_settings.every ? figureCrowd : crowd;
    index.segments.visit(top, bottom, [&](std::uint32_t other) {
        if (ids.size() <= most)
            ids.push_back(other);
    });
    result.tooMany = ids.size() > most;
    const SegmentHistory& segment = trace.segment(id);
    result.end = endRoom;
    if (m_settings.badges) {
        result.end += badgeRoom * m_textScale;
        if (segment.ignoredRecord != 0 || segment.dropped == DropReason::Checksum)
            result.end += markRoom * m_textScale;
    }
    if (result.tooMany)
        return result;
    for (const SegmentId other : ids) {
        const Flight way = other == id ? flight : flightOf(trace, axis, other, m_settings.plane);
        if (other != id) {
            // All of the way, although a loss ends it: while it flies the rest is dashed.
            result.lines.push_back(way.wholeWay());
            const auto placed = m_placed.find(other);
            if (placed != m_placed.end() && placed->second.shown)
                result.boxes.push_back(placed->second.box);
        }
        if (way.lost)
            result.boxes.push_back({way.end, crossHalf, crossHalf, 0});
    }
    // The nearest stand in the way most often.
    const double middle = flight.wholeWay().center().y();
    std::ranges::sort(result.lines, {},
                      [middle](const QLineF& line) { return std::abs(line.center().y() - middle); });
    return result;
}

bool LabelLayout::tryPlaces(PlacedLabel& label, double height, const Flight& flight,
                            const Neighbours& neighbours) const
{
    const double width = label.parts.width();
    QLineF way = flight.wholeWay();
    if (way.dx() < 0)
        way = {way.p2(), way.p1()}; // text reads from left to right
    const double length = way.length();
    const double room = neighbours.end;
    if (width + 2 * room > length)
        return false;
    const QPointF along = (way.p2() - way.p1()) / length;
    const QPointF up(along.y(), -along.x());
    // Far enough for the dot that passes while it flies not to touch the letters.
    const double angle = std::atan2(along.y(), along.x());
    const QPointF direction(std::cos(angle), std::sin(angle));
    const QRectF around = LabelBox{{}, width / 2, height / 2, angle}.bounds();
    const double away = height / 2 + m_settings.lineWidth / 2 + (label.doubled ? 3.5 : 2.5);
    for (const Place place : places) {
        const double least = (width / 2 + room) / length;
        const double share = std::clamp(place.share, least, 1 - least);
        const QPointF foot = way.pointAt(share);
        const LabelBox box{foot + up * (place.above ? away : -away), width / 2, height / 2, angle};
        const LabelBox grown = box.grownBy(airAround);
        const QRectF bounds = around.translated(box.center);
        if (bounds.top() < m_settings.top || bounds.left() < m_settings.plane.left + lifelineRoom ||
            bounds.right() > m_settings.plane.right - lifelineRoom)
            continue;
        const bool free =
            std::none_of(neighbours.lines.begin(), neighbours.lines.end(),
                         [&](const QLineF& line) { return intersects(grown, direction, line); }) &&
            std::none_of(neighbours.boxes.begin(), neighbours.boxes.end(),
                         [&](const LabelBox& other) { return intersects(grown, other); });
        if (free) {
            label.box = box;
            return true;
        }
    }
    return false;
}

/// Where nothing is free: touching no other label, on as few arrows as possible.
bool LabelLayout::tryOnArrows(PlacedLabel& label, double height, const Flight& flight,
                              const Neighbours& neighbours) const
{
    QLineF way = flight.wholeWay();
    if (way.dx() < 0)
        way = {way.p2(), way.p1()};
    const double width = label.parts.width();
    const double length = way.length();
    if (width + 2 * neighbours.end > length)
        return false;
    const QPointF along = (way.p2() - way.p1()) / length;
    const QPointF up(along.y(), -along.x());
    const double angle = std::atan2(along.y(), along.x());
    const double away = height / 2 + m_settings.lineWidth / 2 + (label.doubled ? 3.5 : 2.5);
    const double least = (width / 2 + neighbours.end) / length;
    std::ptrdiff_t fewest = std::numeric_limits<std::ptrdiff_t>::max();
    bool found = false;
    for (double share = least; share <= 1 - least; share += 0.02) {
        for (const bool above : {true, false}) {
            const LabelBox box{way.pointAt(share) + up * (above ? away : -away), width / 2, height / 2,
                               angle};
            const QRectF bounds = box.bounds();
            if (bounds.top() < m_settings.top || bounds.left() < m_settings.plane.left + lifelineRoom ||
                bounds.right() > m_settings.plane.right - lifelineRoom ||
                std::ranges::any_of(neighbours.boxes,
                                    [&](const LabelBox& other) { return intersects(box, other); }))
                continue;
            const auto crossed = std::ranges::count_if(
                neighbours.lines, [&](const QLineF& line) { return intersects(box, line); });
            if (crossed < fewest) {
                fewest = crossed;
                found = true;
                label.box = box;
            }
        }
    }
    return found;
}

const std::vector<LabelParts>& LabelLayout::formsOf(SegmentId id, const Trace& trace, const TextMeasure& text)
{
    const auto [forms, isNew] = m_forms.try_emplace(id);
    if (isNew)
        forms->second = makeForms(id, trace, text);
    return forms->second;
}

/// From the fullest to the barest.
std::vector<LabelParts> LabelLayout::makeForms(SegmentId id, const Trace& trace,
                                               const TextMeasure& text) const
{
    const SegmentHistory& segment = trace.segment(id);
    const Flags ctl = segment.packet.segment.ctl;
    const QString flags = QString::fromStdString(segmentFlagsLabel(segment, m_settings.notation));
    const QString emission = emissionLabel(segment);
    LabelParts bare;
    if (ctl.syn || ctl.fin || ctl.rst) {
        bare.chip = flags;
        bare.chipWidth = text.width(TextRole::Flags, flags) + 2 * chipPadding(text.scale());
    } else {
        bare.flags = flags;
        bare.flagsWidth = text.width(TextRole::Flags, flags);
    }
    LabelParts said = bare;
    if (!emission.isEmpty()) {
        said.flags += QLatin1Char(' ') + emission;
        said.flagsWidth = text.width(TextRole::Flags, said.flags);
    }
    const auto with = [&text](LabelParts parts, const QString& numbers) {
        parts.numbers = QLatin1Char(' ') + numbers;
        parts.numbersWidth = text.width(TextRole::Numbers, parts.numbers);
        return parts;
    };
    const QString numbers = QString::fromStdString(
        segmentNumbersLabel(trace, segment, m_settings.relativeNumbers, m_settings.notation));
    const std::uint32_t octets = segment.packet.segment.text.length;
    std::vector<LabelParts> forms;
    forms.push_back(with(said, numbers));
    // Its own number tells one segment from the next, even without what it acknowledges.
    if (octets != 0)
        forms.push_back(with(said, numbers.section(QStringLiteral(" ack"), 0, 0)));
    // packetdrill's "." alone is a speck.
    if (flags == QLatin1String("."))
        return forms;
    const bool script = m_settings.notation == Notation::Packetdrill;
    if (octets != 0 && script)
        forms.push_back(with(bare, QStringLiteral("(%1)").arg(octets)));
    else
        forms.push_back(said);
    // The doubled arrow says that it is a retransmission, too.
    if (!emission.isEmpty() || script)
        forms.push_back(bare);
    // Among many of a kind how much each carries is what is left to say.
    if (octets != 0 && bare.chip.isEmpty() && !script) {
        LabelParts least;
        least.flags = QStringLiteral("%1 B").arg(octets);
        least.flagsWidth = text.width(TextRole::Flags, least.flags);
        forms.push_back(least);
    }
    return forms;
}

const PlacedLabel& LabelLayout::place(SegmentId id, const Trace& trace, const TimeAxis& axis,
                                      const LadderIndex& index, const TextMeasure& text)
{
    const auto found = m_placed.find(id);
    if (found != m_placed.end())
        return found->second;
    PlacedLabel label;
    label.doubled = trace.segment(id).packet.retransmission != 0;
    const double height = text.height(TextRole::Flags) * 0.86;
    const Flight flight = flightOf(trace, axis, id, m_settings.plane);
    const Neighbours neighbours = neighboursOf(id, flight, 2 * height, trace, axis, index);
    if (!neighbours.tooMany) {
        const std::vector<LabelParts>& forms = formsOf(id, trace, text);
        const auto find = [&](const auto& place) {
            for (const LabelParts& parts : forms) {
                // Rather on an arrow than without its numbers.
                if (m_settings.every && !label.onArrows && parts.numbers.isEmpty() &&
                    !forms.front().numbers.isEmpty() && &parts != &forms.front())
                    continue;
                label.parts = parts;
                if (place())
                    return true;
            }
            return false;
        };
        label.shown = find([&] { return tryPlaces(label, height, flight, neighbours); });
        if (!label.shown && m_settings.every) {
            label.onArrows = true; // any form will do
            label.shown = find([&] { return tryOnArrows(label, height, flight, neighbours); });
        }
    }
    if (!label.shown)
        label.box.center = flight.from; // where it would have been, for forgetFrom()
    return m_placed.emplace(id, std::move(label)).first->second;
}

} // namespace tcplab
