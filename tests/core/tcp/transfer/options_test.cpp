// What SYN and SYN,ACK agree on (RFC 9293 §3.7.1, RFC 7323 §2.2 and §3.2, RFC 2018 §2).
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::ElementsAre;

class OptionsOf : public Endpoint {
protected:
    void all()
    {
        profile.sack = profile.timestamps = true;
        profile.windowScale = 7;
    }
};
TCPLAB_EVERYWHERE(OptionsOf);

TEST_P(OptionsOf, ASynOffersWhatTheProfileHas)
{
    all();
    now = Instant{} + milliseconds(1500);
    opens();
    EXPECT_THAT(sent(), ElementsAre("S 0:0(0) win 65535 <mss 1460,sackOK,TS val 1500 ecr 0,nop,wscale 7>"));
}

TEST_P(OptionsOf, ASynCanLeaveTheMssOut)
{
    profile = rfc9293Profile();
    profile.mssOption = false;
    opens();
    EXPECT_THAT(sent(), ElementsAre("S 0:0(0) win 65535"));
    Bench other(numbers);
    other.profile.mssOption = false;
    other.listens();
    other.arrives("S 0:0(0) win 65535 <mss 1000>");
    EXPECT_THAT(other.sent(), ElementsAre("S. 0:0(0) ack 1 win 65535"));
}

TEST_P(OptionsOf, ASynAckGrantsWhatWasOffered)
{
    all();
    now = Instant{} + milliseconds(20);
    listens();
    arrives("S 0:0(0) win 65535 <mss 1000,sackOK,TS val 77 ecr 0,nop,wscale 3>");
    EXPECT_THAT(sent(),
                ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,TS val 20 ecr 77,nop,wscale 7>"));
    EXPECT_EQ(
        tcb.agreed,
        (Agreed{.timestamps = true, .sack = true, .windowScale = true, .sendShift = 3, .receiveShift = 7}));
}

TEST_P(OptionsOf, ASynAckGrantsNothingThatWasNotOffered)
{
    all();
    listens();
    arrives("S 0:0(0) win 65535 <mss 1000>");
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_EQ(tcb.agreed, Agreed{});
}

TEST_P(OptionsOf, NothingIsAgreedOnThatTheProfileLacks)
{
    listens();
    arrives("S 0:0(0) win 65535 <mss 1000,sackOK,TS val 77 ecr 0,nop,wscale 3>");
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_EQ(tcb.agreed, Agreed{});
}

TEST_P(OptionsOf, TimestampsTakeTwelveOctetsFromEverySegment)
{
    all();
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,TS val 9 ecr 0,nop,wscale 7>");
    EXPECT_EQ(tcb.sendMss, 1448u); // Eff.snd.MSS, §3.7.1
    sends(5000);
    EXPECT_EQ(sent().front(), ". 1:1449(1448) ack 1 win 512 <nop,nop,TS val 0 ecr 9>");
}

TEST_P(OptionsOf, ARepeatedSynOffersThemAgain)
{
    all();
    opens();
    expires(Timer::Retransmission);
    EXPECT_THAT(sent(), ElementsAre("S 0:0(0) win 65535 <mss 1460,sackOK,TS val 1000 ecr 0,nop,wscale 7>"));
}

TEST_P(OptionsOf, ASimultaneousOpenAgreesAsWell)
{
    all();
    opens();
    arrives("S 0:0(0) win 65535 <mss 1000,sackOK,TS val 5 ecr 0,nop,wscale 2>");
    EXPECT_THAT(sent(),
                ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,TS val 0 ecr 5,nop,wscale 7>"));
    EXPECT_EQ(tcb.agreed.sendShift, 2u);
}

} // namespace
} // namespace tcplab
