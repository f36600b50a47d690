#include "app/session/time_axis.h"
#include "core/experiment/loss_matrix.h"
#include "tests/app/support/runs.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class AlignedAxes : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Library, AlignedAxes, testing::ValuesIn(shippedNames()), scenarioTestName);

TEST_P(AlignedAxes, PutEachInstantOfBothRunsAtOnePlace)
{
    const Scenario scenario = shipped(GetParam());
    const auto whole = runOf(scenario);
    const auto lost = runOf(withLost(scenario, {{Side::Client, 2}}));
    for (const bool linear : {false, true}) {
        const auto axisOf = [linear](const auto& run) {
            return linear ? TimeAxis::linear(run.trace()) : TimeAxis::folded(run.trace());
        };
        const TimeAxis alone = axisOf(whole);
        TimeAxis a = axisOf(whole);
        TimeAxis b = axisOf(lost);
        TimeAxis::align(a, b);
        const Instant end = std::min(whole.trace().instantOf(whole.trace().stepCount()),
                                     lost.trace().instantOf(lost.trace().stepCount()));
        double before = -1;
        for (const auto* run : {&whole, &lost}) {
            for (std::uint64_t step = 0; step <= run->trace().stepCount(); ++step) {
                const Instant at = run->trace().instantOf(step);
                if (at > end)
                    continue;
                EXPECT_NEAR(a.position(at), b.position(at), 1e-6) << step;
                EXPECT_NEAR(a.firstPosition(at), b.firstPosition(at), 1e-6) << step;
                const Instant between = at + microseconds(137);
                if (between < end) {
                    EXPECT_NEAR(a.position(between), b.position(between), 1e-6) << step;
                }
            }
        }
        // Time goes on downwards, nothing is drawn closer together than it was, and a step is where its position says.
        for (std::uint64_t step = 1; step <= whole.trace().stepCount(); ++step) {
            EXPECT_GE(a.positionOfStep(step), before);
            EXPECT_GE(a.positionOfStep(step) - a.positionOfStep(step - 1) + 1e-6,
                      alone.positionOfStep(step) - alone.positionOfStep(step - 1));
            before = a.positionOfStep(step);
            EXPECT_GE(a.stepAt(a.positionOfStep(step) + 1e-6), step);
        }
        for (SegmentId id = 1; id <= whole.trace().segmentCount(); ++id)
            EXPECT_GE(a.positionOfEnd(whole.trace(), id), a.positionOfSend(id)) << id;
    }
}

TEST_P(AlignedAxes, LeaveOutOnlyTimeInWhichNothingHappensInEither)
{
    const Scenario scenario = shipped(GetParam());
    const auto whole = runOf(scenario);
    const auto lost = runOf(withLost(scenario, {{Side::Client, 2}}));
    TimeAxis a = TimeAxis::folded(whole.trace());
    TimeAxis b = TimeAxis::folded(lost.trace());
    TimeAxis::align(a, b);
    ASSERT_EQ(a.folds().size(), b.folds().size());
    for (std::size_t i = 0; i < a.folds().size(); ++i) {
        const TimeAxis::Fold& fold = a.folds()[i];
        EXPECT_EQ(fold.from, b.folds()[i].from);
        EXPECT_NEAR(fold.begin, b.folds()[i].begin, 1e-6);
        EXPECT_NEAR(fold.end, b.folds()[i].end, 1e-6);
        for (const auto* run : {&whole, &lost})
            for (std::uint64_t step = 1; step <= run->trace().stepCount(); ++step) {
                const Instant at = run->trace().instantOf(step);
                EXPECT_FALSE(at > fold.from && at < fold.to) << step << " lies in a fold";
            }
    }
}

TEST(AlignedAxis, OfOneRunWithItselfIsAsItWas)
{
    const auto run = runOf(shipped("syn-ack-lost"));
    TimeAxis a = TimeAxis::folded(run.trace());
    TimeAxis b = a;
    const TimeAxis alone = a;
    TimeAxis::align(a, b);
    for (std::uint64_t step = 0; step <= run.trace().stepCount(); ++step)
        EXPECT_NEAR(a.positionOfStep(step), alone.positionOfStep(step), 1e-6);
    EXPECT_EQ(a.folds().size(), alone.folds().size());
    EXPECT_NEAR(a.length(), alone.length(), 1e-6);
}

} // namespace
} // namespace tcplab
