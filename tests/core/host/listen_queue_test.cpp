// SYN queue and accept queue (kernel traces 22a, 22c, 22e: without cookies).
#include "tests/core/host/two_hosts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

std::ptrdiff_t count(const TwoHosts& net, Clause clause)
{
    return std::ranges::count(net.effects(), clause, &Effect::clause);
}

const Socket& listener(TwoHosts& net) { return net.host(server).sockets.front(); }

TEST(ListenQueue, LinuxHoldsBacklogPlusOneAndDropsFurtherSyns)
{
    TwoHosts net; // 22a
    net.setProfile(linuxProfile());
    net.start("connect server:80 as c1 &\nsleep 200 ms\nconnect server:80 as c2 &\nsleep 200 ms\n"
              "connect server:80 as c3 &\nsleep 200 ms\nconnect server:80 as c4 &",
              "listen 80 backlog 1\nat 6 s\naccept as s1\naccept as s2\naccept as s3\naccept as s4");
    net.run(Instant{} + seconds(5));
    EXPECT_THAT(listener(net).acceptQueue, SizeIs(2));
    EXPECT_GT(count(net, Clause::AcceptQueueFull), 2) << "#3 and #4 ask again and again";
    net.run(Instant{} + seconds(9));
    EXPECT_THAT(net.timedResults(server), ElementsAre("0ms listen 0", "6000ms accept 0", "6000ms accept 0",
                                                      "7430ms accept 0", "7630ms accept 0"));
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "connect 0", "connect 0", "connect 0"));
}

TEST(ListenQueue, LinuxRemembersNoMoreHalfFinishedHandshakesThanTheBacklogAllows)
{
    TwoHosts net; // 22c
    net.setProfile(linuxProfile());
    net.start("connect server:80 as c1 &\nconnect server:80 as c2 &\nconnect server:80 as c3 &\n"
              "connect server:80 as c4 &",
              "listen 80 backlog 1");
    net.run(Instant{} + milliseconds(100));
    EXPECT_EQ(count(net, Clause::ListenQueueFull), 2);
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "connect 0"));
}

TEST(ListenQueue, SynQueueKnobLimitsHalfFinishedHandshakes)
{
    TwoHosts net;
    net.settings(server).profile.synQueue = 3;
    net.start("connect server:80 as c1 &\nconnect server:80 as c2 &\nconnect server:80 as c3 &\n"
              "connect server:80 as c4 &",
              "listen 80");
    net.run(Instant{} + milliseconds(10));
    EXPECT_THAT(listener(net).synQueue, SizeIs(3));
    EXPECT_EQ(count(net, Clause::ListenQueueFull), 1);
    const auto dropped = std::ranges::find(net.effects(), Clause::ListenQueueFull, &Effect::clause);
    EXPECT_EQ(dropped->kind, EffectKind::Ignore);
    EXPECT_EQ(dropped->ignoreWhy, IgnoreReason::QueueFull);
}

TEST(ListenQueue, FullAcceptQueueIgnoresTheThirdAck)
{
    TwoHosts net;
    net.start("connect server:80 as c1 &\nconnect server:80 as c2 &",
              "listen 80 backlog 1\nat 5 s\naccept as s1\naccept as s2");
    net.run(Instant{} + milliseconds(100));
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "connect 0")) << "for the client it is open";
    EXPECT_THAT(listener(net).acceptQueue, SizeIs(1));
    EXPECT_THAT(listener(net).synQueue, SizeIs(1));
    EXPECT_EQ(count(net, Clause::AcceptQueueFull), 1);
    net.run(Instant{} + seconds(10)); // SYN,ACK again, and its ACK is taken once there is room
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "accept 0"));
    EXPECT_THAT(listener(net).synQueue, IsEmpty());
}

TEST(ListenQueue, AbortOnOverflowResetsInstead)
{
    TwoHosts net; // 22e
    net.setProfile(linuxProfile());
    net.settings(server).profile.abortOnOverflow = true;
    net.start("connect server:80 as c1\nconnect server:80 as c2\nconnect server:80 as c3 &\n"
              "connect server:80 as c4\nat 9 s\nc4: recv 10 ?\nc4: send 10 ?\nc3: send 10",
              "listen 80 backlog 2\nat 6 s\naccept\naccept\naccept");
    net.run(Instant{} + seconds(20));
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "connect 0", "connect 0", "connect 0",
                                                 "recv ECONNRESET", "send EPIPE", "send 10"));
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "accept 0", "accept 0"));
    EXPECT_EQ(count(net, Clause::AcceptQueueOverflowResets), 2) << "the reset, and LISTEN";
    EXPECT_THAT(net.sent(server), Contains("RST")); // <SEQ=SEG.ACK><CTL=RST>, no ACK
}

// Proves MUST-42.
TEST(ListenQueue, ChildGoesThroughBothQueues)
{
    TwoHosts net;
    net.start("connect server:80", "listen 80");
    net.run(Instant{} + milliseconds(15));
    EXPECT_THAT(listener(net).synQueue, ElementsAre(2u));
    EXPECT_THAT(listener(net).acceptQueue, IsEmpty());
    net.run();
    EXPECT_THAT(listener(net).synQueue, IsEmpty());
    EXPECT_THAT(listener(net).acceptQueue, ElementsAre(2u));
    net.call(server, "accept as s");
    EXPECT_THAT(listener(net).acceptQueue, IsEmpty());
    EXPECT_EQ(findConnection(std::as_const(net.host(server)), 2)->socket, 2u);
}

TEST(ListenQueue, ChildThatIsResetBeforeItIsEstablishedIsForgotten)
{
    TwoHosts net;
    net.start("connect server:80 ? &\nsleep 5 ms\nabort", "listen 80");
    net.run();
    EXPECT_THAT(net.host(server).connections, SizeIs(1)) << "the listener alone";
    EXPECT_THAT(listener(net).synQueue, IsEmpty());
}

TEST(ListenQueue, ChildWhoseHandshakeIsNeverFinishedIsForgotten)
{
    TwoHosts net;
    net.isLost = [](Side from, const Packet& packet) { return from == server || !packet.segment.ctl.syn; };
    net.run("connect server:80 ?", "listen 80");
    EXPECT_THAT(net.host(server).connections, SizeIs(1));
    EXPECT_THAT(net.states(server), Contains("80>49152#1 SYN-RECEIVED LISTEN"));
}

TEST(ListenQueue, ChildThatIsResetWhileItWaitsIsAcceptedAndThenTells)
{
    TwoHosts net;
    net.run("connect server:80\nsetsockopt SO_LINGER 0\nclose",
            "listen 80\nsleep 1 s\naccept\nrecv eof ?\nclose");
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "recv ECONNRESET", "close 0"));
    EXPECT_THAT(net.host(server).connections, SizeIs(1));
}

TEST(Listener, ClosingItResetsWhoeverWasNotAccepted)
{
    TwoHosts net;
    net.run("connect server:80\nrecv eof ?\nconnect server:80 ?", "listen 80\nsleep 1 s\nclose");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "recv ECONNRESET", "connect ECONNREFUSED"));
    EXPECT_THAT(net.host(server).connections, IsEmpty());
    EXPECT_THAT(net.host(server).sockets, IsEmpty());
}

TEST(Listener, ClosingItWhileAcceptWaitsEndsTheAccept)
{
    TwoHosts net;
    net.run("", "listen 80\naccept ? &\nclose");
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "close 0", "accept ECONNABORTED"));
}

// Proves MUST-24, MUST-17.
TEST(Listener, AcceptedSocketInheritsTheOptions)
{
    TwoHosts net;
    net.start("connect server:80",
              "setsockopt SO_LINGER 5\nsetsockopt SO_REUSEADDR 1\nsetsockopt TCP_NODELAY 1\n"
              "setsockopt SO_KEEPALIVE 1\nlisten 80\naccept");
    net.run(Instant{} + seconds(10)); // a keep-alive would go on for ever
    const Socket& accepted = net.host(server).sockets.back();
    EXPECT_EQ(accepted.linger, 5);
    EXPECT_TRUE(accepted.reuseAddr);
    EXPECT_TRUE(net.host(server).connections.back().reuseAddr);
    EXPECT_TRUE(net.host(server).connections.back().tcb.noDelay);
    EXPECT_TRUE(net.host(server).connections.back().tcb.keepAlive);
    EXPECT_FALSE(accepted.listening);
}

} // namespace
} // namespace tcplab
