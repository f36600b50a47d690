// RFC 9293 §3.8.5, §3.10.2: urgent data as it is kept.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::ElementsAre;

class Urgent : public Endpoint {
protected:
    void SetUp() override { establishes(65535, 1000); }
};
TCPLAB_EVERYWHERE(Urgent);

// Proves MUST-30, MUST-62.
TEST_P(Urgent, ThePointerNamesTheOctetBehindTheUrgentData)
{
    sends(100, true); // §3.1
    EXPECT_THAT(sent(), ElementsAre("PU. 1:101(100) ack 1 win 65535 urg 100"));
}

TEST_P(Urgent, EverySegmentBeforeItCarriesThePointer)
{
    profile.nagle = false;
    sends(2500, true);
    EXPECT_THAT(sent(), ElementsAre("U. 1:1001(1000) ack 1 win 65535 urg 2500",
                                    "U. 1001:2001(1000) ack 1 win 65535 urg 1500",
                                    "PU. 2001:2501(500) ack 1 win 65535 urg 500"));
    sends(100);
    EXPECT_THAT(sent(), ElementsAre("P. 2501:2601(100) ack 1 win 65535"));
}

// Proves MUST-32.
TEST_P(Urgent, TheReceiverLearnsOfItAndReadsOn)
{
    arrives("PU. 1:101(100) ack 1 urg 50");
    EXPECT_EQ(distance(SeqNum{numbers.irs}, tcb.rcv.up), 51u);
    EXPECT_EQ(reads(), "100"); // MUST-31: of any length, in the stream
}

TEST_P(Urgent, ARepeatedSegmentKeepsWhatItSaid)
{
    sends(100, true);
    expires(Timer::Retransmission);
    EXPECT_THAT(sent(), ElementsAre("PU. 1:101(100) ack 1 win 65535 urg 100"));
}

} // namespace
} // namespace tcplab
