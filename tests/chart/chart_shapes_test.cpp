#include "app/chart/chart_shapes.h"

#include "app/chart/chart_svg.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Chart sample()
{
    Chart chart;
    chart.title = "Goodput <over> loss & delay";
    chart.x.label = "network.loss (%)";
    chart.y.label = "goodput (Mbit/s)";
    chart.curves = {{"one",
                     {{.x = 0, .y = 8, .low = 6, .high = 9, .innerLow = 7, .innerHigh = 8.5},
                      {.x = 10, .y = 2, .low = 1, .high = 3, .innerLow = 1.5, .innerHigh = 2.5}},
                     false},
                    {"theory", {{.x = 1, .y = 1000}, {.x = 10, .y = 4}}, true}};
    chart.notes = {
        "A note that is long enough that it has to be broken, since nothing may stand beyond the edge of the "
        "picture, however much there is to be said about what is drawn and what it assumes.",
        "曲线：每点的中位数。深色带：一半的运行；浅色带：九成的运行。公式不考虑确认的丢失、握手和慢启动，"
        "因此在丢失相互独立、能一次修复多处时偏低。曲线：每点的中位数。"};
    return chart;
}

TEST(NiceTicks, AreOneTwoOrFiveTimesAPowerOfTenApart)
{
    EXPECT_THAT(niceTicks(0, 10, false, 5), ElementsAre(0, 2, 4, 6, 8, 10));
    EXPECT_THAT(niceTicks(0, 1, false, 4), ElementsAre(0, 0.5, 1));
    EXPECT_THAT(niceTicks(-0.3, 0.3, false, 7), SizeIs(7));
    EXPECT_THAT(niceTicks(0.02, 150, true, 20),
                ElementsAre(DoubleNear(0.02, 1e-9), DoubleNear(0.05, 1e-9), DoubleNear(0.1, 1e-9),
                            DoubleNear(0.2, 1e-9), 0.5, 1, 2, 5, 10, 20, 50, 100));
    EXPECT_THAT(niceTicks(1, 1e6, true, 4), ElementsAre(1, 100, 1e4, 1e6));
    EXPECT_EQ(tickText(0.25), "0.25");
    EXPECT_EQ(tickText(1500), "1500");
    EXPECT_EQ(tickText(0), "0");
}

TEST(ChartShapes, StandWithinThePictureAndTheAxes)
{
    for (const auto& [width, height] : {std::pair{900.0, 560.0}, {420.0, 420.0}, {1600.0, 400.0}}) {
        const ChartShapes shapes = layOutChart(sample(), {.width = width, .height = height});
        EXPECT_LT(shapes.topLeft.y + 30, shapes.bottomRight.y);
        for (const ChartWords& words : shapes.words) {
            const double wide = estimatedTextWidth(words.text, words.size);
            const double left = words.upwards ? words.at.x - words.size
                                              : words.at.x - (words.align == ChartAlign::Left    ? 0
                                                              : words.align == ChartAlign::Right ? wide
                                                                                                 : wide / 2);
            EXPECT_GE(left, 0) << words.text;
            EXPECT_LE(left + (words.upwards ? words.size : wide), width + 1) << words.text;
            EXPECT_LE(words.at.y, height) << words.text;
        }
        for (const ChartMark& mark : shapes.marks) {
            EXPECT_GE(mark.at.x, shapes.topLeft.x);
            EXPECT_LE(mark.at.x, shapes.bottomRight.x);
            EXPECT_GE(mark.at.y, shapes.topLeft.y);
            EXPECT_LE(mark.at.y, shapes.bottomRight.y);
        }
    }
}

TEST(ChartShapes, AreInProportion)
{
    const ChartShapes shapes = layOutChart(sample(), {});
    ASSERT_THAT(shapes.marks, SizeIs(2)); // theory has none
    EXPECT_DOUBLE_EQ(shapes.marks[0].at.x, shapes.topLeft.x);
    EXPECT_DOUBLE_EQ(shapes.marks[1].at.x, shapes.bottomRight.x);
    // The axis begins at 0 and goes to 9 (the band's end) and a twentieth; theory beyond does not stretch it.
    const double height = shapes.bottomRight.y - shapes.topLeft.y;
    EXPECT_NEAR(shapes.bottomRight.y - shapes.marks[0].at.y, height * 8 / 9.45, 1e-6);
    EXPECT_NEAR(shapes.bottomRight.y - shapes.marks[1].at.y, height * 2 / 9.45, 1e-6);
    EXPECT_THAT(shapes.areas, SizeIs(2));
}

TEST(ChartShapes, TheoryThatLiesBeyondIsSaidToDoSo)
{
    const auto hasWords = [](const Chart& chart, const char* text) {
        const ChartShapes shapes = layOutChart(chart, {});
        return std::ranges::find(shapes.words, text, &ChartWords::text) != shapes.words.end();
    };
    Chart chart = sample();
    EXPECT_TRUE(hasWords(chart, "theory"));
    chart.curves[1].points[1].y = 1000;
    EXPECT_TRUE(hasWords(chart, "theory ↑"));
}

TEST(ChartShapes, AMarkIsFoundByItsPlace)
{
    const ChartShapes shapes = layOutChart(sample(), {});
    const ChartXY second = shapes.marks[1].at;
    const ChartMark* found = shapes.markAt({second.x - 3, second.y + 4}, 10);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->point, 1u);
    EXPECT_EQ(shapes.markAt({second.x - 30, second.y}, 10), nullptr);
}

TEST(ChartShapes, OfAnEmptyChartAreAnEmptyFrame)
{
    const ChartShapes shapes = layOutChart({}, {});
    EXPECT_THAT(shapes.marks, IsEmpty());
    EXPECT_THAT(shapes.frame, Not(IsEmpty()));
}

TEST(ChartSvg, IsWellFormedAndSaysWhatIsDrawn)
{
    const std::string svg = chartSvg(layOutChart(sample(), {}));
    EXPECT_THAT(svg, HasSubstr("Goodput &lt;over&gt; loss &amp; delay"));
    EXPECT_THAT(svg, HasSubstr("stroke-dasharray"));
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, Not(HasSubstr("inf\"")));
    EXPECT_EQ(svg, chartSvg(layOutChart(sample(), {})));
    EXPECT_TRUE(svg.ends_with("</svg>\n"));
}

} // namespace
} // namespace tcplab
