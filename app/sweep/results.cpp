#include "app/sweep/results.h"

#include <numeric>
#include <utility>

namespace tcplab {
namespace {

struct Named {
    const char* name;
    const char* unit;
};
constexpr std::array<Named, sweepMetricCount> metrics{{
    {"completion_time", "s"},
    {"handshake_time", "s"},
    {"goodput", "bit/s"},
    {"segments", ""},
    {"retransmissions", ""},
    {"timeouts", ""},
    {"spurious_retransmissions", ""},
}};

} // namespace

const char* nameOf(SweepMetric metric) { return metrics[static_cast<std::size_t>(metric)].name; }
const char* unitOf(SweepMetric metric) { return metrics[static_cast<std::size_t>(metric)].unit; }

std::optional<std::uint64_t> valueOf(SweepMetric metric, const RunMeasures& run)
{
    const auto nanoseconds = [](const std::optional<Duration>& time) {
        return time ? std::optional(static_cast<std::uint64_t>(time->ns)) : std::nullopt;
    };
    switch (metric) {
    case SweepMetric::Completion: return nanoseconds(run.completion);
    case SweepMetric::Handshake: return nanoseconds(run.handshake);
    case SweepMetric::Goodput: return run.goodput;
    case SweepMetric::Segments: return run.segments;
    case SweepMetric::Retransmissions: return run.retransmissions;
    case SweepMetric::Timeouts: return run.timeouts;
    case SweepMetric::Spurious: return run.spurious;
    }
    return std::nullopt;
}

void VariantResults::add(const RunMeasures& run)
{
    ++outcomes[static_cast<std::size_t>(run.outcome)];
    for (std::size_t i = 0; i < metrics.size(); ++i)
        if (const auto value = valueOf(static_cast<SweepMetric>(i), run))
            metrics[i].add(*value);
}

void VariantResults::add(const VariantResults& other)
{
    for (std::size_t i = 0; i < metrics.size(); ++i)
        metrics[i].add(other.metrics[i]);
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        outcomes[i] += other.outcomes[i];
}

void VariantResults::take(VariantResults& other)
{
    if (runs() == 0) {
        *this = std::exchange(other, {});
        return;
    }
    add(other);
    for (Histogram& histogram : other.metrics)
        histogram.clear();
    other.outcomes = {};
}

std::uint64_t VariantResults::runs() const
{
    return std::accumulate(outcomes.begin(), outcomes.end(), std::uint64_t{0});
}

} // namespace tcplab
