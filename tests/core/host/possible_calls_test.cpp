// The calls that a window offers as buttons.
#include "tests/core/host/two_hosts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::ElementsAre;

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

std::vector<std::string> offered(TwoHosts& net, Side side)
{
    std::vector<std::string> lines;
    for (const Statement& statement : possibleCalls(net.host(side), net.settings(side)))
        lines.push_back(statementText(statement));
    return lines;
}

TEST(PossibleCalls, AtTheBeginning)
{
    TwoHosts net;
    net.start("", "");
    EXPECT_THAT(offered(net, client), ElementsAre("connect server:80", "crash"));
    EXPECT_THAT(offered(net, server), ElementsAre("listen 80", "crash"));
}

TEST(PossibleCalls, OpeningOnesUseTheProgramsPort)
{
    TwoHosts net;
    net.start("at 1 s\nconnect server:8080", "at 1 s\nconnect client:9000\nlisten 8080");
    EXPECT_THAT(offered(net, client), ElementsAre("connect server:8080", "crash"));
    EXPECT_THAT(offered(net, server), ElementsAre("connect client:9000", "listen 8080", "crash"));
}

TEST(PossibleCalls, WhenConnected)
{
    TwoHosts net;
    net.start("connect server:80", "listen 80\naccept");
    net.run();
    EXPECT_THAT(offered(net, client),
                ElementsAre("send 100", "recv 100", "shutdown write", "close", "abort", "crash"));
    EXPECT_THAT(offered(net, server),
                ElementsAre("send 100", "recv 100", "shutdown write", "close", "abort", "accept", "crash"));
}

TEST(PossibleCalls, WaitingOnesAreNotOfferedTwice)
{
    TwoHosts net;
    net.start("connect server:80\nrecv eof", "listen 80\naccept");
    net.run(Instant{} + milliseconds(15));
    EXPECT_THAT(offered(net, server), ElementsAre("close", "crash"));
    net.run();
    EXPECT_THAT(offered(net, client), ElementsAre("send 100", "shutdown write", "close", "abort", "crash"));
}

TEST(PossibleCalls, RecvAsksForWhatHasArrived)
{
    TwoHosts net;
    net.start("connect server:80\nsend 42\nclose", "listen 80\naccept");
    net.run(Instant{} + seconds(1));
    EXPECT_THAT(offered(net, server),
                ElementsAre("send 100", "recv 42", "shutdown write", "close", "abort", "accept", "crash"));
    EXPECT_THAT(offered(net, client), ElementsAre("connect server:80", "crash"));
}

TEST(PossibleCalls, OnACrashedHost)
{
    TwoHosts net;
    net.start("", "");
    net.crashNow(client);
    EXPECT_THAT(offered(net, client), ElementsAre("boot"));
}

TEST(PossibleCalls, EachIsAccepted)
{
    TwoHosts net;
    net.start("connect server:80 as c", "listen 80\naccept as s");
    net.run();
    for (const Side side : {client, server})
        for (const std::string& line : offered(net, side)) {
            TwoHosts other = net;
            other.call(side, line);
            for (const Effect& effect : other.lastEffects())
                EXPECT_EQ(effect.error, Errno::None) << nameOf(side) << ": " << line;
        }
}

} // namespace
} // namespace tcplab
