// What an endpoint does when a rule has been taken out of it, and that the rule is all that is missing.
#include "tests/core/tcp/bench.h"

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

namespace tcplab {
namespace {

using enum ConnectionState;

class RemovedRule : public Endpoint {};
TCPLAB_EVERYWHERE(RemovedRule);

TEST_P(RemovedRule, WithoutThreeWayHandshakeAPassiveOpenIsEstablishedWithItsSynAck)
{
    profile.threeWayHandshake = false;
    listens();
    arrives("S 0:0(0) win 65535 <mss 1460>");
    EXPECT_THAT(entered(), ElementsAre(SynReceived, Established));
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
    EXPECT_TRUE(isOn(Timer::Retransmission)); // the SYN,ACK may be lost like any other segment
    sends(100);
    EXPECT_THAT(sent(), IsEmpty()); // Nagle: the SYN is out
    arrives(". 1:1(0) ack 1");
    EXPECT_THAT(sent(), ElementsAre("P. 1:101(100) ack 1 win 65535"));
}

TEST_P(RemovedRule, WithoutThreeWayHandshakeTheSynAckIsStillRepeated)
{
    profile.threeWayHandshake = false;
    listens();
    arrives("S 0:0(0) win 65535 <mss 1460>");
    passes(seconds(1));
    EXPECT_THAT(sent(), ElementsAre("S. 0:0(0) ack 1 win 65535 <mss 1460>"));
}

TEST_P(RemovedRule, WithoutTheAcceptabilityTestTextIsTakenTwice)
{
    establishes();
    profile.acceptabilityTest = false;
    arrives("P. 1:101(100) ack 1");
    arrives("P. 1:101(100) ack 1");
    EXPECT_EQ(rcvNxt(), 201u);
    EXPECT_EQ(reads(), "200");
}

TEST_P(RemovedRule, WithoutTheAcceptabilityTestTextIsTakenOutOfOrder)
{
    establishes();
    profile.acceptabilityTest = false;
    arrives("P. 101:201(100) ack 1");
    EXPECT_EQ(rcvNxt(), 101u);
    EXPECT_EQ(tcb.received.front().offset, 100u);
}

TEST_P(RemovedRule, WithoutTheAcceptabilityTestNoMoreIsTakenThanTheBufferHolds)
{
    profile.receiveBuffer = 150;
    establishes();
    profile.acceptabilityTest = false;
    arrives("P. 1:101(100) ack 1");
    arrives("P. 1:101(100) ack 1");
    EXPECT_EQ(tcb.receivedOctets, 150u);
}

TEST_P(RemovedRule, WithoutTheAcceptabilityTestAnOldFinCloses)
{
    establishes();
    profile.acceptabilityTest = false;
    arrives("F. 50000000:50000000(0) ack 1");
    EXPECT_EQ(state(), CloseWait);
}

TEST_P(RemovedRule, WithoutRetransmissionATimeOutSendsNothing)
{
    establishes(65535, 1000);
    profile.retransmission = false;
    sends(1000);
    passes(minutes(4));
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_EQ(state(), Established);
    passes(minutes(1)); // the user timeout is another rule
    EXPECT_EQ(tcb.error, Errno::TimedOut);
}

TEST_P(RemovedRule, WithoutRetransmissionDuplicateAcksSendNothingTwice)
{
    establishes(65535, 1000);
    profile.retransmission = false;
    sends(5000);
    for (int i = 0; i < 4; ++i)
        arrives(". 1:1(0) ack 1");
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_THAT(clauses(), Not(Contains(Clause::FastRetransmit)));
}

TEST_P(RemovedRule, WithoutRetransmissionRackSendsNothingTwiceEither)
{
    profile = linuxProfile();
    profile.timestamps = false;
    profile.retransmission = false;
    establishesWith("S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>");
    sends(5000);
    now = now + milliseconds(100);
    arrives(". 1:1(0) ack 1 win 65535 <sack 1001:5001>");
    EXPECT_THAT(sent(), IsEmpty());
    passes(seconds(10));
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_P(RemovedRule, WithoutExactResetsOneAnywhereInTheWindowIsObeyed)
{
    for (const char* reset : {"R 2:2(0)", "R 1000:1000(0)", "R 65535:65535(0)"}) {
        Bench bench(numbers);
        bench.establishes();
        bench.profile.exactReset = false;
        bench.arrives(reset);
        EXPECT_EQ(bench.state(), Closed) << reset;
        EXPECT_EQ(bench.tcb.error, Errno::ConnReset);
        EXPECT_THAT(bench.clauses(), Contains(Clause::ResetInWindow));
    }
}

TEST_P(RemovedRule, WithoutExactResetsOneOutsideTheWindowIsStillDropped)
{
    establishes();
    profile.exactReset = false;
    arrives("R 65536:65536(0)");
    EXPECT_EQ(state(), Established);
    arrives("S 100:100(0) win 65535"); // and a SYN is still challenged (RFC 5961 §4.2)
    EXPECT_EQ(state(), Established);
}

TEST_P(RemovedRule, WithoutKarnTheAckOfTheFirstTransmissionMeasuresTheSecond)
{
    establishes(65535, 1000);
    profile.karn = false;
    sends(1000);
    passes(seconds(1));
    now = now + milliseconds(50);
    arrives(". 1:1(0) ack 1001"); // it answers what was sent 1050 ms ago
    EXPECT_THAT(measured(), StartsWith("sample 50 "));
}

TEST_P(RemovedRule, WithoutKarnSendTimesMeasureTheSecondToo)
{
    profile = linuxProfile();
    profile.timestamps = profile.sack = profile.tailLossProbe = false;
    profile.karn = false;
    establishes(65535, 1000);
    sends(1000);
    passes(milliseconds(1000));
    ASSERT_THAT(sent(), Not(IsEmpty()));
    const Instant again = tcb.retransmissionQueue.front().lastSent;
    now = now + milliseconds(3);
    const Duration since = now - again;
    arrives(". 1:1(0) ack 1001");
    EXPECT_THAT(measured(), StartsWith("sample " + std::to_string(since.ns / 1'000'000) + " "));
}

} // namespace
} // namespace tcplab
