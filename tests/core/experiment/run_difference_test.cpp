#include "core/experiment/loss_matrix.h"
#include "core/experiment/run_difference.h"
#include "core/experiment/run_outcome.h"
#include "tests/scenarios/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

Run runOf(const Scenario& scenario)
{
    Run run(std::make_shared<const Scenario>(scenario));
    run.extendToEnd();
    return run;
}

Run runWith(Scenario scenario, std::string_view key, std::string_view value)
{
    EXPECT_TRUE(setValue(scenario, key, value)) << key << " = " << value;
    return runOf(scenario);
}

Effect effectAt(const Run& run, const RunDifference::Place& place)
{
    return run.trace().record(place.record).what;
}

TEST(CompareRuns, ARunIsTheSameAsItself)
{
    const auto run = runOf(libraryScenario("syn-ack-lost"));
    EXPECT_EQ(compareRuns(run.trace(), runOf(libraryScenario("syn-ack-lost")).trace()), RunDifferences{});
}

TEST(CompareRuns, OtherInitialNumbersAreNoDifference)
{
    const Scenario scenario = libraryScenario("three-way-handshake");
    const auto other = runWith(scenario, "client.isn", "4294967290");
    EXPECT_EQ(compareRuns(runOf(scenario).trace(), other.trace()), RunDifferences{});
}

TEST(CompareRuns, SegmentsThatNobodyHasSentAreComparedByTheirNumbers)
{
    Scenario scenario = libraryScenario("three-way-handshake");
    scenario.interventions.push_back({.step = 3, .at = Instant{}, .what = DropSegment{900}});
    const auto one = runOf(scenario);
    EXPECT_EQ(compareRuns(one.trace(), runOf(scenario).trace()), RunDifferences{});
    scenario.interventions.back().what = DropSegment{901};
    EXPECT_TRUE(compareRuns(one.trace(), runOf(scenario).trace()).first);
}

TEST(CompareRuns, FindsTheSegmentThatIsLost)
{
    const Scenario scenario = libraryScenario("three-way-handshake");
    const auto undisturbed = runOf(scenario);
    const auto lost = runOf(withLost(scenario, {{Side::Server, 1}}));
    const RunDifferences found = compareRuns(undisturbed.trace(), lost.trace());
    ASSERT_TRUE(found.first);
    EXPECT_EQ(found.first->kind, DifferenceKind::Extra);
    EXPECT_EQ(found.first->acting, 1u);
    EXPECT_EQ(effectAt(lost, found.first->places[1]).kind, EffectKind::Drop);
    EXPECT_TRUE(lost.trace().segment(effectAt(lost, found.first->places[1]).segment).packet.segment.ctl.syn);
    EXPECT_EQ(found.first->places[0].record, 0u);
    EXPECT_EQ(found.onWire, found.first);
    // Whichever way round they are given.
    const RunDifferences mirrored = compareRuns(lost.trace(), undisturbed.trace());
    EXPECT_EQ(mirrored.first->acting, 0u);
    EXPECT_EQ(mirrored.first->at, found.first->at);
}

TEST(CompareRuns, FindsWhatWasDoneByHandBeforeWhatItDid)
{
    auto asItWas = runOf(libraryScenario("three-way-handshake"));
    auto asItIs = asItWas;
    const SegmentHistory& synAck = asItWas.trace().segment(2);
    const Instant at = synAck.sentAt + milliseconds(10);
    const std::uint64_t step = asItWas.trace().stepAt(at);
    asItIs.intervene(step, at, DropSegment{2});
    asItIs.extendToEnd();
    const RunDifferences found = compareRuns(asItWas.trace(), asItIs.trace());
    ASSERT_TRUE(found.first);
    EXPECT_EQ(found.first->acting, 1u);
    EXPECT_EQ(found.first->at, at);
    EXPECT_EQ(effectAt(asItIs, found.first->places[1]).kind, EffectKind::User);
    EXPECT_EQ(found.first->places[0].step, step);
    EXPECT_EQ(found.first->places[1].step, step + 1);
}

TEST(CompareRuns, TellsALaterArrivalFromAMissingOne)
{
    const Scenario scenario = libraryScenario("three-way-handshake");
    const auto near = runWith(scenario, "network.delay", "20 ms");
    const auto far = runWith(scenario, "network.delay", "50 ms");
    const RunDifferences found = compareRuns(far.trace(), near.trace());
    ASSERT_TRUE(found.first);
    EXPECT_EQ(found.first->kind, DifferenceKind::Later);
    EXPECT_EQ(found.first->acting, 1u);
    EXPECT_EQ(found.first->at, Instant{} + milliseconds(20));
    EXPECT_EQ(far.trace().record(found.first->places[0].record).t, Instant{} + milliseconds(50));
}

TEST(CompareRuns, ProfilesDifferInTheirFirstSegment)
{
    const Scenario scenario = libraryScenario("three-way-handshake");
    const auto rfc = runOf(scenario);
    const auto linux_ = runWith(scenario, "client.profile", "linux");
    const RunDifferences found = compareRuns(rfc.trace(), linux_.trace());
    ASSERT_TRUE(found.first);
    EXPECT_EQ(found.first->kind, DifferenceKind::Otherwise);
    const Effect sent = effectAt(rfc, found.first->places[0]);
    ASSERT_EQ(sent.kind, EffectKind::Send);
    const SegmentDifference in = differenceOf(rfc.trace(), sent.segment, linux_.trace(),
                                              effectAt(linux_, found.first->places[1]).segment);
    EXPECT_TRUE(in.options);
    EXPECT_FALSE(in.flags);
    EXPECT_FALSE(in.numbers);
}

TEST(CompareRuns, CongestionControlsPartBeforeTheWireShowsIt)
{
    const Scenario scenario = libraryScenario("fast-retransmit");
    const auto reno = runWith(scenario, "client.congestion_control", "newreno");
    const auto cubic = runWith(scenario, "client.congestion_control", "cubic");
    const RunDifferences found = compareRuns(reno.trace(), cubic.trace());
    ASSERT_TRUE(found.first);
    EXPECT_EQ(effectAt(reno, found.first->places[0]).kind, EffectKind::Cwnd);
    if (found.onWire) {
        EXPECT_GE(found.onWire->at, found.first->at);
    }
}

/// What a segment is to somebody who watches the wire.
std::string seen(const Run& run, std::uint32_t n)
{
    const Effect& what = run.trace().record(n).what;
    if (what.segment == 0)
        return {};
    const Segment& segment = run.trace().segment(what.segment).packet.segment;
    return std::to_string(static_cast<int>(what.kind)) + (what.host == Side::Client ? "c" : "s") +
           std::to_string(segment.seq.value()) + "," + std::to_string(segment.ack.value()) + "," +
           std::to_string(segment.text.length);
}

std::size_t timesSeen(const Run& run, Instant t, const std::string& what)
{
    std::size_t times = 0;
    for (std::uint32_t n = 1; n <= run.trace().recordCount(); ++n)
        times += run.trace().record(n).t == t && seen(run, n) == what ? 1u : 0u;
    return times;
}

TEST(CompareRuns, NamesNothingThatBothDoAtTheSameInstant)
{
    const Scenario scenario = libraryScenario("slow-start");
    const auto reno = runOf(scenario);
    const auto cubic = runWith(scenario, "client.congestion_control", "cubic");
    for (const bool swapped : {false, true}) {
        const auto& a = swapped ? cubic : reno;
        const auto& b = swapped ? reno : cubic;
        const auto onWire = compareRuns(a.trace(), b.trace()).onWire;
        ASSERT_TRUE(onWire);
        ASSERT_EQ(onWire->kind, DifferenceKind::Extra);
        const auto& one = onWire->acting == 0 ? a : b;
        const auto& other = onWire->acting == 0 ? b : a;
        const std::string what = seen(one, onWire->places[onWire->acting].record);
        EXPECT_GT(timesSeen(one, onWire->at, what), timesSeen(other, onWire->at, what)) << what;
    }
}

TEST(CompareRuns, ARunThatIsOverEndsBeforeTheOther)
{
    Scenario shorter = libraryScenario("three-way-handshake");
    const auto whole = runOf(shorter);
    shorter.until = Instant{} + milliseconds(120);
    const auto part = runOf(shorter);
    const RunDifferences found = compareRuns(part.trace(), whole.trace());
    ASSERT_TRUE(found.first);
    EXPECT_EQ(found.first->kind, DifferenceKind::Ends);
    EXPECT_EQ(found.first->acting, 1u);
}

class OutcomeOf : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Library, OutcomeOf, ::testing::ValuesIn(libraryNames()), [](const auto& scenario) {
    std::string name = scenario.param;
    std::ranges::replace(name, '-', '_');
    return name;
});

TEST_P(OutcomeOf, AKeptRunIsWhatIsSeenWhilePlaying)
{
    const Scenario scenario = libraryScenario(GetParam());
    EXPECT_EQ(outcomeOf(runOf(scenario)), playOut(scenario).outcome);
}

} // namespace
} // namespace tcplab
