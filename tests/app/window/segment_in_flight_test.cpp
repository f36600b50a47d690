// What is done in the window to a segment in flight, and taken back.
#include "app/compare/compare_pane.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/tcb_panel.h"
#include "app/window/compare_runs.h"
#include "tests/app/window/window_fixture.h"

#include <QToolButton>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(Window, XDropsTheSegmentInFlightAndCtrlZBringsItBack)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const RecordList before = trace().records;
    goToMiddleOf(2);
    ASSERT_THAT(session().inFlight(), testing::ElementsAre(SegmentId{2}));
    press(Qt::Key_X);
    EXPECT_EQ(droppedByHand(), 1U);
    EXPECT_TRUE(trace().segment(2).droppedByHand);
    EXPECT_EQ(trace().segment(2).packet.segment.ctl.syn && trace().segment(2).packet.segment.ctl.ack, true);
    // The server sends its SYN,ACK again, and the handshake succeeds after all.
    EXPECT_TRUE(std::any_of(trace().segments.begin(), trace().segments.end(), [](const SegmentHistory& s) {
        return s.sender == Side::Server && s.packet.segment.ctl.syn && s.original == 2;
    }));
    EXPECT_TRUE(window->isWindowModified());
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(trace().records, before);
    EXPECT_FALSE(window->isWindowModified());
    press(Qt::Key_Y, Qt::ControlModifier);
    EXPECT_EQ(droppedByHand(), 1U);
}

TEST_F(Window, AClickOnTheSegmentInFlightOffersToDropIt)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    const LadderGeometry& shapes = window->ladder()->geometry();
    const auto flying = std::find_if(shapes.arrows.begin(), shapes.arrows.end(),
                                     [](const LadderArrow& arrow) { return arrow.inFlight; });
    ASSERT_NE(flying, shapes.arrows.end());
    QTest::mouseClick(window->ladder()->viewport(), Qt::LeftButton, {}, flying->to.toPoint());
    settle();
    EXPECT_EQ(session().selectedSegment(), 2U);
    const auto buttons = window->ladder()->viewport()->findChildren<QToolButton*>();
    const auto drop = std::find_if(buttons.begin(), buttons.end(),
                                   [](const QToolButton* b) { return b->text() == QLatin1String("Drop"); });
    ASSERT_NE(drop, buttons.end());
    ASSERT_TRUE((*drop)->isVisible());
    QTest::mouseClick(*drop, Qt::LeftButton);
    settle();
    EXPECT_TRUE(trace().segment(2).droppedByHand);
}

TEST_F(Window, SaysHowToTakeBackWhatWasDone)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(1);
    EXPECT_THAT(window->explanation()->hint().toStdString(), Not(HasSubstr("Ctrl+Z")));
    press(Qt::Key_X);
    EXPECT_THAT(window->explanation()->hint().toStdString(), HasSubstr("Ctrl+Z"));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_THAT(window->explanation()->hint().toStdString(), Not(HasSubstr("Ctrl+Z")));
}

TEST_F(Window, SaysInAComparisonHowToCloseIt)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(1);
    press(Qt::Key_X);
    press(Qt::Key_D, Qt::ControlModifier);
    EXPECT_THAT(window->explanation()->hint().toStdString(), HasSubstr("Ctrl+D closes the comparison"));
    press(Qt::Key_D, Qt::ControlModifier);
    EXPECT_FALSE(window->compareRuns()->pane()->isComparing());
    EXPECT_THAT(window->explanation()->hint().toStdString(), HasSubstr("Ctrl+D shows it beside"));
}

TEST_F(Window, OfTwoInFlightItSaysHowToChooseOne)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(4); // behind the ACK
    ASSERT_EQ(session().inFlight().size(), 2U);
    EXPECT_THAT(window->explanation()->hint().toStdString(), HasSubstr("2 in flight"));
    EXPECT_THAT(window->explanation()->hint().toStdString(), HasSubstr("choose it with N and press X"));
    press(Qt::Key_N);
    EXPECT_THAT(window->explanation()->hint().toStdString(), Not(HasSubstr("choose")));
    press(Qt::Key_X);
    EXPECT_EQ(droppedByHand(), 1U);
}

TEST_F(Window, WhatWasDoneIsSaidInTheLanguageOfNow)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    press(Qt::Key_X);
    ASSERT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Drop SYN, ACK"));
    window->setLanguage(Language::Chinese);
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("撤销：丢弃 SYN, ACK"));
    press(Qt::Key_Z, Qt::ControlModifier);
    window->setLanguage(Language::English);
    EXPECT_EQ(window->action(Do::Redo)->text(), QStringLiteral("Redo: Drop SYN, ACK"));
}

TEST_F(Window, WhereItIsToStopIsSaidInTheLanguageOfNow)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->breakpoints().add(*readUntil("client TIME-WAIT"));
    const QString english = window->action(Do::Undo)->text();
    ASSERT_TRUE(english.startsWith(QStringLiteral("Undo: Stop at "))) << english.toStdString();
    window->setLanguage(Language::Chinese);
    EXPECT_FALSE(window->action(Do::Undo)->text().contains(QStringLiteral("Stop")));
    window->setLanguage(Language::English);
    EXPECT_EQ(window->action(Do::Undo)->text(), english);
}

/// A file may ask for it: segment 900 of a run of some twenty.
TEST_F(Window, AnInterventionInASegmentThatNobodyHasSentIsInVainEverywhere)
{
    openScenario(QStringLiteral("three-way-handshake"));
    Scenario scenario = session().scenario();
    scenario.interventions.push_back({.step = 3, .at = Instant{}, .what = DropSegment{900}});
    session().load(scenario);
    window->showDetail(Detail::Tables);
    for (session().first(); session().step() < session().stepCount(); session().stepForward()) {
        settle();
        EXPECT_FALSE(window->explanation()->headline().isEmpty());
        window->ladder()->measureFromHere();
    }
    EXPECT_EQ(droppedByHand(), 0U);
    press(Qt::Key_D, Qt::ControlModifier);
    settle();
    EXPECT_TRUE(window->compareRuns()->pane()->isComparing());
}

TEST_F(Window, NamesOfTheTcbThatNoRfcHasGivenAreInTheLanguageOfNow)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->resize(1600, 1000);
    session().goToInstant(Instant{120'000'000});
    window->setLanguage(Language::Chinese);
    settle();
    QStringList names;
    for (const TcbCellView* one : window->findChildren<TcbCellView*>())
        names << one->accessibleName();
    EXPECT_TRUE(names.contains(QStringLiteral("SND.UNA")));
    EXPECT_FALSE(names.contains(QStringLiteral("in flight")));
}

TEST_F(Window, DuplicateAndCorruptActOnTheSegmentInFlight)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(1);
    press(Qt::Key_U);
    EXPECT_TRUE(std::any_of(trace().segments.begin(), trace().segments.end(),
                            [](const SegmentHistory& s) { return s.isCopy && s.original == 1; }));
    press(Qt::Key_Z, Qt::ControlModifier);
    goToMiddleOf(1);
    press(Qt::Key_C);
    EXPECT_EQ(trace().segment(1).dropped, DropReason::Checksum);
}

TEST_F(Window, AnotherScenarioOpensWhileASegmentIsSelected)
{
    openScenario(QStringLiteral("listen-queues"));
    press(Qt::Key_End);
    session().selectSegment(trace().segmentCount());
    settle();
    press(Qt::Key_PageUp, Qt::ControlModifier);
    EXPECT_EQ(session().selectedSegment(), 0U);
    EXPECT_EQ(session().step(), 0U);
    goToMiddleOf(1);
    press(Qt::Key_N);
    ASSERT_EQ(session().selectedSegment(), 1U);
    ASSERT_TRUE(window->open(QStringLiteral("syn-lost-forever")));
    settle();
    EXPECT_EQ(session().selectedSegment(), 0U);
}

} // namespace
} // namespace tcplab
