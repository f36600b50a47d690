// RFC 7323 §3.2, §4.3, §5: timestamps, and protection against wrapped sequence numbers.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Paws : public Endpoint {
protected:
    void SetUp() override
    {
        profile.timestamps = true;
        profile.delayedAck = Duration{0};
        now = Instant{} + seconds(10);
        establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1012,nop,nop,TS val 500 ecr 10000>");
    }
};
TCPLAB_EVERYWHERE(Paws);

TEST_P(Paws, EchoesTheTimestampOfWhatMovedTheLeftEdge)
{
    arrives(". 1:101(100) ack 1 <nop,nop,TS val 510 ecr 10000>");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 101 win 65435 <nop,nop,TS val 10000 ecr 510>"));
}

TEST_P(Paws, EchoesTheTimestampBeforeAHoleAsLongAsThereIsOne)
{
    arrives(". 1:101(100) ack 1 <nop,nop,TS val 510 ecr 10000>");
    arrives(". 201:301(100) ack 1 <nop,nop,TS val 530 ecr 10000>"); // §4.3 case B: beyond Last.ACK.sent
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 101 win 65435 <nop,nop,TS val 10000 ecr 510>"));
    arrives(". 101:201(100) ack 1 <nop,nop,TS val 540 ecr 10000>"); // case C
    EXPECT_EQ(tcb.ts.recent, 540u);
}

TEST_P(Paws, EchoesTheEarlierOfTwoSegmentsThatOneAckAnswers)
{
    profile.delayedAck = milliseconds(200);
    arrives(". 1:101(100) ack 1 <nop,nop,TS val 510 ecr 10000>");
    arrives(". 101:201(100) ack 1 <nop,nop,TS val 520 ecr 10000>"); // case A: delayed ACKs
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 201 win 65335 <nop,nop,TS val 10000 ecr 510>"));
}

TEST_P(Paws, AnOlderTimestampIsAnsweredAndDropped)
{
    arrives(". 1:101(100) ack 1 <nop,nop,TS val 510 ecr 10000>");
    arrives(". 101:201(100) ack 1 <nop,nop,TS val 400 ecr 10000>"); // R1: the numbers would fit
    EXPECT_THAT(ignored(), ElementsAre(IgnoreReason::OldTimestamp));
    EXPECT_THAT(clauses(), Contains(Clause::OldTimestampAcked));
    EXPECT_EQ(rcvNxt(), 101u);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 101 win 65435 <nop,nop,TS val 10000 ecr 510>"));
}

TEST_P(Paws, WhatItRefusesIsNotReportedAsReceived)
{
    tcb.agreed.sack = true;
    arrives(". 1:101(100) ack 1 <nop,nop,TS val 510 ecr 10000>");
    arrives(". 101:201(100) ack 1 <nop,nop,TS val 400 ecr 10000>"); // RFC 2883 §4: only what was received
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 101 win 65435 <nop,nop,TS val 10000 ecr 510>"));
}

TEST_P(Paws, ComparesModulo32Bits)
{
    tcb.ts.recent = 0xfffffff0;
    arrives(". 1:101(100) ack 1 <nop,nop,TS val 5 ecr 10000>");
    EXPECT_EQ(rcvNxt(), 101u);
    EXPECT_EQ(tcb.ts.recent, 5u);
}

TEST_P(Paws, ATimestampThatIs24DaysOldSaysNothing)
{
    now = now + minutes(25 * 24 * 60);
    arrives(". 1:101(100) ack 1 <nop,nop,TS val 400 ecr 10000>"); // §5.5
    EXPECT_EQ(rcvNxt(), 101u);
    EXPECT_EQ(tcb.ts.recent, 400u);
}

TEST_P(Paws, AResetIsNotSubjectToIt)
{
    arrives("R 1:1(0) <nop,nop,TS val 400 ecr 0>");
    EXPECT_EQ(state(), ConnectionState::Closed);
}

TEST_P(Paws, AResetWithoutTimestampsIsObeyed)
{
    arrives("R 1:1(0)");
    EXPECT_EQ(state(), ConnectionState::Closed);
}

TEST_P(Paws, ASegmentWithoutTimestampsIsDroppedSilently)
{
    arrives(". 1:101(100) ack 1"); // §3.2
    EXPECT_THAT(ignored(), ElementsAre(IgnoreReason::NoTimestamp));
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_EQ(rcvNxt(), 1u);
}

TEST_P(Paws, ASegmentWithoutTimestampsIsTakenWhereTheKnobSaysSo)
{
    profile.timestampsRequired = false;
    arrives(". 1:101(100) ack 1");
    EXPECT_EQ(rcvNxt(), 101u);
}

} // namespace
} // namespace tcplab
