// Times: round ones, and in any width.
#include "app/ladder/measure_place.h"
#include "app/ladder/moment.h"
#include "tests/app/ladder/stage.h"

#include <QFontMetricsF>
#include <cmath>
#include <gmock/gmock.h>

namespace tcplab {
namespace {

constexpr QSizeF usual(740, 670);

class TicksOf : public testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Library, TicksOf, testing::ValuesIn(shippedNames()), scenarioTestName);

TEST_P(TicksOf, StandWhereNothingElseDoesWhenTheyHaveNoColumn)
{
    for (const double width : {380.0, 430.0, 490.0}) {
        Stage stage(shipped(GetParam()), themeNamed(ThemeName::Light), {width, 560});
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 1; step <= last; step += std::max<std::uint64_t>(1, last / 12)) {
            const LadderGeometry g = stage.at(step);
            for (const LadderTick& tick : g.ticks) {
                if (tick.rect.isEmpty())
                    continue;
                const std::string what = tick.text.toStdString() + ", step " + std::to_string(step);
                EXPECT_GE(tick.rect.left(), 0) << what;
                EXPECT_LE(tick.rect.right(), width) << what;
                EXPECT_FALSE(tick.rect.intersects(g.badge)) << what;
                EXPECT_LE(tick.rect.right(), g.wire[0]) << "on one side always: " << what;
                for (const LadderText& text : g.texts)
                    EXPECT_FALSE(text.rect.intersects(tick.rect)) << text.text.toStdString() << ": " << what;
            }
        }
    }
}

TEST(Ticks, CanBeReadInEveryWidth)
{
    for (const char* name : {"three-way-handshake", "half-close", "fast-retransmit", "why-exact-resets"})
        for (double width = 380; width <= 760; width += 20) {
            Stage stage(shipped(name), themeNamed(ThemeName::Light), {width, 560});
            const LadderGeometry g = stage.at(stage.run.trace().stepCount());
            EXPECT_GE(g.ticks.size(), 1u) << name << ", " << width;
        }
}

/// Where rows of one instant take most of the room, times in between that are round for another scale say nothing.
TEST(Ticks, AreRoundForTheScaleOfTime)
{
    for (const char* name : {"slow-start", "fast-retransmit", "sack"}) {
        Stage stage(shipped(name), themeNamed(ThemeName::Light), usual);
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 20; step <= last; ++step)
            for (const LadderTick& tick : stage.at(step).ticks) {
                const double seconds = tick.text.split(QLatin1Char(' ')).first().toDouble();
                EXPECT_NEAR(std::remainder(seconds, 0.05), 0, 1e-6)
                    << name << ", step " << step << ": " << tick.text.toStdString();
            }
    }
}

/// When a wait was over is what one wants to know; after the last event nothing happens any more.
TEST(Ticks, TellWhenAWaitWasOverAndEndWithTheRun)
{
    Stage stage(shipped("last-ack-lost"), themeNamed(ThemeName::Light), {740, 1400});
    const LadderGeometry g = stage.at(stage.run.trace().stepCount());
    std::vector<std::string> texts;
    for (const LadderTick& tick : g.ticks)
        texts.push_back(tick.text.toStdString());
    EXPECT_THAT(texts, testing::Contains("1.40 s")) << "the retransmission";
    LadderInput input = stage.inputOf(stage.run.trace().instantOf(stage.run.trace().stepCount()));
    input.cursor = false;
    input.scroll = 0;
    LabelLayout labels;
    texts.clear();
    for (const LadderTick& tick : layOut(input, labels).ticks)
        texts.push_back(tick.text.toStdString());
    EXPECT_EQ(texts.back(), "61.45 s") << "the end of TIME-WAIT";
}

// A measured time

TEST(Measured, ItsLengthIsThereHoweverNarrow)
{
    const Moment from{Instant{} + milliseconds(320), 0, Side::Client,
                      QStringLiteral("PSH, ACK (retransmission 1) leaves")};
    const Moment to{Instant{} + milliseconds(370), 0, Side::Server,
                    QStringLiteral("PSH, ACK (retransmission 1) arrives")};
    const std::vector<QString> forms = measuredForms(from, to);
    ASSERT_GE(forms.size(), 3u);
    EXPECT_EQ(forms.front(), measuredText(from, to));
    EXPECT_EQ(forms.back(), measuredLabel(from, to));
    for (const Theme& theme : {themeNamed(ThemeName::Light), lectureTheme({1024, 768})}) {
        const QFontMetricsF font(theme.ui(9.5));
        for (double width = 200; width < 1400; width += 40) {
            const QRectF room(4, 4, width, 500);
            const MeasurePlace place = measurePlace(forms, font, room);
            EXPECT_TRUE(place.text.startsWith(forms.back()));
            EXPECT_GE(place.frame.left(), room.left()) << width;
            EXPECT_LE(place.frame.right(), room.right()) << width;
            EXPECT_TRUE(place.frame.contains(place.words)) << width;
            EXPECT_LT(place.frame.height(), 3 * font.lineSpacing()) << width;
        }
    }
    const QFontMetricsF font(themeNamed(ThemeName::Light).ui(9.5));
    EXPECT_EQ(measurePlace(forms, font, {0, 0, 1400, 500}).text, forms.front());
    EXPECT_EQ(measurePlace(forms, font, {0, 0, 590, 500}).text, forms.front()) << "in two lines";
}

} // namespace
} // namespace tcplab
