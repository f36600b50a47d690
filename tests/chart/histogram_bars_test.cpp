#include "app/chart/histogram_bars.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(HistogramBars, OfFewValuesAreOneEach)
{
    EXPECT_THAT(histogramBars({{0, 3}, {2, 1}}, 10),
                ElementsAre(HistogramBar{0, 1, 3}, HistogramBar{1, 2, 0}, HistogramBar{2, 3, 1}));
    EXPECT_THAT(histogramBars({{7, 5}}, 10), ElementsAre(HistogramBar{7, 8, 5}));
    EXPECT_THAT(histogramBars({}, 10), IsEmpty());
}

TEST(HistogramBars, OfManyAreAsWideAsOneReads)
{
    std::vector<Bin> bins;
    for (std::uint64_t value = 103; value <= 1203; value += 10)
        bins.push_back({value, 1});
    const auto bars = histogramBars(bins, 11);
    ASSERT_THAT(bars, SizeIs(7)); // 200 each: of 100 there would be 12
    EXPECT_EQ(bars.front(), (HistogramBar{0, 200, 10}));
    EXPECT_EQ(bars.back(), (HistogramBar{1200, 1400, 1}));
    EXPECT_THAT(histogramBars({{1, 1}, {10'000'000'000'000'000'000u, 1}}, 48), SizeIs(testing::Le(48u)));
}

} // namespace
} // namespace tcplab
