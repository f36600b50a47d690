#include "app/library/library.h"
#include "app/sweep/measure.h"
#include "core/run/run.h"
#include "core/world/scenario_file.h"
#include "tests/support/transfer_text.h"

#include <gtest/gtest.h>
#include <set>

namespace tcplab {
namespace {

constexpr std::uint64_t limit = 1'000'000;

std::shared_ptr<Scenario> scenarioOf(const std::string& text)
{
    auto scenario = readScenario(text, "measured.toml");
    EXPECT_TRUE(scenario) << scenario.error().subject;
    return std::make_shared<Scenario>(*std::move(scenario));
}

std::shared_ptr<Scenario> ofLibrary(const std::string& name)
{
    return scenarioOf(std::string(findInLibrary(name)->text));
}

/// The same measures out of a trace, the slow way.
RunMeasures fromTrace(const std::shared_ptr<const Scenario>& scenario)
{
    Run run(scenario);
    run.extendToEnd();
    const Trace& trace = run.trace();
    RunMeasures measures;
    Instant lastReturn{};
    Instant firstSyn = Instant::never();
    std::array<std::set<std::uint32_t>, 2> arrived; ///< sequence numbers, by sender
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        const Record record = trace.record(n);
        const Effect& effect = record.what;
        if (effect.kind == EffectKind::Return)
            lastReturn = record.t;
        if (effect.kind == EffectKind::State && effect.host == Side::Client &&
            effect.to == ConnectionState::Established && !measures.handshake)
            measures.handshake = record.t - firstSyn;
        if (effect.kind == EffectKind::Send) {
            const SegmentHistory& sent = trace.segment(effect.segment);
            firstSyn = std::min(firstSyn, record.t);
            ++measures.segments;
            measures.retransmissions += sent.packet.retransmission != 0 ? 1u : 0u;
        }
        if (effect.kind == EffectKind::Timer && effect.action == TimerAction::Expire &&
            effect.timer == Timer::Retransmission)
            ++measures.timeouts;
        if (effect.kind == EffectKind::Deliver) {
            const SegmentHistory& segment = trace.segment(effect.segment);
            auto& numbers = arrived[indexOf(segment.sender)];
            bool isNew = false;
            for (std::uint32_t i = 0; i < segment.packet.segment.len(); ++i)
                isNew = numbers.insert((segment.packet.segment.seq + i).value()).second || isNew;
            measures.spurious += segment.packet.retransmission != 0 && !segment.isCopy && !isNew ? 1u : 0u;
        }
    }
    measures.completion = lastReturn - Instant{};
    return measures;
}

TEST(RunMeter, MeasuresWhatTheTraceTells)
{
    const std::vector<std::string> networks{
        "loss = \"10 %\"\n",
        "loss = \"20 %\"\nduplicate = \"10 %\"\n",
        "loss = \"5 %\"\nreorder = \"20 %\"\n",
        "loss = \"5 %\"\njitter = \"30 ms\"\n",
    };
    const std::vector<std::string> knobs{"", "profile = \"linux\"\n", "sack = true\n"};
    std::uint64_t spurious = 0;
    std::uint64_t timeouts = 0;
    RunMeter meter(limit);
    for (const std::string& network : networks)
        for (const std::string& knob : knobs) {
            const auto scenario = scenarioOf(transferText(1, 10'000, "delay = \"10 ms\"\n" + network, knob));
            for (scenario->seed = 1; scenario->seed <= 40; ++scenario->seed) {
                SCOPED_TRACE(network + knob + std::to_string(scenario->seed));
                RunMeasures measured = meter.play(scenario);
                ASSERT_EQ(measured.outcome, FinalOutcome::Complete);
                ASSERT_TRUE(measured.goodput);
                EXPECT_NEAR(static_cast<double>(*measured.goodput),
                            10'000 * 8e9 / static_cast<double>(measured.completion->ns), 1);
                measured.goodput.reset();
                const RunMeasures told = fromTrace(scenario);
                EXPECT_EQ(measured.completion, told.completion);
                EXPECT_EQ(measured.handshake, told.handshake);
                EXPECT_EQ(measured.segments, told.segments);
                EXPECT_EQ(measured.retransmissions, told.retransmissions);
                EXPECT_EQ(measured.timeouts, told.timeouts);
                EXPECT_EQ(measured.spurious, told.spurious);
                spurious += measured.spurious;
                timeouts += measured.timeouts;
            }
        }
    EXPECT_GT(spurious, 100u); // else nothing was compared
    EXPECT_GT(timeouts, 100u);
}

TEST(RunMeter, IsNotChangedByWhatItPlayedBefore)
{
    RunMeter used(limit);
    const auto scenario = scenarioOf(transferText(1, 10'000, "delay = \"10 ms\"\nloss = \"20 %\"\n"));
    for (scenario->seed = 1; scenario->seed <= 50; ++scenario->seed)
        EXPECT_EQ(used.play(scenario), RunMeter(limit).play(scenario));
}

TEST(RunMeter, SaysHowARunCameOut)
{
    const auto outcome = [](const std::shared_ptr<Scenario>& scenario, std::uint64_t most = limit) {
        return std::string(nameOf(RunMeter(most).play(scenario).outcome));
    };
    EXPECT_EQ(outcome(ofLibrary("close-four-segments")), "complete");
    EXPECT_EQ(outcome(ofLibrary("connect-send-close")), "aborted");
    EXPECT_EQ(outcome(ofLibrary("last-ack-lost")), "complete");
    EXPECT_EQ(outcome(ofLibrary("syn-lost-forever")), "timed-out");
    EXPECT_EQ(outcome(ofLibrary("connection-refused")), "refused");
    EXPECT_EQ(outcome(ofLibrary("abort-linger")), "aborted");
    EXPECT_EQ(outcome(ofLibrary("half-open-crash")), "crashed");
    EXPECT_EQ(outcome(ofLibrary("three-way-handshake"), 3), "cut-off");

    const auto lost = ofLibrary("close-four-segments");
    lost->links[0].loss.ppb = 1'000'000'000;
    EXPECT_EQ(outcome(lost), "timed-out");
    const auto waits = scenarioOf("[client]\nprogram = \"\"\"\nconnect server:80\nrecv 1\n\"\"\"\n"
                                  "[server]\nprogram = \"\"\"\nlisten 80\naccept\n\"\"\"\n");
    EXPECT_EQ(outcome(waits), "waiting");
    waits->until = Instant{} + milliseconds(1);
    EXPECT_EQ(outcome(waits), "until");
    EXPECT_EQ(outcome(scenarioOf("[client]\nprogram = \"\"\"\nbind 80\nsend 5\nbind 81\n\"\"\"\n[server]\n")),
              "call-failed");
}

TEST(RunMeter, MeasuresACleanHandshakeToTheNanosecond)
{
    const auto scenario = scenarioOf(transferText(1, 1'000, "delay = \"10 ms\"\n"));
    const RunMeasures measured = RunMeter(limit).play(scenario);
    EXPECT_EQ(measured.handshake, milliseconds(20));
    EXPECT_EQ(measured.completion, milliseconds(30)); // text and FIN go one behind the other
    EXPECT_EQ(measured.retransmissions, 0u);
    EXPECT_EQ(measured.timeouts, 0u);
    EXPECT_EQ(measured.spurious, 0u);
}

/// An unnecessary retransmission: the ACK is lost, not the segment.
TEST(RunMeter, CallsARetransmissionSpuriousThatBringsNothingNew)
{
    const auto scenario = ofLibrary("ack-lost");
    const RunMeasures measured = RunMeter(limit).play(scenario);
    EXPECT_EQ(measured.spurious, fromTrace(scenario).spurious);
    const RunMeasures needed = RunMeter(limit).play(ofLibrary("syn-lost"));
    EXPECT_EQ(needed.retransmissions, 1u);
    EXPECT_EQ(needed.spurious, 0u);
    const RunMeasures doubled = RunMeter(limit).play(ofLibrary("syn-ack-lost"));
    EXPECT_GE(doubled.spurious, 1u); // the SYN had arrived
}

TEST(RunMeter, LeavesARunThatNobodyWaitsFor)
{
    std::atomic<bool> abandoned = false;
    RunMeter meter(limit, &abandoned);
    const auto scenario = ofLibrary("ack-lost");
    EXPECT_EQ(meter.play(scenario), RunMeter(limit).play(scenario));
    const std::uint64_t whole = meter.stepsPlayed();
    ASSERT_GT(whole, 0u);
    abandoned = true;
    meter.play(scenario);
    EXPECT_EQ(meter.stepsPlayed(), whole) << "not a step more";
}

} // namespace
} // namespace tcplab
