// RFC 9293 §3.5.2, §3.5.3, §3.10.7.4 second, fourth, fifth with RFC 5961: resets, challenges, ACK numbers.
#include "tests/core/tcp/bench.h"

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

namespace tcplab {
namespace {

using enum ConnectionState;

class Reset : public Established {};
TCPLAB_EVERYWHERE(Reset);

TEST_P(Reset, ExactlyAtRcvNxtEndsTheConnection)
{
    sends(1000);
    arrives("R 1:1(0)");
    EXPECT_THAT(entered(), ElementsAre(Closed));
    EXPECT_EQ(tcb.error, Errno::ConnReset);
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_TRUE(tcb.retransmissionQueue.empty());
    EXPECT_EQ(sends(1), Errno::ConnReset);
    EXPECT_EQ(reads(), "ECONNRESET");
}

TEST_P(Reset, BesideRcvNxtIsChallenged)
{
    for (const char* reset : {"R 2:2(0)", "R 1000:1000(0)", "R 65535:65535(0)"}) {
        arrives(reset);
        EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535")) << reset;
        EXPECT_THAT(clauses(), Contains(Clause::ResetChallenged));
        EXPECT_EQ(state(), ConnectionState::Established);
    }
}

TEST_P(Reset, OutsideTheWindowIsDroppedInSilence)
{
    for (const char* reset : {"R 0:0(0)", "R 65536:65536(0)", "R 100000:100000(0)"}) {
        arrives(reset);
        EXPECT_THAT(sent(), IsEmpty()) << reset;
        EXPECT_THAT(ignored(), ElementsAre(IgnoreReason::OutOfWindow));
        EXPECT_EQ(state(), ConnectionState::Established);
    }
}

TEST_P(Reset, WithTextIsAReset)
{
    arrives("R 1:101(100)"); // SHLD-2
    EXPECT_EQ(state(), Closed);
}

TEST_P(Reset, NeedsNoAcceptableAck)
{
    arrives("R. 1:1(0) ack 99999"); // the second step comes before the fifth
    EXPECT_EQ(state(), Closed);
}

TEST_P(Reset, FlushesWhatHadArrivedByTheLetter)
{
    arrives("P. 1:101(100) ack 1");
    arrives("R 101:101(0)");
    EXPECT_EQ(reads(), "ECONNRESET"); // "All segment queues should be flushed."
}

TEST_P(Reset, LeavesWhatHadArrivedWhereTheProfileSaysSo)
{
    profile.resetKeepsData = true;
    arrives("P. 1:101(100) ack 1");
    arrives("R 101:101(0)");
    EXPECT_EQ(reads(), "100");
    EXPECT_EQ(reads(), "ECONNRESET");
}

TEST_P(Reset, IsNotTakenForTheEndOfTheStream)
{
    arrives("F. 1:1(0) ack 1");
    arrives("R 2:2(0)");
    EXPECT_EQ(reads(), "ECONNRESET"); // MUST-12
}

TEST_P(Reset, EndsClosingStatesWithoutAnError)
{
    for (const ConnectionState at : {Closing, LastAck, TimeWait}) {
        Bench bench(numbers);
        bench.reaches(at);
        bench.arrives("R 2:2(0)");
        EXPECT_THAT(bench.entered(), ElementsAre(Closed)) << nameOf(at);
        EXPECT_EQ(bench.tcb.error, Errno::None) << nameOf(at);
    }
}

TEST_P(Reset, OfAnOldConnectionFindsNobody)
{
    Bench nobody(numbers);
    nobody.arrives("R. 5:5(0) ack 7");
    EXPECT_THAT(nobody.sent(), IsEmpty());
    EXPECT_THAT(nobody.ignored(), ElementsAre(IgnoreReason::ResetForNobody));
}

TEST(ResetOfWhatBelongsToNoConnection, IsAcceptableToItsSender)
{
    Bench nobody(Numbers{0, 0});
    nobody.arrives("P. 700:800(100) ack 300");
    EXPECT_THAT(nobody.sent(), ElementsAre("R 300:300(0) win 0")); // <SEQ=SEG.ACK><CTL=RST>
    nobody.arrives("SF 700:800(100)");
    EXPECT_THAT(nobody.sent(), ElementsAre("R. 0:0(0) ack 802 win 0")); // SEG.LEN counts SYN and FIN
}

class Challenge : public Established {};
TCPLAB_EVERYWHERE(Challenge);

TEST_P(Challenge, AnswersASynWhateverItsNumber)
{
    for (const char* syn : {"S 0:0(0)", "S 1:1(0)", "S 500:500(0)", "S 90000:90000(0)", "S. 1:1(0) ack 1"}) {
        arrives(syn);
        EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535")) << syn; // RFC 5961 §4.2
        EXPECT_EQ(state(), ConnectionState::Established);
    }
}

TEST_P(Challenge, IsThrottled)
{
    for (int i = 0; i < 10; ++i) { // RFC 5961 §7: ten in five seconds
        arrives("S 500:500(0)");
        EXPECT_EQ(sent().size(), 1u);
    }
    arrives("S 500:500(0)");
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_THAT(clauses(), ElementsAre(Clause::AnswerThrottled));
    passes(seconds(5));
    arrives("S 500:500(0)");
    EXPECT_EQ(sent().size(), 1u);
}

TEST_P(Challenge, IsNotThrottledForText)
{
    arrives("P. 1:101(100) ack 1");
    for (int i = 0; i < 50; ++i) { // its sender repeats it by a timer: no loop can come of it
        arrives("P. 1:101(100) ack 1");
        EXPECT_EQ(sent().size(), 1u);
    }
}

TEST_P(Challenge, IsThrottledForTextWithAnImpossibleAck)
{
    for (const char* ack : {"3000000000", "2"}) { // RFC 5961 §5.2: far too old; of what was never sent
        passes(seconds(5));
        const std::string text = std::string("P. 1:11(10) ack ") + ack;
        for (int i = 0; i < 10; ++i) {
            arrives(text);
            EXPECT_EQ(sent().size(), 1u);
        }
        arrives(text);
        EXPECT_THAT(sent(), IsEmpty());
        EXPECT_THAT(clauses(), ElementsAre(Clause::AnswerThrottled)); // §7
    }
}

TEST_P(Challenge, LinuxAnswersOnceInHalfASecond)
{
    profile = linuxProfile();
    arrives("R 500:500(0)");
    EXPECT_EQ(sent().size(), 1u);
    arrives("R 500:500(0)");
    EXPECT_THAT(sent(), IsEmpty());
    passes(milliseconds(500));
    arrives("R 500:500(0)");
    EXPECT_EQ(sent().size(), 1u);
}

class Acknowledgment : public Endpoint {
protected:
    void SetUp() override { establishes(4000, 1000); }
};
TCPLAB_EVERYWHERE(Acknowledgment);

TEST_P(Acknowledgment, MovesSndUnaAndEmptiesTheQueue)
{
    sends(3000);
    arrives(". 1:1(0) ack 2001 win 4000");
    EXPECT_EQ(sndUna(), 2001u);
    EXPECT_EQ(tcb.retransmissionQueue.size(), 1u);
}

TEST_P(Acknowledgment, CutsASegmentAcknowledgedInPart)
{
    sends(1000);
    arrives(". 1:1(0) ack 401 win 4000");
    EXPECT_EQ(sndUna(), 401u);
    ASSERT_EQ(tcb.retransmissionQueue.size(), 1u);
    EXPECT_EQ(tcb.retransmissionQueue.front().text.length, 600u);
    EXPECT_EQ(tcb.retransmissionQueue.front().text.offset, 400u);
}

TEST_P(Acknowledgment, OfWhatWasNeverSentIsAnsweredAndTheSegmentDropped)
{
    arrives("P. 1:101(100) ack 2");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
    EXPECT_THAT(ignored(), ElementsAre(IgnoreReason::BadAck));
    EXPECT_EQ(tcb.receivedOctets, 0u);
}

TEST_P(Acknowledgment, SlightlyOldIsIgnoredButItsTextTaken)
{
    sends(1000);
    arrives(". 1:1(0) ack 1001 win 4000");
    arrives("P. 1:101(100) ack 501 win 9");
    EXPECT_EQ(sndUna(), 1001u);
    EXPECT_EQ(tcb.snd.wnd, 4000u);
    EXPECT_EQ(tcb.receivedOctets, 100u);
}

TEST_P(Acknowledgment, FarTooOldIsAnsweredAndTheSegmentDropped)
{
    Segment old{.seq = SeqNum{1}, .ack = SeqNum{1} - 4001, .ctl = {.ack = true}, .wnd = 65535};
    old.text.length = 100;
    arrives(old); // SND.UNA − MAX.SND.WND − 1 (RFC 5961 §5.2, MAY-12)
    EXPECT_EQ(tcb.receivedOctets, 0u);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
    EXPECT_THAT(clauses(), Contains(Clause::AckOutsideRange));
    old.ack = SeqNum{1} - 4000;
    arrives(old);
    EXPECT_EQ(tcb.receivedOctets, 100u);
}

TEST_P(Acknowledgment, WithoutTheBitNothingIsProcessed)
{
    arrives("PF 1:101(100)");
    EXPECT_EQ(tcb.receivedOctets, 0u);
    EXPECT_THAT(out().effects.size(), 1u);
    EXPECT_THAT(ignored(), ElementsAre(IgnoreReason::NoAck));
}

TEST_P(Acknowledgment, UpdatesTheWindowFromNewerSegmentsOnly)
{
    arrives("P. 1:101(100) ack 1 win 3000"); // SND.WL1 < SEG.SEQ
    EXPECT_EQ(tcb.snd.wnd, 3000u);
    arrives(". 101:101(0) ack 1 win 2000");
    EXPECT_EQ(tcb.snd.wnd, 2000u);
    arrives("P. 51:151(100) ack 1 win 9999"); // trimmed to RCV.NXT: as new as the last
    EXPECT_EQ(tcb.snd.wnd, 9999u);
    arrives("P. 201:301(100) ack 1 win 1000"); // ahead of a gap, but newer
    EXPECT_EQ(tcb.snd.wnd, 1000u);
    arrives(". 151:151(0) ack 1 win 5000"); // older than that one
    EXPECT_EQ(tcb.snd.wnd, 1000u);
}

TEST_P(Acknowledgment, DoesNotTakeAnOldWindowWithAnOldAck)
{
    sends(2000);
    arrives(". 1:1(0) ack 2001 win 3000");
    arrives(". 1:1(0) ack 1001 win 500"); // SEG.ACK < SND.UNA
    EXPECT_EQ(tcb.snd.wnd, 3000u);
}

TEST_P(Acknowledgment, RemembersTheLargestWindow)
{
    arrives(". 1:1(0) ack 1 win 9000");
    arrives(". 1:1(0) ack 1 win 100");
    EXPECT_EQ(tcb.snd.maxWnd, 9000u);
}

class SequenceWrap : public testing::TestWithParam<std::uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Iss, SequenceWrap, testing::Values(0xffffff00u, 0x7fffff00u, 0u, 12345u));

TEST_P(SequenceWrap, CarriesTextBothWaysPastTheEnd)
{
    Bench bench(Numbers{GetParam(), GetParam() + 77});
    bench.profile.delayedAck = Duration{0};
    bench.establishes(65535, 100);
    for (std::uint32_t i = 0; i < 20; ++i) {
        const std::uint32_t from = 1 + 100 * i;
        bench.sends(100);
        EXPECT_EQ(bench.sndNxt(), from + 100);
        Segment theirs{.seq = SeqNum{from}, .ack = SeqNum{from + 100}, .ctl = {.ack = true}, .wnd = 65535};
        theirs.text.length = 100;
        bench.arrives(theirs);
        EXPECT_EQ(bench.sndUna(), from + 100);
        EXPECT_EQ(bench.rcvNxt(), from + 100);
    }
    EXPECT_EQ(bench.reads(), "2000");
}

} // namespace
} // namespace tcplab
