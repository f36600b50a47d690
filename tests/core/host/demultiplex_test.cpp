// Where an arriving packet goes: to a connection, a listener, nobody; and when the host is not there.
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

Segment segmentTo(std::uint16_t port, Flags ctl, std::uint16_t from = 7000)
{
    Segment segment;
    segment.sourcePort = from;
    segment.destinationPort = port;
    segment.seq = SeqNum{300};
    segment.ack = ctl.ack ? SeqNum{900} : SeqNum{};
    segment.ctl = ctl;
    segment.wnd = 1000;
    return segment;
}

/// The kinds of the last event's effects.
std::vector<EffectKind> kinds(const TwoHosts& net)
{
    std::vector<EffectKind> result;
    for (const Effect& effect : net.lastEffects())
        result.push_back(effect.kind);
    return result;
}

TEST(Demultiplex, DeliverComesFirstAndNamesTheConnection)
{
    TwoHosts net;
    net.start("connect server:80 from 7000", "listen 80");
    net.run();
    net.inject(server, segmentTo(80, {.ack = true}));
    ASSERT_THAT(net.lastEffects(), testing::Not(IsEmpty()));
    EXPECT_EQ(net.lastEffects()[0].kind, EffectKind::Deliver);
    EXPECT_EQ(net.lastEffects()[0].conn, 2u) << "the child; the listener is 1";
    EXPECT_GT(net.lastEffects()[0].segment, 0u);
}

// Proves MUST-41.
TEST(Demultiplex, ConnectionGoesBeforeTheListener)
{
    TwoHosts net;
    net.start("connect server:80 from 7000", "listen 80");
    net.run();
    net.inject(server, segmentTo(80, {.syn = true})); // challenged, not a new connection
    EXPECT_EQ(net.lastEffects()[0].conn, 2u);
    EXPECT_THAT(net.host(server).connections, SizeIs(2));
    net.inject(server, segmentTo(80, {.syn = true}, 7001)); // other ports: a new one
    EXPECT_EQ(net.lastEffects()[0].conn, 1u);
    EXPECT_THAT(net.host(server).connections, SizeIs(3));
}

TEST(Demultiplex, AckToAListenerIsAnsweredByAReset)
{
    TwoHosts net;
    net.start("", "listen 80");
    net.run();
    net.inject(server, segmentTo(80, {.ack = true}));
    EXPECT_THAT(kinds(net), ElementsAre(EffectKind::Deliver, EffectKind::Send));
    EXPECT_EQ(net.lastEffects()[0].conn, 1u);
    EXPECT_EQ(net.lastEffects()[1].clause, Clause::ListenResetsAck);
}

TEST(Demultiplex, WhatBelongsToNobodyIsAnsweredByAReset)
{
    TwoHosts net;
    net.start("", "listen 80");
    net.run();
    net.inject(server, segmentTo(81, {.syn = true}));
    EXPECT_THAT(kinds(net), ElementsAre(EffectKind::Deliver, EffectKind::Send));
    EXPECT_EQ(net.lastEffects()[0].conn, 0u);
    EXPECT_EQ(net.lastEffects()[1].conn, 0u);
    EXPECT_THAT(net.sent(server), ElementsAre("RST,ACK"));
}

TEST(Demultiplex, ResetToNobodyIsIgnored)
{
    TwoHosts net;
    net.start("", "");
    net.inject(server, segmentTo(81, {.rst = true}));
    EXPECT_THAT(kinds(net), ElementsAre(EffectKind::Deliver, EffectKind::Ignore));
    EXPECT_EQ(net.lastEffects()[1].ignoreWhy, IgnoreReason::ResetForNobody);
    EXPECT_EQ(net.lastEffects()[1].segment, net.lastEffects()[0].segment);
}

TEST(Demultiplex, ConnectionThatHasEndedGetsNothingMore)
{
    TwoHosts net;
    net.start("connect server:80 from 7000\nsetsockopt SO_LINGER 0\nclose", "listen 80\naccept");
    net.run(); // the server's socket still holds the connection, which is CLOSED
    ASSERT_THAT(net.host(server).connections, SizeIs(2));
    net.inject(server, segmentTo(80, {.ack = true}));
    EXPECT_EQ(net.lastEffects()[0].conn, 1u) << "it reaches the listener";
}

TEST(Demultiplex, CrashedHostAnswersNothing)
{
    TwoHosts net;
    net.start("", "listen 80");
    net.run();
    net.crashNow(server);
    net.inject(server, segmentTo(80, {.syn = true}));
    EXPECT_THAT(kinds(net), ElementsAre(EffectKind::Deliver, EffectKind::Ignore));
    EXPECT_EQ(net.lastEffects()[1].ignoreWhy, IgnoreReason::HostDown);
    EXPECT_THAT(net.sent(server), IsEmpty());
}

TEST(Demultiplex, TimerExpiryIsRecordedBeforeWhatItDoes)
{
    TwoHosts net;
    net.isLost = [](Side from, const Packet&) { return from == client; };
    net.start("connect server:80", "");
    net.run(Instant{} + seconds(1));
    ASSERT_THAT(kinds(net), ElementsAre(EffectKind::Timer, EffectKind::Send));
    const Effect& timer = net.lastEffects()[0];
    EXPECT_EQ(timer.timer, Timer::Retransmission);
    EXPECT_EQ(timer.action, TimerAction::Expire);
    EXPECT_EQ(timer.value, seconds(1).ns);
    EXPECT_EQ(timer.conn, 1u);
    EXPECT_THAT(net.sent(client), ElementsAre("SYN", "SYN"));
}

TEST(Demultiplex, NoTimerLeftIsNever)
{
    TwoHosts net;
    net.run("connect server:80\nclose", "listen 80\naccept\nrecv eof\nclose\nclose");
    EXPECT_TRUE(nextTimerInstant(net.host(client)).isNever());
    EXPECT_TRUE(nextTimerInstant(net.host(server)).isNever());
}

} // namespace
} // namespace tcplab
