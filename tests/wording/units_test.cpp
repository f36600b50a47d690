#include "app/wording/wording.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

TEST(DurationText, ChoosesAUnitThatReadsWell)
{
    EXPECT_EQ(durationText({}), "0 s");
    EXPECT_EQ(durationText(nanoseconds(7)), "7 ns");
    EXPECT_EQ(durationText(nanoseconds(1500)), "1.5 µs");
    EXPECT_EQ(durationText(milliseconds(50)), "50 ms");
    EXPECT_EQ(durationText(microseconds(12345)), "12.345 ms");
    EXPECT_EQ(durationText(milliseconds(59'200)), "59.2 s");
    EXPECT_EQ(durationText(seconds(1)), "1 s");
    EXPECT_EQ(durationText(minutes(2)), "2 min");
    EXPECT_EQ(durationText(seconds(90)), "1 min 30 s");
    EXPECT_EQ(durationText(milliseconds(61'500)), "1 min 1.5 s");
    EXPECT_EQ(durationText(milliseconds(-30)), "−30 ms");
}

TEST(InstantText, GroupsTheDecimals)
{
    EXPECT_EQ(instantText(Instant{}), "0.000 000 s");
    EXPECT_EQ(instantText(Instant{} + microseconds(887'310)), "0.887 310 s");
    EXPECT_EQ(instantText(Instant{} + milliseconds(61'300)), "61.300 000 s");
}

TEST(ProbabilityText, IsAPercentage)
{
    EXPECT_EQ(probabilityText({10'000'000}), "1 %");
    EXPECT_EQ(probabilityText({5'000'000}), "0.5 %");
    EXPECT_EQ(probabilityText({1'000'000'000}), "100 %");
    EXPECT_EQ(probabilityText({}), "0 %");
}

} // namespace
} // namespace tcplab
