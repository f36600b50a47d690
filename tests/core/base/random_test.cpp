#include "core/base/random.h"

#include <array>
#include <bit>
#include <gtest/gtest.h>
#include <set>

namespace tcplab {
namespace {

constexpr Probability percent(std::uint32_t n) { return {n * 10'000'000}; }

TEST(Random, DrawsAreTheSameOnEveryMachine)
{
    EXPECT_EQ(draw(1, 0, Purpose::Loss, 0), 0x672bf35ee2b5923eULL);
    EXPECT_EQ(draw(1, 1, Purpose::Jitter, 7), 0x620592c11b0b47b3ULL);
    EXPECT_EQ(draw(42, 3, Purpose::Isn, 123456789), 0xa9a4cf41b64d14aeULL);
    EXPECT_EQ(drawBelow(1000, 1, 0, Purpose::Test, 5), 252u);
    EXPECT_EQ(drawBelow((1ULL << 63) + 1, 9, 0, Purpose::Test, 2), 587260485767078527u);
}

TEST(Random, EverySeedStreamPurposeAndCountHasItsOwnLuck)
{
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 5; ++seed)
        for (std::uint64_t stream = 0; stream < 5; ++stream)
            for (int purpose = 0; purpose <= static_cast<int>(Purpose::Test); ++purpose)
                for (std::uint64_t k = 0; k < 50; ++k)
                    seen.insert(draw(seed, stream, static_cast<Purpose>(purpose), k));
    EXPECT_EQ(seen.size(), 5u * 5u * 8u * 50u);
}

TEST(Random, NeighbouringCountsShareHalfTheirBits)
{
    int differing = 0;
    for (std::uint64_t k = 0; k < 1000; ++k)
        differing += std::popcount(draw(7, 0, Purpose::Test, k) ^ draw(7, 0, Purpose::Test, k + 1));
    EXPECT_NEAR(differing, 32 * 1000, 400);
}

TEST(Random, ChanceComesTrueAsOftenAsItSays)
{
    for (const std::uint32_t p : {1u, 10u, 50u, 90u}) {
        int hits = 0;
        for (std::uint64_t k = 0; k < 20'000; ++k)
            hits += chance(percent(p), 3, 1, Purpose::Loss, k) ? 1 : 0;
        EXPECT_NEAR(hits, static_cast<int>(200 * p), 300) << p << " %";
    }
}

TEST(Random, NoChanceNeverAndAllChanceAlways)
{
    for (std::uint64_t k = 0; k < 1000; ++k) {
        EXPECT_FALSE(chance(Probability{0}, 1, 0, Purpose::Loss, k));
        EXPECT_TRUE(chance(percent(100), 1, 0, Purpose::Loss, k));
    }
}

TEST(Random, RaisingAProbabilityKeepsTheEarlierHits)
{
    for (std::uint64_t k = 0; k < 5'000; ++k)
        EXPECT_LE(chance(percent(5), 1, 0, Purpose::Loss, k), chance(percent(20), 1, 0, Purpose::Loss, k));
}

TEST(Random, BoundedDrawsFillTheirRangeEvenly)
{
    std::array<int, 7> counts{};
    for (std::uint64_t k = 0; k < 70'000; ++k)
        ++counts.at(drawBelow(counts.size(), 11, 2, Purpose::Test, k));
    for (const int count : counts)
        EXPECT_NEAR(count, 10'000, 400);
}

TEST(Random, BoundedDrawsRejectWhatWouldBeUnfair)
{
    // Of 2^64 numbers, 3·2^62 is a bound that plain remainders would favour below 2^62.
    const std::uint64_t bound = 3ULL << 62;
    int low = 0;
    for (std::uint64_t k = 0; k < 30'000; ++k) {
        const std::uint64_t value = drawBelow(bound, 5, 0, Purpose::Test, k);
        ASSERT_LT(value, bound);
        low += value < (1ULL << 62) ? 1 : 0;
    }
    EXPECT_NEAR(low, 10'000, 400);
}

TEST(Random, TheOnlyNumberBelowOneIsZero) { EXPECT_EQ(drawBelow(1, 1, 0, Purpose::Test, 9), 0u); }

} // namespace
} // namespace tcplab
