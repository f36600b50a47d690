/// Plays the runs of a sweep on several threads. Runs are handed out in their order, so that what has been played is
/// always a beginning of it all.
#pragma once
#include "app/sweep/plan.h"
#include "app/sweep/results.h"

#include <atomic>
#include <functional>
#include <memory>
#include <span>

namespace tcplab {

class SweepWorkers {
public:
    /// Once `abandoned` says so, runs are left in their midst, and what they all have come to is not to be looked at.
    SweepWorkers(const SweepPlan& plan, std::vector<Scenario> variants, std::size_t jobs,
                 const std::atomic<bool>* abandoned = nullptr);
    ~SweepWorkers();

    /// Plays the units [from, to) and adds what they come to. A few times a second, and at the end, `goesOn` is told
    /// how far it is; when it says no, the runs that have begun are finished and no more begin. Returns where it ended.
    std::uint64_t play(std::uint64_t from, std::uint64_t to, SweepResults& results,
                       const std::function<bool(std::uint64_t next)>& goesOn)
    {
        return play(from, to, results, {}, goesOn);
    }
    /// The same, and keeps each run: `each` has room for all of them, in their order.
    std::uint64_t play(std::uint64_t from, std::uint64_t to, SweepResults& results,
                       std::span<RunMeasures> each, const std::function<bool(std::uint64_t next)>& goesOn);

    /// How many steps all runs have had.
    std::uint64_t stepsPlayed() const;

private:
    struct Worker;

    const SweepPlan m_plan;
    const std::vector<Scenario> m_variants;
    const std::atomic<bool>* const m_abandoned;
    std::vector<std::unique_ptr<Worker>> m_workers;
};

} // namespace tcplab
