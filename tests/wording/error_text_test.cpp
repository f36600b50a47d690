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
    EXPECT_EQ(errorText(nowhere, Language::English), "“5 parsecs” has no unit that fits; units: s, ms");
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

TEST(ErrorText, ListsNamesAsTheLanguageDoes)
{
    InputError error;
    error.problem = Problem::UnknownName;
    error.subject = "bsd";
    error.expected = "rfc9293, linux";
    EXPECT_EQ(errorText(error, Language::English), "“bsd” is not a known name; known are: rfc9293, linux");
    EXPECT_EQ(errorText(error, Language::Chinese), "“bsd”不是已知的名称；已知的有：rfc9293、linux");
}

TEST(ErrorText, SaysWhatMustHoldWhereThingsContradict)
{
    InputError error;
    error.problem = Problem::Conflict;
    error.subject = "drop, crash";
    error.expected = "[[user]]";
    EXPECT_EQ(
        errorText(error, Language::English),
        "“drop, crash” does not go together with the rest; what must hold: one thing done in each [[user]]");
    EXPECT_EQ(errorText(error, Language::Chinese),
              "“drop, crash”与其余内容矛盾；必须满足：每个 [[user]] 只写一项操作");
    error.subject = "retries = 0";
    error.expected = "retries > 0, user_timeout > 0 s";
    EXPECT_EQ(errorText(error, Language::Chinese),
              "“retries = 0”与其余内容矛盾；必须满足：retries > 0 或 user_timeout > 0 s");
}

} // namespace
} // namespace tcplab
