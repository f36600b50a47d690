#include "app/ladder/cause_path.h"

#include "tests/app/support/runs.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

/// The segments whose sending is on the path.
std::vector<SegmentId> segmentsOn(const CausePath& path, const Trace& trace)
{
    std::vector<SegmentId> ids;
    for (SegmentId id = 1; id <= trace.segmentCount(); ++id)
        if (path.holds(trace.segment(id).sentRecord))
            ids.push_back(id);
    return ids;
}

std::uint64_t stepOf(const Trace& trace, std::uint32_t record) { return trace.record(record).step; }

TEST(CausePath, LeadsFromAnArrivalBackToTheFirstCall)
{
    const tcplab::Run run = runOf(shipped("three-way-handshake"));
    const Trace& trace = run.trace();
    const std::uint64_t arrival = stepOf(trace, trace.segment(3).endRecord);
    const CausePath path = CausePath::ofStep(trace, arrival, arrival);
    EXPECT_THAT(segmentsOn(path, trace), testing::ElementsAre(1, 2, 3));
    EXPECT_EQ(trace.record(path.records().front()).what.kind, EffectKind::Call);
    for (const CausePath::Link& link : path.links()) {
        EXPECT_LT(link.cause, link.effect);
        EXPECT_EQ(trace.record(link.effect).cause, link.cause);
        EXPECT_TRUE(path.holds(link.cause));
        EXPECT_TRUE(path.holds(link.effect));
    }
}

TEST(CausePath, GoesOnToWhatFollowedUntilTheStepThatIsLookedAt)
{
    const tcplab::Run run = runOf(shipped("three-way-handshake"));
    const Trace& trace = run.trace();
    const CausePath alone = CausePath::ofSegment(trace, 1, stepOf(trace, trace.segment(1).sentRecord));
    EXPECT_THAT(segmentsOn(alone, trace), testing::ElementsAre(1));
    const CausePath onwards = CausePath::ofSegment(trace, 1, stepOf(trace, trace.segment(2).sentRecord));
    EXPECT_THAT(segmentsOn(onwards, trace), testing::ElementsAre(1, 2));
    EXPECT_TRUE(onwards.holdsStep(stepOf(trace, trace.segment(1).endRecord)));
}

TEST(CausePath, OfARetransmissionHasNothingThatWasLostInBetween)
{
    const tcplab::Run run = runOf(shipped("syn-lost"));
    const Trace& trace = run.trace();
    // The SYN that is sent again follows from the timer, not from its own loss.
    const CausePath path = CausePath::ofSegment(trace, 2, trace.stepCount());
    bool timer = false;
    for (const std::uint32_t n : path.records()) {
        timer = timer || trace.record(n).what.action == TimerAction::Expire;
        EXPECT_FALSE(trace.record(n).what.kind == EffectKind::Drop && trace.record(n).what.segment == 1);
    }
    EXPECT_TRUE(timer);
}

TEST(CausePath, OfNothingIsEmpty)
{
    const tcplab::Run run = runOf(shipped("three-way-handshake"));
    EXPECT_TRUE(CausePath::ofStep(run.trace(), 0, 5).empty());
    EXPECT_TRUE(CausePath::ofSegment(run.trace(), 0, 5).empty());
    EXPECT_TRUE(CausePath::ofSegment(run.trace(), 10'000, 5).empty());
    EXPECT_FALSE(CausePath().holds(1));
}

} // namespace
} // namespace tcplab
