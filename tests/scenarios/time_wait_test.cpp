#include "tests/scenarios/played.h"

#include <algorithm>
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

// Proves MUST-13.
TEST(TimeWaitScenario, LastsTwiceTheMsl)
{
    EXPECT_THAT(Played("time-wait-30s").timer(client, Timer::TimeWait),
                ElementsAre("start 60300 ms", "expire 60300 ms"));
    EXPECT_THAT(Played("time-wait-1min").timer(client, Timer::TimeWait),
                ElementsAre("start 120300 ms", "expire 120300 ms"));
    EXPECT_THAT(Played("time-wait-2min").timer(client, Timer::TimeWait),
                ElementsAre("start 240300 ms", "expire 240300 ms"));
}

TEST(TimeWaitScenario, SegmentsAreTheSameWhateverTheMsl)
{
    const std::vector<std::string> segments = Played("time-wait-30s").segments();
    EXPECT_EQ(segments.size(), 8u);
    EXPECT_EQ(Played("time-wait-1min").segments(), segments);
    EXPECT_EQ(Played("time-wait-2min").segments(), segments);
}

TEST(TimeWaitScenario, PortIsUnavailableUntilItIsOver)
{
    const Played run("port-unavailable");
    EXPECT_THAT(run.results(server), ElementsAre("listen 0", "accept 0", "recv 100", "close 0", "close 0",
                                                 "listen EADDRINUSE", "listen EADDRINUSE", "listen 0"));
    EXPECT_THAT(run.timer(server, Timer::TimeWait), ElementsAre("start 60250 ms", "expire 60250 ms"));
    EXPECT_GT(run.returnInstants(server, Call::Listen).back(), at(60'250));
}

TEST(TimeWaitScenario, PortIsReusedAtOnceWithReuseAddr)
{
    const Played run("port-reuse-reuseaddr");
    EXPECT_THAT(run.results(server),
                ElementsAre("setsockopt 0", "listen 0", "accept 0", "recv 100", "close 0", "close 0",
                            "setsockopt 0", "listen 0", "accept 0", "recv 100", "close 0"));
    EXPECT_THAT(run.returnInstants(server, Call::Listen), ElementsAre(at(0), at(1'150)));
    // It is not shortened: the first connection waits its 60 s beside the new listener.
    EXPECT_THAT(run.timer(server, Timer::TimeWait), Contains("expire 60250 ms"));
}

/// Octets that a host's applications have read of a stream that the peer's k-th connection sent.
std::uint64_t octetsRead(const World& world, Side reader, std::uint32_t stream)
{
    std::uint64_t octets = 0;
    for (const ReadLog& log : world.hosts[indexOf(reader)].readLogs)
        for (const TextRange& range : log.text)
            octets += range.stream == stream ? range.length : 0;
    return octets;
}

/// The streams that one connection's application has read from, with their octets.
std::vector<std::pair<std::uint32_t, std::uint64_t>> streamsOf(const ReadLog& log)
{
    std::vector<std::pair<std::uint32_t, std::uint64_t>> streams;
    for (const TextRange& range : log.text) {
        if (streams.empty() || streams.back().first != range.stream)
            streams.emplace_back(range.stream, 0);
        streams.back().second += range.length;
    }
    return streams;
}

TEST(TimeWaitScenario, KeepsAnOldDuplicateHarmless)
{
    const Played run("old-duplicate-with-time-wait");
    EXPECT_THAT(run.results(client),
                ElementsAre("connect 0", "send 100", "recv 10", "close 0", "connect EADDRINUSE", "connect 0",
                            "send 200", "send 100", "close 0"));
    EXPECT_EQ(run.trace().segment(4).endedAt, at(10'150)); // the old one, held back
    EXPECT_THAT(run.segments(server), Contains("RST 5001"));
    EXPECT_THAT(run.ignored(), ElementsAre("client: out of window"));
    EXPECT_THAT(run.timer(client, Timer::TimeWait), Contains("expire 61300 ms")); // not cut short
    const World end = run.end();
    ASSERT_EQ(end.hosts[1].readLogs.size(), 2u);
    EXPECT_EQ(streamsOf(end.hosts[1].readLogs[0]).size(), 1u);
    const auto second = streamsOf(end.hosts[1].readLogs[1]);
    ASSERT_EQ(second.size(), 1u);
    EXPECT_EQ(second[0].second, 300u);
}

TEST(TimeWaitScenario, WithoutItAnOldDuplicateIsTakenForNewData)
{
    const Played run("old-duplicate-without-time-wait");
    // Nobody is told of anything: every call succeeds.
    EXPECT_THAT(run.results(client), ElementsAre("connect 0", "send 100", "recv 10", "close 0", "connect 0",
                                                 "send 200", "send 100", "close 0"));
    EXPECT_THAT(run.results(server), ElementsAre("listen 0", "accept 0", "recv 100", "send 10", "recv 0",
                                                 "close 0", "accept 0", "recv 300", "close 0"));
    // And yet the second connection's reader has 200 octets of its own stream and 100 of the first's.
    const World end = run.end();
    ASSERT_EQ(end.hosts[1].readLogs.size(), 2u);
    const auto first = streamsOf(end.hosts[1].readLogs[0]);
    const auto second = streamsOf(end.hosts[1].readLogs[1]);
    ASSERT_EQ(first.size(), 1u);
    ASSERT_EQ(second.size(), 2u);
    EXPECT_NE(second[0].first, first[0].first);
    EXPECT_EQ(second[0].second, 200u);
    EXPECT_EQ(second[1], first[0]);
    EXPECT_EQ(octetsRead(end, server, first[0].first), 200u);
}

TEST(TimeWaitScenario, LinuxLetsANewSynIn)
{
    const Played run("syn-in-time-wait");
    EXPECT_THAT(run.states(server, 1), ElementsAre("LISTEN", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1",
                                                   "FIN-WAIT-2", "TIME-WAIT", "CLOSED"));
    EXPECT_THAT(run.states(server, 2).front(), "LISTEN");
    EXPECT_THAT(run.segments(), Contains("server SYN,ACK 6000/2001"));
    EXPECT_THAT(run.returnInstants(client, Call::Connect), ElementsAre(at(100), at(5'100)));
    EXPECT_THAT(run.timer(server, Timer::TimeWait),
                ElementsAre("start 60250 ms", "stop 60250 ms", "start 65250 ms", "expire 65250 ms"));
    EXPECT_THAT(run.ignored(), IsEmpty());
}

} // namespace
} // namespace tcplab
