#include "app/sweep/statistics.h"

#include <cmath>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

TEST(Histogram, KeepsFourDigitsThatCount)
{
    EXPECT_EQ(toFourDigits(0), 0u);
    EXPECT_EQ(toFourDigits(9'999), 9'999u);
    EXPECT_EQ(toFourDigits(10'004), 10'000u);
    EXPECT_EQ(toFourDigits(10'005), 10'010u);
    EXPECT_EQ(toFourDigits(99'996), 100'000u);
    EXPECT_EQ(toFourDigits(123'456'789'012), 123'500'000'000u);
    EXPECT_EQ(toFourDigits(9'223'372'036'854'775'807u), 9'223'000'000'000'000'000u);
    for (std::uint64_t value = 1; value < 1'000'000'000'000; value = value * 3 + 7)
        EXPECT_EQ(toFourDigits(toFourDigits(value)), toFourDigits(value)) << value;
}

TEST(Histogram, AddsUpTheSameInAnyOrder)
{
    Histogram a;
    Histogram b;
    Histogram all;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        (i % 3 == 0 ? a : b).add(i * i * 7919);
        all.add((999 - i) * (999 - i) * 7919);
    }
    b.add(a);
    EXPECT_EQ(b.bins(), all.bins());
}

/// P(Bin(n, ½) < k), from logarithms: slow and by itself.
double tailBelow(std::uint64_t n, std::uint64_t k)
{
    double sum = 0;
    for (std::uint64_t i = 0; i < k; ++i)
        sum += std::exp(std::lgamma(static_cast<double>(n) + 1) - std::lgamma(static_cast<double>(i) + 1) -
                        std::lgamma(static_cast<double>(n - i) + 1) - static_cast<double>(n) * std::log(2.0));
    return sum;
}

TEST(MedianRanks, HoldTheMedianWithAtLeast95PercentAndNoMoreThanNeeded)
{
    for (std::uint64_t n = 0; n < 6; ++n)
        EXPECT_FALSE(medianRanks(n)) << n;
    EXPECT_EQ(medianRanks(6), std::pair(std::uint64_t{1}, std::uint64_t{6}));
    EXPECT_EQ(medianRanks(50), std::pair(std::uint64_t{18}, std::uint64_t{33})); // as tables have it
    for (std::uint64_t n = 6; n <= 60; ++n) {
        const auto [low, high] = *medianRanks(n);
        EXPECT_EQ(low + high, n + 1);
        EXPECT_LE(2 * tailBelow(n, low), 0.05 + 1e-9) << n;
        EXPECT_GT(2 * tailBelow(n, low + 1), 0.05 - 1e-9) << n;
    }
    for (const std::uint64_t n : {61u, 100u, 999u, 10'000u}) {
        const auto [low, high] = *medianRanks(n);
        EXPECT_EQ(low + high, n + 1);
        EXPECT_LE(2 * tailBelow(n, low), 0.0505) << n;
        EXPECT_GT(2 * tailBelow(n, low + 1), 0.0495) << n;
    }
}

TEST(Describe, SaysWhatIsKnownOfFiveValues)
{
    const Distribution all = describe({{1, 1}, {2, 1}, {3, 1}, {4, 1}, {10, 1}});
    EXPECT_EQ(all.count, 5u);
    EXPECT_DOUBLE_EQ(all.mean, 4);
    // s = √12.5, t(4) = 2.776
    ASSERT_TRUE(all.meanInterval);
    EXPECT_NEAR(all.meanInterval->high - 4, 2.776 * std::sqrt(12.5 / 5), 1e-9);
    EXPECT_NEAR(4 - all.meanInterval->low, 2.776 * std::sqrt(12.5 / 5), 1e-9);
    EXPECT_EQ(all.least, 1u);
    EXPECT_EQ(all.q05, 1u);
    EXPECT_EQ(all.q25, 2u);
    EXPECT_EQ(all.median, 3u);
    EXPECT_EQ(all.q75, 4u);
    EXPECT_EQ(all.q95, 10u);
    EXPECT_EQ(all.most, 10u);
    EXPECT_FALSE(all.medianInterval);
}

TEST(Describe, TakesQuantilesAsValuesThatOccurred)
{
    const Distribution hundred = describe({{7, 94}, {8, 1}, {9, 5}});
    EXPECT_EQ(hundred.median, 7u);
    EXPECT_EQ(hundred.q95, 8u);
    const Distribution one = describe({{42, 1}});
    EXPECT_EQ(one.median, 42u);
    EXPECT_EQ(one.q05, 42u);
    EXPECT_FALSE(one.meanInterval);
}

TEST(Wilson, StaysWithinZeroAndOne)
{
    EXPECT_EQ(wilson(0, 10).low, 0);
    EXPECT_NEAR(wilson(0, 10).high, 0.2775, 1e-4); // as R's prop.test(correct = FALSE) has it
    EXPECT_EQ(wilson(10, 10).high, 1);
    EXPECT_NEAR(wilson(10, 10).low, 0.7225, 1e-4);
    EXPECT_NEAR(wilson(81, 263).low, 0.2553, 1e-4); // Newcombe 1998, table I
    EXPECT_NEAR(wilson(81, 263).high, 0.3662, 1e-4);
}

} // namespace
} // namespace tcplab
