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

TEST(ResetScenario, UnreadDataTurnsCloseIntoReset)
{
    const Played run("reset-unread-data");
    EXPECT_EQ(run.segments().back(), "server RST,ACK 5001/1101");
    EXPECT_THAT(run.states(server), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSED"));
    EXPECT_THAT(run.states(client), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED", "CLOSED"));
    EXPECT_THAT(run.results(client), ElementsAre("connect 0", "send 100", "recv ECONNRESET"));
    EXPECT_EQ(run.endInstant(), at(700)); // no TIME-WAIT anywhere
}

TEST(ResetScenario, WhatHadNotLeftIsLostThoughSendHadReturned)
{
    const Played run("connect-send-close");
    EXPECT_THAT(run.results(client), ElementsAre("connect 0", "send 100000", "close 0"));
    EXPECT_THAT(run.results(server),
                ElementsAre("listen 0", "accept 0", "send 20", "recv 14480", "recv ECONNRESET"));
    EXPECT_THAT(run.segments(client), Contains("RST,ACK 15481/5021"));
    const auto flight = run.sentAt(client, {.ack = true});
    EXPECT_EQ(std::count(flight.begin(), flight.end(), run.returnInstants(client, Call::Send).front()), 10);
}

TEST(ResetScenario, LingerZeroAborts)
{
    const Played run("abort-linger");
    EXPECT_EQ(run.segments().back(), "client RST 1101");
    EXPECT_THAT(run.states(client), ElementsAre("CLOSED", "SYN-SENT", "ESTABLISHED", "CLOSED"));
    EXPECT_THAT(run.results(server),
                ElementsAre("listen 0", "accept 0", "recv 100", "recv ECONNRESET", "send EPIPE", "close 0"));
    EXPECT_EQ(run.endInstant(), at(550));
}

TEST(ResetScenario, ACrashedPeerAnswersWithReset)
{
    const Played run("half-open-crash");
    EXPECT_THAT(run.segments(), Contains("server RST 5101"));
    EXPECT_THAT(run.results(client), ElementsAre("connect 0", "send 100", "recv 100", "send 100",
                                                 "recv ECONNRESET", "send EPIPE", "close 0"));
    EXPECT_THAT(run.results(server),
                ElementsAre("listen 0", "accept 0", "recv 100", "send 100", "crash 0", "boot 0", "listen 0"));
    // Between the crash and the client's next send nothing crosses the wire.
    for (const SegmentHistory& segment : run.trace().segments)
        EXPECT_TRUE(segment.sentAt < at(1'000) || segment.sentAt >= at(3'000));
}

TEST(ResetScenario, TheErrorComesOneCallTooLate)
{
    const Played run("write-to-closed-peer");
    EXPECT_THAT(run.results(client),
                ElementsAre("connect 0", "recv 100", "send 100", "send EPIPE", "recv 0", "close 0"));
    EXPECT_THAT(run.states(server),
                ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSED"));
    EXPECT_EQ(run.segments().back(), "server RST 5102");
}

} // namespace
} // namespace tcplab
