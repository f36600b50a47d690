#include "app/ladder/ladder_ink.h"

#include "app/ladder/ladder_paint.h"
#include "app/theme/contrast.h"
#include "tests/app/support/runs.h"

#include <QImage>
#include <QPainter>
#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

std::vector<Theme> everyTheme()
{
    std::vector<Theme> all;
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector})
        all.push_back(themeNamed(name));
    for (const QSize size : {QSize(1024, 768), QSize(1920, 1080), QSize(3840, 2160)})
        all.push_back(lectureTheme(size));
    return all;
}

std::vector<QColor> everyColour(const Theme& t, const LadderInk& ink)
{
    std::vector<QColor> all{t.client, t.server, t.mutedText, t.text, t.lost, t.retransmission};
    for (const SegmentKind kind : {SegmentKind::Control, SegmentKind::Data, SegmentKind::Fin,
                                   SegmentKind::Reset, SegmentKind::Retransmission})
        for (const bool lost : {false, true})
            all.push_back(ink.of(kind, lost));
    for (int number = 1; number <= 6; ++number)
        all.push_back(t.connection(number));
    return all;
}

/// What is not lit steps back, in each theme, and can still be read: measured after all mixing.
TEST(LadderInk, KeepsTextAt4Point5AndLinesAt3HoweverFarTheyStepBack)
{
    for (const Theme& t : everyTheme())
        for (const bool focus : {false, true}) {
            const LadderInk ink(t, focus);
            for (const QColor& colour : everyColour(t, ink))
                for (const bool lit : {false, true}) {
                    const auto where = ::testing::Message()
                                       << "theme " << static_cast<int>(t.name) << ", " << t.leastPoints
                                       << " pt, focus " << focus << ", lit " << lit << ": "
                                       << colour.name().toStdString();
                    EXPECT_GE(contrast(ink.text(colour, lit), t.surface), 4.5) << where;
                    EXPECT_GE(contrast(ink.line(colour, lit), t.surface), 3.0) << where;
                    EXPECT_GE(contrast(ink.strongLine(colour, lit), t.surface), 3.0) << where;
                    EXPECT_GE(contrast(ink.ahead(ink.line(colour, lit)), t.surface), 3.0) << where;
                }
            for (const QColor& line : {ink.lifeline(), ink.fold(), ink.tick(), ink.barEdge(Side::Client),
                                       ink.barEdge(Side::Server)})
                EXPECT_GE(contrast(line, t.surface), 3.0) << line.name().toStdString();
            for (const Side host : {Side::Client, Side::Server})
                for (const bool current : {false, true})
                    EXPECT_GE(contrast(ink.barFill(host, current, false), t.surface), 3.0);
        }
}

TEST(LadderInk, WhatIsNotLitStepsBackAllTheSame)
{
    for (const Theme& t : everyTheme()) {
        const LadderInk ink(t, true);
        for (const QColor& colour : {t.client, t.server, t.control})
            EXPECT_LT(contrast(ink.line(colour, false), t.surface), contrast(colour, t.surface));
        EXPECT_EQ(ink.line(t.client, true), t.client);
        EXPECT_EQ(LadderInk(t, false).text(t.client, false), t.client) << "nothing is lit";
    }
    EXPECT_GT(LadderInk(lectureTheme({1024, 768}), true).weight(true), 1.0);
}

/// In the picture, too, a past state's bar has an edge that is seen.
TEST(LadderInk, AStatesBarIsSeenInThePicture)
{
    const tcplab::Run run = runOf(shipped("last-ack-lost"));
    const TimeAxis axis = TimeAxis::folded(run.trace());
    for (const Theme& theme : everyTheme()) {
        if (theme.leastPoints > 24)
            continue; // the same, larger
        const LadderFonts fonts(theme);
        QImage picture(static_cast<int>(700 * theme.textScale), 500, QImage::Format_RGB32);
        QPainter painter(&picture);
        paintLadder(painter, QRectF(picture.rect()), run.trace(), axis, theme, {});
        painter.end();
        const LadderInk ink(theme, false);
        for (const Side host : {Side::Client, Side::Server}) {
            const QRgb edge = ink.barEdge(host).rgb();
            std::ptrdiff_t seen = 0;
            for (int y = 0; y < picture.height(); ++y) {
                const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
                seen += std::count(line, line + picture.width(), edge);
            }
            EXPECT_GT(seen, picture.height() / 4) << static_cast<int>(theme.name) << theme.leastPoints;
        }
    }
}

} // namespace
} // namespace tcplab
