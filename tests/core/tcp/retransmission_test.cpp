// RFC 6298 by way of RFC 9293 §3.8.1, §3.8.3 (R1, R2) and §3.10.8: measuring, backing off, giving up.
#include "tests/core/tcp/bench.h"

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

namespace tcplab {
namespace {

using enum ConnectionState;

class RetransmissionTimer : public Endpoint {
protected:
    void SetUp() override { establishes(65535, 1000); }
};
TCPLAB_EVERYWHERE(RetransmissionTimer);

TEST_P(RetransmissionTimer, StartsWithTheFirstSegmentOnly)
{
    sends(1000);
    EXPECT_EQ(left(Timer::Retransmission), seconds(1)); // RFC 6298 §5.1
    now = now + milliseconds(400);
    sends(1000);
    EXPECT_EQ(left(Timer::Retransmission), milliseconds(600));
}

TEST_P(RetransmissionTimer, StartsAnewWhenAnAckMovesOn)
{
    sends(2000);
    now = now + milliseconds(400);
    arrives(". 1:1(0) ack 1001"); // §5.3
    EXPECT_EQ(left(Timer::Retransmission), seconds(1));
}

TEST_P(RetransmissionTimer, DoesNotMoveForADuplicateAck)
{
    sends(2000);
    now = now + milliseconds(400);
    arrives(". 1:1(0) ack 1");
    EXPECT_EQ(left(Timer::Retransmission), milliseconds(600));
}

TEST_P(RetransmissionTimer, StopsWhenAllIsAcknowledged)
{
    sends(2000);
    arrives(". 1:1(0) ack 2001");
    EXPECT_FALSE(isOn(Timer::Retransmission)); // §5.2
    EXPECT_FALSE(isOn(Timer::User));
}

// Proves MUST-19.
TEST_P(RetransmissionTimer, SendsTheFrontOfTheQueueAgainAndDoublesTheRto)
{
    sends(2000);
    passes(seconds(31));
    const std::string again = "ms . 1:1001(1000) ack 1 win 65535";
    EXPECT_THAT(sentWhen(), ElementsAre("+1000" + again, "+3000" + again, "+7000" + again, "+15000" + again,
                                        "+31000" + again));
    EXPECT_EQ(out().packets.back().retransmission, 5);
    EXPECT_EQ(tcb.rtt.rto, seconds(32));
}

TEST_P(RetransmissionTimer, BacksOffNoFurtherThanItsMaximum)
{
    sends(1000);
    passes(minutes(4)); // 1 3 7 15 31 63 123 183 …
    const std::string again = "ms P. 1:1001(1000) ack 1 win 65535";
    EXPECT_THAT(sentWhen(),
                ElementsAre("+1000" + again, "+3000" + again, "+7000" + again, "+15000" + again,
                            "+31000" + again, "+63000" + again, "+123000" + again, "+183000" + again));
}

TEST_P(RetransmissionTimer, RepeatsWithTheAcknowledgmentOfNow)
{
    sends(1000);
    arrives("P. 1:101(100) ack 1");
    passes(seconds(1));
    EXPECT_THAT(sent(), Contains("P. 1:1001(1000) ack 101 win 65435"));
}

TEST_P(RetransmissionTimer, RepeatsTheRestOfASegmentThatWasAcknowledgedInPart)
{
    sends(1000);
    arrives(". 1:1(0) ack 301");
    passes(seconds(1));
    EXPECT_THAT(sent(), ElementsAre("P. 301:1001(700) ack 1 win 65535"));
}

TEST_P(RetransmissionTimer, RepeatsAFin)
{
    closes();
    passes(seconds(3));
    EXPECT_THAT(sentWhen(),
                ElementsAre("+1000ms F. 1:1(0) ack 1 win 65535", "+3000ms F. 1:1(0) ack 1 win 65535"));
}

TEST_P(RetransmissionTimer, IsNotBackedOffAnyMoreAfterASample)
{
    sends(1000);
    passes(seconds(1));
    arrives(". 1:1(0) ack 1001");
    EXPECT_EQ(measured(), "");
    EXPECT_EQ(tcb.rtt.rto, seconds(2)); // "backed off" until a segment sent once is measured
    sends(1000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 2001");
    // The SYN's own round trip of 0 ms came first: RTTVAR 3/4·0 + 1/4·100, SRTT 7/8·0 + 1/8·100.
    EXPECT_EQ(measured(), "sample 100 srtt 12 rttvar 25 rto 1000");
    EXPECT_EQ(tcb.rtt.backoffs, 0u);
}

TEST_P(RetransmissionTimer, AfterATimeOutSlowStartBringsBackWhatIsTakenForLost)
{
    sends(4000);
    passes(seconds(1));
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
    arrives(". 1:1(0) ack 1001"); // LW of one segment has become two (RFC 5681 §3.1)
    EXPECT_THAT(sent(),
                ElementsAre(". 1001:2001(1000) ack 1 win 65535", ". 2001:3001(1000) ack 1 win 65535"));
    arrives(". 1:1(0) ack 4001"); // it had the last already
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(RetransmissionTimer, WithoutCongestionControlEveryAckAfterATimeOutBringsTheNext)
{
    tcb.congestion = NoControl{};
    sends(3000);
    passes(seconds(1));
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
    arrives(". 1:1(0) ack 1001");
    EXPECT_THAT(sent(), ElementsAre(". 1001:2001(1000) ack 1 win 65535"));
    arrives(". 1:1(0) ack 3001"); // it had the last already
    EXPECT_THAT(sent(), IsEmpty());
}

class RoundTrip : public Endpoint {};
TCPLAB_EVERYWHERE(RoundTrip);

// Proves MUST-18.
TEST_P(RoundTrip, FirstSampleGivesSrttAndHalfOfItAsRttvar)
{
    opens();
    now = now + milliseconds(400);
    arrives("S. 0:0(0) ack 1");
    EXPECT_EQ(measured(), "sample 400 srtt 400 rttvar 200 rto 1200"); // RFC 6298 §2.2
}

// Proves MUST-18.
TEST_P(RoundTrip, LaterSamplesAreSmoothedRttvarFirst)
{
    opens();
    now = now + milliseconds(400);
    arrives("S. 0:0(0) ack 1");
    sends(500);
    now = now + milliseconds(800);
    arrives(". 1:1(0) ack 501");
    // RTTVAR = 3/4·200 + 1/4·|400−800| = 250; SRTT = 7/8·400 + 1/8·800 = 450; RTO = 450 + 4·250
    EXPECT_EQ(measured(), "sample 800 srtt 450 rttvar 250 rto 1450");
}

TEST_P(RoundTrip, RtoIsAtLeastASecond)
{
    opens();
    now = now + milliseconds(100);
    arrives("S. 0:0(0) ack 1");
    EXPECT_EQ(measured(), "sample 100 srtt 100 rttvar 50 rto 1000"); // §2.4; 100 + 4·50 would be 300
}

TEST_P(RoundTrip, RtoCountsTheClocksGranularity)
{
    profile.minRto = milliseconds(1);
    profile.rtoGranularity = milliseconds(100);
    opens();
    now = now + milliseconds(20);
    arrives("S. 0:0(0) ack 1");
    EXPECT_EQ(measured(), "sample 20 srtt 20 rttvar 10 rto 120"); // SRTT + max(G, 4·RTTVAR)
}

TEST_P(RoundTrip, LinuxFloorsTheVarianceTermInstead)
{
    profile = linuxProfile();
    opens();
    now = now + milliseconds(20);
    arrives("S. 0:0(0) ack 1");
    EXPECT_EQ(measured(), "sample 20 srtt 20 rttvar 10 rto 220");
}

TEST_P(RoundTrip, OneSegmentAtATimeIsTimed)
{
    establishes(65535, 1000);
    sends(1000);
    now = now + milliseconds(100);
    sends(1000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1001");
    EXPECT_THAT(measured(), testing::StartsWith("sample 200 "));
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 2001");
    EXPECT_EQ(measured(), "");
}

// Proves MUST-18.
TEST_P(RoundTrip, WhatWasSentTwiceIsNotTimed)
{
    establishes(65535, 1000);
    sends(1000);
    passes(seconds(1));
    now = now + milliseconds(50);
    arrives(". 1:1(0) ack 1001");
    EXPECT_EQ(measured(), ""); // Karn (RFC 6298 §3)
}

TEST_P(RoundTrip, ASynThatTimedOutLeavesThreeSeconds)
{
    opens();
    passes(seconds(1));
    now = now + milliseconds(100);
    arrives("S. 0:0(0) ack 1");
    EXPECT_EQ(measured(), "");
    EXPECT_EQ(tcb.rtt.rto, seconds(3)); // RFC 6298 §5.7
    sends(1000);
    EXPECT_EQ(left(Timer::Retransmission), seconds(3));
}

TEST_P(RoundTrip, ASynThatTimedOutLeavesThreeSecondsWhateverAnEchoHasMeasured)
{
    profile.timestamps = true;
    opens();
    passes(seconds(1));
    now = now + milliseconds(100);
    arrives("S. 0:0(0) ack 1 <nop,nop,TS val 500 ecr 1000>");
    EXPECT_EQ(tcb.rtt.srtt, milliseconds(100));
    EXPECT_EQ(tcb.rtt.rto, seconds(3)); // RFC 6298 §5.7 knows of no exception
    sends(1000);
    EXPECT_EQ(left(Timer::Retransmission), seconds(3));
}

TEST_P(RoundTrip, OnLinuxTheEchoOfARepeatedSynSetsTheRto)
{
    profile = linuxProfile();
    opens();
    passes(seconds(1));
    now = now + milliseconds(100);
    arrives("S. 0:0(0) ack 1 <nop,nop,TS val 500 ecr 1000>");
    EXPECT_EQ(tcb.rtt.rto, milliseconds(300)); // as Linux 6.18 answers in tcp_info; without an echo 3 s
}

class GivingUp : public Endpoint {};
TCPLAB_EVERYWHERE(GivingUp);

// Proves MUST-22.
TEST_P(GivingUp, ASynIsTriedForThreeMinutes)
{
    opens();
    passes(minutes(3) - nanoseconds(1));
    const std::string again = "ms S 0:0(0) win 65535 <mss 1460>";
    EXPECT_THAT(sentWhen(), ElementsAre("+1000" + again, "+3000" + again, "+7000" + again, "+15000" + again,
                                        "+31000" + again, "+63000" + again, "+123000" + again));
    EXPECT_EQ(state(), SynSent);
    passes(nanoseconds(1));
    EXPECT_THAT(entered(), ElementsAre(Closed)); // MUST-23
    EXPECT_EQ(tcb.error, Errno::TimedOut);
}

TEST_P(GivingUp, ASynIsTriedAsOftenAsTheProfileSays)
{
    profile.synTimeout = Duration{0};
    profile.synRetries = 2;
    opens();
    passes(seconds(7));
    EXPECT_THAT(sentWhen(), ElementsAre("+1000ms S 0:0(0) win 65535 <mss 1460>",
                                        "+3000ms S 0:0(0) win 65535 <mss 1460>"));
    EXPECT_EQ(tcb.error, Errno::TimedOut);
}

TEST_P(GivingUp, LinuxRepeatsASynFourTimesEvenlyThenBacksOff)
{
    profile = linuxProfile();
    profile.sack = profile.timestamps = false;
    profile.windowScale = noWindowScale;
    opens();
    passes(seconds(140));
    std::vector<std::string> expected;
    for (const char* at : {"1", "2", "3", "4", "5", "7", "11", "19", "35", "67"})
        expected.push_back(std::string("+") + at + "000ms S 0:0(0) win 64240 <mss 1460>");
    EXPECT_EQ(sentWhen(), expected);
    EXPECT_EQ(tcb.error, Errno::TimedOut);
    EXPECT_THAT(entered(), ElementsAre(Closed));
}

// Proves MUST-20.
TEST_P(GivingUp, TextIsTriedUntilTheUserTimeout)
{
    establishes();
    sends(100);
    EXPECT_EQ(left(Timer::User), minutes(5)); // §3.9.1.1
    passes(minutes(5) - nanoseconds(1));
    EXPECT_EQ(state(), Established);
    passes(nanoseconds(1));
    EXPECT_THAT(entered(), ElementsAre(Closed));
    EXPECT_EQ(tcb.error, Errno::TimedOut);
    EXPECT_EQ(sends(1), Errno::TimedOut);
}

// Proves MUST-20, SHLD-10.
TEST_P(GivingUp, ThePathIsSuspectedAfterR1Retransmissions)
{
    establishes();
    sends(100);
    for (int count = 1; count <= 4; ++count) {
        expires(Timer::Retransmission);
        EXPECT_THAT(clauses(), Contains(count == 3 ? Clause::ReachedR1 : Clause::RetransmissionTimeout));
    }
}

TEST_P(GivingUp, TheUserTimeoutRunsAnewWhenAnAckMovesOn)
{
    establishes(65535, 1000);
    sends(2000);
    now = now + milliseconds(500);
    arrives(". 1:1(0) ack 1001");
    EXPECT_EQ(left(Timer::User), minutes(5));
}

TEST_P(GivingUp, TheUserTimeoutFlushesWhatHadArrived)
{
    establishes();
    arrives("P. 1:101(100) ack 1");
    sends(100);
    passes(minutes(6));
    EXPECT_EQ(reads(), "ETIMEDOUT"); // §3.10.8: "flush all queues"
}

// Proves MUST-20.
TEST_P(GivingUp, TextIsTriedAsOftenAsTheProfileSays)
{
    profile.retries = 2;
    establishes();
    sends(100);
    passes(seconds(7));
    EXPECT_THAT(sent(), ElementsAre("P. 1:101(100) ack 1 win 65535", "P. 1:101(100) ack 1 win 65535"));
    EXPECT_EQ(tcb.error, Errno::TimedOut);
}

TEST_P(GivingUp, AFinIsTriedToo)
{
    establishes();
    closes();
    passes(minutes(5));
    EXPECT_EQ(state(), Closed);
    EXPECT_EQ(tcb.error, Errno::TimedOut);
}

TEST_P(GivingUp, NothingIsGivenUpWhileNothingIsOutstanding)
{
    establishes();
    passes(minutes(1000));
    EXPECT_EQ(state(), Established); // §3.8.4: a silent connection stays
    EXPECT_THAT(out().effects, IsEmpty());
}

} // namespace
} // namespace tcplab
