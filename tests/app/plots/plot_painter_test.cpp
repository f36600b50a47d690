// How a plot is painted.
#include "app/plots/plot_painter.h"

#include <QImage>
#include <QPainter>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <utility>

namespace tcplab {
namespace {

class Painted : public testing::Test {
protected:
    /// Runs of pixels along a row of the picture, drawn and left out in turn.
    static std::vector<int> runsIn(const PlotShapes& shapes)
    {
        QImage image(600, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter p(&image);
        PlotPainter(themeNamed(ThemeName::Light), Side::Client).paintShapes(p, shapes);
        p.end();
        std::vector<int> runs;
        for (int x = 10, begin = 10; x < 590; ++x)
            if ((image.pixel(x, 30) == qRgb(255, 255, 255)) !=
                (image.pixel(x - 1, 30) == qRgb(255, 255, 255)))
                runs.push_back(x - std::exchange(begin, x));
        if (!runs.empty())
            runs.erase(runs.begin()); // it may be cut
        return runs;
    }
    static PlotShapes emptyShapes()
    {
        PlotShapes shapes;
        shapes.area = QRectF(0, 0, 600, 60);
        return shapes;
    }
    /// A level line of so many points.
    static std::vector<int> asLine(PlotRole role, bool other, int points)
    {
        PlotShapes shapes = emptyShapes();
        PlotLine line{.role = role, .other = other, .points = {}};
        for (int i = 0; i < points; ++i)
            line.points.emplace_back(600.0 * i / (points - 1), 30);
        shapes.lines.push_back(line);
        return runsIn(shapes);
    }
    /// The same where each column of pixels holds many points.
    static std::vector<int> asColumns(PlotRole role, bool other)
    {
        PlotShapes shapes = emptyShapes();
        for (int x = 0; x < 600; ++x)
            shapes.bars.push_back({.role = role, .x = x + 0.5, .top = 29.2, .bottom = 30.8, .other = other});
        return runsIn(shapes);
    }
    static std::vector<int> cut(std::vector<int> runs)
    {
        runs.resize(std::min<std::size_t>(runs.size(), 8));
        return runs;
    }
};

TEST_F(Painted, TheFourLinesOfTwoRunsAreToldApartWithoutColourAtAnyNumberOfPoints)
{
    for (const auto& [first, second] :
         {std::pair{PlotRole::InFlight, PlotRole::Window}, std::pair{PlotRole::Cwnd, PlotRole::Ssthresh},
          std::pair{PlotRole::Srtt, PlotRole::Rto}, std::pair{PlotRole::Ack, PlotRole::Edge}}) {
        std::vector<std::vector<int>> patterns;
        for (const PlotRole role : {first, second})
            for (const bool other : {false, true}) {
                const std::vector<int> few = cut(asLine(role, other, 2));
                EXPECT_EQ(cut(asLine(role, other, 301)), few);
                EXPECT_EQ(cut(asColumns(role, other)), few);
                EXPECT_THAT(patterns, testing::Not(testing::Contains(few)));
                patterns.push_back(few);
            }
        EXPECT_TRUE(patterns.front().empty()) << "the first line of the open run is whole";
    }
}

TEST_F(Painted, ABrokenLineIsSeenWhicheverWayItRuns)
{
    // Rising as a staircase, whose pieces are shorter than a dash.
    PlotShapes shapes = emptyShapes();
    PlotLine line{.role = PlotRole::Window, .other = true, .points = {}};
    for (int i = 0; i < 50; ++i) {
        line.points.emplace_back(100 + i, 55 - i);
        line.points.emplace_back(101 + i, 55 - i);
    }
    shapes.lines.push_back(line);
    QImage image(600, 60, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter p(&image);
    PlotPainter(themeNamed(ThemeName::Light), Side::Client).paintShapes(p, shapes);
    p.end();
    int drawn = 0;
    for (int i = 0; i < 50; ++i)
        drawn += image.pixel(100 + i, 55 - i) != qRgb(255, 255, 255) ? 1 : 0;
    EXPECT_GT(drawn, 10);
    EXPECT_LT(drawn, 45);
}

TEST(PlotWordsTest, LettersThatAreAMarkAreNotRepeatedBesideIt)
{
    int marks = 0;
    for (int i = 0; i <= static_cast<int>(PlotRole::Window); ++i) {
        const auto role = static_cast<PlotRole>(i);
        const QString letters = QString::fromLatin1(lettersOf(role));
        if (letters.isEmpty()) {
            EXPECT_EQ(plotRoleWords(role), plotRoleName(role));
            continue;
        }
        ++marks;
        EXPECT_FALSE(plotLegendWords(role, true, false).contains(letters + QLatin1Char(':')));
        EXPECT_TRUE(plotRoleName(role).startsWith(letters + QLatin1Char(':')));
    }
    EXPECT_EQ(marks, 6);
}

TEST(PlotWordsTest, AnAxisSaysWhatItsValuesCountWhereTheyHaveNoUnit)
{
    EXPECT_EQ(axisName(PlotKind::Sequence), QStringLiteral("seq"));
    EXPECT_EQ(axisName(PlotKind::Congestion), QStringLiteral("octets"));
    EXPECT_EQ(axisName(PlotKind::Windows), QStringLiteral("octets"));
    EXPECT_EQ(axisName(PlotKind::RoundTrip), QString()) << "each tick says ms";
}

} // namespace
} // namespace tcplab
