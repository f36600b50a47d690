#include "app/session/run_index.h"

#include "tests/app/support/runs.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tcplab {
namespace {

/// What the index says, found by walking all records.
struct BruteForce {
    const Trace& trace;

    std::vector<StateChange> changesOf(Side host, ConnectionId conn) const
    {
        std::vector<StateChange> changes;
        for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
            const Record& r = trace.record(n);
            if (r.what.kind == EffectKind::State && r.what.host == host && r.what.conn == conn)
                changes.push_back({r.step, n, r.t, r.what.from, r.what.to});
        }
        // Figure 5's Note 2: from FIN-WAIT-1 to TIME-WAIT in one step is one arrow.
        for (std::size_t i = 1; i < changes.size(); ++i)
            if (changes[i].step == changes[i - 1].step && changes[i - 1].from == ConnectionState::FinWait1 &&
                changes[i].to == ConnectionState::TimeWait) {
                changes[i].from = ConnectionState::FinWait1;
                changes.erase(changes.begin() + static_cast<std::ptrdiff_t>(i) - 1);
            }
        return changes;
    }
    ConnectionId busyConnection(Side host, std::uint64_t step) const
    {
        ConnectionId conn = 0;
        for (const Record& r : trace.records)
            if (r.step <= step && r.what.host == host && r.what.conn != 0)
                conn = r.what.conn;
        return conn;
    }
    Instant timerStart(Side host, ConnectionId conn, Timer timer, std::uint64_t step) const
    {
        Instant begun = Instant::never();
        for (const Record& r : trace.records)
            if (r.step <= step && r.what.kind == EffectKind::Timer && r.what.host == host &&
                r.what.conn == conn && r.what.timer == timer &&
                (r.what.action == TimerAction::Start || r.what.action == TimerAction::Restart))
                begun = r.t;
        return begun;
    }
};

void expectSame(const Trace& trace, const RunIndex& index)
{
    const BruteForce slow{trace};
    constexpr std::array timers{Timer::Retransmission, Timer::TimeWait, Timer::DelayedAck, Timer::User};
    for (const Side host : {Side::Client, Side::Server}) {
        const auto count = static_cast<ConnectionId>(trace.connections[indexOf(host)].size());
        for (ConnectionId conn = 0; conn <= count + 1; ++conn) {
            const auto changes = index.changesOf(host, conn);
            EXPECT_EQ(std::vector(changes.begin(), changes.end()),
                      conn == 0 ? std::vector<StateChange>{} : slow.changesOf(host, conn));
        }
        for (std::uint64_t step = 0; step <= trace.stepCount(); ++step) {
            EXPECT_EQ(index.busyConnection(host, step), slow.busyConnection(host, step)) << step;
            for (ConnectionId conn = 1; conn <= count; ++conn)
                for (const Timer timer : timers)
                    EXPECT_EQ(index.timerStart(host, conn, timer, step),
                              slow.timerStart(host, conn, timer, step))
                        << step;
        }
    }
}

class IndexOf : public testing::TestWithParam<std::string> {};

TEST_P(IndexOf, IsFoundAsByWalkingAllOfIt)
{
    const tcplab::Run run = runOf(shipped(GetParam()));
    RunIndex index;
    index.update(run.trace(), 0);
    expectSame(run.trace(), index);
}

TEST_P(IndexOf, IsKnownInPiecesAsWhole)
{
    tcplab::Run run(std::make_shared<const Scenario>(shipped(GetParam())));
    RunIndex index;
    for (bool more = true; more;) {
        const std::uint64_t known = run.trace().stepCount();
        more = run.extend(5);
        index.update(run.trace(), known);
    }
    expectSame(run.trace(), index);
}

TEST_P(IndexOf, ForgetsAFutureThatWasCutOff)
{
    tcplab::Run run = runOf(shipped(GetParam()));
    RunIndex index;
    index.update(run.trace(), 0);
    const std::uint64_t step = run.trace().stepCount() / 3;
    run.intervene(step, run.trace().instantOf(step), CrashHost{Side::Client});
    run.extendToEnd();
    index.update(run.trace(), step);
    expectSame(run.trace(), index);
}

INSTANTIATE_TEST_SUITE_P(Library, IndexOf, testing::ValuesIn(shippedNames()), scenarioTestName);

TEST(WalkOfAConnection, BeginsWithItsListener)
{
    const tcplab::Run run = runOf(shipped("three-way-handshake"));
    RunIndex index;
    index.update(run.trace(), 0);
    const ConnectionId conn = index.busyConnection(Side::Server, run.trace().stepCount());
    const auto walk = index.walkOf(run.trace(), Side::Server, conn);
    ASSERT_GE(walk.size(), 3u);
    EXPECT_EQ(walk[0].to, ConnectionState::Listen);
    EXPECT_EQ(walk[1].to, ConnectionState::SynReceived);
    EXPECT_NE(index.listenerOf(run.trace(), Side::Server, conn), 0);
}

TEST(ConnectionsBy, CountsThoseThatHadComeIntoBeing)
{
    const tcplab::Run run = runOf(shipped("listen-queues"));
    const Trace& trace = run.trace();
    EXPECT_EQ(RunIndex::connectionsBy(trace, Side::Client, 0), 0);
    EXPECT_EQ(RunIndex::connectionsBy(trace, Side::Client, trace.stepCount()),
              trace.connections[indexOf(Side::Client)].size());
}

} // namespace
} // namespace tcplab
