// What the calls of a program return, held against a real kernel's (the cases are those of its traces).
#include "tests/core/host/two_hosts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::Contains;
using testing::ElementsAre;

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

class LinuxResults : public testing::Test {
protected:
    LinuxResults() { net.setProfile(linuxProfile()); }
    TwoHosts net;
};

/// n times the same line.
std::string times(int n, const std::string& line)
{
    std::string all;
    for (int i = 0; i < n; ++i)
        all += line + "\n";
    return all;
}

TEST_F(LinuxResults, Case01bOrphanInFinWait2EndsAfterAMinute)
{
    net.run("connect server:80\nclose", "listen 80\naccept\nat 2 min\nclose");
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "close 0"));
    EXPECT_THAT(net.states(client), Contains("49152>80#1 FIN-WAIT-2 CLOSED"));
    EXPECT_THAT(net.sent(client), ElementsAre("SYN", "ACK", "FIN,ACK", "RST"));
}

TEST_F(LinuxResults, Case01cShutdownNeverTimesOut)
{
    net.run("connect server:80\nshutdown write\nrecv eof\nclose", "listen 80\naccept\nat 2 min\nclose");
    EXPECT_THAT(net.timedResults(client), Contains("120010ms recv 0"));
    EXPECT_THAT(net.states(client), Contains("49152>80#1 FIN-WAIT-2 TIME-WAIT"));
}

TEST_F(LinuxResults, Case05SimultaneousOpen)
{
    net.run("connect server:7000 from 6000", "connect client:6000 from 7000");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0"));
    EXPECT_THAT(net.results(server), ElementsAre("connect 0"));
}

TEST_F(LinuxResults, Case06HalfClose)
{
    net.run("connect server:80\nsend 100\nsleep 200 ms\nshutdown write\nrecv 5000\nrecv eof\nclose",
            "listen 80\naccept\nsetsockopt TCP_NODELAY 1\nrecv 100\nrecv eof\n" +
                times(5, "sleep 100 ms\nsend 1000") + "sleep 200 ms\nclose");
    EXPECT_THAT(net.results(client),
                ElementsAre("connect 0", "send 100", "shutdown 0", "recv 5000", "recv 0", "close 0"));
    EXPECT_THAT(net.results(server),
                ElementsAre("listen 0", "accept 0", "setsockopt 0", "recv 100", "recv 0", "send 1000",
                            "send 1000", "send 1000", "send 1000", "send 1000", "close 0"));
}

TEST_F(LinuxResults, Case07CloseWithUnreadData)
{
    net.run("connect server:80\nat 200 ms\nsend 100\nat 600 ms\nrecv 1 ?\nsend 100 ?\nclose",
            "listen 80\naccept\nat 400 ms\nclose");
    EXPECT_THAT(net.results(client),
                ElementsAre("connect 0", "send 100", "recv ECONNRESET", "send EPIPE", "close 0"));
    EXPECT_THAT(net.sent(server).back(), "RST,ACK");
}

TEST_F(LinuxResults, Case08aTheResetDestroysWhatHasNotLeft)
{
    net.run("connect server:80\nat 400 ms\nsend 100000\nclose",
            "listen 80\naccept\nsend 1000\nrecv eof ?\nrecv eof ?\nclose");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "send 100000", "close 0"));
    EXPECT_THAT(net.results(server),
                ElementsAre("listen 0", "accept 0", "send 1000", "recv 14480", "recv ECONNRESET", "close 0"));
}

TEST_F(LinuxResults, Case08bWhatHadArrivedCanStillBeRead)
{
    net.run("connect server:80\nsend 1000\nsleep 100 ms\nsetsockopt SO_LINGER 0\nclose",
            "listen 80\naccept\nat 1 s\nrecv 400\nrecv eof\nrecv eof ?\nrecv eof");
    EXPECT_THAT(net.results(server),
                ElementsAre("listen 0", "accept 0", "recv 400", "recv 600", "recv ECONNRESET", "recv 0"));
}

TEST_F(LinuxResults, Case10cSynAlwaysLost)
{
    net.isLost = [](Side, const Packet& packet) { return packet.segment.ctl.syn; };
    net.run("at 100 ms\nconnect server:80 ?\nclose", "listen 80");
    EXPECT_THAT(net.timedResults(client), ElementsAre("131100ms connect ETIMEDOUT", "131100ms close 0"));
}

TEST_F(LinuxResults, Case12aAcceptWaitsForTheHandshakesAck)
{
    int acks = 0;
    net.isLost = [&](Side from, const Packet& packet) {
        return from == client && !packet.segment.ctl.syn && ++acks == 1;
    };
    net.run("connect server:80\nrecv 10", "listen 80\naccept\nsend 10");
    EXPECT_THAT(net.timedResults(client), ElementsAre("20ms connect 0", "1040ms recv 10"));
    EXPECT_THAT(net.timedResults(server), ElementsAre("0ms listen 0", "1030ms accept 0", "1030ms send 10"));
}

TEST_F(LinuxResults, Case18bLingerZeroDestroysQueuedText)
{
    net.run("connect server:80\nsetsockopt SO_LINGER 0\nsend 50000\nclose",
            "listen 80\naccept\nrecv eof ?\nrecv eof ?\nsend 10 ?");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "setsockopt 0", "send 50000", "close 0"));
    EXPECT_THAT(net.results(server),
                ElementsAre("listen 0", "accept 0", "recv 14480", "recv ECONNRESET", "send EPIPE"));
}

TEST_F(LinuxResults, Case19cPeerGoneForGood)
{
    net.settings(client).profile.retries = 5;
    net.start("connect server:80\nat 1 s\nsend 100\nrecv eof ?\nsend 1 ?", "listen 80\naccept");
    net.run(Instant{} + milliseconds(500));
    net.crashNow(server);
    net.run();
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "send 100", "recv ETIMEDOUT", "send EPIPE"));
}

TEST_F(LinuxResults, Case21ResetInCloseWaitIsPipe)
{
    net.run(
        "connect server:80\nsend 100\nat 500 ms\nsend 100\nat 600 ms\nsend 100 ?\nrecv eof\nrecv eof\nclose",
        "listen 80\naccept\nrecv 100\nat 300 ms\nclose");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "send 100", "send 100", "send EPIPE", "recv 0",
                                                 "recv 0", "close 0"));
}

TEST(Rfc9293Results, ResetInCloseWaitIsReset)
{
    TwoHosts net;
    net.settings(server).profile.resetOnUnreadClose = true;
    net.run("connect server:80\nsend 100\nat 500 ms\nsend 100\nat 600 ms\nsend 100 ?\nsend 1 ?\nrecv eof",
            "listen 80\naccept\nrecv 100\nat 300 ms\nclose");
    EXPECT_THAT(net.results(client),
                ElementsAre("connect 0", "send 100", "send 100", "send ECONNRESET", "send EPIPE", "recv 0"));
}

TEST(Rfc9293Results, ResetFlushesWhatHadArrived)
{
    TwoHosts net;
    net.run("connect server:80\nsend 1000\nsleep 100 ms\nsetsockopt SO_LINGER 0\nclose",
            "listen 80\naccept\nat 1 s\nrecv 400 ?\nrecv eof");
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "recv ECONNRESET", "recv 0"));
}

} // namespace
} // namespace tcplab
