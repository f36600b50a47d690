// Where along the time breakpoints act.
#include "app/window/breakpoint_trail.h"

#include "app/ladder/ladder_view.h"
#include "app/panels/explanation_panel.h"
#include "app/window/scrubber.h"
#include "tests/app/window/window_fixture.h"

#include <QMenu>

namespace tcplab {
namespace {

class BreakpointTrails : public Window {
protected:
    BreakpointTrail& trail() { return *window->breakpointTrail(); }
    static UntilCondition phrase(const char* words) { return *readUntil(words); }
    quint64 stepOf(const char* words) { return *stepUntil(session().trace(), 0, phrase(words)); }
};

TEST_F(BreakpointTrails, MarkEachStepOnTheStripAndThosePassedOnTheTimeline)
{
    openScenario(QStringLiteral("last-ack-lost"));
    press(Qt::Key_Home);
    EXPECT_TRUE(trail().onStrip().empty());
    window->breakpoints().add(phrase("ACK lost"));
    settle();
    const quint64 step = stepOf("ACK lost");
    const auto dots = trail().onStrip();
    ASSERT_EQ(dots.size(), 1u);
    EXPECT_EQ(dots[0].step, step);
    const QRectF track = window->findChild<Scrubber*>()->geometryOfBars().track;
    EXPECT_NEAR(dots[0].at.x(), xAt(session().axis(), track, session().axis().positionOfStep(step)), 0.5);
    EXPECT_TRUE(trail().onTimeline().empty()) << "what is to come is not told there";
    session().goToStep(step);
    settle();
    const auto passed = trail().onTimeline();
    ASSERT_EQ(passed.size(), 1u);
    EXPECT_NEAR(passed[0].at.y(), window->ladder()->geometry().nowY, 1);
    window->breakpoints().setEnabled(0, false);
    EXPECT_FALSE(trail().onStrip().at(0).enabled);
    window->breakpoints().removeAll();
    EXPECT_TRUE(trail().onStrip().empty());
}

/// Neither the time on the now line, where it stops, nor a time or a state beside it.
TEST_F(BreakpointTrails, CoverNoWordOfTheTimeline)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->action(Do::ReduceMotion)->setChecked(true); // the timeline has followed when it is looked at
    window->breakpoints().add(phrase("segment"));
    window->breakpoints().add(phrase("CLOSED"));
    std::size_t seen = 0;
    for (const QSize size : {QSize(800, 600), QSize(1280, 720), QSize(1600, 1000)})
        for (const ThemeName theme : {ThemeName::Light, ThemeName::Projector}) {
            window->resize(size);
            window->setTheme(theme);
            settle();
            for (quint64 step = 1; step <= session().stepCount(); ++step) {
                session().goToStep(step);
                settle();
                const LadderGeometry& shapes = window->ladder()->geometry();
                for (const BreakpointTrail::Dot& dot : trail().onTimeline()) {
                    ++seen;
                    const std::string where = std::to_string(size.width()) + ", step " + std::to_string(step);
                    const QRectF around(dot.at - QPointF(4, 4), QSizeF(8, 8));
                    EXPECT_FALSE(shapes.badge.intersects(around)) << where;
                    for (const LadderText& text : shapes.texts)
                        EXPECT_FALSE(text.rect.intersects(around))
                            << where << ": " << text.text.toStdString();
                    for (const LadderTick& tick : shapes.ticks)
                        EXPECT_FALSE(tick.rect.intersects(around))
                            << where << ": " << tick.text.toStdString();
                    EXPECT_TRUE(shapes.area.contains(around.center())) << where;
                }
            }
        }
    window->action(Do::ReduceMotion)->setChecked(false);
    EXPECT_GT(seen, 50u);
}

TEST_F(BreakpointTrails, FollowTheRunThatIsChanged)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->breakpoints().add(phrase("SYN,ACK lost"));
    window->breakpoints().add(phrase("client retransmission timer"));
    EXPECT_TRUE(trail().onStrip().empty());
    EXPECT_EQ(trail().whereIs(0), QStringLiteral("not in this run"));
    goToMiddleOf(2);
    press(Qt::Key_X);
    const auto dots = trail().onStrip();
    ASSERT_EQ(dots.size(), 2u);
    EXPECT_EQ(dots[0].step, stepOf("SYN,ACK lost"));
    EXPECT_EQ(dots[1].step, stepOf("client retransmission timer"));
    EXPECT_EQ(trail().whereIs(0), QStringLiteral("at step %1").arg(dots[0].step));
    window->action(Do::Undo)->trigger();
    EXPECT_TRUE(trail().onStrip().empty());
}

TEST_F(BreakpointTrails, AnInstantAndACountAreOneStepEach)
{
    openScenario(QStringLiteral("sack"));
    for (const char* words : {"0.3 s", "client ACK #2", "segment"})
        window->breakpoints().add(phrase(words));
    std::array<std::size_t, 3> counts{};
    const auto all = window->breakpoints().all();
    BreakpointSteps steps(session(), window->breakpoints());
    for (std::size_t i = 0; i < 3; ++i)
        counts[i] = steps.stepsOf(i).size();
    EXPECT_EQ(counts[0], 1u);
    EXPECT_EQ(counts[1], 1u);
    EXPECT_GT(counts[2], 10u);
    for (std::size_t i = 0; i < 3; ++i) {
        window->breakpoints().put({all[i]});
        steps.forgetAll();
        EXPECT_EQ(steps.stepsOf(0).front(), *window->breakpoints().firstIn(0, session().stepCount()));
    }
}

TEST_F(BreakpointTrails, ACountIsCountedOnAsTheRunGrows)
{
    openScenario(QStringLiteral("sack"));
    window->breakpoints().add(phrase("client ACK #2"));
    BreakpointSteps steps(session(), window->breakpoints());
    ASSERT_EQ(steps.stepsOf(0).size(), 1u);
    const quint64 found = steps.stepsOf(0).front();
    EXPECT_EQ(steps.stepsCounted(0), found) << "once found, nothing more is read";
    steps.forgetFrom(session().stepCount()); // it has grown
    EXPECT_EQ(steps.stepsCounted(0), found) << "and nothing again";
    EXPECT_THAT(steps.stepsOf(0), testing::ElementsAre(found));
    steps.forgetFrom(found - 1); // another future
    EXPECT_EQ(steps.stepsCounted(0), 0u);
    EXPECT_THAT(steps.stepsOf(0), testing::ElementsAre(found));
}

TEST_F(BreakpointTrails, TheHintAndTheMenuNameThem)
{
    openScenario(QStringLiteral("last-ack-lost"));
    press(Qt::Key_Home);
    window->breakpoints().add(phrase("ACK lost"));
    press(Qt::Key_F9);
    EXPECT_EQ(session().step(), stepOf("ACK lost"));
    EXPECT_EQ(window->explanation()->hint(), QStringLiteral("A breakpoint: ACK lost. Space plays on."));
}

} // namespace
} // namespace tcplab
