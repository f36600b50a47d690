// Two axes made one, so that two runs can be drawn beside each other.
#include "app/session/time_axis.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

/// Walks over both axes' instants in order. Between two of them the axis that needs more room gives the distance; at one of
/// them, that with more rows. Each axis gets a knot at the other's instants, so that both are bent alike.
void TimeAxis::align(TimeAxis& a, TimeAxis& b)
{
    if (a.m_knots.empty() || b.m_knots.empty())
        return;
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
        for (std::size_t i = 0; i < axis.m_folds.size(); ++i) {
            Fold& fold = axis.m_folds[i];
            fold.begin = axis.position(fold.from);
            fold.end = axis.firstPosition(fold.to);
        }
    }
}

} // namespace tcplab
