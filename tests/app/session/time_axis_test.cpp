#include "app/session/time_axis.h"

#include "tests/app/support/runs.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

class AxisOf : public testing::TestWithParam<std::string> {
protected:
    const tcplab::Run run = runOf(shipped(GetParam()));
    const Trace& trace = run.trace();
};

void expectMonotone(const Trace& trace, const TimeAxis& axis)
{
    double before = 0;
    for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
        EXPECT_GE(axis.beginOfStep(step), before) << step;
        EXPECT_GE(axis.positionOfStep(step), axis.beginOfStep(step)) << step;
        before = axis.positionOfStep(step);
    }
    EXPECT_LE(before, axis.length());
}

/// Any instant of the run goes to the axis and comes back.
void expectInverse(const Trace& trace, const TimeAxis& axis)
{
    const std::int64_t end = trace.instantOf(trace.stepCount()).ns;
    double before = 0;
    for (int i = 0; i <= 1000; ++i) {
        const Instant instant{end / 1000 * i};
        const double position = axis.position(instant);
        EXPECT_GE(position, before);
        before = position;
        const double error = static_cast<double>(std::abs((axis.instantAt(position) - instant).ns));
        EXPECT_LE(error, 2 + 1e-12 * static_cast<double>(end)) << instant.ns;
    }
}

TEST_P(AxisOf, IsMonotoneAndTurnsBack)
{
    for (const TimeAxis& axis : {TimeAxis::folded(trace), TimeAxis::linear(trace)}) {
        expectMonotone(trace, axis);
        expectInverse(trace, axis);
    }
}

TEST_P(AxisOf, FindsTheLastStepAtAPosition)
{
    const TimeAxis axis = TimeAxis::folded(trace);
    for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
        const double position = axis.positionOfStep(step);
        std::uint64_t last = step;
        while (last < trace.stepCount() && axis.positionOfStep(last + 1) == position)
            ++last;
        EXPECT_EQ(axis.stepAt(position), last);
        EXPECT_LT(axis.stepAt(position - 1e-6), step);
    }
}

TEST_P(AxisOf, DrawsEveryFlightTallEnoughToCatch)
{
    const TimeAxis axis = TimeAxis::folded(trace);
    for (SegmentId id = 1; id <= trace.segmentCount(); ++id) {
        const double sent = axis.positionOfSend(id);
        EXPECT_GE(axis.positionOfArrival(trace, id) - sent, TimeAxis::flightHeight - 1e-9) << id;
        EXPECT_GE(axis.positionOfEnd(trace, id), sent) << id;
    }
}

TEST_P(AxisOf, SegmentsLieInTheStepsThatSendAndReceiveThem)
{
    const TimeAxis axis = TimeAxis::folded(trace);
    for (SegmentId id = 1; id <= trace.segmentCount(); ++id) {
        const SegmentHistory& segment = trace.segment(id);
        const std::uint32_t sent = trace.record(segment.sentRecord).step;
        EXPECT_GE(axis.positionOfSend(id), axis.beginOfStep(sent));
        EXPECT_LE(axis.positionOfSend(id), axis.positionOfStep(sent));
        if (segment.endRecord == 0)
            continue;
        const std::uint32_t ended = trace.record(segment.endRecord).step;
        EXPECT_LE(axis.positionOfEnd(trace, id), axis.positionOfStep(ended)) << id;
    }
}

TEST_P(AxisOf, FoldsWhatIsIdleAndSaysHowLong)
{
    const TimeAxis axis = TimeAxis::folded(trace);
    for (const TimeAxis::Fold& fold : axis.folds()) {
        EXPECT_GE(fold.end - fold.begin, TimeAxis::foldHeight - 1e-9);
        EXPECT_GT(static_cast<double>((fold.to - fold.from).ns) * axis.scale(), TimeAxis::foldLimit);
        // Nothing happens inside.
        const std::uint64_t step = trace.stepAt(fold.to);
        EXPECT_LE(trace.instantOf(trace.stepAt(Instant{fold.to.ns - 1})), fold.from);
        EXPECT_EQ(trace.instantOf(step), fold.to);
    }
}

TEST_P(AxisOf, GrowsWithoutMovingWhatIsThere)
{
    tcplab::Run growing(std::make_shared<const Scenario>(shipped(GetParam())));
    TimeAxis axis = TimeAxis::folded(growing.trace());
    while (growing.extend(7))
        axis.extend(growing.trace());
    axis.extend(growing.trace());
    const TimeAxis whole = TimeAxis::folded(trace);
    ASSERT_EQ(growing.trace().stepCount(), trace.stepCount());
    for (std::uint64_t step = 1; step <= trace.stepCount(); ++step)
        EXPECT_EQ(axis.positionOfStep(step), whole.positionOfStep(step)) << step;
}

TEST_P(AxisOf, AnotherFutureDoesNotRedrawThePast)
{
    const TimeAxis before = TimeAxis::folded(trace);
    tcplab::Run other = run;
    const std::uint64_t step = trace.stepCount() / 2;
    other.intervene(step, trace.instantOf(step), CrashHost{Side::Server});
    other.extendToEnd();
    const TimeAxis after = TimeAxis::folded(other.trace());
    for (std::uint64_t s = 1; s < step; ++s)
        EXPECT_EQ(after.positionOfStep(s), before.positionOfStep(s)) << s;
}

INSTANTIATE_TEST_SUITE_P(Library, AxisOf, testing::ValuesIn(shippedNames()), scenarioTestName);

TEST(TimeAxis, LinearTimeIsProportional)
{
    const tcplab::Run run = runOf(shipped("last-ack-lost"));
    const TimeAxis axis = TimeAxis::linear(run.trace());
    EXPECT_TRUE(axis.folds().empty());
    const double second = axis.position(Instant{1'000'000'000});
    EXPECT_NEAR(axis.position(Instant{30'000'000'000}), 30 * second, 1e-3);
}

TEST(TimeAxis, MinutesAndMillisecondsShareOnePicture)
{
    const tcplab::Run run = runOf(shipped("time-wait-2min"));
    const TimeAxis axis = TimeAxis::folded(run.trace());
    EXPECT_LT(axis.length(), 1000);
    ASSERT_FALSE(axis.folds().empty());
    EXPECT_GT(axis.folds().back().to - axis.folds().back().from, seconds(200));
}

TEST(TimeAxis, TwoSegmentsOfOneInstantAreTwoArrows)
{
    const tcplab::Run run = runOf(shipped("close-three-segments"));
    const Trace& trace = run.trace();
    const TimeAxis axis = TimeAxis::folded(trace);
    for (SegmentId a = 1; a <= trace.segmentCount(); ++a)
        for (SegmentId b = a + 1; b <= trace.segmentCount(); ++b)
            if (trace.segment(a).sender == trace.segment(b).sender) {
                EXPECT_GE(axis.positionOfSend(b), axis.positionOfSend(a) + TimeAxis::burstHeight)
                    << a << ' ' << b;
            }
}

} // namespace
} // namespace tcplab
