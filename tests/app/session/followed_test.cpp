#include "app/session/followed.h"

#include "tests/app/support/runs.h"

#include <gtest/gtest.h>

#include <map>

namespace tcplab {
namespace {

struct Indexed {
    explicit Indexed(std::string_view name) : run(runOf(shipped(name))) { index.update(run.trace(), 0); }
    const Trace& trace() const { return run.trace(); }
    std::array<ConnectionId, 2> at(std::uint64_t step) const
    {
        return followedConnections(trace(), index, step);
    }
    std::array<ConnectionId, 2> at(Duration instant) const { return at(trace().stepAt(Instant{} + instant)); }
    ConnectionState stateAt(Side side, Duration instant) const
    {
        return index.stateAt(side, at(instant)[indexOf(side)], trace().stepAt(Instant{} + instant));
    }
    tcplab::Run run;
    RunIndex index;
};

/// By side and id: the number with which the peer began, for each connection that has ever heard its SYN. Whose
/// connection an end belongs to is told by that alone, not by ports (RFC 9293 §3.4.1).
std::array<std::map<ConnectionId, SeqNum>, 2> peersIsns(std::string_view name)
{
    std::array<std::map<ConnectionId, SeqNum>, 2> isns;
    Run run(std::make_shared<const Scenario>(shipped(name)));
    while (run.extend(1))
        for (const Host& host : run.latest().hosts)
            for (const Connection& one : host.connections)
                if (one.tcb.state == ConnectionState::SynReceived || isSynchronized(one.tcb.state))
                    isns[indexOf(host.side)][one.id] = one.tcb.rcv.irs;
    return isns;
}

class Followed : public testing::TestWithParam<std::string> {};

TEST_P(Followed, IsTheSameConnectionOnBothSidesOrAListener)
{
    const Indexed it(GetParam());
    const auto isns = peersIsns(GetParam());
    int compared = 0;
    for (std::uint64_t step = 0; step <= it.trace().stepCount(); ++step) {
        SCOPED_TRACE(step);
        const auto shown = it.at(step);
        std::array<ConnectionName, 2> names{};
        for (const Side side : {Side::Client, Side::Server}) {
            ASSERT_LE(shown[indexOf(side)], RunIndex::connectionsBy(it.trace(), side, step));
            if (shown[indexOf(side)] != 0)
                names[indexOf(side)] = it.trace().connection(side, shown[indexOf(side)]).name;
        }
        if (names[0].remotePort == 0 || names[1].remotePort == 0)
            continue;
        EXPECT_EQ(names[0].localPort, names[1].remotePort);
        EXPECT_EQ(names[0].remotePort, names[1].localPort);
        for (const Side side : {Side::Client, Side::Server}) {
            const auto heard = isns[indexOf(side)].find(shown[indexOf(side)]);
            if (heard == isns[indexOf(side)].end())
                continue;
            // Whose SYN it has heard; unless that one is gone, and another of its ports in its place (§3.5.1, half-open).
            const Side other = peerOf(side);
            for (ConnectionId id = 1; id <= RunIndex::connectionsBy(it.trace(), other, step); ++id)
                if (it.trace().connection(other, id).hasIss &&
                    it.trace().connection(other, id).iss == heard->second &&
                    it.index.stateAt(other, id, step) != ConnectionState::Closed) {
                    EXPECT_EQ(shown[indexOf(other)], id) << nameOf(other);
                    ++compared;
                }
        }
    }
    const bool answered = !isns[0].empty() && !isns[1].empty();
    EXPECT_EQ(compared > 0, answered) << "connections that are never shown together";
}

TEST_P(Followed, IsNoClosedListenerWhileAConnectionHasATcb)
{
    const Indexed it(GetParam());
    for (std::uint64_t step = 0; step <= it.trace().stepCount(); ++step)
        for (const Side side : {Side::Client, Side::Server}) {
            const ConnectionId shown = it.at(step)[indexOf(side)];
            if (shown == 0 || it.trace().connection(side, shown).name.remotePort != 0 ||
                it.index.stateAt(side, shown, step) != ConnectionState::Closed)
                continue;
            for (ConnectionId id = 1; id <= RunIndex::connectionsBy(it.trace(), side, step); ++id)
                EXPECT_EQ(it.index.stateAt(side, id, step), ConnectionState::Closed) << step;
        }
}

INSTANTIATE_TEST_SUITE_P(Library, Followed, testing::ValuesIn(shippedNames()), scenarioTestName);

// The lesson is that this TCB holds the port (RFC 9293 §3.6.1).
TEST(FollowedConnections, OutliveTheirListener)
{
    const Indexed it("port-unavailable");
    for (const int at : {1150, 1300, 31200})
        EXPECT_EQ(it.stateAt(Side::Server, milliseconds(at)), ConnectionState::TimeWait) << at;
    EXPECT_EQ(it.stateAt(Side::Client, milliseconds(1150)), ConnectionState::Closed);
}

TEST(FollowedConnections, AreTheClientsThatTriesAndTheListenerThatDoesNotAnswer)
{
    const Indexed it("listen-queues");
    EXPECT_EQ(it.stateAt(Side::Client, seconds(1)), ConnectionState::SynSent);
    EXPECT_EQ(it.stateAt(Side::Server, seconds(1)), ConnectionState::Listen);
}

TEST(OtherEnd, IsNotAnEarlierIncarnationThatHasGone)
{
    const Indexed it("old-duplicate-without-time-wait");
    const Trace& trace = it.trace();
    const auto count = static_cast<ConnectionId>(trace.connections[indexOf(Side::Client)].size());
    ASSERT_EQ(count, 2u);
    // The second SYN has left, and has not arrived.
    const std::uint64_t step = trace.record(trace.connection(Side::Client, 2).firstRecord).step;
    const ConnectionId other = otherEnd(trace, it.index, Side::Client, 2, step);
    ASSERT_NE(other, 0u);
    EXPECT_EQ(it.index.stateAt(Side::Server, other, step), ConnectionState::Listen);
}

} // namespace
} // namespace tcplab
