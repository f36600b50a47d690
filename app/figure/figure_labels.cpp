#include "app/figure/figure_labels.h"

#include "app/ladder/turned_box.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

constexpr double labelHeight = 10;
constexpr double between = 5; ///< flags and numbers
/// What an arrow keeps free of its label at its ends.
constexpr double endRoom = 11;
constexpr double badgeRoom = 13;
constexpr double markRoom = 14;
constexpr double badgeAtBeginning = 13;
constexpr double badgeBeforeHead = 18;
constexpr double badgeBeforeMark = 31;
constexpr double markBeforeHead = 18;
constexpr double markRadius = 4.5;
constexpr double shareStep = 0.02;

bool overlapDown(const FigureSegment& a, const FigureSegment& b)
{
    return std::min(a.from.y, a.to.y) - 20 < std::max(b.from.y, b.to.y) &&
           std::min(b.from.y, b.to.y) - 20 < std::max(a.from.y, a.to.y);
}

double lengthOf(const FigureSegment& segment)
{
    return std::hypot(segment.to.x - segment.from.x, segment.to.y - segment.from.y);
}

/// The badge, so far along the arrow.
FigureBadge alongOf(const FigureSegment& segment, double way)
{
    const double share = way / std::max(1.0, lengthOf(segment));
    return {{segment.from.x + (segment.to.x - segment.from.x) * share,
             segment.from.y + (segment.to.y - segment.from.y) * share},
            segment.conversation};
}

double endOf(const FigureSegment& segment)
{
    return endRoom + (segment.conversation != 0 ? badgeRoom : 0) + (segment.hasMark() ? markRoom : 0);
}

class Placer {
public:
    explicit Placer(std::vector<FigureSegment>& from) : segments(from) {}

    std::size_t place()
    {
        for (const FigureBadge& badge : badgesOf(segments))
            takenBy(badge.at, FigureBadge::radius);
        for (const FigureSegment& segment : segments) {
            if (segment.lost && !segment.lostOnArrival)
                takenBy(segment.to, 5);
        }
        std::size_t leftOut = 0;
        for (FigureSegment& segment : segments)
            if (!segment.flags.empty() && !placeSomeOf(segment)) {
                segment.flags.clear();
                segment.numbers.clear();
                ++leftOut;
            }
        return leftOut;
    }

private:
    void takenBy(FigurePoint at, double radius) { taken.push_back({at, {1, 0}, radius, radius}); }

    /// All of its numbers, or the one that tells it from the next, or none.
    bool placeSomeOf(FigureSegment& segment)
    {
        if (placeOne(segment))
            return true;
        if (const std::size_t ack = segment.numbers.find(" ack"); ack != std::string::npos) {
            segment.numbers = segment.data ? segment.numbers.substr(0, ack) : segment.numbers.substr(ack + 1);
            if (placeOne(segment))
                return true;
        }
        segment.numbers.clear();
        return placeOne(segment);
    }

    bool placeOne(FigureSegment& segment)
    {
        FigurePoint from = segment.from;
        FigurePoint to = segment.to;
        const double length = std::hypot(to.x - from.x, to.y - from.y);
        const double half = (boldWidth(segment.flags) + between + monoWidth(segment.numbers)) / 2;
        const double room = (half + endOf(segment)) / std::max(1.0, length);
        // A stump is shorter than its label, which may stand out beyond its end.
        const double first = room;
        const double last = segment.lost ? std::max(1 - room, room) : 1 - room;
        if (first > last + 1e-9)
            return false;
        const bool turned = to.x < from.x;
        const double sign = turned ? -1 : 1;
        const FigurePoint along{sign * (to.x - from.x) / length, sign * (to.y - from.y) / length};
        const double away = labelHeight / 2 + (segment.retransmission ? 4 : 3);
        double best = 1e9;
        TurnedBox chosen{};
        for (double share = first; share <= last + 1e-9; share += shareStep)
            for (const bool below : {false, true}) {
                const double up = below ? -away : away;
                const TurnedBox box{{from.x + (to.x - from.x) * share + along.y * up,
                                     from.y + (to.y - from.y) * share - along.x * up},
                                    along,
                                    half,
                                    labelHeight / 2};
                if (std::ranges::any_of(taken,
                                        [&](const TurnedBox& other) { return intersects(box, other); }))
                    continue;
                double cost = std::abs(share - 0.5) + (below ? 0.25 : 0);
                for (const FigureSegment& other : segments)
                    if (&other != &segment && overlapDown(segment, other) &&
                        intersects(box, other.from, other.to))
                        cost += 1;
                if (cost < best) {
                    best = cost;
                    chosen = box;
                    segment.labelAt = share;
                    segment.below = below;
                }
            }
        if (best >= 1e9)
            return false;
        taken.push_back(chosen);
        return true;
    }

    std::vector<FigureSegment>& segments;
    std::vector<TurnedBox> taken;
};

} // namespace

double boldWidth(std::string_view text)
{
    double wide = 0;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            wide += 7.6;
        else if (c == ' ' || c == ',' || c == '.' || c == '(' || c == ')')
            wide += 4.1;
        else if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U)
            wide += static_cast<unsigned char>(c) >= 0xe3 ? 10 : 6.9;
    }
    return wide;
}

double monoWidth(std::string_view text)
{
    int columns = 0;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if ((octet & 0xc0U) != 0x80U)
            columns += octet >= 0xe3 ? 2 : 1; // of a character from U+3000 on the first octet
    }
    return 5.12 * columns;
}

std::vector<FigureBadge> badgesOf(const FigureSegment& segment)
{
    if (segment.conversation == 0)
        return {};
    const double length = lengthOf(segment);
    if (length < 40)
        return {};
    std::vector<FigureBadge> badges{alongOf(segment, badgeAtBeginning)};
    if (segment.hasHead() && length > 70)
        badges.push_back(alongOf(segment, length - (segment.hasMark() ? badgeBeforeMark : badgeBeforeHead)));
    return badges;
}

std::vector<FigureBadge> badgesOf(const std::vector<FigureSegment>& segments)
{
    std::vector<FigureBadge> all;
    std::vector<FigureBadge> arrivals;
    std::vector<FigurePoint> marks;
    for (const FigureSegment& segment : segments)
        if (segment.hasMark())
            marks.push_back(alongOf(segment, lengthOf(segment) - markBeforeHead).at);
    for (const FigureSegment& segment : segments) {
        std::vector<FigureBadge> both = badgesOf(segment);
        if (!both.empty()) {
            // Not on the mark of what has just come in there.
            for (const FigurePoint& mark : marks)
                if (std::hypot(mark.x - both.front().at.x, mark.y - both.front().at.y) <
                    FigureBadge::radius + markRadius + 1) {
                    both.front() = alongOf(segment, badgeAtBeginning + 15);
                    break;
                }
            all.push_back(both.front());
        }
        if (both.size() > 1)
            arrivals.push_back(both.back());
    }
    for (const FigureBadge& one : arrivals)
        if (std::ranges::none_of(all, [&](const FigureBadge& other) {
                return other.number == one.number &&
                       std::hypot(other.at.x - one.at.x, other.at.y - one.at.y) < 2 * FigureBadge::radius + 1;
            }))
            all.push_back(one);
    return all;
}

std::size_t placeLabels(std::vector<FigureSegment>& segments) { return Placer(segments).place(); }

} // namespace tcplab
