// Where keys go, and what steps aside: found by people who worked fast.
#include "app/editor/offered_text.h"
#include "app/editor/scenario_editor.h"
#include "app/ladder/segment_actions.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/library_panel.h"
#include "app/panels/socket_list.h"
#include "app/session/run_until.h"
#include "app/window/compare_runs.h"
#include "app/window/host_column.h"
#include "app/window/lecture_hint.h"
#include "app/window/lecture_mode.h"
#include "tests/app/window/window_fixture.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QUndoStack>
#include <QWheelEvent>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::Not;

class Attention : public Window {};

TEST_F(Attention, ALectureGivesBackThePaneThatWasOpen)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->showDetail(Detail::Numbers);
    window->action(Do::Lecture)->trigger();
    EXPECT_FALSE(window->details()->shown());
    EXPECT_FALSE(window->action(Do::ShowNumbers)->isChecked()) << "the button says what is seen";
    window->action(Do::Lecture)->trigger();
    EXPECT_EQ(window->details()->shown(), Detail::Numbers);
    EXPECT_TRUE(window->action(Do::ShowNumbers)->isChecked());
}

TEST_F(Attention, TheKeyToTheOtherPaneWorksInALecture)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->showDetail(Detail::Tables);
    window->action(Do::Lecture)->trigger();
    window->action(Do::OtherPane)->trigger();
    settle();
    EXPECT_EQ(window->details()->shown(), Detail::Tables);
}

TEST_F(Attention, ALectureBeginsWithoutTheBarOfASelectedSegment)
{
    openScenario(QStringLiteral("last-ack-lost"));
    goToMiddleOf(2);
    press(Qt::Key_N);
    ASSERT_NE(session().selectedSegment(), 0U);
    window->action(Do::Lecture)->trigger();
    settle();
    EXPECT_EQ(session().selectedSegment(), 0U);
    EXPECT_FALSE(window->ladder()->findChild<SegmentActions*>()->isVisible());
}

TEST_F(Attention, ALectureSaysForAWhileHowToLeaveIt)
{
    openScenario(QStringLiteral("last-ack-lost"));
    EXPECT_EQ(window->findChild<LectureHint*>(), nullptr) << "nothing is made at the start for it";
    session().goToStep(session().stepCount());
    settle();
    press(Qt::Key_F11);
    auto* words = window->findChild<LectureHint*>();
    ASSERT_NE(words, nullptr);
    EXPECT_TRUE(words->isVisible());
    EXPECT_TRUE(words->text().contains(QLatin1String("F11"))) << words->text().toStdString();
    EXPECT_TRUE(words->text().contains(QLatin1String("Esc")));
    window->showNormal(); // the offscreen platform's whole screen is small
    window->resize(1280, 800);
    settle();
    EXPECT_TRUE(window->rect().contains(words->geometry()));
    EXPECT_TRUE(QTest::qWaitFor([words] { return !words->isVisible(); }, 60'000)) << "it goes by itself";
    // A segment chosen far above is no reason to stay.
    session().selectSegment(1);
    press(Qt::Key_Escape);
    EXPECT_FALSE(window->findChild<LectureMode*>()->isOn());
    press(Qt::Key_F11);
    EXPECT_TRUE(words->isVisible());
    press(Qt::Key_Escape);
    EXPECT_FALSE(window->findChild<LectureMode*>()->isOn());
    EXPECT_FALSE(words->isVisible());
}

TEST_F(Attention, ABlackScreenStopsThePlayAndStaysBlack)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->action(Do::Lecture)->trigger();
    press(Qt::Key_Space);
    ASSERT_TRUE(window->playback().isPlaying());
    press(Qt::Key_B);
    EXPECT_FALSE(window->playback().isPlaying());
    QTest::qWait(120);
    EXPECT_TRUE(window->lecture()->isBlack());
    press(Qt::Key_Right);
    EXPECT_FALSE(window->lecture()->isBlack());
}

TEST_F(Attention, TheBarOfASegmentGoesWhenTheCursorGoesOn)
{
    openScenario(QStringLiteral("last-ack-lost"));
    goToMiddleOf(2);
    press(Qt::Key_N);
    auto* bar = window->ladder()->findChild<SegmentActions*>();
    window->ladder()->grab();
    EXPECT_TRUE(bar->isVisible()) << "it can be caught";
    while (!session().inFlight().empty() && session().inFlight().front() == 2U)
        press(Qt::Key_Right);
    press(Qt::Key_Right);
    ASSERT_EQ(session().selectedSegment(), 2U);
    window->ladder()->grab();
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(Attention, WhatIsTypedAfterOpeningTheLibraryIsASearch)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    window->action(Do::ShowLibrary)->trigger();
    settle();
    auto* search = window->library()->findChild<QLineEdit*>();
    EXPECT_EQ(QApplication::focusWidget(), search);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("port"));
    EXPECT_EQ(search->text(), QStringLiteral("port"));
    EXPECT_FALSE(window->action(Do::PacketdrillNotation)->isChecked());
}

TEST_F(Attention, TheKeyboardPassesOverSocketsWithoutChoosingOne)
{
    openScenario(QStringLiteral("last-ack-lost"));
    press(Qt::Key_End);
    auto* list = window->column(Side::Server)->findChild<SocketList*>();
    const ConnectionId before = window->column(Side::Server)->shownConnection();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    list->setFocus(Qt::TabFocusReason);
    settle();
    EXPECT_EQ(window->column(Side::Server)->shownConnection(), before);
}

TEST_F(Attention, AWheelThatPassesOverAChoiceDoesNotChangeIt)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->action(Do::ShowEditor)->setChecked(true);
    settle();
    const int undone = session().undoStack()->count();
    for (auto* box : window->findChildren<QComboBox*>()) {
        if (!box->isVisible() || box->hasFocus())
            continue;
        const int row = box->currentIndex();
        for (const int turn : {-120, 120}) {
            QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, {0, turn}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(box, &wheel);
            EXPECT_EQ(box->currentIndex(), row) << box->accessibleName().toStdString();
        }
    }
    EXPECT_EQ(session().undoStack()->count(), undone);
}

TEST_F(Attention, ABreakpointThatIsTakenAwayIsNotSpokenOf)
{
    openScenario(QStringLiteral("last-ack-lost"));
    const auto when = readUntil("client FIN-WAIT-1");
    ASSERT_TRUE(when);
    window->breakpoints().add(*when);
    window->action(Do::NextBreakpoint)->trigger();
    settle();
    ASSERT_THAT(window->explanation()->hint().toStdString(), HasSubstr("breakpoint"));
    session().undoStack()->undo();
    EXPECT_THAT(window->explanation()->hint().toStdString(), Not(HasSubstr("breakpoint")));
}

TEST_F(Attention, BothRunsOfAComparisonAreWrittenInOneNotation)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    press(Qt::Key_X);
    press(Qt::Key_D, Qt::ControlModifier);
    ASSERT_TRUE(window->compareRuns()->pane()->isComparing());
    window->action(Do::PacketdrillNotation)->trigger();
    settle();
    EXPECT_EQ(window->compareRuns()->pane()->other().notation(), session().notation());
}

TEST_F(Attention, TheWholeRunIsSeenFromItsEnd)
{
    openScenario(QStringLiteral("tail-loss"));
    for (int i = 0; i < 20; ++i)
        window->action(Do::ZoomIn)->trigger();
    press(Qt::Key_End);
    settle();
    window->action(Do::WholeRun)->trigger();
    settle();
    EXPECT_GE(window->ladder()->yOf(0), 0);
    EXPECT_LE(window->ladder()->yOf(session().nowPosition()), window->ladder()->viewport()->height());
}

TEST_F(Attention, ANewScenarioIsShortAndReadyToBeWritten)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->action(Do::New)->trigger();
    settle();
    EXPECT_GT(session().stepCount(), 10U);
    EXPECT_EQ(session().scenario().title.en, "My scenario");
    EXPECT_TRUE(session().path().isEmpty());
    EXPECT_TRUE(window->action(Do::ShowEditor)->isChecked());
    auto* text = window->editor()->text();
    EXPECT_EQ(text->textCursor().selectedText(), QStringLiteral("My scenario"));
    EXPECT_TRUE(text->toPlainText().startsWith(QStringLiteral("title")));
    session().last();
    EXPECT_EQ(stateOf(Side::Client), ConnectionState::Closed);
}

class Dropped : public OfferedText {
public:
    using OfferedText::insertFromMimeData;
};

TEST(ScenarioText, AMiddleClickWithNothingSelectedAnywhereDoesNothing)
{
    Dropped text;
    text.insertFromMimeData(nullptr);
    EXPECT_TRUE(text.toPlainText().isEmpty());
}

} // namespace
} // namespace tcplab
