#include "app/ladder/ladder_paint.h"

#include "tests/app/support/runs.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

TEST(LadderPicture, HoldsTheWholeRunWithoutANowLine)
{
    const tcplab::Run run = runOf(shipped("three-way-handshake"));
    const TimeAxis axis = TimeAxis::folded(run.trace());
    const Theme& theme = themeNamed(ThemeName::Light);
    const LadderFonts fonts(theme);
    const int height = static_cast<int>(pictureHeight(axis, fonts, {}));
    EXPECT_GT(height, axis.length());
    QImage picture(800, height, QImage::Format_RGB32);
    picture.fill(Qt::black);
    QPainter painter(&picture);
    paintLadder(painter, QRectF(picture.rect()), run.trace(), axis, theme, {});
    painter.end();
    bool hasNow = false;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            ASSERT_NE(picture.pixelColor(x, y), QColor(Qt::black)) << "nothing is left unpainted";
            hasNow = hasNow || picture.pixelColor(x, y) == theme.now;
        }
    EXPECT_FALSE(hasNow);
}

TEST(LadderPicture, KeepsItsTextsInAFile)
{
    const tcplab::Run run = runOf(shipped("three-way-handshake"));
    const TimeAxis axis = TimeAxis::folded(run.trace());
    QBuffer file;
    QSvgGenerator svg;
    svg.setOutputDevice(&file);
    svg.setSize({900, 700});
    QPainter painter(&svg);
    paintLadder(painter, QRectF(0, 0, 900, 700), run.trace(), axis, themeNamed(ThemeName::Light), {});
    painter.end();
    const QByteArray text = file.data();
    EXPECT_TRUE(text.contains("SYN-RECEIVED"));
    EXPECT_TRUE(text.contains(">SYN, ACK<")) << "the label can be found and copied";
}

} // namespace
} // namespace tcplab
