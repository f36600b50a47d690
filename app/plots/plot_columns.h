/// A picture has so many columns of pixels, whatever the number of points.
#pragma once
#include "app/plots/plot_shapes.h"

#include <algorithm>

namespace tcplab {

/// More points than this a column of pixels, and columns are drawn instead.
inline constexpr double mostPerColumn = 0.25;

/// Calls `take(x, from, to)` for each column of pixels in which the series has points.
template <class Take> void eachColumn(const PlotShapes& shapes, const Series& series, Take take)
{
    std::size_t from = series.countBefore(shapes.range.from);
    std::size_t passed = 0; // in the column before
    const int columns = static_cast<int>(shapes.area.width());
    for (int column = 0; column < columns; ++column) {
        const double x = shapes.area.left() + column;
        const Instant end = column + 1 == columns ? shapes.range.to : shapes.instantAt(x + 1);
        const std::size_t to = series.countUpTo(end, from, from + passed);
        if (to > from)
            take(x + 0.5, from, to);
        passed = to - from;
        from = to;
    }
}

/// Calls `take(item)` for the first item of each so many pixels' time; items are in the order of `at`.
template <class List, class At, class Take>
void eachApart(const PlotShapes& shapes, const List& items, double px, At at, Take take)
{
    auto one = std::ranges::lower_bound(items, shapes.range.from, {}, at);
    while (one != items.end() && at(*one) <= shapes.range.to) {
        take(*one);
        const Instant next = px > 0 ? shapes.instantAt(shapes.x(at(*one)) + px) : Instant{};
        ++one;
        if (one != items.end() && at(*one) < next)
            one = std::lower_bound(one, items.end(), next,
                                   [&at](const auto& item, Instant instant) { return at(item) < instant; });
    }
}

} // namespace tcplab
