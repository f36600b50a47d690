#include "core/base/seq_num.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

constexpr SeqNum top{0xffffffff};

TEST(SeqNum, ComparesAcrossTheWrap)
{
    EXPECT_TRUE(top < SeqNum{0});
    EXPECT_TRUE(SeqNum{0} > top);
    EXPECT_TRUE(top <= top);
    EXPECT_FALSE(SeqNum{5} < top);
    EXPECT_TRUE(SeqNum{0x7fffffff} > SeqNum{0});
}

TEST(SeqNum, AddsAndSubtractsModulo32Bits)
{
    EXPECT_EQ(top + 1u, SeqNum{0});
    EXPECT_EQ(SeqNum{0} - 1u, top);
    EXPECT_EQ(SeqNum{10} - top, 11);
    EXPECT_EQ(top - SeqNum{10}, -11);
    SeqNum moving{0xfffffff0};
    moving += 0x20;
    EXPECT_EQ(moving, SeqNum{0x10});
}

TEST(SeqNum, DistanceCountsForward)
{
    EXPECT_EQ(distance(top, SeqNum{9}), 10u);
    EXPECT_EQ(distance(SeqNum{3}, SeqNum{3}), 0u);
}

TEST(SeqNum, MaxAndMinFollowTheOrderModulo32Bits)
{
    EXPECT_EQ(maxOf(top, SeqNum{1}), SeqNum{1});
    EXPECT_EQ(minOf(top, SeqNum{1}), top);
}

} // namespace
} // namespace tcplab
