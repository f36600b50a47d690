// A setting that is changed in the form: what the run, the names of runs and the text say of it, and who has the keys then.
#include "app/compare/compare_pane.h"
#include "app/panels/explanation_panel.h"
#include "app/window/compare_runs.h"
#include "app/window/scenario_bar.h"
#include "app/window/transport_bar.h"
#include "tests/app/editor/editor_fixture.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::Not;

class ChangedSetting : public Editor {
protected:
    ComparePane* pane() { return window->compareRuns()->pane(); }
    QStringList runs()
    {
        QMenu menu;
        window->compareRuns()->fillRuns(&menu);
        QStringList names;
        for (const QAction* one : menu.actions())
            names << one->text();
        return names;
    }
    void openBy(const char* key) { emit window->scenarioBar()->factChosen(QString::fromLatin1(key)); }
};

TEST_F(ChangedSetting, RunNameAndTextAgreeOnWhenSomethingWasDone)
{
    openEditor();
    goToMiddleOf(9); // the last ACK
    window->ladder()->setFocus();
    press(Qt::Key_X);
    ASSERT_EQ(droppedByHand(), 1U);
    ASSERT_THAT(whole(), HasSubstr("at = \"475 ms\""));
    setField(QStringLiteral("delay"), QStringLiteral("300 ms"));
    ASSERT_EQ(droppedByHand(), 1U) << "it keeps the segment";
    const PlacedIntervention& placed = session().run().interventions().front();
    EXPECT_EQ(placed.at, trace().instantOf(placed.step));
    EXPECT_THAT(whole(), Not(HasSubstr("475 ms")));
    EXPECT_THAT(whole(), HasSubstr("at = \"1950 ms\""));
    press(Qt::Key_D, Qt::ControlModifier);
    ASSERT_TRUE(pane()->isComparing());
    EXPECT_EQ(pane()->other().scenario().links[0].delay, milliseconds(300));
    EXPECT_EQ(pane()->heading(0).toStdString(), "A · delay = 300 ms");
    EXPECT_EQ(pane()->heading(1).toStdString(), "B · delay = 300 ms; ACK lost at 1.95 s");
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_THAT(whole(), HasSubstr("at = \"475 ms\"")) << "as it was";
}

TEST_F(ChangedSetting, ItIsComparedAtOnceWithTheRunBefore)
{
    openEditor();
    setField(QStringLiteral("delay"), QStringLiteral("300 ms"));
    EXPECT_EQ(runs(), QStringList({QStringLiteral("as the scenario has it (delay = 50 ms)"),
                                   QStringLiteral("delay = 300 ms")}));
    press(Qt::Key_D, Qt::ControlModifier);
    ASSERT_TRUE(pane()->isComparing());
    EXPECT_EQ(pane()->other().scenario().links[0].delay, milliseconds(50));
    EXPECT_EQ(pane()->heading(0).toStdString(), "A · as the scenario has it (delay = 50 ms)");
    EXPECT_EQ(pane()->heading(1).toStdString(), "B · delay = 300 ms");
}

TEST_F(ChangedSetting, ANumberTakesTheUnitThatStoodThere)
{
    openEditor();
    setField(QStringLiteral("delay"), QStringLiteral("300"));
    EXPECT_EQ(editor()->wrongLine(), 0) << editor()->complaint()->text().toStdString();
    EXPECT_EQ(session().scenario().links[0].delay, milliseconds(300));
    EXPECT_THAT(whole(), HasSubstr("delay = \"300 ms\""));
    setField(QStringLiteral("delay"), QStringLiteral("soon"));
    EXPECT_NE(editor()->wrongLine(), 0);
}

TEST_F(ChangedSetting, EnterInTheFormAndAClosedPaneGiveTheKeysBackToTheTimeline)
{
    openScenario(QStringLiteral("three-way-handshake"));
    openBy("network.delay");
    settle();
    ASSERT_TRUE(editor()->field(QStringLiteral("network"), QStringLiteral("delay"))->hasFocus());
    setField(QStringLiteral("delay"), QStringLiteral("100 ms"));
    EXPECT_TRUE(window->ladder()->hasFocus());
    setField(QStringLiteral("delay"), QStringLiteral("soon"));
    EXPECT_TRUE(editor()->field(QStringLiteral("network"), QStringLiteral("delay"))->hasFocus())
        << "it is still to be set right";
    setField(QStringLiteral("delay"), QStringLiteral("100 ms"));
    editor()->text()->setFocus();
    window->action(Do::ShowEditor)->setChecked(false);
    settle();
    EXPECT_TRUE(window->ladder()->hasFocus());
    session().goToStep(1);
    press(Qt::Key_Right);
    EXPECT_EQ(session().step(), 2U);
    press(Qt::Key_Space);
    EXPECT_TRUE(window->playback().isPlaying());
    EXPECT_FALSE(window->action(Do::ShowEditor)->isChecked());
}

TEST_F(ChangedSetting, AClickOnAButtonTakesTheKeysFromTheFacts)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->scenarioBar()->chips()->setFocus(Qt::TabFocusReason);
    for (QToolButton* one : window->transport()->findChildren<QToolButton*>())
        if (one->defaultAction() == window->action(Do::StepForward))
            QTest::mouseClick(one, Qt::LeftButton);
    EXPECT_EQ(session().step(), 1U);
    EXPECT_TRUE(window->ladder()->hasFocus());
    press(Qt::Key_Space);
    EXPECT_TRUE(window->playback().isPlaying());
}

} // namespace
} // namespace tcplab
