// RFC 2018 §3–4, RFC 2883: what a receiver tells.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::ElementsAre;

class SackReceiver : public Endpoint {
protected:
    void SetUp() override
    {
        profile.sack = true;
        profile.delayedAck = Duration{0};
        establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>");
    }
};
TCPLAB_EVERYWHERE(SackReceiver);

TEST_P(SackReceiver, OffersItInTheSynAndAnswersOnlyIfOffered)
{
    EXPECT_TRUE(tcb.agreed.sack);
    Bench other(numbers);
    other.profile.sack = true;
    other.listens();
    other.arrives("S 0:0(0) win 65535 <mss 1000>");
    EXPECT_THAT(other.sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
}

TEST_P(SackReceiver, NamesTheBlockThatWasJustReceived)
{
    arrives(". 1001:2001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535 <nop,nop,sack 1001:2001>"));
}

TEST_P(SackReceiver, JoinsWhatLiesSideBySide)
{
    arrives(". 1001:2001(1000) ack 1");
    arrives(". 2001:3001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535 <nop,nop,sack 1001:3001>"));
}

TEST_P(SackReceiver, NamesTheLatestFirst)
{
    arrives(". 5001:6001(1000) ack 1");
    arrives(". 1001:2001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535 <nop,nop,sack 1001:2001 5001:6001>"));
    arrives(". 6001:7001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535 <nop,nop,sack 5001:7001 1001:2001>"));
}

TEST_P(SackReceiver, NamesFourAtMost)
{
    for (const char* text : {". 1001:1101(100) ack 1", ". 2001:2101(100) ack 1", ". 3001:3101(100) ack 1",
                             ". 4001:4101(100) ack 1", ". 5001:5101(100) ack 1"})
        arrives(text);
    EXPECT_THAT(
        sent(),
        ElementsAre(". 1:1(0) ack 1 win 65535 <nop,nop,sack 5001:5101 4001:4101 3001:3101 2001:2101>"));
}

TEST_P(SackReceiver, ForgetsBlocksThatRcvNxtHasPassed)
{
    arrives(". 1001:2001(1000) ack 1");
    arrives(". 5001:6001(1000) ack 1");
    arrives(". 1:1001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 2001 win 63535 <nop,nop,sack 5001:6001>"));
}

TEST_P(SackReceiver, NamesAgainWhatHadToGiveWay)
{
    for (const char* text : {". 11001:12001(1000) ack 1", ". 1001:2001(1000) ack 1",
                             ". 3001:4001(1000) ack 1", ". 5001:6001(1000) ack 1", ". 7001:8001(1000) ack 1"})
        arrives(text);
    EXPECT_THAT(
        sent(),
        ElementsAre(". 1:1(0) ack 1 win 65535 <nop,nop,sack 7001:8001 5001:6001 3001:4001 1001:2001>"));
    arrives(". 1:1001(1000) ack 1"); // RFC 2018 §4: "as many distinct SACK blocks as possible"
    EXPECT_THAT(
        sent(),
        ElementsAre(". 1:1(0) ack 2001 win 63535 <nop,nop,sack 7001:8001 5001:6001 3001:4001 11001:12001>"));
    arrives(". 4001:5001(1000) ack 1");
    EXPECT_THAT(sent(),
                ElementsAre(". 1:1(0) ack 2001 win 63535 <nop,nop,sack 3001:6001 7001:8001 11001:12001>"));
}

TEST_P(SackReceiver, NamesAgainWhatHadToGiveWayAsSoonAsTwoRunsMeet)
{
    for (const char* text :
         {". 11001:12001(1000) ack 1", ". 1001:2001(1000) ack 1", ". 3001:4001(1000) ack 1",
          ". 5001:6001(1000) ack 1", ". 7001:8001(1000) ack 1", ". 6001:7001(1000) ack 1"})
        arrives(text);
    EXPECT_THAT(
        sent(),
        ElementsAre(". 1:1(0) ack 1 win 65535 <nop,nop,sack 5001:8001 3001:4001 1001:2001 11001:12001>"));
}

TEST_P(SackReceiver, OnLinuxForgetsWhatHadToGiveWay)
{
    profile.name = ProfileName::Linux;
    for (const char* text :
         {". 11001:12001(1000) ack 1", ". 1001:2001(1000) ack 1", ". 3001:4001(1000) ack 1",
          ". 5001:6001(1000) ack 1", ". 7001:8001(1000) ack 1", ". 1:1001(1000) ack 1"})
        arrives(text);
    EXPECT_THAT(sent(),
                ElementsAre(". 1:1(0) ack 2001 win 63535 <nop,nop,sack 7001:8001 5001:6001 3001:4001>"));
}

TEST_P(SackReceiver, SaysNothingWhereNothingIsMissing)
{
    arrives(". 1:1001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1001 win 64535"));
}

TEST_P(SackReceiver, ReportsAnOldDuplicateOnce)
{
    arrives(". 1:1001(1000) ack 1");
    arrives(". 1:1001(1000) ack 1"); // RFC 2883 §4.1.1
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1001 win 64535 <nop,nop,sack 1:1001>"));
    arrives(". 1001:2001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 2001 win 63535"));
}

TEST_P(SackReceiver, ReportsADuplicateOfWhatIsHeldAndItsBlock)
{
    arrives(". 1001:2001(1000) ack 1");
    arrives(". 2001:3001(1000) ack 1");
    arrives(". 1001:2001(1000) ack 1"); // RFC 2883 §4.1.3
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535 <nop,nop,sack 1001:2001 1001:3001>"));
}

TEST_P(SackReceiver, ReportsThePartThatCameTwice)
{
    arrives(". 1:1001(1000) ack 1");
    arrives(". 501:1501(1000) ack 1"); // RFC 2883 §4.2: a partial duplicate
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1501 win 64035 <nop,nop,sack 501:1001>"));
}

TEST_P(SackReceiver, DoesNotReportDuplicatesWhenToldNotTo)
{
    profile.dsack = false;
    arrives(". 1:1001(1000) ack 1");
    arrives(". 1:1001(1000) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1001 win 64535"));
}

TEST_P(SackReceiver, MakesRoomForBlocksInATextSegment)
{
    profile.nagle = false;
    arrives(". 1001:2001(1000) ack 1");
    sends(3000); // Eff.snd.MSS (§3.7.1): 12 octets of blocks and padding
    EXPECT_EQ(sent().front(), ". 1:989(988) ack 1 win 65535 <nop,nop,sack 1001:2001>");
}

} // namespace
} // namespace tcplab
