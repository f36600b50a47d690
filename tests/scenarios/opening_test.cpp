#include "tests/scenarios/played.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

Instant at(std::int64_t ms) { return Instant{} + milliseconds(ms); }

TEST(Opening, ThreeWayHandshakeDataAndAnOrderlyClose)
{
    const Played run("three-way-handshake");
    EXPECT_THAT(run.segments(),
                ElementsAre("client SYN 1000", "server SYN,ACK 5000/1001", "client ACK 1001/5001",
                            "client ACK 1001/5001 +100", "server ACK 5001/1101 +300",
                            "client FIN,ACK 1101/5301", "server ACK 5301/1102", "server FIN,ACK 5301/1102",
                            "client ACK 1102/5302"));
    EXPECT_THAT(run.states(client), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED", "FIN-WAIT-1",
                                                "FIN-WAIT-2", "TIME-WAIT", "CLOSED"));
    EXPECT_THAT(run.states(server),
                ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED"));
    EXPECT_THAT(run.results(client), ElementsAre("connect 0", "send 100", "recv 300", "close 0"));
    EXPECT_THAT(run.results(server),
                ElementsAre("listen 0", "accept 0", "recv 100", "send 300", "recv 0", "close 0"));
    EXPECT_EQ(run.endInstant(), at(60'450)); // 2·MSL after the server's FIN
}

TEST(Opening, SimultaneousOpenIsOneConnection)
{
    const Played run("simultaneous-open");
    const std::vector<std::string> cycle{"CLOSED", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"};
    EXPECT_EQ(run.states(client), cycle);
    EXPECT_EQ(run.states(server), cycle);
    EXPECT_EQ(run.trace().connections[0].size(), 1u);
    EXPECT_EQ(run.trace().connections[1].size(), 1u);
    EXPECT_THAT(run.results(client), ElementsAre("bind 0", "connect 0", "send 10", "recv 20"));
    EXPECT_THAT(run.results(server), ElementsAre("bind 0", "connect 0", "send 20", "recv 10"));
}

TEST(Opening, ConnectionRefusedAfterOneRoundTrip)
{
    const Played run("connection-refused");
    EXPECT_THAT(run.segments(), ElementsAre("client SYN 1000", "server RST,ACK 0/1001"));
    EXPECT_THAT(run.results(client), ElementsAre("connect ECONNREFUSED"));
    EXPECT_THAT(run.results(server), IsEmpty());
    EXPECT_EQ(run.endInstant(), at(100));
}

TEST(Opening, SynLostIsSentAgainAfterOneSecond)
{
    const Played run("syn-lost");
    EXPECT_THAT(run.sentAt(client, {.syn = true}), ElementsAre(at(0), at(1'000)));
    EXPECT_THAT(run.segments(), Contains("client SYN 1000 again"));
    EXPECT_THAT(run.results(client), ElementsAre("connect 0", "send 100", "recv 100"));
    EXPECT_THAT(run.returnInstants(client, Call::Connect), ElementsAre(at(1'100)));
    // RFC 6298 §5.7: the data after a repeated SYN starts with 3 s.
    EXPECT_THAT(run.timer(client, Timer::Retransmission), Contains("start 4100 ms"));
}

TEST(Opening, SynLostForeverEndsAfterThreeMinutes)
{
    const Played run("syn-lost-forever");
    EXPECT_THAT(
        run.sentAt(client, {.syn = true}),
        ElementsAre(at(0), at(1'000), at(3'000), at(7'000), at(15'000), at(31'000), at(63'000), at(123'000)));
    EXPECT_THAT(run.results(client), ElementsAre("connect ETIMEDOUT"));
    EXPECT_THAT(run.returnInstants(client, Call::Connect), ElementsAre(at(180'000)));
}

TEST(Opening, SynAckLostBothSendAgain)
{
    const Played run("syn-ack-lost");
    EXPECT_THAT(run.segments(),
                ElementsAre("client SYN 1000", "server SYN,ACK 5000/1001 lost", "client SYN 1000 again",
                            "server ACK 5001/1001", "server SYN,ACK 5000/1001 again", "client ACK 1001/5001",
                            "client ACK 1001/5001 +100", "server ACK 5001/1101"));
    EXPECT_THAT(run.states(client), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED"));
    EXPECT_THAT(run.states(server), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED"));
    EXPECT_THAT(run.results(server), ElementsAre("listen 0", "accept 0", "recv 100"));
}

TEST(Opening, ThirdAckLostIsMadeGoodByTheClientsData)
{
    const Played run("third-ack-lost-client-sends");
    EXPECT_THAT(run.segments(), ElementsAre("client SYN 1000", "server SYN,ACK 5000/1001",
                                            "client ACK 1001/5001 lost", "client ACK 1001/5001 +100",
                                            "server ACK 5001/1101 +100", "client ACK 1101/5101"));
    EXPECT_THAT(run.returnInstants(server, Call::Accept), ElementsAre(at(150)));
    EXPECT_EQ(run.timer(server, Timer::Retransmission).front(), "start 1050 ms");
    EXPECT_THAT(run.timer(server, Timer::Retransmission), testing::Not(Contains("expire 1050 ms")));
}

TEST(Opening, ThirdAckLostHoldsUpTheServersData)
{
    const Played run("third-ack-lost-server-sends");
    EXPECT_THAT(run.segments(),
                ElementsAre("client SYN 1000", "server SYN,ACK 5000/1001", "client ACK 1001/5001 lost",
                            "server SYN,ACK 5000/1001 again", "client ACK 1001/5001",
                            "server ACK 5001/1001 +100", "client ACK 1001/5101"));
    EXPECT_THAT(run.returnInstants(client, Call::Connect), ElementsAre(at(100)));
    EXPECT_THAT(run.returnInstants(server, Call::Accept), ElementsAre(at(1'150)));
    EXPECT_THAT(run.ignored(), ElementsAre("client: old duplicate"));
}

TEST(Opening, ThirdAckLostInSilenceIsAskedForUntilItComes)
{
    const Played run("third-ack-lost-silence");
    EXPECT_THAT(run.sentAt(server, {.syn = true, .ack = true}), ElementsAre(at(50), at(1'050), at(3'050)));
    EXPECT_THAT(run.states(client), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED"));
    EXPECT_THAT(run.states(server), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED"));
    EXPECT_EQ(run.endInstant(), at(3'150));
}

TEST(Opening, OldDuplicateSynIsAnsweredAndReset)
{
    const Played run("old-duplicate-syn");
    const std::vector<std::string> segments = run.segments();
    EXPECT_EQ(segments[0], "client SYN 1000");                            // delayed by 5 s
    EXPECT_EQ(segments[segments.size() - 2], "server SYN,ACK 6000/1001"); // its answer
    EXPECT_EQ(segments.back(), "client RST 1001");
    EXPECT_EQ(run.trace().segment(1).endedAt, at(5'050));
    EXPECT_THAT(run.states(server, 2), ElementsAre("LISTEN", "SYN-RECEIVED", "LISTEN"));
    // The second accept has not returned, and no time-out of the server was needed.
    EXPECT_THAT(run.results(server),
                ElementsAre("listen 0", "accept 0", "recv 100", "send 100", "recv ECONNRESET", "close 0"));
    EXPECT_EQ(run.endInstant(), at(5'150));
}

TEST(Opening, ListenQueuesFillAndEmpty)
{
    const Played run("listen-queues");
    std::vector<Clause> refusals;
    for (const Record& record : run.trace().records)
        if (record.what.kind == EffectKind::Ignore)
            refusals.push_back(record.what.clause);
    EXPECT_THAT(refusals, ElementsAre(Clause::ListenQueueFull, Clause::AcceptQueueFull));
    EXPECT_THAT(run.returnInstants(client, Call::Connect), ElementsAre(at(100), at(100), at(3'100)));
    EXPECT_THAT(run.returnInstants(server, Call::Accept), ElementsAre(at(2'000), at(2'000), at(3'150)));
    EXPECT_EQ(run.results(server).back(), "recv 100");
}

} // namespace
} // namespace tcplab
