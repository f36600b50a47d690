// Text that cannot be read yet: it is nobody's to throw away, and no scenario.
#include "app/window/scenario_source.h"
#include "tests/app/editor/editor_fixture.h"
#include "tests/app/window/answer.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QUndoStack>

namespace tcplab {
namespace {

using testing::HasSubstr;

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

TEST_F(WrongText, IsToldInTheLanguageOfNow)
{
    typeAndDrop();
    const std::string english = complaint();
    window->setLanguage(Language::Chinese);
    EXPECT_NE(complaint(), english);
    EXPECT_THAT(complaint(), testing::Not(HasSubstr("meanwhile")));
    EXPECT_THAT(complaint(), HasSubstr("20 mx"));
    window->setLanguage(Language::English);
    EXPECT_EQ(complaint(), english);
}

TEST_F(WrongText, IsOnlyUnderlinedAsLongAsItsLineIsBeingWritten)
{
    openEditor();
    typeBehind("isn = 1000", {});
    QTest::keyClick(editor()->text(), Qt::Key_Return);
    QTest::keyClicks(editor()->text(), QStringLiteral("conges"));
    editor()->completer()->popup()->hide();
    editor()->applyNow();
    const auto isRed = [this] {
        const auto marks = editor()->text()->extraSelections();
        return marks.size() == 1 && marks[0].format.hasProperty(QTextFormat::FullWidthSelection);
    };
    ASSERT_NE(editor()->wrongLine(), 0);
    ASSERT_EQ(editor()->text()->extraSelections().size(), 1);
    EXPECT_FALSE(isRed());
    EXPECT_TRUE(editor()->complaint()->isVisible());
    QTest::keyClick(editor()->text(), Qt::Key_Up);
    EXPECT_TRUE(isRed());
}

TEST_F(WrongText, CountsAsUnsaved)
{
    openEditor();
    ASSERT_FALSE(window->isWindowModified());
    typeBehind("isn = 1000", {});
    QTest::keyClick(editor()->text(), Qt::Key_Return);
    QTest::keyClicks(editor()->text(), QStringLiteral("conges"));
    editor()->applyNow();
    EXPECT_TRUE(window->isWindowModified());
    for (int i = 0; i < 7; ++i)
        QTest::keyClick(editor()->text(), Qt::Key_Backspace);
    editor()->applyNow();
    EXPECT_FALSE(window->isWindowModified());
}

TEST_F(WrongText, IsTakenBackBeforeWhatWasDoneEarlier)
{
    openEditor();
    setField(QStringLiteral("delay"), QStringLiteral("20 ms"));
    const std::string right = whole();
    setField(QStringLiteral("msl"), QStringLiteral("abc"));
    ASSERT_NE(editor()->wrongLine(), 0);
    const std::string wrong = whole();
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Typing in the scenario"));
    window->ladder()->setFocus();
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(whole(), right);
    EXPECT_EQ(editor()->wrongLine(), 0);
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Edit the scenario"));
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(whole(), wrong);
    EXPECT_NE(editor()->wrongLine(), 0);
    press(Qt::Key_Z, Qt::ControlModifier);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(50));
}

TEST_F(WrongText, IsTakenBackAfterWhatWasDoneLater)
{
    typeAndDrop();
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(droppedByHand(), 0u);
    EXPECT_EQ(whole(), typed);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_THAT(whole(), HasSubstr("\"20 ms\""));
    EXPECT_EQ(editor()->wrongLine(), 0);
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(20));
}

TEST_F(WrongText, TypedInTheFormIsTakenBackThere)
{
    openEditor();
    setField(QStringLiteral("msl"), QStringLiteral("abc"));
    auto* field = qobject_cast<QLineEdit*>(editor()->field(QStringLiteral("network"), QStringLiteral("msl")));
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    settle();
    EXPECT_EQ(editor()->wrongLine(), 0);
    EXPECT_EQ(field->text(), QStringLiteral("30 s"));
}

TEST_F(WrongText, IsMarkedInTheFieldThatSaysIt)
{
    openEditor();
    const auto isMarked = [this](const char* key) {
        const QWidget* field = editor()->field(QStringLiteral("network"), QLatin1String(key));
        return field->property("wrong").toBool() && !field->accessibleDescription().isEmpty();
    };
    setField(QStringLiteral("msl"), QStringLiteral("abc"));
    EXPECT_TRUE(isMarked("msl"));
    EXPECT_FALSE(isMarked("delay"));
    // Also if it is the text that was typed in: the form says the same.
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(isMarked("msl"));
    typeBehind("delay = \"50 m", QStringLiteral("x"));
    editor()->applyNow();
    EXPECT_TRUE(isMarked("delay"));
    EXPECT_EQ(
        qobject_cast<QLineEdit*>(editor()->field(QStringLiteral("network"), QStringLiteral("delay")))->text(),
        QStringLiteral("50 mxs"));
    QTest::keyClick(editor()->text(), Qt::Key_Backspace);
    editor()->applyNow();
    EXPECT_FALSE(isMarked("delay"));
}

class WrongTextOfAFile : public WrongText {
protected:
    /// An own file is open, and its text does not parse.
    void begin()
    {
        openEditor();
        QString error;
        ASSERT_TRUE(session().save(file, &error)) << error.toStdString();
        saved = read();
        typeBehind("isn = 1000", {});
        QTest::keyClick(editor()->text(), Qt::Key_Return);
        QTest::keyClicks(editor()->text(), QStringLiteral("zzz")); // no pause before what follows
        typed = whole();
    }
    std::string read() const
    {
        QFile text(file);
        EXPECT_TRUE(text.open(QIODevice::ReadOnly));
        return text.readAll().toStdString();
    }
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("mine.toml"));
    std::string saved;
};

TEST_F(WrongTextOfAFile, SaveSaysWhatIsWrongAndWritesNothing)
{
    begin();
    {
        const Answer cancel(QMessageBox::Cancel);
        press(Qt::Key_S, Qt::ControlModifier);
        EXPECT_THAT(cancel.words.toStdString(), HasSubstr("Nothing has been saved"));
        EXPECT_THAT(cancel.words.toStdString(),
                    HasSubstr(".toml:" + std::to_string(editor()->wrongLine()) + ":"));
    }
    EXPECT_EQ(read(), saved);
    EXPECT_EQ(whole(), typed);
    EXPECT_TRUE(window->isWindowModified());
    EXPECT_EQ(editor()->text()->textCursor().block().text(), QStringLiteral("zzz"));
}

TEST_F(WrongTextOfAFile, IsSavedAsItIsIfThatIsWantedAndMendedWhenItIsOpenedAgain)
{
    begin();
    {
        const Answer asItIs(QMessageBox::Save);
        press(Qt::Key_S, Qt::ControlModifier);
    }
    EXPECT_EQ(read(), typed);
    EXPECT_FALSE(window->isWindowModified());
    openScenario(QStringLiteral("half-close")); // nothing is asked
    {
        const Answer mend(QStringLiteral("Mend it in the editor"));
        EXPECT_TRUE(window->open(file));
        EXPECT_THAT(mend.words.toStdString(), HasSubstr("mine.toml:"));
    }
    EXPECT_EQ(whole(), typed);
    EXPECT_TRUE(editor()->isVisible());
    EXPECT_EQ(session().path(), file);
    EXPECT_FALSE(window->isWindowModified());
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(editor()->text(), Qt::Key_Backspace);
    window->action(Do::Save)->trigger();
    EXPECT_EQ(read(), saved);
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_GT(session().stepCount(), 5u);
}

TEST_F(WrongTextOfAFile, IsAskedAboutBeforeItIsLeft)
{
    begin();
    {
        const Answer stay(QMessageBox::Cancel);
        EXPECT_FALSE(window->open(QStringLiteral("half-close")));
        EXPECT_THAT(stay.words.toStdString(), HasSubstr("mine.toml"));
    }
    EXPECT_EQ(whole(), typed);
    {
        const Answer stay(QMessageBox::Cancel);
        EXPECT_FALSE(window->close());
    }
    const Answer keep(QMessageBox::Save);
    window->action(Do::NextScenario)->trigger();
    EXPECT_NE(session().path(), file);
    EXPECT_EQ(read(), typed);
}

TEST_F(WrongText, OfALibraryScenarioIsKeptBesideTheRun)
{
    typeAndDrop();
    press(Qt::Key_PageDown, Qt::ControlModifier);
    EXPECT_NE(session().scenario().name, "three-way-handshake");
    const QStringList recent = Preferences().recentFiles();
    ASSERT_GE(recent.size(), 2);
    QFile draft(recent[0]);
    ASSERT_TRUE(draft.open(QIODevice::ReadOnly));
    EXPECT_EQ(draft.readAll().toStdString(), typed);
    EXPECT_EQ(tcplab::openScenario(recent[1])->scenario.interventions.size(), 1u);
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
