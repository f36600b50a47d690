// What Linux 6.18 did, replayed with the profile `linux`: segments, states, results of calls and times.
#include "app/replay/compare.h"
#include "app/replay/player.h"
#include "tests/cli/run_cli.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <regex>

namespace tcplab {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string folder = TCPLAB_KERNEL_TRACES;

std::string pathOf(const std::string& name) { return folder + "/" + name + ".json"; }

std::vector<std::string> traceNames()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    return names;
}

/// "passed", "failed" or "not supported", with what is wrong behind it.
std::string outcomeOf(const std::string& text)
{
    const auto trace = readKernelTrace(text, "trace");
    if (!trace)
        return "unreadable: " + trace.error().subject + ": " + trace.error().expected;
    const auto plan = planOf(*trace);
    if (!plan)
        return "not supported: " + plan.error();
    std::string outcome = "failed";
    const auto differences = compare(*trace, rowsOf(*trace), play(*trace, *plan).rows);
    for (const Difference& difference : differences)
        outcome += "\n  " + std::string(nameOf(difference.side)) + " " + difference.subject +
                   "\n    kernel: " + difference.kernels + "\n    here:   " + difference.ours;
    return differences.empty() ? "passed" : outcome;
}

/// By trace: what is known to differ, "failed" or "not supported".
std::map<std::string, std::string> knownDifferences()
{
    std::map<std::string, std::string> known;
    std::ifstream file(TCPLAB_KERNEL_DIFFERENCES);
    const std::regex form("(\\S+) (failed|not supported): (.+)");
    for (std::string line; std::getline(file, line);) {
        std::smatch parts;
        if (line.starts_with('#'))
            continue;
        EXPECT_TRUE(std::regex_match(line, parts, form)) << line;
        known[parts[1]] = parts[2];
    }
    return known;
}

class Replay : public testing::TestWithParam<std::string> {};

TEST_P(Replay, DoesWhatTheKernelDid)
{
    static const std::map<std::string, std::string> known = knownDifferences();
    const auto difference = known.find(GetParam());
    EXPECT_THAT(outcomeOf(textOfFile(pathOf(GetParam()))),
                testing::StartsWith(difference == known.end() ? "passed" : difference->second));
}

std::string testName(const testing::TestParamInfo<std::string>& info)
{
    std::string name = "Case" + info.param;
    std::ranges::replace_if(name, [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Linux, Replay, testing::ValuesIn(traceNames()), testName);

TEST(ReplayDifferences, AreOfTracesThatThereAre)
{
    for (const auto& [name, outcome] : knownDifferences())
        EXPECT_THAT(traceNames(), Contains(name)) << outcome;
}

/// The trace with one piece of its text replaced, which must be there.
std::string changed(const std::string& name, const std::string& from, const std::string& to)
{
    std::string text = textOfFile(pathOf(name));
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

const std::string closing = "01-four-way-close.plain";

TEST(ReplayNotices, ANumberOfASegment)
{
    EXPECT_THAT(
        outcomeOf(changed(closing, "\"flags\":\"FA\",\"seq_rel\":101", "\"flags\":\"FA\",\"seq_rel\":102")),
        HasSubstr("kernel: FIN,ACK seq 102"));
}

TEST(ReplayNotices, ALength)
{
    EXPECT_THAT(outcomeOf(changed(closing, "\"ack_rel\":1,\"len\":100", "\"ack_rel\":1,\"len\":99")),
                HasSubstr("len 99"));
}

TEST(ReplayNotices, AFlag)
{
    EXPECT_THAT(outcomeOf(changed(closing, "\"flags\":\"SA\"", "\"flags\":\"SFA\"")),
                HasSubstr("SYN,FIN,ACK"));
}

TEST(ReplayNotices, ASegmentThatTheKernelDidNotSend)
{
    const std::string text = textOfFile(pathOf(closing));
    const std::string without =
        std::regex_replace(text, std::regex("\\{\"n\":8,[^\\n]*\"flags\":\"FA\"[^\\n]*\\n"), "");
    ASSERT_NE(without, text);
    EXPECT_THAT(outcomeOf(without), HasSubstr("failed"));
}

TEST(ReplayNotices, ALossThatTheKernelDidNotHave)
{
    const std::string lost = changed("15a-fin-lost.plain", "\"fate\":\"dropped\",\"arrive_us\":[]",
                                     "\"fate\":\"delivered\",\"arrive_us\":[311000]");
    EXPECT_THAT(outcomeOf(lost), HasSubstr("failed"));
}

TEST(ReplayNotices, AState)
{
    EXPECT_THAT(outcomeOf(changed(closing, "\"CLOSE-WAIT\",\"LAST-ACK\"", "\"CLOSE-WAIT\",\"CLOSED\"")),
                HasSubstr("kernel: CLOSE-WAIT → CLOSED"));
}

TEST(ReplayNotices, AResult)
{
    EXPECT_THAT(outcomeOf(changed("09-connection-refused.plain", "\"result\":\"ECONNREFUSED\"",
                                  "\"result\":\"ETIMEDOUT\"")),
                HasSubstr("kernel: ETIMEDOUT"));
}

TEST(ReplayNotices, ATimeThatIsTooEarlyOrMuchTooLate)
{
    // TIME-WAIT takes 60 s, and a kernel's timer up to an eighth more.
    const auto withEnd = [](const std::string& end) {
        return outcomeOf(changed(closing, "62228936,\"TIME-WAIT\"", end + ",\"TIME-WAIT\""));
    };
    EXPECT_EQ(withEnd("60820000"), "passed");
    EXPECT_THAT(withEnd("60700000"), HasSubstr("TIME-WAIT → CLOSED at 60.700 s"));
    EXPECT_EQ(withEnd("62329000"), "passed");
    EXPECT_THAT(
        outcomeOf(std::regex_replace(changed(closing, "62228936,\"TIME-WAIT\"", "71000000,\"TIME-WAIT\""),
                                     std::regex("\"end_us\":62329965"), "\"end_us\":80000000")),
        HasSubstr("TIME-WAIT → CLOSED at 71.000 s"));
    EXPECT_THAT(outcomeOf(changed(closing, "\"t_us\":810809", "\"t_us\":810809")), "passed");
    EXPECT_THAT(outcomeOf(changed(closing, "{\"n\":10,\"t_us\":800357", "{\"n\":10,\"t_us\":850357")),
                HasSubstr("at 0.850 s"));
}

TEST(ReplayNotices, AnAnswerToAForgedSegmentThatDidNotCome)
{
    const std::string text = textOfFile(pathOf("28-forged-to-established.plain"));
    const std::string without = std::regex_replace(text, std::regex("\\{\"n\":9,[^\\n]*\\n"), "");
    ASSERT_NE(without, text);
    EXPECT_THAT(outcomeOf(without), HasSubstr("failed"));
}

TEST(ReplayRefuses, WhatItDoesNotSimulateByName)
{
    EXPECT_EQ(outcomeOf(changed(closing, "\"net.ipv4.tcp_sack\":\"0\"", "\"net.ipv4.tcp_fastopen\":\"3\"")),
              "not supported: tcp_fastopen = 3");
    EXPECT_EQ(outcomeOf(changed(closing, "\"reno\"", "\"bbr\"")),
              "not supported: tcp_congestion_control bbr");
    EXPECT_EQ(outcomeOf(changed(closing, "\"call\":\"listen\",\"args\":5", "\"call\":\"splice\",\"args\":5")),
              "not supported: splice 5");
}

TEST(ReplayCommand, SaysOneLineATraceAndCounts)
{
    const Outcome one = call({"replay", pathOf(closing)});
    EXPECT_EQ(one.code, 0);
    EXPECT_EQ(one.out, pathOf(closing) + ": passed\n1 passed, 0 failed, 0 skipped\n");
    const Outcome several =
        call({"replay", pathOf(closing), pathOf("22b-backlog-at-once.plain"), pathOf(closing)});
    EXPECT_EQ(several.code, 0);
    EXPECT_THAT(linesOf(several.out), SizeIs(4));
    EXPECT_THAT(several.out, HasSubstr(": not supported (SYN cookies)\n"));
    EXPECT_THAT(several.out, testing::EndsWith("\n2 passed, 0 failed, 1 skipped\n"));
}

TEST(ReplayCommand, TakesAFolderForAllTracesInItByName)
{
    const TemporaryFolder traces;
    EXPECT_EQ(call({"replay", traces.path("")}).code, 2);
    for (const char* name : {"b.json", "a.json"})
        (void)traces.write(name, textOfFile(pathOf(closing)));
    (void)traces.write("README.md", "no trace");
    const Outcome outcome = call({"replay", traces.path("")});
    EXPECT_EQ(outcome.code, 0);
    const auto lines = linesOf(outcome.out);
    ASSERT_THAT(lines, SizeIs(3));
    EXPECT_THAT(lines[0], HasSubstr("a.json: passed"));
    EXPECT_THAT(lines[1], HasSubstr("b.json: passed"));
}

TEST(ReplayCommand, FailsWithTheFirstDifferenceInBothLanguages)
{
    const std::string trace = changed(closing, "\"CLOSE-WAIT\",\"LAST-ACK\"", "\"CLOSE-WAIT\",\"CLOSED\"");
    const Outcome english = call({"replay", "-"}, trace);
    EXPECT_EQ(english.code, 1);
    EXPECT_THAT(english.out,
                HasSubstr("failed (server 7002:40002: the kernel went CLOSE-WAIT → CLOSED at 0.800 s, "
                          "here CLOSE-WAIT → LAST-ACK at 0.800 s"));
    EXPECT_THAT(english.out, HasSubstr("\n0 passed, 1 failed, 0 skipped\n"));
    EXPECT_THAT(call({"replay", "-", "--lang", "zh"}, trace).out,
                HasSubstr("内核的状态 CLOSE-WAIT → CLOSED"));
    const Outcome ascii = call({"replay", "-", "--ascii"}, trace);
    EXPECT_THAT(ascii.out, HasSubstr("CLOSE-WAIT -> CLOSED"));
}

TEST(ReplayCommand, SaysWhatIsWrongWithItsInput)
{
    const TemporaryFolder traces;
    const auto error = [&](const std::string& text) {
        const Outcome outcome = call({"replay", traces.write("x.json", text)});
        EXPECT_EQ(outcome.code, 2);
        EXPECT_THAT(linesOf(outcome.error), SizeIs(1));
        return outcome.error;
    };
    EXPECT_THAT(error("{\n \"case\": nonsense}"), HasSubstr("x.json:2:"));
    EXPECT_THAT(error("{}"), HasSubstr("case"));
    EXPECT_THAT(error(changed(closing, "\"fate\":\"delivered\"", "\"fate\":\"eaten\"")),
                HasSubstr("packets[0].fate"));
    EXPECT_EQ(call({"replay"}).code, 2);
    EXPECT_EQ(call({"replay", traces.path("nowhere.json")}).code, 2);
}

} // namespace
} // namespace tcplab
