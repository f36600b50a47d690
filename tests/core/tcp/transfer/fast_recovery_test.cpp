// RFC 5681 §3.2, RFC 6582, RFC 3042: fast retransmit and fast recovery without SACK.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class WithoutSack : public Endpoint {
protected:
    /// Ten segments of 1000 octets are out, cwnd 10 000; twenty more wait.
    void tenAreOut(CongestionAlgorithm algorithm)
    {
        profile.congestionControl = algorithm;
        profile.sendBuffer = 1'000'000;
        establishes(65535, 1000);
        sends(30'000);
        ASSERT_EQ(sent().size(), 10u);
    }
    void duplicates(int n)
    {
        for (int i = 0; i < n; ++i)
            arrives(". 1:1(0) ack 1");
    }
};
class FastRetransmit : public WithoutSack {};
TCPLAB_EVERYWHERE(FastRetransmit);

TEST_P(FastRetransmit, TheThirdDuplicateAckBringsTheSegmentBack)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(2);
    EXPECT_THAT(clauses(), testing::Not(Contains(Clause::FastRetransmit)));
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
    EXPECT_THAT(congestion(), ElementsAre("cwnd 8000 ssthresh 5000 recovery")); // 10 000/2, + 3·SMSS
}

TEST_P(FastRetransmit, LimitedTransmitLetsTwoNewSegmentsGoFirst)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 10001:11001(1000) ack 1 win 65535"));
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(sent(), ElementsAre(". 11001:12001(1000) ack 1 win 65535"));
    EXPECT_EQ(tcb.window.cwnd, 10'000u); // RFC 3042: cwnd itself does not move
}

TEST_P(FastRetransmit, WithoutLimitedTransmitNothingGoesBeforeTheThird)
{
    profile.limitedTransmit = false;
    tenAreOut(CongestionAlgorithm::NewReno);
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(sent(), IsEmpty());
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(FastRetransmit, WithoutLimitedTransmitNothingGoesBeforeTheThirdWhereReductionIsProportional)
{
    profile.limitedTransmit = false;
    profile.proportionalReduction = true;
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(1);
    EXPECT_THAT(sent(), IsEmpty());
    duplicates(1);
    EXPECT_THAT(sent(), IsEmpty());
    duplicates(1);
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
}

TEST_P(FastRetransmit, AnAckWithAnotherWindowIsNoDuplicate)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(2);
    arrives(". 1:1(0) ack 1 win 60000");
    EXPECT_THAT(clauses(), testing::Not(Contains(Clause::FastRetransmit)));
}

TEST_P(FastRetransmit, TextWithAnOldAckIsNoDuplicate)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(2);
    arrives("P. 1:101(100) ack 1");
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::None);
}

TEST_P(FastRetransmit, CanBeSwitchedOff)
{
    profile.fastRetransmit = false;
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(9);
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::None);
}

TEST_P(FastRetransmit, WithoutCongestionControlTheSegmentGoesAndThatIsAll)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    tcb.congestion = NoControl{};
    duplicates(3);
    EXPECT_THAT(sent(), Contains(". 1:1001(1000) ack 1 win 65535"));
    EXPECT_THAT(congestion(), IsEmpty());
}

TEST_P(FastRetransmit, IsNotEnteredByDuplicatesThatATimeOutsRetransmissionsDraw)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    expires(Timer::Retransmission);
    arrives(". 1:1(0) ack 10001"); // everything before the time-out has arrived
    for (int i = 0; i < 3; ++i)
        arrives(". 1:1(0) ack 10001");
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::None); // RFC 6582 §3.2 step 1: not beyond "recover"
}

TEST_P(FastRetransmit, TahoeBeginsAgainWithOneSegment)
{
    tenAreOut(CongestionAlgorithm::Tahoe);
    duplicates(3);
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
    EXPECT_THAT(congestion(), ElementsAre("cwnd 1000 ssthresh 5000 loss"));
    EXPECT_EQ(tcb.rtt.backoffs, 0u); // no time-out
    arrives(". 1:1(0) ack 12001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 2000 ssthresh 5000 slow-start"));
}

class FastRecovery : public WithoutSack {};
TCPLAB_EVERYWHERE(FastRecovery);

TEST_P(FastRecovery, EachFurtherDuplicateInflatesTheWindow)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(3); // 12 segments are out
    for (int i = 0; i < 4; ++i) {
        arrives(". 1:1(0) ack 1");
        EXPECT_THAT(sent(), IsEmpty());
    }
    EXPECT_EQ(tcb.window.cwnd, 12'000u);
    arrives(". 1:1(0) ack 1"); // RFC 5681 §3.2 step 5
    EXPECT_THAT(sent(), ElementsAre(". 12001:13001(1000) ack 1 win 65535"));
}

TEST_P(FastRecovery, AFullAckDeflatesNewReno)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(3);
    arrives(". 1:1(0) ack 12001"); // nothing is out: min(ssthresh, max(FlightSize, SMSS) + SMSS)
    EXPECT_THAT(congestion(), ElementsAre("cwnd 2000 ssthresh 5000 slow-start"));
    EXPECT_EQ(sent().size(), 2u);
}

TEST_P(FastRecovery, APartialAckBringsTheNextHoleBack)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(3);
    arrives(". 1:1(0) ack 4001"); // RFC 6582 §3.2 step 3
    EXPECT_THAT(sent(), Contains(". 4001:5001(1000) ack 1 win 65535"));
    EXPECT_THAT(congestion(), ElementsAre("cwnd 5000 ssthresh 5000 recovery")); // 8000 − 4000 + 1000
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Fast);
}

TEST_P(FastRecovery, OnlyTheFirstPartialAckRestartsTheTimer)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(3);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 2001");
    const Instant due = tcb.timers[Timer::Retransmission];
    EXPECT_EQ(due, now + tcb.rtt.rto);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 4001");
    EXPECT_EQ(tcb.timers[Timer::Retransmission], due);
}

TEST_P(FastRecovery, RenoEndsWithTheFirstNewAck)
{
    tenAreOut(CongestionAlgorithm::Reno);
    duplicates(3);
    arrives(". 1:1(0) ack 4001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 5000 ssthresh 5000 avoidance")); // RFC 5681 §3.2 step 6
    EXPECT_THAT(clauses(), testing::Not(Contains(Clause::FastRetransmit)));
}

TEST_P(FastRecovery, ATimeOutEndsIt)
{
    tenAreOut(CongestionAlgorithm::NewReno);
    duplicates(3);
    expires(Timer::Retransmission);
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Loss);
    EXPECT_EQ(tcb.window.cwnd, 1000u);
    EXPECT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
}

TEST_P(FastRecovery, CubicShrinksToSevenTenths)
{
    tenAreOut(CongestionAlgorithm::Cubic);
    duplicates(3);
    EXPECT_THAT(congestion(), ElementsAre("cwnd 10000 ssthresh 7000 recovery")); // RFC 9438 §4.6, + 3·SMSS
}

TEST_P(FastRecovery, ProportionalReductionSendsForWhatArrives)
{
    profile.proportionalReduction = true;
    profile.thresholdFromCwnd = true;
    tenAreOut(CongestionAlgorithm::Reno);
    duplicates(3); // RFC 6937: for ten segments delivered, five may go
    std::size_t went = 0;
    for (int i = 0; i < 6; ++i) {
        arrives(". 1:1(0) ack 1");
        went += sent().size();
    }
    EXPECT_EQ(tcb.window.ssthresh, 5000u);
    EXPECT_THAT(went, testing::AllOf(testing::Ge(2u), testing::Le(4u)));
    EXPECT_GE(tcb.window.cwnd, tcb.window.ssthresh);
}

} // namespace
} // namespace tcplab
