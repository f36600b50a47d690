// Where two runs part, across the timeline.
#include "tests/app/ladder/stage.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tcplab {
namespace {

class Parting : public testing::TestWithParam<std::string> {
protected:
    /// With the two runs parting at each of the run's steps, as seen at its end and a little before.
    template <class Look> void atEachStep(Stage& stage, Look look)
    {
        const std::uint64_t last = std::min<std::uint64_t>(stage.run.trace().stepCount(), 40);
        for (std::uint64_t step = 1; step <= last; ++step)
            for (const std::uint64_t cursor : {step, last}) {
                const double position = stage.axis.positionOfStep(step);
                const double scroll =
                    std::max(0.0, position * stage.theme.textScale - 0.5 * stage.size.height());
                LadderInput in = stage.inputAt(cursor, stage.axis.positionOfStep(cursor), scroll);
                in.parting = position;
                look(layOut(in, stage.labels), step);
            }
    }
};
INSTANTIATE_TEST_SUITE_P(Library, Parting, testing::ValuesIn(shippedNames()), scenarioTestName);

TEST_P(Parting, PassesBehindEveryWordAndItsSignCoversNone)
{
    for (const double width : {760.0, 430.0}) {
        Stage stage(shipped(GetParam()), themeNamed(ThemeName::Light), {width, 520});
        atEachStep(stage, [&](const LadderGeometry& g, std::uint64_t step) {
            ASSERT_TRUE(g.parting) << step;
            const QRectF sign = g.parting->sign;
            EXPECT_TRUE(g.area.contains(sign)) << step;
            EXPECT_NEAR(sign.center().y(), g.parting->y, 1) << step;
            for (const LadderText& text : g.texts) {
                EXPECT_FALSE(text.rect.intersects(sign)) << step << text.text.toStdString();
                const bool crossed = text.rect.top() < g.parting->y && g.parting->y < text.rect.bottom();
                EXPECT_TRUE(!crossed || text.onGround) << step << text.text.toStdString();
            }
            for (const LadderLabel& label : g.labels) {
                const LabelBox box{sign.center(), sign.width() / 2, sign.height() / 2, 0};
                EXPECT_FALSE(intersects(box, label.box)) << step << label.parts.flags.toStdString();
            }
            EXPECT_FALSE(g.badge.intersects(sign)) << step;
            for (const LadderTick& tick : g.ticks) {
                if (!tick.rect.isEmpty()) {
                    EXPECT_FALSE(tick.rect.intersects(sign)) << step << tick.text.toStdString();
                    EXPECT_TRUE(tick.rect.top() >= g.parting->y || g.parting->y >= tick.rect.bottom())
                        << step << tick.text.toStdString();
                    continue;
                }
                const double half = stage.fonts.height(TextRole::Tick) / 2;
                if (std::abs(tick.y - g.parting->y) >= half)
                    continue;
                const double right =
                    g.area.left() + 10 * stage.theme.textScale + stage.fonts.width(TextRole::Tick, tick.text);
                EXPECT_GE(g.parting->from, right) << step << tick.text.toStdString();
                EXPECT_GE(sign.left(), right) << step << tick.text.toStdString();
            }
        });
    }
}

TEST(PartingInLargeType, CoversNoWordEither)
{
    Stage stage(shipped("last-ack-lost"), lectureTheme({1280, 720}), {1240, 300});
    for (std::uint64_t step = 1; step <= stage.run.trace().stepCount(); ++step) {
        LadderInput in = stage.inputOf(stage.run.trace().instantOf(step));
        in.parting = in.nowPosition;
        const LadderGeometry g = layOut(in, stage.labels);
        ASSERT_TRUE(g.parting);
        for (const LadderText& text : g.texts)
            EXPECT_FALSE(text.rect.intersects(g.parting->sign)) << step << text.text.toStdString();
        EXPECT_FALSE(g.badge.intersects(g.parting->sign)) << step;
    }
}

} // namespace
} // namespace tcplab
