// RFC 9293 §3.10.2 SEND to §3.10.6 STATUS, in every state.
#include "tests/core/tcp/bench.h"

#include "core/tcp/tcb_variables.h"

#include <algorithm>

using testing::ElementsAre;
using testing::IsEmpty;

namespace tcplab {
namespace {

using enum ConnectionState;

constexpr std::array everyState{Closed,   Listen,    SynSent, SynReceived, Established, FinWait1,
                                FinWait2, CloseWait, Closing, LastAck,     TimeWait};

/// A bench in each of these states, one after the other.
template <class Act> void in(Numbers numbers, std::initializer_list<ConnectionState> states, Act act)
{
    for (const ConnectionState state : states) {
        SCOPED_TRACE(nameOf(state));
        Bench bench(numbers);
        bench.reaches(state);
        act(bench);
    }
}

class Send : public Endpoint {};
TCPLAB_EVERYWHERE(Send);

TEST_P(Send, HasNoConnectionInClosedAndListen)
{
    in(numbers, {Closed, Listen}, [](Bench& bench) {
        EXPECT_EQ(bench.sends(10), Errno::NotConn);
        EXPECT_THAT(bench.out().effects, IsEmpty());
    });
}

TEST_P(Send, QueuesBeforeEstablished)
{
    in(numbers, {SynSent, SynReceived}, [](Bench& bench) {
        EXPECT_EQ(bench.sends(10), Errno::None);
        EXPECT_THAT(bench.sent(), IsEmpty());
        EXPECT_EQ(unsent(bench.tcb), 10u);
    });
}

// Proves MUST-65.
TEST_P(Send, SendsWithAPiggybackedAcknowledgment)
{
    in(numbers, {Established}, [](Bench& bench) {
        EXPECT_EQ(bench.sends(10), Errno::None);
        EXPECT_THAT(bench.sent(), ElementsAre("P. 1:11(10) ack 1 win 65535"));
    });
    in(numbers, {CloseWait}, [](Bench& bench) {
        EXPECT_EQ(bench.sends(10), Errno::None);
        EXPECT_THAT(bench.sent(), ElementsAre("P. 1:11(10) ack 2 win 65534"));
    });
}

TEST_P(Send, IsRefusedWhileClosing)
{
    in(numbers, {FinWait1, FinWait2, Closing, LastAck, TimeWait}, [](Bench& bench) {
        EXPECT_EQ(bench.sends(10), Errno::Pipe);
        EXPECT_THAT(bench.out().effects, IsEmpty());
        EXPECT_EQ(unsent(bench.tcb), 0u);
    });
}

TEST_P(Send, IsRefusedAfterACloseThatStillWaits)
{
    reaches(CloseWait);
    tcb.snd.wnd = 0; // as if the peer had closed its window: the FIN waits
    closes();
    EXPECT_EQ(state(), CloseWait);
    EXPECT_EQ(sends(10), Errno::Pipe);
}

// Proves MUST-61, SHLD-27.
TEST_P(Send, CutsIntoSegmentsOfTheMssAndPushesTheLast)
{
    establishes(65535, 1000);
    sends(2500);
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535", ". 1001:2001(1000) ack 1 win 65535"));
    arrives(". 1:1(0) ack 2001"); // Nagle's algorithm has held the rest back
    EXPECT_THAT(sent(), ElementsAre("P. 2001:2501(500) ack 1 win 65535"));
}

TEST_P(Send, TakesNoMoreThanTheSendBufferHolds)
{
    profile.sendBuffer = 1000;
    establishes(65535, 536);
    EXPECT_EQ(sendRoom(tcb, profile), 1000u);
    sends(5000);
    EXPECT_EQ(tcb.written, 1000u);
    EXPECT_EQ(sendRoom(tcb, profile), 0u);
    arrives(". 1:1(0) ack 537"); // what is acknowledged makes room
    EXPECT_EQ(sendRoom(tcb, profile), 536u);
}

TEST_P(Send, StaysInsideThePeersWindow)
{
    establishes(1500, 1000);
    sends(5000);
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
}

class Receive : public Endpoint {};
TCPLAB_EVERYWHERE(Receive);

TEST_P(Receive, HasNoConnectionInClosed) { EXPECT_EQ(reads(), "ENOTCONN"); }

TEST_P(Receive, WaitsWhereNothingHasArrived)
{
    in(numbers, {SynSent, SynReceived, Established, FinWait1, FinWait2}, [](Bench& bench) {
        EXPECT_FALSE(canReceive(bench.tcb));
        EXPECT_EQ(bench.reads(), "");
    });
}

TEST_P(Receive, TellsTheEndOfTheStreamAfterTheFin)
{
    in(numbers, {CloseWait, Closing, LastAck, TimeWait}, [](Bench& bench) {
        EXPECT_TRUE(canReceive(bench.tcb));
        EXPECT_EQ(bench.reads(), "end");
        EXPECT_EQ(bench.reads(), "end"); // as often as asked
    });
}

TEST_P(Receive, GivesWhatIsThereThenTheRest)
{
    establishes();
    arrives("P. 1:101(100) ack 1");
    EXPECT_EQ(reads(30), "30");
    EXPECT_EQ(reads(), "70");
    EXPECT_EQ(reads(), "");
}

TEST_P(Receive, GivesRemainingTextInCloseWait)
{
    establishes();
    arrives("FP. 1:101(100) ack 1");
    ASSERT_EQ(state(), CloseWait);
    EXPECT_EQ(reads(40), "40");
    EXPECT_EQ(reads(), "60 end");
}

TEST_P(Receive, GoesOnAfterOurOwnClose)
{
    in(numbers, {FinWait1, FinWait2}, [](Bench& bench) { // half-close (§3.6.1)
        bench.arrives("P. 1:101(100) ack 2");
        EXPECT_EQ(bench.reads(), "100");
    });
}

class Close : public Endpoint {};
TCPLAB_EVERYWHERE(Close);

TEST_P(Close, HasNoConnectionInClosed) { EXPECT_EQ(closes(), Errno::NotConn); }

TEST_P(Close, DeletesTheTcbInListenAndSynSent)
{
    in(numbers, {Listen, SynSent}, [](Bench& bench) {
        EXPECT_EQ(bench.closes(), Errno::None);
        EXPECT_THAT(bench.sent(), IsEmpty());
        EXPECT_THAT(bench.entered(), ElementsAre(Closed));
    });
}

TEST_P(Close, SendsFinFromSynReceivedWhenNothingWasSent)
{
    reaches(SynReceived);
    EXPECT_EQ(closes(), Errno::None);
    EXPECT_THAT(sent(), ElementsAre("F. 1:1(0) ack 1 win 65535"));
    EXPECT_THAT(entered(), ElementsAre(FinWait1));
    arrives(". 1:1(0) ack 1"); // the handshake's, not the FIN's
    EXPECT_EQ(state(), FinWait1);
    arrives(". 1:1(0) ack 2");
    EXPECT_EQ(state(), FinWait2);
}

TEST_P(Close, WaitsInSynReceivedForWhatWasSent)
{
    reaches(SynReceived);
    sends(100);
    EXPECT_EQ(closes(), Errno::None);
    EXPECT_EQ(state(), SynReceived); // "queue for processing after entering ESTABLISHED state"
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(entered(), ElementsAre(Established, FinWait1));
    EXPECT_THAT(sent(), ElementsAre("FP. 1:101(100) ack 1 win 65535"));
}

TEST_P(Close, SendsFinFromEstablished)
{
    establishes();
    closes();
    EXPECT_THAT(sent(), ElementsAre("F. 1:1(0) ack 1 win 65535"));
    EXPECT_THAT(entered(), ElementsAre(FinWait1));
}

TEST_P(Close, QueuesTheFinBehindWhatWasSentButEntersFinWait1)
{
    establishes(1000, 1000);
    sends(1500);
    closes();
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_THAT(entered(), ElementsAre(FinWait1)); // "In any case, enter FIN-WAIT-1 state"
    arrives(". 1:1(0) ack 1001 win 1000");
    EXPECT_THAT(sent(), ElementsAre("FP. 1001:1501(500) ack 1 win 65535"));
}

TEST_P(Close, SendsFinFromCloseWaitAndEntersLastAck)
{
    reaches(CloseWait);
    closes();
    EXPECT_THAT(sent(), ElementsAre("F. 1:1(0) ack 2 win 65534"));
    EXPECT_THAT(entered(), ElementsAre(LastAck));
}

TEST_P(Close, StaysInCloseWaitUntilTheFinHasLeft)
{
    establishes(1000, 1000);
    arrives("F. 1:1(0) ack 1 win 1000");
    sends(1500);
    closes();
    EXPECT_EQ(state(), CloseWait); // "Queue this request until all preceding SENDs have been segmentized"
    arrives(". 2:2(0) ack 1001 win 1000");
    EXPECT_THAT(entered(), ElementsAre(LastAck));
}

TEST_P(Close, EmitsNoSecondFin)
{
    in(numbers, {FinWait1, FinWait2, Closing, LastAck, TimeWait}, [](Bench& bench) {
        EXPECT_EQ(bench.closes(), Errno::None);
        EXPECT_THAT(bench.out().effects, IsEmpty());
    });
}

class Abort : public Endpoint {};
TCPLAB_EVERYWHERE(Abort);

TEST_P(Abort, HasNoConnectionInClosed) { EXPECT_EQ(aborts(), Errno::NotConn); }

TEST_P(Abort, IsSilentBeforeAnythingIsSynchronized)
{
    in(numbers, {Listen, SynSent}, [](Bench& bench) {
        EXPECT_EQ(bench.aborts(), Errno::None);
        EXPECT_THAT(bench.sent(), IsEmpty());
        EXPECT_THAT(bench.entered(), ElementsAre(Closed));
        EXPECT_EQ(bench.tcb.error, Errno::ConnReset);
    });
}

TEST_P(Abort, SendsAResetOfTheLettersForm)
{
    in(numbers, {SynReceived, Established, CloseWait}, [](Bench& bench) {
        EXPECT_EQ(bench.aborts(), Errno::None);
        EXPECT_THAT(bench.sent(), ElementsAre("R 1:1(0) win 0"));
        EXPECT_THAT(bench.entered(), ElementsAre(Closed));
        EXPECT_EQ(bench.tcb.error, Errno::ConnReset); // for SENDs and RECEIVEs that wait
    });
    in(numbers, {FinWait1, FinWait2}, [](Bench& bench) {
        bench.aborts();
        EXPECT_THAT(bench.sent(), ElementsAre("R 2:2(0) win 0"));
        EXPECT_THAT(bench.entered(), ElementsAre(Closed));
    });
}

TEST_P(Abort, IsSilentWhenAllHasBeenSaid)
{
    in(numbers, {Closing, LastAck, TimeWait}, [](Bench& bench) {
        EXPECT_EQ(bench.aborts(), Errno::None); // 'Respond with "ok"'
        EXPECT_THAT(bench.sent(), IsEmpty());
        EXPECT_THAT(bench.entered(), ElementsAre(Closed));
        EXPECT_EQ(bench.tcb.error, Errno::None);
    });
}

TEST_P(Abort, FlushesWhatWasQueued)
{
    establishes(1000, 1000);
    arrives("P. 1:101(100) ack 1 win 1000");
    sends(5000);
    aborts();
    EXPECT_THAT(sent(), ElementsAre("R 1001:1001(0) win 0")); // SND.NXT
    EXPECT_EQ(reads(), "ECONNRESET");
    passes(minutes(10));
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(Abort, CarriesAnAckWhereTheProfileSaysSo)
{
    profile.abortCarriesAck = true;
    establishes();
    aborts();
    EXPECT_THAT(sent(), ElementsAre("R. 1:1(0) ack 1 win 0"));
}

class CloseBoth : public Endpoint {
protected:
    void SetUp() override
    {
        profile.resetOnUnreadClose = true;
        establishes();
    }
};
TCPLAB_EVERYWHERE(CloseBoth);

TEST_P(CloseBoth, ResetsWhenTextWasNotRead)
{
    arrives("P. 1:101(100) ack 1");
    closesBoth();
    EXPECT_THAT(sent(), ElementsAre("R 1:1(0) win 0")); // SHLD-3
    EXPECT_THAT(entered(), ElementsAre(Closed));
}

TEST_P(CloseBoth, ClosesInOrderWhenAllWasRead)
{
    arrives("P. 1:101(100) ack 1");
    reads();
    closesBoth();
    EXPECT_EQ(state(), FinWait1);
    EXPECT_THAT(sent(), ElementsAre("F. 1:1(0) ack 101 win 65435"));
}

// Proves MAY-1, SHLD-3.
TEST_P(CloseBoth, ResetsTextThatArrivesAfterwards)
{
    closesBoth();
    arrives(". 1:1(0) ack 2");
    arrives("P. 1:101(100) ack 2");
    EXPECT_THAT(sent(), ElementsAre("R 2:2(0) win 0"));
    EXPECT_THAT(entered(), ElementsAre(Closed));
}

TEST_P(CloseBoth, ByTheLetterTakesAndDropsTextThatArrivesAfterwards)
{
    profile.resetOnUnreadClose = false;
    closesBoth();
    arrives(". 1:1(0) ack 2");
    arrives("FP. 1:101(100) ack 2");
    EXPECT_THAT(entered(), ElementsAre(TimeWait));
    EXPECT_EQ(tcb.receivedOctets, 0u);
}

TEST_P(CloseBoth, GivesUpFinWait2AfterItsTimeOut)
{
    profile.finWait2Timeout = seconds(60);
    closesBoth();
    arrives(". 1:1(0) ack 2");
    EXPECT_EQ(left(Timer::FinWait2), seconds(60));
    passes(seconds(60));
    EXPECT_THAT(entered(), ElementsAre(Closed));
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_EQ(tcb.error, Errno::None);
}

TEST_P(CloseBoth, StartsTheTimeOutWhenTheUserCloseFollowsAShutdown)
{
    profile.finWait2Timeout = seconds(60);
    closes();
    arrives(". 1:1(0) ack 2");
    EXPECT_FALSE(isOn(Timer::FinWait2)); // somebody may still read
    closesBoth();
    EXPECT_EQ(left(Timer::FinWait2), seconds(60));
}

class Status : public Endpoint {};
TCPLAB_EVERYWHERE(Status);

TEST_P(Status, NamesTheState)
{
    for (const ConnectionState state : everyState) {
        Bench bench(numbers);
        bench.reaches(state);
        EXPECT_EQ(bench.state(), state);
    }
    EXPECT_STREQ(nameOf(SynReceived), "SYN-RECEIVED");
    EXPECT_STREQ(nameOf(FinWait2), "FIN-WAIT-2");
    EXPECT_STREQ(nameOf(TimeWait), "TIME-WAIT");
}

TEST_P(Status, TellsWindowsAndWhatAwaitsAcknowledgmentOrReceipt)
{
    establishes(4000, 1000);
    sends(2000);
    arrives("P. 1:101(100) ack 1 win 4000");
    const auto value = [&](std::string_view name) {
        const auto variables = tcbVariables();
        const auto found = std::ranges::find(variables, name, &TcbVariable::name);
        return found == variables.end() ? -1 : found->read(tcb);
    };
    EXPECT_EQ(value("SND.WND"), 4000);
    EXPECT_EQ(value("in flight"), 2000);
    EXPECT_EQ(value("unread"), 100);
    EXPECT_EQ(value("RCV.WND"), 65435);
    EXPECT_EQ(value("ISS"), numbers.iss);
    EXPECT_EQ(value("IRS"), numbers.irs);
    EXPECT_EQ(value("SND.NXT"), (SeqNum{numbers.iss} + 2001).value());
}

} // namespace
} // namespace tcplab
