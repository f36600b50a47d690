/// Every way in which the wire can treat the segments of a scenario, within a budget: what is about to arrive may be
/// lost, doubled, held back or overtaken. States in which the same can happen are one state (canonical.h), and in each
/// of them TCP is asked for its promises (promises.h). What breaks one is a run like any other: a list of
/// interventions, the fewest that do it and of these the shortest.
///
/// Time is what the scenario makes of it. A segment that is held back may arrive before each later event, or when its
/// MSL ends, and must arrive; so the order of things is explored, not every nanosecond between them.
#pragma once
#include "core/experiment/promises.h"
#include "core/world/scenario.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tcplab {

/// How often the wire may do what.
struct WireBudget {
    std::uint32_t losses = 0;
    std::uint32_t duplicates = 0;
    std::uint32_t delays = 0;
    bool reorder = false; ///< a segment may be overtaken by the one behind it, as often as you like
    friend bool operator==(const WireBudget&, const WireBudget&) = default;
};
/// Budgets that can be told apart: (losses+1)·(duplicates+1)·(delays+1) at most.
inline constexpr std::uint32_t mostBudgets = 64;

struct ExploreLimits {
    std::uint64_t memory = std::uint64_t{1} << 30; ///< octets, for states
    std::uint32_t steps = 20'000; ///< of one run; whoever goes on longer does not come to rest
};

/// A run that breaks a promise.
struct Counterexample {
    BrokenPromise promise{};
    Scenario scenario;      ///< with the interventions that bring it about
    std::uint64_t step = 0; ///< after this one the promise is broken
    Instant at{};
    std::uint32_t faults = 0; ///< losses, copies and delays
};

enum class ExploreEnd : std::uint8_t { Complete, Broken, Memory, Cancelled };

struct Explored {
    ExploreEnd end = ExploreEnd::Complete;
    std::uint64_t states = 0;     ///< different ones, what the wire may still do included
    std::uint64_t worlds = 0;     ///< different ones without that
    std::uint64_t visited = 0;    ///< states of all rounds: with no fault, with one, with two …
    std::uint64_t merged = 0;     ///< ways that led to a state where another had been
    std::uint64_t events = 0;     ///< steps made
    std::uint32_t depth = 0;      ///< steps of the longest run
    std::uint32_t faults = 0;     ///< all runs with so many faults have been seen, or are being looked at
    std::uint32_t mostFaults = 0; ///< losses, copies and delays allowed in all
    std::uint64_t octets = 0;     ///< taken up by remembered states
    std::optional<Counterexample> broken;
};

/// Whoever watches: called now and then; false ends the exploration.
using ExploreWatch = std::function<bool(const Explored&)>;

/// Explores all; stops at the first broken promise (after its shortest run has been looked for).
Explored explore(const Scenario& scenario, const WireBudget& budget, const ExploreLimits& limits = {},
                 const ExploreWatch& watch = {});
/// The scenario as it is explored: initial sequence numbers that would follow the clock are settled, each 4 s of that
/// clock above the one before, since with numbers that depend on the hour no two states are the same.
Scenario settled(Scenario scenario);

} // namespace tcplab
