#include "app/sweep/table.h"
#include "app/sweep/workers.h"
#include "tests/support/transfer_text.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

SweepPlan lossyPlan()
{
    SweepPlan plan;
    plan.scenario = "transfer";
    plan.axes = {{"network.loss", {"5 %", "20 %"}}};
    plan.runs = 50;
    return plan;
}

std::vector<Scenario> variantsIn(const SweepPlan& plan)
{
    return *variantsOf(*readScenario(transferText(1, 3'000, "delay = \"10 ms\"\n"), "transfer.toml"), plan);
}

bool always(std::uint64_t) { return true; }

std::string tableWith(std::size_t jobs)
{
    const SweepPlan plan = lossyPlan();
    SweepResults results(plan.variants());
    SweepWorkers workers(plan, variantsIn(plan), jobs);
    EXPECT_EQ(workers.play(0, plan.units(), results, always), plan.units());
    return sweepTable(plan, results);
}

TEST(SweepWorkers, GiveTheSameBytesForAnyNumberOfJobs)
{
    const std::string one = tableWith(1);
    for (const std::size_t jobs : {2u, 3u, 7u})
        EXPECT_EQ(tableWith(jobs), one);
}

TEST(SweepWorkers, PlayTheRunThatItsSeedGives)
{
    const SweepPlan plan = lossyPlan();
    SweepResults results(plan.variants());
    SweepWorkers workers(plan, variantsIn(plan), 2);
    workers.play(2 * 7 + 1, 2 * 7 + 2, results, always); // the eighth run of the second variant
    const auto scenario = std::make_shared<Scenario>(variantsIn(plan)[1]);
    scenario->seed = seedOfRun(plan.seed, 7);
    VariantResults expected;
    expected.add(RunMeter(usualStepLimit).play(scenario));
    EXPECT_EQ(results[0].runs(), 0u);
    EXPECT_EQ(results[1].runs(), 1u);
    for (std::size_t i = 0; i < sweepMetricCount; ++i)
        EXPECT_EQ(results[1].metrics[i].bins(), expected.metrics[i].bins());
}

TEST(SweepWorkers, StopBehindABeginningOfItAll)
{
    SweepPlan plan = lossyPlan();
    plan.runs = 1'000'000;
    SweepResults stopped(plan.variants());
    SweepWorkers workers(plan, variantsIn(plan), 3);
    const std::uint64_t next = workers.play(0, plan.units(), stopped, [](std::uint64_t) { return false; });
    ASSERT_GT(next, 0u);
    ASSERT_LT(next, plan.units());
    SweepResults again(plan.variants());
    workers.play(0, next, again, always);
    EXPECT_EQ(sweepTable(plan, stopped), sweepTable(plan, again));
}

TEST(SweepWorkers, LeaveALongRunInItsMidstOnceNobodyWaitsForIt)
{
    SweepPlan plan;
    plan.scenario = "transfer";
    plan.runs = 4;
    plan.stepLimit = 1'000'000'000;
    const auto scenario = readScenario(transferText(4, 500'000'000, "delay = \"10 ms\"\n"), "transfer.toml");
    ASSERT_TRUE(scenario);
    std::atomic<bool> abandoned = false;
    SweepWorkers workers(plan, *variantsOf(*scenario, plan), 2, &abandoned);
    SweepResults results(plan.variants());
    workers.play(0, plan.units(), results, [&](std::uint64_t) { return !(abandoned = true); });
    EXPECT_GT(workers.stepsPlayed(), 0u);
    // Two milliards of octets in segments of 1460.
    EXPECT_LT(workers.stepsPlayed(), 2'000'000'000u / 1460) << "not one run was played to its end";
}

TEST(SweepTable, HasAsManyFieldsInEachRow)
{
    const auto commas = [](std::string_view line) { return std::count(line.begin(), line.end(), ','); };
    SweepPlan plan = lossyPlan();
    plan.runs = 3;
    SweepResults results(plan.variants());
    SweepWorkers(plan, variantsIn(plan), 1).play(1, 6, results, always);
    results[0] = {}; // nothing has been played of it
    std::string_view text;
    const std::string table = sweepTable(plan, results);
    text = table;
    int lines = 0;
    const auto expected = commas(text.substr(0, text.find('\n')));
    EXPECT_EQ(expected, 16);
    for (; !text.empty(); text.remove_prefix(text.find('\n') + 1), ++lines)
        EXPECT_EQ(commas(text.substr(0, text.find('\n'))), expected) << text.substr(0, text.find('\n'));
    EXPECT_EQ(lines, 1 + 2 * (7 + 1));
}

} // namespace
} // namespace tcplab
