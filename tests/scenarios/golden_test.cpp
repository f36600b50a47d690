#include "core/run/run.h"
#include "core/trace/trace_file.h"
#include "tests/scenarios/library.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace tcplab {
namespace {

/// The whole trace as it would be written to a file.
std::vector<std::string> traceLines(const std::string& name)
{
    Run run(std::make_shared<const Scenario>(libraryScenario(name)));
    run.extendToEnd();
    std::vector<std::string> lines{headerLine(run.trace())};
    for (std::uint32_t n = 1; n <= run.trace().recordCount(); ++n)
        lines.push_back(recordLine(run.trace(), n));
    return lines;
}

std::string pathOf(const std::string& name) { return std::string(TCPLAB_GOLDEN) + "/" + name + ".jsonl"; }

std::vector<std::string> readLines(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

void writeLines(const std::string& path, const std::vector<std::string>& lines)
{
    std::ofstream file(path, std::ios::binary);
    for (const std::string& line : lines)
        file << line << '\n';
    ASSERT_TRUE(file.good()) << path;
}

/// Where two traces first part, with the lines before it: what a person needs to see why.
std::string firstDifference(const std::vector<std::string>& golden, const std::vector<std::string>& now)
{
    const std::size_t shorter = std::min(golden.size(), now.size());
    std::size_t at = 0;
    while (at < shorter && golden[at] == now[at])
        ++at;
    std::ostringstream text;
    text << "first difference in line " << at + 1 << " (" << golden.size() << " lines before, " << now.size()
         << " now)\n";
    for (std::size_t i = at < 3 ? 0 : at - 3; i < at; ++i)
        text << "   " << golden[i] << '\n';
    for (std::size_t i = at; i < std::min(at + 4, golden.size()); ++i)
        text << " - " << golden[i] << '\n';
    for (std::size_t i = at; i < std::min(at + 4, now.size()); ++i)
        text << " + " << now[i] << '\n';
    return text.str();
}

class GoldenTrace : public testing::TestWithParam<std::string> {};

TEST_P(GoldenTrace, IsTheSameBytesAgain)
{
    const std::vector<std::string> lines = traceLines(GetParam());
    EXPECT_EQ(lines, traceLines(GetParam())) << "two runs of one scenario differ";
    if (std::getenv("TCPLAB_WRITE_GOLDEN") != nullptr) {
        writeLines(pathOf(GetParam()), lines);
        return;
    }
    const std::vector<std::string> golden = readLines(pathOf(GetParam()));
    EXPECT_TRUE(golden == lines) << GetParam() << ": " << firstDifference(golden, lines);
}

std::string testName(const testing::TestParamInfo<std::string>& info)
{
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Library, GoldenTrace, testing::ValuesIn(libraryNames()), testName);

TEST(GoldenTraces, BelongToAScenarioEach)
{
    for (const std::string& name : libraryNames())
        EXPECT_FALSE(readLines(pathOf(name)).empty()) << name;
}

} // namespace
} // namespace tcplab
