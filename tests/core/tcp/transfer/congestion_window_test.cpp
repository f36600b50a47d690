// RFC 5681 §3.1 and §4.1, RFC 6928, RFC 3465: how the congestion window begins and grows.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CongestionWindowOf : public Endpoint {
protected:
    void begins(std::uint32_t mss = 1000)
    {
        profile.sendBuffer = 1'000'000;
        establishes(65535, mss);
    }
};
TCPLAB_EVERYWHERE(CongestionWindowOf);

TEST_P(CongestionWindowOf, BeginsWithTenSegments)
{
    begins();
    EXPECT_EQ(tcb.window.cwnd, 10'000u);
    sends(50'000);
    EXPECT_EQ(sent().size(), 10u);
}

TEST_P(CongestionWindowOf, BeginsWithAtMost14600Octets)
{
    profile.mss = 4000; // RFC 6928 §2: min(10·MSS, max(2·MSS, 14600))
    begins(4000);
    EXPECT_EQ(tcb.window.cwnd, 14'600u);
}

TEST_P(CongestionWindowOf, BeginsWithTwoSegmentsWhereThatIsMore)
{
    profile.mss = 8960;
    begins(8960);
    EXPECT_EQ(tcb.window.cwnd, 17'920u);
}

TEST_P(CongestionWindowOf, BeginsWithWhatTheKnobSays)
{
    profile.initialWindow = 1;
    begins();
    EXPECT_EQ(tcb.window.cwnd, 1000u);
}

TEST_P(CongestionWindowOf, BeginsWithTenSegmentsThoughASynHadToBeRepeatedOnce)
{
    opens();
    expires(Timer::Retransmission);
    arrives("S. 0:0(0) ack 1 win 65535 <mss 1000>");
    EXPECT_EQ(tcb.window.cwnd, 10'000u); // RFC 6928 §2: "more than one SYN or SYN/ACK retransmissions"
}

TEST_P(CongestionWindowOf, BeginsWithOneSegmentAfterASynHadToBeRepeatedTwice)
{
    opens();
    expires(Timer::Retransmission);
    expires(Timer::Retransmission);
    arrives("S. 0:0(0) ack 1 win 65535 <mss 1000>");
    EXPECT_EQ(tcb.window.cwnd, 1000u);
}

TEST_P(CongestionWindowOf, BeginsWithOneSegmentAfterASynAckHadToBeRepeatedTwice)
{
    listens();
    arrives("S 0:0(0) win 65535 <mss 1000>");
    expires(Timer::Retransmission);
    expires(Timer::Retransmission);
    arrives(". 1:1(0) ack 1");
    EXPECT_EQ(tcb.window.cwnd, 1000u);
}

TEST_P(CongestionWindowOf, OfAnotherSizeThanRfc6928sIsOneSegmentAfterTheFirstRepetition)
{
    profile.initialWindow = 4;
    opens();
    expires(Timer::Retransmission);
    arrives("S. 0:0(0) ack 1 win 65535 <mss 1000>");
    EXPECT_EQ(tcb.window.cwnd, 1000u); // RFC 5681 §3.1: MUST
}

TEST_P(CongestionWindowOf, OnLinuxBeginsWithOneSegmentAfterTheSecondRepetition)
{
    profile = linuxProfile();
    opens();
    expires(Timer::Retransmission);
    expires(Timer::Retransmission);
    arrives("S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK,TS val 5 ecr 2000>");
    EXPECT_EQ(tcb.window.cwnd, tcb.sendMss);
}

TEST_P(CongestionWindowOf, OnLinuxBeginsWithTenSegmentsIfTheAnswerIsToTheFirstSyn)
{
    profile = linuxProfile();
    opens();
    expires(Timer::Retransmission);
    expires(Timer::Retransmission);
    arrives("S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK,TS val 5 ecr 0>"); // tcp_try_undo_spurious_syn()
    EXPECT_EQ(tcb.window.cwnd, 10 * tcb.sendMss);
}

TEST_P(CongestionWindowOf, OnLinuxBeginsWithTenSegmentsHoweverLarge)
{
    profile = linuxProfile();
    profile.mss = 8960;
    establishes(65535, 8960);
    EXPECT_EQ(tcb.window.cwnd, 89'600u); // TCP_INIT_CWND
}

// Proves MUST-19.
TEST_P(CongestionWindowOf, GrowsByOneSegmentForEachAckInSlowStart)
{
    profile.initialWindow = 2;
    begins();
    sends(50'000);
    arrives(". 1:1(0) ack 1001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 3000 ssthresh - slow-start"));
    EXPECT_EQ(sent().size(), 2u);
    arrives(". 1:1(0) ack 4001"); // min(N, SMSS), however much it acknowledges
    EXPECT_THAT(congestion(), ElementsAre("cwnd 4000 ssthresh - slow-start"));
}

TEST_P(CongestionWindowOf, GrowsByWhatIsAcknowledgedWhereThatIsLess)
{
    profile.initialWindow = 2;
    begins();
    sends(2000);
    arrives(". 1:1(0) ack 301");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 2300 ssthresh - slow-start"));
}

TEST_P(CongestionWindowOf, GrowsByUpToLSegmentsWithByteCounting)
{
    profile.initialWindow = 4;
    profile.abcLimit = 2;
    begins();
    sends(50'000);
    arrives(". 1:1(0) ack 4001"); // four segments acknowledged, L = 2 (RFC 3465 §2.2)
    EXPECT_THAT(congestion(), ElementsAre("cwnd 6000 ssthresh - slow-start"));
}

TEST_P(CongestionWindowOf, GrowsByOneSegmentAnAckInSlowStartAfterATimeOutThoughLIsTwo)
{
    profile.abcLimit = 2;
    profile.fastRetransmit = false;
    begins();
    sends(10'000);
    expires(Timer::Retransmission);
    arrives(". 1:1(0) ack 4001"); // three of the four had arrived before: they left the network long ago
    EXPECT_THAT(congestion(), ElementsAre("cwnd 2000 ssthresh 5000 loss")); // RFC 3465 §2.3: L = 1·SMSS
    arrives(". 1:1(0) ack 10001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 3000 ssthresh 5000 slow-start"));
    sends(10'000);
    arrives(". 1:1(0) ack 12001"); // nothing is repaired any more: L = 2·SMSS
    EXPECT_THAT(congestion(), ElementsAre("cwnd 5000 ssthresh 5000 avoidance"));
}

// Proves MUST-19.
TEST_P(CongestionWindowOf, GrowsBySmssSquaredOverCwndInAvoidance)
{
    begins();
    tcb.window = {.cwnd = 10'000, .ssthresh = 5000};
    sends(50'000);
    arrives(". 1:1(0) ack 2001"); // equation 3: 1000·1000/10000
    EXPECT_THAT(congestion(), ElementsAre("cwnd 10100 ssthresh 5000 avoidance"));
}

TEST_P(CongestionWindowOf, GrowsByOneSegmentAWindowWithByteCounting)
{
    profile.abcLimit = 1;
    begins();
    tcb.window = {.cwnd = 4000, .ssthresh = 3000};
    sends(50'000);
    for (const char* ack : {". 1:1(0) ack 1001", ". 1:1(0) ack 2001", ". 1:1(0) ack 3001"}) {
        arrives(ack);
        EXPECT_THAT(congestion(), IsEmpty());
    }
    arrives(". 1:1(0) ack 4001"); // RFC 3465 §2.1: a whole window's octets
    EXPECT_THAT(congestion(), ElementsAre("cwnd 5000 ssthresh 3000 avoidance"));
}

TEST_P(CongestionWindowOf, DoesNotGrowForAnAckOfNothingNew)
{
    begins();
    sends(3000);
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(congestion(), IsEmpty());
}

TEST_P(CongestionWindowOf, DoesNotGrowForSynOrFin)
{
    begins();
    closes();
    arrives(". 1:1(0) ack 2");
    EXPECT_THAT(congestion(), IsEmpty());
    EXPECT_EQ(tcb.window.cwnd, 10'000u);
}

TEST_P(CongestionWindowOf, FallsBackToTheInitialWindowAfterAnIdleRto)
{
    profile.initialWindow = 2;
    begins();
    sends(1000);
    arrives(". 1:1(0) ack 1001");
    sends(1000);
    arrives(". 1:1(0) ack 2001");
    EXPECT_EQ(tcb.window.cwnd, 4000u);
    now = now + tcb.rtt.rto + milliseconds(1);
    sends(10'000); // RFC 5681 §4.1: RW = min(IW, cwnd)
    EXPECT_THAT(congestion(), ElementsAre("cwnd 2000 ssthresh - slow-start"));
    EXPECT_EQ(sent().size(), 2u);
}

TEST_P(CongestionWindowOf, OnLinuxIsHalvedOnceForEachIdleRto)
{
    profile = linuxProfile();
    begins();
    tcb.window = {.cwnd = 80'000, .ssthresh = 50'000};
    now = tcb.lastTextSent + tcb.rtt.rto + tcb.rtt.rto / 4;
    sends(1000);
    EXPECT_THAT(congestion(), ElementsAre("cwnd 40000 ssthresh 60000 slow-start"));
    arrives(". 1:1(0) ack 1001");
    tcb.window = {.cwnd = 80'000, .ssthresh = 90'000};
    now = tcb.lastTextSent + tcb.rtt.rto * 2 + tcb.rtt.rto / 4;
    sends(1000);
    EXPECT_THAT(congestion(), ElementsAre("cwnd 20000 ssthresh 90000 slow-start"));
    arrives(". 1:1(0) ack 2001");
    tcb.window = {.cwnd = 80'000};
    now = tcb.lastTextSent + tcb.rtt.rto * 9;
    sends(1000);
    EXPECT_THAT(congestion(),
                ElementsAre("cwnd 10000 ssthresh - slow-start")); // not below the initial window
}

TEST_P(CongestionWindowOf, StaysAfterAShorterPause)
{
    profile.initialWindow = 2;
    begins();
    sends(1000);
    arrives(". 1:1(0) ack 1001");
    now = now + tcb.rtt.rto;
    sends(10'000);
    EXPECT_THAT(congestion(), IsEmpty());
    EXPECT_EQ(sent().size(), 3u);
}

TEST_P(CongestionWindowOf, IsOneSegmentAfterATimeOut)
{
    begins();
    sends(8000);
    expires(Timer::Retransmission);
    EXPECT_THAT(congestion(), ElementsAre("cwnd 1000 ssthresh 4000 loss")); // equation 4, LW
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
}

TEST_P(CongestionWindowOf, KeepsSsthreshWhenTheSameSegmentTimesOutAgain)
{
    begins();
    sends(8000);
    expires(Timer::Retransmission);
    expires(Timer::Retransmission);
    EXPECT_THAT(congestion(), IsEmpty()); // "the value of ssthresh is held constant"
    EXPECT_EQ(tcb.window.ssthresh, 4000u);
}

TEST_P(CongestionWindowOf, KeepsSsthreshAtTwoSegmentsAtLeast)
{
    begins();
    sends(1000);
    expires(Timer::Retransmission);
    EXPECT_EQ(tcb.window.ssthresh, 2000u);
}

TEST_P(CongestionWindowOf, DoesNotShrinkWhenAProbeOfAClosedWindowTimesOut)
{
    begins();
    sends(3000);
    arrives(". 1:1(0) ack 1001 win 0");
    expires(Timer::Retransmission);
    EXPECT_EQ(tcb.window.cwnd, 11'000u);
}

TEST_P(CongestionWindowOf, LimitsNothingWhereThereIsNone)
{
    profile.congestionControl = CongestionAlgorithm::None;
    begins();
    sends(60'000);
    EXPECT_EQ(sent().size(), 60u);
    expires(Timer::Retransmission);
    EXPECT_THAT(congestion(), IsEmpty());
}

TEST_P(CongestionWindowOf, OnLinuxGrowsOnlyWhileItIsTheLimit)
{
    profile.growsOnlyWhenLimited = true;
    profile.abcLimit = 1000;
    begins();
    sends(3000);
    arrives(". 1:1(0) ack 3001"); // 3 of 10 were out
    EXPECT_THAT(congestion(), IsEmpty());
    sends(50'000);
    arrives(". 1:1(0) ack 5001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 12000 ssthresh - slow-start"));
}

} // namespace
} // namespace tcplab
