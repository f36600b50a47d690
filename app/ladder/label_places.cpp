// Where along an arrow a label stands: the places that are tried, and what must not touch it there.
#include "app/ladder/label_layout.h"
#include "app/ladder/ladder_badges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

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
/// … and from the lifelines, where nothing else keeps it off them.
constexpr double lifelineRoom = 2;
/// Radians between two arrows that lead the same way.
constexpr double sameWay = 0.09;

/// An arrow's whole way as its label runs along it, from left to right.
struct Track {
    explicit Track(const Flight& flight) : way(flight.wholeWay())
    {
        turned = way.dx() < 0;
        if (turned)
            way = {way.p2(), way.p1()};
        length = way.length();
        along = (way.p2() - way.p1()) / length;
        up = {along.y(), -along.x()};
        angle = std::atan2(along.y(), along.x());
    }
    /// `away`: px between its middle and the arrow, upwards.
    LabelBox boxAt(double share, double away, double width, double height) const
    {
        return {way.pointAt(share) + up * away, width / 2, height / 2, angle};
    }

    QLineF way;
    bool turned = false; ///< it leads to the left
    double length = 0;
    QPointF along;
    QPointF up;
    double angle = 0;
};

} // namespace

bool LabelLayout::isInPlane(const QRectF& bounds) const
{
    return bounds.top() >= m_settings.top && bounds.left() >= m_settings.plane.left + lifelineRoom &&
           bounds.right() <= m_settings.plane.right - lifelineRoom;
}

/// From its own arrow: far enough for the dot that passes while it flies not to touch the letters.
double LabelLayout::usualDistance(const PlacedLabel& label, double height) const
{
    return height / 2 + m_settings.lineWidth / 2 + (label.doubled ? 3.5 : 2.5);
}

bool LabelLayout::tryPlaces(PlacedLabel& label, const LabelParts& parts, double height, const Flight& flight,
                            const Neighbours& neighbours) const
{
    const double width = parts.width();
    const Track track(flight);
    const bool toLifelines = neighbours.atEnds && !m_settings.badges;
    const double tail = toLifelines ? lifelineRoom : neighbours.tail;
    const double head = toLifelines ? lifelineRoom : neighbours.head;
    const bool isBeside = width + tail + head <= track.length;
    // What is sent again says so also where badges leave no room beside its arrow: further off, beside them.
    const bool isBeyond = m_settings.large && m_settings.badges && label.doubled && !neighbours.onArrow &&
                          width + 2 * lifelineRoom <= track.length;
    if (!isBeside && !isBeyond)
        return false;
    const double left = (width / 2 + (track.turned ? head : tail)) / track.length;
    const double right = 1 - (width / 2 + (track.turned ? tail : head)) / track.length;
    const QRectF around = LabelBox{{}, width / 2, height / 2, track.angle}.bounds();
    const double usual = usualDistance(label, height);
    // A cross on its own arrow is in nobody's way who goes along a little further off.
    const double overMarks =
        neighbours.marks > 0 ? height / 2 + neighbours.marks * 1.2 + airAround + 0.5 : usual;
    // Two "ACK" side by side between two arrows: whose is which? Numbers are long enough to tell.
    const double apart = parts.numbers.isEmpty() && parts.chip.isEmpty() ? neighbours.apart : 0;
    const auto isFree = [&](LabelBox grown) {
        TurnedBox part = grown.turned();
        part.halfWidth *= neighbours.uncrossed;
        const bool crossed =
            part.halfWidth > 0 && std::any_of(neighbours.lines.begin(), neighbours.lines.end(),
                                              [&](const QLineF& line) { return intersects(part, line); });
        LabelBox longer = grown;
        longer.halfWidth += apart;
        if (m_settings.large) // nor end to end, where two cross
            grown.halfWidth += apart / 4;
        return !crossed &&
               std::none_of(neighbours.boxes.begin(), neighbours.boxes.end(), [&](const LabelBox& other) {
                   const bool alike = std::abs(other.angle - track.angle) < sameWay;
                   return intersects(alike ? longer : grown, other);
               });
    };
    const auto tryAt = [&](Place place, double away) {
        const double share = toLifelines || !isBeside ? std::clamp(place.share, 0.0, 1.0)
                                                      : std::clamp(place.share, left, std::max(left, right));
        const LabelBox box = track.boxAt(share, place.above ? away : -away, width, height);
        const QRectF bounds = around.translated(box.center);
        if (bounds.top() < neighbours.top || bounds.bottom() > neighbours.bottom || !isInPlane(bounds) ||
            !isFree(box.grownBy(airAround)))
            return false;
        label.box = box;
        return true;
    };
    if (neighbours.atEnds && isBeside) {
        // As near to the lifelines as the turned box may come.
        const double away = neighbours.onArrow ? 0 : usual;
        for (const Place end : {Place{1, false}, {0, false}, {1, true}, {0, true}}) {
            const double x = end.share > 0.5
                                 ? m_settings.plane.right - lifelineRoom - around.width() / 2 - 0.01
                                 : m_settings.plane.left + lifelineRoom + around.width() / 2 + 0.01;
            const double foot = x - (track.up * (end.above ? away : -away)).x();
            if (tryAt({(foot - track.way.x1()) / track.way.dx(), end.above}, away))
                return true;
        }
    }
    if (neighbours.onArrow)
        return isBeside && std::any_of(places.begin(), places.end(),
                                       [&](Place place) { return place.above && tryAt(place, 0); });
    if (neighbours.atEnds)
        return false;
    if (isBeside)
        for (const double away : {usual, overMarks}) {
            for (const Place place : places)
                if (tryAt(place, away))
                    return true;
            if (overMarks == usual)
                break;
        }
    if (!isBeyond)
        return false;
    const double beyond = height / 2 + badgeRadius * m_textScale + airAround;
    const double least = (width / 2 + lifelineRoom) / track.length;
    return std::ranges::any_of(places, [&](Place place) {
        return tryAt({std::clamp(place.share, least, std::max(least, 1 - least)), place.above}, beyond);
    });
}

/// Where nothing is free: touching no other label, on as few arrows as possible.
bool LabelLayout::tryOnArrows(PlacedLabel& label, double width, double height, const Flight& flight,
                              const Neighbours& neighbours) const
{
    const Track track(flight);
    const double end = std::max(neighbours.tail, neighbours.head);
    if (width + 2 * end > track.length)
        return false;
    const double away = usualDistance(label, height);
    const double least = (width / 2 + end) / track.length;
    std::ptrdiff_t fewest = std::numeric_limits<std::ptrdiff_t>::max();
    bool found = false;
    for (double share = least; share <= 1 - least; share += 0.02) {
        for (const bool above : {true, false}) {
            const LabelBox box = track.boxAt(share, above ? away : -away, width, height);
            if (!isInPlane(box.bounds()) || std::ranges::any_of(neighbours.boxes, [&](const LabelBox& other) {
                    return intersects(box, other);
                }))
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

} // namespace tcplab
