// What can be taken back in a run that was recovered, and done again.
#include "app/editor/scenario_editor.h"
#include "core/world/scenario_file.h"
#include "tests/app/window/crash_fixture.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QUndoStack>

namespace tcplab {
namespace {

TEST_F(Crash, WhatWasBeingTypedComesBackIntoTheEditorWithBreakpointsAndUndo)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(1);
    press(Qt::Key_X);
    window->breakpoints().add(*readUntil("client TIME-WAIT"));
    window->breakpoints().add(*readUntil("FIN #2"));
    window->breakpoints().setEnabled(1, false);
    const std::vector<Breakpoint> breakpoints = window->breakpoints().all();
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QPlainTextEdit* text = window->editor()->text();
    text->moveCursor(QTextCursor::Start);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClick(text, Qt::Key_Up);
    QTest::keyClicks(text, QStringLiteral("conges"));
    const QString typed = text->toPlainText();
    auto victim = std::make_unique<Autosave>(session(), folder.path());
    victim->setBreakpoints(window->breakpoints());
    ASSERT_TRUE(QTest::qWaitFor([&] { return read(victim->file()).contains("draft = conges"); }, 30'000));
    const QByteArray left = read(victim->file());
    victim.reset();

    comeBackTo(left);
    EXPECT_EQ(session().scenario().name, "three-way-handshake");
    EXPECT_TRUE(window->editor()->isVisible());
    EXPECT_EQ(window->editor()->text()->toPlainText(), typed);
    EXPECT_EQ(window->editor()->wrongLine(), 1);
    EXPECT_TRUE(window->isWindowModified());
    EXPECT_EQ(window->breakpoints().all(), breakpoints);
    ASSERT_EQ(droppedByHand(), 1u);
    window->ladder()->setFocus();
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Typing in the scenario"));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(window->editor()->wrongLine(), 0);
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Drop SYN"));
    EXPECT_EQ(droppedByHand(), 1u);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(droppedByHand(), 0u);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(droppedByHand(), 1u);
}

/// In the text that has the keys, and with the cursor where something changes.
TEST_F(Crash, LettersThatWereBroughtBackAreTakenBackInTheirTurnAndDoneAgain)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(1);
    press(Qt::Key_X);
    const std::string withDrop = writeScenario(session().run().scenarioWithInterventions());
    const std::string without = writeScenario(session().scenario());
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTextCursor behind = window->editor()->text()->document()->find(QStringLiteral("isn = 1000"));
    ASSERT_FALSE(behind.isNull());
    behind.clearSelection(); // or the letters would stand instead of it
    const int place = behind.position();
    window->editor()->text()->setTextCursor(behind);
    QTest::keyClicks(window->editor()->text(), QStringLiteral("zzz"));
    window->editor()->applyNow();
    const QString typed = window->editor()->text()->toPlainText();
    ASSERT_NO_FATAL_FAILURE(dieAndComeBack());
    settle();
    QPlainTextEdit* text = window->editor()->text();
    const auto whole = [text] { return text->toPlainText().toStdString(); };
    EXPECT_TRUE(text->hasFocus());
    EXPECT_EQ(text->textCursor().position(), place + 3);
    const auto key = [text](Qt::KeyboardModifiers more) {
        QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier | more);
        settle();
    };
    for (int round = 0; round < 2; ++round) {
        ASSERT_EQ(whole(), typed.toStdString());
        key({});
        window->editor()->finishTyping();
        EXPECT_EQ(whole(), withDrop);
        EXPECT_EQ(text->textCursor().position(), place);
        EXPECT_EQ(droppedByHand(), 1U);
        EXPECT_EQ(session().draft(), QString());
        key({});
        EXPECT_EQ(whole(), without);
        EXPECT_GT(text->textCursor().position(), place) << "where the entry was";
        EXPECT_EQ(droppedByHand(), 0U);
        key(Qt::ShiftModifier);
        EXPECT_EQ(whole(), withDrop);
        EXPECT_EQ(droppedByHand(), 1U);
        key(Qt::ShiftModifier);
        EXPECT_EQ(whole(), typed.toStdString());
        EXPECT_EQ(text->textCursor().position(), place + 3);
        EXPECT_EQ(session().draft(), typed);
    }
}

TEST_F(Crash, TheEditorComesBackWithoutAHole)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(window->editor()->text(), QStringLiteral("zzz"));
    window->editor()->applyNow();
    ASSERT_NO_FATAL_FAILURE(dieAndComeBack());
    const ScenarioEditor* editor = window->editor();
    for (const QSize size : {QSize(0, 0), QSize(1024, 768), QSize(1280, 720), QSize(1600, 1000)}) {
        if (!size.isNull())
            window->resize(size);
        for (int i = 0; i < 6; ++i)
            settle();
        const auto* form = qobject_cast<QScrollArea*>(editor->splitter()->widget(0));
        if (!editor->isFormBeside()) {
            EXPECT_LE(form->height(), form->widget()->sizeHint().height() + 4) << size.width();
        }
        const QLabel* complaint = editor->complaint();
        ASSERT_TRUE(complaint->isVisible());
        EXPECT_LE(complaint->y() - editor->splitter()->geometry().bottom(), 12) << size.width();
        EXPECT_LE(complaint->height(), complaint->heightForWidth(complaint->width()) + 4) << size.width();
        EXPECT_LE(editor->height() - complaint->geometry().bottom(), 12) << size.width();
    }
}

TEST_F(Crash, TakesNoUndoOfAnEditedTextAway)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const std::string before = writeScenario(session().run().scenarioWithInterventions());
    Scenario edited = session().scenario();
    ASSERT_TRUE(setValue(edited, "network.delay", "20 ms").has_value());
    edited = *readScenario(writeScenario(edited), "three-way-handshake.toml");
    session().replaceRun(edited, [] { return QStringLiteral("Edit the scenario"); });
    goToMiddleOf(2);
    press(Qt::Key_X);
    ASSERT_NO_FATAL_FAILURE(dieAndComeBack());
    ASSERT_EQ(droppedByHand(), 1U);
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
    EXPECT_TRUE(window->isWindowModified());
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(droppedByHand(), 0U);
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Edit the scenario"));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(writeScenario(session().run().scenarioWithInterventions()), before);
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_FALSE(session().undoStack()->canUndo());
}

/// The stack of a recovered run leads over the same runs, back and forth, as that of the run that was lost.
TEST_F(Crash, EachPlaceOfTheUndoStackIsTheRunThatWasThere)
{
    const auto now = [this] { return writeScenario(session().run().scenarioWithInterventions()); };
    openScenario(QStringLiteral("three-way-handshake"));
    std::vector<std::string> places{now()};
    Scenario edited = session().scenario();
    ASSERT_TRUE(setValue(edited, "network.delay", "20 ms").has_value());
    edited = *readScenario(writeScenario(edited), "three-way-handshake.toml");
    session().replaceRun(edited, [] { return QStringLiteral("Edit the scenario"); });
    places.push_back(now());
    for (const SegmentId id : {1U, 3U, 4U}) {
        goToMiddleOf(id);
        press(Qt::Key_X);
        places.push_back(now());
    }
    ASSERT_EQ(droppedByHand(), 3U);
    ASSERT_NO_FATAL_FAILURE(dieAndComeBack());
    QUndoStack& stack = *session().undoStack();
    ASSERT_EQ(stack.count(), static_cast<int>(places.size()) - 1);
    EXPECT_EQ(now(), places.back());
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = places.size() - 1; i > 0; --i) {
            stack.undo();
            EXPECT_EQ(now(), places[i - 1]) << "back to " << i - 1;
        }
        EXPECT_FALSE(window->isWindowModified());
        for (std::size_t i = 1; i < places.size(); ++i) {
            EXPECT_TRUE(stack.canRedo());
            stack.redo();
            EXPECT_EQ(now(), places[i]) << "on to " << i;
            EXPECT_TRUE(window->isWindowModified());
        }
    }
    EXPECT_THAT(stack.undoText().toStdString(), testing::StartsWith("Drop "));
}

TEST_F(Crash, BreakpointsAreTakenBackButChangeNoScenario)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->breakpoints().add(*readUntil("TIME-WAIT"));
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Stop at TIME-WAIT"));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(window->breakpoints().all().empty());
    goToMiddleOf(2);
    press(Qt::Key_X);
    EXPECT_TRUE(window->isWindowModified());
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Drop SYN, ACK"));
    session().undoStack()->undo();
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_EQ(window->action(Do::Redo)->text(), QStringLiteral("Redo: Drop SYN, ACK"));
}

} // namespace
} // namespace tcplab
