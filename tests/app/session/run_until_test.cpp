#include "app/session/run_until.h"

#include "core/run/run.h"
#include "tests/app/support/runs.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

class RunUntil : public testing::Test {
protected:
    explicit RunUntil(const char* name = "last-ack-lost")
        : run(std::make_shared<const Scenario>(shipped(name)))
    {
        run.extendToEnd();
    }
    const Trace& trace() { return run.trace(); }
    /// What there is of that kind in a step.
    bool has(std::uint64_t step, auto condition)
    {
        for (std::uint32_t n = trace().firstRecordOf(step); n < trace().endRecordOf(step); ++n)
            if (condition(trace().record(n).what))
                return true;
        return false;
    }
    tcplab::Run run;
};

TEST_F(RunUntil, AStateIsEntered)
{
    const auto isEntered = [](const Effect& e) {
        return e.kind == EffectKind::State && e.to == ConnectionState::TimeWait;
    };
    const auto step = stepUntil(trace(), 0, " time-wait ");
    ASSERT_TRUE(step.has_value());
    EXPECT_TRUE(has(*step, isEntered));
    for (std::uint64_t before = 1; before < *step; ++before)
        EXPECT_FALSE(has(before, isEntered));
    EXPECT_EQ(stepUntil(trace(), *step, "TIME-WAIT").error(), UntilProblem::NeverComes);
}

TEST_F(RunUntil, ASegmentWithTheseFlagsIsSent)
{
    const auto first = stepUntil(trace(), 0, "FIN");
    ASSERT_TRUE(first.has_value());
    const auto second = stepUntil(trace(), *first, "fin");
    ASSERT_TRUE(second.has_value());
    EXPECT_GT(*second, *first);
    EXPECT_EQ(stepUntil(trace(), 0, "RST").error(), UntilProblem::NeverComes);
}

TEST_F(RunUntil, SomethingIsLostAndSentAgain)
{
    const auto lost = stepUntil(trace(), 0, "loss");
    ASSERT_TRUE(lost.has_value());
    const auto again = stepUntil(trace(), *lost, "retransmission");
    ASSERT_TRUE(again.has_value());
    EXPECT_GT(trace().instantOf(*again), trace().instantOf(*lost));
}

TEST_F(RunUntil, AnInstantComes)
{
    const auto step = stepUntil(trace(), 0, "1 s");
    ASSERT_TRUE(step.has_value());
    EXPECT_LE(trace().instantOf(*step), Instant{} + seconds(1));
    EXPECT_GT(trace().instantOf(*step + 1), Instant{} + seconds(1));
}

TEST_F(RunUntil, WhatIsNoConditionIsSaid)
{
    for (const char* word : {"", "TIME_WAIT", "ECONNFUSED", "1", "1 fortnight", "SYN,NIX", "none"})
        EXPECT_EQ(stepUntil(trace(), 0, word).error(), UntilProblem::NotUnderstood) << word;
}

TEST_F(RunUntil, EveryChoiceIsUnderstood)
{
    for (const std::string_view word : untilChoices()) {
        const auto step = stepUntil(trace(), 0, word);
        EXPECT_TRUE(step.has_value() || step.error() == UntilProblem::NeverComes) << word;
    }
}

class RunUntilAnError : public RunUntil {
protected:
    RunUntilAnError() : RunUntil("connection-refused") {}
};

TEST_F(RunUntilAnError, ACallFails)
{
    const auto step = stepUntil(trace(), 0, "ECONNREFUSED");
    ASSERT_TRUE(step.has_value());
    EXPECT_TRUE(has(*step, [](const Effect& e) { return e.error == Errno::ConnRefused; }));
}

} // namespace
} // namespace tcplab
