// RFC 9293 §3.10.7.4 seventh, §3.8.6.3: what becomes of text; reassembly, delayed acknowledgments, URG.
#include "tests/core/tcp/bench.h"

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

namespace tcplab {
namespace {

using enum ConnectionState;

class Reassembly : public Endpoint {
protected:
    void SetUp() override
    {
        profile.delayedAck = Duration{0};
        establishes();
    }
    /// The octets received run from the stream's beginning without a gap.
    void expectIntact(std::uint32_t octets)
    {
        EXPECT_EQ(tcb.receivedOctets, octets);
        ASSERT_EQ(tcb.received.size(), octets == 0 ? 0u : 1u);
        if (octets != 0) {
            EXPECT_EQ(tcb.received.front().stream, peersStream);
            EXPECT_EQ(tcb.received.front().offset, 0u);
        }
    }
};
TCPLAB_EVERYWHERE(Reassembly);

// Proves SHLD-31, MAY-13.
TEST_P(Reassembly, HoldsWhatIsAheadAndDeliversItWhenTheGapIsFilled)
{
    arrives("P. 101:201(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535")); // at once (RFC 5681 §4.2)
    expectIntact(0);
    arrives("P. 1:101(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 201 win 65335"));
    expectIntact(200);
}

// Proves MUST-59.
TEST_P(Reassembly, FillsSeveralGapsInAnyOrder)
{
    for (const char* segment :
         {". 401:501(100) ack 1", ". 201:301(100) ack 1", ". 301:401(100) ack 1", ". 101:201(100) ack 1"}) {
        arrives(segment);
        EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
    }
    arrives(". 1:101(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 501 win 65035"));
    expectIntact(500);
}

TEST_P(Reassembly, TakesTheNewPartOfASegmentThatStraddlesRcvNxt)
{
    arrives(". 1:101(100) ack 1");
    arrives(". 51:151(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 151 win 65385"));
    expectIntact(150);
}

TEST_P(Reassembly, MergesWhatOverlapsWhatIsHeld)
{
    arrives(". 101:201(100) ack 1");
    arrives(". 151:301(150) ack 1");
    arrives(". 51:351(300) ack 1");
    ASSERT_EQ(tcb.held.size(), 1u); // one piece, no octet twice
    EXPECT_EQ(tcb.held.front(), (HeldSegment{.seq = SeqNum{numbers.irs + 51},
                                             .text = {.stream = peersStream, .length = 300, .offset = 50}}));
    arrives(". 1:61(60) ack 1");
    EXPECT_EQ(rcvNxt(), 351u);
    expectIntact(350);
}

TEST_P(Reassembly, AcknowledgesAnOldDuplicateAndDropsIt)
{
    arrives(". 1:101(100) ack 1");
    arrives(". 1:101(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 101 win 65435"));
    EXPECT_THAT(ignored(), ElementsAre(IgnoreReason::OldDuplicate));
    expectIntact(100);
}

TEST_P(Reassembly, HoldsAFinUntilTheTextBeforeItIsThere)
{
    arrives("FP. 101:201(100) ack 1");
    EXPECT_EQ(state(), Established);
    arrives(". 1:101(100) ack 1");
    EXPECT_THAT(entered(), ElementsAre(CloseWait));
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 202 win 65334"));
    EXPECT_EQ(reads(), "200 end");
}

TEST_P(Reassembly, HoldsNothingOutsideTheWindow)
{
    arrives(". 65536:65636(100) ack 1"); // RCV.NXT+RCV.WND is 65536
    EXPECT_TRUE(tcb.held.empty());
    EXPECT_THAT(ignored(), ElementsAre(IgnoreReason::OutOfWindow));
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
}

TEST_P(Reassembly, MayNeedHundredsOfPieces)
{
    for (std::uint32_t from = 2; from < 2000; from += 2) {
        Segment piece{.seq = SeqNum{from}, .ack = SeqNum{1}, .ctl = {.ack = true}, .wnd = 65535};
        piece.text.length = 1;
        arrives(piece);
    }
    EXPECT_EQ(tcb.held.size(), 999u);
    arrives(". 1:2001(2000) ack 1");
    expectIntact(2000);
    EXPECT_TRUE(tcb.held.empty());
}

class DelayedAck : public Endpoint {
protected:
    void SetUp() override { establishes(); }
};
TCPLAB_EVERYWHERE(DelayedAck);

// Proves SHLD-18.
TEST_P(DelayedAck, WaitsLessThanHalfASecond)
{
    arrives("P. 1:101(100) ack 1");
    EXPECT_THAT(sent(), IsEmpty());
    passes(milliseconds(499)); // MUST-40
    EXPECT_THAT(sentWhen(), ElementsAre("+200ms . 1:1(0) ack 101 win 65435"));
}

// Proves MUST-58.
TEST_P(DelayedAck, GoesWithEverySecondSegment)
{
    arrives(". 1:101(100) ack 1");
    EXPECT_THAT(sent(), IsEmpty());
    arrives(". 101:201(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 201 win 65335")); // SHLD-19
    EXPECT_FALSE(isOn(Timer::DelayedAck));
    arrives(". 201:301(100) ack 1");
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(DelayedAck, RidesOnTextOfOurs)
{
    arrives("P. 1:101(100) ack 1");
    sends(50);
    EXPECT_THAT(sent(), ElementsAre("P. 1:51(50) ack 101 win 65435"));
    EXPECT_FALSE(isOn(Timer::DelayedAck));
    passes(milliseconds(900));
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(DelayedAck, IsNotPutOffByFurtherText)
{
    arrives(". 1:101(100) ack 1");
    now = now + milliseconds(150);
    EXPECT_EQ(left(Timer::DelayedAck), milliseconds(50));
}

TEST_P(DelayedAck, DoesNotWaitWhereAGapIsFilled)
{
    arrives(". 101:201(100) ack 1");
    arrives(". 1:101(100) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 201 win 65335"));
}

TEST_P(DelayedAck, IsOffAtTheBeginningWhereTheProfileSaysSo)
{
    profile.quickAcks = 2;
    arrives(". 1:101(100) ack 1");
    EXPECT_EQ(sent().size(), 1u);
    arrives(". 101:201(100) ack 1");
    EXPECT_EQ(sent().size(), 1u);
    arrives(". 201:301(100) ack 1");
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_TRUE(isOn(Timer::DelayedAck));
}

TEST_P(DelayedAck, LetsTheApplicationCloseOnTheFinsOwnAck)
{
    arrives("F. 1:1(0) ack 1");
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_EQ(left(Timer::DelayedAck), Duration{0}); // whoever closes at once needs three segments
    closes();
    EXPECT_THAT(sent(), ElementsAre("F. 1:1(0) ack 2 win 65534"));
}

class UrgentPointer : public Endpoint {
protected:
    void SetUp() override { establishes(); }
    std::uint32_t rcvUp() const { return distance(SeqNum{numbers.irs}, tcb.rcv.up); }
};
TCPLAB_EVERYWHERE(UrgentPointer);

TEST_P(UrgentPointer, MovesForwardNeverBack)
{
    arrives("PU. 1:101(100) ack 1 win 65535 urg 60");
    EXPECT_EQ(rcvUp(), 61u); // SEG.UP counts from SEG.SEQ
    arrives("PU. 101:201(100) ack 1 win 65535 urg 200");
    EXPECT_EQ(rcvUp(), 301u); // it may point behind the segment's text
    arrives("PU. 201:301(100) ack 1 win 65535 urg 10");
    EXPECT_EQ(rcvUp(), 301u);
}

TEST_P(UrgentPointer, CountsFromTheSegmentAsItWasSent)
{
    arrives(". 1:101(100) ack 1");
    arrives("PU. 51:151(100) ack 1 win 65535 urg 100"); // the first half is old
    EXPECT_EQ(rcvUp(), 151u);
}

TEST_P(UrgentPointer, IsIgnoredAfterTheFin)
{
    Bench closed(numbers);
    closed.reaches(CloseWait);
    const SeqNum before = closed.tcb.rcv.up;
    closed.arrives("U. 2:2(0) ack 1 win 65535 urg 60");
    EXPECT_EQ(closed.tcb.rcv.up, before);
}

TEST_P(UrgentPointer, MeansNothingWithoutTheBit)
{
    Segment plain{.seq = SeqNum{1}, .ack = SeqNum{1}, .ctl = {.ack = true}, .up = 77, .wnd = 65535};
    const SeqNum before = tcb.rcv.up;
    arrives(plain);
    EXPECT_EQ(tcb.rcv.up, before);
}

} // namespace
} // namespace tcplab
