// The words that the scenario editor offers while one types.
#include "tests/app/editor/editor_fixture.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QTextBlock>

namespace tcplab {
namespace {

using testing::HasSubstr;

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
    /// "mtu = |"
    std::string lineWithCursor()
    {
        const QTextCursor cursor = editor()->text()->textCursor();
        return cursor.block().text().insert(cursor.positionInBlock(), QLatin1Char('|')).toStdString();
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
    EXPECT_THAT(whole(), HasSubstr("isn = 1000\ncongestion_control = \"\"\n"));
    typeKeys(QStringLiteral("cu"));
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

TEST_F(Completion, WritesATableAndAProgramByKeyboard)
{
    beginLine("isn = 1000", {});
    editor()->text()->selectAll();
    key(Qt::Key_Delete);
    typeKeys(QStringLiteral("ti"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    typeKeys(QStringLiteral(" = \"Mine\""));
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("[cl"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("]")); // out of habit
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("program = \"\"\""));
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("con"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    typeKeys(QStringLiteral(" se"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Tab);
    typeKeys(QStringLiteral("80"));
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("\"\"\""));
    EXPECT_EQ(whole(), "title.en = \"Mine\"\n[client]\nprogram = \"\"\"\nconnect server:80\n\"\"\"");
}

TEST_F(Completion, GoesOnBehindAKeyWithWhatItTakes)
{
    struct Case {
        const char* behind;
        const char* begun;
        const char* line; ///< "|": the cursor
    };
    openEditor();
    for (const Case& one :
         {Case{"[network]", "bandw", "bandwidth = \"|\""}, Case{"[network]", "corr", "corrupt = \"|\""},
          Case{"[network]", "mt", "mtu = |"}, Case{"[client]", "user_t", "user_timeout = \"|\""},
          Case{"[client]", "nagl", "nagle = |"}, Case{"[client]", "mss", "mss = |"}}) {
        typeBehind(one.behind, {});
        key(Qt::Key_Return);
        typeKeys(QString::fromLatin1(one.begun));
        if (!isOffering()) // it is whole
            QTest::keyClick(editor()->text(), Qt::Key_Space, Qt::ControlModifier);
        ASSERT_TRUE(isOffering()) << one.begun;
        key(Qt::Key_Return);
        EXPECT_EQ(lineWithCursor(), one.line);
        key(Qt::Key_Escape);
    }
}

TEST_F(Completion, SwallowsWhatItHasWrittenIfThatIsTypedOutOfHabit)
{
    openEditor();
    struct Case {
        const char* begun;
        const char* typed;
        const char* line;
    };
    for (const Case& one :
         {Case{"bandw", " = \"1 M", "bandwidth = \"1 M|\""}, Case{"corr", "=\"1 %", "corrupt = \"1 %|\""},
          Case{"dupl", "=1", "duplicate = \"1|\""}, Case{"reorder_b", "\"1", "reorder_by = \"1|\""}}) {
        typeBehind("[network]", {});
        key(Qt::Key_Return);
        typeKeys(QString::fromLatin1(one.begun));
        ASSERT_TRUE(isOffering()) << one.begun;
        key(Qt::Key_Return);
        typeKeys(QString::fromLatin1(one.typed));
        EXPECT_EQ(lineWithCursor(), one.line);
    }
}

TEST_F(Completion, GoesOnInTheProgramBehindAWordThatIsNoLine)
{
    openEditor();
    typeBehind("recv 300", {});
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("se"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    EXPECT_EQ(lineWithCursor(), "send |");
    typeKeys(QStringLiteral("7"));
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("clo"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    EXPECT_EQ(lineWithCursor(), "close|");
}

TEST_F(Completion, IsTakenBackAtOnce)
{
    beginLine("[client]", QStringLiteral("conges"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    ASSERT_THAT(whole(), HasSubstr("[client]\ncongestion_control = \"\"\n"));
    key(Qt::Key_Escape);
    QTest::keyClick(editor()->text(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_THAT(whole(), HasSubstr("[client]\nconges\n"));
}

TEST_F(Completion, LeavesAValueThatStandsThere)
{
    openEditor();
    typeBehind("[network]", {});
    key(Qt::Key_Return);
    typeKeys(QStringLiteral(" = \"1 Mbit/s\""));
    key(Qt::Key_Home);
    typeKeys(QStringLiteral("bandw"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    EXPECT_THAT(whole(), HasSubstr("[network]\nbandwidth = \"1 Mbit/s\"\n"));
}

TEST_F(Completion, IsCalledWithControlAndSpaceWhereNothingIsBegun)
{
    beginLine("isn = 1000", {});
    EXPECT_FALSE(isOffering());
    QTest::keyClick(editor()->text(), Qt::Key_Space, Qt::ControlModifier);
    ASSERT_TRUE(isOffering());
    EXPECT_GT(offered(), 20);
    key(Qt::Key_Escape);
    EXPECT_FALSE(isOffering());
    EXPECT_TRUE(editor()->isVisible());
}

TEST_F(Completion, TakesAQuoteOutOfHabitForTheOneThatStandsThere)
{
    beginLine("[client]", QStringLiteral("profile = \"li"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("\""));
    EXPECT_THAT(whole(), HasSubstr("profile = \"linux\"\n"));
    // A text of several lines still begins with three.
    key(Qt::Key_Return);
    typeKeys(QStringLiteral("x = \"\"\""));
    EXPECT_THAT(whole(), HasSubstr("x = \"\"\"\n"));
}

TEST_F(Completion, TakesAValueWithoutItsQuote)
{
    beginLine("[client]", QStringLiteral("profile = lin"));
    ASSERT_TRUE(isOffering());
    key(Qt::Key_Return);
    EXPECT_THAT(whole(), HasSubstr("profile = \"linux\"\n"));
}

TEST_F(Completion, LeavesNumbersAlone)
{
    beginLine("[client]", QStringLiteral("mss = 53"));
    EXPECT_FALSE(isOffering()); // Enter behind it is a new line
    key(Qt::Key_Return);
    EXPECT_THAT(whole(), HasSubstr("mss = 53\n"));
}

} // namespace
} // namespace tcplab
