// Which socket a call is for, and what each call says when it cannot.
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

TEST(UnnamedSocket, CloseClosesTheAcceptedOneThenTheListener)
{
    TwoHosts net;
    net.run("connect server:80\nrecv eof\nclose", "listen 80\naccept\nclose\nclose\nclose");
    EXPECT_THAT(net.results(server),
                ElementsAre("listen 0", "accept 0", "close 0", "close 0", "close EBADF"));
    EXPECT_THAT(net.states(server), Contains("80>0#1 LISTEN CLOSED"));
}

TEST(UnnamedSocket, ServerInALoopServesOneAfterAnother)
{
    TwoHosts net;
    net.run("repeat 3\nconnect server:80\nsend 10\nrecv eof\nclose\nend",
            "listen 80\nrepeat 3\naccept\nrecv 10\nsend 20\nclose\nend\nclose");
    EXPECT_THAT(net.results(client),
                ElementsAre("connect 0", "send 10", "recv 20", "close 0", "connect 0", "send 10", "recv 20",
                            "close 0", "connect 0", "send 10", "recv 20", "close 0"));
    EXPECT_THAT(net.results(server), SizeIs(1 + 3 * 4 + 1));
    EXPECT_EQ(net.octetsRead(client), 60u);
    EXPECT_THAT(net.host(server).sockets, IsEmpty());
    EXPECT_THAT(net.host(server).connections, IsEmpty());
}

TEST(UnnamedSocket, ConnectAgainWhileConnectedIsAnError)
{
    TwoHosts net;
    net.run("connect server:80\nconnect server:80 ?\nclose\nconnect server:80", "listen 80");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "connect EISCONN", "close 0", "connect 0"));
}

TEST(UnnamedSocket, ConnectWhileConnectingIsAnError)
{
    TwoHosts net;
    net.run("connect server:80 &\nconnect server:80 ?", "listen 80");
    EXPECT_THAT(net.results(client), ElementsAre("connect EALREADY", "connect 0"));
}

TEST(UnnamedSocket, ConnectMayBeTriedAgainAfterAFailure)
{
    TwoHosts net;
    net.run("connect server:80 ?\nsleep 1 s\nconnect server:80\nclose", "at 1 s\nlisten 80\naccept");
    EXPECT_THAT(net.results(client), ElementsAre("connect ECONNREFUSED", "connect 0", "close 0"));
    EXPECT_THAT(net.states(client), Contains("49153>80#1 SYN-SENT ESTABLISHED")) << "from another port";
}

TEST(NamedSockets, EachHasItsOwnConnection)
{
    TwoHosts net;
    net.run(
        "connect server:80 as c1\nconnect server:80 as c2\nc2: send 20\nc1: send 10\nc1: close\nc2: close",
        "listen 80\naccept as s1\naccept as s2\ns1: recv eof\ns2: recv eof\ns1: close\ns2: close");
    EXPECT_THAT(net.results(client),
                ElementsAre("connect 0", "connect 0", "send 20", "send 10", "close 0", "close 0"));
    EXPECT_THAT(net.results(server),
                ElementsAre("listen 0", "accept 0", "accept 0", "recv 10", "recv 20", "close 0", "close 0"));
    EXPECT_THAT(net.states(client), Contains("49153>80#1 SYN-SENT ESTABLISHED"));
}

TEST(NamedSockets, CallWithoutANameDoesNotReachThem)
{
    TwoHosts net;
    net.run("connect server:80 as c1\nsend 10", "listen 80");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "send EBADF"));
}

TEST(NamedSockets, UntilClosedLooksAtTheNamedOne)
{
    TwoHosts net;
    net.run("connect server:80 as c1\nconnect server:80 as c2\nc1: abort\nc1: until closed\nc2: send 1\n"
            "c2: close\nc2: until closed\nconnect server:81 ?",
            "listen 80\naccept as s1\naccept as s2\ns2: recv eof\ns2: close");
    EXPECT_THAT(net.timedResults(client),
                ElementsAre("20ms connect 0", "40ms connect 0", "40ms abort 0", "40ms send 1", "40ms close 0",
                            "60080ms connect ECONNREFUSED"));
}

TEST(NamedSockets, SocketCallMakesOneForLater)
{
    TwoHosts net;
    net.run("socket as c\nc: setsockopt TCP_NODELAY 1\nc: bind 5000\nc: connect server:80", "listen 80");
    EXPECT_THAT(net.results(client), ElementsAre("socket 0", "setsockopt 0", "bind 0", "connect 0"));
    ASSERT_THAT(net.host(client).connections, SizeIs(1));
    EXPECT_EQ(net.host(client).connections[0].name.localPort, 5000);
    EXPECT_TRUE(net.host(client).connections[0].tcb.noDelay);
}

TEST(SocketErrors, WithoutASocketOrAConnection)
{
    TwoHosts net;
    net.run(
        "send 1 ?\nrecv 1 ?\nclose ?\nshutdown write ?\nabort ?\naccept ?\nbind 5000\nsend 1 ?\nrecv 1 ?\n"
        "shutdown write ?\naccept ?\nbind 5001 ?",
        "listen 80\nsend 1 ?\nrecv eof ?");
    EXPECT_THAT(net.results(client),
                ElementsAre("send EBADF", "recv EBADF", "close EBADF", "shutdown EBADF", "abort EBADF",
                            "accept EBADF", "bind 0", "send ENOTCONN", "recv ENOTCONN", "shutdown ENOTCONN",
                            "accept EINVAL", "bind EINVAL"));
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "send ENOTCONN", "recv ENOTCONN"));
}

TEST(SocketErrors, ListenOrBindOnASocketThatIsSomethingAlready)
{
    TwoHosts net;
    net.run("connect server:80 as c\nc: listen 81 ?\nc: bind 82 ?\nbind 90\nlisten 91 ?", "listen 80 ");
    EXPECT_THAT(net.results(client),
                ElementsAre("connect 0", "listen EINVAL", "bind EINVAL", "bind 0", "listen EINVAL"));
}

TEST(SocketErrors, SendAfterShutdownIsPipe)
{
    TwoHosts net;
    net.run("connect server:80\nshutdown write\nshutdown write\nsend 1 ?\nrecv 5\nclose",
            "listen 80\naccept\nrecv eof\nsend 5\nclose");
    EXPECT_THAT(net.results(client),
                ElementsAre("connect 0", "shutdown 0", "shutdown 0", "send EPIPE", "recv 5", "close 0"));
}

TEST(SocketErrors, ConnectToTheOwnHost)
{
    TwoHosts net;
    net.start("", "");
    net.call(server, "connect server:80");
    EXPECT_THAT(net.results(server), ElementsAre("connect EINVAL"));
}

TEST(SocketErrors, ConnectTimesOutWhenNobodyAnswers)
{
    TwoHosts net;
    net.isLost = [](Side, const Packet&) { return true; };
    net.run("connect server:80 ?\nclose", "listen 80");
    EXPECT_THAT(net.results(client), ElementsAre("connect ETIMEDOUT", "close 0"));
    EXPECT_THAT(net.host(client).sockets, IsEmpty());
}

TEST(Close, WhileConnectingEndsTheConnect)
{
    TwoHosts net;
    net.run("connect server:80 ? &\nsleep 5 ms\nclose", "listen 80");
    EXPECT_THAT(net.timedResults(client), ElementsAre("5ms close 0", "5ms connect ECONNABORTED"));
    EXPECT_THAT(net.sent(client), ElementsAre("SYN", "RST")) << "the SYN,ACK finds nobody";
    EXPECT_THAT(net.states(server), ElementsAre("80>0#1 CLOSED LISTEN", "80>49152#1 LISTEN SYN-RECEIVED",
                                                "80>49152#1 SYN-RECEIVED LISTEN"));
}

TEST(Linger, ZeroResets)
{
    TwoHosts net;
    net.setProfile(linuxProfile());
    net.run("connect server:80\nsetsockopt SO_LINGER 0\nsleep 1 s\nclose",
            "listen 80\naccept\nrecv eof ?\nsend 10 ?\nrecv eof ?");
    EXPECT_THAT(net.sent(client), ElementsAre("SYN", "ACK", "RST,ACK"));
    EXPECT_THAT(net.results(server),
                ElementsAre("listen 0", "accept 0", "recv ECONNRESET", "send EPIPE", "recv 0"));
}

TEST(Linger, CloseWaitsUntilTheFinIsAcknowledged)
{
    TwoHosts net;
    net.run("connect server:80\nsetsockopt SO_LINGER 10\nclose\nconnect server:81 ?", "listen 80\naccept");
    EXPECT_THAT(net.timedResults(client), ElementsAre("20ms connect 0", "20ms setsockopt 0", "40ms close 0",
                                                      "60ms connect ECONNREFUSED"));
}

TEST(Linger, CloseGivesUpAfterItsTime)
{
    TwoHosts net;
    net.isLost = [](Side, const Packet& packet) { return packet.segment.ctl.fin; };
    net.start("connect server:80\nsetsockopt SO_LINGER 3\nclose", "listen 80\naccept");
    net.run(Instant{} + seconds(5));
    EXPECT_THAT(net.timedResults(client), Contains("3020ms close 0"));
}

} // namespace
} // namespace tcplab
