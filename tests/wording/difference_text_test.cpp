#include "app/wording/difference_text.h"
#include "core/experiment/loss_matrix.h"
#include "tests/scenarios/library.h"
#include "tests/wording/text_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

Run runOf(const Scenario& scenario)
{
    Run run(std::make_shared<const Scenario>(scenario));
    run.extendToEnd();
    return run;
}

std::string told(const Run& a, const Run& b, Language language)
{
    return differencesText(a.trace(), b.trace(), compareRuns(a.trace(), b.trace()), language);
}

TEST(DifferenceText, NamesTheLossAndWhenTheSegmentArrivesElsewhere)
{
    const Scenario scenario = libraryScenario("three-way-handshake");
    const auto a = runOf(scenario);
    const auto b = runOf(withLost(scenario, {{Side::Server, 1}}));
    const SegmentHistory& lost = b.trace().segment(2);
    const SegmentHistory& arrived = a.trace().segment(2);
    EXPECT_EQ(told(a, b, Language::English),
              "At " + instantText(lost.endedAt) +
                  " the SYN, ACK from the server is lost in B; in A it arrives at " +
                  instantText(arrived.endedAt) + ".");
    EXPECT_EQ(told(a, b, Language::Chinese), instantText(lost.endedAt) +
                                                 "，服务器的 SYN, ACK 在 B 中丢失；在 A 中它于 " +
                                                 instantText(arrived.endedAt) + " 到达。");
    EXPECT_EQ(told(a, a, Language::English), "A and B are the same run from beginning to end.");
}

TEST(DifferenceText, ALossAtTheInstantOfTheArrivalIsToldSo)
{
    Scenario scenario = libraryScenario("three-way-handshake");
    const auto a = runOf(scenario);
    const SegmentHistory& syn = a.trace().segment(1);
    ASSERT_TRUE(syn.delivered);
    const std::uint64_t step = a.trace().record(syn.endRecord).step;
    scenario.interventions.push_back({.step = step, .at = syn.endedAt, .what = DropSegment{1}});
    const auto b = runOf(scenario);
    EXPECT_EQ(told(a, b, Language::English),
              "At " + instantText(syn.endedAt) +
                  " the SYN from the client is lost in B; in A it arrives at this very instant.");
    EXPECT_EQ(told(a, b, Language::Chinese),
              instantText(syn.endedAt) + "，客户端的 SYN 在 B 中丢失；在 A 中它恰在此刻到达。");
}

TEST(DifferenceText, SaysInWhatASegmentDiffers)
{
    const Scenario scenario = libraryScenario("three-way-handshake");
    Scenario other = scenario;
    ASSERT_TRUE(setValue(other, "client.profile", "linux"));
    const std::string text = told(runOf(scenario), runOf(other), Language::English);
    EXPECT_THAT(text, testing::HasSubstr("the SYN from the client differs: the options are"));
    EXPECT_THAT(text, testing::HasSubstr("ws 7"));
}

TEST(DifferenceText, TellsRecordsAsPartsOfASentenceWithTheirArticles)
{
    const auto a = runOf(libraryScenario("connect-send-close"));
    for (const std::string& name : libraryNames()) {
        const std::string text = told(a, runOf(libraryScenario(name)), Language::English);
        for (const char* bare : {"[^e] (client|server)([ ,.]|: )", ": (Client|Server|You|The|A) ",
                                 "(: |At [0-9. unm]+s )(SYN|ACK|FIN|PSH|RST)", "the (client|server):"})
            EXPECT_THAT(text, testing::Not(testing::ContainsRegex(bare))) << name;
    }
}

TEST(DifferenceText, SaysForHowLongATimerIsSet)
{
    const auto a = runOf(libraryScenario("old-duplicate-with-time-wait"));
    const auto b = runOf(libraryScenario("old-duplicate-without-time-wait"));
    EXPECT_THAT(
        told(a, b, Language::English),
        testing::StartsWith("At 1.300 000 s the client sets its TIME-WAIT timer to 1 min (2·MSL) in A, "
                            "to 0 s in B."));
    EXPECT_THAT(told(b, a, Language::Chinese),
                testing::StartsWith("1.300 000 s，客户端：TIME-WAIT 计时器在 A 中设为 0 s，在 B 中设为 1 "
                                    "min（2·MSL）。"));
}

TEST(OutcomeRows, TellOfOctetsOfAnotherConnection)
{
    const auto a = runOf(libraryScenario("old-duplicate-with-time-wait"));
    const auto b = runOf(libraryScenario("old-duplicate-without-time-wait"));
    const auto server = [&](Language language, const char* what) {
        const auto rows = outcomeRows(comparedOutcomeOf(a), comparedOutcomeOf(b), language);
        return *std::ranges::find(rows, std::string(what), &OutcomeRow::what);
    };
    const OutcomeRow english = server(Language::English, "Server's application");
    EXPECT_TRUE(english.differs());
    EXPECT_THAT(english.values[0], testing::Not(testing::HasSubstr("another")));
    EXPECT_THAT(english.values[1], testing::HasSubstr("octets, 100 of them another connection's"));
    EXPECT_THAT(server(Language::Chinese, "服务器应用程序").values[1],
                testing::HasSubstr("其中 100 字节属于另一条连接"));
}

class DifferenceTexts : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Library, DifferenceTexts, ::testing::ValuesIn(libraryNames()),
                         [](const auto& scenario) {
                             std::string name = scenario.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST_P(DifferenceTexts, AreWholeSentencesInBothLanguages)
{
    const auto base = runOf(libraryScenario("connect-send-close"));
    const auto other = runOf(libraryScenario(GetParam()));
    for (const Language language : {Language::English, Language::Chinese}) {
        const std::string text = told(base, other, language);
        EXPECT_THAT(faultsOf(text, language), testing::IsEmpty()) << text;
        EXPECT_EQ(text.find('{'), std::string::npos) << text;
    }
}

TEST(OutcomeRows, SetWhatBothCameToSideBySide)
{
    const Scenario scenario = libraryScenario("three-way-handshake");
    const auto a = runOf(scenario);
    const auto b = runOf(withLost(scenario, {{Side::Server, 1}}));
    const auto rows = outcomeRows(comparedOutcomeOf(a), comparedOutcomeOf(b), Language::English);
    const auto again = std::ranges::find(rows, std::string("Sent again"), &OutcomeRow::what);
    ASSERT_NE(again, rows.end());
    EXPECT_EQ(again->values[0], "0");
    EXPECT_NE(again->values[1], "0");
    EXPECT_TRUE(again->differs());
    for (const auto& [what, measure] : {std::pair{"发送的报文段", " 个"}, {"其中重传", " 次"}}) {
        const auto chinese = outcomeRows(comparedOutcomeOf(a), comparedOutcomeOf(b), Language::Chinese);
        const auto row = std::ranges::find(chinese, std::string(what), &OutcomeRow::what);
        ASSERT_NE(row, chinese.end());
        EXPECT_THAT(row->values[1], testing::EndsWith(measure));
    }
}

} // namespace
} // namespace tcplab
