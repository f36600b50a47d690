/// A distribution as bars of equal width.
#pragma once
#include "app/sweep/histogram.h"

#include <vector>

namespace tcplab {

/// Values from `from` to `to`, without `to` itself.
struct HistogramBar {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::uint64_t count = 0;
    friend bool operator==(const HistogramBar&, const HistogramBar&) = default;
};

/// At most so many bars, each as wide as 1, 2 or 5 times a power of ten, from the least value to the largest: none is
/// left out in between, however empty.
std::vector<HistogramBar> histogramBars(const std::vector<Bin>& bins, std::size_t most);

} // namespace tcplab
