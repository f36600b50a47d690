#include "core/base/chunked_list.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <string>

namespace tcplab {
namespace {

using Numbers = ChunkedList<int>;

Numbers upTo(int count)
{
    Numbers numbers;
    for (int i = 0; i < count; ++i)
        numbers.push_back(i);
    return numbers;
}

constexpr int chunk = static_cast<int>(Numbers::chunkSize);

TEST(ChunkedList, HoldsItsItemsInOrderAcrossChunks)
{
    const Numbers numbers = upTo(3 * chunk + 5);
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(3 * chunk + 5));
    EXPECT_EQ(numbers.front(), 0);
    EXPECT_EQ(numbers.back(), 3 * chunk + 4);
    EXPECT_EQ(numbers[static_cast<std::size_t>(2 * chunk)], 2 * chunk);
    int next = 0;
    for (const int n : numbers)
        EXPECT_EQ(n, next++);
    EXPECT_EQ(*numbers.rbegin(), 3 * chunk + 4);
}

TEST(ChunkedList, GrowsWithoutMovingWhatItHolds)
{
    Numbers numbers = upTo(chunk + 1);
    const int* first = &numbers[0];
    const int* inSecond = &numbers[Numbers::chunkSize];
    for (int i = 0; i < 10 * chunk; ++i)
        numbers.push_back(i);
    EXPECT_EQ(&numbers[0], first);
    EXPECT_EQ(&numbers[Numbers::chunkSize], inSecond);
}

TEST(ChunkedList, IsSearchedLikeAVector)
{
    const Numbers numbers = upTo(2 * chunk + 9);
    for (const int wanted : {0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk + 8})
        EXPECT_EQ(std::lower_bound(numbers.begin(), numbers.end(), wanted) - numbers.begin(), wanted);
    EXPECT_EQ(std::upper_bound(numbers.begin(), numbers.end(), 2 * chunk + 8), numbers.end());
    EXPECT_EQ(std::ranges::count_if(numbers, [](int n) { return n >= chunk; }), chunk + 9);
}

TEST(ChunkedList, GivesUpItsEnd)
{
    for (const int kept : {0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk}) {
        Numbers cut = upTo(2 * chunk + 3);
        cut.resize(static_cast<std::size_t>(kept));
        EXPECT_EQ(cut, upTo(kept));
        Numbers popped = upTo(2 * chunk + 3);
        while (popped.size() > static_cast<std::size_t>(kept))
            popped.pop_back();
        EXPECT_EQ(popped, cut);
        cut.push_back(7);
        EXPECT_EQ(cut.back(), 7);
        EXPECT_EQ(cut.size(), static_cast<std::size_t>(kept) + 1);
    }
}

TEST(ChunkedList, IsFilledUpByResizing)
{
    Numbers numbers = upTo(3);
    numbers.resize(Numbers::chunkSize + 2, 9);
    EXPECT_EQ(numbers[2], 2);
    EXPECT_EQ(numbers[3], 9);
    EXPECT_EQ(numbers.back(), 9);
    EXPECT_EQ(numbers.size(), Numbers::chunkSize + 2);
}

TEST(ChunkedList, TakesAnItemInBetween)
{
    Numbers numbers = upTo(chunk);
    numbers.insert(Numbers::chunkSize - 2, -1);
    EXPECT_EQ(numbers[Numbers::chunkSize - 3], chunk - 3);
    EXPECT_EQ(numbers[Numbers::chunkSize - 2], -1);
    EXPECT_EQ(numbers[Numbers::chunkSize - 1], chunk - 2);
    EXPECT_EQ(numbers[Numbers::chunkSize], chunk - 1);
    numbers.insert(numbers.size(), chunk);
    EXPECT_EQ(numbers.back(), chunk);
}

TEST(ChunkedList, IsAValue)
{
    ChunkedList<std::string> words;
    words.push_back("SYN");
    ChunkedList<std::string> copy = words;
    EXPECT_EQ(copy, words);
    copy[0] = "FIN";
    EXPECT_EQ(words.front(), "SYN");
    EXPECT_NE(copy, words);
    words.clear();
    EXPECT_TRUE(words.empty());
}

} // namespace
} // namespace tcplab
