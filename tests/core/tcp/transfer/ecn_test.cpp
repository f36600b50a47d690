// RFC 3168 §6.1: explicit congestion notification.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class EcnOf : public Endpoint {
protected:
    void SetUp() override { profile.ecn = true; }
    void agree()
    {
        profile.sendBuffer = 1'000'000;
        profile.delayedAck = Duration{0};
        establishesWith("SE. 0:0(0) ack 1 win 65535 <mss 1000>");
    }
};
TCPLAB_EVERYWHERE(EcnOf);

TEST_P(EcnOf, ASynAsksWithEceAndCwr)
{
    opens();
    EXPECT_THAT(sent(), ElementsAre("SEW 0:0(0) win 65535 <mss 1460>"));
}

TEST_P(EcnOf, ASynAckGrantsWithEceAlone)
{
    listens();
    arrives("SEW 0:0(0) win 65535 <mss 1000>");
    EXPECT_THAT(sent(), ElementsAre("SE. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_TRUE(tcb.agreed.ecn);
}

TEST_P(EcnOf, APlainSynIsAnsweredPlainly)
{
    listens();
    arrives("S 0:0(0) win 65535 <mss 1000>");
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_FALSE(tcb.agreed.ecn);
}

TEST_P(EcnOf, ASynAckThatReflectsBothBitsGrantsNothing)
{
    establishesWith("SEW. 0:0(0) ack 1 win 65535 <mss 1000>"); // §6.1.1.1: a peer that only mirrors
    EXPECT_FALSE(tcb.agreed.ecn);
}

TEST_P(EcnOf, NewTextAloneIsEct)
{
    agree();
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535")); // no pure ACK
    sends(1000);
    EXPECT_THAT(sent(), ElementsAre("[ect0] P. 1:1001(1000) ack 1 win 65535"));
    expires(Timer::Retransmission);
    EXPECT_THAT(sent(), ElementsAre("P. 1:1001(1000) ack 1 win 65535")); // §6.1.5: no retransmission
}

// Proves SHLD-8.
TEST_P(EcnOf, CongestionExperiencedIsEchoedUntilCwr)
{
    agree();
    arrives("[ce] . 1:101(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre("E. 1:1(0) ack 101 win 65435"));
    arrives("[ect0] . 101:201(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre("E. 1:1(0) ack 201 win 65335"));
    arrives("[ect0] W. 201:301(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 301 win 65235"));
}

TEST_P(EcnOf, ANewMarkOnTheSegmentWithCwrIsEchoed)
{
    agree();
    arrives("[ce] . 1:101(100) ack 1");
    arrives("[ce] W. 101:201(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre("E. 1:1(0) ack 201 win 65335"));
}

// Proves SHLD-8.
TEST_P(EcnOf, AnEchoHalvesTheWindowOncePerWindowOfData)
{
    agree();
    sends(30'000);
    arrives("E. 1:1(0) ack 1001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 5000 ssthresh 5000 avoidance"));
    EXPECT_THAT(sent(), IsEmpty()); // nothing is repeated
    arrives("E. 1:1(0) ack 2001");
    EXPECT_THAT(congestion(), IsEmpty()); // the same window
    arrives(". 1:1(0) ack 10001");
    EXPECT_EQ(sent().front(), "[ect0] W. 10001:11001(1000) ack 1 win 65535"); // CWR, once
    EXPECT_EQ(sent().back().find("W"), std::string::npos);
    arrives("E. 1:1(0) ack 11001");
    EXPECT_THAT(clauses(), Contains(Clause::EcnReduces));
}

TEST_P(EcnOf, MarksTakeTheWindowDownToOneSegment)
{
    profile.initialWindow = 3;
    agree();
    sends(30'000);
    arrives("E. 1:1(0) ack 3001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 1500 ssthresh 2000 slow-start")); // RFC 3168 §6.1.2: halved
    EXPECT_THAT(sent(), ElementsAre("[ect0] W. 3001:4001(1000) ack 1 win 65535"));
    arrives("E. 1:1(0) ack 4001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 1000 ssthresh 2000 slow-start")); // RFC 9438 figure 5
    EXPECT_THAT(sent(), ElementsAre("[ect0] W. 4001:5001(1000) ack 1 win 65535"));
}

TEST_P(EcnOf, AnEchoAtOneSegmentLetsNothingNewGoBeforeTheTimerExpires)
{
    profile.initialWindow = 1;
    agree();
    sends(3000);
    now = now + milliseconds(100);
    arrives("E. 1:1(0) ack 1001");
    EXPECT_THAT(sent(), IsEmpty()); // RFC 3168 §6.1.2
    EXPECT_EQ(left(Timer::Retransmission), tcb.rtt.rto);
    sends(1000);
    EXPECT_THAT(sent(), IsEmpty());
    arrives("P. 1:101(100) ack 1001");
    EXPECT_THAT(sent(), ElementsAre(". 1001:1001(0) ack 101 win 65435")); // an ACK is no new packet
    expires(Timer::Retransmission);
    EXPECT_THAT(sent(), ElementsAre("[ect0] W. 1001:2001(1000) ack 101 win 65435"));
    EXPECT_EQ(tcb.rtt.backoffs, 0u); // nothing is lost
    arrives(". 101:101(0) ack 2001");
    EXPECT_EQ(sent().front(), "[ect0] . 2001:3001(1000) ack 101 win 65435");
}

TEST_P(EcnOf, OnLinuxMarksLeaveTwoSegments)
{
    profile = linuxProfile();
    profile.ecn = true;
    establishesWith("SE. 0:0(0) ack 1 win 65535 <mss 1000>");
    tcb.window.cwnd = 2000;
    sends(3000);
    arrives("E. 1:1(0) ack 1001");
    EXPECT_EQ(tcb.window.cwnd, 2000u); // tcp_recalc_ssthresh(): max(…, 2)
    EXPECT_THAT(sent(), testing::Not(IsEmpty()));
}

TEST_P(EcnOf, ALossAndAMarkInOneWindowReduceItOnce)
{
    agree();
    sends(30'000);
    for (int i = 0; i < 3; ++i)
        arrives(". 1:1(0) ack 1");
    ASSERT_EQ(tcb.window.ssthresh, 5000u);
    arrives("E. 1:1(0) ack 12001"); // all that was out when the loss was seen
    EXPECT_THAT(clauses(), testing::Not(Contains(Clause::EcnReduces)));
    EXPECT_NE(sent().front().find("W"), std::string::npos); // CWR after any reduction (RFC 3168 §6.1.2)
}

TEST_P(EcnOf, AnEchoMeansNothingWhereItWasNotAgreedOn)
{
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1000>");
    sends(5000);
    arrives("E. 1:1(0) ack 1001");
    EXPECT_EQ(tcb.window.ssthresh, noThreshold);
}

TEST_P(EcnOf, AMarkAndThenALossInOneWindowReduceItOnce)
{
    agree();
    sends(30'000);
    arrives("E. 1:1(0) ack 1001");
    ASSERT_EQ(tcb.window.ssthresh, 5000u);
    for (int i = 0; i < 3; ++i)
        arrives(". 1:1(0) ack 1001");
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Fast); // it is repeated all the same
    EXPECT_EQ(tcb.window.ssthresh, 5000u);
}

} // namespace
} // namespace tcplab
