#include "app/ladder/label_box.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

TEST(LabelBox, TurnedBoxesTouchOnlyWhereTheyLie)
{
    // Two narrow boxes along the same slanted line: their upright bounds overlap, they do not.
    const LabelBox a{{0, 0}, 40, 4, 0.5};
    const LabelBox beside{QPointF(-0.479, 0.878) * 12, 40, 4, 0.5};
    EXPECT_TRUE(a.bounds().intersects(beside.bounds()));
    EXPECT_FALSE(intersects(a, beside));
    EXPECT_TRUE(intersects(a, beside.movedBy({2.4, -4.4})));
    EXPECT_TRUE(intersects(a, LabelBox{{0, 0}, 40, 4, -0.5}));
}

TEST(LabelBox, ALineThroughItTouchesIt)
{
    const LabelBox box{{100, 100}, 30, 6, 0.3};
    EXPECT_TRUE(intersects(box, QLineF(0, 100, 200, 100)));
    EXPECT_TRUE(intersects(box, QLineF(100, 100, 100, 101)));
    EXPECT_FALSE(intersects(box, QLineF(0, 130, 200, 130)));
    EXPECT_FALSE(intersects(box, QLineF(100, 120, 100, 200)));
}

TEST(LabelBox, ItsBoundsHoldItsCorners)
{
    const LabelBox box{{10, 20}, 30, 6, 1.1};
    for (const QPointF corner : box.corners())
        EXPECT_TRUE(box.bounds().adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(corner));
}

} // namespace
} // namespace tcplab
