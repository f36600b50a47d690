// Every dialog by keys alone: they go somewhere at once, Enter does what it offers, Escape leaves it.
#include "app/editor/scenario_editor.h"
#include "app/experiment/experiment_dialog.h"
#include "app/experiment/explore_page.h"
#include "app/experiment/matrix_page.h"
#include "app/experiment/sweep_page.h"
#include "app/ladder/ladder_view.h"
#include "app/window/host_column.h"
#include "tests/app/window/accessible_fixture.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableWidget>
#include <QTemporaryDir>

namespace tcplab {
namespace {

class Dialogs : public Accessible {
protected:
    Dialogs() { Preferences().setFolder(m_folder.path()); } // where Enter may save
    struct Way {
        const char* name;
        std::function<void()> open;
    };
    static QPushButton* defaultOf(const QDialog* dialog)
    {
        for (QPushButton* one : dialog->findChildren<QPushButton*>())
            if (one->isVisible() && one->isDefault())
                return one;
        return nullptr;
    }
    /// All that are modal.
    std::vector<Way> ways()
    {
        const auto trigger = [this](Do what) { return [this, what] { window->action(what)->trigger(); }; };
        return {{"keys", trigger(Do::Keys)},
                {"about", trigger(Do::About)},
                {"run until", trigger(Do::RunUntil)},
                {"figure", trigger(Do::SavePicture)},
                {"open", trigger(Do::Open)},
                {"save as", trigger(Do::SaveAs)},
                {"not found", [this] { window->open(QStringLiteral("no-such-scenario")); }},
                {"call", [this] { emit window->column(Side::Client)->otherCallWanted(Side::Client); }}};
    }
    void writeWhatCannotBeRead()
    {
        window->action(Do::ShowEditor)->setChecked(true);
        settle();
        window->editor()->text()->setPlainText(QStringLiteral("[network\n"));
        window->editor()->finishTyping();
        settle();
    }
    ExperimentDialog* experiment(Do what)
    {
        window->action(what)->trigger();
        auto* dialog = window->findChild<ExperimentDialog*>();
        EXPECT_NE(dialog, nullptr);
        EXPECT_TRUE(QTest::qWaitForWindowActive(dialog));
        return dialog;
    }

private:
    QTemporaryDir m_folder;
};

TEST_F(Dialogs, HaveTheirNamesInBothLanguagesAndTakeTheKeysAtOnce)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        window->setLanguage(language);
        openScenario(QStringLiteral("last-ack-lost"));
        for (const Way& way : ways()) {
            SCOPED_TRACE(way.name);
            WhileModal look([](QDialog* dialog) {
                expectNames(dialog);
                EXPECT_FALSE(tabOrder(dialog).empty());
                EXPECT_FALSE(dialog->windowTitle().isEmpty());
                ASSERT_NE(dialog->focusWidget(), nullptr) << "keys go somewhere";
                EXPECT_TRUE(dialog->focusWidget()->hasFocus());
                EXPECT_TRUE(takesTab(dialog->focusWidget(), dialog));
            });
            way.open();
            EXPECT_TRUE(look.seen);
        }
    }
}

TEST_F(Dialogs, EscapeLeavesThem)
{
    openScenario(QStringLiteral("last-ack-lost"));
    for (const Way& way : ways()) {
        SCOPED_TRACE(way.name);
        WhileModal look([](QDialog* dialog) {
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
            EXPECT_FALSE(dialog->isVisible());
        });
        way.open();
        EXPECT_TRUE(look.seen);
    }
}

TEST_F(Dialogs, EnterIsTheDefaultButton)
{
    openScenario(QStringLiteral("last-ack-lost"));
    for (const Way& way : ways()) {
        SCOPED_TRACE(way.name);
        WhileModal look([](QDialog* dialog) {
            QPushButton* button = defaultOf(dialog);
            ASSERT_NE(button, nullptr);
            const QSignalSpy clicked(button, &QPushButton::clicked);
            if (!button->isEnabled()) // a file without a name
                return;
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
            // A field of a file's name takes Enter itself.
            EXPECT_TRUE(clicked.size() == 1 || dialog->result() == QDialog::Accepted);
        });
        way.open();
        EXPECT_TRUE(look.seen);
    }
}

/// Of what cannot be read nothing is written by a hasty Enter.
TEST_F(Dialogs, EnterWhereTextIsLostOrKeptDoesWhatIsSafe)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("mine.toml"));
    openScenario(QStringLiteral("three-way-handshake"));
    ASSERT_TRUE(session().save(path, nullptr));
    ASSERT_TRUE(window->open(path));
    writeWhatCannotBeRead();
    ASSERT_FALSE(session().draft().isEmpty());
    {
        WhileModal look([](QDialog* dialog) {
            ASSERT_NE(dialog->focusWidget(), nullptr);
            EXPECT_EQ(dialog->focusWidget(), defaultOf(dialog));
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        });
        window->action(Do::Save)->trigger();
        EXPECT_TRUE(look.seen);
        EXPECT_FALSE(session().draft().isEmpty()) << "cancelled";
    }
    {
        WhileModal look([](QDialog* dialog) {
            ASSERT_NE(dialog->focusWidget(), nullptr);
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
        });
        EXPECT_FALSE(window->open(QStringLiteral("half-close"))) << "Escape stays";
        EXPECT_TRUE(look.seen);
    }
    session().setDraft({});
}

TEST_F(Dialogs, AnExperimentTakesTheKeysWhereItIsFilledIn)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ExperimentDialog* dialog = experiment(Do::LossMatrix);
    EXPECT_EQ(dialog->focusWidget(), static_cast<QWidget*>(dialog->matrix()->table()));
    EXPECT_EQ(defaultOf(dialog), dialog->matrix()->openIt());
    EXPECT_EQ(experiment(Do::Explore)->focusWidget(), static_cast<QWidget*>(dialog->explore()->rule()));
    EXPECT_EQ(defaultOf(dialog), dialog->explore()->go());
    EXPECT_EQ(experiment(Do::Chance)->focusWidget(), dialog->chance()->firstField());
    EXPECT_EQ(defaultOf(dialog), dialog->chance()->go());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(dialog->isVisible());
}

TEST_F(Dialogs, EnterOnARowOfAnExperimentOpensItsRunAndDoesNothingElse)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ExperimentDialog* dialog = experiment(Do::LossMatrix);
    dialog->disconnect(window.get());
    const QSignalSpy opened(dialog, &ExperimentDialog::openRun);
    const QSignalSpy compared(dialog, &ExperimentDialog::compareRuns);
    dialog->matrix()->table()->setCurrentCell(2, 0);
    QTest::keyClick(dialog->matrix()->table(), Qt::Key_Return);
    EXPECT_EQ(opened.size(), 1);
    EXPECT_EQ(compared.size(), 0);
    dialog->close();
}

} // namespace
} // namespace tcplab
