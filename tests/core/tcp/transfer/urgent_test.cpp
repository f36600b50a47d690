// RFC 9293 §3.8.5, §3.10.2: urgent data as it is kept.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::ElementsAre;

class Urgent : public Endpoint {
protected:
    void SetUp() override { establishes(65535, 1000); }
    /// What the user was told of: octets until RCV.UP.
    std::vector<std::uint32_t> told() const
    {
        std::vector<std::uint32_t> octets;
        for (const EndpointEffect& effect : out().effects)
            if (effect.kind == EndpointEffect::Kind::UrgentTold)
                octets.push_back(effect.urgent);
        return octets;
    }
};
TCPLAB_EVERYWHERE(Urgent);

// Proves MUST-30, MUST-62.
TEST_P(Urgent, ThePointerNamesTheOctetBehindTheUrgentData)
{
    sends(100, true); // §3.1
    EXPECT_THAT(sent(), ElementsAre("PU. 1:101(100) ack 1 win 65535 urg 100"));
}

TEST_P(Urgent, EverySegmentBeforeItCarriesThePointer)
{
    profile.nagle = false;
    sends(2500, true);
    EXPECT_THAT(sent(), ElementsAre("U. 1:1001(1000) ack 1 win 65535 urg 2500",
                                    "U. 1001:2001(1000) ack 1 win 65535 urg 1500",
                                    "PU. 2001:2501(500) ack 1 win 65535 urg 500"));
    sends(100);
    EXPECT_THAT(sent(), ElementsAre("P. 2501:2601(100) ack 1 win 65535"));
}

// Proves MUST-32.
TEST_P(Urgent, TheReceiverLearnsOfItAndReadsOn)
{
    arrives("PU. 1:101(100) ack 1 urg 50");
    EXPECT_EQ(distance(SeqNum{numbers.irs}, tcb.rcv.up), 51u);
    EXPECT_THAT(told(), ElementsAre(50u));
    EXPECT_EQ(reads(), "100"); // MUST-31: of any length, in the stream
}

// Proves MUST-32.
TEST_P(Urgent, TheUserIsToldWheneverThePointerAdvancesAndNotElse)
{
    arrives("U. 1:101(100) ack 1 urg 300");
    EXPECT_THAT(told(), ElementsAre(300u));
    EXPECT_THAT(clauses(), testing::Contains(Clause::UrgentTold));
    arrives("U. 101:201(100) ack 1 urg 200"); // the same place: "do not signal the user again"
    EXPECT_THAT(told(), testing::IsEmpty());
    EXPECT_EQ(reads(), "200");
    arrives("U. 201:301(100) ack 1 urg 400"); // further on: "whenever the urgent pointer advances"
    EXPECT_THAT(told(), ElementsAre(400u));
    EXPECT_EQ(reads(), "100");
    arrives("P. 301:601(300) ack 1");
    EXPECT_THAT(told(), testing::IsEmpty());
}

TEST_P(Urgent, APointerIntoWhatHasBeenReadTellsNothing)
{
    arrives("P. 1:101(100) ack 1");
    EXPECT_EQ(reads(), "100");
    arrives("U. 101:101(0) ack 1 urg 0"); // not "in advance of the data consumed"
    EXPECT_THAT(told(), testing::IsEmpty());
}

TEST_P(Urgent, NobodyIsToldWhereNobodyWillRead)
{
    closesBoth();
    arrives("U. 1:1(0) ack 1 urg 50");
    EXPECT_THAT(told(), testing::IsEmpty());
}

// Proves MUST-31.
TEST_P(Urgent, APointerBeyondItsSixteenBitsGoesAsFarAsTheyReach)
{
    profile.sendBuffer = 1'000'000;
    sends(100'000, true);
    ASSERT_EQ(sent().size(), 10u);
    EXPECT_EQ(sent()[0], "U. 1:1001(1000) ack 1 win 65535 urg 65535"); // Linux does so too
    EXPECT_EQ(sent()[9], "U. 9001:10001(1000) ack 1 win 65535 urg 65535");
    arrives(". 1:1(0) ack 10001");
    tcb.window.cwnd = 60'000;
    arrives(". 1:1(0) ack 11001");
    EXPECT_EQ(sent().front(), "U. 21001:22001(1000) ack 1 win 65535 urg 65535");
    EXPECT_EQ(sent()[20], "U. 41001:42001(1000) ack 1 win 65535 urg 59000");
}

TEST_P(Urgent, APointerIsSeenHoweverFarTheLastOneLiesBack)
{
    arrives("PU. 1:101(100) ack 1 urg 50");
    reads();
    // As if three GiB had come: far beyond what a signed comparison of sequence numbers spans.
    Segment text{.ack = SeqNum{1}, .ctl = {.ack = true}, .wnd = 65535};
    text.text.length = 100;
    for (int i = 0; i < 3; ++i) {
        tcb.rcv.nxt += 0x40000000;
        tcb.advertisedEdge += 0x40000000;
        text.seq = SeqNum{rcvNxt()};
        arrives(text);
        reads();
    }
    text.seq = SeqNum{rcvNxt()};
    text.ctl.urg = true;
    text.up = 60;
    arrives(text);
    EXPECT_EQ(distance(SeqNum{numbers.irs}, tcb.rcv.up), text.seq.value() + 60);
}

TEST_P(Urgent, ARepeatedSegmentKeepsWhatItSaid)
{
    sends(100, true);
    expires(Timer::Retransmission);
    EXPECT_THAT(sent(), ElementsAre("PU. 1:101(100) ack 1 win 65535 urg 100"));
}

} // namespace
} // namespace tcplab
