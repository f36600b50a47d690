#include "core/experiment/seen_table.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

using Answer = SeenTable::Answer;

TEST(SeenTable, KnowsWhatWasThere)
{
    SeenTable table(1 << 20);
    EXPECT_EQ(table.visit(7, 1, 1, 10, false), Answer::New);
    EXPECT_EQ(table.visit(7, 1, 1, 12, false), Answer::Seen);
    EXPECT_EQ(table.visit(8, 1, 1, 10, false), Answer::New);
    EXPECT_EQ(table.size(), 2u);
}

TEST(SeenTable, ALargerBudgetCoversSmallerOnesAndNotTheOtherWayRound)
{
    SeenTable table(1 << 20);
    EXPECT_EQ(table.visit(7, 0b01, 0b01, 10, false), Answer::New);
    EXPECT_EQ(table.visit(7, 0b10, 0b11, 10, false), Answer::Again);
    EXPECT_EQ(table.visit(7, 0b01, 0b01, 10, false), Answer::Seen);
    EXPECT_EQ(table.visit(7, 0b10, 0b11, 10, false), Answer::Seen);
}

TEST(SeenTable, LookingForTheShortestAnEarlierVisitCountsAnew)
{
    SeenTable table(1 << 20);
    EXPECT_EQ(table.visit(7, 1, 1, 10, true), Answer::New);
    EXPECT_EQ(table.visit(7, 1, 1, 9, true), Answer::Again);
    EXPECT_EQ(table.visit(7, 1, 1, 9, true), Answer::Seen);
    EXPECT_EQ(table.visit(7, 1, 1, 10, true), Answer::Seen);
}

TEST(SeenTable, GrowsAsLongAsThereIsRoomAndForgetsNothing)
{
    SeenTable table(1 << 20);
    std::uint64_t key = 1;
    while (table.visit(key, 1, 1, 1, false) == Answer::New)
        ++key;
    EXPECT_EQ(table.visit(key, 1, 1, 1, false), Answer::Full);
    EXPECT_LE(table.octets(), 1u << 20);
    EXPECT_GT(table.size(), 20'000u); // less than 50 octets each
    EXPECT_EQ(table.size(), key - 1);
    for (std::uint64_t known = 1; known < key; known += 97)
        EXPECT_NE(table.visit(known, 1, 1, 1, false), Answer::New);
    table.clear();
    EXPECT_EQ(table.visit(1, 1, 1, 1, false), Answer::New);
}

} // namespace
} // namespace tcplab
