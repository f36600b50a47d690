#include "app/chart/chart.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// Two keys; completion 0.1 s … at 0 %, twice as long at 10 %; fewer of cubic's runs come to an end.
StatisticsTable sample()
{
    std::string csv =
        "network.loss,client.congestion_control,metric,unit,runs,count,mean,mean_low,mean_high,min,q05,q25,"
        "median,median_low,median_high,q75,q95,max\n";
    for (const char* loss : {"0 %", "10 %"})
        for (const char* algorithm : {"newreno", "cubic"}) {
            const std::string key = std::string(loss) + "," + algorithm;
            const bool lossy = *loss == '1';
            const std::string count = lossy && *algorithm == 'c' ? "50" : "100";
            csv += key + ",completion_time,s,100," + count +
                   (lossy ? ",0.24,0.22,0.26,0.1,0.12,0.15,0.2,0.19,0.21,0.3,0.5,0.9\n"
                          : ",0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1\n");
            csv += key + ",handshake_time,s,100," + (lossy ? "99" : "100") +
                   ",0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1\n";
            csv +=
                key +
                ",goodput,bit/"
                "s,100,100,2000000,1900000,2100000,1,1000000,1500000,2000000,1,1,2500000,3000000,4000000\n";
            csv += key + ",outcome complete,share,100," + count + "," +
                   (count == "50" ? "0.5,0.4,0.6" : "1,0.963,1") + ",,,,,,,,,\n";
        }
    return *readStatistics(csv, "sample");
}

Chart chartOf(const ChartRequest& request, Language language = Language::English)
{
    const auto chart = makeChart(sample(), request, language);
    EXPECT_TRUE(chart) << chart.error().subject << " " << chart.error().expected;
    return chart.value_or(Chart{});
}

TEST(Chart, DrawsTheMedianWithTwoBandsACurveForEachOtherKey)
{
    const Chart chart = chartOf({});
    EXPECT_EQ(chart.title, "Completion time over network.loss");
    EXPECT_EQ(chart.x.label, "network.loss (%)");
    EXPECT_EQ(chart.y.label, "completion time (ms)");
    ASSERT_THAT(chart.curves, SizeIs(2));
    EXPECT_EQ(chart.curves[0].name, "newreno");
    EXPECT_EQ(chart.curves[1].name, "cubic");
    ASSERT_THAT(chart.curves[1].points, SizeIs(2));
    const ChartPoint& point = chart.curves[1].points[1];
    EXPECT_EQ(point.x, 10);
    EXPECT_DOUBLE_EQ(point.y, 200);
    EXPECT_DOUBLE_EQ(*point.low, 120);
    EXPECT_DOUBLE_EQ(*point.innerLow, 150);
    EXPECT_DOUBLE_EQ(*point.innerHigh, 300);
    EXPECT_DOUBLE_EQ(*point.high, 500);
    EXPECT_EQ(point.variant, 3u);
}

TEST(Chart, SaysThatOnlyRunsWithAValueCount)
{
    EXPECT_THAT(chartOf({}).notes, Contains(HasSubstr("50 % of them (network.loss = 10 %)")));
    EXPECT_THAT(chartOf({.y = "goodput"}).notes, Each(Not(HasSubstr("of them"))));
}

TEST(Chart, OfAMeanHasItsInterval)
{
    const Chart chart = chartOf({.y = "completion", .band = ChartBand::Mean});
    const ChartPoint& point = chart.curves[0].points[1];
    EXPECT_DOUBLE_EQ(point.y, 240);
    EXPECT_DOUBLE_EQ(*point.low, 220);
    EXPECT_DOUBLE_EQ(*point.high, 260);
    EXPECT_EQ(point.innerLow, std::nullopt);
}

TEST(Chart, OfASharesHasWilsonsInterval)
{
    const Chart outcome = chartOf({.y = "outcome complete"});
    EXPECT_TRUE(outcome.y.isShare);
    EXPECT_DOUBLE_EQ(outcome.curves[1].points[1].y, 0.5);
    EXPECT_DOUBLE_EQ(*outcome.curves[1].points[1].low, 0.4);
    const Chart established = chartOf({.y = "established"});
    EXPECT_DOUBLE_EQ(established.curves[0].points[1].y, 0.99);
    EXPECT_NEAR(*established.curves[0].points[1].low, 0.9455, 1e-4); // Wilson's, of 99 in 100
    EXPECT_NEAR(*established.curves[0].points[1].high, 0.9982, 1e-4);
    EXPECT_THAT(established.notes, Contains(HasSubstr("Wilson")));
}

TEST(Chart, CanHaveNamesAlongItsAxisAndRowsLeftOut)
{
    const Chart chart = chartOf({.x = "congestion", .where = {{"loss", "10%"}}});
    EXPECT_THAT(chart.x.categories, ElementsAre("newreno", "cubic"));
    ASSERT_THAT(chart.curves, SizeIs(1));
    EXPECT_THAT(chart.curves[0].points, SizeIs(2));
    EXPECT_EQ(chart.curves[0].points[0].variant, 2u);
}

TEST(Chart, OnALogarithmicAxisLeavesOutWhatHasNoPlace)
{
    const Chart chart = chartOf({.logX = true});
    EXPECT_THAT(chart.curves[0].points, SizeIs(1));
    EXPECT_THAT(chart.notes, Contains(HasSubstr("2 points are left out")));
}

TEST(Chart, HasTheTheoryThatGoesWithIt)
{
    const Scenario scenario = *readScenario(R"(
[client]
program = """
connect server:80
send 1000000
"""
[server]
program = """
listen 80
accept
recv 1000000
"""
)",
                                            "bulk.toml");
    const Chart goodput = chartOf({.y = "goodput", .theory = scenario});
    ASSERT_THAT(goodput.curves, SizeIs(4));
    EXPECT_EQ(goodput.curves[2].name, "Mathis 1997: newreno");
    EXPECT_EQ(goodput.curves[3].name, "PFTK 1998, full: newreno");
    EXPECT_TRUE(goodput.curves[2].isTheory);
    EXPECT_THAT(goodput.notes, Contains(HasSubstr("√(3/(2bp))")));
    EXPECT_THAT(
        goodput.notes,
        Contains(HasSubstr(
            "the client sends: MSS 1460 octets, RTT 100 ms, b 2, T0 1 s"))); // with the values that it takes
    EXPECT_THAT(goodput.notes, Contains(HasSubstr("congestion control is not Reno's")));
    // 10 % at 100 ms: 1460·8/0.1·√(3/0.4) bit/s, in Mbit/s; nothing at 0 %.
    const auto& mathis = goodput.curves[2].points;
    ASSERT_THAT(mathis, SizeIs(8)); // finer than the two that were measured
    EXPECT_EQ(mathis.back().x, 10);
    EXPECT_NEAR(mathis.back().y, 0.319862, 1e-5);
    EXPECT_THAT(goodput.curves[3].points, SizeIs(9));

    const Chart established = chartOf({.y = "established", .theory = scenario});
    ASSERT_THAT(established.curves, SizeIs(3)); // the same for both: once
    EXPECT_EQ(established.curves[2].name, "1 − (1 − p)ⁿ");
    EXPECT_EQ(established.curves[2].points.front().y, 1);

    const Chart other = chartOf({.y = "completion", .theory = scenario});
    EXPECT_THAT(other.curves, SizeIs(2));
    EXPECT_THAT(other.notes, Contains(HasSubstr("no formula for completion_time")));
    EXPECT_THAT(chartOf({.y = "completion", .theory = scenario}, Language::Chinese).notes,
                Contains(HasSubstr("没有对应的公式")));
}

TEST(Chart, RefusesWhatThereIsNotAndSaysWhatThereIs)
{
    const auto errorOf = [](const ChartRequest& request) {
        const auto chart = makeChart(sample(), request, Language::English);
        EXPECT_FALSE(chart.has_value());
        return chart ? std::string() : errorText(chart.error(), Language::English);
    };
    EXPECT_THAT(errorOf({.y = "goodputt"}), HasSubstr("goodput"));
    EXPECT_THAT(errorOf({.y = "time"}), HasSubstr("completion_time"));
    EXPECT_THAT(errorOf({.x = "network.delay"}), HasSubstr("network.loss"));
    EXPECT_THAT(errorOf({.x = "loss", .by = {"loss"}}), HasSubstr("--by"));
    EXPECT_THAT(errorOf({.x = "congestion", .by = {"congestion"}}), HasSubstr("--by"));
    EXPECT_THAT(errorOf({.where = {{"loss", "7 %"}}}), HasSubstr("0 %, 10 %"));
    EXPECT_THAT(errorOf({.x = "congestion", .logX = true}), HasSubstr("--log-x"));
}

TEST(Chart, NeedsAKeyThatVaries)
{
    const auto table =
        readStatistics("metric,unit,runs,count,mean,mean_low,mean_high,min,q05,q25,median,median_low,"
                       "median_high,q75,q95,max\ncompletion_time,s,1,1,1,,,1,1,1,1,,,1,1,1\n",
                       "one");
    ASSERT_TRUE(table);
    const auto chart = makeChart(*table, {}, Language::English);
    ASSERT_FALSE(chart);
    EXPECT_THAT(errorText(chart.error(), Language::English), HasSubstr("--vary"));
}

TEST(Chart, AsCsvHasItsPointsInTheUnitsOfTheAxes)
{
    const std::string csv = chartCsv(chartOf({.where = {{"congestion", "cubic"}}}));
    EXPECT_EQ(csv, "curve,kind,network.loss (%),completion time (ms),low,high,inner_low,inner_high\n"
                   ",measured,0,100,100,100,100,100\n"
                   ",measured,10,200,120,500,150,300\n");
}

} // namespace
} // namespace tcplab
