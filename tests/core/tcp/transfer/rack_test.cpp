// RFC 8985: RACK and tail loss probes.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class RackTlp : public Endpoint {
protected:
    /// RTT 100 ms; segments of 1000 octets.
    void begins()
    {
        profile.sack = profile.rack = profile.tailLossProbe = profile.rttFromSendTimes = true;
        profile.sendBuffer = 1'000'000;
        profile.nagle = false;
        opens();
        now = now + milliseconds(100);
        arrives("S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>");
    }
};
TCPLAB_EVERYWHERE(RackTlp);

TEST_P(RackTlp, ThreeSackedSegmentsMakeWhatWasSentBeforeThemLost)
{
    begins();
    sends(10'000);
    now = now + milliseconds(100);
    arrives(
        ". 1:1(0) ack 1 <nop,nop,sack 1001:4001>"); // no reordering seen: the window is nothing (§6.2 step 4)
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Fast);
    EXPECT_THAT(sent(), Contains(". 1:1001(1000) ack 1 win 65535"));
    EXPECT_EQ(tcb.board.lost, 1000u); // nothing that was sent at the same time but lies behind
}

TEST_P(RackTlp, OneSackedSegmentMakesItWait)
{
    begins();
    sends(10'000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>");
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::None);
    EXPECT_EQ(left(Timer::Reordering), milliseconds(25)); // RTT + min_RTT/4 since it was sent
    expires(Timer::Reordering);
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Fast);
    EXPECT_THAT(sent(), Contains(". 1:1001(1000) ack 1 win 65535"));
}

TEST_P(RackTlp, WhatOnlyCameLateIsNotRepeated)
{
    begins();
    sends(10'000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>");
    now = now + milliseconds(10);
    arrives(". 1:1(0) ack 2001");
    EXPECT_FALSE(isOn(Timer::Reordering));
    EXPECT_TRUE(tcb.rack.reorderingSeen); // §6.2 step 3
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::None);
}

TEST_P(RackTlp, ALostRetransmissionIsSeenByTime)
{
    begins();
    sends(10'000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:4001>"); // 1 goes again now
    now = now + milliseconds(50);
    sends(10'000);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:10001>"); // brings new ones, sent after the retransmission
    ASSERT_GT(sndNxt(), 10'001u);
    now = now + milliseconds(100);
    const std::uint32_t end = 11'001;
    Segment later{.ack = SeqNum{1}, .ctl = {.ack = true}, .wnd = 65535};
    later.seq = SeqNum{1};
    later.options.sack.add({SeqNum{1001}, SeqNum{end}});
    arrives(later);
    EXPECT_THAT(sent(), Contains(". 1:1001(1000) ack 1 win 65535")); // RFC 6675 could not have known
}

TEST_P(RackTlp, AProbeAsksAfterTheTail)
{
    begins();
    sends(3000);
    EXPECT_EQ(left(Timer::TailLossProbe), milliseconds(200)); // §7.2: 2·SRTT
    expires(Timer::TailLossProbe);
    EXPECT_THAT(sent(), ElementsAre("P. 2001:3001(1000) ack 1 win 65535")); // nothing new: the last again
    EXPECT_EQ(left(Timer::Retransmission), tcb.rtt.rto);                    // §7.3
    EXPECT_EQ(tcb.window.cwnd, 10'000u);
}

TEST_P(RackTlp, ALoneSegmentIsGivenTheDelayedAcksTime)
{
    begins();
    sends(500);
    EXPECT_EQ(left(Timer::TailLossProbe), milliseconds(400));
}

TEST_P(RackTlp, AProbeCarriesNewTextWhereThereIsSome)
{
    begins();
    sends(30'000); // ten out, twenty wait for cwnd
    expires(Timer::TailLossProbe);
    EXPECT_THAT(sent(), ElementsAre(". 10001:11001(1000) ack 1 win 65535"));
}

TEST_P(RackTlp, WhatTheProbesAckShowsIsRepairedWithoutATimeOut)
{
    begins();
    sends(3000);
    expires(Timer::TailLossProbe);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1001 <nop,nop,sack 2001:3001>"); // 1001:2001 was lost
    EXPECT_THAT(sent(), ElementsAre(". 1001:2001(1000) ack 1 win 65535"));
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Fast);
}

TEST_P(RackTlp, ALossThatTheProbeRepairedCounts)
{
    begins();
    sends(3000);
    expires(Timer::TailLossProbe);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 3001"); // it may have filled the hole, or been one too many
    EXPECT_EQ(tcb.window.ssthresh, noThreshold);
    sends(1000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 4001"); // no D-SACK in between: it was lost (§7.4.2)
    EXPECT_THAT(clauses(), Contains(Clause::TailLossRepaired));
    EXPECT_NE(tcb.window.ssthresh, noThreshold);
}

TEST_P(RackTlp, ADuplicateReportSaysThatNothingWasLost)
{
    begins();
    sends(3000);
    expires(Timer::TailLossProbe);
    now = now + milliseconds(50);
    arrives(". 1:1(0) ack 3001");
    arrives(". 1:1(0) ack 3001 <nop,nop,sack 2001:3001>");
    sends(1000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 4001");
    EXPECT_EQ(tcb.window.ssthresh, noThreshold);
}

TEST_P(RackTlp, OneProbeAtATime)
{
    begins();
    sends(3000);
    expires(Timer::TailLossProbe);
    EXPECT_FALSE(isOn(Timer::TailLossProbe));
}

TEST_P(RackTlp, AProbeThatWasAnsweredLetsTheNextGo)
{
    profile.rack = false;
    profile.sack = profile.tailLossProbe = true;
    profile.sendBuffer = 1'000'000;
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>");
    sends(12'000); // ten go, two wait for cwnd
    expires(Timer::TailLossProbe);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 11001");
    sends(1000);
    EXPECT_TRUE(isOn(Timer::TailLossProbe));
}

TEST_P(RackTlp, ItsTimeOutReducesTheWindowEvenly)
{
    profile.proportionalReduction = true;
    begins();
    sends(20'000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>");
    expires(Timer::Reordering);
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Fast);
    EXPECT_EQ(sent().size(), 1u); // RFC 6937: the fast retransmit, no burst
}

TEST_P(RackTlp, NeedsSack)
{
    profile.rack = profile.tailLossProbe = true;
    profile.sack = false;
    establishes(65535, 1000);
    sends(3000);
    EXPECT_FALSE(isOn(Timer::TailLossProbe));
}

TEST_P(RackTlp, ArrivingTextDoesNotPutOffTheProbe)
{
    begins();
    sends(3000);
    now = now + milliseconds(150);
    arrives(". 1:101(100) ack 1"); // acknowledges nothing (§7.2: new text or an ACK that moves on)
    EXPECT_EQ(left(Timer::TailLossProbe), milliseconds(50));
    arrives(". 101:201(100) ack 1001");
    EXPECT_EQ(left(Timer::TailLossProbe), tcb.rtt.srtt * 2);
}

TEST_P(RackTlp, ATimeOutSparesWhatWasSentLately)
{
    begins();
    sends(3000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1001");
    now = now + milliseconds(950);
    sends(2000);
    expires(Timer::Retransmission);
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Loss);
    EXPECT_EQ(tcb.board.lost, 2000u); // §6.3: 3001:5001 may still be on its way
}

} // namespace
} // namespace tcplab
