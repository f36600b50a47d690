#include "tests/scenarios/played.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// RFC 9293's figures, line by line: A is the client, B the server. A line of a figure names what is sent,
// and the state of each side after it has left or arrived. Comments quote the figure's lines.

namespace tcplab {
namespace {

using testing::ElementsAre;

constexpr Side a = Side::Client;
constexpr Side b = Side::Server;

TEST(Figure6, BasicThreeWayHandshake)
{
    const Played run("rfc9293-figure-6");
    EXPECT_THAT(run.segments(),
                ElementsAre("client SYN 100",         // 2. --> <SEQ=100><CTL=SYN>
                            "server SYN,ACK 300/101", // 3. <-- <SEQ=300><ACK=101><CTL=SYN,ACK>
                            "client ACK 101/301",     // 4. --> <SEQ=101><ACK=301><CTL=ACK>
                            "client ACK 101/301 +10", // 5. --> … <CTL=ACK><DATA>
                            "server ACK 301/111"));   // (after the figure)
    EXPECT_THAT(run.states(a), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED"));
    EXPECT_THAT(run.states(b), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED"));
    EXPECT_THAT(run.results(b), ElementsAre("listen 0", "accept 0", "recv 10"));
}

// Proves MUST-10.
TEST(Figure7, SimultaneousSynchronizationByTheText)
{
    const Played run("rfc9293-figure-7");
    EXPECT_THAT(run.segments(a), ElementsAre("SYN 100",         // 2. and 4.
                                             "SYN,ACK 100/301", // 5. and 7.
                                             "ACK 101/301"));   // (by the text: answers line 6)
    EXPECT_THAT(run.segments(b), ElementsAre("SYN 300",         // 3.
                                             "SYN,ACK 300/101", // 6.
                                             "ACK 301/101"));   // (by the text: answers line 7)
    const std::vector<std::string> cycle{"CLOSED", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"};
    EXPECT_EQ(run.states(a), cycle);
    EXPECT_EQ(run.states(b), cycle);
    // Both SYN,ACKs fail the first check, and only the ACK for them establishes.
    EXPECT_THAT(run.ignored(), ElementsAre("client: old duplicate", "server: old duplicate"));
    EXPECT_THAT(run.returnInstants(a, Call::Connect), ElementsAre(Instant{} + milliseconds(180)));
    EXPECT_THAT(run.returnInstants(b, Call::Connect), ElementsAre(Instant{} + milliseconds(200)));
}

TEST(Figure7, LinuxEstablishesAtTheFiguresLines)
{
    const Played run("rfc9293-figure-7", {{"client.profile", "linux"}, {"server.profile", "linux"}});
    EXPECT_THAT(run.segments(a), ElementsAre("SYN 100", "SYN,ACK 100/301", "ACK 101/301"));
    EXPECT_THAT(run.segments(b), ElementsAre("SYN 300", "SYN,ACK 300/101", "ACK 301/101"));
    EXPECT_THAT(run.returnInstants(a, Call::Connect), ElementsAre(Instant{} + milliseconds(120))); // 6.
    EXPECT_THAT(run.returnInstants(b, Call::Connect), ElementsAre(Instant{} + milliseconds(140))); // 7.
}

TEST(Figure8, RecoveryFromOldDuplicateSyn)
{
    const Played run("rfc9293-figure-8");
    EXPECT_THAT(run.segments(), ElementsAre("client SYN 90",          // 3. (duplicate) ... <SEQ=90>
                                            "client SYN 100",         // 2. and 6.
                                            "server SYN,ACK 300/91",  // 4.
                                            "client RST 91",          // 5. --> <SEQ=91><CTL=RST>
                                            "server SYN,ACK 400/101", // 7.
                                            "client ACK 101/401"));   // 8.
    EXPECT_THAT(run.states(a, 1), ElementsAre("CLOSED", "SYN-SENT", "CLOSED"));
    EXPECT_THAT(run.states(a, 2), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED"));
    EXPECT_THAT(run.states(b, 1), ElementsAre("LISTEN", "SYN-RECEIVED", "LISTEN"));
    EXPECT_THAT(run.states(b, 2), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED"));
    // Line 6: the present SYN arrives only after the reset has been obeyed.
    const Trace& trace = run.trace();
    EXPECT_GT(trace.segment(2).endedAt, trace.segment(4).endedAt);
    EXPECT_THAT(run.results(b), ElementsAre("listen 0", "accept 0"));
}

TEST(Figure9, HalfOpenConnectionDiscovery)
{
    const Played run("rfc9293-figure-9");
    EXPECT_THAT(run.segments(), ElementsAre("client SYN 99", "server SYN,ACK 299/100", "client ACK 100/300",
                                            "client SYN 400",       // 3. --> <SEQ=400><CTL=SYN>
                                            "server ACK 300/100",   // 4. <-- <SEQ=300><ACK=100><CTL=ACK>
                                            "client RST 100",       // 5. --> <SEQ=100><CTL=RST>
                                            "client SYN 400 again", // 7. --> <SEQ=400><CTL=SYN>
                                            "server SYN,ACK 700/401", "client ACK 401/701"));
    EXPECT_THAT(run.states(a, 2), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED"));
    EXPECT_THAT(run.states(b, 1), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSED"));
    EXPECT_THAT(run.states(b, 2), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED"));
    EXPECT_THAT(run.results(b),
                ElementsAre("listen 0", "accept 0", "recv ECONNRESET", "close 0", "accept 0"));
}

TEST(Figure10, ActiveSideCausesDiscovery)
{
    const Played run("rfc9293-figure-10");
    EXPECT_THAT(run.segments(), ElementsAre("client SYN 99", "server SYN,ACK 299/100", "client ACK 100/300",
                                            "server ACK 300/100 +10", // 2. <-- <SEQ=300><ACK=100><DATA=10>
                                            "client RST 100"));       // 3. --> <SEQ=100><CTL=RST>
    EXPECT_THAT(run.states(b), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSED"));
    EXPECT_THAT(run.results(b), ElementsAre("listen 0", "accept 0", "send 10", "recv ECONNRESET"));
}

TEST(Figure11, OldDuplicateSynBetweenTwoPassiveSockets)
{
    const Played run("rfc9293-figure-11");
    EXPECT_THAT(run.segments(), ElementsAre("client SYN 100",         // 2. ... <SEQ=Z><CTL=SYN>
                                            "server SYN,ACK 300/101", // 3. <-- <SEQ=X><ACK=Z+1><CTL=SYN,ACK>
                                            "client RST 101"));       // 4. --> <SEQ=Z+1><CTL=RST>
    EXPECT_THAT(run.states(b), ElementsAre("LISTEN", "SYN-RECEIVED", "LISTEN"));
    // 1. and 5.: both listen, and neither application has been told of anything.
    const World end = run.end();
    for (const Side side : {a, b}) {
        const Host& host = end.hosts[indexOf(side)];
        ASSERT_EQ(host.connections.size(), 1u) << nameOf(side);
        EXPECT_EQ(host.connections[0].tcb.state, ConnectionState::Listen) << nameOf(side);
    }
    EXPECT_THAT(run.results(b), ElementsAre("listen 0"));
}

TEST(Figure12, NormalCloseSequence)
{
    const Played run("rfc9293-figure-12");
    EXPECT_THAT(run.segments(), ElementsAre("client SYN 99", "server SYN,ACK 299/100", "client ACK 100/300",
                                            "client FIN,ACK 100/300", // 2.
                                            "server ACK 300/101",     // 3.
                                            "server FIN,ACK 300/101", // 4.
                                            "client ACK 101/301"));   // 5.
    EXPECT_THAT(run.states(a), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2",
                                           "TIME-WAIT", "CLOSED"));
    EXPECT_THAT(run.states(b),
                ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED"));
    EXPECT_THAT(run.timer(a, Timer::TimeWait),
                ElementsAre("start 61400 ms", "expire 61400 ms")); // 6. (2 MSL)
}

TEST(Figure13, SimultaneousCloseSequence)
{
    const Played run("rfc9293-figure-13");
    EXPECT_THAT(run.segments(a), ElementsAre("SYN 99", "ACK 100/300",
                                             "FIN,ACK 100/300", // 2.
                                             "ACK 101/301"));   // 3.
    EXPECT_THAT(run.segments(b), ElementsAre("SYN,ACK 299/100",
                                             "FIN,ACK 300/100", // 2.
                                             "ACK 301/101"));   // 3.
    EXPECT_THAT(run.states(a), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "CLOSING",
                                           "TIME-WAIT", "CLOSED"));
    EXPECT_THAT(run.states(b), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "CLOSING",
                                           "TIME-WAIT", "CLOSED"));
    for (const Side side : {a, b}) // 4. (2 MSL)
        EXPECT_THAT(run.timer(side, Timer::TimeWait), ElementsAre("start 61100 ms", "expire 61100 ms"));
}

} // namespace
} // namespace tcplab
