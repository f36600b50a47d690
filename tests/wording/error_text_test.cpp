#include "app/wording/wording.h"
#include "core/world/scenario_file.h"

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
    EXPECT_EQ(errorText(error, Language::English), "-:3: this is not valid TOML (its reader says: x)");
    InputError nowhere;
    nowhere.problem = Problem::BadUnit;
    nowhere.subject = "5 parsecs";
    nowhere.expected = "s, ms";
    EXPECT_EQ(errorText(nowhere, Language::English), "“5 parsecs” has no unit that fits; units: s, ms");
}

/// What is said of a broken text; "" where the parser's own words are left to say it.
std::string saidOf(const char* text, Language language)
{
    const auto read = readScenario(text, "a.toml");
    if (read)
        return "nothing";
    const std::string said = errorText(read.error(), language);
    return said.find("Error while") == std::string::npos ? said : "";
}

TEST(ErrorText, TellsTheUsualMistakesOfTomlInWordsOfItsOwn)
{
    const auto english = [](const char* text) { return saidOf(text, Language::English); };
    EXPECT_EQ(english("[client]\nconges\nisn = 1\n"),
              "a.toml:2:7: “=” is missing behind the key; right is: key = value");
    EXPECT_EQ(english("[client]\nconges"), english("[client]\nconges\nisn = 1\n"));
    EXPECT_TRUE(english("[client]\nisn =\n").starts_with("a.toml:2:6: no value follows the “=”"));
    EXPECT_TRUE(english("[client]\nisn = ").starts_with("a.toml:2:"));
    EXPECT_TRUE(english("[client]\nisn = # why\n").starts_with("a.toml:2:7: no value follows the “=”"));
    EXPECT_EQ(
        english("[client]\nisn = 1\nisn = 2\n"),
        "a.toml:3:7: the key “isn” stands here for the second time; right is: each key once in its table");
    EXPECT_TRUE(english("[client]\n[server]\n[client]\n")
                    .starts_with("a.toml:3:1: the table [client] begins here for the second time"));
    for (const char* text : {"[client]\nprofile = \"linux\n", "[client]\nprofile = \"linux",
                             "[client]\nprofile = 'linux\nisn = 1\n", "[client]\nprofile = 'linux"})
        EXPECT_TRUE(
            english(text).starts_with("a.toml:2:17: the quotation mark that ends the text is missing"))
            << english(text);
    for (const char* text : {"[client]\nprogram = \"\"\"\nclose\n", "[client]\nprogram = '''\nclose"})
        EXPECT_TRUE(
            english(text).starts_with("a.toml:2:11: the text of several lines that begins here has no end"))
            << english(text);
    for (const char* text : {"[client\nisn = 1\n", "[client", "[[user]\nstep = 1\n"})
        EXPECT_TRUE(english(text).find(": the “]” behind the table's name is missing") != std::string::npos)
            << english(text);
    EXPECT_TRUE(english("[network]\ndelay = 5 ms\n").starts_with("a.toml:2:11: something else follows"));
    EXPECT_TRUE(english("[network]\ndelay = fast\n").find(": this is no value") != std::string::npos);
    EXPECT_TRUE(english("[network]\ndelay = 50ms\n").find(": this is no number") != std::string::npos);
    EXPECT_TRUE(english("title = { en = \"a\"\n").find("the table in braces") != std::string::npos);
    EXPECT_TRUE(english("a = [1, 2\n[client]\n").find("the list is not closed") != std::string::npos);
    EXPECT_TRUE(english("= 1\n").find("a line does not begin with “=”") != std::string::npos);
    EXPECT_TRUE(english("title = \"a\x01\"\n").find("control character") != std::string::npos);
}

TEST(ErrorText, TellsThemInChineseWithoutTheParsersWords)
{
    for (const char* text : {"conges\n", "isn =\n", "isn = 1\nisn = 2\n", "[client]\n[client]\n", "a = \"x\n",
                             "a = '''x", "[client\n", "a = 5 ms\n", "a = fast\n", "a = 50ms\n", "a = [1 2]\n",
                             "a = {b = 1\n", "= 1\n", "[]\n", "a = \"\\q\"\n", "a = tru\n"}) {
        const std::string said = saidOf(text, Language::Chinese);
        EXPECT_NE(said.find("；正确的写法："), std::string::npos) << text << ": " << said;
        EXPECT_EQ(said.find("right is"), std::string::npos) << said;
    }
    EXPECT_EQ(saidOf("conges", Language::Chinese), "a.toml:1:7: 键的后面缺少“=”；正确的写法：键 = 值");
    EXPECT_EQ(saidOf("isn = 1\nisn = 2", Language::Chinese),
              "a.toml:2:7: 键“isn”在这里第二次出现；正确的写法：同一个表中每个键只写一次");
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
