#include "app/ladder/ladder_badges.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// Px from where the arrow begins, and from where it arrives: before its head, and before the mark there.
constexpr double fromBeginning = 15;
constexpr double fromHead = 20;
constexpr double fromMark = 37;
constexpr double markFromHead = 22;
constexpr double markRadius = 6.5;
/// On shorter arrows there is no room for one, nor for two that are nearer to each other.
constexpr double leastArrow = 60;
constexpr double leastApart = 40;
/// So often one goes further along its arrow, by half its width, to be clear of what stands there.
constexpr int mostMoves = 4;

double lengthOf(QPointF d) { return std::hypot(d.x(), d.y()); }

class Badges {
public:
    Badges(const LadderInput& input, LadderGeometry& geometry)
        : g(geometry), s(input.text->scale()), top(input.area.top() + headingHeight(*input.text))
    {
        const double each = g.area.height() / static_cast<double>(std::max<std::size_t>(1, g.arrows.size()));
        radius = (each < 9 ? 3 : badgeRadius) * s;
        for (const LadderArrow& arrow : g.arrows)
            if (const double length = lengthOf(arrow.to - arrow.from); length > 0 && hasMark(arrow))
                marks.push_back(arrow.to - (arrow.to - arrow.from) / length * markFromHead * s);
    }

    /// An old duplicate comes in among the segments of another connection: its end is told as well.
    void addAll()
    {
        for (const bool arrivals : {false, true})
            for (const LadderArrow& arrow : g.arrows) {
                const QPointF way = arrow.arrival - arrow.from;
                if (arrow.conversation == 0 || lengthOf(way) < leastArrow * s)
                    continue;
                if (arrivals)
                    addArrival(arrow, way / lengthOf(way));
                else
                    addBeginning(arrow, way / lengthOf(way));
            }
    }

private:
    static bool hasMark(const LadderArrow& arrow)
    {
        return !arrow.inFlight && !arrow.ghost && (arrow.ignored || arrow.lostOnArrival);
    }
    void addBeginning(const LadderArrow& arrow, QPointF along)
    {
        QPointF at = arrow.seen + along * fromBeginning * s;
        // Not on the mark of what has just come in there.
        if (std::ranges::any_of(marks,
                                [&](QPointF mark) { return lengthOf(mark - at) < radius + markRadius * s; }))
            at += along * fromBeginning * s;
        add(at, along, arrow.conversation);
    }
    void addArrival(const LadderArrow& arrow, QPointF along)
    {
        if (arrow.inFlight || arrow.ghost || (arrow.lost && !arrow.lostOnArrival))
            return;
        const QPointF at = arrow.to - along * (hasMark(arrow) ? fromMark : fromHead) * s;
        // The answer that leaves from there says the same.
        const bool isSaid = std::ranges::any_of(g.badges, [&](const LadderBadge& one) {
            return one.conversation == arrow.conversation && lengthOf(one.at - at) < 2 * radius;
        });
        if (!isSaid && lengthOf(at - arrow.seen) >= leastApart * s)
            add(at, -along, arrow.conversation);
    }
    void add(QPointF at, QPointF onwards, int conversation)
    {
        for (int moves = 0; moves <= mostMoves; ++moves, at += onwards * radius)
            if (at.y() - radius >= top && isFree(at, moves > 0)) {
                g.badges.push_back({at, radius, conversation});
                return;
            }
    }
    /// Labels leave room for those that stand where they usually do.
    bool isFree(QPointF at, bool isMoved) const
    {
        const LabelBox box{at, radius, radius, 0};
        return std::ranges::none_of(
                   g.badges, [&](const LadderBadge& one) { return lengthOf(one.at - at) < 2 * radius; }) &&
               !(isMoved && std::ranges::any_of(
                                g.labels, [&](const LadderLabel& one) { return intersects(box, one.box); }));
    }

    LadderGeometry& g;
    double s;
    double top;
    double radius;
    std::vector<QPointF> marks;
};

} // namespace

void addConnectionBadges(const LadderInput& in, LadderGeometry& geometry)
{
    if (in.index->hasSeveralConnections())
        Badges(in, geometry).addAll();
}

} // namespace tcplab
