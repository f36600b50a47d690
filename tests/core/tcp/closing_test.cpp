// RFC 9293 §3.6 and §3.10.7.4 fifth and eighth: from FIN-WAIT-1 to CLOSED, and 2·MSL.
#include "tests/core/tcp/bench.h"
#include "tests/support/packetdrill.h"

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

namespace tcplab {
namespace {

using enum ConnectionState;

class FinWait1State : public Endpoint {
protected:
    void SetUp() override { reaches(FinWait1); }
};
TCPLAB_EVERYWHERE(FinWait1State);

TEST_P(FinWait1State, WaitsInFinWait2WhenItsFinIsAcknowledged)
{
    arrives(". 1:1(0) ack 2");
    EXPECT_THAT(entered(), ElementsAre(FinWait2));
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_TRUE(tcb.timers.earliest().isNever()); // for ever, by the letter
}

TEST_P(FinWait1State, EntersTimeWaitWhenFinAndItsOwnAckComeTogether)
{
    arrives("F. 1:1(0) ack 2");
    EXPECT_THAT(entered(), ElementsAre(FinWait2, TimeWait));
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 2 win 65534"));
    EXPECT_EQ(left(Timer::TimeWait), timeWait);
}

TEST_P(FinWait1State, EntersClosingWhenOnlyTheFinComes)
{
    arrives("F. 1:1(0) ack 1");
    EXPECT_THAT(entered(), ElementsAre(Closing));
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 2 win 65534"));
    EXPECT_TRUE(isOn(Timer::Retransmission)); // our FIN is still out
}

TEST_P(FinWait1State, StaysForAnAckOfTextAlone)
{
    Bench bench(numbers);
    bench.establishes(65535, 1000);
    bench.sends(1000);
    bench.closes();
    bench.arrives(". 1:1(0) ack 1001");
    EXPECT_EQ(bench.state(), FinWait1);
    bench.arrives(". 1:1(0) ack 1002");
    EXPECT_EQ(bench.state(), FinWait2);
}

TEST_P(FinWait1State, TakesTextThatStillArrives)
{
    arrives("P. 1:101(100) ack 1");
    EXPECT_EQ(state(), FinWait1);
    EXPECT_EQ(reads(), "100");
}

class FinWait2State : public Endpoint {
protected:
    void SetUp() override { reaches(FinWait2); }
};
TCPLAB_EVERYWHERE(FinWait2State);

TEST_P(FinWait2State, EntersTimeWaitWithTheFin)
{
    arrives("F. 1:1(0) ack 2");
    EXPECT_THAT(entered(), ElementsAre(TimeWait));
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 2 win 65534"));
    for (const Timer timer : {Timer::Retransmission, Timer::Persist, Timer::DelayedAck, Timer::User})
        EXPECT_FALSE(isOn(timer)) << nameOf(timer); // "turn off the other timers"
    EXPECT_EQ(left(Timer::TimeWait), timeWait);
}

TEST_P(FinWait2State, TurnsOffADelayedAckWhenTheFinComes)
{
    arrives("P. 1:101(100) ack 2");
    ASSERT_TRUE(isOn(Timer::DelayedAck));
    arrives("F. 101:101(0) ack 2");
    EXPECT_FALSE(isOn(Timer::DelayedAck));
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 102 win 65434"));
}

TEST_P(FinWait2State, LastsForEverWhileSomebodyMayRead)
{
    profile = linuxProfile(); // its time-out is for connections whose application is gone
    passes(minutes(1000));
    EXPECT_EQ(state(), FinWait2);
}

TEST_P(FinWait2State, WaitsForTextBeforeTheFin)
{
    arrives("F. 101:101(0) ack 2");
    EXPECT_EQ(state(), FinWait2);
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 1 win 65535"));
    arrives("P. 1:101(100) ack 2");
    EXPECT_THAT(entered(), ElementsAre(TimeWait));
}

class ClosingStateTest : public Endpoint {
protected:
    void SetUp() override { reaches(Closing); }
};
TCPLAB_EVERYWHERE(ClosingStateTest);

TEST_P(ClosingStateTest, EntersTimeWaitWithTheAckOfItsFin)
{
    arrives(". 2:2(0) ack 2");
    EXPECT_THAT(entered(), ElementsAre(TimeWait));
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_EQ(left(Timer::TimeWait), timeWait);
    EXPECT_FALSE(isOn(Timer::Retransmission));
}

TEST_P(ClosingStateTest, StaysForAnyOtherAck)
{
    arrives(". 2:2(0) ack 1");
    EXPECT_EQ(state(), Closing);
}

TEST_P(ClosingStateTest, AcknowledgesARepeatedFin)
{
    arrives("F. 1:1(0) ack 1");
    EXPECT_EQ(state(), Closing);
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 2 win 65534"));
}

TEST_P(ClosingStateTest, RepeatsItsFin)
{
    passes(seconds(1));
    EXPECT_THAT(sent(), ElementsAre("F. 1:1(0) ack 2 win 65534"));
}

class LastAckState : public Endpoint {
protected:
    void SetUp() override { reaches(LastAck); }
};
TCPLAB_EVERYWHERE(LastAckState);

TEST_P(LastAckState, EndsWithTheAckOfItsFin)
{
    arrives(". 2:2(0) ack 2");
    EXPECT_THAT(entered(), ElementsAre(Closed));
    EXPECT_EQ(tcb.error, Errno::None);
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(LastAckState, RepeatsItsFinWithBackOff)
{
    passes(seconds(7));
    EXPECT_THAT(sentWhen(),
                ElementsAre("+1000ms F. 1:1(0) ack 2 win 65534", "+3000ms F. 1:1(0) ack 2 win 65534",
                            "+7000ms F. 1:1(0) ack 2 win 65534"));
}

TEST_P(LastAckState, AcknowledgesARepeatedFinOfThePeer)
{
    arrives("F. 1:1(0) ack 1");
    EXPECT_EQ(state(), LastAck);
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 2 win 65534"));
}

class TimeWaitState : public Endpoint {
protected:
    void SetUp() override { reaches(TimeWait); }
};
TCPLAB_EVERYWHERE(TimeWaitState);

TEST_P(TimeWaitState, EndsAfterTwiceTheMsl)
{
    passes(timeWait - nanoseconds(1));
    EXPECT_EQ(state(), TimeWait);
    passes(nanoseconds(1));
    EXPECT_THAT(entered(), ElementsAre(Closed)); // MUST-13
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(TimeWaitState, AcksRetransmittedFinAndRestartsTimer)
{
    passes(seconds(10));
    arrives("F. 1:1(0) ack 2");
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 2 win 65534"));
    EXPECT_EQ(left(Timer::TimeWait), timeWait);
    EXPECT_EQ(state(), TimeWait);
}

TEST_P(TimeWaitState, AcknowledgesOldTextWithoutRestartingTheTimer)
{
    Bench bench(numbers);
    bench.reaches(FinWait2);
    bench.arrives("FP. 1:101(100) ack 2");
    bench.passes(seconds(10));
    bench.arrives(". 1:51(50) ack 2");
    EXPECT_THAT(bench.sent(), ElementsAre(". 2:2(0) ack 102 win 65434"));
    EXPECT_EQ(bench.left(Timer::TimeWait), timeWait - seconds(10));
}

TEST_P(TimeWaitState, RestartsForAFinThatCarriesTextAgain)
{
    Bench bench(numbers);
    bench.reaches(FinWait2);
    bench.arrives("FP. 1:101(100) ack 2");
    bench.passes(seconds(10));
    bench.arrives("FP. 1:101(100) ack 2");
    EXPECT_THAT(bench.sent(), ElementsAre(". 2:2(0) ack 102 win 65434"));
    EXPECT_EQ(bench.left(Timer::TimeWait), timeWait);
}

TEST_P(TimeWaitState, AnswersAnOldSynWithAnAckWhateverItsNumber)
{
    for (const char* syn : {"S 0:0(0)", "S 100:100(0)", "S 90000:90000(0)"}) {
        arrives(syn);
        EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 2 win 65534")) << syn;
        EXPECT_EQ(state(), TimeWait);
        EXPECT_EQ(left(Timer::TimeWait), timeWait);
    }
}

TEST_P(TimeWaitState, IsEndedByAnExactReset)
{
    arrives("R 2:2(0)"); // RFC 1337 names the hazard; §3.10.7.4 second has it so
    EXPECT_THAT(entered(), ElementsAre(Closed));
    EXPECT_EQ(tcb.error, Errno::None);
}

TEST_P(TimeWaitState, MayReopenOnlyForASynAboveAllOldNumbers)
{
    const auto reopens = [&](const char* notation) {
        const Segment segment = absolute(segmentFrom(notation));
        return mayReopen(tcb, segment, profile);
    };
    EXPECT_FALSE(reopens("S 3:3(0)")); // the knob is off (MUST-13)
    profile.timeWaitAcceptsSyn = true;
    EXPECT_TRUE(reopens("S 3:3(0)")); // MAY-2
    EXPECT_FALSE(reopens("S 2:2(0)"));
    EXPECT_FALSE(reopens("S 1:1(0)"));
    EXPECT_FALSE(reopens("S. 3:3(0) ack 2"));
    EXPECT_FALSE(reopens("R 3:3(0)"));
    EXPECT_FALSE(reopens(". 3:3(0) ack 2"));
}

class SimultaneousClose : public Endpoint {};
TCPLAB_EVERYWHERE(SimultaneousClose);

TEST_P(SimultaneousClose, PassesThroughClosingAsInFigure13)
{
    establishes();
    closes();
    EXPECT_THAT(sent(), ElementsAre("F. 1:1(0) ack 1 win 65535"));
    arrives("F. 1:1(0) ack 1");
    EXPECT_THAT(entered(), ElementsAre(Closing));
    EXPECT_THAT(sent(), ElementsAre(". 2:2(0) ack 2 win 65534"));
    arrives(". 2:2(0) ack 2");
    EXPECT_THAT(entered(), ElementsAre(TimeWait));
}

class HalfClose : public Endpoint {};
TCPLAB_EVERYWHERE(HalfClose);

TEST_P(HalfClose, TheOtherEndGoesOnSending)
{
    reaches(CloseWait);
    sends(100);
    arrives(". 2:2(0) ack 101");
    sends(100);
    EXPECT_THAT(sent(), ElementsAre("P. 101:201(100) ack 2 win 65534"));
    arrives(". 2:2(0) ack 201");
    closes();
    EXPECT_THAT(sent(), ElementsAre("F. 201:201(0) ack 2 win 65534"));
    EXPECT_EQ(state(), LastAck);
}

TEST_P(HalfClose, TextAfterTheFinIsIgnored)
{
    reaches(CloseWait);
    arrives("P. 2:102(100) ack 1");
    EXPECT_EQ(tcb.receivedOctets, 0u);
    EXPECT_EQ(rcvNxt(), 2u);
    EXPECT_THAT(ignored(), Contains(IgnoreReason::AfterFin));
}

} // namespace
} // namespace tcplab
