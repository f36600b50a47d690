#include "core/base/nearest.h"
#include "core/base/utf8.h"

#include <array>
#include <gtest/gtest.h>
#include <string>

namespace tcplab {
namespace {

TEST(EditDistance, CountsLettersPutInTakenOutChangedAndSwapped)
{
    EXPECT_EQ(editDistance("", ""), 0u);
    EXPECT_EQ(editDistance("loss", "loss"), 0u);
    EXPECT_EQ(editDistance("los", "loss"), 1u);
    EXPECT_EQ(editDistance("losss", "loss"), 1u);
    EXPECT_EQ(editDistance("lost", "loss"), 1u);
    EXPECT_EQ(editDistance("form", "from"), 1u);
    EXPECT_EQ(editDistance("", "from"), 4u);
    EXPECT_EQ(editDistance("delay", "loss"), 5u);
}

TEST(NearestOrAll, NamesOneIfTheWordIsASlipForIt)
{
    constexpr std::array<std::string_view, 3> names{"delay", "jitter", "loss"};
    EXPECT_EQ(nearestOrAll("deley", names), "delay");
    EXPECT_EQ(nearestOrAll("jiter", names), "jitter");
    EXPECT_EQ(nearestOrAll("mtu", names), "delay, jitter, loss");
    EXPECT_EQ(nearestOrAll(std::string(100'000, 'x'), names), "delay, jitter, loss");
    EXPECT_EQ(nearestOrAll("x", {}), "");
}

TEST(FirstNotUtf8, PassesOverWellFormedText)
{
    EXPECT_EQ(firstNotUtf8(""), std::string_view::npos);
    EXPECT_EQ(firstNotUtf8("ASCII, µ, 报文段, 𝄞"), std::string_view::npos);
}

TEST(FirstNotUtf8, FindsWhatRfc3629Forbids)
{
    const std::array<std::string, 8> broken{"ab\xff",         "ab\x80",
                                            "ab\xc0\x80",     "ab\xe0\x80\x80",
                                            "ab\xed\xa0\x80", "ab\xf4\x90\x80\x80",
                                            "ab\xe6\x8a",     "ab\xf5\x80\x80\x80"};
    for (const std::string& text : broken)
        EXPECT_EQ(firstNotUtf8(text), 2u);
}

} // namespace
} // namespace tcplab
