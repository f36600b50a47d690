/// What the runs of a sweep have come to, added up: the same whoever has played which run, in whatever order.
#pragma once
#include "app/sweep/histogram.h"
#include "app/sweep/measure.h"

#include <array>
#include <optional>
#include <string_view>

namespace tcplab {

enum class SweepMetric : std::uint8_t {
    Completion,
    Handshake,
    Goodput,
    Segments,
    Retransmissions,
    Timeouts,
    Spurious
};
inline constexpr std::size_t sweepMetricCount = 7;
/// "completion_time" …: what files say.
const char* nameOf(SweepMetric metric);
/// "s", "bit/s" or "": what it is written in; times are kept in nanoseconds.
const char* unitOf(SweepMetric metric);

/// What a run has come to in this metric, a time in nanoseconds; nothing where it has none.
std::optional<std::uint64_t> valueOf(SweepMetric metric, const RunMeasures& run);

struct VariantResults {
    std::array<Histogram, sweepMetricCount> metrics;
    std::array<std::uint64_t, finalOutcomeCount> outcomes{};

    void add(const RunMeasures& run);
    void add(const VariantResults& other);
    /// The same, and leaves the other empty.
    void take(VariantResults& other);
    std::uint64_t runs() const;
};

using SweepResults = std::vector<VariantResults>; ///< by variant

} // namespace tcplab
