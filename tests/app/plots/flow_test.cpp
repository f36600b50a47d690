#include "app/plots/flow.h"

#include "tests/app/support/runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

Flow flowOf(const Trace& trace, Side sender, ConnectionId conn = 1)
{
    Flow flow;
    flow.choose(sender, conn);
    flow.update(trace);
    return flow;
}

TEST(FlowOf, CountsFromTheIsnAndKeepsSynAndFin)
{
    const tcplab::Run run = runOf(shipped("last-ack-lost"));
    const Flow flow = flowOf(run.trace(), Side::Client);
    ASSERT_GE(flow.sent.size(), 3U);
    EXPECT_TRUE(flow.sent[0].syn);
    EXPECT_EQ(flow.sent[0].from, 0);
    EXPECT_EQ(flow.sent[0].to, 1);
    EXPECT_EQ(flow.sent[1].from, 1);
    EXPECT_EQ(flow.sent[1].to, 101);
    EXPECT_TRUE(flow.sent[2].fin);
    EXPECT_EQ(flow.sent[2].to, 102);
    EXPECT_EQ(flow.acked[flow.acked.size() - 1].value, 102);
    EXPECT_EQ(flow.inFlight[flow.inFlight.size() - 1].value, 0);
}

/// At each step the series say what the TCB says.
class FlowOfLibrary : public testing::TestWithParam<std::string> {};

TEST_P(FlowOfLibrary, AgreesWithTheTcbAtEveryStep)
{
    const tcplab::Run run = runOf(shipped(GetParam()));
    const Trace& trace = run.trace();
    const std::uint64_t steps = trace.stepCount();
    for (const Side side : {Side::Client, Side::Server}) {
        if (trace.connections[indexOf(side)].empty())
            continue;
        const auto conn = static_cast<ConnectionId>(trace.connections[indexOf(side)].size());
        const Flow flow = flowOf(trace, side, conn);
        for (std::uint64_t step = 1; step <= steps; step += std::max<std::uint64_t>(1, steps / 120)) {
            // Of several steps at one instant the last is what the series has.
            if (step < steps && trace.instantOf(step + 1) == trace.instantOf(step))
                continue;
            const World world = run.worldAt(step);
            const auto connection = copyOf(world.hosts[indexOf(side)], conn);
            if (!connection || connection->tcb.state < ConnectionState::Established ||
                connection->tcb.state == ConnectionState::TimeWait)
                continue;
            const Tcb& tcb = connection->tcb;
            const Instant at = trace.instantOf(step);
            if (const auto una = flow.acked.valueAt(at)) {
                EXPECT_EQ(static_cast<std::uint32_t>(*una), tcb.snd.una.value() - tcb.snd.iss.value())
                    << GetParam() << " step " << step;
            }
            if (const auto flight = flow.inFlight.valueAt(at)) {
                EXPECT_EQ(*flight, flightSize(tcb)) << GetParam() << " step " << step;
            }
            if (const auto cwnd = flow.cwnd.valueAt(at)) {
                EXPECT_EQ(*cwnd, tcb.window.cwnd) << GetParam() << " step " << step;
            }
            if (const auto srtt = flow.srtt.valueAt(at)) {
                EXPECT_EQ(*srtt, tcb.rtt.srtt.ns) << GetParam() << " step " << step;
            }
        }
    }
}
INSTANTIATE_TEST_SUITE_P(Library, FlowOfLibrary,
                         testing::Values("three-way-handshake", "slow-start", "sack", "without-sack",
                                         "fast-retransmit", "zero-window", "sequence-wrap", "window-scale",
                                         "half-close", "ack-lost"),
                         scenarioTestName);

TEST(FlowOf, GrowsWithTheTraceToWhatItWouldBeAtOnce)
{
    auto scenario = std::make_shared<const Scenario>(transferOf(400, "2 %"));
    tcplab::Run run(scenario);
    Flow growing;
    growing.choose(Side::Client, 1);
    while (!run.ended()) {
        run.extend(37);
        growing.update(run.trace());
    }
    const Flow whole = flowOf(run.trace(), Side::Client);
    EXPECT_EQ(growing.sent, whole.sent);
    EXPECT_EQ(growing.again, whole.again);
    EXPECT_EQ(growing.acked.size(), whole.acked.size());
    EXPECT_FALSE(whole.again.empty());
}

TEST(FlowOf, PassesTheWrapWithoutAJolt)
{
    const tcplab::Run run = runOf(shipped("sequence-wrap"));
    const Flow flow = flowOf(run.trace(), Side::Client);
    std::int64_t former = 0;
    for (std::size_t i = 0; i < flow.acked.size(); ++i) {
        EXPECT_GE(flow.acked[i].value, former);
        EXPECT_LT(flow.acked[i].value - former, 1 << 20);
        former = flow.acked[i].value;
    }
    EXPECT_GT(former, 0);
}

} // namespace
} // namespace tcplab
