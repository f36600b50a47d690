/// What runs cost: going to any step of a long one, many short ones, a data segment.
#include "tests/bench/works.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <memory>
#include <string>

namespace tcplab::bench {
namespace {

/// A run of a million steps, and then any step of it: backwards and forwards, as a person scrubs.
void seekInAMillionSteps(benchmark::State& state)
{
    static const Run run = [] {
        Run long_(plainTransfer(1'000, 4'000'000, "0 %"));
        long_.extend(1'000'000);
        return long_;
    }();
    const std::uint64_t steps = run.trace().stepCount();
    std::uint64_t k = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(run.worldAt(drawBelow(steps + 1, 1, 0, Purpose::Test, k++)));
    state.counters["steps"] = static_cast<double>(steps);
}
BENCHMARK(seekInAMillionSteps)->Unit(benchmark::kMicrosecond);

/// The same where the world is heavy: one connection after the other, hundreds in TIME-WAIT at any time, with
/// interventions all along.
void seekAmongConnectionsInTimeWait(benchmark::State& state)
{
    static const Run run = [] {
        auto scenario = read(R"(
title = { en = "Measured", zh_CN = "测量" }
[network]
delay = "10 ms"
msl = "30 s"
[client]
program = """
repeat 100000
connect server:80
send 1000
recv eof
close
end
"""
[server]
program = """
listen 80
repeat 100000
accept
recv 1000
close
end
"""
)");
        Run long_(scenario);
        for (std::uint64_t step = 1; step <= 1'000'000; step += 10'000) {
            long_.extend(step - long_.trace().stepCount());
            long_.intervene(long_.trace().stepCount(), Instant::never() - nanoseconds(1), DropSegment{1});
        }
        return long_;
    }();
    const std::uint64_t steps = run.trace().stepCount();
    std::uint64_t k = 0;
    Duration worst{};
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(run.worldAt(drawBelow(steps + 1, 1, 0, Purpose::Test, k++)));
        worst = std::max(worst, Duration{(std::chrono::steady_clock::now() - begin).count()});
    }
    state.counters["steps"] = static_cast<double>(steps);
    state.counters["worst_ms"] = static_cast<double>(worst.ns) / 1e6;
}
BENCHMARK(seekAmongConnectionsInTimeWait)->Unit(benchmark::kMicrosecond);

/// Handshake, 10 KB, close, at 10 % loss both ways: one run after the other, each with a seed of its own.
void handshakeTenKilobytesCloseAtTenPercentLoss(benchmark::State& state)
{
    const auto scenario = plainTransfer(1, 10'000, "10 %");
    StepLog log;
    log.keepTexts = log.keepEffects = false;
    std::uint64_t steps = 0;
    for (auto _ : state) {
        ++scenario->seed;
        World world = start(scenario);
        steps += runToEnd(world, log);
    }
    state.counters["runs"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["steps"] = benchmark::Counter(static_cast<double>(steps), benchmark::Counter::kIsRate);
}
BENCHMARK(handshakeTenKilobytesCloseAtTenPercentLoss)->Unit(benchmark::kMicrosecond);

/// 10 MB without loss: what a data segment costs, its share of ACKs and timers included.
void bulkTransfer(benchmark::State& state)
{
    constexpr std::uint32_t octets = 10'000'000;
    const auto scenario = plainTransfer(1, octets, "0 %");
    StepLog log;
    log.keepTexts = log.keepEffects = false;
    std::uint64_t steps = 0;
    for (auto _ : state) {
        World world = start(scenario);
        steps += runToEnd(world, log);
    }
    const double segments = static_cast<double>(state.iterations()) * static_cast<double>(octets) / 1460.0;
    state.counters["per_segment"] =
        benchmark::Counter(segments, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["steps_per_segment"] = static_cast<double>(steps) / segments;
}
BENCHMARK(bulkTransfer)->Unit(benchmark::kMillisecond);

/// The same with its trace written: what watching costs.
void bulkTransferRecorded(benchmark::State& state)
{
    constexpr std::uint32_t octets = 10'000'000;
    const auto scenario = plainTransfer(1, octets, "0 %");
    for (auto _ : state) {
        Run run(scenario);
        run.extendToEnd();
        benchmark::DoNotOptimize(run.trace().recordCount());
    }
    const double segments = static_cast<double>(state.iterations()) * static_cast<double>(octets) / 1460.0;
    state.counters["per_segment"] =
        benchmark::Counter(segments, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(bulkTransferRecorded)->Unit(benchmark::kMillisecond);

/// A fork: the world in the middle of a lossy transfer.
void copyAWorld(benchmark::State& state)
{
    World world = start(plainTransfer(1, 1'000'000, "1 %"));
    StepLog log;
    log.keepTexts = log.keepEffects = false;
    for (int i = 0; i < 500; ++i) {
        log.clear();
        process(world, *nextEvent(world), log);
    }
    for (auto _ : state) {
        World fork = world;
        benchmark::DoNotOptimize(fork);
    }
}
BENCHMARK(copyAWorld);

} // namespace
} // namespace tcplab::bench
