#include "app/library/library.h"
#include "tests/cli/run_cli.h"
#include "tests/core/world/broken_file.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::SizeIs;
using testing::StartsWith;

/// Bad input: exit code 2, one line that says it, and nothing on standard output.
void expectOneError(const Outcome& outcome, const std::string& says)
{
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(linesOf(outcome.error), SizeIs(1)) << outcome.error;
    EXPECT_THAT(outcome.error, StartsWith("tcplab-cli: "));
    EXPECT_THAT(outcome.error, HasSubstr(says));
}

/// The broken files of the reader's own tests, through the program that ships.
TEST_P(BrokenScenarioFile, EndsTheProgramWithOneErrorAtItsPlace)
{
    const BrokenFile& broken = GetParam();
    const TemporaryFolder folder;
    const std::string file = folder.write("broken.toml", broken.text);
    std::string place = file;
    if (broken.line > 0)
        place += ":" + std::to_string(broken.line) + ":";
    expectOneError(runProgram({"run", file}), place);
    expectOneError(call({"run", file, "--lang", "zh"}), place);
    expectOneError(call({"run", "-"}, broken.text),
                   broken.line > 0 ? "-:" + std::to_string(broken.line) : "-: ");
    EXPECT_THAT(folder.names(), SizeIs(1));
}

TEST(WrongArguments, AreToldInOneLine)
{
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
        {{"rnu"}, "did you mean “run”?"},
        {{"dance"},
         "there are: run, figure, matrix, compare, explore, check, list, show, knobs, replay, live, sweep, "
         "merge, chart"},
        {{"last-ack-lost"}, "did you mean “run last-ack-lost”?"},
        {{"lesson.toml"}, "did you mean “run lesson.toml”?"},
        {{"run"}, "SCENARIO is missing"},
        {{"run", ""}, "SCENARIO is missing"},
        {{"show"}, "NAME is missing"},
        {{"--ascii"}, "COMMAND is missing"},
        {{"run", "last-ack-lots"}, "did you mean “last-ack-lost”?"},
        {{"run", "lost"}, "“tcplab-cli list” shows"},
        {{"run", "some/fin-lost.toml"}, "did you mean “fin-lost”?"},
        {{"show", "half-clsoe"}, "did you mean “half-close”?"},
        {{"run", "/"}, "it is a folder"},
        {{"run", "/dev/zero"}, "too large"},
        {{"run", "/bin/sh"}, "not UTF-8"},
        {{"run", "/bin/sh/x.toml"}, "a part of the path is no folder"},
        {{"run", std::string(5000, 'x')}, "the name is too long"},
        {{"run", "half-close", "extra"}, "“extra” is one argument too many"},
        {{"run", "half-close", "--fromat", "table"}, "did you mean “--format”?"},
        {{"run", "half-close", "-z"}, "there is no option “-z”"},
        {{"list", "--seed", "1"}, "there is no option “--seed”"},
        {{"run", "half-close", "--seed"}, "--seed takes a value"},
        {{"run", "half-close", "--seed", "-1"}, "--seed: "},
        {{"run", "half-close", "--seed", ""}, "--seed: "},
        {{"run", "half-close", "--seed", "1.5"}, "--seed: "},
        {{"run", "half-close", "--seed", "18446744073709551616"}, "--seed: "},
        {{"run", "half-close", "--until", "soon"}, "--until: "},
        {{"run", "half-close", "--until", "5"}, "--until: "},
        {{"run", "half-close", "--until", "999999999999999999999999 h"}, "--until: "},
        {{"run", "half-close", "--set"}, "--set takes a value"},
        {{"run", "half-close", "--set", "delay"}, "KEY=VALUE"},
        {{"run", "half-close", "--set", "=1"}, "--set "},
        {{"run", "half-close", "--set", "network.dealy=1 s"}, "--set network.dealy: "},
        {{"run", "half-close", "--set", "network.delay=fast"}, "--set network.delay: "},
        {{"run", "half-close", "--set", "client.mss=0"}, "--set client.mss: "},
        {{"run", "half-close", "--set", "client.program=dance"}, "--set client.program:"},
        {{"run", "half-close", "--set", "network.loss=\xff"}, "--set network.loss: "},
        {{"run", "half-close", "--format", "lader"}, "ladder"},
        {{"run", "half-close", "--format", ""}, "--format: "},
        {{"run", "half-close", "--limit", "0"}, "--limit: "},
        {{"run", "half-close", "--limit", "many"}, "--limit: "},
        {{"run", "half-close", "--output", ""}, "--output takes a value"},
        {{"list", "--lang", "fr"}, "--lang: "},
        {{"list", "--lang", "zh", "--ascii"}, "exclude each other"},
    };
    for (const auto& [words, says] : wrong) {
        SCOPED_TRACE(says);
        expectOneError(call(words), says);
    }
}

TEST(WrongArguments, AreToldInChineseToo)
{
    expectOneError(call({"run", "last-ack-lots"}, {}, {.language = Language::Chinese}),
                   "你是不是想用“last-ack-lost”？");
    expectOneError(call({"run", "half-close", "--seed"}, {}, {.language = Language::Chinese}),
                   "--seed 需要一个值");
    expectOneError(call({"run", "/", "--lang", "zh"}), "这是一个文件夹");
    expectOneError(call({"run", "-", "--lang", "zh"}, "[client]\nx = 1\n"), "-:2:1: 这里没有名为“x”的键");
}

TEST(Errors, AreOneLineOfPlainTextWhateverTheNameIs)
{
    for (const std::string name : {"a\nb", "a\x1b[31m", "a\xff", "a\rb\tc"}) {
        const Outcome outcome = call({"run", name});
        expectOneError(outcome, "a");
        EXPECT_GE(terminalColumns(linesOf(outcome.error).front()), 0) << outcome.error;
    }
    EXPECT_THAT(call({"run", "报文", "--ascii"}).error, MatchesRegex("[ -~]*\n"));
}

} // namespace
} // namespace tcplab
