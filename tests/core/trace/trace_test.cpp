#include "core/trace/trace.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

std::shared_ptr<Scenario> scenarioWithAddresses()
{
    auto scenario = std::make_shared<Scenario>();
    scenario->hosts[0].address = "10.0.0.1";
    scenario->hosts[1].address = "10.0.0.2";
    return scenario;
}

/// Three steps: one record at 0 ms, two at 50 ms, none at 50 ms.
Trace threeSteps()
{
    Trace trace(scenarioWithAddresses());
    trace.stepFirstRecord = {1, 2, 4};
    trace.stepInstant = {Instant{}, Instant{} + milliseconds(50), Instant{} + milliseconds(50)};
    for (const std::uint32_t step : {1u, 2u, 2u})
        trace.records.push_back({.t = trace.stepInstant[step - 1], .step = step});
    return trace;
}

TEST(Trace, FindsTheRecordsOfAStep)
{
    const Trace trace = threeSteps();
    EXPECT_EQ(trace.stepCount(), 3u);
    EXPECT_EQ(trace.firstRecordOf(1), 1u);
    EXPECT_EQ(trace.endRecordOf(1), 2u);
    EXPECT_EQ(trace.firstRecordOf(2), 2u);
    EXPECT_EQ(trace.endRecordOf(2), 4u);
    EXPECT_EQ(trace.firstRecordOf(3), 4u);
    EXPECT_EQ(trace.endRecordOf(3), 4u);
}

TEST(Trace, StepZeroIsTheBeginning)
{
    const Trace trace = threeSteps();
    EXPECT_EQ(trace.firstRecordOf(0), trace.endRecordOf(0));
    EXPECT_EQ(trace.instantOf(0), Instant{});
    EXPECT_EQ(Trace(scenarioWithAddresses()).stepCount(), 0u);
    EXPECT_EQ(Trace(scenarioWithAddresses()).instantOf(0), Instant{});
}

TEST(Trace, StepAtIsTheLastOneNotAfterTheInstant)
{
    const Trace trace = threeSteps();
    EXPECT_EQ(trace.stepAt(Instant{-1}), 0u);
    EXPECT_EQ(trace.stepAt(Instant{}), 1u);
    EXPECT_EQ(trace.stepAt(Instant{} + milliseconds(49)), 1u);
    EXPECT_EQ(trace.stepAt(Instant{} + milliseconds(50)), 3u);
    EXPECT_EQ(trace.stepAt(Instant::never()), 3u);
}

TEST(Trace, NamesConnectionsAndListeners)
{
    Trace trace(scenarioWithAddresses());
    trace.connections[0] = {{.name = {.localPort = 49152, .remotePort = 80, .incarnation = 1}}};
    trace.connections[1] = {{.name = {.localPort = 80, .remotePort = 0, .incarnation = 1}},
                            {.name = {.localPort = 80, .remotePort = 49152, .incarnation = 2}}};
    EXPECT_EQ(trace.connectionName(Side::Client, 1), "49152>10.0.0.2:80#1");
    EXPECT_EQ(trace.connectionName(Side::Server, 1), "80>*:*#1");
    EXPECT_EQ(trace.connectionName(Side::Server, 2), "80>10.0.0.1:49152#2");
    EXPECT_EQ(trace.connectionName(Side::Server, 0), "");
}

class RelativeNumbers : public ::testing::Test {
protected:
    RelativeNumbers() : trace(scenarioWithAddresses())
    {
        trace.connections[0] = {
            {.name = {49152, 80, 1}, .iss = SeqNum{1000}, .hasIss = true, .firstRecord = 1},
            {.name = {49152, 80, 2}, .iss = SeqNum{7000}, .hasIss = true, .firstRecord = 9}};
        trace.connections[1] = {
            {.name = {80, 0, 1}, .firstRecord = 1},
            {.name = {80, 49152, 1}, .iss = SeqNum{0xffffffff}, .hasIss = true, .firstRecord = 3}};
    }
    static SegmentHistory fromClient(ConnectionId conn, std::uint32_t record)
    {
        SegmentHistory segment{.conn = conn, .sentRecord = record, .sender = Side::Client};
        segment.packet.segment = {.sourcePort = 49152,
                                  .destinationPort = 80,
                                  .seq = SeqNum{7005},
                                  .ack = SeqNum{9},
                                  .ctl = {.ack = true}};
        return segment;
    }
    Trace trace;
};

TEST_F(RelativeNumbers, CountFromTheIsnOfTheConnectionEndTheyBelongTo)
{
    EXPECT_EQ(trace.relativeSeq(fromClient(2, 10)), 5u);
    EXPECT_EQ(trace.relativeSeq(fromClient(1, 5)), 6005u);
    EXPECT_EQ(trace.relativeAck(fromClient(2, 10)), 10u);
}

TEST_F(RelativeNumbers, OfNoConnectionAreThoseOfTheLatestOneWithThesePorts)
{
    EXPECT_EQ(trace.relativeSeq(fromClient(0, 10)), 5u);
    EXPECT_EQ(trace.relativeSeq(fromClient(0, 5)), 6005u);
}

TEST_F(RelativeNumbers, AreAbsoluteWhereNoIsnIsKnown)
{
    SegmentHistory stray = fromClient(0, 10);
    stray.packet.segment.sourcePort = 1;
    EXPECT_EQ(trace.relativeSeq(stray), 7005u);
    EXPECT_EQ(trace.relativeAck(stray), 9u);
}

TEST_F(RelativeNumbers, OfASegmentWithoutAckHaveNone)
{
    SegmentHistory syn = fromClient(2, 10);
    syn.packet.segment.ctl = {.syn = true};
    EXPECT_EQ(trace.relativeAck(syn), 0u);
}

} // namespace
} // namespace tcplab
