// RFC 9293 §3.8.6: managing the window, zero windows, silly windows; §3.7.4 Nagle.
#include "tests/core/tcp/bench.h"

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

namespace tcplab {
namespace {

using enum ConnectionState;

class ZeroWindow : public Endpoint {
protected:
    void SetUp() override { establishes(1000, 1000); }
    /// 1000 octets are acknowledged, 500 wait, the window is closed.
    void closeWindow()
    {
        sends(1500);
        arrives(". 1:1(0) ack 1001 win 0");
    }
};
TCPLAB_EVERYWHERE(ZeroWindow);

// Proves MUST-35, MUST-36.
TEST_P(ZeroWindow, IsFirstProbedAfterAnRtoThenWithDoublingWaits)
{
    closeWindow();
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_EQ(left(Timer::Persist), seconds(1)); // SHLD-29
    passes(seconds(31));
    const std::string probe = "ms . 1001:1002(1) ack 1 win 65535"; // "at least one octet of new data"
    EXPECT_THAT(sentWhen(), ElementsAre("+1000" + probe, "+3000" + probe, "+7000" + probe, "+15000" + probe,
                                        "+31000" + probe)); // SHLD-30
}

TEST_P(ZeroWindow, IsProbedForHoursAsLongAsThePeerAnswers)
{
    closeWindow();
    for (int i = 0; i < 200; ++i) {
        expires(Timer::Persist);
        ASSERT_THAT(sent(), ElementsAre(". 1001:1002(1) ack 1 win 65535"));
        arrives(". 1:1(0) ack 1001 win 0");
    }
    EXPECT_GT(now, Instant{} + minutes(180));
    EXPECT_EQ(state(), Established); // MUST-37
}

TEST_P(ZeroWindow, IsGivenUpWhenNobodyAnswers)
{
    closeWindow();
    passes(minutes(5));
    EXPECT_EQ(state(), Closed);
    EXPECT_EQ(tcb.error, Errno::TimedOut);
}

TEST_P(ZeroWindow, OpensAndTheProbesOctetGoesAgainInAFullSegment)
{
    closeWindow();
    expires(Timer::Persist);
    arrives(". 1:1(0) ack 1001 win 4000");
    EXPECT_THAT(sent(), ElementsAre("P. 1001:1501(500) ack 1 win 65535"));
    EXPECT_FALSE(isOn(Timer::Persist));
    EXPECT_TRUE(isOn(Timer::Retransmission));
}

TEST_P(ZeroWindow, TakesTheProbesOctetAndGoesOnBehindIt)
{
    closeWindow();
    expires(Timer::Persist);
    arrives(". 1:1(0) ack 1002 win 4000");
    EXPECT_THAT(sent(), ElementsAre("P. 1002:1501(499) ack 1 win 65535"));
}

TEST_P(ZeroWindow, OpensBeforeAnyProbe)
{
    closeWindow();
    arrives(". 1:1(0) ack 1001 win 1000");
    EXPECT_THAT(sent(), ElementsAre("P. 1001:1501(500) ack 1 win 65535"));
    EXPECT_FALSE(isOn(Timer::Persist));
}

TEST_P(ZeroWindow, HoldsBackAFinToo)
{
    sends(1000);
    closes();
    arrives(". 1:1(0) ack 1001 win 0");
    EXPECT_THAT(sent(), IsEmpty()); // a FIN takes a sequence number
    EXPECT_TRUE(isOn(Timer::Persist));
    arrives(". 1:1(0) ack 1001 win 1");
    EXPECT_THAT(sent(), ElementsAre("F. 1001:1001(0) ack 1 win 65535"));
}

TEST_P(ZeroWindow, IsProbedWithAnOldNumberWhereTheProfileSaysSo)
{
    profile.probeCarriesOctet = false;
    closeWindow();
    expires(Timer::Persist);
    EXPECT_THAT(sent(), ElementsAre(". 1000:1000(0) ack 1 win 65535")); // SND.UNA−1, as Linux does
    EXPECT_EQ(sndNxt(), 1001u);
}

TEST_P(ZeroWindow, DoesNotStopProbesWhenAnOldSegmentSaysOtherwise)
{
    arrives("P. 1:101(100) ack 1 win 1000");
    sends(1500);
    arrives(". 101:101(0) ack 1001 win 0");
    arrives(". 1:1(0) ack 1001 win 5000"); // older than SND.WL1
    EXPECT_EQ(tcb.snd.wnd, 0u);
    EXPECT_TRUE(isOn(Timer::Persist));
}

TEST_P(ZeroWindow, IsProbedByLinuxFromItsOwnRto)
{
    Bench kernel(
        numbers); // kernel traces 20a, 20c: +0.24 0.75 1.71 3.56 7.24 14.67 s, with a timer wheel's lateness
    kernel.profile = linuxProfile();
    kernel.opens();
    kernel.passes(milliseconds(24));
    kernel.arrives("S. 0:0(0) ack 1 win 1000 <mss 1000>");
    kernel.sends(1500);
    kernel.arrives(". 1:1(0) ack 1001 win 0");
    for (const int wait : {221, 442, 884, 1768, 3536, 7072}) { // SRTT 21, floored variance 200
        EXPECT_EQ(kernel.left(Timer::Persist), milliseconds(wait));
        kernel.expires(Timer::Persist);
        EXPECT_THAT(kernel.sent(), ElementsAre(". 1000:1000(0) ack 1 win 64240"));
        kernel.arrives(". 1:1(0) ack 1001 win 0");
    }
}

class ShrunkenWindow : public Endpoint {};
TCPLAB_EVERYWHERE(ShrunkenWindow);

TEST_P(ShrunkenWindow, SendsNothingNewWhileTheUsableWindowIsNegative)
{
    establishes(3000, 1000);
    sends(5000);
    arrives(". 1:1(0) ack 1001 win 500"); // MUST-34: 2000 are out, 500 allowed
    EXPECT_THAT(sent(), IsEmpty());       // SHLD-15
    arrives(". 1:1(0) ack 3001 win 1000");
    EXPECT_THAT(sent(), ElementsAre(". 3001:4001(1000) ack 1 win 65535"));
}

// Proves SHLD-16.
TEST_P(ShrunkenWindow, IsNoReasonToGiveUp)
{
    profile.retries = 3;
    profile.userTimeout = minutes(1);
    establishes(3000, 1000);
    sends(3000);
    arrives(". 1:1(0) ack 1001 win 0");
    for (int i = 0; i < 30; ++i) { // SHLD-17: repeated, answered, still closed
        expires(Timer::Retransmission);
        EXPECT_THAT(sent(), ElementsAre(". 1001:2001(1000) ack 1 win 65535")); // MAY-7
        arrives(". 1:1(0) ack 1001 win 0");
    }
    EXPECT_EQ(state(), Established);
}

class SillyWindow : public Endpoint {};
TCPLAB_EVERYWHERE(SillyWindow);

// Proves MUST-38.
TEST_P(SillyWindow, WaitsForAFullSegmentOrHalfTheLargestWindow)
{
    establishes(4000, 1000);
    sends(4000);
    arrives(". 1:1(0) ack 4001 win 0");
    sends(3000);
    arrives(". 1:1(0) ack 4001 win 500");
    EXPECT_THAT(sent(), IsEmpty()); // §3.8.6.2.1: neither (1), (2) nor (3)
    arrives(". 1:1(0) ack 4001 win 1000");
    EXPECT_THAT(sent(), ElementsAre(". 4001:5001(1000) ack 1 win 65535")); // (1)
}

// Proves MUST-38.
TEST_P(SillyWindow, SendsHalfOfTheLargestWindow)
{
    establishes(600, 1000);
    sends(600);
    arrives(". 1:1(0) ack 601 win 0");
    sends(600);
    arrives(". 1:1(0) ack 601 win 299");
    EXPECT_THAT(sent(), IsEmpty());
    arrives(". 1:1(0) ack 601 win 300");
    EXPECT_THAT(sent(), ElementsAre(". 601:901(300) ack 1 win 65535")); // (3)
}

// Proves MUST-60.
TEST_P(SillyWindow, IsOverriddenWithinASecond)
{
    establishes(4000, 1000);
    sends(4000);
    arrives(". 1:1(0) ack 4001 win 100");
    sends(3000);
    EXPECT_THAT(sent(), IsEmpty());
    passes(seconds(1));
    EXPECT_THAT(sentWhen(), ElementsAre("+1000ms . 4001:4101(100) ack 1 win 65535")); // (4)
}

TEST_P(SillyWindow, IsOverriddenNoEarlierThanATenthOfASecond)
{
    profile.minRto = milliseconds(1);
    opens();
    arrives("S. 0:0(0) ack 1 win 4000 <mss 1000>"); // RTO: a millisecond
    sends(4000);
    arrives(". 1:1(0) ack 4001 win 100");
    sends(3000);
    EXPECT_EQ(left(Timer::Persist), milliseconds(100));
}

class Nagle : public Endpoint {
protected:
    void SetUp() override { establishes(65535, 1000); }
};
TCPLAB_EVERYWHERE(Nagle);

// Proves MAY-16, SHLD-7.
TEST_P(Nagle, HoldsASmallSegmentWhileAnythingIsUnacknowledged)
{
    sends(100);
    EXPECT_THAT(sent(), ElementsAre("P. 1:101(100) ack 1 win 65535"));
    sends(100);
    sends(100);
    EXPECT_THAT(sent(), IsEmpty());
    arrives(". 1:1(0) ack 101");
    EXPECT_THAT(sent(), ElementsAre("P. 101:301(200) ack 1 win 65535"));
}

// Proves SHLD-28.
TEST_P(Nagle, LetsAFullSegmentPass)
{
    sends(100);
    sends(1100);
    EXPECT_THAT(sent(), ElementsAre(". 101:1101(1000) ack 1 win 65535"));
}

TEST_P(Nagle, IsOffWithNoDelayAndWithTheKnob)
{
    tcb.noDelay = true; // MUST-17
    sends(100);
    sends(100);
    EXPECT_THAT(sent(), ElementsAre("P. 101:201(100) ack 1 win 65535"));
    tcb.noDelay = false;
    profile.nagle = false;
    sends(100);
    EXPECT_THAT(sent(), ElementsAre("P. 201:301(100) ack 1 win 65535"));
}

class InitialWindow : public Endpoint {};
TCPLAB_EVERYWHERE(InitialWindow);

TEST_P(InitialWindow, LimitsTheFirstFlight)
{
    profile.initialWindow = 3;
    establishes(65535, 1000);
    sends(20'000);
    EXPECT_EQ(sent().size(), 3u);
    arrives(". 1:1(0) ack 1001");
    EXPECT_EQ(sent().size(), 2u); // slow start: one for the one that has left, one for the window's growth
}

class OfferedWindow : public Endpoint {
protected:
    void SetUp() override
    {
        profile.receiveBuffer = 4000;
        profile.mss = 1000;
        profile.delayedAck = Duration{0};
        establishes(65535, 1000);
    }
};
TCPLAB_EVERYWHERE(OfferedWindow);

// Proves SHLD-14.
TEST_P(OfferedWindow, KeepsItsRightEdgeAsTextArrives)
{
    arrives("P. 1:501(500) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 501 win 3500"));
    EXPECT_EQ(reads(), "500"); // 500 octets of room are no segment: the edge stands (§3.8.6.2.2)
    EXPECT_THAT(sent(), IsEmpty());
    arrives("P. 501:901(400) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 901 win 3100"));
}

// Proves MUST-39.
TEST_P(OfferedWindow, MovesItsEdgeByAFullSegment)
{
    arrives("P. 1:1001(1000) ack 1");
    reads();
    arrives("P. 1001:1101(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1101 win 3900"));
}

// Proves MUST-39.
TEST_P(OfferedWindow, MovesByHalfASmallBuffer)
{
    Bench small(numbers);
    small.profile.receiveBuffer = 600;
    small.profile.delayedAck = Duration{0};
    small.establishes();
    small.arrives("P. 1:301(300) ack 1");
    EXPECT_THAT(small.sent(), ElementsAre(". 1:1(0) ack 301 win 300"));
    small.reads(299);
    EXPECT_THAT(small.sent(), IsEmpty());
    small.reads(1);
    EXPECT_THAT(small.sent(), ElementsAre(". 1:1(0) ack 301 win 600"));
}

// Proves MAY-8.
TEST_P(OfferedWindow, ClosesWhenNobodyReadsAndOpensWhenSomebodyDoes)
{
    arrives(". 1:1001(1000) ack 1");
    arrives(". 1001:2001(1000) ack 1");
    arrives(". 2001:3001(1000) ack 1");
    arrives("P. 3001:4001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 4001 win 0"));
    reads(999);
    EXPECT_THAT(sent(), IsEmpty());
    reads(1);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 4001 win 1000"));
}

TEST_P(OfferedWindow, RefusesAProbesOctetWhileClosedAndSaysSo)
{
    arrives(". 1:2001(2000) ack 1");
    arrives("P. 2001:4001(2000) ack 1");
    arrives(". 4001:4002(1) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 4001 win 0")); // §3.8.6.1
    EXPECT_EQ(tcb.receivedOctets, 4000u);
}

TEST_P(OfferedWindow, StillAcceptsAcksWhileClosed)
{
    arrives(". 1:2001(2000) ack 1");
    arrives("P. 2001:4001(2000) ack 1");
    sends(100);
    arrives(". 4001:4002(1) ack 101"); // "special allowance should be made to accept valid ACKs"
    EXPECT_EQ(sndUna(), 101u);
    EXPECT_EQ(rcvNxt(), 4001u);
}

// Proves MUST-66.
TEST_P(OfferedWindow, StillObeysResetsWhileClosed)
{
    arrives(". 1:2001(2000) ack 1");
    arrives("P. 2001:4001(2000) ack 1");
    arrives("R 4001:4001(0)"); // MUST-66
    EXPECT_EQ(state(), Closed);
}

TEST_P(OfferedWindow, TakesNoOctetBeyondItsEdge)
{
    arrives("P. 1:5001(5000) ack 1");
    EXPECT_EQ(tcb.receivedOctets, 4000u);
    EXPECT_EQ(rcvNxt(), 4001u);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 4001 win 0"));
}

TEST_P(OfferedWindow, CutsOffAFinBeyondItsEdge)
{
    arrives("FP. 1:4001(4000) ack 1");
    EXPECT_EQ(state(), Established);
    EXPECT_EQ(rcvNxt(), 4001u);
}

} // namespace
} // namespace tcplab
