#include "tests/scenarios/played.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Group 5: what moves data. Octets and times are worked out by hand from the RFCs: a segment has 1000 octets, a
// way takes 50 ms.

namespace tcplab {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

Instant at(std::int64_t ms) { return Instant{} + milliseconds(ms); }

/// All octets reached the program, once and in order.
void expectAllRead(const Played& run, std::uint32_t octets)
{
    const World end = run.end();
    const LongList<ReadLog>& logs = end.hosts[indexOf(server)].readLogs;
    std::uint64_t read = 0;
    std::size_t ranges = 0;
    for (const ReadLog& log : logs)
        for (const TextRange& range : log.text) {
            EXPECT_EQ(range.offset, 0u);
            read += range.length;
            ++ranges;
        }
    EXPECT_EQ(ranges, 1u);
    EXPECT_EQ(read, octets);
}

TEST(FastRetransmit, ThirdDuplicateAckRepeatsTheMissingSegment)
{
    const Played run("fast-retransmit");
    // Segments 4, 5, 6 leave at 130, 140, 150 ms; their ACKs are back 100 ms later.
    EXPECT_THAT(run.retransmissions(client), ElementsAre("250 ms: 3001"));
    EXPECT_THAT(run.segments(server),
                ElementsAre("SYN,ACK 5000/1001", "ACK 5001/3001", "ACK 5001/3001", "ACK 5001/3001",
                            "ACK 5001/3001", "ACK 5001/3001", "ACK 5001/3001", "ACK 5001/9001"));
    expectAllRead(run, 8000);
}

TEST(FastRetransmit, HalvesTheFlightAndInflates)
{
    // FlightSize 6000: ssthresh 3000; cwnd 3000 + 3·1000; two more duplicate ACKs; at the end
    // min(ssthresh, max(FlightSize, SMSS) + SMSS) = 2000 (RFC 6582 §3.2 step 3).
    EXPECT_THAT(Played("fast-retransmit").congestion(client),
                ElementsAre("100 ms: 10000 - slow-start", "210 ms: 11000 - slow-start",
                            "250 ms: 6000 3000 recovery", "260 ms: 7000 3000 recovery",
                            "270 ms: 8000 3000 recovery", "350 ms: 2000 3000 slow-start"));
}

TEST(TailLoss, OnlyTheTimerNoticesAndBacksOff)
{
    const Played run("tail-loss");
    // The ACK of 3001 … 4000 comes after the delay of 200 ms, at 400 ms: RTO 1 s from there.
    EXPECT_THAT(run.retransmissions(client), ElementsAre("1400 ms: 4001", "3400 ms: 4001", "7400 ms: 4001"));
    expectAllRead(run, 5000);
}

TEST(TailLoss, KeepsTheThresholdOfTheFirstTimeout)
{
    const std::vector<std::string> moves = Played("tail-loss").congestion(client);
    EXPECT_THAT(moves, Contains("1400 ms: 1000 2000 loss")); // at least two segments (RFC 5681 equation 4)
    for (const std::string& move : moves)
        if (move.starts_with("3400") || move.starts_with("7400"))
            ADD_FAILURE() << move;
}

TEST(TailLoss, KarnLeavesTheBackedOffRtoUntilAnUnambiguousSample)
{
    const Played run("tail-loss");
    std::vector<std::int64_t> samples;
    for (const Record& record : run.trace().records)
        if (record.what.kind == EffectKind::Rtt && record.what.host == client)
            samples.push_back(record.t.ns / 1'000'000);
    EXPECT_THAT(samples, Not(Contains(7700)));
    EXPECT_EQ(samples.back(), 10'300);
    EXPECT_THAT(run.timer(client, Timer::Retransmission), Contains("start 18000 ms")); // still 8 s
}

TEST(AckLost, NothingIsSentAgain)
{
    const Played run("ack-lost");
    EXPECT_THAT(run.segments(server),
                ElementsAre("SYN,ACK 5000/1001", "ACK 5001/3001", "ACK 5001/5001 lost", "ACK 5001/7001"));
    EXPECT_THAT(run.retransmissions(client), IsEmpty());
    EXPECT_EQ(run.congestion(client).back(), "250 ms: 12000 - slow-start");
    expectAllRead(run, 6000);
}

TEST(Reordering, IsTakenForALossAndCostsHalfTheWindow)
{
    const Played run("reordering");
    EXPECT_THAT(run.retransmissions(client), ElementsAre("250 ms: 3001"));
    EXPECT_THAT(run.segments(), Not(Contains(testing::EndsWith("lost"))));
    EXPECT_THAT(run.ignored(), ElementsAre("server: old duplicate"));
    EXPECT_EQ(run.congestion(client).back(), "280 ms: 2000 3000 slow-start");
    expectAllRead(run, 8000);
}

TEST(DuplicateSegment, IsTakenOnceAndAcknowledgedAgain)
{
    const Played run("duplicate-segment");
    EXPECT_THAT(run.ignored(), ElementsAre("server: old duplicate"));
    EXPECT_THAT(run.retransmissions(client), IsEmpty());
    expectAllRead(run, 4000);
}

TEST(ZeroWindow, IsProbedWithBackOffUntilItOpens)
{
    const Played run("zero-window");
    // Closed at 200 ms; the RTO of 1 s doubles.
    EXPECT_THAT(run.timer(client, Timer::Persist), Contains("expire 1200 ms"));
    EXPECT_THAT(run.timer(client, Timer::Persist), Contains("expire 3200 ms"));
    EXPECT_THAT(run.timer(client, Timer::Persist), Contains("expire 7200 ms"));
    EXPECT_THAT(run.ignored(), ElementsAre("server: zero window", "server: zero window"));
    expectAllRead(run, 6000);
}

TEST(ZeroWindow, IsFlowControlAndLeavesTheCongestionWindowAlone)
{
    const Played run("zero-window");
    EXPECT_GE(run.congestion(client).size(), 2u); // it was looked at
    for (const std::string& move : run.congestion(client))
        EXPECT_TRUE(move.ends_with("slow-start")) << move;
}

TEST(NagleDelayedAck, WaitForEachOtherUntilNoDelay)
{
    const Played run("nagle-delayed-ack");
    EXPECT_THAT(run.returnInstants(client, Call::Recv), ElementsAre(at(500), at(600)));
    const std::vector<std::string> sent = run.segments(client);
    EXPECT_THAT(sent, Contains("ACK 1101/5001 +100"));
    EXPECT_EQ(run.timer(server, Timer::DelayedAck).at(1), "expire 350 ms");
}

TEST(SlowStart, DoublesInEachRoundTrip)
{
    // Segments of new text leave in flights of 1, 2, 4, 8.
    std::vector<int> flights(5);
    const Played run("slow-start");
    for (const SegmentHistory& history : run.trace().segments)
        if (history.sender == client && history.packet.segment.text.length != 0 && history.sentAt < at(500))
            ++flights.at(static_cast<std::size_t>(history.sentAt.ns / 100'000'000));
    EXPECT_THAT(flights, ElementsAre(0, 1, 2, 4, 8));
}

TEST(SlowStart, HalvesAtTheLossAndGrowsByASegmentEachRoundTripFromThere)
{
    const std::vector<std::string> moves = Played("slow-start").congestion(client);
    EXPECT_THAT(moves, Contains("500 ms: 12000 - slow-start"));
    const auto loss = std::ranges::find(moves, "500 ms: 6000 6000 recovery");
    ASSERT_NE(loss, moves.end());
    EXPECT_THAT(std::vector<std::string>(loss + 1, moves.end()),
                ElementsAre("600 ms: 6000 6000 avoidance", "700 ms: 7000 6000 avoidance",
                            "800 ms: 8000 6000 avoidance", "900 ms: 9000 6000 avoidance",
                            "1000 ms: 10000 6000 avoidance"));
}

TEST(Sack, RepairsThreeHolesInOneRoundTrip)
{
    const Played run("sack");
    EXPECT_THAT(run.retransmissions(client), ElementsAre("270 ms: 3001", "280 ms: 5001", "290 ms: 7001"));
    EXPECT_THAT(run.congestion(client),
                ElementsAre("100 ms: 10000 - slow-start", "210 ms: 11000 - slow-start",
                            "270 ms: 4000 4000 recovery", "390 ms: 4000 4000 avoidance"));
    expectAllRead(run, 10'000);
}

/// RFC 2018 §4: the block of the segment that draws the ACK; of one that moved SEG.ACK on, the latest before.
TEST(Sack, ReportsTheLatestBlockFirst)
{
    std::vector<std::string> blocks;
    const Played run("sack");
    for (const SegmentHistory& history : run.trace().segments)
        if (history.sender == server && !history.packet.segment.options.sack.empty())
            blocks.push_back(std::to_string(history.packet.segment.options.sack[0].left.value()) + "-" +
                             std::to_string(history.packet.segment.options.sack[0].right.value()));
    EXPECT_THAT(blocks, testing::ElementsAreArray({"4001-5001", "6001-7001", "8001-9001", "8001-10001",
                                                   "8001-11001", "8001-11001", "8001-11001"}));
}

TEST(WithoutSack, NewRenoRepairsOneHoleInEachRoundTrip)
{
    const Played run("without-sack");
    EXPECT_THAT(run.retransmissions(client), ElementsAre("270 ms: 3001", "370 ms: 5001", "470 ms: 7001"));
    expectAllRead(run, 10'000);
}

TEST(SequenceWrap, ComparesModulo2To32)
{
    const Played run("sequence-wrap");
    EXPECT_THAT(run.segments(client),
                ElementsAre("SYN 4294965795", "ACK 4294965796/5001", "ACK 4294965796/5001 +1000",
                            "ACK 4294966796/5001 +1000", "ACK 500/5001 +1000", "ACK 1500/5001 +1000",
                            "FIN,ACK 2500/5001", "ACK 2501/5002"));
    EXPECT_THAT(run.segments(server), Contains("ACK 5001/500"));
    EXPECT_THAT(run.results(server), Contains("recv 4000"));
    expectAllRead(run, 4000);
}

TEST(KeepAlive, IsAnsweredByALivingPeerAndFindsADeadOne)
{
    const Played run("keep-alive");
    std::vector<std::int64_t> probes;
    for (const SegmentHistory& history : run.trace().segments)
        if (history.sender == server && history.packet.segment.seq == SeqNum{5100} &&
            history.packet.segment.len() == 0)
            probes.push_back(history.sentAt.ns / 1'000'000);
    EXPECT_THAT(probes, ElementsAre(10'450, 20'550, 30'650, 32'650, 34'650));
    EXPECT_THAT(run.results(server), Contains("recv ETIMEDOUT"));
    EXPECT_EQ(run.returnInstants(server, Call::Recv).back(), at(36'650));
}

/// How many octets of new text a sender sent in the 100 ms from `from` on.
std::uint32_t sentIn(const Played& run, std::int64_t from)
{
    std::uint32_t octets = 0;
    for (const SegmentHistory& history : run.trace().segments)
        if (history.sender == client && history.sentAt >= at(from) && history.sentAt < at(from + 100))
            octets += history.packet.segment.text.length;
    return octets;
}

TEST(WindowScale, IsNotForTheSynsAndOpensTheWindowBeyond65535)
{
    const Played run("window-scale");
    EXPECT_EQ(sentIn(run, 100), 63'000u);  // seven segments of 9000: the SYN,ACK's window is not scaled
    EXPECT_EQ(sentIn(run, 200), 144'000u); // cwnd: 12 segments and one for each of four ACKs
    const Played without("window-scale", {{"server.window_scale", "off"}});
    EXPECT_EQ(sentIn(without, 100), 63'000u);
    EXPECT_LE(sentIn(without, 200), 63'000u);
}

TEST(TimestampsPaws, DropsTheSegmentOfAnEarlierConnection)
{
    const Played run("timestamps-paws");
    EXPECT_THAT(run.ignored(), ElementsAre("server: old timestamp"));
    EXPECT_THAT(run.results(server), Contains("recv 300"));
    const World end = run.end();
    // Every range that the second connection's program has read is of one stream: its own.
    std::vector<std::uint32_t> streams;
    for (const ReadLog& log : end.hosts[indexOf(server)].readLogs)
        for (const TextRange& range : log.text)
            streams.push_back(range.stream);
    EXPECT_EQ(streams.size(), 2u); // one range a connection
}

TEST(Ecn, IsNegotiatedEchoedUntilCwrAndReducesOncePerWindow)
{
    const Played run("ecn");
    EXPECT_EQ(run.segments(client).front(), "SYN,ECE,CWR 1000");
    EXPECT_EQ(run.segments(server).front(), "SYN,ACK,ECE 5000/1001");
    EXPECT_THAT(run.retransmissions(client), IsEmpty());
    // The first mark is echoed by ack=5001; until it came 4001 … 15000 were in flight, all that cwnd allows: half of it.
    EXPECT_THAT(run.congestion(client), Contains("233 ms: 5500 5500 avoidance"));
    std::size_t reductions = 0;
    for (const Record& record : run.trace().records)
        reductions +=
            record.what.kind == EffectKind::Cwnd && record.what.clause == Clause::EcnReduces ? 1 : 0;
    EXPECT_EQ(reductions, 1u);
    EXPECT_THAT(run.segments(client), Contains("ACK,CWR 15001/5001 +1000"));
}

} // namespace
} // namespace tcplab
