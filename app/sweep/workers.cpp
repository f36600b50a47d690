#include "app/sweep/workers.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace tcplab {

namespace {

using Clock = std::chrono::steady_clock;

/// How many runs are taken at a time: so many that taking them costs nothing beside playing them, so few that nobody
/// waits for what has been taken. Short runs take microseconds, long ones seconds.
class Portion {
public:
    std::uint64_t size() const { return m_size; }
    void played(Clock::duration took)
    {
        if (took < std::chrono::microseconds(100))
            m_size = std::min<std::uint64_t>(m_size * 2, 64);
        else if (took > std::chrono::microseconds(500))
            m_size = std::max<std::uint64_t>(m_size / 2, 1);
    }

private:
    std::uint64_t m_size = 1;
};

constexpr std::size_t cacheLines = 128; ///< apart: what one core writes, no other has to fetch again

} // namespace

/// On lines of its own: what is written with each run lies in here.
struct alignas(cacheLines) SweepWorkers::Worker {
    Worker(const SweepPlan& plan, const std::atomic<bool>* abandoned)
        : meter(plan.stepLimit, abandoned), scenarios(plan.variants()), results(plan.variants())
    {}

    RunMeter meter;
    std::vector<std::shared_ptr<Scenario>> scenarios; ///< of its own, since each run changes the seed
    SweepResults results;
};

SweepWorkers::SweepWorkers(const SweepPlan& plan, std::vector<Scenario> variants, std::size_t jobs,
                           const std::atomic<bool>* abandoned)
    : m_plan(plan), m_variants(std::move(variants)), m_abandoned(abandoned)
{
    for (std::size_t i = 0; i < jobs; ++i)
        m_workers.push_back(std::make_unique<Worker>(plan, abandoned));
}

SweepWorkers::~SweepWorkers() = default;

std::uint64_t SweepWorkers::stepsPlayed() const
{
    std::uint64_t steps = 0;
    for (const auto& worker : m_workers)
        steps += worker->meter.stepsPlayed();
    return steps;
}

std::uint64_t SweepWorkers::play(std::uint64_t from, std::uint64_t to, SweepResults& results,
                                 std::span<RunMeasures> each,
                                 const std::function<bool(std::uint64_t next)>& goesOn)
{
    alignas(cacheLines) std::atomic<std::uint64_t> next = from;
    alignas(cacheLines) std::atomic<bool> stopped = false; // read often, written once
    std::mutex mutex;
    std::condition_variable ended;
    std::size_t running = m_workers.size();
    std::exception_ptr failure; // no memory left

    const auto isAbandoned = [&] {
        return m_abandoned != nullptr && m_abandoned->load(std::memory_order_relaxed);
    };
    const auto playUnit = [&](Worker& worker, std::uint64_t unit) {
        const std::size_t variant = unit % m_variants.size();
        auto& scenario = worker.scenarios[variant];
        if (!scenario)
            scenario = std::make_shared<Scenario>(m_variants[variant]);
        scenario->seed = seedOfRun(m_plan.seed, unit / m_variants.size());
        const RunMeasures measures = worker.meter.play(scenario);
        worker.results[variant].add(measures);
        return measures;
    };
    const auto work = [&](Worker& worker) {
        try {
            Portion portion;
            Clock::time_point begun = Clock::now();
            while (!stopped.load(std::memory_order_relaxed) && !isAbandoned()) {
                const std::uint64_t first = next.fetch_add(portion.size(), std::memory_order_relaxed);
                if (first >= to)
                    break;
                const std::uint64_t last = std::min(first + portion.size(), to);
                for (std::uint64_t unit = first; unit < last && !isAbandoned(); ++unit) {
                    const RunMeasures measures = playUnit(worker, unit);
                    if (!each.empty())
                        each[unit - from] = measures;
                }
                const Clock::time_point now = Clock::now();
                portion.played(now - begun);
                begun = now;
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
            stopped = true;
        }
        const std::lock_guard lock(mutex);
        --running;
        ended.notify_one();
    };
    std::vector<std::jthread> threads;
    for (const auto& worker : m_workers)
        threads.emplace_back([&work, &worker] { work(*worker); });
    {
        std::unique_lock lock(mutex);
        while (running != 0) {
            ended.wait_for(lock, std::chrono::milliseconds(100), [&] { return running == 0; });
            if (running != 0 && !goesOn(std::min(next.load(), to)))
                stopped = true;
        }
    }
    threads.clear(); // joins them
    if (failure)
        std::rethrow_exception(failure);
    for (const auto& worker : m_workers)
        for (std::size_t variant = 0; variant < m_variants.size(); ++variant)
            results[variant].take(worker->results[variant]);
    const std::uint64_t reached = std::min(next.load(), to);
    goesOn(reached);
    return reached;
}

} // namespace tcplab
