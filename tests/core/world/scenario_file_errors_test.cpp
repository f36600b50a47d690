#include "tests/core/world/broken_file.h"

#include <algorithm>

namespace tcplab {
namespace {

TEST_P(BrokenScenarioFile, GivesExactlyOneError)
{
    const BrokenFile& broken = GetParam();
    const Input<Scenario> scenario = readScenario(broken.text, "lessons/broken.toml");
    ASSERT_FALSE(scenario.has_value());
    const InputError expected{.file = "lessons/broken.toml",
                              .line = broken.line,
                              .column = broken.column,
                              .problem = broken.problem,
                              .subject = broken.subject,
                              .expected = broken.expected};
    EXPECT_EQ(scenario.error(), expected);
}

Problem problemIn(const std::string& text)
{
    const Input<Scenario> scenario = readScenario(text, "x");
    EXPECT_FALSE(scenario.has_value());
    return scenario ? Problem::NotFound : scenario.error().problem;
}

TEST(HugeScenarioFile, IsRefusedBeforeItIsRead)
{
    const std::string text = "[client]\n#" + std::string(5 * 1024 * 1024, '.');
    EXPECT_EQ(problemIn(text), Problem::TooLarge);
}

TEST(HugeScenarioFile, KeysOfAMillionPartsAreRefused)
{
    std::string key;
    for (int i = 0; i < 1'000'000; ++i)
        key += "a.";
    EXPECT_EQ(problemIn(key + "a = 1\n"), Problem::TooLarge);
    EXPECT_EQ(problemIn("[" + key + "a]\n"), Problem::TooLarge);
}

TEST(HugeScenarioFile, ListsWithinListsAreASyntaxError)
{
    EXPECT_EQ(problemIn("a = " + std::string(1'000'000, '[')), Problem::Syntax);
}

TEST(HugeScenarioFile, ProgramsHaveALargestLength)
{
    std::string program;
    for (int i = 0; i < 100'001; ++i)
        program += "close\n";
    EXPECT_EQ(problemIn("[client]\nprogram = '''\n" + program + "'''\n"), Problem::TooLarge);
}

TEST(HugeScenarioFile, TitlesHaveALargestLength)
{
    EXPECT_EQ(problemIn("title = '" + std::string(20'000, 'x') + "'\n[client]\n"), Problem::TooLarge);
}

TEST(HugeScenarioFile, FaultsHaveALargestNumber)
{
    std::string text = "[client]\n";
    for (int i = 0; i < 10'001; ++i)
        text += "[[fault]]\ndrop = {}\n";
    EXPECT_EQ(problemIn(text), Problem::TooLarge);
}

TEST(LongValue, IsQuotedInPart)
{
    const Input<Scenario> scenario =
        readScenario("[network]\ndelay = \"" + std::string(1'000, 'x') + "\"\n[client]\n", "x");
    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(scenario.error().subject, std::string(80, 'x') + "…");
}

/// Where a program begins decides which line of the file its second line is.
struct ProgramPlace {
    std::string text;
    int line;
    int column;
};

TEST(ProgramError, IsPlacedWhereTheLineStandsInTheFile)
{
    const std::vector<ProgramPlace> places{
        {"[client]\nprogram = \"\"\"\nclose\n  wait\n\"\"\"\n", 4, 3},
        {"[client]\nprogram = '''\nclose\nwait\n'''\n", 4, 1},
        {"[client]\nprogram = \"\"\"close\n wait\n\"\"\"\n", 3, 2},
        {"[client]\nprogram = '''wait\nclose'''\n", 2, 14},
        {"[client]\nprogram = \"close\\nwait\"\n", 2, 11},
        {"[client]\r\nprogram = \"\"\"\r\nclose\r\n wait\r\n\"\"\"\r\n", 4, 2},
    };
    for (const ProgramPlace& place : places) {
        const Input<Scenario> scenario = readScenario(place.text, "x");
        ASSERT_FALSE(scenario.has_value()) << place.text;
        EXPECT_EQ(scenario.error().line, place.line) << place.text;
        EXPECT_EQ(scenario.error().column, place.column) << place.text;
        EXPECT_EQ(scenario.error().subject, "wait") << place.text;
    }
}

TEST(TwoMistakes, TheFirstIsTold)
{
    const Input<Scenario> scenario =
        readScenario("[network]\nloss = \"200 %\"\ndelay = \"x\"\n[client]\nfoo = 1\n", "x");
    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(scenario.error().line, 2);
}

} // namespace
} // namespace tcplab
