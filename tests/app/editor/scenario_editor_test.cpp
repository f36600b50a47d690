// The scenario editor as a person types in it.
#include "app/window/scenario_source.h"
#include "tests/app/editor/editor_fixture.h"

#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QUndoStack>

namespace tcplab {
namespace {

using testing::HasSubstr;

TEST_F(Editor, ShowsTheTextOfTheOpenScenario)
{
    openEditor();
    EXPECT_EQ(whole(), writeScenario(session().run().scenarioWithInterventions()));
}

TEST_F(Editor, AChangeIsRunAtOnceAndTheCursorStays)
{
    openEditor();
    session().goToInstant(Instant{} + milliseconds(170));
    setField(QStringLiteral("delay"), QStringLiteral("20 ms"));
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
    EXPECT_EQ(session().now(), Instant{} + milliseconds(170));
    EXPECT_THAT(whole(), HasSubstr("delay = \"20 ms\""));
    EXPECT_TRUE(window->isWindowModified());
    // What is typed in the text runs as well, when the typing pauses.
    typeBehind("delay = \"2", QStringLiteral("5"));
    ASSERT_TRUE(waitForDelay(milliseconds(250)));
    EXPECT_EQ(session().now(), Instant{} + milliseconds(170));
}

TEST_F(Editor, EachChangeIsTakenBackThroughTheCommonStack)
{
    openEditor();
    const std::string before = whole();
    const Duration delay = session().scenario().links[0].delay;
    setField(QStringLiteral("delay"), QStringLiteral("20 ms"));
    const std::string after = whole();
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Edit the scenario"));
    window->ladder()->setFocus();
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(session().scenario().links[0].delay, delay);
    EXPECT_EQ(whole(), before);
    EXPECT_FALSE(window->isWindowModified());
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(whole(), after);
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
}

TEST_F(Editor, AnErrorIsSaidAtItsLineWhileTypingAndTheRunStays)
{
    openEditor();
    setField(QStringLiteral("delay"), QStringLiteral("20 ms"));
    typeBehind("delay = \"20 m", QStringLiteral("x"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return editor()->wrongLine() != 0; }, 5000));
    const std::string text = whole();
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("20 mx")), '\n');
    EXPECT_EQ(editor()->wrongLine(), line);
    EXPECT_TRUE(editor()->complaint()->isVisible());
    EXPECT_THAT(editor()->complaint()->text().toStdString(), HasSubstr("ms"));
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
    QTest::keyClick(editor()->text(), Qt::Key_Backspace);
    ASSERT_TRUE(QTest::qWaitFor([this] { return editor()->wrongLine() == 0; }, 5000));
}

TEST_F(Editor, ACommentIsSavedAndCountsAsAChange)
{
    const QTemporaryDir folder;
    openEditor();
    const QString file = folder.filePath(QStringLiteral("mine.toml"));
    QString error;
    ASSERT_TRUE(session().save(file, &error)) << error.toStdString();
    goToMiddleOf(2);
    press(Qt::Key_X); // [[user]] stands at the end now
    typeBehind("[client]", QStringLiteral(" # who opens"));
    editor()->text()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor()->text(), QStringLiteral("# abc"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return session().undoStack()->undoText() == "Edit the scenario"; }));
    EXPECT_TRUE(window->isWindowModified());
    window->action(Do::Save)->trigger();
    EXPECT_FALSE(window->isWindowModified());
    QFile saved(file);
    ASSERT_TRUE(saved.open(QIODevice::ReadOnly));
    const std::string text = saved.readAll().toStdString();
    EXPECT_EQ(text, whole());
    EXPECT_THAT(text, HasSubstr("[client] # who opens\n"));
    EXPECT_THAT(text, testing::EndsWith("# abc"));
    EXPECT_EQ(tcplab::openScenario(file)->scenario.interventions.size(), 1u);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_THAT(whole(), testing::Not(HasSubstr("# abc")));
    EXPECT_TRUE(window->isWindowModified());
}

TEST_F(Editor, WhatIsWrongIsSaidInItsColour)
{
    openEditor();
    typeBehind("isn = 1000", QStringLiteral("x"));
    editor()->applyNow();
    ASSERT_TRUE(editor()->complaint()->isVisible());
    for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector}) {
        window->setTheme(theme);
        settle();
        const QLabel& words = *editor()->complaint();
        EXPECT_EQ(words.palette().color(words.foregroundRole()), themeNamed(theme).lost);
    }
}

TEST_F(Editor, FollowsWhatIsDoneByHand)
{
    openEditor();
    window->ladder()->setFocus();
    goToMiddleOf(2);
    press(Qt::Key_X);
    EXPECT_THAT(whole(), HasSubstr("[[user]]"));
    session().undoStack()->undo();
    EXPECT_THAT(whole(), testing::Not(HasSubstr("[[user]]")));
}

TEST_F(Editor, WhatIsBegunInTheTextIsNotForTheNextScenario)
{
    openEditor();
    typeBehind("[client]", QStringLiteral(" # mine"));
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_FALSE(editor()->isVisible());
    openScenario(QStringLiteral("half-close"));
    QTest::qWait(600); // longer than a pause in typing
    EXPECT_EQ(session().scenario().name, "half-close");
    EXPECT_FALSE(window->isWindowModified());
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(whole(), writeScenario(session().run().scenarioWithInterventions()));
}

TEST_F(Editor, WhatIsStillBeingTypedSurvivesAStepInByHand)
{
    openEditor();
    setField(QStringLiteral("delay"), QStringLiteral("20 ms"));
    goToMiddleOf(2);
    typeBehind("delay = \"2", QStringLiteral("5"));
    window->action(Do::DropNext)->trigger(); // before the typing has paused
    EXPECT_EQ(droppedByHand(), 1u);
    EXPECT_THAT(whole(), HasSubstr("delay = \"250 ms\""));
    EXPECT_THAT(whole(), HasSubstr("[[user]]"));
    ASSERT_TRUE(waitForDelay(milliseconds(250)));
    EXPECT_EQ(session().run().interventions().size(), 1u);
    EXPECT_THAT(whole(), HasSubstr("delay = \"250 ms\""));
    EXPECT_THAT(whole(), HasSubstr("[[user]]"));
    session().undoStack()->undo(); // the typing
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
    EXPECT_EQ(droppedByHand(), 1u);
}

TEST_F(Editor, UndoFromTheMenuTakesBackWhatIsStillBeingTyped)
{
    openEditor();
    setField(QStringLiteral("delay"), QStringLiteral("20 ms"));
    typeBehind("delay = \"2", QStringLiteral("5"));
    window->action(Do::Undo)->trigger();
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
    EXPECT_THAT(whole(), HasSubstr("delay = \"20 ms\""));
    window->action(Do::Redo)->trigger();
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(250));
}

TEST_F(Editor, SavingSavesWhatIsStillBeingTyped)
{
    const QTemporaryDir folder;
    openEditor();
    QString error;
    const QString file = folder.filePath(QStringLiteral("mine.toml"));
    ASSERT_TRUE(session().save(file, &error)) << error.toStdString();
    typeBehind("delay = \"", QStringLiteral("2"));
    window->action(Do::Save)->trigger();
    EXPECT_EQ(tcplab::openScenario(file)->scenario.links[0].delay, milliseconds(250));
    EXPECT_FALSE(window->isWindowModified());
}

TEST_F(Editor, TypingInOnePlaceIsOneStepOfUndo)
{
    openEditor();
    const int before = session().undoStack()->count();
    typeBehind("delay = \"", QStringLiteral("1"));
    editor()->applyNow();
    QTest::keyClicks(editor()->text(), QStringLiteral("2"));
    editor()->applyNow();
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(1250));
    EXPECT_EQ(session().undoStack()->count(), before + 1);
    // Elsewhere begins another.
    typeBehind("msl = \"3", QStringLiteral("1"));
    editor()->applyNow();
    EXPECT_EQ(session().undoStack()->count(), before + 2);
    session().undoStack()->undo();
    session().undoStack()->undo();
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(50));
    EXPECT_FALSE(window->isWindowModified());
}

TEST_F(Editor, TypingTakenBackByTypingLeavesNothingToUndo)
{
    openEditor();
    const int before = session().undoStack()->count();
    typeBehind("delay = \"", QStringLiteral("1"));
    editor()->applyNow();
    QTest::keyClick(editor()->text(), Qt::Key_Backspace);
    editor()->applyNow();
    EXPECT_EQ(session().undoStack()->count(), before);
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(50));
}

TEST_F(Editor, UndoInTheTextEndsAtItsScenario)
{
    openEditor();
    typeBehind("[client]", QStringLiteral(" # mine"));
    openScenario(QStringLiteral("half-close"));
    const std::string opened = whole();
    EXPECT_FALSE(editor()->text()->document()->isUndoAvailable());
    typeBehind("[client]", QStringLiteral(" #"));
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(editor()->text(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(whole(), opened);
}

TEST_F(Editor, UndoInTheTextEndsAtWhatHasBeenRun)
{
    openEditor();
    typeBehind("delay = \"", QStringLiteral("1"));
    editor()->applyNow();
    EXPECT_FALSE(editor()->text()->document()->isUndoAvailable());
    QTest::keyClick(editor()->text(), Qt::Key_Z, Qt::ControlModifier); // the window's
    settle();
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(50));
    EXPECT_TRUE(session().undoStack()->canRedo());
}

} // namespace
} // namespace tcplab
