#include "app/ladder/ladder_index.h"

#include "tests/app/support/runs.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tcplab {
namespace {

struct Indexed {
    explicit Indexed(Scenario scenario) : run(runOf(std::move(scenario))), axis(TimeAxis::folded(run.trace()))
    {
        index.update(run.trace(), axis);
    }
    tcplab::Run run;
    TimeAxis axis;
    LadderIndex index;
};

class IndexedRun : public testing::TestWithParam<std::string> {};

TEST_P(IndexedRun, HoldsEverySegmentAndEveryState)
{
    const Indexed it(shipped(GetParam()));
    const Trace& trace = it.run.trace();
    std::size_t sends = 0;
    for (const auto& bySide : it.index.sends)
        for (const auto& positions : bySide) {
            EXPECT_TRUE(std::is_sorted(positions.begin(), positions.end()));
            sends += positions.size();
        }
    EXPECT_EQ(sends, trace.segmentCount());
    EXPECT_EQ(it.index.segments.size(), trace.segmentCount());
    const auto states = std::count_if(trace.records.begin(), trace.records.end(),
                                      [](const Record& r) { return r.what.kind == EffectKind::State; });
    const auto own = std::count_if(it.index.statePieces.begin(), it.index.statePieces.end(),
                                   [](const StatePiece& piece) { return piece.named; });
    EXPECT_EQ(own, states);
}

TEST_P(IndexedRun, IsTheSameWhenItGrows)
{
    const Indexed whole(shipped(GetParam()));
    tcplab::Run run(std::make_shared<const Scenario>(shipped(GetParam())));
    TimeAxis axis = TimeAxis::folded(run.trace());
    LadderIndex index;
    for (bool more = true; more;) {
        more = run.extend(5);
        axis.extend(run.trace());
        index.update(run.trace(), axis);
    }
    EXPECT_EQ(index.statePieces.size(), whole.index.statePieces.size());
    EXPECT_EQ(index.timerPieces.size(), whole.index.timerPieces.size());
    EXPECT_EQ(index.callRuns.size(), whole.index.callRuns.size());
    EXPECT_EQ(index.sends, whole.index.sends);
    EXPECT_EQ(index.losses, whole.index.losses);
}

/// Connections that live at the same time stand side by side.
TEST_P(IndexedRun, NoTwoConnectionsShareALane)
{
    const Indexed it(shipped(GetParam()));
    const auto& pieces = it.index.statePieces;
    for (const StatePiece& a : pieces)
        for (const StatePiece& b : pieces) {
            if (a.host != b.host || a.conn == b.conn || a.listener || b.listener || a.lane != b.lane)
                continue;
            EXPECT_TRUE(a.toStep <= b.fromStep || b.toStep <= a.fromStep)
                << nameOf(a.state) << ' ' << nameOf(b.state);
        }
}

INSTANTIATE_TEST_SUITE_P(Library, IndexedRun, testing::ValuesIn(shippedNames()), scenarioTestName);

TEST(LadderIndex, CallsThatReadAlikeAreOneRun)
{
    const Indexed it(transferOf(40));
    const auto& marks = it.index.callMarks[indexOf(Side::Client)];
    const auto sends = std::find_if(it.index.callRuns.begin(), it.index.callRuns.end(),
                                    [](const CallRun& run) { return run.last > run.first; });
    ASSERT_NE(sends, it.index.callRuns.end());
    EXPECT_EQ(sends->host, Side::Client);
    for (std::uint32_t m = sends->first; m <= sends->last; ++m)
        EXPECT_EQ(it.run.trace().record(marks[m].record).what.call, Call::Send);
    std::size_t marked = 0;
    for (const CallRun& run : it.index.callRuns)
        marked += run.last - run.first + 1;
    EXPECT_EQ(marked, marks.size() + it.index.callMarks[indexOf(Side::Server)].size());
}

TEST(LadderIndex, ConnectionsThatLiveTogetherHaveLanes)
{
    const Indexed it(shipped("listen-queues"));
    EXPECT_GE(it.index.laneCount[indexOf(Side::Server)], 2);
    EXPECT_TRUE(it.index.hasSeveralConnections());
    EXPECT_FALSE(Indexed(shipped("three-way-handshake")).index.hasSeveralConnections());
}

TEST(LadderIndex, ConnectionsAreNumberedAsTheyBeginAndAlikeOnBothHosts)
{
    const Indexed it(shipped("old-duplicate-with-time-wait"));
    ASSERT_EQ(it.index.conversations.size(), 2u);
    EXPECT_EQ(it.index.conversations[0].clientPort, it.index.conversations[1].clientPort);
    EXPECT_EQ(it.index.conversations[1].incarnation, 2u);
    for (const SegmentHistory& segment : it.run.trace().segments)
        EXPECT_EQ(it.index.conversationOf(it.run.trace(), segment),
                  segment.sentAt < Instant{} + seconds(61) ? 1 : 2);
}

/// "CLOSED" beside the bar of a connection in TIME-WAIT would be read as that one's.
TEST(LadderIndex, TheEndOfAListenerIsNotTakenForThatOfAConnection)
{
    const Indexed it(shipped("port-unavailable"));
    std::size_t beside = 0;
    std::size_t alone = 0;
    for (const StatePiece& piece : it.index.statePieces)
        if (piece.listener && piece.state == ConnectionState::Closed)
            ++(piece.misleads ? beside : alone);
        else
            EXPECT_FALSE(piece.misleads) << nameOf(piece.state);
    EXPECT_EQ(beside, 1u);
    EXPECT_EQ(alone, 0u);
}

TEST(KindOf, TheMostTellingThingDecides)
{
    SegmentHistory segment;
    segment.packet.segment.ctl.ack = true;
    EXPECT_EQ(kindOf(segment), SegmentKind::Control);
    segment.packet.segment.text.length = 10;
    EXPECT_EQ(kindOf(segment), SegmentKind::Data);
    segment.packet.segment.ctl.fin = true;
    EXPECT_EQ(kindOf(segment), SegmentKind::Fin);
    segment.packet.retransmission = 1;
    EXPECT_EQ(kindOf(segment), SegmentKind::Retransmission);
    segment.packet.segment.ctl.rst = true;
    EXPECT_EQ(kindOf(segment), SegmentKind::Reset);
}

/// A restarted server listens on while its last connection is in TIME-WAIT.
TEST(LadderIndex, NoListenerTakesTheLaneOfAConnectionThatLives)
{
    const Indexed it(shipped("port-reuse-reuseaddr"));
    std::size_t besides = 0;
    for (const StatePiece& listener : it.index.statePieces) {
        if (!listener.listener || listener.state != ConnectionState::Listen)
            continue;
        for (const StatePiece& piece : it.index.statePieces) {
            const bool together = !piece.listener && piece.host == listener.host &&
                                  piece.begin < listener.end && piece.end > listener.begin;
            if (!together)
                continue;
            EXPECT_TRUE(listener.thin) << nameOf(piece.state) << " of connection " << piece.conn;
            ++besides;
        }
    }
    EXPECT_GT(besides, 5u);
}

} // namespace
} // namespace tcplab
