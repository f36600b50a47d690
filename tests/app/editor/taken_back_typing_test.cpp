// Typing that was taken back is done again in the text it was typed in, and in no other.
#include "tests/app/editor/editor_fixture.h"

#include <QUndoStack>

namespace tcplab {
namespace {

class TakenBackTyping : public Editor {
protected:
    void typeNonsense()
    {
        typeBehind("isn = 1000", QStringLiteral("zzz"));
        editor()->applyNow();
        ASSERT_NE(editor()->wrongLine(), 0);
    }
    void takeBack()
    {
        while (window->action(Do::Undo)->text() == QStringLiteral("Undo: Typing in the scenario"))
            window->action(Do::Undo)->trigger();
        ASSERT_EQ(editor()->wrongLine(), 0);
        ASSERT_EQ(window->action(Do::Redo)->text(), QStringLiteral("Redo: Typing in the scenario"));
    }
    void closeEditor()
    {
        window->action(Do::ShowEditor)->setChecked(false);
        settle();
        ASSERT_FALSE(editor()->isVisible());
    }
    void expectNothingToRedo()
    {
        EXPECT_FALSE(window->action(Do::Redo)->isEnabled());
        EXPECT_EQ(window->action(Do::Redo)->text(), QStringLiteral("Redo"));
        window->action(Do::Redo)->trigger();
        settle();
        EXPECT_EQ(session().draft(), QString());
        EXPECT_FALSE(window->isWindowModified());
    }
};

TEST_F(TakenBackTyping, IsNoDraftOfTheScenarioThatIsOpenedNext)
{
    for (const bool hidden : {true, false}) {
        openEditor();
        typeNonsense();
        takeBack();
        if (hidden)
            closeEditor();
        openScenario(QStringLiteral("half-close"));
        expectNothingToRedo();
        EXPECT_EQ(session().scenario().name, "half-close");
        window->action(Do::ShowEditor)->setChecked(true);
        settle();
        expectNothingToRedo();
        EXPECT_EQ(whole(), writeScenario(session().scenario()));
        closeEditor();
    }
}

TEST_F(TakenBackTyping, IsNoDraftOfARunThatWasChangedUnseen)
{
    openEditor();
    typeNonsense();
    takeBack();
    closeEditor();
    window->ladder()->setFocus();
    goToMiddleOf(2);
    press(Qt::Key_X);
    ASSERT_EQ(droppedByHand(), 1U);
    session().undoStack()->undo();
    EXPECT_EQ(window->action(Do::Redo)->text(), QStringLiteral("Redo: Drop SYN, ACK"));
    window->action(Do::Redo)->trigger();
    EXPECT_EQ(droppedByHand(), 1U);
    EXPECT_EQ(session().draft(), QString());
}

TEST_F(TakenBackTyping, CanBeDoneAgainWhereNothingElseWasDone)
{
    openEditor();
    typeNonsense();
    const std::string wrong = whole();
    takeBack();
    closeEditor();
    while (window->action(Do::Redo)->isEnabled())
        window->action(Do::Redo)->trigger();
    EXPECT_EQ(whole(), wrong);
    EXPECT_EQ(session().draft().toStdString(), wrong);
    EXPECT_TRUE(window->isWindowModified());
}

TEST_F(TakenBackTyping, IsNotOfferedAgainOnceTheRunIsShownInItsPlace)
{
    openEditor();
    window->ladder()->setFocus();
    goToMiddleOf(2);
    press(Qt::Key_X);
    ASSERT_EQ(droppedByHand(), 1U);
    typeNonsense();
    session().undoStack()->undo(); // the run is another than the one that was typed over
    ASSERT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Typing in the scenario"));
    while (editor()->wrongLine() != 0) { // in the text itself, as its own key does
        editor()->text()->undo();
        editor()->applyNow();
    }
    EXPECT_EQ(droppedByHand(), 0U);
    EXPECT_EQ(whole(), writeScenario(session().scenario()));
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo"));
    EXPECT_FALSE(window->action(Do::Undo)->isEnabled());
    EXPECT_EQ(window->action(Do::Redo)->text(), QStringLiteral("Redo: Drop SYN, ACK"));
}

} // namespace
} // namespace tcplab
