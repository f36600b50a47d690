// Crashing and coming up again: RFC 9293 §3.4.3 and §3.5.1 (half-open connections).
#include "tests/core/host/two_hosts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

TEST(Crash, EverythingVanishesSilently)
{
    TwoHosts net;
    net.start("connect server:80\nrecv eof ?", "listen 80\naccept\nrecv eof");
    net.run();
    const std::size_t sent = net.sent(server).size();
    net.crashNow(server);
    EXPECT_EQ(net.sent(server).size(), sent);
    EXPECT_THAT(net.host(server).connections, IsEmpty());
    EXPECT_THAT(net.host(server).sockets, IsEmpty());
    EXPECT_THAT(net.host(server).processes, IsEmpty());
    EXPECT_THAT(net.lastEffects(), SizeIs(2));
    for (const Effect& effect : net.lastEffects()) {
        EXPECT_EQ(effect.kind, EffectKind::State);
        EXPECT_EQ(effect.to, ConnectionState::Closed);
        EXPECT_EQ(effect.clause, Clause::HostCrashed);
    }
    EXPECT_FALSE(net.host(server).up);
}

TEST(Crash, SurvivorLearnsFromTheReset)
{
    TwoHosts net; // figure 10, and kernel trace 19a
    net.start("connect server:80\nat 1 s\nsend 100\nrecv eof ?\nsend 100 ?",
              "listen 80\naccept\nat 500 ms\ncrash\nboot\nlisten 80\naccept\nrecv eof");
    net.run();
    EXPECT_THAT(net.timedResults(client), ElementsAre("20ms connect 0", "1000ms send 100",
                                                      "1020ms recv ECONNRESET", "1020ms send EPIPE"));
    EXPECT_THAT(net.timedResults(server), ElementsAre("0ms listen 0", "30ms accept 0", "500ms crash 0",
                                                      "500ms boot 0", "500ms listen 0"));
    EXPECT_EQ(net.host(server).crashes, 1u);
}

TEST(Crash, ProgramThatSaysSoGoesOnAndOthersVanish)
{
    TwoHosts net;
    net.run("connect server:80\nrecv eof &\ncrash\nsend 1 ?\nsleep 1 s\nboot\nconnect server:80",
            "listen 80");
    EXPECT_THAT(net.timedResults(client), ElementsAre("20ms connect 0", "20ms crash 0", "20ms send ENETDOWN",
                                                      "1020ms boot 0", "2040ms connect 0"))
        << "figure 9: an ACK for the old connection, a reset, and the SYN again";
}

TEST(Crash, BootWithoutACrashIsARestart)
{
    TwoHosts net;
    net.run("connect server:80\nboot\nsend 1 ?", "listen 80");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "boot 0", "send EBADF"));
    EXPECT_THAT(net.states(client), Contains("49152>80#1 ESTABLISHED CLOSED"));
}

TEST(Crash, ByHandTheProgramVanishesToo)
{
    TwoHosts net;
    net.start("connect server:80\nat 1 s\nsend 5", "listen 80");
    net.run(Instant{} + milliseconds(100));
    net.crashNow(client);
    net.bootNow(client);
    net.run();
    EXPECT_THAT(net.results(client), ElementsAre("connect 0"));
    EXPECT_TRUE(net.host(client).up);
}

TEST(Crash, ByHandTheLinesAfterBootRunWhenItComesUpAgain)
{
    TwoHosts net;
    net.start("", "listen 80\naccept\nat 1 h\ncrash\nsleep 1 s\nboot\nlisten 81");
    net.run(Instant{} + milliseconds(100));
    net.crashNow(server);
    net.run(Instant{} + seconds(9));
    net.bootNow(server);
    net.run(Instant{} + seconds(10));
    EXPECT_THAT(net.timedResults(server), ElementsAre("0ms listen 0", "9000ms listen 0"));
    net.run();
    EXPECT_THAT(net.states(server), Contains("81>0#1 CLOSED LISTEN"));
}

TEST(Crash, CallsByHandOnACrashedHostFail)
{
    TwoHosts net;
    net.start("", "");
    net.crashNow(client);
    net.call(client, "connect server:80");
    EXPECT_THAT(net.results(client), ElementsAre("connect ENETDOWN"));
    net.call(client, "boot");
    EXPECT_TRUE(net.host(client).up);
}

TEST(QuietTime, NothingIsSentAndProgramsWait)
{
    TwoHosts net;
    net.settings(client).profile.quietTime = seconds(30);
    net.start("connect server:80 from 5000\nat 1 s\ncrash\nboot\nconnect server:80 from 5000 ?",
              "listen 80\naccept\nat 2 s\nsend 10\nrecv eof ?");
    net.run(Instant{} + seconds(31));
    EXPECT_THAT(net.sent(client), ElementsAre("SYN", "ACK", "SYN")) << "no reset for the server's text";
    const auto quiet = std::ranges::find(net.effects(), IgnoreReason::Quiet, &Effect::ignoreWhy);
    ASSERT_NE(quiet, net.effects().end());
    EXPECT_EQ(quiet->clause, Clause::QuietTime);
    EXPECT_EQ(quiet->conn, 0u);
    EXPECT_EQ(net.host(client).quietUntil, Instant{} + seconds(31));
}

TEST(QuietTime, CallByHandWaitsForItsEnd)
{
    TwoHosts net;
    net.settings(client).profile.quietTime = seconds(30);
    net.start("", "");
    net.crashNow(client);
    net.bootNow(client);
    net.call(client, "connect server:80");
    EXPECT_THAT(net.lastEffects(), IsEmpty());
    net.run();
    EXPECT_THAT(net.timedResults(client), ElementsAre("30020ms connect ECONNREFUSED"));
}

TEST(Crash, SameProgramTwiceIsTheSameValue)
{
    const auto go = [] {
        TwoHosts net;
        net.run("connect server:80\nsend 1000\ncrash\nboot\nconnect server:80 ?",
                "listen 80\naccept\nrecv eof ?");
        return std::pair(net.host(client), net.host(server));
    };
    EXPECT_TRUE(go() == go());
}

} // namespace
} // namespace tcplab
