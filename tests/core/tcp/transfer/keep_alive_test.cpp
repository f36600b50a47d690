// RFC 9293 §3.8.4: keep-alives.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::ElementsAre;

class KeepAlive : public Endpoint {
protected:
    void SetUp() override
    {
        profile.keepAlive = true;
        profile.keepAliveIdle = seconds(10);
        profile.keepAliveInterval = seconds(1);
        profile.keepAliveProbes = 3;
        establishes();
    }
};
TCPLAB_EVERYWHERE(KeepAlive);

TEST_P(KeepAlive, IsOffUnlessAskedFor)
{
    Bench other(numbers);
    other.establishes();
    EXPECT_FALSE(other.isOn(Timer::KeepAlive));              // MUST-25
    EXPECT_GE(rfc9293Profile().keepAliveIdle, minutes(120)); // MUST-28
}

// Proves MAY-5, MUST-27.
TEST_P(KeepAlive, ProbesAfterSilence)
{
    EXPECT_EQ(left(Timer::KeepAlive), seconds(10));
    expires(Timer::KeepAlive);
    EXPECT_THAT(sent(), ElementsAre(". 0:0(0) ack 1 win 65535")); // SEG.SEQ = SND.NXT-1, no octet (SHLD-12)
}

TEST_P(KeepAlive, AnyAnswerStartsTheSilenceAnew)
{
    expires(Timer::KeepAlive);
    arrives(". 1:1(0) ack 1");
    EXPECT_EQ(left(Timer::KeepAlive), seconds(10));
    EXPECT_EQ(tcb.keepAliveProbes, 0u);
}

TEST_P(KeepAlive, GivesUpAfterTheLastProbeOnly)
{
    for (int i = 0; i < 3; ++i) {
        expires(Timer::KeepAlive);
        EXPECT_EQ(state(), ConnectionState::Established); // MUST-29
    }
    expires(Timer::KeepAlive);
    EXPECT_EQ(state(), ConnectionState::Closed);
    EXPECT_EQ(tcb.error, Errno::TimedOut);
    EXPECT_EQ(now, Instant{} + seconds(13));
}

TEST_P(KeepAlive, DoesNotProbeWhileSomethingIsOutstanding)
{
    now = now + seconds(9);
    sends(100);
    now = now + milliseconds(999);
    tcb.timers.stop(Timer::Retransmission); // not what this is about
    tcb.timers[Timer::Retransmission] = now + seconds(60);
    expires(Timer::KeepAlive); // MUST-26
    EXPECT_THAT(sent(), testing::IsEmpty());
    EXPECT_TRUE(isOn(Timer::KeepAlive));
}

TEST_P(KeepAlive, AnsweringAProbeNeedsNoKeepAliveOfOnesOwn)
{
    Bench other(numbers);
    other.establishes();
    other.arrives(". 0:0(0) ack 1");
    EXPECT_THAT(other.sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
}

TEST_P(KeepAlive, EndsWithTheConnection)
{
    closes();
    arrives("F. 1:1(0) ack 2");
    EXPECT_EQ(state(), ConnectionState::TimeWait);
    EXPECT_FALSE(isOn(Timer::KeepAlive));
}

} // namespace
} // namespace tcplab
