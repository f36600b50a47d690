/// What a sweep plays: the variants of a scenario, and so many runs of each. The k-th run has the same seed in every
/// variant, so that variants are compared under the same luck.
#pragma once
#include "core/world/scenario_file.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// A key of the scenario and the values that it takes in turn, as `--set` would take them.
struct SweepAxis {
    std::string key;
    std::vector<std::string> values;
    friend bool operator==(const SweepAxis&, const SweepAxis&) = default;
};

inline constexpr std::uint64_t mostVariants = 10'000;
inline constexpr std::uint64_t mostRuns = 1'000'000'000'000;
inline constexpr std::uint64_t usualStepLimit = 10'000'000; ///< of each run

/// "network.loss=0:20%:1%" or "client.congestion_control=reno,cubic". A list's commas do not count between brackets,
/// braces and quotes.
Input<SweepAxis> readAxis(std::string_view text);

struct SweepPlan {
    std::string scenario; ///< its name
    std::vector<SweepAxis> axes;
    std::uint64_t seed = 1;
    std::uint64_t runs = 1000; ///< of each variant
    std::uint64_t stepLimit = usualStepLimit;
    /// Names all that decides about a result: parts of the same sweep have the same.
    std::uint64_t identity = 0;

    std::uint64_t variants() const;
    /// One run of one variant. They are played in this order: the first run of each variant, then the second of each …
    std::uint64_t units() const { return variants() * runs; }
    /// A value of each axis; the first axis changes least often.
    std::vector<std::string> valuesOf(std::uint64_t variant) const;
    friend bool operator==(const SweepPlan&, const SweepPlan&) = default;
};

/// The variants of a scenario, in their order; or what is wrong with a value, or with two together.
Input<std::vector<Scenario>> variantsOf(const Scenario& scenario, const SweepPlan& plan);
/// The same of each value alone, quickly: of an axis with very many values only the outer ones are looked at.
Input<void> checkAxes(const Scenario& scenario, const SweepPlan& plan);
/// Of a scenario (with `settings` set in it) and the rest of the plan.
std::uint64_t identityOf(const Scenario& scenario, const std::vector<std::string>& settings,
                         const SweepPlan& plan);
/// The seed of the k-th run, from 0, of every variant: at most 2^53, which every program can read.
std::uint64_t seedOfRun(std::uint64_t seed, std::uint64_t k);

} // namespace tcplab
