// tcplab-cli matrix. The whole matrix of each scenario about opening, closing and reset stands in a golden table, which
// people have read against RFC 9293; TCPLAB_WRITE_GOLDEN=1 writes them.
#include "app/library/library.h"
#include "tests/cli/json.h"
#include "tests/cli/run_cli.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Environment wide()
{
    Environment here;
    here.columns = 110;
    return here;
}

std::vector<std::string> scenariosOfTheMatrix()
{
    std::vector<std::string> names;
    for (const LibraryFile& file : libraryFiles())
        for (const char* lesson : {"opening", "closing", "reset"})
            if (file.text.find("lesson = \"" + std::string(lesson) + "\"") != std::string_view::npos)
                names.emplace_back(file.name);
    return names;
}

class LossMatrixOf : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Library, LossMatrixOf, testing::ValuesIn(scenariosOfTheMatrix()),
                         [](const auto& scenario) {
                             std::string name = scenario.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST_P(LossMatrixOf, IsAsItWasReviewed)
{
    const Outcome outcome = call({"matrix", GetParam()}, {}, wide());
    ASSERT_EQ(outcome.code, 0) << outcome.error;
    const std::string path = std::string(TCPLAB_MATRICES) + "/" + GetParam() + ".txt";
    if (std::getenv("TCPLAB_WRITE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << outcome.out;
        return;
    }
    EXPECT_EQ(linesOf(outcome.out), linesOf(textOfFile(path)));
}

TEST_P(LossMatrixOf, SaysTheSameInEveryFormatAndLanguage)
{
    const Outcome csv = call({"matrix", GetParam(), "--format", "csv"});
    const Outcome chinese = call({"matrix", GetParam(), "--format", "csv", "--lang", "zh"});
    const Outcome page = call({"matrix", GetParam(), "--format", "markdown"});
    EXPECT_EQ(linesOf(csv.out).size(), linesOf(chinese.out).size());
    EXPECT_EQ(linesOf(csv.out).size() + 1, linesOf(page.out).size());
    for (const Outcome* outcome : {&csv, &chinese, &page})
        EXPECT_EQ(outcome->out.find('{'), std::string::npos) << "a place that nothing has filled";
}

TEST(Matrix, JsonHasACellForEachSegmentOfTheUndisturbedRun)
{
    const Outcome outcome = call({"matrix", "three-way-handshake", "--format", "json"});
    ASSERT_EQ(outcome.code, 0);
    EXPECT_TRUE(readJson(outcome.out));
    for (const char* cell : {"\"c1\"", "\"c5\"", "\"s1\"", "\"s4\""})
        EXPECT_THAT(outcome.out, HasSubstr(cell));
    EXPECT_THAT(outcome.out, testing::Not(HasSubstr("\"c6\"")));
    EXPECT_EQ(outcome.out, call({"matrix", "three-way-handshake", "--format", "json"}).out);
}

TEST(Matrix, PairsLoseWhatAnswersTheFirstLossToo)
{
    const Outcome outcome = call({"matrix", "three-way-handshake", "--pairs", "--format", "csv"});
    ASSERT_EQ(outcome.code, 0);
    // c5, the last ACK, and then the one that answers the FIN's repetition: 3 s instead of 1 s.
    EXPECT_THAT(outcome.out, HasSubstr("\nc5+c6,"));
    EXPECT_THAT(outcome.out, HasSubstr("\nc1+c2,"));
}

TEST(Matrix, ACellIsAScenarioThatRunsToTheSameEnd)
{
    const TemporaryFolder folder;
    const std::string file = folder.path("cell.toml");
    ASSERT_EQ(call({"matrix", "abort-linger", "--cell", "c4", "-o", file}).code, 0);
    const Outcome ladder = call({"run", file});
    EXPECT_EQ(ladder.code, 0) << ladder.error;
    const Outcome summary = call({"run", file, "--format", "summary"});
    EXPECT_THAT(summary.out, HasSubstr("\"outcome\":\"aborted\""));
    EXPECT_THAT(summary.out, HasSubstr("\"state\":\"ESTABLISHED\"")); // a RST is not repeated: half-open
    // What is lost anyway may be said again.
    EXPECT_EQ(call({"matrix", file, "--cell", "c4"}).out, textOfFile(file));
}

TEST(Matrix, ACellOfAPairLosesBoth)
{
    const Outcome cell = call({"matrix", "three-way-handshake", "--cell", "c2,s2"});
    EXPECT_EQ(cell.code, 0);
    EXPECT_THAT(cell.out, HasSubstr("loss_list = [2]"));
    const Outcome neighbours = call({"matrix", "three-way-handshake", "--cell", "c3,c2"});
    EXPECT_THAT(neighbours.out, HasSubstr("loss_list = { client = [\"2..3\"]"));
}

TEST(Matrix, WhatIsWrongIsSaidOnce)
{
    const auto error = [](const std::vector<std::string>& arguments) {
        const Outcome outcome = call(arguments);
        EXPECT_EQ(outcome.code, 2);
        EXPECT_THAT(outcome.out, IsEmpty());
        EXPECT_EQ(linesOf(outcome.error).size(), 1u);
        return outcome.error;
    };
    EXPECT_THAT(error({"matrix"}), HasSubstr("SCENARIO"));
    EXPECT_THAT(error({"matrix", "three-way-handshake", "--cell", "x3"}), HasSubstr("--cell"));
    EXPECT_THAT(error({"matrix", "three-way-handshake", "--cell", "c9"}), HasSubstr("c1 … c5"));
    EXPECT_THAT(error({"matrix", "three-way-handshake", "--cell", "c0"}), HasSubstr("--cell"));
    EXPECT_THAT(error({"matrix", "three-way-handshake", "--format", "cvs"}), HasSubstr("csv"));
    EXPECT_THAT(error({"matrix", "no-such"}), HasSubstr("no-such"));
}

} // namespace
} // namespace tcplab
