/// What is said about many runs: quantiles, means, shares, each with an interval of 95 % confidence.
#pragma once
#include "app/sweep/histogram.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace tcplab {

struct Interval {
    double low = 0;
    double high = 0;
};

struct Distribution {
    std::uint64_t count = 0;
    double mean = 0;
    std::optional<Interval> meanInterval; ///< Student's t; nothing of fewer than two
    std::uint64_t least = 0;
    std::uint64_t q05 = 0;
    std::uint64_t q25 = 0;
    std::uint64_t median = 0;
    std::uint64_t q75 = 0;
    std::uint64_t q95 = 0;
    std::uint64_t most = 0;
    /// Between two order statistics: needs no assumption on the distribution. Nothing of fewer than six.
    std::optional<std::pair<std::uint64_t, std::uint64_t>> medianInterval;
};

/// Of values that are sorted and not none. A quantile is the smallest value that at least so many do not exceed.
Distribution describe(const std::vector<Bin>& bins);

/// Ranks, from 1, of the order statistics between which the median lies with at least 95 %: exact up to 60 values, by
/// the normal approximation of the binomial distribution beyond. Nothing below six: no pair of values is sure enough.
std::optional<std::pair<std::uint64_t, std::uint64_t>> medianRanks(std::uint64_t count);

/// Wilson's interval of a share: never beyond 0 and 1, and of use where something never happened.
Interval wilson(std::uint64_t count, std::uint64_t of);

} // namespace tcplab
