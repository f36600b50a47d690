#include "app/theme/contrast.h"
#include "app/theme/theme.h"
#include "app/theme/tinted_icon.h"

#include <QFontMetricsF>
#include <QLabel>
#include <QPushButton>
#include <gtest/gtest.h>
#include <initializer_list>
#include <set>

namespace tcplab {
namespace {

class EveryTheme : public testing::TestWithParam<ThemeName> {
protected:
    const Theme& t = themeNamed(GetParam());
};

TEST_P(EveryTheme, TextIsReadableOnSurfaceAndWindow)
{
    for (const QColor& ground : {t.surface, t.window})
        for (const QColor& ink : {t.text, t.mutedText, t.accent, t.client, t.server})
            EXPECT_GE(contrast(ink, ground), 4.5)
                << ink.name().toStdString() << " on " << ground.name().toStdString();
}

TEST_P(EveryTheme, LabelsInASegmentsColourAreReadable)
{
    for (const QColor& ink :
         {t.control, t.data, t.fin, t.reset, t.lost, t.retransmission, t.changed, t.warning})
        EXPECT_GE(contrast(ink, t.surface), 4.5) << ink.name().toStdString();
}

TEST_P(EveryTheme, TextIsReadableOnEveryFill)
{
    EXPECT_GE(contrast(t.clientOn, t.client), 4.5);
    EXPECT_GE(contrast(t.serverOn, t.server), 4.5);
    EXPECT_GE(contrast(t.terminalText, t.terminalBackground), 4.5);
    EXPECT_GE(contrast(t.changed, t.changedSoft), 4.5);
    for (const QColor& fill : {t.clientSoft, t.serverSoft, t.changedSoft, t.highlight})
        EXPECT_GE(contrast(t.text, fill), 4.5) << fill.name().toStdString();
}

TEST_P(EveryTheme, ConnectionsAreToldApartInReadableColours)
{
    std::set<QString> seen;
    for (int number = 1; number <= 6; ++number) {
        EXPECT_GE(contrast(t.connection(number), t.surface), 4.5) << number;
        seen.insert(t.connection(number).name());
    }
    EXPECT_EQ(seen.size(), 6u);
}

TEST_P(EveryTheme, NoLineIsThinGrey)
{
    for (const QColor& line :
         {t.border, t.now, t.client, t.server, t.control, t.data, t.fin, t.reset, t.lost})
        for (const QColor& ground : {t.surface, t.window})
            EXPECT_GE(contrast(line, ground), 3.0) << line.name().toStdString();
    EXPECT_GE(t.lineWidth, 1.5);
}

TEST_P(EveryTheme, StyleSheetNamesNoUnknownColour)
{
    EXPECT_FALSE(t.styleSheet().contains(QLatin1Char('@')));
    EXPECT_FALSE(t.styleSheet().contains(QLatin1Char('%')));
}

TEST_P(EveryTheme, DressesWhatIsWrittenInItsUsualSize)
{
    QWidget window; // which is there before, as a window that is being made
    QLabel words(&window);
    QPushButton button(&window);
    QLabel small(&window);
    small.setProperty("look", "muted");
    dressApplication(t);
    for (const QWidget* one : std::initializer_list<const QWidget*>{&words, &button, &small})
        one->ensurePolished();
    EXPECT_DOUBLE_EQ(words.font().pointSizeF(), t.points(9.5));
    EXPECT_DOUBLE_EQ(button.font().pointSizeF(), t.points(9.5));
    EXPECT_NEAR(small.font().pointSizeF(), t.points(8.5), 0.05);
}

INSTANTIATE_TEST_SUITE_P(Themes, EveryTheme,
                         testing::Values(ThemeName::Light, ThemeName::Dark, ThemeName::Projector));

TEST(Contrast, IsWhatWcagComputes)
{
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21, 0.01);
    EXPECT_NEAR(contrast(QColor(0x777777), QColor(Qt::white)), 4.48, 0.01); // a well-known near miss
    EXPECT_NEAR(contrast(Qt::white, Qt::white), 1, 0.01);
}

TEST(Contrast, WhatStepsBackGoesNoFurtherThanItMay)
{
    const QColor white(Qt::white);
    EXPECT_EQ(steppedBack(Qt::black, white, 0.3, 4.5), mixed(Qt::black, white, 0.3));
    const QColor least = steppedBack(QColor(0x0072b2), white, 0.9, 4.5);
    EXPECT_GE(contrast(least, white), 4.5);
    EXPECT_LT(contrast(least, white), 4.7) << "and no less far";
    EXPECT_EQ(steppedBack(QColor(0xdddddd), white, 0.5, 4.5), QColor(0xdddddd)) << "it has none to lose";
}

TEST(ProjectorTheme, HasThickerLinesAndLargerType)
{
    const Theme& light = themeNamed(ThemeName::Light);
    const Theme& projector = themeNamed(ThemeName::Projector);
    EXPECT_GE(projector.lineWidth, 3.0);
    EXPECT_GT(QFontMetricsF(projector.ui()).height(), QFontMetricsF(light.ui()).height());
}

TEST(TintedIcon, TakesTheColourItIsGiven)
{
    const QImage picture =
        tintedIcon(QStringLiteral("play"), QColor(Qt::red), QColor(Qt::blue)).pixmap(16, 16).toImage();
    EXPECT_EQ(picture.pixelColor(8, 8), QColor(Qt::red));
}

TEST(TintedIcon, IsEmptyForAnUnknownName)
{
    EXPECT_TRUE(tintedIcon(QStringLiteral("nothing"), Qt::red, Qt::blue).isNull());
}

} // namespace
} // namespace tcplab
