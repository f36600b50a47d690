// The scenario editor as a person types in it.
#include "app/editor/scenario_editor.h"
#include "tests/app/window/window_fixture.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QUndoStack>

namespace tcplab {
namespace {

using testing::HasSubstr;

class Editor : public Window {
protected:
    void openEditor()
    {
        openScenario(QStringLiteral("three-way-handshake"));
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        ASSERT_TRUE(editor()->isVisible());
    }
    ScenarioEditor* editor() { return window->editor(); }
    std::string whole() { return editor()->text()->toPlainText().toStdString(); }
    /// Puts the cursor behind these words, and types.
    void typeBehind(const char* words, const QString& typed)
    {
        const qsizetype at = editor()->text()->toPlainText().indexOf(QString::fromUtf8(words));
        ASSERT_GE(at, 0) << whole();
        QTextCursor cursor = editor()->text()->textCursor();
        cursor.setPosition(static_cast<int>(at + QString::fromUtf8(words).size()));
        editor()->text()->setTextCursor(cursor);
        editor()->text()->setFocus();
        QTest::keyClicks(editor()->text(), typed);
    }
    bool waitForDelay(Duration delay)
    {
        return QTest::qWaitFor([&] { return session().scenario().links[0].delay == delay; }, 5000);
    }
    void setField(const QString& key, const QString& value)
    {
        auto* line = qobject_cast<QLineEdit*>(editor()->field(QStringLiteral("network"), key));
        ASSERT_NE(line, nullptr);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, value);
        QTest::keyClick(line, Qt::Key_Return);
        settle();
    }
};

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

TEST_F(Editor, WhatIsBegunIsCompleted)
{
    openEditor();
    typeBehind("[client]", {});
    QTest::keyClick(editor()->text(), Qt::Key_Return);
    QTest::keyClicks(editor()->text(), QStringLiteral("conges"));
    ASSERT_TRUE(editor()->completer()->popup()->isVisible());
    EXPECT_EQ(editor()->completer()->currentCompletion(), QStringLiteral("congestion_control"));
    QTest::keyClick(editor()->completer()->popup(), Qt::Key_Return);
    EXPECT_THAT(whole(), HasSubstr("[client]\ncongestion_control"));
}

TEST_F(Editor, AProfileIsChosenInTheForm)
{
    openEditor();
    auto* box =
        qobject_cast<QComboBox*>(editor()->field(QStringLiteral("server"), QStringLiteral("profile")));
    ASSERT_NE(box, nullptr);
    EXPECT_EQ(box->currentText(), QStringLiteral("rfc9293"));
    box->setCurrentIndex(box->findText(QStringLiteral("linux")));
    emit box->activated(box->currentIndex());
    EXPECT_EQ(session().scenario().hosts[1].profile.name, ProfileName::Linux);
    EXPECT_THAT(whole(), HasSubstr("profile = \"linux\""));
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

TEST_F(Editor, WhatIsBegunInTheFormIsNotForTheNextScenario)
{
    openEditor();
    auto* line =
        qobject_cast<QLineEdit*>(editor()->field(QStringLiteral("network"), QStringLiteral("delay")));
    ASSERT_NE(line, nullptr);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("777 ms"));
    ASSERT_TRUE(line->isModified());
    openScenario(QStringLiteral("half-close")); // the line loses the focus
    ASSERT_FALSE(line->hasFocus());
    EXPECT_EQ(session().scenario().name, "half-close");
    EXPECT_NE(session().scenario().links[0].delay, milliseconds(777));
    EXPECT_NE(line->text(), QStringLiteral("777 ms"));
    EXPECT_THAT(whole(), testing::Not(HasSubstr("777 ms")));
    EXPECT_FALSE(window->isWindowModified());
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

class WrongText : public Editor {
protected:
    /// Something wrong is typed, then a segment dropped by hand.
    void typeAndDrop()
    {
        openEditor();
        setField(QStringLiteral("delay"), QStringLiteral("20 ms"));
        typeBehind("delay = \"20 m", QStringLiteral("x"));
        ASSERT_TRUE(QTest::qWaitFor([this] { return editor()->wrongLine() != 0; }, 5000));
        typed = whole();
        window->ladder()->setFocus();
        goToMiddleOf(2);
        press(Qt::Key_X);
        ASSERT_EQ(droppedByHand(), 1u);
    }
    std::string complaint() { return editor()->complaint()->text().toStdString(); }
    std::string typed;
};

TEST_F(WrongText, StaysWhenTheRunChangesAndThatIsSaid)
{
    typeAndDrop();
    EXPECT_EQ(whole(), typed);
    EXPECT_NE(editor()->wrongLine(), 0);
    EXPECT_THAT(complaint(), HasSubstr("The run has been changed meanwhile."));
    session().undoStack()->undo();
    EXPECT_EQ(whole(), typed);
    EXPECT_NE(editor()->wrongLine(), 0);
    EXPECT_THAT(complaint(), testing::Not(HasSubstr("meanwhile")));
    session().undoStack()->redo();
    // Hidden and shown again, it is there still.
    editor()->hide();
    editor()->show();
    EXPECT_EQ(whole(), typed);
    EXPECT_THAT(complaint(), HasSubstr("The run has been changed meanwhile."));
}

TEST_F(WrongText, MadeRightTakesThePlaceOfTheRun)
{
    typeAndDrop();
    for (int i = 0; i < 2; ++i) // "20 mxs" to "20 s"
        QTest::keyClick(editor()->text(), Qt::Key_Backspace);
    editor()->applyNow();
    EXPECT_EQ(editor()->wrongLine(), 0) << complaint();
    EXPECT_EQ(session().scenario().links[0].delay, seconds(20));
    EXPECT_FALSE(editor()->complaint()->isVisible());
    EXPECT_EQ(droppedByHand(), 0u);
    session().undoStack()->undo();
    EXPECT_EQ(droppedByHand(), 1u);
    EXPECT_THAT(whole(), HasSubstr("[[user]]"));
}

TEST_F(WrongText, TakenBackShowsTheRun)
{
    typeAndDrop();
    QTest::keyClick(editor()->text(), Qt::Key_Backspace);
    editor()->applyNow();
    EXPECT_EQ(droppedByHand(), 1u);
    EXPECT_THAT(whole(), HasSubstr("[[user]]"));
    EXPECT_EQ(editor()->wrongLine(), 0);
    EXPECT_FALSE(editor()->complaint()->isVisible());
}

TEST_F(WrongText, GoesWithItsScenario)
{
    typeAndDrop();
    openScenario(QStringLiteral("half-close"));
    EXPECT_EQ(whole(), writeScenario(session().run().scenarioWithInterventions()));
    EXPECT_EQ(editor()->wrongLine(), 0);
    EXPECT_FALSE(editor()->complaint()->isVisible());
}

} // namespace
} // namespace tcplab
