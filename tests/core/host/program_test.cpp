// Programs: what blocks, what takes time, what ends them. Sockets by name are in sockets_test.cpp.
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

TEST(Program, CallsBlockUntilTheyReturn)
{
    TwoHosts net;
    net.run("connect server:80\nsend 100\nrecv 300\nclose",
            "listen 80\naccept\nrecv 100\nsend 300\nrecv eof\nclose\nclose");
    EXPECT_THAT(net.timedResults(client),
                ElementsAre("20ms connect 0", "20ms send 100", "40ms recv 300", "40ms close 0"));
    EXPECT_THAT(net.timedResults(server),
                ElementsAre("0ms listen 0", "30ms accept 0", "30ms recv 100", "30ms send 300", "50ms recv 0",
                            "50ms close 0", "50ms close 0"));
    EXPECT_THAT(net.states(client),
                ElementsAre("49152>80#1 CLOSED SYN-SENT", "49152>80#1 SYN-SENT ESTABLISHED",
                            "49152>80#1 ESTABLISHED FIN-WAIT-1", "49152>80#1 FIN-WAIT-1 FIN-WAIT-2",
                            "49152>80#1 FIN-WAIT-2 TIME-WAIT", "49152>80#1 TIME-WAIT CLOSED"));
    EXPECT_THAT(net.states(server),
                ElementsAre("80>0#1 CLOSED LISTEN", "80>49152#1 LISTEN SYN-RECEIVED",
                            "80>49152#1 SYN-RECEIVED ESTABLISHED", "80>49152#1 ESTABLISHED CLOSE-WAIT",
                            "80>49152#1 CLOSE-WAIT LAST-ACK", "80>0#1 LISTEN CLOSED",
                            "80>49152#1 LAST-ACK CLOSED"));
    EXPECT_THAT(net.host(client).connections, IsEmpty());
    EXPECT_THAT(net.host(client).sockets, IsEmpty());
    EXPECT_THAT(net.host(server).connections, IsEmpty());
    EXPECT_THAT(net.host(server).sockets, IsEmpty());
}

TEST(Program, CallAndReturnCarryProcessConnectionAndArguments)
{
    TwoHosts net;
    net.start("connect server:80\nsend 100 ?", "listen 80");
    net.run();
    const auto& effects = net.effects();
    const auto find = [&](EffectKind kind, Call call) {
        return *std::ranges::find_if(
            effects, [&](const Effect& e) { return e.kind == kind && e.call == call && e.host == client; });
    };
    for (const Effect& effect :
         {find(EffectKind::Call, Call::Connect), find(EffectKind::Return, Call::Connect),
          find(EffectKind::Call, Call::Send), find(EffectKind::Return, Call::Send)}) {
        EXPECT_EQ(effect.process, 1);
        EXPECT_EQ(effect.conn, 1u);
    }
    net.call(client, "send 7 ?");
    ASSERT_THAT(net.lastEffects(), Not(IsEmpty()));
    EXPECT_EQ(net.lastEffects().front().kind, EffectKind::Call);
    EXPECT_EQ(net.lastEffects().front().process, 2);
    EXPECT_EQ(net.lastEffects().front().text, 0u);
}

TEST(Program, ReturnAtOnceIsOneEventWithItsCall)
{
    TwoHosts net;
    net.start("", "listen 80");
    net.run();
    EXPECT_THAT(net.lastEffects(), SizeIs(3)); // call, CLOSED → LISTEN, return
    EXPECT_EQ(net.lastEffects()[0].kind, EffectKind::Call);
    EXPECT_EQ(net.lastEffects()[0].conn, 1u);
    EXPECT_EQ(net.lastEffects()[1].kind, EffectKind::State);
    EXPECT_EQ(net.lastEffects()[1].clause, Clause::OpenPassive);
    EXPECT_EQ(net.lastEffects()[2].kind, EffectKind::Return);
}

TEST(Program, SleepAndAtMoveTheNextCallAndAreNoEvents)
{
    TwoHosts net;
    net.run("at 1 s\nsleep 500 ms\nconnect server:80 ?\nsleep 1 s\nat 1 s\nconnect server:80 ?\nsleep 9 s",
            "");
    EXPECT_THAT(net.timedResults(client),
                ElementsAre("1520ms connect ECONNREFUSED", "2540ms connect ECONNREFUSED"));
    EXPECT_EQ(net.now(), Instant{} + milliseconds(2540)) << "the last sleep is no event";
}

TEST(Program, OnlySleepsLeftIsNeverReady)
{
    TwoHosts net;
    net.start("sleep 1 s\nrepeat 3\nsleep 1 s\nend", "");
    EXPECT_TRUE(nextProgramInstant(net.host(client), net.settings(client), net.now()).isNever());
    EXPECT_TRUE(net.host(client).processes.front().ended);
}

TEST(Program, RepeatGoesRoundAndNests)
{
    TwoHosts net;
    net.run("repeat 2\nsleep 1 s\nrepeat 2\nconnect server:80 ?\nend\nend", "");
    EXPECT_THAT(net.timedResults(client),
                ElementsAre("1020ms connect ECONNREFUSED", "1040ms connect ECONNREFUSED",
                            "2060ms connect ECONNREFUSED", "2080ms connect ECONNREFUSED"));
    EXPECT_THAT(net.host(client).processes.front().loops, IsEmpty());
}

TEST(Program, ErrorEndsIt)
{
    TwoHosts net;
    net.run("connect server:80\nconnect server:80", "");
    EXPECT_THAT(net.results(client), ElementsAre("connect ECONNREFUSED"));
    EXPECT_TRUE(net.host(client).processes.front().ended);
}

TEST(Program, BackgroundCallIsMadeInItsTurnAndWaitsAlone)
{
    TwoHosts net;
    net.run("connect server:80\nrecv eof &\nsend 100\nshutdown write",
            "listen 80\naccept\nrecv 100\nsend 300\nclose");
    EXPECT_THAT(net.timedResults(client),
                ElementsAre("20ms connect 0", "20ms send 100", "20ms shutdown 0", "40ms recv 300"));
    EXPECT_THAT(net.host(client).processes, SizeIs(1)) << "a background call that has returned is gone";
}

TEST(Program, UntilEstablishedWaitsForAConnectInTheBackground)
{
    TwoHosts net;
    net.run("connect server:80 &\nuntil established\nsleep 1 s\nsend 5", "listen 80\naccept\nrecv 5");
    EXPECT_THAT(net.timedResults(client), ElementsAre("20ms connect 0", "1020ms send 5"));
    EXPECT_THAT(net.timedResults(server), Contains("1030ms recv 5"));
}

TEST(Program, UntilEstablishedEndsWhenTheConnectionFails)
{
    TwoHosts net;
    net.run("connect server:80 ? &\nuntil established\nconnect server:81 ?", "");
    EXPECT_THAT(net.timedResults(client),
                ElementsAre("20ms connect ECONNREFUSED", "40ms connect ECONNREFUSED"));
}

TEST(Program, UntilEstablishedOnAListenerWaitsForSomebodyToAccept)
{
    TwoHosts net;
    net.run("at 1 s\nconnect server:80", "listen 80\nuntil established\naccept");
    EXPECT_THAT(net.timedResults(server), ElementsAre("0ms listen 0", "1030ms accept 0"));
}

TEST(Program, UntilClosedWaitsForTimeWaitToEnd)
{
    TwoHosts net;
    net.run("connect server:80\nclose\nuntil closed\nconnect server:81 ?",
            "listen 80\naccept\nrecv eof\nclose\nuntil closed\nclose");
    EXPECT_THAT(net.timedResults(client),
                ElementsAre("20ms connect 0", "20ms close 0", "60060ms connect ECONNREFUSED"));
    EXPECT_THAT(net.timedResults(server), Contains("50ms close 0")) << "the listener, after LAST-ACK";
}

TEST(Program, CallByHandRunsBesideTheProgram)
{
    TwoHosts net;
    net.start("connect server:80\nrecv eof", "listen 80\naccept\nrecv eof");
    net.run(Instant{} + seconds(1));
    net.call(client, "send 10");
    net.call(client, "close");
    net.run();
    EXPECT_THAT(net.results(client), ElementsAre("connect 0", "send 10", "close 0", "recv ECONNABORTED"));
    EXPECT_THAT(net.results(server), ElementsAre("listen 0", "accept 0", "recv 10"));
}

TEST(Program, LineByHandThatIsNoCallDoesNothing)
{
    TwoHosts net;
    net.start("", "");
    net.call(client, "sleep 1 s");
    EXPECT_THAT(net.lastEffects(), IsEmpty());
    EXPECT_THAT(net.host(client).processes, SizeIs(1));
}

} // namespace
} // namespace tcplab
