#include "tests/scenarios/played.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

Instant at(std::int64_t ms) { return Instant{} + milliseconds(ms); }

/// The last n of what was sent.
std::vector<std::string> lastSegments(const Played& run, std::size_t n)
{
    const std::vector<std::string> all = run.segments();
    return {all.end() - static_cast<std::ptrdiff_t>(std::min(n, all.size())), all.end()};
}

const std::vector<std::string> activeClose{"CLOSED",     "SYN-SENT",  "ESTABLISHED", "FIN-WAIT-1",
                                           "FIN-WAIT-2", "TIME-WAIT", "CLOSED"};
const std::vector<std::string> passiveClose{"LISTEN",     "SYN-RECEIVED", "ESTABLISHED",
                                            "CLOSE-WAIT", "LAST-ACK",     "CLOSED"};

TEST(Closing, InFourSegments)
{
    const Played run("close-four-segments");
    EXPECT_THAT(lastSegments(run, 4), ElementsAre("client FIN,ACK 1101/5101", "server ACK 5101/1102",
                                                  "server FIN,ACK 5101/1102", "client ACK 1102/5102"));
    EXPECT_EQ(run.states(client), activeClose);
    EXPECT_EQ(run.states(server), passiveClose);
    EXPECT_THAT(run.sentAt(server, {.fin = true, .ack = true}), ElementsAre(at(550)));
    EXPECT_THAT(run.timer(client, Timer::TimeWait), ElementsAre("start 60600 ms", "expire 60600 ms"));
}

TEST(Closing, InThreeSegments)
{
    const Played run("close-three-segments");
    EXPECT_THAT(lastSegments(run, 3),
                ElementsAre("client FIN,ACK 1101/5101", "server FIN,ACK 5101/1102", "client ACK 1102/5102"));
    EXPECT_EQ(run.states(client), activeClose);
    EXPECT_EQ(run.states(server), passiveClose);
}

TEST(Closing, ByTheServerFirstLeavesTimeWaitThere)
{
    const Played run("server-closes-first");
    EXPECT_THAT(run.states(client),
                ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED"));
    EXPECT_THAT(run.states(server), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1",
                                                "FIN-WAIT-2", "TIME-WAIT", "CLOSED"));
    EXPECT_THAT(run.results(client), ElementsAre("connect 0", "send 100", "recv 300", "close 0"));
}

TEST(Closing, AtOnceByBothGoesThroughClosing)
{
    const Played run("simultaneous-close");
    EXPECT_THAT(run.segments(client),
                ElementsAre("SYN 1000", "ACK 1001/5001", "FIN,ACK 1001/5001", "ACK 1002/5002"));
    EXPECT_THAT(run.segments(server), ElementsAre("SYN,ACK 5000/1001", "FIN,ACK 5001/1001", "ACK 5002/1002"));
    EXPECT_THAT(run.states(client), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "CLOSING",
                                                "TIME-WAIT", "CLOSED"));
    EXPECT_THAT(run.states(server), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1",
                                                "CLOSING", "TIME-WAIT", "CLOSED"));
}

TEST(Closing, OneWayLetsTheOtherFlowOn)
{
    const Played run("half-close");
    EXPECT_EQ(run.states(client), activeClose);
    EXPECT_EQ(run.states(server), passiveClose);
    EXPECT_THAT(run.results(client),
                ElementsAre("connect 0", "send 100", "shutdown 0", "recv 3000", "close 0"));
    EXPECT_THAT(run.results(server), ElementsAre("listen 0", "accept 0", "recv 100", "send 1000", "send 1000",
                                                 "send 1000", "close 0"));
    EXPECT_THAT(run.segments(server),
                ElementsAre("SYN,ACK 5000/1001", "ACK 5001/1102 +1000", "ACK 6001/1102 +1000",
                            "ACK 7001/1102 +1000", "FIN,ACK 8001/1102"));
    // All of it arrives while the client is in FIN-WAIT-2, and the client acknowledges beyond its own FIN.
    EXPECT_THAT(run.segments(client), Contains("ACK 1102/8001"));
}

TEST(Closing, ALostFinIsRepeated)
{
    const Played run("fin-lost");
    EXPECT_THAT(run.sentAt(client, {.fin = true, .ack = true}), ElementsAre(at(500), at(1'500)));
    EXPECT_THAT(lastSegments(run, 5),
                ElementsAre("client FIN,ACK 1101/5101 lost", "client FIN,ACK 1101/5101 again",
                            "server ACK 5101/1102", "server FIN,ACK 5101/1102", "client ACK 1102/5102"));
    EXPECT_EQ(run.states(client), activeClose);
    EXPECT_EQ(run.states(server), passiveClose);
}

TEST(Closing, ALostAckOfTheFinIsAskedForAgain)
{
    const Played run("ack-of-fin-lost");
    EXPECT_THAT(lastSegments(run, 6), ElementsAre("client FIN,ACK 1101/5101", "server ACK 5101/1102 lost",
                                                  "client FIN,ACK 1101/5101 again", "server ACK 5101/1102",
                                                  "server FIN,ACK 5101/1102", "client ACK 1102/5102"));
    EXPECT_EQ(run.states(server), passiveClose);
    // The application is told of the end of the stream once.
    EXPECT_THAT(run.results(server),
                ElementsAre("listen 0", "accept 0", "recv 100", "send 100", "recv 0", "close 0"));
}

TEST(Closing, ALostLastAckRestartsTimeWait)
{
    const Played run("last-ack-lost");
    EXPECT_THAT(lastSegments(run, 4), ElementsAre("server FIN,ACK 5301/1102", "client ACK 1102/5302 lost",
                                                  "server FIN,ACK 5301/1102 again", "client ACK 1102/5302"));
    EXPECT_THAT(run.timer(client, Timer::TimeWait),
                ElementsAre("start 60450 ms", "restart 61450 ms", "expire 61450 ms"));
    EXPECT_EQ(run.states(client), activeClose);
    EXPECT_EQ(run.states(server), passiveClose);
}

TEST(Closing, NeverByTheServerLeavesTheClientInFinWait2)
{
    const Played run("fin-wait-2-forever");
    const World end = run.end();
    EXPECT_EQ(run.states(client).back(), "FIN-WAIT-2");
    EXPECT_EQ(run.states(server).back(), "CLOSE-WAIT");
    // No timer runs and nothing flies: it would stay so.
    EXPECT_EQ(run.trace().endReason, EndReason::Idle);
    for (const Host& host : end.hosts)
        EXPECT_TRUE(nextTimerInstant(host).isNever());
}

} // namespace
} // namespace tcplab
