// Two runs under one cursor, and whose step is told.
#include "app/panels/explanation_panel.h"
#include "app/window/announcer.h"
#include "app/window/scrubber.h"
#include "tests/app/compare/comparing.h"

#include <QLabel>
#include <QMouseEvent>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class OneCursor : public Comparing {
protected:
    /// B, as the scenario has it, is over a second before A, whose SYN is lost.
    void compareWithALongerRun()
    {
        openScenario(QStringLiteral("three-way-handshake"));
        goToMiddleOf(1);
        press(Qt::Key_X);
        window->compareRuns()->openBranch(0);
        window->compareRuns()->compareWithBranch(1);
    }
    ExplanationPanel* told() { return window->explanation(); }
    std::string headlineOf(const Session& of)
    {
        return explain(of.trace(), of.step(), of.language(), of.relativeNumbers()).headline;
    }
    /// What can be read at the right of a heading.
    std::string ending(std::size_t run)
    {
        for (const QLabel* heading : window->findChildren<QLabel*>())
            if (heading->text() == pane()->heading(run))
                for (const QLabel* label : heading->findChildren<QLabel*>())
                    if (label->isVisible())
                        return label->text().toStdString();
        return {};
    }
};

TEST_F(OneCursor, OneCursorMovesThroughBoth)
{
    stepInAndCompare();
    for (int i = 0; i < 12; ++i) {
        press(Qt::Key_Right);
        EXPECT_NEAR(pane()->other().nowPosition(), session().nowPosition(), 1e-6) << i;
    }
    for (int i = 0; i < 5; ++i) {
        press(Qt::Key_Left);
        EXPECT_NEAR(pane()->other().nowPosition(), session().nowPosition(), 1e-6) << i;
    }
    press(Qt::Key_Home);
    EXPECT_EQ(pane()->other().step(), 0u);
}

TEST_F(OneCursor, WhereTheOpenRunEndsTheOtherGoesOn)
{
    compareWithALongerRun();
    settle();
    ASSERT_EQ(session().run().interventions().size(), 0u);
    ASSERT_EQ(pane()->other().run().interventions().size(), 1u);
    while (session().step() < session().stepCount()) {
        press(Qt::Key_Right);
    }
    ASSERT_TRUE(pane()->otherGoesOn()) << pane()->other().step() << "/" << pane()->other().stepCount()
                                       << " at " << pane()->other().now().ns << " and " << session().now().ns;
    const quint64 before = pane()->other().step();
    press(Qt::Key_Right);
    EXPECT_GT(pane()->other().step(), before);
    expectOneCursor();
    EXPECT_TRUE(session().isPastEnd());
    EXPECT_EQ(session().step(), session().stepCount());
    press(Qt::Key_End);
    expectOneCursor();
    EXPECT_EQ(pane()->other().step(), pane()->other().stepCount());
    EXPECT_FALSE(window->action(Do::StepForward)->isEnabled());
    press(Qt::Key_Left);
    EXPECT_EQ(session().step(), session().stepCount());
    EXPECT_LT(pane()->other().step(), pane()->other().stepCount());
    expectOneCursor();
    for (int i = 0; i < 100 && session().step() == session().stepCount(); ++i) {
        press(Qt::Key_Left);
        expectOneCursor();
    }
    EXPECT_EQ(session().step(), session().stepCount() - 1) << "step by step back into the open run";
    press(Qt::Key_Home);
    expectOneCursor();
}

TEST_F(OneCursor, SpacePlaysOnWhatOnlyTheOtherRunHas)
{
    compareWithALongerRun();
    settle();
    for (int i = 0; i < 8; ++i) // so that it has not come to its end before it is looked at
        window->action(Do::Slower)->trigger();
    session().last();
    ASSERT_TRUE(pane()->otherGoesOn());
    press(Qt::Key_Space);
    EXPECT_TRUE(pane()->isPlayingBeyond());
    EXPECT_EQ(window->action(Do::Play)->text(), QStringLiteral("Pause"));
    EXPECT_EQ(session().step(), session().stepCount()) << "it does not begin again";
    press(Qt::Key_Space);
    EXPECT_FALSE(pane()->isPlayingBeyond());
    EXPECT_EQ(session().step(), session().stepCount());
}

TEST_F(OneCursor, BothCursorsStandAtOneHeightAtTheEnd)
{
    openScenario(QStringLiteral("slow-start"));
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("congestion_control=cubic")));
    settle();
    press(Qt::Key_End);
    settle();
    ASSERT_EQ(session().now(), pane()->other().now());
    EXPECT_EQ(session().step(), session().stepCount());
    EXPECT_EQ(pane()->other().step(), pane()->other().stepCount());
    EXPECT_NEAR(window->ladder()->geometry().nowY, pane()->otherLadder()->geometry().nowY, 0.5);
}

TEST_F(OneCursor, MovesInBothWhicheverTimelineItIsMovedIn)
{
    stepInAndCompare();
    press(Qt::Key_Home);
    LadderView& other = *pane()->otherLadder();
    for (const double position : {60.0, 150.0, 240.0}) {
        QWidget* view = other.viewport();
        const QPoint badge = other.geometry().badge.center().toPoint();
        QTest::mousePress(view, Qt::LeftButton, Qt::NoModifier, badge);
        const QPointF to(badge.x(), other.yOf(position));
        QMouseEvent move(QEvent::MouseMove, to, view->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         Qt::NoModifier);
        QApplication::sendEvent(view, &move);
        QTest::mouseRelease(view, Qt::LeftButton, Qt::NoModifier, to.toPoint());
        settle();
        EXPECT_NEAR(pane()->other().nowPosition(), position, 3) << "at " << position;
        EXPECT_NEAR(session().nowPosition(), pane()->other().nowPosition(), 1e-6) << "at " << position;
    }
}

TEST_F(OneCursor, ARunThatIsOverStandsAtTheSameTimeAndSaysThatItHasEnded)
{
    stepInAndCompare(); // A, in which nothing was lost, is over sooner
    EXPECT_THAT(ending(0), testing::IsEmpty());
    press(Qt::Key_End);
    ASSERT_TRUE(pane()->other().isPastEnd());
    expectOneCursor();
    const Trace& shorter = pane()->other().trace();
    const std::string end = instantText(shorter.instantOf(shorter.stepCount()));
    EXPECT_EQ(ending(0), "ended at " + end);
    EXPECT_THAT(ending(1), testing::IsEmpty());
    EXPECT_THAT(pane()->otherLadder()->accessibleDescription().toStdString(),
                HasSubstr("This run ended at " + end + "."));
    EXPECT_NEAR(pane()->otherLadder()->geometry().nowY, window->ladder()->geometry().nowY, 0.5);
    window->setLanguage(Language::Chinese);
    settle();
    EXPECT_EQ(ending(0), "已于 " + end + " 结束");
    press(Qt::Key_Home);
    EXPECT_THAT(ending(0), testing::IsEmpty());
}

TEST_F(OneCursor, AfterAComparisonTheOpenRunEndsWhereItEnds)
{
    compareWithALongerRun();
    press(Qt::Key_End);
    ASSERT_TRUE(session().isPastEnd());
    pane()->stop();
    settle();
    EXPECT_FALSE(session().isPastEnd());
    EXPECT_EQ(session().now(), trace().instantOf(session().stepCount()));
}

TEST_F(OneCursor, TheExplanationAndTheStripNameTheirRun)
{
    openScenario(QStringLiteral("three-way-handshake"));
    EXPECT_EQ(told()->run(), QString());
    EXPECT_EQ(window->scrubber()->run(), QString());
    goToMiddleOf(2);
    press(Qt::Key_X);
    press(Qt::Key_D, Qt::ControlModifier);
    for (const Language language : {Language::English, Language::Chinese}) {
        window->setLanguage(language);
        settle();
        const QString name = pane()->name(1);
        EXPECT_THAT(name.toStdString(), StartsWith("B · "));
        EXPECT_EQ(told()->run(), name);
        EXPECT_THAT(told()->shownRun().toStdString(), StartsWith("B · "));
        EXPECT_THAT(told()->accessibleName().toStdString(), StartsWith(name.toStdString()));
        EXPECT_EQ(window->scrubber()->run(), name);
        EXPECT_THAT(window->scrubber()->accessibleName().toStdString(), HasSubstr(name.toStdString()));
    }
    window->setAttribute(Qt::WA_DontShowOnScreen); // no full screen
    window->action(Do::Lecture)->trigger();
    settle();
    EXPECT_THAT(told()->shownRun().toStdString(), StartsWith("B · "));
    window->action(Do::Lecture)->trigger();
    pane()->stop();
    settle();
    EXPECT_EQ(told()->run(), QString());
    EXPECT_EQ(told()->shownRun(), QString());
    EXPECT_EQ(window->scrubber()->run(), QString());
}

TEST_F(OneCursor, TheRunIsToldInWhichTheCursorWasMovedLast)
{
    stepInAndCompare();
    Session& other = pane()->other();
    other.goToStep(other.stepCount() - 2); // as by a drag in A's timeline
    settle();
    EXPECT_EQ(told()->run(), pane()->name(0));
    EXPECT_EQ(told()->headline().toStdString(), headlineOf(other));
    press(Qt::Key_Left);
    EXPECT_EQ(told()->run(), pane()->name(1));
    EXPECT_EQ(told()->headline().toStdString(), headlineOf(session()));
    // Behind the end of A there is nothing to be told of it.
    other.goToPosition(other.axis().end());
    settle();
    ASSERT_TRUE(other.isPastEnd());
    EXPECT_EQ(told()->run(), pane()->name(1));
}

TEST_F(OneCursor, WhatGoesOnInAAloneIsTold)
{
    compareWithALongerRun();
    settle();
    session().last();
    EXPECT_EQ(told()->run(), pane()->name(1));
    EXPECT_THAT(told()->hint().toStdString(), HasSubstr("A"));
    QStringList said;
    QObject::connect(window->findChild<Announcer*>(), &Announcer::said,
                     [&said](const QString& words) { said << words; });
    press(Qt::Key_Right);
    settle();
    EXPECT_EQ(told()->run(), pane()->name(0));
    EXPECT_EQ(told()->headline().toStdString(), headlineOf(pane()->other()));
    EXPECT_THAT(said.join(QLatin1Char('|')).toStdString(), HasSubstr("A: " + headlineOf(pane()->other())));
    press(Qt::Key_Left);
    EXPECT_EQ(told()->run(), pane()->name(1));
}

TEST_F(OneCursor, OfTwoRunsInTurnTheOneThatIsSeenIsTold)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->setAttribute(Qt::WA_DontShowOnScreen); // no full screen
    window->resize(1024, 768);
    window->action(Do::Lecture)->trigger();
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("three-way-handshake")));
    session().goToStep(4);
    settle();
    EXPECT_EQ(told()->run(), pane()->name(1));
    press(Qt::Key_O);
    EXPECT_EQ(told()->run(), pane()->name(0));
    EXPECT_EQ(told()->headline().toStdString(), headlineOf(pane()->other()));
    press(Qt::Key_Right);
    EXPECT_EQ(told()->headline().toStdString(), headlineOf(pane()->other()));
}

} // namespace
} // namespace tcplab
