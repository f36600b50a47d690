#include "app/cli/columns.h"
#include "app/cli/environment.h"
#include "tests/cli/run_cli.h"

#include "app/library/library.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Le;
using testing::ResultOf;

/// What the library says in Chinese and English, a line each.
std::vector<std::string> libraryLines()
{
    std::vector<std::string> lines;
    for (const LibraryFile& file : libraryFiles())
        for (const std::string& line : linesOf(file.text))
            lines.push_back(line);
    return lines;
}

TEST(Columns, AreThoseOfTheCLibraryForAllThatScenariosSay)
{
    for (const std::string& line : libraryLines())
        EXPECT_EQ(columnsOf(line), terminalColumns(line)) << line;
}

TEST(Columns, ChineseTakesTwoAndMarksTakeNone)
{
    EXPECT_EQ(columnsOf("TCP 报文段，"), 4 + 8);
    EXPECT_EQ(columnsOf("e\u0301"), 1);
    EXPECT_EQ(columnsOf("─│▶◷→·…"), 7);
}

TEST(Columns, OctetsThatAreNotUtf8CountOneByOne) { EXPECT_EQ(columnsOf("a\xff\xe4\xb8"), 4); }

TEST(WrappedText, HasNoLineThatIsTooLong)
{
    for (const int columns : {10, 23, 40, 79})
        for (const std::string& line : libraryLines())
            EXPECT_THAT(wrapped(line, columns), Each(ResultOf(terminalColumns, Le(columns))));
}

TEST(WrappedText, LosesNothingButBlanks)
{
    const auto withoutBlanks = [](std::string text) {
        std::erase(text, ' ');
        return text;
    };
    for (const std::string& line : libraryLines()) {
        std::string joined;
        for (const std::string& part : wrapped(line, 20))
            joined += part;
        EXPECT_EQ(withoutBlanks(joined), withoutBlanks(line));
    }
}

TEST(WrappedText, BreaksAtBlanksAndBetweenChineseCharactersButNotBeforeTheirPunctuation)
{
    EXPECT_THAT(wrapped("one two three", 7), ElementsAre("one two", "three"));
    EXPECT_THAT(wrapped("三次握手，四次", 8), ElementsAre("三次握", "手，四次"));
    EXPECT_THAT(wrapped("first\nsecond", 20), ElementsAre("first", "second"));
    EXPECT_THAT(wrapped("", 20), ElementsAre(""));
}

TEST(PrintableText, HasNothingThatCommandsATerminal)
{
    EXPECT_EQ(printable("a\x1b[31mb\nc\td\x7f"), "a\ufffd[31mb c d\ufffd");
    EXPECT_EQ(printable("\xc2\x9b"
                        "31m"),
              "\ufffd31m"); // the one-octet CSI of C1
    EXPECT_EQ(printable("x\xffy"), "x\ufffdy");
    EXPECT_EQ(printable("a\nb", true), "a\nb");
}

TEST(AsciiText, WritesWhatHasACustomaryWayAndMarksTheRest)
{
    EXPECT_EQ(asciiText("SYN-SENT → 2·MSL “x” 报文"), "SYN-SENT -> 2*MSL \"x\" ??");
}

TEST(AsciiJson, MeansTheSame)
{
    EXPECT_EQ(asciiJson(R"({"a":"握 \" 😀"})"), R"({"a":"\u63e1 \" \ud83d\ude00"})");
}

TEST(LanguageOfLocale, IsThatOfTheFirstVariableThatIsSet)
{
    EXPECT_EQ(languageOfLocale("zh_CN.UTF-8", "en_US.UTF-8", "en_US.UTF-8"), Language::Chinese);
    EXPECT_EQ(languageOfLocale(nullptr, "zh_CN", "en_US.UTF-8"), Language::Chinese);
    EXPECT_EQ(languageOfLocale("", "", "zh_TW.Big5"), Language::Chinese);
    EXPECT_EQ(languageOfLocale("C", "zh_CN", "zh_CN"), Language::English);
    EXPECT_EQ(languageOfLocale(nullptr, nullptr, nullptr), Language::English);
    EXPECT_EQ(languageOfLocale("de_DE.UTF-8", nullptr, "zh_CN"), Language::English);
    EXPECT_EQ(languageOfLocale("zhx", nullptr, nullptr), Language::English);
}

} // namespace
} // namespace tcplab
