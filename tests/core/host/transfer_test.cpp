// send and recv with more than a buffer, a window or a segment; what applications have read.
#include "tests/core/host/two_hosts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

TEST(Send, WaitsUntilTheBufferHasTakenAll)
{
    TwoHosts net;
    net.settings(client).profile.sendBuffer = 10'000;
    net.start("connect server:80\nsend 35000\nclose", "listen 80\naccept\nrecv eof");
    net.run(Instant{} + milliseconds(25));
    const Process& program = net.host(client).processes.front();
    EXPECT_TRUE(program.blocked);
    EXPECT_EQ(program.progress, 10'000u);
    net.run();
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "send 35000", "close 0"));
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "recv 35000"));
}

TEST(Send, ReturnsWhatWasTakenWhenTheConnectionEndsAndTheErrorNext)
{
    TwoHosts net;
    net.settings(client).profile.sendBuffer = 10'000;
    net.run("connect server:80\nsend 90000\nsend 1 ?\nsend 1 ?",
            "setsockopt SO_LINGER 0\nlisten 80\naccept\nsleep 1 s\nclose");
    ASSERT_THAT(net.results(client), SizeIs(4));
    EXPECT_EQ(net.results(client)[2], "send ECONNRESET");
    EXPECT_EQ(net.results(client)[3], "send EPIPE");
}

TEST(Send, InTheBackgroundWaitsForEstablished)
{
    TwoHosts net;
    net.run("connect server:80 &\nsend 100", "listen 80\naccept\nrecv 100");
    EXPECT_THAT(net.timedResults(client), ElementsAre("0ms send 100", "20ms connect 0"));
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "recv 100"));
}

TEST(Recv, TakesOctetsAsTheyComeAndReturnsWhenItHasAll)
{
    TwoHosts net;
    net.settings(server).profile.receiveBuffer = 2000;
    net.run("connect server:80\nsend 50000\nclose", "listen 80\naccept\nrecv 50000\nrecv 1");
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "recv 50000", "recv 0"));
}

TEST(Recv, ReturnsWhatItHasAtTheEnd)
{
    TwoHosts net;
    net.run("connect server:80\nsend 60\nclose", "listen 80\naccept\nrecv 100\nrecv 100");
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "recv 60", "recv 0"));
}

TEST(Recv, LeavesWhatItDidNotAskFor)
{
    TwoHosts net;
    net.run("connect server:80\nsend 100\nclose", "listen 80\naccept\nsleep 1 s\nrecv 30\nrecv eof");
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "recv 30", "recv 70"));
}

TEST(ReadLog, HoldsMergedRangesOnePerConnection)
{
    TwoHosts net;
    net.run("connect server:80\nsend 5000\nsleep 1 s\nsend 5000\nclose",
            "listen 80\naccept\nrecv 10\nrecv 9000\nrecv eof");
    ASSERT_THAT(net.host(server).readLogs, SizeIs(1));
    const ReadLog& log = net.host(server).readLogs[0];
    EXPECT_EQ(log.connection, 2u);
    EXPECT_THAT(log.text, ElementsAre(TextRange{.stream = 2, .length = 10'000, .offset = 0}));
    EXPECT_TRUE(log.endOfStream);
    EXPECT_THAT(net.host(client).readLogs, IsEmpty());
}

TEST(ReadLog, EndIsNotedOnlyWhenItWasRead)
{
    TwoHosts net;
    net.run("connect server:80\nsend 10\nclose", "listen 80\naccept\nrecv 10");
    ASSERT_THAT(net.host(server).readLogs, SizeIs(1));
    EXPECT_FALSE(net.host(server).readLogs[0].endOfStream);
}

TEST(ReadLog, OutlivesItsConnection)
{
    TwoHosts net;
    net.run("repeat 2\nconnect server:80\nsend 10\nclose\nend",
            "listen 80\nrepeat 2\naccept\nrecv eof\nclose\nend\nclose");
    EXPECT_THAT(net.host(server).connections, IsEmpty());
    EXPECT_THAT(net.host(server).readLogs, SizeIs(2));
}

TEST(Transfer, SurvivesLossBothWays)
{
    TwoHosts net;
    int n = 0;
    net.isLost = [&](Side, const Packet&) { return ++n % 7 == 0; };
    net.run("connect server:80\nsend 100000\nrecv eof\nclose",
            "listen 80\naccept\nrecv 100000\nsend 50000\nclose");
    EXPECT_EQ(net.octetsRead(server), 100'000u);
    EXPECT_EQ(net.octetsRead(client), 50'000u);
    for (const Side side : {client, server}) {
        ASSERT_THAT(net.host(side).readLogs, SizeIs(1));
        EXPECT_THAT(net.host(side).readLogs[0].text, SizeIs(1)) << "in order and without a hole";
    }
}

} // namespace
} // namespace tcplab
