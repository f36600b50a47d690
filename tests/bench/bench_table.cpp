/// ./dev bench: each line of the README's table, measured here and now; where ns-3 is installed, its cost for the
/// same work beside ours (TCPLAB_BENCH_NS3 names the program). Arguments choose lines: any word of their names.
#include "app/sweep/workers.h"
#include "tests/bench/measure.h"
#include "tests/bench/processes.h"
#include "tests/bench/works.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <malloc.h>
#include <numeric>
#include <span>

namespace tcplab::bench {

void explorations(); // bench_explore.cpp
void windows();      // bench_window.cpp

namespace {

constexpr int roundsOfEach = 5;

/// What ns-3 measured for a work; 0 without it. Its program prints one number, in the row's unit.
double peer(const std::vector<std::string>& work)
{
    const char* program = std::getenv("TCPLAB_BENCH_NS3");
    if (program == nullptr || *program == '\0')
        return 0;
    std::vector<std::string> words{program};
    words.insert(words.end(), work.begin(), work.end());
    return numberPrintedBy(words);
}

/// CPU microseconds a data segment, its share of ACKs and timers included.
Spread costOfSegments(const Transfer& what, int count)
{
    const auto scenario = transfer(what);
    const double segments = segmentsOf(what);
    return rounds(count, [&] { return timed([&] { runToEnd(scenario); }) * 1e6 / segments; });
}

void transferWithLoss()
{
    for (const std::string congestion : {"newreno", "cubic"})
        print({.work = "100 MB, 1 % loss, " + congestion + " with SACK: a data segment",
               .ours = costOfSegments({.octets = 100'000'000, .loss = "1 %", .congestion = congestion},
                                      roundsOfEach),
               .unit = "µs",
               .peer = peer({"transfer", "100000000", "0.01", congestion}),
               .goal = "≤ 0.25"});
}

void transferWithoutLoss()
{
    const Transfer small{.octets = 10'000'000};
    const Transfer large{.octets = 1'000'000'000};
    // In turn, since the machine's speed changes with time.
    std::vector<double> ofSmall;
    std::vector<double> ofLarge;
    std::vector<double> ratios;
    for (int i = 0; i < 3; ++i) {
        ofSmall.push_back(costOfSegments(small, 9).median);
        ofLarge.push_back(costOfSegments(large, 1).median);
        ratios.push_back(ofLarge.back() / ofSmall.back());
    }
    print({.work = "10 MB, no loss, 4 MB buffers: a data segment",
           .ours = spreadOf(ofSmall),
           .unit = "µs",
           .peer = peer({"transfer", "10000000", "0", "newreno"}),
           .goal = ""});
    print({.work = "1 GB, no loss, 4 MB buffers: a data segment",
           .ours = spreadOf(ofLarge),
           .unit = "µs",
           .peer = peer({"transfer", "1000000000", "0", "newreno"}),
           .goal = ""});
    print({.work = "… the second against the first",
           .ours = spreadOf(ratios),
           .unit = "times",
           .goal = "≤ 1.1"});
}

void connections()
{
    for (const std::uint32_t count : {1'000u, 10'000u, 30'000u}) {
        const auto scenario = shortConnections(count);
        const auto once = [&] { return timed([&] { runToEnd(scenario); }) * 1e6 / count; };
        const std::string number = std::to_string(count / 1'000) + ",000";
        print({.work = number + " connections, 4 min of TIME-WAIT: each",
               .ours = rounds(roundsOfEach, once),
               .unit = "µs",
               .peer = count == 30'000 ? 0 : peer({"connections", std::to_string(count)}),
               .goal = "≤ 3, flat"});
    }
}

void lossyRuns()
{
    constexpr int runs = 20'000;
    const auto scenario = shortLossyRun();
    StepLog log;
    log.keepTexts = log.keepEffects = false;
    std::uint64_t steps = 0;
    const auto once = [&] {
        steps = 0;
        const double seconds = timed([&] {
            for (int i = 0; i < runs; ++i) {
                ++scenario->seed;
                World world = start(scenario);
                steps += runToEnd(world, log);
            }
        });
        return runs / seconds;
    };
    const Spread ours = rounds(roundsOfEach, once);
    print({.work = "handshake, 10 KB, close at 10 % loss both ways: runs",
           .ours = ours,
           .unit = "runs/s",
           .peer = peer({"runs", "2000"}),
           .goal = "≥ 150000",
           .note = std::to_string(steps / runs) + " steps a run"});
}

/// The same runs as a sweep plays them, with everything that is measured of each; on one core, and on two.
void sweeping()
{
    SweepPlan plan;
    plan.runs = 100'000;
    const auto scenario = shortLossyRun();
    const auto rate = [&](std::size_t jobs) {
        SweepResults results(1);
        SweepWorkers workers(plan, {*scenario}, jobs);
        const auto begin = std::chrono::steady_clock::now();
        workers.play(0, plan.units(), results, [](std::uint64_t) { return true; });
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
        return static_cast<double>(plan.units()) / passed.count();
    };
    const Spread one = rounds(roundsOfEach, [&] { return rate(1); });
    const Spread two = rounds(roundsOfEach, [&] { return rate(2); });
    print({.work = "… the same in a sweep, measured: runs (real time)",
           .ours = one,
           .unit = "runs/s",
           .goal = "≥ 100000"});
    print({.work = "… on two cores against one",
           .ours = spreadOf({two.median / one.median}),
           .unit = "times",
           .goal = "≥ 1.9"});
}

void tracing()
{
    const auto scenario = transfer({.octets = 10'000'000, .loss = "1 %"});
    std::uint64_t octets = 0;
    std::uint64_t records = 0;
    const auto on = [&] {
        return timed([&] {
            Run run(scenario);
            run.extendToEnd();
            octets = octetsOf(run.trace());
            records = run.trace().recordCount();
        });
    };
    // The first rounds touch the memory, which malloc then keeps (main() told it so).
    on();
    std::vector<double> ratios;
    for (int i = 0; i < 4 * roundsOfEach; ++i) {
        const double with = on();
        ratios.push_back(with / timed([&] { runToEnd(scenario); }));
    }
    print({.work = "10 MB, 1 % loss, traced: against untraced",
           .ours = spreadOf(ratios),
           .unit = "times",
           .goal = "≤ 2.5",
           .note = std::to_string(records) + " records"});
    print({.work = "… memory a record, all of the trace counted",
           .ours = spreadOf({static_cast<double>(octets) / static_cast<double>(records)}),
           .unit = "octets",
           .goal = "≤ 96"});
}

void wholeProcess()
{
    const char* cli = std::getenv("TCPLAB_CLI");
    if (cli == nullptr)
        return;
    std::vector<double> ours;
    std::vector<double> empty;
    for (int i = 0; i < 41; ++i) {
        ours.push_back(processOf({cli, "run", "three-way-handshake"}).milliseconds);
        empty.push_back(processOf({"/bin/true"}).milliseconds);
    }
    const Spread nothing = spreadOf(empty);
    char note[80];
    std::snprintf(note, sizeof note, "an empty program: %.2f ms", nothing.median);
    const char* ns3 = std::getenv("TCPLAB_BENCH_NS3");
    double peers = 0;
    if (ns3 != nullptr && *ns3 != '\0') {
        std::vector<double> all;
        for (int i = 0; i < 11; ++i)
            all.push_back(processOf({ns3, "runs", "1"}).milliseconds);
        peers = spreadOf(all).median;
    }
    print({.work = "tcplab-cli run three-way-handshake, whole process",
           .ours = spreadOf(ours),
           .unit = "ms",
           .peer = peers,
           .goal = "≤ 6",
           .note = note});
}

/// Octets that malloc has given out.
std::uint64_t heapInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// What the same run takes up without checkpoints: its trace, its recorder, its last world.
std::uint64_t heapWithoutCheckpoints(const std::shared_ptr<Scenario>& scenario, std::uint64_t steps)
{
    const std::uint64_t before = heapInUse();
    Trace trace(scenario);
    Recorder recorder(trace);
    World world = start(scenario);
    while (world.step < steps && recorder.step(world))
        ;
    return heapInUse() - before;
}

void seekIn(const std::string& name, const std::shared_ptr<Scenario>& scenario)
{
    const std::uint64_t without = heapWithoutCheckpoints(scenario, 1'000'000);
    const std::uint64_t before = heapInUse();
    Run run(scenario);
    run.extend(1'000'000);
    const std::uint64_t steps = run.trace().stepCount();
    const std::uint64_t checkpoints = heapInUse() - before - without;
    std::vector<double> all;
    for (std::uint64_t k = 0; k < 400; ++k) {
        const std::uint64_t step = drawBelow(steps + 1, 1, 0, Purpose::Test, k);
        all.push_back(timed([&] { const World world = run.worldAt(step); }) * 1e3);
    }
    double sum = 0;
    for (const double one : all)
        sum += one;
    Spread spread = spreadOf(all);
    spread.median = sum / static_cast<double>(all.size());
    print({.work = "seek in " + name + ": the mean",
           .ours = spread,
           .unit = "ms",
           .goal = "≤ 2",
           .note = std::to_string(steps) + " steps"});
    print({.work = "… its checkpoints",
           .ours = spreadOf({static_cast<double>(checkpoints) / (1 << 20)}),
           .unit = "MB",
           .goal = "≤ 16"});
}

void seeking()
{
    seekIn("a bulk transfer", transfer({.octets = 1'000'000'000, .loss = "0.01 %"}));
    seekIn("short connections in TIME-WAIT", shortConnections(100'000));
}

/// What long flows carry under random loss, which alone limits them: no cost, but what TCP is known to do. NewReno
/// counts ACKs, of which each second segment brings one (b = 2); CUBIC counts segments (RFC 9438 §4.3), as if b were 1.
void goodputs()
{
    struct Loss {
        const char* text;
        double share;
    };
    constexpr Loss losses[] = {{"0.1 %", 0.001}, {"1 %", 0.01}, {"5 %", 0.05}};
    constexpr double mss = 1460 * 8 / 1e6; // Mbit
    constexpr double rtt = 0.02;
    constexpr double minRto = 1;
    for (const std::string congestion : {"newreno", "cubic"})
        for (const auto& [text, p] : losses) {
            const double b = congestion == "newreno" ? 2 : 1;
            // Mathis et al. 1997; Padhye et al. 1998, equation 30, without the bound of the window.
            const double mathis = mss / rtt * std::sqrt(3 / (2 * b * p));
            const double pftk =
                mss / (rtt * std::sqrt(2 * b * p / 3) +
                       minRto * std::min(1.0, 3 * std::sqrt(3 * b * p / 8)) * p * (1 + 32 * p * p));
            std::vector<double> all;
            for (std::uint64_t seed = 1; seed <= 20; ++seed)
                all.push_back(goodput(transfer({.octets = 1'000'000'000,
                                                .loss = text,
                                                .congestion = congestion,
                                                .bandwidth = "10 Gbit/s"}),
                                      seed, seconds(200)));
            Spread spread = spreadOf(all);
            spread.median = std::accumulate(all.begin(), all.end(), 0.0) / static_cast<double>(all.size());
            char band[40];
            std::snprintf(band, sizeof band, "%.2f – %.2f", pftk, 1.2 * mathis);
            print(
                {.work = "10 Gbit/s, RTT 20 ms, " + std::string(text) + " loss, " + congestion + ": the mean",
                 .ours = spread,
                 .unit = "Mbit/s",
                 .goal = band});
        }
}

struct Line {
    const char* words; ///< what it can be chosen by
    void (*measure)();
};
constexpr Line lines[] = {
    // First: Linux counts to a process the memory of the one that started it, which is little yet.
    {"window start memory gui", windows},
    {"transfer loss newreno cubic", transferWithLoss},
    {"transfer 1gb 10mb without", transferWithoutLoss},
    {"connections time-wait", connections},
    {"runs", lossyRuns},
    {"runs sweep", sweeping},
    {"tracing trace memory", tracing},
    {"process cli", wholeProcess},
    {"seek checkpoints", seeking},
    {"goodput", goodputs},
    {"explore spin states", explorations},
};

bool has(const Line& line, const char* word)
{
    return std::string(line.words).find(word) != std::string::npos;
}

} // namespace
} // namespace tcplab::bench

int main(int argc, char** argv)
{
    // Memory once touched is kept: a first touch of a page costs more than several events, and nobody's
    // cost is to depend on whose turn came before.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 2'000'000'000);
    using namespace tcplab::bench;
    for (const char* word : std::span(argv + 1, argv + argc))
        if (std::none_of(std::begin(lines), std::end(lines),
                         [&](const Line& line) { return has(line, word); })) {
            std::fprintf(stderr, "bench: no line has the word '%s'; they have:\n", word);
            for (const Line& line : lines)
                std::fprintf(stderr, "  %s\n", line.words);
            return 2;
        }
    printHead();
    for (const Line& line : lines)
        if (argc <= 1 ||
            std::any_of(argv + 1, argv + argc, [&](const char* word) { return has(line, word); }))
            line.measure();
    return 0;
}
