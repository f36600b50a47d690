// Which requirements of RFC 9293 hold: "conformance folders" names the folders whose tests prove one,
// "conformance filter" those tests as --gtest_filter takes them, "conformance table DIR" prints all
// requirements with what the XML reports in DIR say of their tests.
#include "tests/conformance/requirements.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

namespace tcplab {
namespace {

const std::filesystem::path root = TCPLAB_SOURCE_DIR;

struct Count {
    int passed = 0;
    int failed = 0;
};

/// "Prefix/Suite" and "Name/0" are instances of "Suite" and "Name".
std::string plain(const std::string& suite, const std::string& name)
{
    const std::size_t slash = suite.find('/');
    return (slash == std::string::npos ? suite : suite.substr(slash + 1)) + "." +
           name.substr(0, name.find('/'));
}

/// What GoogleTest has written: one <testcase> a line, a failed one with more lines inside.
std::map<std::string, Count> readReports(const std::filesystem::path& folder)
{
    static const std::regex testcase(
        R"x(<testcase name="([^"]*)".*status="run" result="completed".*classname="([^"]*)"(.*)$)x");
    std::map<std::string, Count> counts;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) {
            std::smatch match;
            if (!std::regex_search(line, match, testcase))
                continue;
            Count& count = counts[plain(match[2].str(), match[1].str())];
            std::string next;
            const bool closed = line.ends_with("/>");
            bool failed = false;
            while (!closed && std::getline(in, next) && next.find("</testcase>") == std::string::npos)
                failed = failed || next.find("<failure") != std::string::npos;
            ++(failed ? count.failed : count.passed);
        }
    }
    return counts;
}

int table(const std::filesystem::path& reports)
{
    std::map<std::string, std::vector<std::string>> testsOf;
    for (const TaggedTest& tag : readTags(root))
        testsOf[tag.requirement].push_back(tag.test);
    const auto counts = readReports(reports);
    int proven = 0;
    int failed = 0;
    int without = 0;
    std::puts("| id | section | requirement | tests | result |\n|---|---|---|---|---|");
    for (const Requirement& it : readRequirements(root / "tests/conformance/requirements.md")) {
        std::string tests;
        Count sum;
        bool missing = false;
        for (const std::string& test : testsOf[it.id]) {
            tests += (tests.empty() ? "" : ", ") + test;
            const auto found = counts.find(test);
            missing = missing || found == counts.end();
            if (found != counts.end()) {
                sum.passed += found->second.passed;
                sum.failed += found->second.failed;
            }
        }
        std::string result = std::to_string(sum.passed) + " passed";
        if (!it.whyNot.empty()) {
            ++without;
            result = it.whyNot;
        } else if (sum.failed != 0 || missing || sum.passed == 0) {
            ++failed;
            result = sum.failed != 0 ? std::to_string(sum.failed) + " FAILED" : "NOT RUN";
        } else {
            ++proven;
        }
        std::printf("| %s | %s | %s | %s | %s |\n", it.id.c_str(), it.section.c_str(), it.text.c_str(),
                    tests.c_str(), result.c_str());
    }
    std::printf("\n%d proven by tests, %d failed, %d not applicable or not built.\n", proven, failed,
                without);
    return failed == 0 ? 0 : 1;
}

int run(const std::vector<std::string>& words)
{
    if (words == std::vector<std::string>{"folders"}) {
        std::set<std::string> folders;
        for (const TaggedTest& tag : readTags(root))
            folders.insert(tag.folder);
        for (const std::string& folder : folders)
            std::puts(folder.c_str());
        return 0;
    }
    if (words == std::vector<std::string>{"filter"}) {
        std::string filter;
        for (const TaggedTest& tag : readTags(root)) {
            const std::size_t dot = tag.test.find('.');
            filter += tag.test + ":*/" + tag.test.substr(0, dot) + tag.test.substr(dot) + "/*:";
        }
        std::puts(filter.c_str());
        return 0;
    }
    if (words.size() == 2 && words[0] == "table")
        return table(words[1]);
    std::fputs("usage: conformance folders | filter | table DIR\n", stderr);
    return 2;
}

} // namespace
} // namespace tcplab

int main(int argc, char** argv) { return tcplab::run({argv + 1, argv + argc}); }
