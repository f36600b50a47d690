#include "app/chart/axis_values.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(AxisValues, AreNumbersInTheirOwnUnit)
{
    const AxisValues loss = axisValuesOf({"0 %", "2.5 %", "10 %"});
    EXPECT_THAT(loss.places, ElementsAre(0, 2.5, 10));
    EXPECT_EQ(loss.unit, "%");
    EXPECT_EQ(axisValuesOf({"0", "5%"}).unit, "%"); // nothing is nothing of anything
    const AxisValues counts = axisValuesOf({"1", "4", "10"});
    EXPECT_THAT(counts.places, ElementsAre(1, 4, 10));
    EXPECT_EQ(counts.unit, "");
}

TEST(AxisValues, OfSeveralUnitsAreBroughtToOne)
{
    const AxisValues times = axisValuesOf({"500 us", "2 ms", "1 s"});
    EXPECT_THAT(times.places, ElementsAre(0.0005, 0.002, 1));
    EXPECT_EQ(times.unit, "s");
    EXPECT_THAT(axisValuesOf({"56 kbit/s", "10 Mbit/s"}).places, ElementsAre(0.056, 10));
    EXPECT_THAT(axisValuesOf({"0.01", "2 %"}).places, ElementsAre(1, 2));
    EXPECT_THAT(axisValuesOf({"100", "4 KiB"}).places, ElementsAre(100, 4096));
}

TEST(AxisValues, ThatAreNoNumbersHaveAPlaceEach)
{
    const AxisValues names = axisValuesOf({"reno", "cubic", "none"});
    EXPECT_FALSE(names.isNumeric());
    EXPECT_THAT(names.places, ElementsAre(0, 1, 2));
    EXPECT_THAT(names.categories, ElementsAre("reno", "cubic", "none"));
    EXPECT_FALSE(axisValuesOf({"unlimited", "10 Mbit/s"}).isNumeric());
    EXPECT_FALSE(axisValuesOf({"true", "false"}).isNumeric());
    EXPECT_FALSE(axisValuesOf({"inf", "nan"}).isNumeric());
    EXPECT_THAT(axisValuesOf({"1 %"}).categories, IsEmpty());
}

TEST(AxisValues, BetweenTwoCanBeSaid)
{
    EXPECT_EQ(valueAt(axisValuesOf({"1 %", "2 %"}), 1.25), "1.250000 %");
    EXPECT_EQ(valueAt(axisValuesOf({"1", "2"}), 1.5), "1.500000");
}

} // namespace
} // namespace tcplab
