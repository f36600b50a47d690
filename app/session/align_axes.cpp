// Two axes made one, so that two runs can be drawn beside each other.
#include "app/session/time_axis.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tcplab {

/// The stretches that both leave out: an axis does where it is folded, and behind its end.
std::vector<TimeAxis::Fold> TimeAxis::foldsOfBoth(const TimeAxis& a, const TimeAxis& b)
{
    const auto leftOut = [](const TimeAxis& axis) {
        std::vector<Fold> all;
        for (std::size_t i = 0; i < axis.m_folds.size(); ++i)
            all.push_back(axis.m_folds[i]);
        all.push_back({.from = axis.m_knots.back().at, .to = Instant::never()});
        return all;
    };
    const std::vector<Fold> ofA = leftOut(a);
    const std::vector<Fold> ofB = leftOut(b);
    std::vector<Fold> both;
    for (std::size_t i = 0, k = 0; i < ofA.size() && k < ofB.size();) {
        const Fold one{.from = std::max(ofA[i].from, ofB[k].from), .to = std::min(ofA[i].to, ofB[k].to)};
        if (one.from < one.to && !one.to.isNever())
            both.push_back(one);
        ofA[i].to < ofB[k].to ? ++i : ++k;
    }
    return both;
}

/// Walks over both axes' instants in order. Between two of them the axis that needs more room gives the distance; at one of
/// them, that with more rows. Each axis gets a knot at the other's instants, so that both are bent alike.
void TimeAxis::align(TimeAxis& a, TimeAxis& b)
{
    if (a.m_knots.empty() || b.m_knots.empty())
        return;
    const std::vector<Fold> folds = foldsOfBoth(a, b);
    struct Walk {
        TimeAxis* axis = nullptr;
        std::size_t next = 0; ///< knot
        ChunkedList<Knot> knots{};
        std::vector<KnotIndex> places{}; ///< of the old knots among the new ones
        double before = 0;               ///< where the axis had the instant before
    };
    std::array<Walk, 2> walks{Walk{.axis = &a}, Walk{.axis = &b}};
    double end = 0; ///< where the instant before ends, on both
    while (true) {
        Instant at = Instant::never();
        for (const Walk& walk : walks)
            if (walk.next < walk.axis->m_knots.size())
                at = std::min(at, walk.axis->m_knots[walk.next].at);
        if (at.isNever())
            break;
        double gap = 0;
        double rows = 0;
        std::array<double, 2> begins{};
        for (std::size_t i = 0; i < 2; ++i) {
            const Walk& walk = walks[i];
            const auto& knots = walk.axis->m_knots;
            begins[i] = walk.next < knots.size() ? walk.axis->firstPosition(at) : walk.before;
            gap = std::max(gap, begins[i] - walk.before);
            std::size_t last = walk.next;
            while (last + 1 < knots.size() && knots[last + 1].at == at)
                ++last;
            if (walk.next < knots.size() && knots[walk.next].at == at)
                rows = std::max(rows, knots[last].position - begins[i]);
        }
        const double begin = end + gap;
        const bool isLast = a.m_knots.back().at == at && b.m_knots.back().at == at;
        for (std::size_t i = 0; i < 2; ++i) {
            Walk& walk = walks[i];
            const auto& knots = walk.axis->m_knots;
            const bool isOver = walk.next >= knots.size();
            if (isOver || knots[walk.next].at != at) {
                walk.knots.push_back({at, begin});
                walk.before = begins[i];
            }
            for (; walk.next < knots.size() && knots[walk.next].at == at; ++walk.next) {
                walk.before = knots[walk.next].position;
                double place = begin + walk.before - begins[i];
                if (isLast && walk.next + 1 == knots.size() && place < begin + rows) {
                    // Where both runs end, so do their last steps: one cursor stands at one height.
                    if (place == begin)
                        walk.knots.push_back({at, begin});
                    place = begin + rows;
                }
                walk.places.push_back(static_cast<KnotIndex>(walk.knots.size()));
                walk.knots.push_back({at, place});
            }
            if (walk.knots.back().position < begin + rows) // an instant ends where it ends on both
                walk.knots.push_back({at, begin + rows});
        }
        end = begin + rows;
    }
    const double scale = std::max(a.m_scale, b.m_scale);
    for (Walk& walk : walks) {
        TimeAxis& axis = *walk.axis;
        for (ChunkedList<KnotIndex>* indices : {&axis.m_steps, &axis.m_begins, &axis.m_sends})
            for (std::size_t i = 0; i < indices->size(); ++i)
                (*indices)[i] = walk.places[(*indices)[i]];
        for (std::size_t i = 0; i < axis.m_ends.size(); ++i)
            axis.m_ends[i] = axis.m_ends[i] == 0 ? 0 : walk.places[axis.m_ends[i]];
        axis.m_firstRow = walk.places[axis.m_firstRow];
        axis.m_lastStep = 0; // knots behind the last step are not its own
        axis.m_knots = std::move(walk.knots);
        axis.m_scale = scale;
        axis.m_lastSegment = axis.m_knots.back().position;
        axis.m_folds = {};
        for (const Fold& one : folds) {
            const double begin = axis.position(one.from);
            const double last = axis.firstPosition(one.to);
            // What the other has stretched is no fold any more.
            if (last - begin < 0.9 * scale * static_cast<double>((one.to - one.from).ns))
                axis.m_folds.push_back({one.from, one.to, begin, last});
        }
    }
}

} // namespace tcplab
