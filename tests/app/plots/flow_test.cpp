#include "app/plots/flow.h"

#include "tests/app/support/runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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

TEST(FlowOf, IsReadInSlicesAsIfAtOnce)
{
    const tcplab::Run run = runOf(transferOf(300, "3 %"));
    const Flow whole = flowOf(run.trace(), Side::Client);
    Flow slices;
    slices.choose(Side::Client, 1);
    std::size_t turns = 1;
    while (!slices.update(run.trace(), 50))
        ++turns;
    EXPECT_GE(turns, run.trace().recordCount() / 50);
    EXPECT_EQ(slices.sent, whole.sent);
    EXPECT_EQ(slices.sacked, whole.sacked);
    EXPECT_EQ(slices.dupAcks, whole.dupAcks);
}

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
    EXPECT_EQ(growing.dupAcks, whole.dupAcks);
    EXPECT_EQ(growing.lost, whole.lost);
    EXPECT_FALSE(whole.again.empty());
}

/// The count is that of the host's TCB, which decides by it when to retransmit.
TEST(FlowOf, CountsDuplicateAcksAsTheSenderDoes)
{
    for (const char* name : {"fast-retransmit", "sack", "without-sack", "reordering"}) {
        const tcplab::Run run = runOf(shipped(name));
        const Flow flow = flowOf(run.trace(), Side::Client);
        ASSERT_GE(flow.dupAcks.size(), 3U) << name;
        std::size_t thirds = 0;
        for (const Flow::Mark& mark : flow.dupAcks) {
            const World world =
                run.worldAt(run.trace().record(run.trace().segment(mark.segment).endRecord).step);
            const auto connection = copyOf(world.hosts[indexOf(Side::Client)], 1);
            ASSERT_TRUE(connection) << name;
            if (mark.count < 3) {
                EXPECT_EQ(connection->tcb.recovery.dupAcks, mark.count) << name << " " << mark.segment;
            }
            EXPECT_EQ(static_cast<std::uint32_t>(mark.place),
                      connection->tcb.snd.una.value() - connection->tcb.snd.iss.value());
            thirds += mark.count == 3 ? 1 : 0;
        }
        EXPECT_GE(thirds, 1U) << name;
    }
}

TEST(FlowOf, MarksAClosedWindowAndItsProbes)
{
    const tcplab::Run run = runOf(shipped("zero-window"));
    const Flow flow = flowOf(run.trace(), Side::Client);
    ASSERT_FALSE(flow.zeroWindows.empty());
    for (const Flow::Mark& mark : flow.zeroWindows)
        EXPECT_EQ(run.trace().segment(mark.segment).packet.segment.wnd, 0);
    EXPECT_EQ(flow.probes, 3U) << "after 1 s, 2 s and 4 s";
    EXPECT_TRUE(flow.dupAcks.empty()) << "answers to probes are no duplicate ACKs";
}

TEST(FlowOf, MarksWhatWasOvertakenAndNothingThatWasSentAgain)
{
    const tcplab::Run reordered = runOf(shipped("reordering"));
    EXPECT_EQ(flowOf(reordered.trace(), Side::Client).outOfOrder.size(), 1U);
    const tcplab::Run lossy = runOf(shipped("sack"));
    const Flow flow = flowOf(lossy.trace(), Side::Client);
    EXPECT_TRUE(flow.outOfOrder.empty());
    EXPECT_EQ(flow.lost.size(), 3U);
}

TEST(FlowOf, MarksWhatTheWireHasDoubled)
{
    const tcplab::Run run = runOf(shipped("duplicate-segment"));
    std::size_t doubled = 0;
    for (const Side side : {Side::Client, Side::Server}) {
        const Flow flow = flowOf(run.trace(), side,
                                 static_cast<ConnectionId>(run.trace().connections[indexOf(side)].size()));
        for (const Flow::Mark& mark : flow.doubled)
            EXPECT_TRUE(run.trace().segment(mark.segment).isCopy);
        doubled += flow.doubled.size();
    }
    EXPECT_EQ(doubled, 1U);
}

/// RFC 3168 §6.1.2, §6.1.3: the receiver echoes until the sender says that it has slowed down.
TEST(FlowOf, MarksWhatIsToldOfCongestion)
{
    const tcplab::Run run = runOf(shipped("ecn"));
    const Flow flow = flowOf(run.trace(), Side::Client);
    ASSERT_FALSE(flow.echoes.empty());
    for (const Flow::Mark& mark : flow.echoes)
        EXPECT_TRUE(run.trace().segment(mark.segment).packet.segment.ctl.ece);
    EXPECT_GE(flow.slowed, 1U);
    const auto slowed = std::ranges::find_if(flow.sent, &Flow::Sent::cwr);
    ASSERT_NE(slowed, flow.sent.end());
    EXPECT_FALSE(slowed->syn) << "on a SYN it offers ECN (RFC 3168 §6.1.1)";
    EXPECT_GE(slowed->at, flow.echoes[0].at);
}

TEST(FlowOf, MarksWhatIsUrgent)
{
    const tcplab::Run run = runOf(scenarioOf(R"(
[network]
delay = "10 ms"
[client]
program = """
connect server:80
send 100 urgent
close
"""
[server]
program = """
listen 80
accept
recv eof
close
"""
)"));
    const Flow flow = flowOf(run.trace(), Side::Client);
    EXPECT_EQ(flow.urgent, 1U);
    EXPECT_EQ(std::ranges::count_if(flow.sent, &Flow::Sent::urgent), 1);
}

TEST(FlowOf, MarksResetsOnTheSideThatSendsAndTheOneThatGetsThem)
{
    const tcplab::Run run = runOf(shipped("reset-unread-data"));
    std::array<std::size_t, 2> out{};
    std::array<std::size_t, 2> in{};
    for (const Side side : {Side::Client, Side::Server}) {
        const Flow flow = flowOf(run.trace(), side,
                                 static_cast<ConnectionId>(run.trace().connections[indexOf(side)].size()));
        out[indexOf(side)] = flow.resetsOut.size();
        in[indexOf(side)] = flow.resetsIn.size();
    }
    EXPECT_GE(out[0] + out[1], 1U);
    EXPECT_EQ(out[0], in[1]);
    EXPECT_EQ(out[1], in[0]);
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
