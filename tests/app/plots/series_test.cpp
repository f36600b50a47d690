#include "app/plots/series.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

TEST(SeriesOfValues, HoldsAValueUntilTheNext)
{
    Series series;
    series.add(Instant{10}, 5);
    series.add(Instant{20}, 7);
    series.add(Instant{20}, 3);
    EXPECT_EQ(series.valueAt(Instant{9}), std::nullopt);
    EXPECT_EQ(series.valueAt(Instant{10}), 5);
    EXPECT_EQ(series.valueAt(Instant{19}), 5);
    EXPECT_EQ(series.valueAt(Instant{20}), 3);
    EXPECT_EQ(series.countBefore(Instant{20}), 1U);
    EXPECT_EQ(series.countUpTo(Instant{20}), 3U);
}

/// Whatever stretch is asked for, a walk along it would say the same.
TEST(SeriesOfValues, CountsOnFromWhatIsKnown)
{
    Series series;
    for (std::int64_t i = 0; i < 5'000; ++i)
        series.add(Instant{i / 3 * 10}, i); // several at an instant
    for (std::int64_t at = -5; at < 17'000; at += 37) {
        const std::size_t all = series.countUpTo(Instant{at});
        for (const std::size_t known : {std::size_t{0}, all / 2, all})
            for (const std::size_t guess : {std::size_t{0}, known, all - std::min<std::size_t>(all, 9), all,
                                            all + 1, all + 700, series.size() + 5})
                EXPECT_EQ(series.countUpTo(Instant{at}, known, guess), all)
                    << at << " from " << known << ", guessed " << guess;
    }
    EXPECT_EQ(series.countUpTo(Instant{1'000'000}, series.size(), 0), series.size());
}

TEST(SeriesOfValues, FindsTheExtentOfAnyStretch)
{
    Series series;
    std::vector<std::int64_t> values;
    std::uint64_t state = 1;
    const auto draw = [&state](std::uint64_t below) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return (state >> 33) % below;
    };
    constexpr std::size_t count = 70'000; // three levels
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(static_cast<std::int64_t>(draw(1'000'000)) - 500'000);
        series.add(Instant{static_cast<std::int64_t>(i)}, values.back());
        if (i % 997 != 0)
            continue;
        // While it grows, too.
        const std::size_t first = draw(i + 1);
        const std::size_t last = first + draw(i + 2 - first);
        const auto found = series.extent(first, last);
        ASSERT_EQ(found.has_value(), first < last);
        if (found) {
            const auto [least, most] =
                std::minmax_element(values.begin() + static_cast<std::ptrdiff_t>(first),
                                    values.begin() + static_cast<std::ptrdiff_t>(last));
            ASSERT_EQ(*found, (Series::Extent{*least, *most})) << first << " " << last << " of " << i + 1;
        }
    }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    EXPECT_EQ(series.extent(0, count), (Series::Extent{*least, *most}));
    EXPECT_EQ(series.extent(5, 5), std::nullopt);
    EXPECT_EQ(series.extent(count, count + 10), std::nullopt);
}

} // namespace
} // namespace tcplab
