// RFC 9293 §3.10.7, SEGMENT ARRIVES, as one table: every state, every kind of segment, every place against
// the window. Written down from the RFC's sentences; SEG.ACK, where there is one, is our SND.NXT.
#include "tests/core/tcp/arrivals_table.h"

namespace tcplab {
namespace {

// Places: wholly before the window | at RCV.NXT | 100 octets in | at the last number | one past it.
// "text" is 100 octets: at the last number only one of them fits. SYNs and RSTs after RFC 5961.
constexpr std::string_view table = R"(
CLOSED                 SYN              | RST,ACK
CLOSED                 SYN,ACK          | RST
CLOSED                 ACK              | RST
CLOSED                 FIN              | RST,ACK
CLOSED                 FIN,ACK          | RST
CLOSED                 RST              | -
CLOSED                 RST,ACK          | -
CLOSED                 RST text         | -
CLOSED                 text, ACK        | RST
CLOSED                 text without ACK | RST,ACK
CLOSED                 none             | RST,ACK

LISTEN                 SYN              | SYN,ACK -> SYN-RECEIVED
LISTEN                 SYN,ACK          | RST
LISTEN                 ACK              | RST
LISTEN                 FIN              | -
LISTEN                 FIN,ACK          | RST
LISTEN                 RST              | -
LISTEN                 RST,ACK          | -
LISTEN                 RST text         | -
LISTEN                 text, ACK        | RST
LISTEN                 text without ACK | -
LISTEN                 none             | -

SYN-SENT               SYN              | SYN,ACK -> SYN-RECEIVED
SYN-SENT               SYN,ACK          | ACK -> ESTABLISHED
SYN-SENT               ACK              | -
SYN-SENT               FIN              | -
SYN-SENT               FIN,ACK          | -
SYN-SENT               RST              | -
SYN-SENT               RST,ACK          | -> CLOSED ECONNREFUSED
SYN-SENT               RST text         | -
SYN-SENT               text, ACK        | -
SYN-SENT               text without ACK | -
SYN-SENT               none             | -

SYN-RECEIVED           SYN              | ACK | -> LISTEN | -> LISTEN | -> LISTEN | ACK
SYN-RECEIVED           SYN,ACK          | ACK | -> LISTEN | -> LISTEN | -> LISTEN | ACK
SYN-RECEIVED           ACK              | ACK | -> ESTABLISHED | -> ESTABLISHED | -> ESTABLISHED | ACK
SYN-RECEIVED           FIN              | ACK | - | - | - | ACK
SYN-RECEIVED           FIN,ACK          | ACK | ACK -> ESTABLISHED -> CLOSE-WAIT | ACK -> ESTABLISHED holds FIN | ACK -> ESTABLISHED holds FIN | ACK
SYN-RECEIVED           RST              | - | -> LISTEN | ACK | ACK | -
SYN-RECEIVED           RST,ACK          | - | -> LISTEN | ACK | ACK | -
SYN-RECEIVED           RST text         | - | -> LISTEN | ACK | ACK | -
SYN-RECEIVED           text, ACK        | ACK | ACK -> ESTABLISHED takes 100 | ACK -> ESTABLISHED holds 100 | ACK -> ESTABLISHED holds 1 | ACK
SYN-RECEIVED           text without ACK | ACK | - | - | - | ACK
SYN-RECEIVED           none             | ACK | - | - | - | ACK

SYN-RECEIVED (active)  SYN              | ACK | ACK | ACK | ACK | ACK
SYN-RECEIVED (active)  SYN,ACK          | ACK | ACK | ACK | ACK | ACK
SYN-RECEIVED (active)  ACK              | ACK | -> ESTABLISHED | -> ESTABLISHED | -> ESTABLISHED | ACK
SYN-RECEIVED (active)  FIN              | ACK | - | - | - | ACK
SYN-RECEIVED (active)  FIN,ACK          | ACK | ACK -> ESTABLISHED -> CLOSE-WAIT | ACK -> ESTABLISHED holds FIN | ACK -> ESTABLISHED holds FIN | ACK
SYN-RECEIVED (active)  RST              | - | -> CLOSED ECONNREFUSED | ACK | ACK | -
SYN-RECEIVED (active)  RST,ACK          | - | -> CLOSED ECONNREFUSED | ACK | ACK | -
SYN-RECEIVED (active)  RST text         | - | -> CLOSED ECONNREFUSED | ACK | ACK | -
SYN-RECEIVED (active)  text, ACK        | ACK | ACK -> ESTABLISHED takes 100 | ACK -> ESTABLISHED holds 100 | ACK -> ESTABLISHED holds 1 | ACK
SYN-RECEIVED (active)  text without ACK | ACK | - | - | - | ACK
SYN-RECEIVED (active)  none             | ACK | - | - | - | ACK

ESTABLISHED            SYN              | ACK | ACK | ACK | ACK | ACK
ESTABLISHED            SYN,ACK          | ACK | ACK | ACK | ACK | ACK
ESTABLISHED            ACK              | ACK | - | - | - | ACK
ESTABLISHED            FIN              | ACK | - | - | - | ACK
ESTABLISHED            FIN,ACK          | ACK | ACK -> CLOSE-WAIT | ACK holds FIN | ACK holds FIN | ACK
ESTABLISHED            RST              | - | -> CLOSED ECONNRESET | ACK | ACK | -
ESTABLISHED            RST,ACK          | - | -> CLOSED ECONNRESET | ACK | ACK | -
ESTABLISHED            RST text         | - | -> CLOSED ECONNRESET | ACK | ACK | -
ESTABLISHED            text, ACK        | ACK | ACK takes 100 | ACK holds 100 | ACK holds 1 | ACK
ESTABLISHED            text without ACK | ACK | - | - | - | ACK
ESTABLISHED            none             | ACK | - | - | - | ACK

FIN-WAIT-1             SYN              | ACK | ACK | ACK | ACK | ACK
FIN-WAIT-1             SYN,ACK          | ACK | ACK | ACK | ACK | ACK
FIN-WAIT-1             ACK              | ACK | -> FIN-WAIT-2 | -> FIN-WAIT-2 | -> FIN-WAIT-2 | ACK
FIN-WAIT-1             FIN              | ACK | - | - | - | ACK
FIN-WAIT-1             FIN,ACK          | ACK | ACK -> FIN-WAIT-2 -> TIME-WAIT | ACK -> FIN-WAIT-2 holds FIN | ACK -> FIN-WAIT-2 holds FIN | ACK
FIN-WAIT-1             RST              | - | -> CLOSED ECONNRESET | ACK | ACK | -
FIN-WAIT-1             RST,ACK          | - | -> CLOSED ECONNRESET | ACK | ACK | -
FIN-WAIT-1             RST text         | - | -> CLOSED ECONNRESET | ACK | ACK | -
FIN-WAIT-1             text, ACK        | ACK | ACK -> FIN-WAIT-2 takes 100 | ACK -> FIN-WAIT-2 holds 100 | ACK -> FIN-WAIT-2 holds 1 | ACK
FIN-WAIT-1             text without ACK | ACK | - | - | - | ACK
FIN-WAIT-1             none             | ACK | - | - | - | ACK

FIN-WAIT-2             SYN              | ACK | ACK | ACK | ACK | ACK
FIN-WAIT-2             SYN,ACK          | ACK | ACK | ACK | ACK | ACK
FIN-WAIT-2             ACK              | ACK | - | - | - | ACK
FIN-WAIT-2             FIN              | ACK | - | - | - | ACK
FIN-WAIT-2             FIN,ACK          | ACK | ACK -> TIME-WAIT | ACK holds FIN | ACK holds FIN | ACK
FIN-WAIT-2             RST              | - | -> CLOSED ECONNRESET | ACK | ACK | -
FIN-WAIT-2             RST,ACK          | - | -> CLOSED ECONNRESET | ACK | ACK | -
FIN-WAIT-2             RST text         | - | -> CLOSED ECONNRESET | ACK | ACK | -
FIN-WAIT-2             text, ACK        | ACK | ACK takes 100 | ACK holds 100 | ACK holds 1 | ACK
FIN-WAIT-2             text without ACK | ACK | - | - | - | ACK
FIN-WAIT-2             none             | ACK | - | - | - | ACK

CLOSE-WAIT             SYN              | ACK | ACK | ACK | ACK | ACK
CLOSE-WAIT             SYN,ACK          | ACK | ACK | ACK | ACK | ACK
CLOSE-WAIT             ACK              | ACK | - | - | - | ACK
CLOSE-WAIT             FIN              | ACK | - | - | - | ACK
CLOSE-WAIT             FIN,ACK          | ACK | ACK | ACK | ACK | ACK
CLOSE-WAIT             RST              | - | -> CLOSED ECONNRESET | ACK | ACK | -
CLOSE-WAIT             RST,ACK          | - | -> CLOSED ECONNRESET | ACK | ACK | -
CLOSE-WAIT             RST text         | - | -> CLOSED ECONNRESET | ACK | ACK | -
CLOSE-WAIT             text, ACK        | ACK | - | - | - | ACK
CLOSE-WAIT             text without ACK | ACK | - | - | - | ACK
CLOSE-WAIT             none             | ACK | - | - | - | ACK

CLOSING                SYN              | ACK | ACK | ACK | ACK | ACK
CLOSING                SYN,ACK          | ACK | ACK | ACK | ACK | ACK
CLOSING                ACK              | ACK | -> TIME-WAIT | -> TIME-WAIT | -> TIME-WAIT | ACK
CLOSING                FIN              | ACK | - | - | - | ACK
CLOSING                FIN,ACK          | ACK | ACK -> TIME-WAIT | ACK -> TIME-WAIT | ACK -> TIME-WAIT | ACK
CLOSING                RST              | - | -> CLOSED | ACK | ACK | -
CLOSING                RST,ACK          | - | -> CLOSED | ACK | ACK | -
CLOSING                RST text         | - | -> CLOSED | ACK | ACK | -
CLOSING                text, ACK        | ACK | -> TIME-WAIT | -> TIME-WAIT | -> TIME-WAIT | ACK
CLOSING                text without ACK | ACK | - | - | - | ACK
CLOSING                none             | ACK | - | - | - | ACK

LAST-ACK               SYN              | ACK | ACK | ACK | ACK | ACK
LAST-ACK               SYN,ACK          | ACK | ACK | ACK | ACK | ACK
LAST-ACK               ACK              | ACK | -> CLOSED | -> CLOSED | -> CLOSED | ACK
LAST-ACK               FIN              | ACK | - | - | - | ACK
LAST-ACK               FIN,ACK          | ACK | -> CLOSED | -> CLOSED | -> CLOSED | ACK
LAST-ACK               RST              | - | -> CLOSED | ACK | ACK | -
LAST-ACK               RST,ACK          | - | -> CLOSED | ACK | ACK | -
LAST-ACK               RST text         | - | -> CLOSED | ACK | ACK | -
LAST-ACK               text, ACK        | ACK | -> CLOSED | -> CLOSED | -> CLOSED | ACK
LAST-ACK               text without ACK | ACK | - | - | - | ACK
LAST-ACK               none             | ACK | - | - | - | ACK

TIME-WAIT              SYN              | ACK | ACK | ACK | ACK | ACK
TIME-WAIT              SYN,ACK          | ACK | ACK | ACK | ACK | ACK
TIME-WAIT              ACK              | ACK | - | - | - | ACK
TIME-WAIT              FIN              | ACK | - | - | - | ACK
TIME-WAIT              FIN,ACK          | ACK | ACK | ACK | ACK | ACK
TIME-WAIT              RST              | - | -> CLOSED | ACK | ACK | -
TIME-WAIT              RST,ACK          | - | -> CLOSED | ACK | ACK | -
TIME-WAIT              RST text         | - | -> CLOSED | ACK | ACK | -
TIME-WAIT              text, ACK        | ACK | - | - | - | ACK
TIME-WAIT              text without ACK | ACK | - | - | - | ACK
TIME-WAIT              none             | ACK | - | - | - | ACK
)";

// Without RFC 5961: "otherwise, processing for these states is indicated further below" (second), and
// "the original behavior described in RFC 793" (fourth). The reset that answers a SYN is one that its
// sender accepts (§3.5.2).
constexpr std::string_view tableBefore5961 = R"(
SYN-RECEIVED           RST              | - | -> LISTEN | -> LISTEN | -> LISTEN | -
SYN-RECEIVED           SYN              | ACK | -> LISTEN | -> LISTEN | -> LISTEN | ACK
SYN-RECEIVED (active)  RST              | - | -> CLOSED ECONNREFUSED | -> CLOSED ECONNREFUSED | -> CLOSED ECONNREFUSED | -
SYN-RECEIVED (active)  SYN              | ACK | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | ACK
ESTABLISHED            RST              | - | -> CLOSED ECONNRESET | -> CLOSED ECONNRESET | -> CLOSED ECONNRESET | -
ESTABLISHED            SYN              | ACK | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | ACK
ESTABLISHED            SYN,ACK          | ACK | RST -> CLOSED ECONNRESET | RST -> CLOSED ECONNRESET | RST -> CLOSED ECONNRESET | ACK
FIN-WAIT-1             RST              | - | -> CLOSED ECONNRESET | -> CLOSED ECONNRESET | -> CLOSED ECONNRESET | -
FIN-WAIT-1             SYN              | ACK | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | ACK
FIN-WAIT-2             RST              | - | -> CLOSED ECONNRESET | -> CLOSED ECONNRESET | -> CLOSED ECONNRESET | -
FIN-WAIT-2             SYN              | ACK | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | ACK
CLOSE-WAIT             RST              | - | -> CLOSED ECONNRESET | -> CLOSED ECONNRESET | -> CLOSED ECONNRESET | -
CLOSE-WAIT             SYN              | ACK | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | RST,ACK -> CLOSED ECONNRESET | ACK
CLOSING                RST              | - | -> CLOSED | -> CLOSED | -> CLOSED | -
LAST-ACK               RST              | - | -> CLOSED | -> CLOSED | -> CLOSED | -
TIME-WAIT              RST              | - | -> CLOSED | -> CLOSED | -> CLOSED | -
)";

using SegmentArrives = testing::TestWithParam<ArrivalCase>;
using SegmentArrivesBefore5961 = testing::TestWithParam<ArrivalCase>;

TEST_P(SegmentArrives, AsTheRfcHasIt)
{
    ArrivalBench bench(GetParam());
    EXPECT_EQ(bench.outcome(), GetParam().row.outcome[static_cast<std::size_t>(GetParam().place)]);
}

TEST_P(SegmentArrivesBefore5961, AsRfc793HadIt)
{
    ArrivalBench bench(GetParam());
    bench.profile.challengeAck = false;
    EXPECT_EQ(bench.outcome(), GetParam().row.outcome[static_cast<std::size_t>(GetParam().place)]);
}

INSTANTIATE_TEST_SUITE_P(Table, SegmentArrives, testing::ValuesIn(arrivalCases(table)), nameOfArrivalCase);
INSTANTIATE_TEST_SUITE_P(Table, SegmentArrivesBefore5961, testing::ValuesIn(arrivalCases(tableBefore5961)),
                         nameOfArrivalCase);

} // namespace
} // namespace tcplab
