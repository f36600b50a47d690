#include "app/ladder/slant.h"

#include <QPainter>

#include <cmath>
#include <cstdlib>

#include <gtest/gtest.h>

namespace tcplab {
namespace {

const QRgb ink = qRgb(10, 90, 200);

QImage paper(QImage::Format format = QImage::Format_RGB32)
{
    QImage picture(120, 80, format);
    picture.fill(qRgb(250, 240, 230));
    return picture;
}

QImage slanted(QLineF line, double width)
{
    QImage picture = paper();
    EXPECT_TRUE(drawSlant(picture, picture.rect(), line.p1(), line.p2(), width, ink));
    return picture;
}

QImage painted(QLineF line, double width)
{
    QImage picture = paper();
    QPainter p(&picture);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(QColor::fromRgb(ink), width, Qt::SolidLine, Qt::FlatCap));
    p.drawLine(line);
    return picture;
}

/// How far the reds of both are apart at most, the ends left out: these are cut along the grid.
int mostApart(const QImage& one, const QImage& other, const QRect& where)
{
    int most = 0;
    for (int y = where.top(); y <= where.bottom(); ++y)
        for (int x = where.left(); x <= where.right(); ++x)
            most = std::max(most, std::abs(qRed(one.pixel(x, y)) - qRed(other.pixel(x, y))));
    return most;
}

TEST(Slant, LooksLikeQPaintersLine)
{
    for (const double width : {1.0, 1.3, 1.6, 3.0, 9.0})
        for (const double rise : {0.0, 3.3, 17.0, 50.0, -28.4}) {
            const double middle = 40.3;
            const QLineF flat(10.2, middle - rise / 2, 110.7, middle + rise / 2);
            // An eighth of 240 steps of red: an edge is taken as if it ran level through each cell.
            EXPECT_LE(mostApart(slanted(flat, width), painted(flat, width), QRect(20, 0, 80, 80)), 30)
                << width << " wide, rising by " << rise;
            const QLineF steep(60.3 - rise / 2, 5.1, 60.3 + rise / 2, 75.6);
            EXPECT_LE(mostApart(slanted(steep, width), painted(steep, width), QRect(0, 15, 120, 50)), 30)
                << width << " wide, leaning by " << rise;
        }
}

/// All that it darkens, in cells.
double cellsDarkened(const QImage& picture)
{
    double cells = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            cells += (250.0 - qRed(picture.pixel(x, y))) / 240;
    return cells;
}

TEST(Slant, CoversItsLengthTimesItsWidth)
{
    for (const QLineF& line : {QLineF(10, 20, 110, 50), QLineF(110, 50, 10, 20), QLineF(20, 5, 45, 75),
                               QLineF(10, 40, 110, 40), QLineF(60, 5, 60, 75)}) {
        EXPECT_NEAR(cellsDarkened(slanted(line, 1.6)), line.length() * 1.6, line.length() * 0.02)
            << line.dx() << ' ' << line.dy();
    }
}

/// The cells in which it begins and ends are only partly its own.
TEST(Slant, EndsWithinACell)
{
    for (const QLineF& line : {QLineF(10.3, 40, 12.8, 41), QLineF(40, 10.3, 41, 12.8)})
        EXPECT_NEAR(cellsDarkened(slanted(line, 2)), line.length() * 2, 0.1) << line.dx() << ' ' << line.dy();
    for (const QLineF& line : {QLineF(10.25, 40.5, 10.75, 40.5), QLineF(40.5, 10.25, 40.5, 10.75)})
        EXPECT_NEAR(cellsDarkened(slanted(line, 1)), 0.5, 0.02) << line.dx() << ' ' << line.dy();
}

TEST(Slant, IsTheSameInBothDirections)
{
    for (const QLineF& line : {QLineF(10.4, 20.6, 110.1, 50.2), QLineF(20.3, 5.7, 45.1, 75.9)})
        EXPECT_EQ(slanted(line, 1.6), slanted(QLineF(line.p2(), line.p1()), 1.6));
}

TEST(Slant, WritesNothingBesideItsClip)
{
    QImage picture = paper();
    const QRect clip(30, 25, 40, 20);
    for (const QLineF& line :
         {QLineF(-1e6, -1e6, 1e6, 1e6), QLineF(0, 35, 120, 35), QLineF(50, -1e12, 50, 1e12),
          QLineF(-1e12, 30, 1e12, 31), QLineF(0, 0, 120, 80), QLineF(60, 0, 30, 80)})
        EXPECT_TRUE(drawSlant(picture, clip, line.p1(), line.p2(), 4, ink));
    QImage cleared = picture;
    QPainter(&cleared).fillRect(clip, QColor::fromRgb(paper().pixel(0, 0)));
    EXPECT_EQ(cleared, paper());
    EXPECT_NE(picture, paper());
}

/// Where nothing can be drawn, nothing is: no length, no width, no place, no number.
TEST(Slant, LeavesThePictureWithoutALine)
{
    QImage picture = paper();
    const double none = std::nan("");
    EXPECT_TRUE(drawSlant(picture, picture.rect(), {5, 5}, {5, 5}, 2, ink));
    EXPECT_TRUE(drawSlant(picture, picture.rect(), {5, 5}, {50, 5}, 0, ink));
    EXPECT_TRUE(drawSlant(picture, QRect(500, 500, 10, 10), {5, 5}, {50, 5}, 2, ink));
    EXPECT_TRUE(drawSlant(picture, picture.rect(), {5, none}, {50, 5}, 2, ink));
    EXPECT_EQ(picture, paper());
}

TEST(Slant, LeavesOtherPixelsToQPainter)
{
    QImage grey = paper(QImage::Format_Grayscale8);
    const QImage before = grey;
    EXPECT_FALSE(drawSlant(grey, grey.rect(), {5, 5}, {50, 25}, 2, ink));
    EXPECT_EQ(grey, before);
    QImage mixed = paper(QImage::Format_ARGB32_Premultiplied);
    EXPECT_TRUE(drawSlant(mixed, mixed.rect(), {5, 5}, {50, 25}, 2, ink));
    EXPECT_EQ(mixed.convertToFormat(QImage::Format_RGB32), slanted(QLineF(5, 5, 50, 25), 2));
}

} // namespace
} // namespace tcplab
