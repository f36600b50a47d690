// RFC 5682, RFC 3522: time-outs that were none.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class SpuriousTimeout : public Endpoint {
protected:
    void tenAreOut(bool sack, std::uint32_t more = 20'000)
    {
        profile.fRto = true;
        profile.sack = sack;
        profile.sendBuffer = 1'000'000;
        establishesWith(sack ? "S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>"
                             : "S. 0:0(0) ack 1 win 65535 <mss 1000>");
        sends(10'000 + more);
        ASSERT_EQ(sent().size(), 10u);
        expires(Timer::Retransmission);
        ASSERT_THAT(sent(), ElementsAre(". 1:1001(1000) ack 1 win 65535"));
        ASSERT_EQ(tcb.window.cwnd, 1000u);
    }
};
TCPLAB_EVERYWHERE(SpuriousTimeout);

TEST_P(SpuriousTimeout, TheFirstNewAckLetsTwoNewSegmentsGo)
{
    tenAreOut(false);
    arrives(". 1:1(0) ack 1001"); // §2.1 step 2b
    EXPECT_THAT(sent(),
                ElementsAre(". 10001:11001(1000) ack 1 win 65535", ". 11001:12001(1000) ack 1 win 65535"));
}

TEST_P(SpuriousTimeout, ASecondNewAckProvesIt)
{
    tenAreOut(false);
    arrives(". 1:1(0) ack 1001");
    arrives(". 1:1(0) ack 2001"); // §2.1 step 3b: 1001:2001 was sent once only
    EXPECT_THAT(clauses(), Contains(Clause::SpuriousTimeout));
    EXPECT_EQ(tcb.window.cwnd, 10'000u);
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::None);
    EXPECT_EQ(tcb.board.lost, 0u);
}

TEST_P(SpuriousTimeout, WithNothingNewToAskWithEverythingIsTakenForLost)
{
    for (const bool sack : {false, true}) {
        Bench other(numbers);
        other.profile.fRto = true;
        other.profile.sack = sack;
        other.establishesWith(sack ? "S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>"
                                   : "S. 0:0(0) ack 1 win 65535 <mss 1000>");
        other.sends(3000);
        other.expires(Timer::Retransmission);
        other.arrives(". 1:1(0) ack 1001");
        EXPECT_THAT(other.sent(),
                    ElementsAre(". 1001:2001(1000) ack 1 win 65535", "P. 2001:3001(1000) ack 1 win 65535"));
    }
}

TEST_P(SpuriousTimeout, ADuplicateAckRefutesIt)
{
    tenAreOut(false);
    arrives(". 1:1(0) ack 1");
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Loss);
    EXPECT_EQ(tcb.board.lost, 10'000u); // the ordinary way
    arrives(". 1:1(0) ack 1001");
    EXPECT_THAT(sent(),
                ElementsAre(". 1001:2001(1000) ack 1 win 65535", ". 2001:3001(1000) ack 1 win 65535"));
}

TEST_P(SpuriousTimeout, ADuplicateAfterTheFirstNewAckRefutesIt)
{
    tenAreOut(false);
    arrives(". 1:1(0) ack 1001");
    arrives(". 1:1(0) ack 1001"); // §2.1 step 3a
    EXPECT_THAT(clauses(), Not(Contains(Clause::SpuriousTimeout)));
    EXPECT_NE(tcb.board.lost, 0u);
}

TEST_P(SpuriousTimeout, WithSackAnOriginalThatArrivesProvesIt)
{
    tenAreOut(true);
    arrives(". 1:1(0) ack 1 <nop,nop,sack 1001:2001>"); // §3.1
    EXPECT_THAT(clauses(), Contains(Clause::SpuriousTimeout));
    EXPECT_EQ(tcb.window.cwnd, 10'000u);
}

TEST_P(SpuriousTimeout, WithSackASecondAckWithoutAnOriginalRefutesIt)
{
    tenAreOut(true);
    arrives(". 1:1(0) ack 1001");
    arrives(". 1:1(0) ack 1001 <nop,nop,sack 10001:11001>"); // only what was sent after the time-out
    EXPECT_THAT(clauses(), Not(Contains(Clause::SpuriousTimeout)));
    EXPECT_NE(tcb.board.lost, 0u);
    EXPECT_THAT(sent(), Contains(". 1001:2001(1000) ack 1 win 65535"));
}

TEST_P(SpuriousTimeout, AnOlderEchoProvesIt)
{
    profile.undo = profile.timestamps = true;
    profile.sendBuffer = 1'000'000;
    now = Instant{} + seconds(5);
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1012,nop,nop,TS val 500 ecr 5000>");
    sends(5000);
    expires(Timer::Retransmission);                             // TSval 6000
    arrives(". 1:1(0) ack 1001 <nop,nop,TS val 700 ecr 5000>"); // RFC 3522 §3.2: an answer to the original
    EXPECT_THAT(clauses(), Contains(Clause::RetransmissionSpurious));
    EXPECT_EQ(tcb.window.cwnd, 10'000u);
}

TEST_P(SpuriousTimeout, AnEchoOfTheRetransmissionProvesNothing)
{
    profile.undo = profile.timestamps = true;
    profile.sendBuffer = 1'000'000;
    now = Instant{} + seconds(5);
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1012,nop,nop,TS val 500 ecr 5000>");
    sends(5000);
    expires(Timer::Retransmission);
    arrives(". 1:1(0) ack 1001 <nop,nop,TS val 700 ecr 6000>");
    EXPECT_THAT(clauses(), Not(Contains(Clause::RetransmissionSpurious)));
    EXPECT_EQ(tcb.recovery.phase, RecoveryPhase::Loss);
}

} // namespace
} // namespace tcplab
