// Ports, names, initial sequence numbers; SO_REUSEADDR as Linux has it (kernel traces 17a–c, 17e).
#include "tests/core/host/two_hosts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

/// Connects, and lets the server close first, so that TIME-WAIT is there.
constexpr const char* patientClient = "connect server:80\nrecv eof\nclose";

std::vector<std::uint16_t> portsOpened(const TwoHosts& net, Side side)
{
    std::vector<std::uint16_t> ports;
    for (const OpenedConnection& opened : net.opened())
        if (opened.host == side)
            ports.push_back(opened.name.localPort);
    return ports;
}

TEST(Ports, EphemeralOnesCountUpAndSkipThoseInUse)
{
    TwoHosts net;
    net.run("bind 49153\nconnect server:80 as a\nconnect server:80 as b\na: close\nconnect server:80 as c",
            "listen 80");
    EXPECT_THAT(portsOpened(net, client), ElementsAre(49152, 49154, 49155));
}

TEST(Ports, EphemeralOnesWrapAroundPastThoseInUse)
{
    TwoHosts net;
    net.start("", "listen 80");
    net.run();
    net.host(client).nextEphemeral = 65535;
    net.call(client, "connect server:80 from 49152 as a");
    net.call(client, "connect server:80 as b");
    net.call(client, "connect server:80 as c");
    EXPECT_THAT(portsOpened(net, client), ElementsAre(49152, 65535, 49153));
}

TEST(Ports, ConnectFailsWhenAllEphemeralOnesAreTaken)
{
    TwoHosts net;
    net.start("", "");
    for (std::uint32_t port = 49152; port <= 65535; ++port) {
        Socket& socket = net.host(client).sockets.emplace_back();
        socket.id = net.host(client).nextSocket++;
        socket.name = "taken";
        socket.boundPort = static_cast<std::uint16_t>(port);
    }
    net.call(client, "connect server:80");
    EXPECT_THAT(net.results(client), ElementsAre("connect EADDRNOTAVAIL"));
}

// Proves MUST-41.
TEST(Ports, TwoListenersCannotShareOne)
{
    TwoHosts net;
    net.run("",
            "setsockopt SO_REUSEADDR 1\nlisten 80\nlisten 80 ?\nsocket as x\nx: setsockopt SO_REUSEADDR 1\n"
            "x: listen 80 ?\nlisten 81");
    EXPECT_THAT(net.results(server), ElementsAre("setsockopt 0", "listen 0", "listen EADDRINUSE", "socket 0",
                                                 "setsockopt 0", "listen EADDRINUSE", "listen 0"));
}

TEST(Ports, TimeWaitHoldsTheListenersPort)
{
    TwoHosts net;
    net.run(patientClient, "listen 80\naccept\nclose\nclose\nsleep 1 s\nlisten 80 ?\nat 2 min\nlisten 80");
    EXPECT_THAT(net.timedResults(server), IsSupersetOf({"1030ms listen EADDRINUSE", "120000ms listen 0"}));
    const auto refused = std::ranges::find(net.effects(), Errno::AddrInUse, &Effect::error);
    ASSERT_NE(refused, net.effects().end());
    EXPECT_EQ(refused->clause, Clause::PortInTimeWait);
}

TEST(Ports, ReuseAddrOnTheNewSocketAloneDoesNotHelp)
{
    TwoHosts net;
    net.run(patientClient,
            "listen 80\naccept\nclose\nclose\nsleep 1 s\nsetsockopt SO_REUSEADDR 1\nlisten 80 ?");
    EXPECT_THAT(net.results(server), Contains("listen EADDRINUSE"));
}

TEST(Ports, ReuseAddrOnBothSocketsHelps)
{
    TwoHosts net;
    net.run(patientClient, "setsockopt SO_REUSEADDR 1\nlisten 80\naccept\nclose\nclose\nsleep 1 s\n"
                           "setsockopt SO_REUSEADDR 1\nlisten 80");
    EXPECT_THAT(net.timedResults(server), Contains("1030ms listen 0"));
}

TEST(Ports, SamePortsInTimeWaitAreRefusedToConnect)
{
    for (const ProfileName name : {ProfileName::Rfc9293, ProfileName::Linux}) {
        TwoHosts net;
        net.setProfile(profileNamed(name));
        net.run("setsockopt SO_REUSEADDR 1\nconnect server:80 from 5000\nclose\nsleep 1 s\n"
                "connect server:80 from 5000 ?\nsetsockopt SO_REUSEADDR 1\nconnect server:80 from 5000 ?\n"
                "connect server:81 from 5000 ?",
                "listen 80\naccept\nrecv eof\nclose");
        EXPECT_THAT(net.results(client),
                    ElementsAre("setsockopt 0", "connect 0", "close 0", "connect EADDRINUSE", "setsockopt 0",
                                name == ProfileName::Linux ? "connect EADDRNOTAVAIL" : "connect EADDRINUSE",
                                "connect ECONNREFUSED"))
            << nameOf(name);
    }
}

TEST(Ports, RefusedConnectGivesItsPortBack)
{
    TwoHosts net;
    net.run("connect server:80 from 5000 ?\nconnect server:80 from 6000 ?\nconnect server:80 from 5000 ?",
            "");
    EXPECT_THAT(net.results(client),
                ElementsAre("connect ECONNREFUSED", "connect ECONNREFUSED", "connect ECONNREFUSED"));
    EXPECT_THAT(portsOpened(net, client), ElementsAre(5000, 6000, 5000));
    EXPECT_EQ(net.opened().back().name.incarnation, 2u);
}

// Proves MUST-8.
TEST(Isn, FixedOnesFirstThenDrawnAboveTheClock)
{
    TwoHosts net;
    net.settings(client).isns = {1000, 2000};
    net.run("repeat 4\nconnect server:80 from 5000 ?\nsleep 1 s\nend", "");
    std::vector<SeqNum> isns;
    for (const OpenedConnection& opened : net.opened())
        isns.push_back(opened.iss);
    ASSERT_EQ(isns.size(), 4u);
    EXPECT_EQ(isns[0], SeqNum{1000});
    EXPECT_EQ(isns[1], SeqNum{2000});
    // RFC 6528: between one pair of ports it follows a clock of 4 µs; 1.02 s lie between the two. Each
    // connection moves it on as well.
    EXPECT_EQ(distance(isns[2], isns[3]), 1'020'000'000u / 4'000u + 64'000u);
}

TEST(Isn, NeverRepeatsForOnePairOfPortsHoweverSoonItIsUsedAnew)
{
    TwoHosts net;
    net.settings(client).isns = {};
    net.run("repeat 3\nconnect server:80 from 5000 &\nabort ?\nend", "");
    ASSERT_EQ(net.opened().size(), 3u);
    EXPECT_GT(net.opened()[1].iss, net.opened()[0].iss);
    EXPECT_GT(net.opened()[2].iss, net.opened()[1].iss);
}

TEST(Isn, IsTheSameForEveryConnectionWhereThatRuleIsTakenOut)
{
    TwoHosts net;
    net.settings(client).isns = {1000, 2000};
    net.settings(client).profile.clockDrivenIsn = false;
    net.run("repeat 3\nconnect server:80 from 5000 ?\nsleep 1 s\nend", "");
    ASSERT_EQ(net.opened().size(), 3u);
    for (const OpenedConnection& opened : net.opened())
        EXPECT_EQ(opened.iss, SeqNum{1000});
}

// Proves SHLD-1.
TEST(Isn, DrawnOnesDifferByPorts)
{
    TwoHosts net;
    net.settings(client).isns = {};
    net.run("connect server:80 as a ?\nconnect server:80 as b ?", "");
    EXPECT_NE(distance(net.opened()[0].iss, net.opened()[1].iss), 20'000'000u / 4'000u);
}

TEST(Streams, AreUniqueAcrossConnectionsAndHosts)
{
    TwoHosts net;
    net.run("connect server:80 as a\nconnect server:80 as b", "listen 80");
    std::set<std::uint32_t> streams;
    for (const Side side : {client, server})
        for (const Connection& connection : net.host(side).connections)
            if (connection.tcb.state != ConnectionState::Listen) {
                EXPECT_EQ(connection.tcb.stream % 2, side == client ? 0u : 1u);
                streams.insert(connection.tcb.stream);
            }
    EXPECT_EQ(streams.size(), 4u);
}

TEST(TimeWait, SynReopensItWithAnIssAboveTheOldNumbers)
{
    TwoHosts net;
    net.setProfile(linuxProfile());
    net.settings(client).isns = {1000, 900'000};
    net.settings(server).isns = {5000, 4000};
    net.run("connect server:80 from 5000\nrecv eof\nclose\nsleep 1 s\nconnect server:80 from 5000\nsend 100\n"
            "close",
            "listen 80\naccept\nclose\naccept\nrecv 100\nrecv 1\nclose");
    EXPECT_THAT(net.results(server),
                ElementsAre("listen 0", "accept 0", "close 0", "accept 0", "recv 100", "recv 0", "close 0"));
    EXPECT_THAT(net.states(server),
                IsSupersetOf({"80>5000#1 TIME-WAIT CLOSED", "80>5000#2 LISTEN SYN-RECEIVED"}));
    EXPECT_EQ(net.opened().back().iss, SeqNum{5002 + 65537});
}

} // namespace
} // namespace tcplab
