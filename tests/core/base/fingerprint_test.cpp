#include "core/base/fingerprint.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

std::uint64_t of(std::initializer_list<std::uint64_t> values)
{
    Fingerprint fingerprint;
    for (const std::uint64_t value : values)
        fingerprint.add(value);
    return fingerprint.value();
}

TEST(Fingerprint, TellsOrderAndCountApart)
{
    EXPECT_EQ(of({1, 2}), of({1, 2}));
    EXPECT_NE(of({1, 2}), of({2, 1}));
    EXPECT_NE(of({}), of({0}));
    EXPECT_NE(of({0}), of({0, 0}));
}

TEST(Fingerprint, TextsDoNotRunTogether)
{
    Fingerprint a;
    a.add(std::string_view("ab"));
    a.add(std::string_view("c"));
    Fingerprint b;
    b.add(std::string_view("a"));
    b.add(std::string_view("bc"));
    EXPECT_NE(a.value(), b.value());
}

TEST(Fingerprint, IsTheSameOnEveryMachine)
{
    Fingerprint fingerprint;
    fingerprint.add(std::uint64_t{1});
    fingerprint.add(std::string_view("ack"));
    EXPECT_EQ(fingerprint.value(), 0xe31c2a02e22bd3c8ULL);
}

} // namespace
} // namespace tcplab
