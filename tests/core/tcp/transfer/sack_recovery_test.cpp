// RFC 2018 §5, RFC 6675: what a sender does with SACK.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class SackSender : public Endpoint {
protected:
    /// Ten segments of 1000 octets are out, cwnd 10 000; `more` octets wait.
    void tenAreOut(std::uint32_t more = 20'000)
    {
        profile.sack = true;
        profile.sendBuffer = 1'000'000;
        establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>");
        sends(10'000 + more);
        ASSERT_EQ(sent().size(), 10u);
    }
    /// The segments sent, by their first numbers.
    std::vector<std::uint32_t> wentOut() const
    {
        std::vector<std::uint32_t> went;
        for (const Packet& packet : out().packets)
            went.push_back(relative(packet.segment).seq.value());
        return went;
    }
};
TCPLAB_EVERYWHERE(SackSender);

TEST_P(SackSender, LeavesItAloneWhenThePeerDoesNotPermitIt)
{
    profile.sack = true;
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1000>");
    EXPECT_FALSE(tcb.agreed.sack);
    sends(5000);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>"); // never agreed on: no meaning
    EXPECT_EQ(tcb.board.sacked, 0u);
}

TEST_P(SackSender, MarksWhatIsCovered)
{
    tenAreOut();
    arrives(". 1:1(0) ack 1 <nop,nop,sack 2001:4001>");
    EXPECT_EQ(tcb.board.sacked, 2000u);
    EXPECT_EQ(tcb.board.sackedSegments, 2u);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 2001:5001>");
    EXPECT_EQ(tcb.board.sacked, 3000u);
}

TEST_P(SackSender, IgnoresBlocksOfWhatWasNeverSent)
{
    tenAreOut(0);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 9001:12001>");
    arrives(". 1:1(0) ack 1 <nop,nop,sack 5001:4001>");
    EXPECT_EQ(tcb.board.sacked, 0u);
}

TEST_P(SackSender, TakesTheBlocksOfAnAckThatAnotherHasOvertaken)
{
    tenAreOut(0);
    arrives(". 1:1(0) ack 1001");
    arrives(". 1:1(0) ack 1 <nop,nop,sack 6001:7001 4001:5001 2001:3001>"); // RFC 6675 §5: "any ACK"
    EXPECT_EQ(tcb.board.sacked, 3000u);
    EXPECT_THAT(wentOut(), Contains(1001u)); // three runs above it: lost
    EXPECT_EQ(sndUna(), 1001u);
}

TEST_P(SackSender, OfAnOvertakenAckTakesWhatLiesAboveSndUna)
{
    tenAreOut(0);
    arrives(". 1:1(0) ack 3001");
    arrives(". 1:1(0) ack 1 <nop,nop,sack 2001:5001>");
    EXPECT_EQ(tcb.board.sacked, 2000u);
}

TEST_P(SackSender, TakesTheDuplicateReportOfAnOvertakenAck)
{
    profile.undo = true;
    tenAreOut();
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 1001:2001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 1001:4001>"})
        arrives(ack);
    arrives(". 1:1(0) ack 5001");
    ASSERT_EQ(tcb.recovery.phase, RecoveryPhase::Fast);
    arrives(
        ". 1:1(0) ack 4001 <nop,nop,sack 1:1001>"); // the retransmission was a duplicate (RFC 2883, RFC 3708)
    EXPECT_THAT(clauses(), Contains(Clause::RetransmissionSpurious));
}

TEST_P(SackSender, TahoeBeginsAgainWithOneSegmentWhateverProportionalReductionSays)
{
    profile.congestionControl = CongestionAlgorithm::Tahoe;
    profile.proportionalReduction = true; // RFC 9937: an algorithm for fast recovery, which Tahoe has not
    tenAreOut();
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:7001>");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 1000 ssthresh 5000 loss"));
    EXPECT_THAT(wentOut(), ElementsAre(1u));
}

TEST_P(SackSender, OnLinuxProportionalReductionRoundsUpToSegments)
{
    profile = linuxProfile();
    now = now + seconds(1);
    tenAreOut();
    now = now + milliseconds(50);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>"); // the handshake took no time: RACK waits no longer
    ASSERT_EQ(tcb.window.ssthresh, 7000u);
    EXPECT_THAT(wentOut(), ElementsAre(1u));
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:3001>"); // tcp_cwnd_reduction(): ceil(2·7/10) − 1
    EXPECT_THAT(wentOut(), ElementsAre(10'001u));
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:4001>"); // ceil(3·7/10) − 2
    EXPECT_THAT(wentOut(), ElementsAre(11'001u));
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:5001>"); // ceil(4·7/10) − 3
    EXPECT_THAT(wentOut(), IsEmpty());
}

TEST_P(SackSender, LimitedTransmitFollowsThePipe)
{
    tenAreOut();
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>"); // one has left: one may go (RFC 6675 §5, step 3)
    EXPECT_THAT(wentOut(), ElementsAre(10'001u));
}

TEST_P(SackSender, EntersRecoveryAtTheThirdDuplicate)
{
    tenAreOut();
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>");
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:3001>");
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::None);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:4001>");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 5000 ssthresh 5000 recovery"));
    EXPECT_THAT(wentOut(), ElementsAre(1u));
}

TEST_P(SackSender, EntersRecoveryWhenOneAckShowsThreeRuns)
{
    tenAreOut();
    arrives(". 1:1(0) ack 1 <nop,nop,sack 6001:6501 3001:4001>"); // half a segment is no segment of ours
    arrives(". 1:1(0) ack 1 <nop,nop,sack 7001:8001 5001:6001 3001:4001>");
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Fast); // DupThresh discontiguous runs above the first hole
}

TEST_P(SackSender, TakesForLostWhatHasEnoughAboveIt)
{
    tenAreOut();
    arrives(". 1:1(0) ack 1 <nop,nop,sack 4001:8001>"); // four segments above: 1, 1001, 2001, 3001 are lost
    EXPECT_EQ(tcb.board.lost, 4000u);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 9001:10001 4001:8001>"); // 8001 has but one above it
    EXPECT_EQ(tcb.board.lost, 4000u);
}

TEST_P(SackSender, FillsEachHoleOnceAsTheWindowAllows)
{
    tenAreOut();
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>");           // + 10001
    arrives(". 1:1(0) ack 1 <nop,nop,sack 3001:4001 1001:2001>"); // + 11001
    arrives(". 1:1(0) ack 1 <nop,nop,sack 3001:5001 1001:2001>"); // third: recovery
    EXPECT_THAT(wentOut(), Contains(1u));
    std::vector<std::uint32_t> all = wentOut();
    for (const char* ack : {". 1:1(0) ack 1 <nop,nop,sack 3001:6001 1001:2001>",
                            ". 1:1(0) ack 1 <nop,nop,sack 3001:7001 1001:2001>",
                            ". 1:1(0) ack 1 <nop,nop,sack 3001:8001 1001:2001>",
                            ". 1:1(0) ack 1 <nop,nop,sack 3001:9001 1001:2001>",
                            ". 1:1(0) ack 1 <nop,nop,sack 3001:10001 1001:2001>"}) {
        arrives(ack);
        for (const std::uint32_t number : wentOut())
            all.push_back(number);
    }
    EXPECT_EQ(std::ranges::count(all, 1u), 1);
    EXPECT_EQ(std::ranges::count(all, 2001u), 1);
    EXPECT_EQ(std::ranges::count(all, 3001u), 0); // it is there
}

TEST_P(SackSender, LeavesRecoveryWhenTheRecoveryPointIsAcknowledged)
{
    tenAreOut();
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 1001:2001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 1001:4001>"})
        arrives(ack);
    arrives(". 1:1(0) ack 12001");
    EXPECT_THAT(congestion(), ElementsAre("cwnd 5000 ssthresh 5000 avoidance"));
    EXPECT_EQ(tcb.board.sacked + tcb.board.lost + tcb.board.waiting + tcb.board.resent, 0u);
}

TEST_P(SackSender, AnAckInRecoveryThatMovesOnMarksTheNextHole)
{
    tenAreOut();
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 2001:3001>", ". 1:1(0) ack 1 <nop,nop,sack 2001:4001>",
          ". 1:1(0) ack 1 <nop,nop,sack 2001:5001>"})
        arrives(ack);
    arrives(". 1:1(0) ack 1001 <nop,nop,sack 2001:6001>");
    EXPECT_THAT(wentOut(), Contains(1001u));
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Fast);
}

TEST_P(SackSender, RescuesTheTailOnceAnAckHasPassedTheFastRetransmit)
{
    tenAreOut(0);
    // The first and the last are lost; there is nothing new to send.
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 1001:2001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 1001:4001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:9001>"})
        arrives(ack);
    EXPECT_THAT(wentOut(), IsEmpty()); // RFC 6675 §5, step 4.3: it would be premature
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 9001");
    EXPECT_THAT(wentOut(), ElementsAre(9001u)); // §4, NextSeg rule 4
    EXPECT_THAT(clauses(), Contains(Clause::RescueRetransmission));
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 9001");
    EXPECT_THAT(wentOut(), IsEmpty()); // once
}

TEST_P(SackSender, RescuesTheHighestUnsackedSegmentThoughItWasSentInTheRecovery)
{
    profile.nagle = false;
    tenAreOut(0);
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 1001:2001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 1001:4001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:9001>"})
        arrives(ack);
    sends(500); // beyond RecoveryPoint
    ASSERT_THAT(wentOut(), ElementsAre(10'001u));
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 9001");
    EXPECT_THAT(wentOut(),
                ElementsAre(10'001u)); // "MUST include the highest outstanding unSACKed sequence number"
    EXPECT_THAT(clauses(), Contains(Clause::RescueRetransmission));
}

TEST_P(SackSender, RescuesNothingThatHasBeenSentAgain)
{
    tenAreOut(0);
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 1001:2001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 6001:7001 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 6001:10001 1001:5001>"})
        arrives(ack);
    ASSERT_THAT(wentOut(), ElementsAre(5001u)); // the other hole
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 5001 <nop,nop,sack 6001:10001>");
    EXPECT_THAT(wentOut(), IsEmpty()); // its repetition is on its way
}

TEST_P(SackSender, AShortLostSegmentWaitsForRoomForAWholeOne)
{
    profile.nagle = false;
    profile.sack = true;
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>");
    sends(1000);
    sends(100); // the short one
    for (int i = 0; i < 8; ++i)
        sends(1000);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1101:2101>");
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1101:3101>");
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1101:4101>");
    ASSERT_EQ(tcb.window.cwnd, 4550u);
    ASSERT_EQ(wentOut(), std::vector<std::uint32_t>{1u});
    // 4101 to 9101 and the fast retransmit are in the pipe: 6000. 450 octets of room would hold the short one.
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1101:6101>");
    EXPECT_EQ(tcb.board.waiting, 100u);
    EXPECT_THAT(wentOut(), IsEmpty()); // RFC 6675 §5, step C: "if cwnd - pipe >= 1 SMSS"
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1101:7101>");
    EXPECT_THAT(wentOut(), ElementsAre(1001u));
}

TEST_P(SackSender, ForgetsWhatWasSackedAfterATimeOut)
{
    tenAreOut(0);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 5001:6001>");
    expires(Timer::Retransmission);
    EXPECT_EQ(tcb.board.sacked, 0u); // RFC 2018 §8: the peer may have reneged
    EXPECT_EQ(tcb.board.lost, 10'000u);
}

TEST_P(SackSender, KeepsWhatWasSackedAfterATimeOutOnLinux)
{
    profile.keepsSackOnRto = true;
    tenAreOut(0);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 5001:6001>");
    expires(Timer::Retransmission);
    EXPECT_EQ(tcb.board.sacked, 1000u);
    EXPECT_EQ(tcb.board.lost, 9000u);
}

TEST_P(SackSender, SeesThatThePeerHasReneged)
{
    profile.keepsSackOnRto = true;
    tenAreOut(0);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>");
    arrives(". 1:1(0) ack 1001"); // what was SACKed is the front now, and yet not acknowledged
    expires(Timer::Retransmission);
    EXPECT_EQ(tcb.board.sacked, 0u);
    EXPECT_THAT(wentOut(), ElementsAre(1001u));
}

TEST_P(SackSender, TakesABlockBelowTheAckForADuplicateReport)
{
    tenAreOut();
    arrives(". 1:1(0) ack 4001");
    arrives(". 1:1(0) ack 4001 <nop,nop,sack 1:1001>"); // RFC 2883 §4.1
    EXPECT_EQ(tcb.board.sacked, 0u);
    EXPECT_EQ(tcb.recovery.dupAcks, 0u); // nothing new was SACKed
}

TEST_P(SackSender, GivesTheWindowBackWhenEveryRetransmissionWasADuplicate)
{
    profile.undo = true;
    tenAreOut();
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 1001:2001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 1001:4001>"})
        arrives(ack);
    ASSERT_EQ(tcb.window.cwnd, 5000u);
    arrives(". 1:1(0) ack 4001");                       // it was only late
    arrives(". 1:1(0) ack 4001 <nop,nop,sack 1:1001>"); // and the retransmission came on top (RFC 3708)
    EXPECT_THAT(clauses(), Contains(Clause::RetransmissionSpurious));
    EXPECT_EQ(tcb.window.cwnd, 10'000u);
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::None);
}

TEST_P(SackSender, KeepsTheReductionWhenTheNetworkHasDoubledSomething)
{
    profile.undo = true;
    tenAreOut();
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 1001:2001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 1001:4001>"})
        arrives(ack);
    arrives(". 1:1(0) ack 4001");
    arrives(". 1:1(0) ack 4001 <nop,nop,sack 2001:3001>"); // was sent once only (RFC 3708 §2)
    EXPECT_THAT(clauses(), testing::Not(Contains(Clause::RetransmissionSpurious)));
    EXPECT_EQ(tcb.window.ssthresh, 5000u);
    arrives(". 1:1(0) ack 4001 <nop,nop,sack 1:1001>"); // this one was repeated
    EXPECT_THAT(clauses(), Contains(Clause::RetransmissionSpurious));
}

TEST_P(SackSender, RepeatsWhatIsProbablyLostWhenThereIsNothingElse)
{
    tenAreOut(0);
    for (const char* ack :
         {". 1:1(0) ack 1 <nop,nop,sack 1001:2001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:3001>",
          ". 1:1(0) ack 1 <nop,nop,sack 1001:4001>", ". 1:1(0) ack 1 <nop,nop,sack 1001:8001>"})
        arrives(ack);
    wentOut();
    // 8001:9001 has one segment above it: not lost by IsLost(), but below a SACKed octet.
    arrives(". 1:1(0) ack 1 <nop,nop,sack 9001:10001 1001:8001>");
    EXPECT_THAT(clauses(), Contains(Clause::UnsureRepair)); // RFC 6675 §4, NextSeg rule 3
    EXPECT_THAT(wentOut(), ElementsAre(8001u));
}

} // namespace
} // namespace tcplab
