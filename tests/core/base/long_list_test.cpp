#include "core/base/long_list.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

using testing::ElementsAre;

namespace tcplab {
namespace {

static_assert(std::random_access_iterator<LongList<int>::const_iterator>);

LongList<std::string> numbersBelow(int n)
{
    LongList<std::string> list;
    for (int i = 0; i < n; ++i)
        list.push_back(std::to_string(i));
    return list;
}

TEST(LongList, KeepsWhatIsPushedInOrder)
{
    const LongList<std::string> list = numbersBelow(1000);
    ASSERT_EQ(list.size(), 1000u);
    EXPECT_EQ(list.front(), "0");
    EXPECT_EQ(list[777], "777");
    EXPECT_EQ(list.back(), "999");
    int expected = 0;
    for (const std::string& item : list)
        EXPECT_EQ(item, std::to_string(expected++));
    EXPECT_EQ(expected, 1000);
}

TEST(LongList, ACopyGoesItsOwnWay)
{
    LongList<std::string> list = numbersBelow(200);
    LongList<std::string> copy = list;
    copy.edit(70) = "changed";
    copy.push_back("more");
    list.edit(199) = "last";
    EXPECT_EQ(list[70], "70");
    EXPECT_EQ(list.size(), 200u);
    EXPECT_EQ(copy[199], "199");
    EXPECT_EQ(copy[70], "changed");
    EXPECT_EQ(copy[200], "more");
}

TEST(LongList, ACopySharesThePagesThatNeitherHasChanged)
{
    constexpr std::size_t page = LongList<std::string>::pageSize;
    const LongList<std::string> list = numbersBelow(3 * page);
    LongList<std::string> copy = list;
    copy.edit(page + 6) = "changed";
    EXPECT_EQ(&copy[0], &list[0]);
    EXPECT_NE(&copy[page + 6], &list[page + 6]);
    EXPECT_EQ(&copy[3 * page - 1], &list[3 * page - 1]);
}

TEST(LongList, ComparesByItems)
{
    LongList<std::string> a = numbersBelow(100);
    LongList<std::string> b = numbersBelow(100);
    EXPECT_EQ(a, b);
    b.edit(99) = "x";
    EXPECT_FALSE(a == b);
    EXPECT_FALSE(a == numbersBelow(99));
}

TEST(LongList, InsertsAnywhere)
{
    LongList<int> list;
    for (const int i : {5, 1, 3, 2, 4})
        list.insert(static_cast<std::size_t>(std::ranges::lower_bound(list, i) - list.begin()), i);
    EXPECT_THAT(std::vector<int>(list.begin(), list.end()), ElementsAre(1, 2, 3, 4, 5));
    LongList<int> longer;
    for (int i = 0; i < 200; ++i)
        longer.insert(0, i);
    EXPECT_EQ(longer.front(), 199);
    EXPECT_EQ(longer.back(), 0);
    EXPECT_TRUE(std::ranges::is_sorted(longer, std::ranges::greater{}));
}

} // namespace
} // namespace tcplab
