#include "core/base/fifo.h"

#include <deque>
#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

Fifo<int> fifoOf(std::initializer_list<int> items)
{
    Fifo<int> fifo;
    for (const int item : items)
        fifo.pushBack(item);
    return fifo;
}

TEST(Fifo, GivesBackInTheOrderOfPushing)
{
    Fifo<int> fifo = fifoOf({1, 2, 3});
    EXPECT_EQ(fifo.front(), 1);
    EXPECT_EQ(fifo.back(), 3);
    fifo.popFront();
    EXPECT_THAT(fifo, ElementsAre(2, 3));
    EXPECT_EQ(fifo[1], 3);
    EXPECT_EQ(fifo.size(), 2u);
}

TEST(Fifo, IsEmptyAfterTheLastIsPopped)
{
    Fifo<int> fifo = fifoOf({1});
    fifo.popFront();
    EXPECT_TRUE(fifo.empty());
    EXPECT_EQ(fifo.size(), 0u);
    EXPECT_EQ(fifo.begin(), fifo.end());
}

TEST(Fifo, ComparesWhatIsQueuedNotWhatWasPassedOver)
{
    Fifo<int> longLived = fifoOf({7, 8, 1, 2});
    longLived.popFront();
    longLived.popFront();
    EXPECT_EQ(longLived, fifoOf({1, 2}));
    EXPECT_NE(longLived, fifoOf({1, 3}));
    EXPECT_NE(longLived, fifoOf({1}));
}

TEST(Fifo, InsertsAndErasesBehindAPassedFront)
{
    Fifo<int> fifo = fifoOf({0, 1, 3});
    fifo.popFront();
    fifo.insert(1, 2);
    EXPECT_THAT(fifo, ElementsAre(1, 2, 3));
    fifo.insert(0, 9);
    fifo.insert(4, 4);
    EXPECT_THAT(fifo, ElementsAre(9, 1, 2, 3, 4));
    fifo.erase(0);
    fifo.erase(1);
    EXPECT_THAT(fifo, ElementsAre(1, 3, 4));
    fifo.erase(2);
    EXPECT_THAT(fifo, ElementsAre(1, 3));
}

TEST(Fifo, CopyIsIndependent)
{
    Fifo<int> original = fifoOf({0, 1, 2});
    original.popFront();
    Fifo<int> copy = original;
    copy.pushBack(3);
    original.popFront();
    EXPECT_THAT(original, ElementsAre(2));
    EXPECT_THAT(copy, ElementsAre(1, 2, 3));
    copy = original;
    EXPECT_EQ(copy, original);
}

TEST(Fifo, MovedFromIsEmptyAndUsable)
{
    Fifo<int> from = fifoOf({0, 1, 2});
    from.popFront();
    Fifo<int> to = std::move(from);
    EXPECT_THAT(to, ElementsAre(1, 2));
    EXPECT_TRUE(from.empty()); // NOLINT: that is what is tested
    from.pushBack(5);
    EXPECT_THAT(from, ElementsAre(5));
    to = std::move(from);
    EXPECT_THAT(to, ElementsAre(5));
    EXPECT_TRUE(from.empty()); // NOLINT
}

/// Long use crosses the compaction at 32 passed-over items many times.
TEST(Fifo, AgreesWithADequeThroughLongUse)
{
    Fifo<int> fifo;
    std::deque<int> model;
    unsigned random = 12345;
    for (int i = 0; i < 20'000; ++i) {
        random = random * 1664525u + 1013904223u;
        const std::size_t place = model.empty() ? 0 : (random >> 8) % model.size();
        switch ((random >> 24) % 8) {
        case 0:
        case 1:
        case 2:
            fifo.pushBack(i);
            model.push_back(i);
            break;
        case 3:
            fifo.insert(place, i);
            model.insert(model.begin() + static_cast<std::ptrdiff_t>(place), i);
            break;
        case 4:
            if (!model.empty()) {
                fifo.erase(place);
                model.erase(model.begin() + static_cast<std::ptrdiff_t>(place));
            }
            break;
        default:
            for (int n = 0; n < 2 && !model.empty() && model.size() > 60; ++n) {
                fifo.popFront();
                model.pop_front();
            }
        }
        ASSERT_EQ(fifo.size(), model.size());
    }
    EXPECT_THAT(fifo, ElementsAreArray(model));
    while (!model.empty()) {
        ASSERT_EQ(fifo.front(), model.front());
        fifo.popFront();
        model.pop_front();
    }
    EXPECT_TRUE(fifo.empty());
}

} // namespace
} // namespace tcplab
