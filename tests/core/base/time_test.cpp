#include "core/base/time.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

TEST(Time, NeverIsLaterThanAllOthersAndStaysNever)
{
    EXPECT_TRUE(Instant::never().isNever());
    EXPECT_GT(Instant::never(), Instant{} + minutes(60 * 24 * 365));
    EXPECT_TRUE((Instant::never() + seconds(1)).isNever());
}

TEST(Time, UnitsAreNanoseconds)
{
    EXPECT_EQ(minutes(2), seconds(120));
    EXPECT_EQ(seconds(1), milliseconds(1000));
    EXPECT_EQ(milliseconds(1), microseconds(1000));
    EXPECT_EQ(microseconds(1).ns, 1000);
}

TEST(Time, InstantsDifferByDurations)
{
    const Instant noon{5'000};
    EXPECT_EQ(noon + nanoseconds(7) - noon, nanoseconds(7));
    EXPECT_EQ(noon - nanoseconds(1), Instant{4'999});
    EXPECT_EQ(seconds(3) * 2, seconds(6));
    EXPECT_EQ(seconds(3) / 2, milliseconds(1500));
}

} // namespace
} // namespace tcplab
