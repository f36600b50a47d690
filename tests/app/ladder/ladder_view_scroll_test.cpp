// How the timeline is scrolled, zoomed and dragged, and that the now-line stays in sight.
#include "app/ladder/ladder_queues.h"
#include "tests/app/ladder/view_fixture.h"

#include <QWheelEvent>

#include <set>

namespace tcplab {
namespace {

TEST_F(View, DraggingTheNowLineGoesThroughTime)
{
    session.goToStep(session.stepCount() / 2);
    settle();
    const LadderGeometry before = ladder.geometry();
    const QPoint grip = before.badge.center().toPoint();
    QTest::mousePress(ladder.viewport(), Qt::LeftButton, {}, grip);
    for (int up = 10; up <= 90; up += 10) {
        QTest::mouseMove(ladder.viewport(), grip - QPoint(0, up));
        EXPECT_NEAR(ladder.geometry().nowY, before.nowY - up, 2.0) << "it stays under the mouse";
    }
    QTest::mouseRelease(ladder.viewport(), Qt::LeftButton, {}, grip - QPoint(0, 90));
    EXPECT_LT(session.step(), session.stepCount() / 2);
    EXPECT_EQ(session.selectedSegment(), 0u);
}

TEST_F(View, DraggingUpInAScrolledPictureDoesNotRunAway)
{
    session.last();
    settle();
    ladder.geometry();
    letGlide();
    const LadderGeometry before = ladder.geometry();
    ASSERT_LT(before.zeroY, 0) << "it is scrolled";
    const QPoint grip = before.badge.center().toPoint();
    QTest::mousePress(ladder.viewport(), Qt::LeftButton, {}, grip);
    for (int up = 10; up <= 200; up += 10) {
        QTest::mouseMove(ladder.viewport(), grip - QPoint(0, up));
        EXPECT_NEAR(ladder.geometry().nowY, before.nowY - up, 2.0);
        EXPECT_EQ(ladder.geometry().zeroY, before.zeroY);
    }
    QTest::mouseRelease(ladder.viewport(), Qt::LeftButton, {}, grip - QPoint(0, 200));
}

TEST_F(View, DraggingThePictureScrollsItAndChoosesNothing)
{
    session.last();
    settle();
    letGlide();
    const double before = ladder.geometry().zeroY;
    ASSERT_LT(before, -100);
    const QPoint from(370, 300);
    QTest::mousePress(ladder.viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(ladder.viewport(), from + QPoint(0, 20));
    QTest::mouseMove(ladder.viewport(), from + QPoint(0, 60));
    QTest::mouseRelease(ladder.viewport(), Qt::LeftButton, {}, from + QPoint(0, 60));
    EXPECT_NEAR(ladder.geometry().zeroY, before + 60, 1);
    EXPECT_EQ(session.selectedSegment(), 0u);
    EXPECT_EQ(session.step(), session.stepCount());
}

TEST_F(View, TheWheelScrollsAndWithControlZoomsAroundTheMouse)
{
    session.last();
    settle();
    letGlide();
    const auto wheel = [this](int notches, Qt::KeyboardModifiers modifiers) {
        const QPointF at(370, 300);
        QWheelEvent event(at, ladder.viewport()->mapToGlobal(at), {}, {0, notches * 120}, {}, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(ladder.viewport(), &event);
    };
    const double before = ladder.geometry().zeroY;
    wheel(1, {});
    EXPECT_GT(ladder.geometry().zeroY, before);
    const double unit = (300 - ladder.geometry().zeroY) / ladder.zoom();
    wheel(1, Qt::ControlModifier);
    EXPECT_GT(ladder.zoom(), 1.0);
    EXPECT_NEAR((300 - ladder.geometry().zeroY) / ladder.zoom(), unit, 1.0);
    for (int i = 0; i < 100; ++i)
        wheel(1, Qt::ControlModifier);
    EXPECT_LE(ladder.zoom(), 6.0);
    for (int i = 0; i < 200; ++i)
        wheel(-1, Qt::ControlModifier);
    EXPECT_GT(ladder.zoom(), 0);
    ladder.resetZoom();
    EXPECT_EQ(ladder.zoom(), 1.0);
}

TEST_F(View, KeysScroll)
{
    session.last();
    settle();
    letGlide();
    const double before = ladder.geometry().zeroY;
    press(Qt::Key_Up);
    EXPECT_GT(ladder.geometry().zeroY, before);
    press(Qt::Key_Down);
    EXPECT_NEAR(ladder.geometry().zeroY, before, 1);
}

TEST_F(View, TheNowLineStaysInSightAtEveryStep)
{
    for (quint64 step = 0; step <= session.stepCount(); ++step) {
        session.goToStep(step);
        QTest::qWait(1);
    }
    letGlide();
    EXPECT_LT(ladder.geometry().nowY, ladder.viewport()->height());
    for (quint64 step = session.stepCount(); step > 0; --step)
        session.goToStep(step);
    letGlide();
    EXPECT_GT(ladder.geometry().nowY, 0);
    EXPECT_LT(ladder.geometry().nowY, ladder.viewport()->height());
}

TEST_F(View, SteppingBackLeavesThePictureWhereItIs)
{
    session.last();
    settle();
    letGlide();
    const double before = ladder.geometry().zeroY;
    session.stepBack();
    session.stepBack();
    letGlide();
    EXPECT_EQ(ladder.geometry().zeroY, before);
}

TEST_F(View, ShowingTheWholeRunShowsAllOfIt)
{
    session.last();
    ladder.showWholeRun();
    const LadderGeometry& shapes = ladder.geometry();
    EXPECT_EQ(shapes.arrows.size(), session.trace().segmentCount());
    EXPECT_GE(shapes.arrows.front().from.y(), 0);
    EXPECT_LE(shapes.nowY, ladder.viewport()->height());
}

/// A long run ends in a pixel: even so its last states and the cursor's time are read, and while one zooms in.
TEST_F(View, TheEndOfALongRunIsWhollyInSight)
{
    session.load(transferOf(20'000));
    ASSERT_TRUE(QTest::qWaitFor([this] { return session.run().ended(); }, 30'000));
    session.last();
    ladder.showWholeRun();
    settle();
    std::set<QString> names;
    for (const LadderText& text : ladder.geometry().texts)
        if (text.role == TextRole::StateName && text.host == Side::Client) {
            EXPECT_LE(text.rect.bottom(), ladder.viewport()->height()) << text.text.toStdString();
            names.insert(text.text);
        }
    for (const char* name : {"FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT"})
        EXPECT_TRUE(names.contains(QString::fromLatin1(name))) << name;
    for (int i = 0; i < 12; ++i) {
        EXPECT_LE(ladder.geometry().badge.bottom(), ladder.viewport()->height()) << i;
        ladder.zoomIn();
        settle();
    }
}

TEST_F(View, LinearTimeKeepsTheNowLineInPlace)
{
    session.goToStep(session.stepCount() - 1);
    settle();
    letGlide();
    session.setLinearTime(true);
    EXPECT_TRUE(ladder.geometry().folds.empty());
    EXPECT_GT(ladder.geometry().nowY, 0);
    EXPECT_LT(ladder.geometry().nowY, ladder.viewport()->height());
    session.setLinearTime(false);
    EXPECT_LT(ladder.geometry().nowY, ladder.viewport()->height());
}

/// The now line leaves them room at the foot.
TEST_F(View, ALecturesQueuesFindTheirPlaceInALowTimeline)
{
    session.load(shipped("listen-queues"));
    ladder.setTheme(lectureTheme({1024, 768}));
    ladder.resize(1016, 500);
    std::size_t wanted = 0;
    std::size_t shown = 0;
    for (quint64 step = 1; step <= session.stepCount(); ++step) {
        session.goToStep(step);
        letGlide();
        wanted += queuesOf(session.worldNow()).size();
        shown += ladder.geometry().queues.size();
    }
    EXPECT_GT(wanted, 20u);
    EXPECT_GE(shown * 5, wanted * 4);
}

/// In large type on a small screen a flight would take a third of the page.
TEST_F(View, ALecturesPageHoldsMoreThanItsLastFlights)
{
    for (const QSize window : {QSize(1280, 720), QSize(1280, 800), QSize(1920, 1080)}) {
        ladder.setTheme(lectureTheme(window));
        ladder.resize(window.width(), window.height() * 5 / 8);
        session.last();
        settle();
        const auto [from, to] = ladder.visibleUnits();
        EXPECT_GE(to - from, 6 * TimeAxis::flightHeight) << window.height();
    }
}

} // namespace
} // namespace tcplab
