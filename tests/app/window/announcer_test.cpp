// What is said to who does not see the window: everything that happens, once, in the window's language.
#include "app/editor/scenario_editor.h"
#include "app/panels/explanation_panel.h"
#include "app/window/announcer.h"
#include "app/window/scenario_bar.h"
#include "tests/app/window/accessible_fixture.h"

#include <QAccessible>
#include <QPlainTextEdit>

namespace tcplab {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Announced : public Accessible {
protected:
    Announced()
    {
        QObject::connect(window->announcer(), &Announcer::said, window->announcer(),
                         [this](const QString& words) { m_heard.push_back(words.toStdString()); });
    }
    std::vector<std::string> heard()
    {
        settle();
        settle();
        return std::exchange(m_heard, {});
    }
    std::string headline() { return window->explanation()->headline().toStdString(); }

private:
    std::vector<std::string> m_heard;
};

/// What a window system hands on: notifications, whose name is what they say.
TEST_F(Announced, AsANotificationInTheTreeOfTheWindow)
{
    openScenario(QStringLiteral("last-ack-lost"));
    press(Qt::Key_Right);
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(window->announcer());
    ASSERT_NE(face, nullptr);
    EXPECT_EQ(face->role(), QAccessible::Notification);
    EXPECT_EQ(face->text(QAccessible::Name), window->explanation()->headline());
    EXPECT_FALSE(face->state().invisible);
    EXPECT_GE(QAccessible::queryAccessibleInterface(window.get())->indexOfChild(face), 0);
}

TEST_F(Announced, AStepOnceHoweverOftenItIsShown)
{
    openScenario(QStringLiteral("last-ack-lost"));
    EXPECT_THAT(heard(), ElementsAre(window->scenarioBar()->title().toStdString()));
    press(Qt::Key_Right);
    EXPECT_THAT(heard(), ElementsAre(headline()));
    window->resize(1400, 800);
    window->setTheme(ThemeName::Dark);
    window->showDetail(Detail::Tables);
    EXPECT_THAT(heard(), IsEmpty());
    press(Qt::Key_Right);
    EXPECT_THAT(heard(), ElementsAre(headline()));
}

TEST_F(Announced, OnlyTheLastOfStepsThatAreTakenAtOnce)
{
    openScenario(QStringLiteral("last-ack-lost"));
    heard();
    session().goToStep(5);
    session().goToStep(9);
    EXPECT_THAT(heard(), ElementsAre(headline()));
}

TEST_F(Announced, ADroppedSegmentAndThatItIsTakenBack)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    press(Qt::Key_N);
    EXPECT_THAT(heard(), Contains(HasSubstr("SYN, ACK is selected.")));
    press(Qt::Key_X);
    EXPECT_THAT(heard(), ElementsAre(headline()));
    EXPECT_THAT(headline(), HasSubstr("SYN, ACK"));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_THAT(heard(), ElementsAre(HasSubstr("Taken back: Drop")));
}

TEST_F(Announced, AnErrorInTheTextOnce)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->action(Do::ShowEditor)->setChecked(true);
    heard();
    QPlainTextEdit* text = window->editor()->text();
    const QString whole = text->toPlainText();
    text->setPlainText(QStringLiteral("[network]\ndelay = \"soon\"\n"));
    window->editor()->applyNow();
    EXPECT_THAT(heard(), ElementsAre(AllOf(HasSubstr("2"), HasSubstr("soon"))));
    window->editor()->applyNow();
    EXPECT_THAT(heard(), IsEmpty());
    text->setPlainText(whole);
    window->editor()->applyNow();
}

TEST_F(Announced, TheEndOfTheRun)
{
    openScenario(QStringLiteral("three-way-handshake"));
    session().goToStep(session().stepCount() - 1);
    EXPECT_THAT(heard(), Not(Contains(HasSubstr("That was all."))));
    press(Qt::Key_Right);
    EXPECT_THAT(heard(), ElementsAre(headline() + " That was all."));
}

TEST_F(Announced, TheFirstDifferenceOfAComparison)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    press(Qt::Key_X);
    heard();
    press(Qt::Key_D, Qt::ControlModifier);
    settle();
    const std::vector<std::string> words = heard();
    const std::string difference = window->compareRuns()->pane()->sentence().toStdString();
    ASSERT_FALSE(difference.empty());
    std::size_t times = 0;
    for (const std::string& one : words)
        times += one.find(difference) != std::string::npos ? 1U : 0U;
    EXPECT_EQ(times, 1u) << testing::PrintToString(words);
}

TEST_F(Announced, InTheWindowsLanguage)
{
    window->setLanguage(Language::Chinese);
    openScenario(QStringLiteral("three-way-handshake"));
    heard();
    session().goToStep(session().stepCount() - 1);
    heard();
    press(Qt::Key_Right);
    EXPECT_THAT(heard(), ElementsAre(headline() + " 到此结束。"));
}

} // namespace
} // namespace tcplab
