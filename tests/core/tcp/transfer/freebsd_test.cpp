// What FreeBSD does otherwise than RFC 9293 leaves open: the profile `freebsd`.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;

class FreeBsd : public Endpoint {
protected:
    void SetUp() override
    {
        profile = freebsdProfile();
        profile.timestamps = false; // numbers that tests can write down
    }
};
TCPLAB_EVERYWHERE(FreeBsd);

TEST_P(FreeBsd, AsksWithItsOwnOrderOfOptions)
{
    opens();
    EXPECT_THAT(sent(), ElementsAre("S 0:0(0) win 65535 <mss 1460,nop,wscale 6,sackOK,eol,eol>"));
    profile.timestamps = true;
    Bench other(numbers);
    other.profile = profile;
    other.opens();
    EXPECT_THAT(other.sent(),
                ElementsAre("S 0:0(0) win 65535 <mss 1460,nop,wscale 6,sackOK,TS val 0 ecr 0>"));
}

TEST_P(FreeBsd, RoundsItsBufferUpToWholeSegmentsOnceEstablished)
{
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK>");
    arrives("P. 1:800(799) ack 1");
    expires(Timer::DelayedAck);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 800 win 64901")); // 45 · 1460 - 799
}

TEST_P(FreeBsd, OffersWhatIsFreeInEachAck)
{
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK>");
    arrives("P. 1:801(800) ack 1");
    expires(Timer::DelayedAck);
    reads();
    arrives("P. 801:802(1) ack 1");
    expires(Timer::DelayedAck);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 802 win 65535")); // grown by less than a segment
}

TEST_P(FreeBsd, DelaysAcksByFortyMillisecondsAndAnswersEverySecondSegment)
{
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK>");
    arrives("P. 1:2(1) ack 1");
    EXPECT_EQ(left(Timer::DelayedAck), milliseconds(40));
    arrives("P. 2:3(1) ack 1");
    EXPECT_THAT(clauses(), Contains(Clause::DelayedAckEverySecond));
}

TEST_P(FreeBsd, AddsItsSlopToTheRto)
{
    opens();
    now = now + milliseconds(100);
    arrives("S. 0:0(0) ack 1 win 65535 <mss 1460>");
    EXPECT_EQ(tcb.rtt.rto, milliseconds(100 + 4 * 50 + 200));
}

TEST_P(FreeBsd, AnswersDataAfterCloseWithResetButClosesWithFin)
{
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1460>");
    arrives("P. 1:101(100) ack 1");
    closesBoth(); // with 100 octets unread
    EXPECT_THAT(sent(), ElementsAre("F. 1:1(0) ack 101 win 65535"));
    arrives("P. 101:201(100) ack 2");
    EXPECT_EQ(state(), ConnectionState::Closed);
    ASSERT_EQ(sent().size(), 1u);
    EXPECT_EQ(sent().front().substr(0, 1), "R");
}

TEST_P(FreeBsd, GrantsEcnToWhoAsksAndAsksForNone)
{
    opens();
    EXPECT_EQ(sent().front().find('E'), std::string::npos);
    Bench server(numbers);
    server.profile = profile;
    server.listens();
    server.arrives("SEW 0:0(0) win 65535 <mss 1000>");
    EXPECT_TRUE(server.tcb.agreed.ecn);
    EXPECT_EQ(server.sent().front().substr(0, 3), "SE.");
}

} // namespace
} // namespace tcplab
