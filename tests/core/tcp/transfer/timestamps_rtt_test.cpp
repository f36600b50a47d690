// RFC 7323 §4 and Appendix G, RFC 6298 §3: round trips measured by timestamps.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

class RoundTripByTimestamps : public Endpoint {
protected:
    void SetUp() override
    {
        profile.timestamps = true;
        opens();
        now = now + milliseconds(100);
        arrives("S. 0:0(0) ack 1 win 65535 <mss 1012,nop,nop,TS val 500 ecr 0>");
        ASSERT_EQ(measured(), "sample 100 srtt 100 rttvar 50 rto 1000");
    }
};
TCPLAB_EVERYWHERE(RoundTripByTimestamps);

TEST_P(RoundTripByTimestamps, TheEchoTellsWhenItLeft)
{
    sends(500);
    now = now + milliseconds(180);
    arrives(". 1:1(0) ack 501 <nop,nop,TS val 600 ecr 100>");
    EXPECT_EQ(measured(), "sample 180 srtt 110 rttvar 57 rto 1000");
}

TEST_P(RoundTripByTimestamps, ARetransmissionIsMeasuredToo)
{
    sends(500);
    expires(Timer::Retransmission); // at 1100 ms
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 501 <nop,nop,TS val 600 ecr 1100>"); // no ambiguity (RFC 6298 §3)
    EXPECT_EQ(measured(), "sample 100 srtt 100 rttvar 37 rto 1000");
    EXPECT_EQ(tcb.rtt.backoffs, 0u);
}

TEST_P(RoundTripByTimestamps, AnAckOfNothingNewIsNot)
{
    sends(500);
    now = now + milliseconds(50);
    arrives(". 1:1(0) ack 1 <nop,nop,TS val 600 ecr 100>"); // §4.1: RTTM only when SND.UNA moves
    EXPECT_EQ(measured(), "");
}

TEST_P(RoundTripByTimestamps, SeveralSamplesARoundTripShareTheWeight)
{
    tcb.window.cwnd = 8000;
    sends(8000); // eight segments: four samples expected with delayed ACKs
    now = now + milliseconds(180);
    arrives(". 1:1(0) ack 2001 <nop,nop,TS val 600 ecr 100>");
    // Appendix G: alpha' = 1/32, beta' = 1/16: SRTT = 100 + 80/32, RTTVAR = 50 + (80 − 50)/16
    EXPECT_EQ(tcb.rtt.srtt, microseconds(102'500));
    EXPECT_EQ(tcb.rtt.rttvar, microseconds(51'875));
}

class RoundTripBySendTimes : public Endpoint {};
TCPLAB_EVERYWHERE(RoundTripBySendTimes);

TEST_P(RoundTripBySendTimes, EveryAckMeasures)
{
    profile.rttFromSendTimes = true;
    opens();
    now = now + milliseconds(100);
    arrives("S. 0:0(0) ack 1 win 65535 <mss 1000>");
    sends(1000);
    now = now + milliseconds(10);
    sends(1000);
    now = now + milliseconds(90);
    arrives(". 1:1(0) ack 1001");
    EXPECT_EQ(measured().substr(0, 10), "sample 100");
    now = now + milliseconds(5);
    arrives(". 1:1(0) ack 2001");
    EXPECT_EQ(measured().substr(0, 9), "sample 95");
}

TEST_P(RoundTripBySendTimes, KarnHoldsWithoutTimestamps)
{
    profile.rttFromSendTimes = true;
    establishes(65535, 1000);
    sends(1000);
    expires(Timer::Retransmission);
    now = now + milliseconds(10);
    arrives(". 1:1(0) ack 1001");
    EXPECT_EQ(measured(), "");
}

} // namespace
} // namespace tcplab
