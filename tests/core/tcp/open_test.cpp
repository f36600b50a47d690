// RFC 9293 §3.10.1 OPEN, §3.10.7.2 LISTEN, §3.10.7.3 SYN-SENT, and SYN-RECEIVED up to ESTABLISHED.
#include "tests/core/tcp/bench.h"

#include "core/tcp/transmit.h"

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

namespace tcplab {
namespace {

using enum ConnectionState;

class Open : public Endpoint {};
TCPLAB_EVERYWHERE(Open);

TEST_P(Open, SendsSynWithIssAndEntersSynSent)
{
    EXPECT_EQ(opens(), Errno::None);
    EXPECT_THAT(sent(), ElementsAre("S 0:0(0) win 65535 <mss 1460>"));
    EXPECT_THAT(entered(), ElementsAre(SynSent));
    EXPECT_EQ(sndUna(), 0u); // "Set SND.UNA to ISS, SND.NXT to ISS+1"
    EXPECT_EQ(sndNxt(), 1u);
    EXPECT_EQ(left(Timer::Retransmission), seconds(1)); // RFC 6298 §2.1
    EXPECT_EQ(left(Timer::User), minutes(3));           // MUST-23
}

TEST_P(Open, TurnsAPassiveOpenIntoAnActiveOne)
{
    listens();
    EXPECT_EQ(opens(), Errno::None);
    EXPECT_THAT(sent(), ElementsAre("S 0:0(0) win 65535 <mss 1460>"));
    EXPECT_EQ(state(), SynSent);
    EXPECT_FALSE(tcb.passiveOpen);
}

TEST_P(Open, IsAnErrorWhereAConnectionExists)
{
    for (const ConnectionState at :
         {SynSent, SynReceived, Established, FinWait1, FinWait2, CloseWait, Closing, LastAck, TimeWait}) {
        Bench bench(numbers);
        bench.reaches(at);
        EXPECT_EQ(bench.opens(), Errno::IsConn) << nameOf(at);
        EXPECT_THAT(bench.out().effects, IsEmpty()) << nameOf(at);
        EXPECT_EQ(bench.state(), at);
    }
}

// Proves MUST-14, SHLD-5, MAY-3, MUST-67.
TEST_P(Open, AnnouncesItsOwnMssAndWindow)
{
    profile.mss = 536;
    profile.receiveBuffer = 4000;
    opens();
    EXPECT_THAT(sent(), ElementsAre("S 0:0(0) win 4000 <mss 536>"));
}

class Listening : public Endpoint {
protected:
    void SetUp() override { listens(); }
};
TCPLAB_EVERYWHERE(Listening);

// Proves MUST-14.
TEST_P(Listening, AnswersASynWithSynAck)
{
    arrives("S 0:0(0) win 4000 <mss 1200>");
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_THAT(entered(), ElementsAre(SynReceived));
    EXPECT_EQ(tcb.rcv.irs, SeqNum{numbers.irs});
    EXPECT_EQ(rcvNxt(), 1u);
    EXPECT_EQ(sndUna(), 0u);
    EXPECT_EQ(sndNxt(), 1u);
    EXPECT_EQ(tcb.sendMss, 1200u);
    EXPECT_EQ(left(Timer::Retransmission), seconds(1));
}

TEST_P(Listening, KeepsTextOfTheSynForEstablished)
{
    arrives("S 0:100(100) win 4000");
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_EQ(tcb.receivedOctets, 0u); // nothing is delivered before the handshake is over
    arrives(". 101:101(0) ack 1");
    EXPECT_EQ(state(), Established);
    EXPECT_EQ(tcb.receivedOctets, 100u);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 101 win 65435"));
}

// Proves MUST-59.
TEST_P(Listening, KeepsTextAndFinOfTheSynForEstablished)
{
    arrives("SF 0:100(100) win 4000");
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(entered(), ElementsAre(Established, CloseWait));
    EXPECT_EQ(reads(), "100 end");
}

TEST_P(Listening, AssumesAnMssOf536WithoutTheOption)
{
    arrives("S 0:0(0) win 4000");
    EXPECT_EQ(tcb.sendMss, 536u); // MUST-15
}

TEST_P(Listening, SendsNoMoreThanItsOwnMssWhateverThePeerAllows)
{
    arrives("S 0:0(0) win 4000 <mss 9000>");
    EXPECT_EQ(tcb.sendMss, 1460u); // MUST-16
}

class SynSentState : public Endpoint {
protected:
    void SetUp() override { opens(); }
};
TCPLAB_EVERYWHERE(SynSentState);

TEST_P(SynSentState, IsEstablishedBySynAck)
{
    arrives("S. 0:0(0) ack 1 win 4000 <mss 1000>");
    EXPECT_THAT(entered(), ElementsAre(Established));
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
    EXPECT_EQ(sndUna(), 1u);
    EXPECT_EQ(tcb.snd.wnd, 4000u);
    EXPECT_EQ(tcb.snd.wl1, SeqNum{numbers.irs});
    EXPECT_EQ(tcb.snd.wl2, SeqNum{numbers.iss} + 1);
    EXPECT_EQ(tcb.sendMss, 1000u);
    EXPECT_FALSE(isOn(Timer::Retransmission));
    EXPECT_FALSE(isOn(Timer::User));
}

TEST_P(SynSentState, SendsQueuedTextInsteadOfABareAck)
{
    EXPECT_EQ(sends(100), Errno::None); // "Queue the data for transmission after entering ESTABLISHED"
    EXPECT_THAT(sent(), IsEmpty());
    arrives("S. 0:0(0) ack 1");
    EXPECT_THAT(sent(), ElementsAre("P. 1:101(100) ack 1 win 65535"));
}

TEST_P(SynSentState, TakesTextAndFinThatComeWithTheSynAck)
{
    arrives("SF. 0:100(100) ack 1");
    EXPECT_THAT(entered(), ElementsAre(Established, CloseWait));
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 102 win 65434"));
    EXPECT_EQ(reads(), "100 end");
}

TEST_P(SynSentState, ResetsAnAckOfWhatItNeverSent)
{
    for (const char* segment : {". 0:0(0) ack 0", ". 0:0(0) ack 2", "S. 0:0(0) ack 0", "S. 0:0(0) ack 2"}) {
        arrives(segment);
        const std::string number = std::string(segment).substr(std::string(segment).size() - 1);
        EXPECT_THAT(sent(), ElementsAre("R " + number + ":" + number + "(0) win 0")) << segment;
        EXPECT_EQ(state(), SynSent);
    }
}

TEST_P(SynSentState, DropsAResetWithAnAckOfWhatItNeverSent)
{
    for (const char* segment : {"R. 0:0(0) ack 0", "R. 0:0(0) ack 2"}) {
        arrives(segment);
        EXPECT_THAT(sent(), IsEmpty()) << segment;
        EXPECT_EQ(state(), SynSent) << segment;
        EXPECT_THAT(ignored(), ElementsAre(IgnoreReason::BadAck));
    }
}

TEST_P(SynSentState, IsRefusedByAResetThatAcknowledgesItsSyn)
{
    arrives("R. 0:0(0) ack 1");
    EXPECT_THAT(entered(), ElementsAre(Closed));
    EXPECT_EQ(tcb.error, Errno::ConnRefused);
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(SynSentState, IgnoresAResetWithoutAck)
{
    arrives("R 0:0(0)");
    EXPECT_EQ(state(), SynSent);
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(SynSentState, IgnoresWhatHasNeitherSynNorRst)
{
    for (const char* segment : {". 0:0(0) ack 1", "F. 0:0(0) ack 1", "P. 0:10(10) ack 1", "F 0:0(0)"}) {
        arrives(segment);
        EXPECT_THAT(sent(), IsEmpty()) << segment;
        EXPECT_EQ(state(), SynSent) << segment;
    }
}

class SimultaneousOpen : public SynSentState {
protected:
    void SetUp() override
    {
        opens();
        arrives("S 0:0(0) win 4000 <mss 1000>");
    }
};
TCPLAB_EVERYWHERE(SimultaneousOpen);

// Proves MUST-10.
TEST_P(SimultaneousOpen, AnswersASynWithItsOwnSynAndAck)
{
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_THAT(entered(), ElementsAre(SynReceived));
    EXPECT_EQ(tcb.snd.wnd, 4000u);
    EXPECT_EQ(tcb.sendMss, 1000u);
    EXPECT_EQ(out().packets.back().retransmission, 0); // an answer, not a time-out's repetition
}

TEST_P(SimultaneousOpen, IsEstablishedByTheAckByTheLetter)
{
    arrives("S. 0:0(0) ack 1"); // old: SEG.SEQ < RCV.NXT; acknowledged and dropped
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
    EXPECT_EQ(state(), SynReceived);
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(entered(), ElementsAre(Established));
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(SimultaneousOpen, IsEstablishedByTheSynAckAsInFigure7WhereTheProfileSaysSo)
{
    profile.establishOnSynAck = true;
    arrives("S. 0:0(0) ack 1");
    EXPECT_THAT(entered(), ElementsAre(Established));
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
}

TEST_P(SimultaneousOpen, TimesNeitherOfItsTwoSyns)
{
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1");
    EXPECT_EQ(measured(), ""); // Karn: which of the two is answered cannot be told
    EXPECT_FALSE(tcb.rtt.measured);
    EXPECT_EQ(tcb.rtt.rto, seconds(1));
}

// Proves MUST-11.
TEST_P(SimultaneousOpen, IsRefusedByAReset)
{
    arrives("R 1:1(0)");
    EXPECT_THAT(entered(), ElementsAre(Closed));
    EXPECT_EQ(tcb.error, Errno::ConnRefused);
}

TEST_P(SimultaneousOpen, ChallengesAnotherSyn)
{
    arrives("S 50:50(0)"); // a passive open would go back to LISTEN
    EXPECT_EQ(state(), SynReceived);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
}

class SynReceivedState : public Endpoint {
protected:
    void SetUp() override { reaches(SynReceived); }
};
TCPLAB_EVERYWHERE(SynReceivedState);

TEST_P(SynReceivedState, IsEstablishedByTheAck)
{
    arrives(". 1:1(0) ack 1 win 3000");
    EXPECT_THAT(entered(), ElementsAre(Established));
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_EQ(tcb.snd.wnd, 3000u);
    EXPECT_EQ(tcb.snd.wl1, SeqNum{numbers.irs} + 1);
    EXPECT_EQ(tcb.snd.wl2, SeqNum{numbers.iss} + 1);
    EXPECT_FALSE(isOn(Timer::Retransmission));
}

TEST_P(SynReceivedState, IsEstablishedByTextThatCarriesTheAck)
{
    arrives("P. 1:101(100) ack 1");
    EXPECT_EQ(state(), Established);
    EXPECT_EQ(reads(), "100");
}

TEST_P(SynReceivedState, ResetsAnAckOfWhatItNeverSent)
{
    for (const char* number : {"0", "2", "70000"}) {
        arrives(std::string(". 1:1(0) ack ") + number);
        EXPECT_THAT(sent(), ElementsAre(std::string("R ") + number + ":" + number + "(0) win 0"));
        EXPECT_EQ(state(), SynReceived);
    }
}

// Proves MUST-11.
TEST_P(SynReceivedState, GoesBackToListenWhenReset)
{
    arrives("R 1:1(0)");
    EXPECT_THAT(entered(), ElementsAre(Listen));
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_EQ(tcb.error, Errno::None); // "The user need not be informed"
}

TEST_P(SynReceivedState, GoesBackToListenOnASynInTheWindow)
{
    arrives("S 1:1(0)");
    EXPECT_THAT(entered(), ElementsAre(Listen));
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(SynReceivedState, AcknowledgesTheSameSynAgainByTheLetter)
{
    arrives("S 0:0(0) win 65535 <mss 1460>"); // SEG.SEQ < RCV.NXT: not acceptable
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
    EXPECT_EQ(state(), SynReceived);
}

TEST_P(SynReceivedState, RepeatsItsSynAckForTheSameSynWhereTheProfileSaysSo)
{
    profile.repeatSynAck = true;
    arrives("S 0:0(0) win 65535 <mss 1460>");
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_EQ(state(), SynReceived);
}

// Proves MUST-22.
TEST_P(SynReceivedState, RepeatsItsSynAckByTheTimerWithBackOff)
{
    passes(seconds(8));
    const std::string again = "ms S. 0:0(0) ack 1 win 65535 <mss 1460>";
    EXPECT_THAT(sentWhen(), ElementsAre("+1000" + again, "+3000" + again, "+7000" + again));
}

TEST_P(SynReceivedState, IsForgottenAfterThreeMinutesWithoutAnAck)
{
    passes(minutes(3));
    EXPECT_EQ(state(), Listen); // R2 for SYN segments (MUST-23); the listener goes on
    EXPECT_EQ(tcb.error, Errno::None);
}

TEST_P(SynReceivedState, QueuesWhatTheUserSendsUntilEstablished)
{
    EXPECT_EQ(sends(100), Errno::None);
    EXPECT_THAT(sent(), IsEmpty());
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(sent(), ElementsAre("P. 1:101(100) ack 1 win 65535"));
}

} // namespace
} // namespace tcplab
