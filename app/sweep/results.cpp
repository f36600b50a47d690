#include "app/sweep/results.h"

#include <numeric>

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

void VariantResults::add(const RunMeasures& run)
{
    const auto note = [&](SweepMetric metric, std::uint64_t value) {
        metrics[static_cast<std::size_t>(metric)].add(value);
    };
    ++outcomes[static_cast<std::size_t>(run.outcome)];
    if (run.completion)
        note(SweepMetric::Completion, static_cast<std::uint64_t>(run.completion->ns));
    if (run.handshake)
        note(SweepMetric::Handshake, static_cast<std::uint64_t>(run.handshake->ns));
    if (run.goodput)
        note(SweepMetric::Goodput, *run.goodput);
    note(SweepMetric::Segments, run.segments);
    note(SweepMetric::Retransmissions, run.retransmissions);
    note(SweepMetric::Timeouts, run.timeouts);
    note(SweepMetric::Spurious, run.spurious);
}

void VariantResults::add(const VariantResults& other)
{
    for (std::size_t i = 0; i < metrics.size(); ++i)
        metrics[i].add(other.metrics[i]);
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        outcomes[i] += other.outcomes[i];
}

std::uint64_t VariantResults::runs() const
{
    return std::accumulate(outcomes.begin(), outcomes.end(), std::uint64_t{0});
}

} // namespace tcplab
