#include "app/wording/wording.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

TEST(ErrorText, NamesPlaceFaultAndRemedy)
{
    const InputError error{.file = "a.toml",
                           .line = 12,
                           .column = 5,
                           .problem = Problem::UnknownKey,
                           .subject = "dealy",
                           .expected = "delay"};
    EXPECT_EQ(errorText(error, Language::English),
              "a.toml:12:5: there is no key “dealy” here; there is: delay");
    EXPECT_EQ(errorText(error, Language::Chinese), "a.toml:12:5: 这里没有名为“dealy”的键；可用的是：delay");
}

TEST(ErrorText, LeavesOutWhatIsNotKnown)
{
    InputError error;
    error.file = "-";
    error.problem = Problem::NotUtf8;
    EXPECT_EQ(errorText(error, Language::English), "-: the text is not UTF-8");
    error.line = 3;
    error.problem = Problem::Syntax;
    error.subject = "x";
    EXPECT_EQ(errorText(error, Language::English), "-:3: this is not valid TOML: x");
    InputError nowhere;
    nowhere.problem = Problem::BadUnit;
    nowhere.subject = "5 parsecs";
    nowhere.expected = "s, ms";
    EXPECT_EQ(errorText(nowhere, Language::English), "“5 parsecs” lacks a unit that fits; units: s, ms");
}

TEST(ErrorText, SaysThatAPartOfTcpIsNotSimulated)
{
    const InputError error{.file = "a",
                           .line = 1,
                           .column = 2,
                           .problem = Problem::NotSimulated,
                           .subject = "sack",
                           .expected = ""};
    EXPECT_EQ(errorText(error, Language::English),
              "a:1:2: this version does not simulate “sack” yet; leave it out");
    EXPECT_EQ(errorText(error, Language::Chinese), "a:1:2: 本版本尚不模拟“sack”，请去掉它");
}

TEST(ErrorText, TranslatesTheKindsOfValues)
{
    const InputError error{.file = "a",
                           .line = 1,
                           .column = 2,
                           .problem = Problem::WrongType,
                           .subject = "7",
                           .expected = "list of tables"};
    EXPECT_EQ(errorText(error, Language::Chinese), "a:1:2: “7”不是正确类型的值；应为：表的列表");
}

} // namespace
} // namespace tcplab
