#include "core/run/run.h"
#include "core/trace/trace_file.h"
#include "core/world/scenario_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

std::shared_ptr<const Scenario> scenarioOf(const std::string& text)
{
    auto scenario = readScenario(text, "test.toml");
    EXPECT_TRUE(scenario.has_value()) << scenario.error().subject << " / " << scenario.error().expected;
    return std::make_shared<const Scenario>(std::move(*scenario));
}

/// A lossy connection with several writes: retransmissions, copies, two timers at once, TIME-WAIT.
std::shared_ptr<const Scenario> lossy(int seed, const std::string& more = {})
{
    return scenarioOf(R"(
[network]
delay = "20 ms"
jitter = "15 ms"
loss = "15 %"
duplicate = "10 %"
reorder = "10 %"
msl = "10 s"
seed = )" + std::to_string(seed) +
                      R"(
[client]
program = """
connect server:80
repeat 40
send 4000
end
shutdown write
recv eof
close
"""
[server]
receive_buffer = "8 KiB"
program = """
listen 80
accept
recv eof
send 100
close
"""
)" + more);
}

/// Everything a trace holds, as text and values.
struct Whole {
    std::vector<std::string> lines;
    ChunkedList<SegmentHistory> segments;
    std::array<ChunkedList<ConnectionHistory>, 2> connections;
    ChunkedList<std::uint32_t> firstRecords;
    ChunkedList<Instant> instants;
    RecordList records;
    ChunkedList<std::string> texts;
    bool ended;
    EndReason reason;
    friend bool operator==(const Whole&, const Whole&) = default;
};

Whole wholeOf(const Trace& trace)
{
    Whole whole{{},
                trace.segments,
                trace.connections,
                trace.stepFirstRecord,
                trace.stepInstant,
                trace.records,
                trace.texts,
                trace.ended,
                trace.endReason};
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n)
        whole.lines.push_back(recordLine(trace, n));
    return whole;
}

/// The worlds after 0, 1, 2 … steps, made by stepping alone.
std::vector<World> steppedWorlds(const Run& run)
{
    std::vector<World> worlds{start(run.scenarioPointer())};
    StepLog log;
    while (worlds.size() <= run.trace().stepCount()) {
        World world = worlds.back();
        const PlacedIntervention* placed = nullptr;
        for (const PlacedIntervention& intervention : run.interventions())
            if (intervention.step == world.step + 1)
                placed = &intervention;
        if (placed)
            intervene(world, placed->what, placed->at, log);
        else
            process(world, *nextEvent(world), log);
        worlds.push_back(std::move(world));
    }
    return worlds;
}

void expectEveryWorld(const Run& run)
{
    const std::vector<World> worlds = steppedWorlds(run);
    for (std::uint64_t k = 0; k < worlds.size(); ++k)
        ASSERT_TRUE(run.worldAt(k) == worlds[k]) << "forwards, step " << k;
    for (std::uint64_t k = worlds.size(); k-- > 0;)
        ASSERT_EQ(fingerprint(run.worldAt(k)), fingerprint(worlds[k])) << "backwards, step " << k;
}

class Runs : public ::testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Seeds, Runs, ::testing::Values(1, 2, 3));

TEST_P(Runs, HaveTheWorldOfEveryStepAgain)
{
    tcplab::Run run(lossy(GetParam()));
    run.extendToEnd();
    EXPECT_GT(run.trace().stepCount(), 256u) << "long enough to have a checkpoint in the middle";
    expectEveryWorld(run);
}

TEST_P(Runs, HaveTheWorldOfEveryStepAgainWithInterventions)
{
    tcplab::Run run(lossy(GetParam()));
    run.extendToEnd();
    const auto between = [&](std::uint64_t step) { return run.trace().instantOf(step); };
    run.intervene(30, between(30), DropSegment{5});
    run.extendToEnd();
    run.intervene(61, between(61), DelaySegment{run.trace().segmentCount(), milliseconds(40)});
    run.extendToEnd();
    run.intervene(120, between(120), CrashHost{Side::Server});
    run.extendToEnd();
    EXPECT_EQ(run.interventions().size(), 3u);
    expectEveryWorld(run);
}

TEST_P(Runs, AreTheSameTwice)
{
    tcplab::Run once(lossy(GetParam()));
    tcplab::Run again(lossy(GetParam()));
    once.extendToEnd();
    while (again.extend(7))
        ;
    EXPECT_EQ(wholeOf(once.trace()), wholeOf(again.trace()));
}

TEST_P(Runs, CutAnywhereAndRunOnAreTheSame)
{
    tcplab::Run run(lossy(GetParam()));
    run.extendToEnd();
    const Whole whole = wholeOf(run.trace());
    for (std::uint64_t k = 0; k <= run.trace().stepCount(); k += 13) {
        // An intervention cuts; undoing it cuts again.
        run.intervene(k, run.trace().instantOf(k), DropSegment{run.trace().segmentCount()});
        EXPECT_EQ(run.trace().stepCount(), k + 1);
        run.extend(20);
        run.setInterventions({});
        run.extendToEnd();
        ASSERT_EQ(wholeOf(run.trace()), whole) << "cut after step " << k;
    }
}

TEST_P(Runs, CutAfterADelayOrACopyAndRunOnAreTheSame)
{
    tcplab::Run run(lossy(GetParam()));
    run.extendToEnd();
    const Whole whole = wholeOf(run.trace());
    for (std::uint64_t k = 10; k <= 100; k += 10) {
        tcplab::Run other = run;
        const Instant at = other.trace().instantOf(k);
        for (SegmentId id = 1; id <= run.trace().segmentCount(); ++id) {
            const SegmentHistory& segment = run.trace().segment(id);
            if (segment.sentAt <= at && segment.endedAt > at) {
                other.intervene(other.trace().stepCount() > k ? k : other.trace().stepCount(), at,
                                DelaySegment{id, milliseconds(55)});
                other.intervene(other.trace().stepCount(), at, DuplicateSegment{id});
                other.intervene(other.trace().stepCount(), at, CorruptSegment{id});
            }
        }
        other.extend(15);
        other.setInterventions({});
        other.extendToEnd();
        ASSERT_EQ(wholeOf(other.trace()), whole) << "cut after step " << k;
    }
}

TEST(Run, ACopyGoesItsOwnWay)
{
    tcplab::Run run(lossy(1));
    run.extend(40);
    tcplab::Run branch = run;
    branch.intervene(40, branch.trace().instantOf(40), CrashHost{Side::Client});
    branch.extendToEnd();
    run.extendToEnd();
    tcplab::Run alone(lossy(1));
    alone.extendToEnd();
    EXPECT_EQ(wholeOf(run.trace()), wholeOf(alone.trace()));
    EXPECT_NE(wholeOf(branch.trace()), wholeOf(alone.trace()));
    branch = run;
    EXPECT_EQ(wholeOf(branch.trace()), wholeOf(alone.trace()));
    EXPECT_TRUE(branch.worldAt(33) == alone.worldAt(33));
}

TEST(Run, InterventionsOfAScenarioAreMadeAtTheirPlaces)
{
    tcplab::Run byHand(lossy(2));
    byHand.extend(50);
    byHand.intervene(25, byHand.trace().instantOf(25), CorruptSegment{byHand.trace().segmentCount()});
    byHand.extendToEnd();
    tcplab::Run fromFile(std::make_shared<const Scenario>(byHand.scenarioWithInterventions()));
    fromFile.extendToEnd();
    EXPECT_EQ(fromFile.interventions(), byHand.interventions());
    EXPECT_EQ(wholeOf(fromFile.trace()), wholeOf(byHand.trace()));
}

TEST(Run, AnInterventionDropsTheLaterOnes)
{
    tcplab::Run run(lossy(2));
    run.extendToEnd();
    run.intervene(40, run.trace().instantOf(40), CrashHost{Side::Server});
    run.intervene(20, run.trace().instantOf(20), DropSegment{3});
    ASSERT_EQ(run.interventions().size(), 1u);
    EXPECT_EQ(run.interventions()[0].step, 21u);
}

TEST(Run, AnInterventionBetweenTwoEventsMovesTheClock)
{
    tcplab::Run run(scenarioOf("[network]\ndelay = \"50 ms\"\n[client]\nprogram = \"connect server:80\"\n"));
    run.extend(1);
    run.intervene(1, Instant{} + milliseconds(20), DropSegment{1});
    EXPECT_EQ(run.trace().instantOf(2), Instant{} + milliseconds(20));
    EXPECT_EQ(run.worldAt(2).now, Instant{} + milliseconds(20));
}

TEST(Run, AnInterventionIsNeverBehindTheNextEvent)
{
    tcplab::Run run(scenarioOf("[network]\ndelay = \"50 ms\"\n[client]\nprogram = \"connect server:80\"\n"));
    run.extend(1);
    run.intervene(1, Instant{} + seconds(9), DropSegment{1});
    EXPECT_EQ(run.trace().instantOf(2), Instant{} + milliseconds(50));
    EXPECT_EQ(run.interventions()[0].at, Instant{} + milliseconds(50));
}

TEST(Run, EndsIdleUntilOrAtTheLimit)
{
    tcplab::Run idle(lossy(1));
    idle.extendToEnd();
    EXPECT_EQ(idle.trace().endReason, EndReason::Idle);
    EXPECT_FALSE(idle.extend(1));

    tcplab::Run until(lossy(1, "")); // the same, cut short
    Scenario shortened = until.scenario();
    shortened.until = Instant{} + milliseconds(500);
    tcplab::Run cutShort(std::make_shared<const Scenario>(shortened));
    cutShort.extendToEnd();
    EXPECT_EQ(cutShort.trace().endReason, EndReason::Until);
    EXPECT_EQ(cutShort.trace().records.back().t, Instant{} + milliseconds(500));

    tcplab::Run limited(lossy(1));
    limited.extendToEnd(100);
    EXPECT_EQ(limited.trace().endReason, EndReason::Limit);
    EXPECT_TRUE(limited.ended());
}

TEST(Run, EndIsTheLastRecordAndGoesWithACut)
{
    tcplab::Run run(lossy(1));
    run.extendToEnd();
    const std::uint64_t steps = run.trace().stepCount();
    EXPECT_EQ(run.trace().records.back().what.kind, EffectKind::End);
    run.intervene(steps, run.trace().instantOf(steps), BootHost{Side::Client});
    EXPECT_FALSE(run.ended());
    EXPECT_EQ(run.trace().records.back().what.kind, EffectKind::User);
    EXPECT_EQ(run.trace().stepCount(), steps + 1);
}

TEST(Run, AnInterventionWhoseStepIsNeverReachedStays)
{
    tcplab::Run run(lossy(1));
    run.setInterventions({{.step = 1'000'000, .at = {}, .what = CrashHost{}}});
    run.extendToEnd();
    EXPECT_TRUE(run.ended());
    EXPECT_EQ(run.interventions().size(), 1u);
    EXPECT_EQ(run.scenarioWithInterventions().interventions, run.interventions()) << "and is saved";
}

TEST(Run, InterventionsMayBeGivenInAnyOrder)
{
    tcplab::Run run(lossy(1));
    run.setInterventions(
        {{.step = 20, .at = {}, .what = DropSegment{4}}, {.step = 10, .at = {}, .what = DropSegment{2}}});
    run.extendToEnd();
    EXPECT_EQ(run.interventions()[0].step, 10u);
    EXPECT_EQ(run.trace().record(run.trace().firstRecordOf(10)).what.kind, EffectKind::User);
    EXPECT_EQ(run.trace().record(run.trace().firstRecordOf(20)).what.kind, EffectKind::User);
}

constexpr Instant aDay = Instant{} + minutes(24 * 60);

std::shared_ptr<const Scenario> keptAlive(const std::string& root, const std::string& laterOn = "")
{
    return scenarioOf(root + "[client]\nprofile = \"freebsd\"\nprogram = \"\"\"\nconnect server:80\n" +
                      laterOn + "\"\"\"\n[server]\nprogram = \"\"\"\nlisten 80\naccept\n\"\"\"\n");
}

TEST(Run, OfNothingButAnsweredKeepAlivesEndsAfterADay)
{
    tcplab::Run run(keptAlive(""));
    run.extendToEnd();
    EXPECT_EQ(run.trace().endReason, EndReason::Until);
    EXPECT_LE(run.latest().now, aDay);
    EXPECT_GT(run.latest().now, aDay - minutes(121)) << "one probe in two hours";
    EXPECT_FALSE(nextInstant(run.latest()).isNever());
    EXPECT_EQ(run.trace().record(run.trace().recordCount()).t, run.latest().now);
}

TEST(Run, OfAWindowThatStaysZeroEndsAfterADay)
{
    tcplab::Run run(scenarioOf("[client]\nprogram = \"\"\"\nconnect server:80\nsend 200000\n\"\"\"\n"
                               "[server]\nprogram = \"\"\"\nlisten 80\naccept\n\"\"\"\n"));
    run.extendToEnd(200'000);
    EXPECT_EQ(run.trace().endReason, EndReason::Until);
    EXPECT_GT(run.latest().now, aDay - minutes(5));
}

TEST(Run, GoesOnForLongerThanADayWhereItsScenarioSaysSo)
{
    tcplab::Run run(keptAlive("until = \"30 h\"\n"));
    run.extendToEnd();
    EXPECT_EQ(run.trace().endReason, EndReason::Until);
    EXPECT_EQ(run.trace().record(run.trace().recordCount()).t, aDay + minutes(6 * 60));
}

TEST(Run, GoesOnForLongerThanADayWhereAProgramWaits)
{
    tcplab::Run run(keptAlive("", "at 25 h\nclose\n"));
    run.extendToEnd();
    EXPECT_GT(run.latest().now, aDay + minutes(60));
}

TEST(Run, GoesOnAfterADayWithWhatAPersonDoesThen)
{
    tcplab::Run run(keptAlive(""));
    run.extendToEnd();
    const std::uint64_t end = run.trace().stepCount();
    run.intervene(end, run.latest().now, CrashHost{Side::Server});
    run.extendToEnd();
    EXPECT_GT(run.trace().stepCount(), end + 1) << "the client asks, and nobody answers";
    EXPECT_EQ(run.trace().endReason, EndReason::Idle);
}

} // namespace
} // namespace tcplab
