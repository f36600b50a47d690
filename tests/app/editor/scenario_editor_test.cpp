// The scenario editor as a person types in it.
#include "app/editor/scenario_editor.h"
#include "app/window/scenario_source.h"
#include "tests/app/window/answer.h"
#include "tests/app/window/window_fixture.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTextBlock>
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
        QTest::keyClick(line, Qt::Key_Delete);
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

/// With a keyboard: while a list is open, its window has the keys.
class Completion : public Editor {
protected:
    void typeKeys(const QString& letters)
    {
        for (const QChar letter : letters)
            QTest::keyClicks(isOffering() ? static_cast<QWidget*>(popup()) : editor()->text(), letter);
    }
    void key(Qt::Key which)
    {
        QTest::keyClick(isOffering() ? static_cast<QWidget*>(popup()) : editor()->text(), which);
    }
    /// A new line behind this one, with this begun in it.
    void beginLine(const char* behind, const QString& begun)
    {
        openEditor();
        typeBehind(behind, {});
        key(Qt::Key_Return);
        typeKeys(begun);
    }
    QAbstractItemView* popup() { return editor()->completer()->popup(); }
    bool isOffering() { return popup()->isVisible(); }
    int offered() { return editor()->completer()->completionCount(); }
};

TEST_F(Completion, PutsTheChosenWordInThePlaceOfAllThatIsBegun)
{
    beginLine("isn = 1000", QStringLiteral("conges"));
    ASSERT_TRUE(isOffering());
    EXPECT_EQ(editor()->completer()->currentCompletion(), QStringLiteral("congestion_control"));
    key(Qt::Key_Return);
    EXPECT_FALSE(isOffering());
    EXPECT_THAT(whole(), HasSubstr("isn = 1000\ncongestion_control\n"));
    typeKeys(QStringLiteral(" = \"cu"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Tab);
    EXPECT_THAT(whole(), HasSubstr("isn = 1000\ncongestion_control = \"cubic\"\n"));
    EXPECT_TRUE(editor()->text()->hasFocus());
}

TEST_F(Completion, GrowsNarrowerAndWiderWithWhatIsTyped)
{
    beginLine("isn = 1000", QStringLiteral("ab"));
    ASSERT_TRUE(isOffering());
    const int wide = offered();
    typeKeys(QStringLiteral("o"));
    ASSERT_TRUE(isOffering());
    EXPECT_LT(offered(), wide);
    key(Qt::Key_Backspace);
    EXPECT_EQ(offered(), wide);
    key(Qt::Key_Backspace);
    EXPECT_FALSE(isOffering());
}

TEST_F(Completion, ClosesOnceItsWordIsLeft)
{
    beginLine("isn = 1000", QStringLiteral("ab"));
    ASSERT_TRUE(isOffering());
    typeKeys(QStringLiteral(" = "));
    EXPECT_FALSE(isOffering());
    key(Qt::Key_Return);
    EXPECT_THAT(whole(), HasSubstr("isn = 1000\nab = \n"));
    typeKeys(QStringLiteral("ab"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Left);
    EXPECT_FALSE(isOffering());
    typeKeys(QStringLiteral("zz"));
    EXPECT_FALSE(isOffering());
}

TEST_F(Completion, BringsNoSecondQuote)
{
    openEditor();
    typeBehind("[client]", {});
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("profile = \"\""));
    key(Qt::Key_Left);
    typeKeys(QStringLiteral("li"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    EXPECT_THAT(whole(), HasSubstr("[client]\nprofile = \"linux\"\n"));
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

TEST_F(Editor, AFieldThatIsClearedTakesItsKeyOut)
{
    openEditor();
    setField(QStringLiteral("loss"), QStringLiteral("20 %"));
    ASSERT_THAT(whole(), HasSubstr("loss = \"20 %\"\n"));
    const auto before = editor()->text()->blockCount();
    setField(QStringLiteral("loss"), {});
    EXPECT_EQ(editor()->wrongLine(), 0) << editor()->complaint()->text().toStdString();
    EXPECT_THAT(whole(), testing::Not(HasSubstr("loss =")));
    EXPECT_EQ(editor()->text()->blockCount(), before - 1);
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

TEST_F(Editor, FormStandsBesideTheTextWhereThereIsRoomAndAboveItElse)
{
    window->resize(1600, 1000);
    openEditor();
    EXPECT_TRUE(editor()->isFormBeside());
    const auto* delay = editor()->field(QStringLiteral("network"), QStringLiteral("delay"));
    const auto placeOf = [](const QWidget* one) {
        return QRect(one->mapToGlobal(QPoint(0, 0)), one->size());
    };
    EXPECT_LT(placeOf(delay).right(), placeOf(editor()->text()).left());
    EXPECT_GE(editor()->text()->width(), editor()->text()->fontMetrics().averageCharWidth() * 34);
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    window->resize(1024, 768);
    settle();
    QSettings().remove(QStringLiteral("window/editor-width")); // as if it had never been open
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    settle();
    EXPECT_FALSE(editor()->isFormBeside());
    EXPECT_LT(placeOf(delay).bottom(), placeOf(editor()->text()).top());
}

TEST_F(Editor, PlaceOfTheFormIsRemembered)
{
    window->resize(1600, 1000);
    openEditor();
    QSplitter* splitter = editor()->splitter();
    splitter->setSizes({splitter->width() / 2, splitter->width() / 2});
    emit splitter->splitterMoved(splitter->sizes().first(), 1);
    const int width = editor()->width();
    const double share = splitter->sizes().first() / double(splitter->width());
    ASSERT_TRUE(window->close());
    window = std::make_unique<MainWindow>();
    window->restorePlaces();
    openScenario(QStringLiteral("three-way-handshake"));
    if (!editor()->isVisible())
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    settle();
    EXPECT_NEAR(editor()->width(), width, 20);
    splitter = editor()->splitter();
    EXPECT_NEAR(splitter->sizes().first() / double(splitter->width()), share, 0.05);
}

TEST_F(Editor, WidthOfItsPaneIsKeptWhenItIsClosedAndOpened)
{
    window->resize(1600, 1000);
    openEditor();
    auto* dock = window->findChild<QDockWidget*>(QStringLiteral("editor"));
    window->resizeDocks({dock}, {700}, Qt::Horizontal);
    settle();
    const int width = dock->width();
    ASSERT_GT(width, 650);
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_NEAR(dock->width(), width, 4);
}

TEST_F(Editor, BothHostsStandBesideEachOtherInTheFormAboveTheText)
{
    openEditor(); // 1280x720
    EXPECT_FALSE(editor()->isFormBeside());
    const QWidget* client = editor()->field(QStringLiteral("client"), QStringLiteral("profile"));
    const QWidget* server = editor()->field(QStringLiteral("server"), QStringLiteral("profile"));
    EXPECT_EQ(client->y(), server->y());
    EXPECT_LT(client->geometry().right(), server->x());
    EXPECT_LE(server->geometry().right(), server->parentWidget()->width());
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
