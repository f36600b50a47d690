#include "app/ladder/label_layout.h"

#include "app/ladder/ladder_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tcplab {

namespace {

/// Room that a label keeps from the lifelines, for arrow heads, ties and marks.
constexpr double endRoom = 13;
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

/// Who has its label first: 0.
int rankOf(const SegmentHistory& segment)
{
    const Flags ctl = segment.packet.segment.ctl;
    if (segment.dropped != DropReason::None)
        return 0;
    if (segment.packet.retransmission != 0)
        return 1;
    return ctl.syn || ctl.fin || ctl.rst ? 2 : 3;
}

Instant endOf(const SegmentHistory& one) { return one.endedAt.isNever() ? one.expectedEnd : one.endedAt; }

/// Both are under way at some instant, or one leaves when the other arrives.
bool meet(const SegmentHistory& a, const SegmentHistory& b)
{
    return a.sentAt <= endOf(b) && b.sentAt <= endOf(a);
}

} // namespace

void LabelLayout::clear()
{
    m_placed.clear();
    m_first.clear();
    m_forms.clear();
}

void LabelLayout::forgetFrom(double y)
{
    for (auto* known : {&m_placed, &m_first})
        std::erase_if(*known, [y](const auto& one) { return one.second.box.bounds().bottom() >= y; });
}

void LabelLayout::prepare(const LabelSettings& settings, double textScale)
{
    if (settings == m_settings && textScale == m_textScale && m_placed.size() + m_first.size() < mostPlaced &&
        m_forms.size() < mostPlaced)
        return;
    m_placed.clear();
    m_first.clear();
    // What a label says does not depend on how far the axis is drawn out.
    if (settings.relativeNumbers != m_settings.relativeNumbers || settings.notation != m_settings.notation ||
        textScale != m_textScale || m_forms.size() >= mostPlaced)
        m_forms.clear();
    m_settings = settings;
    m_textScale = textScale;
}

/// Those whose ways come near this one; one more than a crowd if there are too many.
std::vector<SegmentId> LabelLayout::idsNear(const Flight& flight, double reach,
                                            const LadderIndex& index) const
{
    const double zoom = m_settings.plane.zoom;
    std::vector<SegmentId> ids;
    const std::size_t most = m_settings.every ? figureCrowd : crowd;
    index.segments.visit((flight.from.y() - reach) / zoom, (flight.arrival.y() + reach) / zoom,
                         [&](std::uint32_t other) {
                             if (ids.size() <= most)
                                 ids.push_back(other);
                         });
    return ids;
}

LabelLayout::Neighbours LabelLayout::neighboursOf(SegmentId id, const Flight& flight,
                                                  const std::vector<SegmentId>& ids, bool first,
                                                  const Trace& trace, const TimeAxis& axis) const
{
    Neighbours result;
    const double half = crossHalf * m_textScale;
    for (const SegmentId other : ids) {
        const Flight way = other == id ? flight : flightOf(trace, axis, other, m_settings.plane);
        if (other != id) {
            // All of the way, although a loss ends it: while it flies the rest is dashed.
            // What leaves when this one has come to its end is not there while this one is looked at.
            if (!first || trace.segment(other).sentAt < endOf(trace.segment(id)))
                result.lines.push_back(way.wholeWay());
            const auto placed = m_placed.find(other);
            if (placed != m_placed.end() && placed->second.shown) {
                if (!first || meet(trace.segment(id), trace.segment(other)))
                    result.boxes.push_back(placed->second.box);
            } else if (const auto taken = m_first.find(other);
                       first && taken != m_first.end() && taken->second.shown) {
                result.boxes.push_back(taken->second.box);
            }
        }
        if (way.lost)
            result.boxes.push_back({way.end, half, half, 0});
    }
    if (flight.lost)
        result.marks = half;
    result.apart = 28 * m_textScale;
    const SegmentHistory& segment = trace.segment(id);
    result.tail = (m_settings.badges ? endRoom + badgeRoom : endRoom) * m_textScale;
    result.head = result.tail;
    if (m_settings.badges && (segment.ignoredRecord != 0 || segment.dropped == DropReason::Checksum))
        result.head += markRoom * m_textScale;
    // The nearest stand in the way most often.
    const double middle = flight.wholeWay().center().y();
    std::ranges::sort(result.lines, {},
                      [middle](const QLineF& line) { return std::abs(line.center().y() - middle); });
    return result;
}

/// Of a figure: rather on an arrow than without its numbers.
bool LabelLayout::findForEvery(PlacedLabel& label, const std::vector<LabelParts>& forms, double height,
                               const Flight& flight, const Neighbours& neighbours) const
{
    for (const bool covers : {false, true})
        for (const LabelParts& parts : forms) {
            if (!covers && parts.numbers.isEmpty() && !forms.front().numbers.isEmpty() &&
                &parts != &forms.front())
                continue;
            label.parts = parts;
            label.covers = covers;
            if (covers ? tryOnArrows(label, parts.width(), height, flight, neighbours)
                       : tryPlaces(label, parts, height, flight, neighbours))
                return true;
        }
    return false;
}

/// In large type one that crosses its like half way (both ends open, or close, at once) leaves it half of the room.
bool LabelLayout::isCrossed(SegmentId id, const std::vector<SegmentId>& ids, const Trace& trace) const
{
    const SegmentHistory& segment = trace.segment(id);
    return m_settings.large && rankOf(segment) < 3 &&
           std::ranges::any_of(
               ids,
               [&](SegmentId other) {
                   const SegmentHistory& one = trace.segment(other);
                   return one.sender != segment.sender && rankOf(one) == rankOf(segment) &&
                          one.sentAt < endOf(segment) && segment.sentAt < endOf(one);
               });
}

/// The fullest form that fits. Where not even the barest does, the others are not looked at: they need more room.
bool LabelLayout::findForm(PlacedLabel& label, const std::vector<LabelParts>& forms, double height,
                           const Flight& flight, const Neighbours& neighbours) const
{
    const LabelParts& barest = forms.back();
    if (!tryPlaces(label, barest, height, flight, neighbours))
        return false;
    const LabelBox sure = label.box;
    for (const LabelParts& parts : forms) {
        if (&parts == &barest)
            break;
        if (tryPlaces(label, parts, height, flight, neighbours)) {
            label.parts = parts;
            return true;
        }
    }
    label.box = sure;
    label.parts = barest;
    return true;
}

const PlacedLabel& LabelLayout::place(SegmentId id, const Trace& trace, const TimeAxis& axis,
                                      const LadderIndex& index, const TextMeasure& text)
{
    const auto found = m_placed.find(id);
    if (found != m_placed.end())
        return found->second;
    const SegmentHistory& segment = trace.segment(id);
    PlacedLabel label;
    label.doubled = segment.packet.retransmission != 0;
    const double height = text.height(TextRole::Flags) * 0.86;
    const Flight flight = flightOf(trace, axis, id, m_settings.plane);
    const std::vector<SegmentId> ids = idsNear(flight, 2 * height, index);
    if (ids.size() <= (m_settings.every ? figureCrowd : crowd)) {
        for (const SegmentId other : ids)
            if (rankOf(trace.segment(other)) < rankOf(segment))
                place(other, trace, axis, index, text);
        Neighbours neighbours = neighboursOf(id, flight, ids, false, trace, axis);
        const std::vector<LabelParts>& forms = formsOf(id, trace, text);
        neighbours.atEnds = isCrossed(id, ids, trace);
        label.shown = neighbours.atEnds && findForm(label, forms, height, flight, neighbours);
        neighbours.atEnds = false;
        if (!label.shown)
            label.shown = m_settings.every ? findForEvery(label, forms, height, flight, neighbours)
                                           : findForm(label, forms, height, flight, neighbours);
    }
    if (!label.shown)
        label.box.center = flight.from; // where it would have been, for forgetFrom()
    return m_placed.emplace(id, std::move(label)).first->second;
}

const PlacedLabel& LabelLayout::placeFirst(SegmentId id, const Trace& trace, const TimeAxis& axis,
                                           const LadderIndex& index, const TextMeasure& text)
{
    const auto found = m_first.find(id);
    if (found != m_first.end())
        return found->second;
    return m_first.emplace(id, placeWithin(id, m_settings.top, 1e9, trace, axis, index, text)).first->second;
}

PlacedLabel LabelLayout::placeWithin(SegmentId id, double top, double bottom, const Trace& trace,
                                     const TimeAxis& axis, const LadderIndex& index, const TextMeasure& text)
{
    PlacedLabel label;
    label.covers = true; // also what leaves in the instant in which it arrives
    label.doubled = trace.segment(id).packet.retransmission != 0;
    const double height = text.height(TextRole::Flags) * 0.86;
    const Flight flight = flightOf(trace, axis, id, m_settings.plane);
    struct Way {
        bool onArrow;
        double uncrossed;
        bool atEnds;
    };
    std::vector<SegmentId> ids = idsNear(flight, 2 * height, index);
    const bool crowded = ids.size() > crowd; // then there is only its own arrow
    if (crowded)
        ids = {id};
    Neighbours neighbours = neighboursOf(id, flight, ids, true, trace, axis);
    neighbours.top = top;
    neighbours.bottom = bottom;
    const bool crossed = isCrossed(id, ids, trace);
    for (const Way way : {Way{false, 1, true}, Way{false, 1, false}, Way{true, 1, false},
                          Way{false, 0.65, true}, Way{true, 0, true}}) {
        if ((crowded && way.uncrossed > 0) || (way.uncrossed == 1 && way.atEnds && !crossed))
            continue;
        neighbours.onArrow = way.onArrow;
        neighbours.uncrossed = way.uncrossed;
        neighbours.atEnds = way.atEnds;
        label.shown = findForm(label, formsOf(id, trace, text), height, flight, neighbours);
        if (label.shown)
            break;
    }
    if (!label.shown && m_settings.large) {
        // It matters more than any other: who meets it gives way.
        neighbours.boxes.clear();
        neighbours.onArrow = false;
        neighbours.atEnds = false;
        neighbours.uncrossed = 0;
        neighbours.tail = neighbours.head = 0; // beside a badge
        label.shown = findForm(label, formsOf(id, trace, text), height, flight, neighbours);
    }
    if (!label.shown)
        label.box.center = flight.from;
    return label;
}

} // namespace tcplab
