// Connections in TIME-WAIT that no socket refers to any more: where they lie, and that they come back as they were.
#include "core/base/random.h"
#include "core/host/packing.h"
#include "tests/core/host/two_hosts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

using testing::ElementsAre;
using testing::SizeIs;

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

Shelf::Label label(ConnectionId conn, std::int64_t deadline)
{
    return {.deadline = Instant{deadline}, .conn = conn, .socket = conn + 7, .localPort = 80};
}

/// A row that differs from others in size and in numbers of any length.
Numbers row(std::uint64_t n)
{
    Numbers numbers;
    for (std::uint64_t i = 0; i < 20 + n % 3; ++i)
        numbers.add(i % 5 == 4 ? draw(n, i, Purpose::Test, 0) >> (n % 64) : i);
    return numbers;
}

std::vector<ConnectionId> connectionsOn(const Shelf& shelf)
{
    std::vector<ConnectionId> all;
    shelf.forEach([&](const Shelf::Item& item) { all.push_back(item.label().conn); });
    return all;
}

TEST(Shelf, KeepsThemByConnectionWhateverTheOrderInWhichTheyCame)
{
    Shelf shelf;
    for (const ConnectionId conn : {5u, 2u, 9u, 3u})
        shelf.put(label(conn, 100), row(conn));
    EXPECT_THAT(connectionsOn(shelf), ElementsAre(2u, 3u, 5u, 9u));
    ASSERT_TRUE(shelf.find(3));
    EXPECT_EQ(shelf.find(3)->label(), label(3, 100));
    EXPECT_EQ(shelf.find(3)->numbers(), row(3));
    EXPECT_FALSE(shelf.find(4));
    shelf.remove(3);
    EXPECT_FALSE(shelf.find(3));
    EXPECT_THAT(connectionsOn(shelf), ElementsAre(2u, 5u, 9u));
}

TEST(Shelf, KnowsTheNearestDeadlineOfEqualOnesTheOldest)
{
    Shelf shelf;
    EXPECT_TRUE(shelf.first().at.isNever());
    shelf.put(label(2, 300), row(2));
    shelf.put(label(3, 200), row(3));
    shelf.put(label(4, 200), row(4));
    EXPECT_EQ(shelf.first(), (Deadline{Instant{200}, 3}));
    shelf.remove(3);
    EXPECT_EQ(shelf.first(), (Deadline{Instant{200}, 4}));
    shelf.remove(4);
    EXPECT_EQ(shelf.first(), (Deadline{Instant{300}, 2}));
    shelf.remove(2);
    EXPECT_TRUE(shelf.first().at.isNever());
    EXPECT_TRUE(shelf.empty());
}

TEST(Shelf, KnowsTheNearestDeadlineWhileTheyComeInOrderAndWhenOneDoesNot)
{
    Shelf shelf;
    for (ConnectionId conn = 1; conn <= 200; ++conn)
        shelf.put(label(conn, 1'000 + conn / 3), row(conn));
    shelf.remove(90);
    for (ConnectionId conn = 1; conn < 90; ++conn) {
        EXPECT_EQ(shelf.first(), (Deadline{Instant{1'000 + conn / 3}, conn}));
        shelf.remove(conn);
    }
    EXPECT_EQ(shelf.first().conn, 91u);
    shelf.put(label(201, 500), row(201));
    shelf.put(label(202, 1'000), row(202));
    EXPECT_EQ(shelf.first().conn, 201u);
    shelf.remove(201);
    EXPECT_EQ(shelf.first().conn, 202u);
    shelf.remove(202);
    EXPECT_EQ(shelf.first().conn, 91u);
}

TEST(Shelf, ACopyGoesItsOwnWay)
{
    Shelf shelf;
    for (ConnectionId conn = 1; conn <= 200; ++conn)
        shelf.put(label(conn, 1'000 + conn), row(conn));
    Shelf copy = shelf;
    EXPECT_EQ(copy, shelf);
    copy.remove(1);
    copy.remove(100);
    copy.put(label(201, 2'000), row(201));
    EXPECT_FALSE(copy == shelf);
    EXPECT_THAT(connectionsOn(shelf), SizeIs(200));
    EXPECT_EQ(shelf.find(100)->numbers(), row(100));
    EXPECT_THAT(connectionsOn(copy), SizeIs(199));
    EXPECT_EQ(copy.find(101)->numbers(), row(101));
}

TEST(Shelf, HoldsWhatAMapWouldThroughAnythingThatIsDoneToIt)
{
    Shelf shelf;
    std::map<ConnectionId, std::int64_t> expected;
    for (std::uint64_t k = 0; k < 20'000; ++k) {
        // Mostly young ones come and old ones go; now and then one in between does.
        const bool anywhere = drawBelow(8, 1, 0, Purpose::Test, k) == 0;
        const auto conn = static_cast<ConnectionId>(k / 2 + (anywhere ? 0 : 500) -
                                                    drawBelow(k / 2 + 1, 2, 0, Purpose::Test, k) * anywhere);
        if (k % 2 == 0 && conn != 0 && !expected.contains(conn)) {
            const auto deadline = static_cast<std::int64_t>(conn / 3 + drawBelow(5, 3, 0, Purpose::Test, k));
            shelf.put(label(conn, deadline), row(conn));
            expected[conn] = deadline;
        } else if (!expected.empty()) {
            const ConnectionId gone = anywhere ? conn : expected.begin()->first;
            shelf.remove(gone);
            expected.erase(gone);
        }
        Deadline first;
        for (const auto& [id, deadline] : expected)
            first = std::min(first, Deadline{Instant{deadline}, id});
        ASSERT_EQ(shelf.size(), expected.size());
        ASSERT_EQ(shelf.first().at, first.at);
        if (!first.at.isNever()) {
            ASSERT_EQ(shelf.first().conn, first.conn);
        }
    }
    ASSERT_GT(expected.size(), 100u);
    Shelf anew;
    for (const auto& [conn, deadline] : expected) {
        ASSERT_TRUE(shelf.find(conn));
        ASSERT_EQ(shelf.find(conn)->numbers(), row(conn));
        anew.put(label(conn, deadline), row(conn));
    }
    EXPECT_EQ(anew, shelf) << "however it came about";
    anew.remove(expected.rbegin()->first);
    EXPECT_FALSE(anew == shelf);
}

TEST(Packing, GivesAConnectionAndItsSocketBackAsTheyWere)
{
    Connection connection{.id = 17, .name = {49152, 80, 3}, .listener = 0, .reuseAddr = true};
    Tcb& tcb = connection.tcb;
    tcb.state = ConnectionState::TimeWait;
    tcb.snd = {.una = SeqNum(7), .nxt = SeqNum(9), .wnd = 65535, .iss = SeqNum(0xffff'fff0)};
    tcb.rcv = {.nxt = SeqNum(3), .wnd = 1, .irs = SeqNum(0xffff'0000)};
    tcb.timers[Timer::TimeWait] = Instant{1'234'567'890'123};
    tcb.written = std::uint64_t{1} << 40;
    tcb.error = Errno::TimedOut;
    Socket socket{.id = 12,
                  .name = "c2",
                  .boundPort = 49152,
                  .connection = 17,
                  .linger = -1,
                  .closed = true,
                  .synQueue = {},
                  .acceptQueue = {}};
    ASSERT_TRUE(isPackable(connection, &socket));
    const Unpacked both = unpack(pack(connection, &socket));
    EXPECT_EQ(both.connection, connection);
    EXPECT_EQ(both.socket, socket);
    const Unpacked alone = unpack(pack(connection, nullptr));
    EXPECT_EQ(alone.connection, connection);
    EXPECT_FALSE(alone.socket);
    tcb.received.pushBack({.length = 1});
    EXPECT_FALSE(isPackable(connection, &socket)) << "somebody may still read it";
}

TEST(TimeWait, LiesOnTheShelfOnceItsSocketIsClosedAndGoesWithItsTimer)
{
    TwoHosts net;
    net.settings(client).profile.timeWait = seconds(30);
    net.start("connect server:80\nsend 10\nshutdown write\nrecv eof\nsleep 1 s\nclose",
              "listen 80\naccept\nrecv eof\nclose");
    net.run(Instant{} + milliseconds(500));
    EXPECT_EQ(net.host(client).shelf.size(), 0u) << "its socket is open";
    ASSERT_THAT(net.host(client).connections, SizeIs(1));
    const Connection before = net.host(client).connections.front();
    EXPECT_EQ(before.tcb.state, ConnectionState::TimeWait);
    net.run(Instant{} + seconds(2));
    EXPECT_EQ(net.host(client).shelf.size(), 1u);
    EXPECT_THAT(net.host(client).connections, SizeIs(0));
    EXPECT_THAT(net.host(client).sockets, SizeIs(0));
    Connection closed = before;
    closed.socket = 0;
    closed.tcb.userGone = true;
    const std::vector<Connection> all = allConnections(net.host(client));
    ASSERT_THAT(all, SizeIs(1));
    EXPECT_EQ(all.front().tcb.snd, closed.tcb.snd);
    EXPECT_EQ(copyOf(net.host(client), before.id), all.front());
    EXPECT_EQ(timersOf(net.host(client), before.id), before.tcb.timers);
    net.run();
    EXPECT_EQ(net.host(client).shelf.size(), 0u);
    EXPECT_THAT(net.states(client), testing::Contains(testing::HasSubstr("TIME-WAIT CLOSED")));
}

TEST(TimeWait, HoldsItsPortsOnTheShelfToo)
{
    TwoHosts net;
    net.settings(client).profile.timeWait = seconds(30);
    net.run("connect server:80 from 50000\nclose\nsleep 1 s\nconnect server:80 from 50000 ?\n"
            "sleep 40 s\nconnect server:80 from 50000",
            "listen 80\naccept\nrecv eof\nclose\naccept");
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "close 0", "connect EADDRINUSE", "connect 0"));
}

TEST(TimeWait, VanishesFromTheShelfInACrash)
{
    TwoHosts net;
    net.start("connect server:80\nclose", "listen 80\naccept\nrecv eof\nclose");
    net.run(Instant{} + seconds(1));
    ASSERT_EQ(net.host(client).shelf.size(), 1u);
    net.crashNow(client);
    EXPECT_EQ(net.host(client).shelf.size(), 0u);
    EXPECT_THAT(net.states(client), testing::Contains(testing::HasSubstr("TIME-WAIT CLOSED")));
    EXPECT_TRUE(nextTimerInstant(net.host(client)).isNever());
}

} // namespace
} // namespace tcplab
