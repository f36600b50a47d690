#include "app/chart/table_file.h"

#include "app/sweep/table.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string sample()
{
    SweepPlan plan;
    plan.axes = {{"network.loss", {"0 %", "5 %"}}, {"client.isn", {"[1, 2]"}}};
    SweepResults results(2);
    for (std::uint64_t i = 1; i <= 10; ++i) {
        results[0].add(
            RunMeasures{.completion = milliseconds(100), .handshake = milliseconds(20), .segments = i});
        results[1].add(RunMeasures{.outcome = FinalOutcome::TimedOut, .segments = 2 * i});
    }
    return sweepTable(plan, results);
}

TEST(StatisticsTable, IsReadAsItWasWritten)
{
    const auto table = readStatistics(sample(), "out.csv");
    ASSERT_TRUE(table) << table.error().subject;
    EXPECT_THAT(table->keys, ElementsAre("network.loss", "client.isn"));
    ASSERT_EQ(table->rows.size(), 2u * 9); // seven metrics, two outcomes
    const TableRow& completion = table->rows[0];
    EXPECT_THAT(completion.values, ElementsAre("0 %", "[1, 2]"));
    EXPECT_EQ(completion.metric, "completion_time");
    EXPECT_EQ(completion.unit, "s");
    EXPECT_EQ(completion.runs, 10u);
    EXPECT_EQ(completion.median, 0.1);
    const TableRow& segments = table->rows[9 + 3];
    EXPECT_EQ(segments.metric, "segments");
    EXPECT_EQ(segments.mean, 11);
    EXPECT_EQ(segments.q25, 6);
    EXPECT_EQ(segments.most, 20);
    const TableRow& none = table->rows[9];
    EXPECT_EQ(none.count, 0u);
    EXPECT_EQ(none.median, std::nullopt);
}

TEST(StatisticsTable, ThatAnotherProgramHasSavedIsReadAsWell)
{
    std::string text = "\xEF\xBB\xBF" + sample();
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
        text.insert(at, "\r");
    const auto table = readStatistics(text, "out.csv");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows.size(), 18u);
    EXPECT_EQ(table->rows[0].most, 0.1);
}

TEST(StatisticsTable, ThatIsNoneIsRefusedWithItsLine)
{
    const std::string good = sample();
    const auto errorOf = [](const std::string& text) {
        const auto table = readStatistics(text, "out.csv");
        EXPECT_FALSE(table.has_value()) << text;
        return table ? InputError{} : table.error();
    };
    EXPECT_EQ(errorOf("").line, 1);
    EXPECT_EQ(errorOf("a,b\n1,2\n").line, 1);
    EXPECT_EQ(errorOf(good.substr(0, good.find('\n') + 1)).line, 1); // a header alone
    EXPECT_EQ(errorOf(good + "1,2\n").line, 20);
    EXPECT_EQ(errorOf(good + "\"5 %").line, 20);
    std::string text = good;
    text.replace(text.find(",0.1,"), 5, ",lots,");
    EXPECT_EQ(errorOf(text).line, 2);
    EXPECT_THAT(errorOf(text).subject, HasSubstr("lots"));
}

} // namespace
} // namespace tcplab
