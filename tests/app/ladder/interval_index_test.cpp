#include "app/ladder/interval_index.h"

#include "core/base/random.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAreArray;

std::vector<std::uint32_t> touching(const IntervalIndex& index, double top, double bottom)
{
    std::vector<std::uint32_t> found;
    index.visit(top, bottom, [&](std::uint32_t value) { found.push_back(value); });
    return found;
}

TEST(IntervalIndex, FindsWhatALongStretchReachesInto)
{
    IntervalIndex index;
    index.add(0, 1000, 1);
    for (std::uint32_t i = 2; i < 2000; ++i)
        index.add(i, i + 0.5, i);
    EXPECT_THAT(touching(index, 900.6, 900.9), ElementsAre(1u));
    EXPECT_THAT(touching(index, 1001.6, 1001.9), ElementsAre());
}

TEST(IntervalIndex, OpenStretchesReachToTheEnd)
{
    IntervalIndex index;
    index.open(10, 7);
    EXPECT_THAT(touching(index, 500, 600), ElementsAre(7u));
    EXPECT_THAT(touching(index, 0, 9), ElementsAre());
    index.close(20, 7);
    EXPECT_THAT(touching(index, 500, 600), ElementsAre());
    EXPECT_THAT(touching(index, 20, 30), ElementsAre(7u));
    EXPECT_EQ(index.size(), 1u);
}

TEST(IntervalIndex, AgreesWithLookingAtAll)
{
    struct Stretch {
        double begin, end;
    };
    std::vector<Stretch> all;
    IntervalIndex index;
    std::uint64_t k = 0;
    const auto random = [&k](std::uint64_t below) {
        return static_cast<double>(drawBelow(below, 42, 0, Purpose::Test, k++));
    };
    for (std::uint32_t i = 0; i < 3000; ++i) {
        const double begin = static_cast<double>(i) + random(40);
        const double end = begin + (i % 97 == 0 ? random(3000) : random(60));
        all.push_back({begin, end});
        index.add(begin, end, i);
        if (i % 10 != 0)
            continue;
        const double top = random(3300);
        const double bottom = top + random(200);
        std::vector<std::uint32_t> expected;
        std::size_t begun = 0;
        for (std::uint32_t j = 0; j < all.size(); ++j) {
            if (all[j].begin <= bottom && all[j].end >= top)
                expected.push_back(j);
            begun += all[j].begin >= top && all[j].begin <= bottom ? 1u : 0u;
        }
        EXPECT_THAT(touching(index, top, bottom), UnorderedElementsAreArray(expected));
        EXPECT_EQ(index.countIn(top, bottom), begun);
    }
}

} // namespace
} // namespace tcplab
