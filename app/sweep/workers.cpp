#include "app/sweep/workers.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace tcplab {

struct SweepWorkers::Worker {
    explicit Worker(const SweepPlan& plan)
        : meter(plan.stepLimit), scenarios(plan.variants()), results(plan.variants())
    {}

    RunMeter meter;
    std::vector<std::shared_ptr<Scenario>> scenarios; ///< of its own, since each run changes the seed
    SweepResults results;
};

SweepWorkers::SweepWorkers(const SweepPlan& plan, std::vector<Scenario> variants, std::size_t jobs)
    : m_plan(plan), m_variants(std::move(variants))
{
    for (std::size_t i = 0; i < jobs; ++i)
        m_workers.push_back(std::make_unique<Worker>(plan));
}

SweepWorkers::~SweepWorkers() = default;

std::uint64_t SweepWorkers::play(std::uint64_t from, std::uint64_t to, SweepResults& results,
                                 std::span<RunMeasures> each,
                                 const std::function<bool(std::uint64_t next)>& goesOn)
{
    std::atomic<std::uint64_t> next = from;
    std::atomic<bool> stopped = false;
    std::mutex mutex;
    std::condition_variable ended;
    std::size_t running = m_workers.size();
    std::exception_ptr failure; // no memory left

    const auto work = [&](Worker& worker) {
        try {
            while (!stopped.load(std::memory_order_relaxed)) {
                const std::uint64_t unit = next.fetch_add(1, std::memory_order_relaxed);
                if (unit >= to)
                    break;
                const std::size_t variant = unit % m_variants.size();
                auto& scenario = worker.scenarios[variant];
                if (!scenario)
                    scenario = std::make_shared<Scenario>(m_variants[variant]);
                scenario->seed = seedOfRun(m_plan.seed, unit / m_variants.size());
                const RunMeasures measures = worker.meter.play(scenario);
                worker.results[variant].add(measures);
                if (!each.empty())
                    each[unit - from] = measures;
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
        for (std::size_t variant = 0; variant < m_variants.size(); ++variant) {
            results[variant].add(worker->results[variant]);
            worker->results[variant] = {};
        }
    const std::uint64_t reached = std::min(next.load(), to);
    goesOn(reached);
    return reached;
}

} // namespace tcplab
