#include "app/library/library.h"
#include "tests/cli/json.h"
#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::Le;
using testing::Not;
using testing::ResultOf;
using testing::StartsWith;

/// A trace without its header, which holds the seed.
std::string recordsOf(const Outcome& outcome)
{
    EXPECT_EQ(outcome.code, 0) << outcome.error;
    return outcome.out.substr(outcome.out.find('\n') + 1);
}

std::string trace(const std::string& scenario, std::vector<std::string> more = {},
                  const std::string& input = {})
{
    more.insert(more.begin(), {"run", scenario, "-f", "jsonl"});
    return recordsOf(call(more, input));
}

TEST(SeedOption, ChangesNothingWhereNothingIsLeftToChance)
{
    for (const std::string& name : libraryNames()) // their ISNs are fixed, their wires have no luck
        EXPECT_EQ(trace(name, {"--seed", "1"}), trace(name, {"--seed", "987654321"})) << name;
}

TEST(SeedOption, DecidesWhatChanceDecides)
{
    const std::vector<std::string> one{"--seed", "1", "--set", "network.loss=25 %"};
    const std::vector<std::string> other{"--seed", "2", "--set", "network.loss=25 %"};
    EXPECT_EQ(trace("half-close", one), trace("half-close", one));
    EXPECT_NE(trace("half-close", one), trace("half-close", other));
}

TEST(SeedOption, IsTheSeedOfTheFile)
{
    EXPECT_EQ(trace("half-close", {"--seed", "7", "--set", "network.jitter=20 ms"}),
              trace("half-close", {"--set", "network.seed=7", "--set", "network.jitter=20 ms"}));
}

TEST(SetOption, DoesWhatTheFileWould)
{
    std::string file(findInLibrary("last-ack-lost")->text);
    const std::size_t at = file.find("delay = \"50 ms\"");
    ASSERT_NE(at, std::string::npos);
    file.replace(at, 15, "delay = \"80 ms\"");
    EXPECT_EQ(trace("last-ack-lost", {"--set", "network.delay=80 ms"}), trace("-", {}, file));
    EXPECT_EQ(trace("last-ack-lost", {"--set", "network.delay=\"80 ms\""}), trace("-", {}, file));
}

TEST(SetOption, MayBeGivenSeveralTimesAndTheLastOneCounts)
{
    EXPECT_EQ(trace("syn-lost", {"--set", "client.initial_rto=2 s", "--set", "network.delay=10 ms", "--set",
                                 "client.initial_rto=3 s"}),
              trace("syn-lost", {"--set", "network.delay=10 ms", "--set", "client.initial_rto=3 s"}));
    EXPECT_THAT(trace("syn-lost", {"--set", "client.initial_rto=3 s"}), HasSubstr("\"t\":3000000000"));
}

TEST(SetOption, TakesNoMoreThanOneWord)
{
    EXPECT_EQ(call({"run", "--set", "network.delay=10 ms", "syn-lost"}).code, 0);
    EXPECT_EQ(call({"run", "--set=network.delay=10 ms", "syn-lost"}).code, 0);
}

TEST(UntilOption, EndsTheRun)
{
    const Outcome outcome = call({"run", "last-ack-lost", "-f", "jsonl", "--until", "1 s"});
    EXPECT_EQ(outcome.code, 0);
    const std::optional<Json> end = readJson(linesOf(outcome.out).back());
    ASSERT_TRUE(end);
    EXPECT_EQ((*end)["reason"].text, "until");
    EXPECT_EQ((*end)["t"].number(), 1'000'000'000);
    for (const std::string& line : linesOf(recordsOf(outcome)))
        EXPECT_LE((*readJson(line))["t"].number(), 1'000'000'000);
    EXPECT_THAT(call({"run", "last-ack-lost", "-f", "summary", "--until", "1 s"}).out,
                HasSubstr("\"simulated_ns\":1000000000"));
}

TEST(LimitOption, CutsTheRunOffAndSaysSo)
{
    const Outcome lines = call({"run", "last-ack-lost", "-f", "jsonl", "--limit", "20"});
    EXPECT_EQ(lines.code, 1);
    EXPECT_THAT(lines.out, HasSubstr(R"("reason":"limit")"));
    EXPECT_THAT(linesOf(lines.error), testing::SizeIs(1));
    EXPECT_THAT(lines.error, HasSubstr("20 records"));
    for (const char* format : {"ladder", "table", "steps", "summary"}) {
        const Outcome outcome = call({"run", "last-ack-lost", "-f", format, "--limit", "10"});
        EXPECT_EQ(outcome.code, 1) << format;
        EXPECT_NE(outcome.out, "") << format;
    }
}

TEST(ScenarioArgument, IsANameAFileOrStandardInput)
{
    const TemporaryFolder folder;
    const std::string text(findInLibrary("fin-lost")->text);
    const std::string file = folder.write("fin-lost.toml", text);
    EXPECT_EQ(trace("fin-lost"), trace(file));
    EXPECT_EQ(trace("fin-lost"), trace("-", {}, text));
    EXPECT_EQ(trace("fin-lost"), trace(folder.write("odd name", text)));
}

TEST(ScenarioArgument, NamesTheScenarioInTheTrace)
{
    const TemporaryFolder folder;
    const std::string file = folder.write("my lesson.toml", "[client]\nprogram = 'listen 1'\n");
    EXPECT_THAT(call({"run", file, "-f", "jsonl"}).out, HasSubstr("\"scenario\":\"my lesson\""));
}

TEST(ShowCommand, PrintsTheFileAsItIs)
{
    for (const LibraryFile& file : libraryFiles())
        EXPECT_EQ(call({"show", std::string(file.name)}).out, file.text);
}

TEST(ListCommand, HasEveryScenarioWithItsTitleInBothLanguages)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        const Outcome list = call({"list"}, {}, {.language = language});
        EXPECT_EQ(list.code, 0);
        EXPECT_THAT(linesOf(list.out), Each(ResultOf(terminalColumns, Le(80))));
        for (const std::string& name : libraryNames())
            EXPECT_THAT(list.out, HasSubstr("  " + name + " "));
    }
    EXPECT_THAT(call({"list"}).out, HasSubstr("The last ACK is lost"));
    EXPECT_THAT(call({"list", "--lang", "zh"}).out, HasSubstr("最后一个 ACK 丢失"));
    EXPECT_EQ(linesOf(call({"list", "--names"}).out), libraryNames());
}

TEST(ListCommand, HasTheLessonsOfTheWindowInTheirOrder)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        const std::string list = call({"list", "--lang", language == Language::English ? "en" : "zh"}).out;
        std::vector<std::string> headings; // lines that are not indented
        std::istringstream lines(list);
        for (std::string line; std::getline(lines, line);)
            if (!line.empty() && line.front() != ' ')
                headings.push_back(line);
        std::vector<std::string> expected;
        for (const char* lesson : {"opening", "closing", "time-wait", "reset", "data", "rules", "figures"})
            expected.push_back(lessonTitle(lesson, language));
        EXPECT_EQ(headings, expected);
        EXPECT_TRUE(std::ranges::is_sorted(
            std::vector{"opening", "closing", "time-wait", "reset", "data", "rules", "figures"}, {},
            lessonPlace));
    }
    EXPECT_EQ(lessonTitle("figures", Language::English), "Figures of RFC 9293");
    EXPECT_EQ(lessonTitle("figures", Language::Chinese), "RFC 9293 的图");
}

TEST(KnobsCommand, HasEveryKnobWithItsValuesInBothLanguages)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        const Outcome knobs = call({"knobs"}, {}, {.language = language});
        EXPECT_EQ(knobs.code, 0);
        EXPECT_THAT(linesOf(knobs.out), Each(ResultOf(terminalColumns, Le(80))));
        for (const KnobDescription& knob : describeKnobs()) {
            EXPECT_THAT(knobs.out, HasSubstr("\n" + knob.name + " "));
            EXPECT_THAT(knobs.out, HasSubstr(knob.linux_));
        }
    }
}

TEST(KnobsCommand, ListsValuesThatCanBeSet)
{
    for (const KnobDescription& knob : describeKnobs())
        for (const bool isLinux : {false, true}) {
            const std::string& value = isLinux ? knob.linux_ : knob.rfc9293;
            const Outcome outcome = call({"run", "syn-lost", "-f", "summary", "--set",
                                          isLinux ? "client.profile=linux" : "client.profile=rfc9293",
                                          "--set", "client." + knob.name + "=" + value});
            EXPECT_EQ(outcome.code, 0) << knob.name << " = " << value << ": " << outcome.error;
        }
}

TEST(Help, IsEverywhereInBothLanguagesAndFits)
{
    const std::vector<std::vector<std::string>> commands{{}, {"run"}, {"list"}, {"show"}, {"knobs"}};
    for (const std::vector<std::string>& command : commands)
        for (const char* option : {"--help", "-h"})
            for (const char* language : {"en", "zh"}) {
                std::vector<std::string> words = command;
                words.insert(words.end(), {option, "--lang", language});
                const Outcome help = call(words);
                EXPECT_EQ(help.code, 0);
                EXPECT_EQ(help.error, "");
                EXPECT_THAT(help.out, StartsWith(language == std::string("zh") ? "用法：tcplab-cli"
                                                                               : "Usage: tcplab-cli"));
                EXPECT_THAT(linesOf(help.out), Each(ResultOf(terminalColumns, Le(80))));
                for (const char* known : {"--help", "--version", "--lang", "--ascii"})
                    EXPECT_THAT(help.out, HasSubstr(known));
            }
    EXPECT_THAT(call({"run", "--help"}).out, HasSubstr("--set KEY=VALUE"));
    EXPECT_EQ(call({"help", "run"}).out, call({"run", "--help"}).out);
    EXPECT_EQ(call({}).out, call({"--help"}).out);
}

TEST(Help, IsAsciiAloneIfAsked)
{
    for (const char* command : {"run", "list", "show", "knobs"})
        for (const char* option : {"--help", "--ascii"}) {
            const Outcome outcome = call({command, "--ascii", option}, {}, {.language = Language::Chinese});
            for (const std::string& text : {outcome.out, outcome.error})
                EXPECT_THAT(text, Each(testing::AnyOf('\n', testing::AllOf(testing::Ge(' '), Le('~')))));
        }
}

TEST(Version, IsEverywhere)
{
    const std::string version = call({"--version"}).out;
    EXPECT_THAT(version, testing::MatchesRegex("tcplab-cli [0-9]+\\.[0-9]+\\.[0-9]+\n"));
    for (const char* command : {"run", "list", "show", "knobs"})
        EXPECT_EQ(call({command, "--version"}).out, version);
}

TEST(LangOption, MayStandBeforeAndAfterTheCommandAndGoesBeforeTheLocale)
{
    const std::string chinese = call({"list"}, {}, {.language = Language::Chinese}).out;
    EXPECT_EQ(call({"list", "--lang", "zh"}).out, chinese);
    EXPECT_EQ(call({"--lang=zh_CN", "list"}).out, chinese);
    EXPECT_NE(call({"list", "--lang", "en"}, {}, {.language = Language::Chinese}).out, chinese);
}

TEST(LangOption, ChangesNoTraceAndNoSummary)
{
    for (const char* format : {"jsonl", "summary"})
        EXPECT_EQ(call({"run", "half-close", "-f", format, "--lang", "zh"}).out,
                  call({"run", "half-close", "-f", format, "--lang", "en"}).out);
}

TEST(RealProgram, TakesItsLanguageFromTheLocale)
{
    EXPECT_THAT(runProgram({"list"}, {}, {"LANG=zh_CN.UTF-8"}).out, HasSubstr("最后一个 ACK 丢失"));
    EXPECT_THAT(runProgram({"list"}, {}, {"LANG=zh_CN.UTF-8", "LC_ALL=C.UTF-8"}).out, Not(HasSubstr("丢失")));
    EXPECT_THAT(runProgram({"list"}, {}, {"LC_MESSAGES=zh_CN", "LANG=en_US.UTF-8"}).out, HasSubstr("丢失"));
}

TEST(RealProgram, WritesWhatTheLibraryDoes)
{
    for (const char* format : {"ladder", "table", "steps", "jsonl", "summary", "pcapng"}) {
        const std::vector<std::string> words{"run", "listen-queues", "-f", format};
        EXPECT_EQ(runProgram(words).out, call(words).out) << format;
    }
    EXPECT_EQ(runProgram({"run", "-"}, std::string(findInLibrary("fin-lost")->text)).code, 0);
}

} // namespace
} // namespace tcplab
