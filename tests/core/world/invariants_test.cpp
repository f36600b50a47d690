#include "core/world/invariants.h"

#include "tests/core/world/playing.h"

#include <gmock/gmock.h>
#include <set>

namespace tcplab {
namespace {

using testing::Contains;
using testing::IsEmpty;

std::vector<Invariant> broken(const World& world)
{
    std::vector<Invariant> all;
    for (const Violation& violation : checkInvariants(world))
        all.push_back(violation.what);
    return all;
}

/// Both ends are ESTABLISHED, text flies both ways, some of the server's has been read.
struct Invariants : testing::Test {
    Playing playing{scenarioOf("connect server:80\nsend 3000\nrecv 1000\nrecv 100000",
                               "listen 80\naccept\nsend 5000\nrecv 10000")};
    World& world = playing.world;

    void SetUp() override
    {
        ASSERT_TRUE(playing.until([](const Effect& e) {
            return e.kind == EffectKind::Return && e.call == Call::Recv && e.host == Side::Client;
        }));
        ASSERT_THAT(checkInvariants(world), IsEmpty());
        ASSERT_EQ(client().state, ConnectionState::Established);
        ASSERT_EQ(server().state, ConnectionState::Established);
        ASSERT_FALSE(sending().retransmissionQueue.empty());
    }
    Tcb& client() { return world.hosts[0].connections.back().tcb; }
    Tcb& server() { return world.hosts[1].connections.back().tcb; }
    /// Whoever has something in flight.
    Tcb& sending() { return client().retransmissionQueue.empty() ? server() : client(); }
    void expectBroken(Invariant what) { EXPECT_THAT(broken(world), Contains(what)) << nameOf(what); }
};

TEST_F(Invariants, HoldInEveryStepOfAnOrdinaryRun)
{
    Playing run(scenarioOf("connect server:80\nsend 5000\nshutdown write\nrecv eof\nclose",
                           "listen 80\naccept\nrecv eof\nsend 3000\nclose"));
    while (run.step())
        ASSERT_THAT(broken(run.world), IsEmpty()) << "step " << run.world.step;
    EXPECT_GT(run.world.step, 20u);
}

TEST_F(Invariants, SendNumbers)
{
    const World good = world;
    sending().snd.una = sending().snd.nxt + 1;
    expectBroken(Invariant::UnaNotBeyondNxt);
    world = good;
    sending().segmentized += 1;
    expectBroken(Invariant::SendNumbersAddUp);
    world = good;
    sending().retransmissionQueue.popFront();
    expectBroken(Invariant::QueueCoversFlight);
    world = good;
    sending().written += 1'000'000;
    expectBroken(Invariant::SendBufferKept);
}

TEST_F(Invariants, ReceiveNumbers)
{
    const World good = world;
    client().rcv.nxt += 1;
    expectBroken(Invariant::ReceiveNumbersAddUp);
    world = good;
    client().rcv.wnd = 70'000;
    expectBroken(Invariant::WindowFitsBuffer);
    world = good;
    client().held.push_back({.seq = client().rcv.nxt - 5, .text = {.length = 3}});
    expectBroken(Invariant::HeldTextInOrder);
    world = good;
    client().held.push_back({.seq = client().rcv.nxt + 5, .text = {.length = 3, .offset = 77'777}});
    expectBroken(Invariant::ReceivedInOrder);
    world = good;
    client().delivered += 1;
    expectBroken(Invariant::ReceivedInOrder);
}

TEST_F(Invariants, TimersRunOnlyWhereTheyMay)
{
    const World good = world;
    const Instant soon = world.now + seconds(1);
    for (const Timer timer : {Timer::TimeWait, Timer::FinWait2}) {
        client().timers[timer] = soon;
        expectBroken(Invariant::TimerInItsState);
        world = good;
    }
    sending().timers[Timer::Retransmission] = world.now - nanoseconds(1);
    expectBroken(Invariant::TimerInItsState);
    world = good;
    sending().timers.stop(Timer::Retransmission);
    expectBroken(Invariant::SomethingWillHappen);
    world = good;
    world.hosts[0].connections.back().tcb.state = ConnectionState::TimeWait;
    expectBroken(Invariant::SomethingWillHappen);
}

TEST_F(Invariants, StreamsArriveWholeInOrderAndAtTheRightReader)
{
    const World good = world;
    ReadLog& log = world.hosts[0].readLogs.edit(0);
    ASSERT_FALSE(log.text.empty());
    log.text.front().offset = 1;
    expectBroken(Invariant::ReadInOrder);
    world = good;
    world.hosts[0].readLogs.edit(0).text.push_back({.stream = 99, .length = 1});
    expectBroken(Invariant::ReadInOrder);
    world = good;
    world.hosts[0].readLogs.edit(0).text.front().stream ^= 1; // our own
    expectBroken(Invariant::ReadInOrder);
    world = good;
    world.hosts[0].readLogs.edit(0).text.front().stream += 2; // another incarnation's
    expectBroken(Invariant::ReadWasSent);
    world = good;
    world.hosts[0].readLogs.edit(0).text.front().length = 1'000'000;
    expectBroken(Invariant::ReadWasSent);
}

TEST_F(Invariants, EndsAgreeOnWhatHasArrived)
{
    const World good = world;
    Tcb& to = &sending() == &client() ? server() : client();
    to.rcv.nxt = sending().snd.nxt + 1; // more than was sent
    expectBroken(Invariant::EndsAgree);
    to.rcv.nxt = sending().snd.una - 1; // less than was acknowledged
    expectBroken(Invariant::EndsAgree);
    world = good;
    client().rcv.irs += 1;
    expectBroken(Invariant::SameIncarnation);
}

TEST_F(Invariants, HostsKeepTheirBooks)
{
    const World good = world;
    Connection twin = world.hosts[0].connections.back();
    twin.id = 99;
    world.hosts[0].connections.push_back(twin);
    expectBroken(Invariant::OneConnectionAPair);
    world = good;
    world.hosts[1].sockets.front().acceptQueue.push_back(4711);
    expectBroken(Invariant::QueuesRefer);
}

TEST_F(Invariants, WireIsInOrderAndForgetsInTime)
{
    const World good = world;
    Link& busy = world.links[world.links[0].inFlight.empty() ? 1 : 0];
    ASSERT_FALSE(busy.inFlight.empty());
    busy.inFlight.front().endsAt = world.now - nanoseconds(1);
    expectBroken(Invariant::FlightsInOrder);
    world = good;
    busy.inFlight.back().endsAt = busy.inFlight.back().sentAt + seconds(31);
    expectBroken(Invariant::NothingOutlivesMsl);
    world = good;
    busy.queuedOctets += 1;
    expectBroken(Invariant::QueueAddsUp);
}

TEST(InvariantNames, AreAllDifferent)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < invariantCount; ++i)
        names.insert(nameOf(static_cast<Invariant>(i)));
    EXPECT_EQ(names.size(), invariantCount);
}

} // namespace
} // namespace tcplab
