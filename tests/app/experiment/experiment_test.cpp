// The loss matrix and exploration as a person uses them; the lesson on 2·MSL clicked through.
#include "app/experiment/experiment_dialog.h"
#include "app/experiment/explore_page.h"
#include "app/experiment/matrix_page.h"
#include "app/window/compare_runs.h"
#include "tests/app/window/window_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTimer>

namespace tcplab {
namespace {

using testing::HasSubstr;

class Experiments : public Window {
protected:
    ExperimentDialog* dialog() { return window->findChild<ExperimentDialog*>(); }
    MatrixPage* matrix() { return dialog()->matrix(); }
    ExplorePage* page() { return dialog()->explore(); }
    QString cell(int row, int column) { return matrix()->table()->item(row, column)->text(); }
    int rowOf(const QString& lost)
    {
        for (int row = 0; row < matrix()->table()->rowCount(); ++row)
            if (cell(row, 0) == lost)
                return row;
        return -1;
    }
    void explore()
    {
        QSignalSpy finished(page(), &ExplorePage::finished);
        QTest::mouseClick(page()->go(), Qt::LeftButton);
        ASSERT_TRUE(finished.wait(60'000));
        settle();
    }
};

TEST_F(Experiments, TheMatrixHasARowForEachLossWithMarkAndReason)
{
    openScenario(QStringLiteral("abort-linger"));
    window->action(Do::LossMatrix)->trigger();
    settle();
    EXPECT_EQ(matrix()->table()->rowCount(), 7); // nothing, c1 … c4, s1, s2
    const int reset = rowOf(QStringLiteral("c4"));
    ASSERT_GT(reset, 0);
    EXPECT_EQ(cell(reset, 2), QStringLiteral("✗ different"));
    EXPECT_EQ(cell(reset, 4), QStringLiteral("ESTABLISHED"));
    EXPECT_EQ(cell(rowOf(QStringLiteral("c2")), 2), QStringLiteral("✓ none"));
    EXPECT_EQ(cell(rowOf(QStringLiteral("c1")), 2), QStringLiteral("◷ later"));
}

TEST_F(Experiments, ARowOpensItsRunAndTheMatrixStaysForTheNext)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->action(Do::LossMatrix)->trigger();
    settle();
    matrix()->openRow(rowOf(QStringLiteral("c1")));
    settle();
    EXPECT_EQ(trace().segments.front().dropped, DropReason::Fault);
    EXPECT_EQ(trace().segments.front().packet.segment.ctl.syn, true);
    matrix()->openRow(rowOf(QStringLiteral("s1")));
    settle();
    EXPECT_NE(trace().segments.front().dropped, DropReason::Fault);
    matrix()->openRow(0);
    settle();
    for (const SegmentHistory& segment : trace().segments)
        EXPECT_EQ(segment.dropped, DropReason::None);
}

TEST_F(Experiments, ARowOpensBesideTheUndisturbedRun)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->action(Do::LossMatrix)->trigger();
    settle();
    EXPECT_FALSE(matrix()->compare()->isEnabled());
    matrix()->table()->setCurrentCell(rowOf(QStringLiteral("s1")), 0);
    QTest::mouseClick(matrix()->compare(), Qt::LeftButton);
    settle();
    ComparePane* pane = window->compareRuns()->pane();
    ASSERT_TRUE(pane->isComparing());
    EXPECT_THAT(pane->sentence().toStdString(), HasSubstr("SYN, ACK from the server is lost in B"));
    for (const SegmentHistory& segment : pane->other().trace().segments)
        EXPECT_EQ(segment.dropped, DropReason::None);
}

TEST_F(Experiments, PairsAreMoreRows)
{
    openScenario(QStringLiteral("connection-refused"));
    window->action(Do::LossMatrix)->trigger();
    settle();
    const int singles = matrix()->table()->rowCount();
    matrix()->pairs()->setChecked(true);
    EXPECT_GT(matrix()->table()->rowCount(), singles);
    EXPECT_GT(rowOf(QStringLiteral("c1 + c2")), 0);
}

TEST_F(Experiments, TheLessonOnTwoMslCanBeClickedThrough)
{
    openScenario(QStringLiteral("why-two-msl"));
    window->action(Do::Explore)->trigger();
    settle();
    // 1. Switch the rule off.
    page()->rule()->setCurrentIndex(1);
    EXPECT_EQ(page()->rule()->currentText(), QStringLiteral("no TIME-WAIT"));
    page()->losses()->setValue(0);
    page()->delays()->setValue(1);
    // 2. Explore.
    explore();
    EXPECT_THAT(page()->result()->text().toStdString(), HasSubstr("a promise is broken with 1 fault"));
    EXPECT_THAT(page()->result()->text().toStdString(), HasSubstr("old incarnation"));
    ASSERT_TRUE(page()->openIt()->isVisible());
    // 3. Watch the counterexample.
    QTest::mouseClick(page()->openIt(), Qt::LeftButton);
    settle();
    EXPECT_EQ(session().run().interventions().size(), 1u);
    session().last();
    settle();
    const World& world = session().worldNow();
    bool foreign = false;
    for (const ReadLog& log : world.hosts[indexOf(Side::Server)].readLogs)
        foreign = foreign || log.text.size() > 1;
    EXPECT_TRUE(foreign) << "the server's application has read octets of two connections";
    // 4. Switch it on. 5. Explore again: none.
    page()->rule()->setCurrentIndex(0);
    explore();
    EXPECT_THAT(page()->result()->text().toStdString(), HasSubstr("No promise is broken"));
    EXPECT_FALSE(page()->openIt()->isVisible());
}

TEST_F(Experiments, AnExplorationCanBeCalledOff)
{
    openScenario(QStringLiteral("connect-send-close"));
    window->action(Do::Explore)->trigger();
    settle();
    page()->losses()->setValue(3);
    page()->duplicates()->setValue(3);
    page()->delays()->setValue(3);
    QSignalSpy finished(page(), &ExplorePage::finished);
    QTest::mouseClick(page()->go(), Qt::LeftButton);
    EXPECT_EQ(page()->go()->text(), QStringLiteral("Cancel"));
    QTest::mouseClick(page()->go(), Qt::LeftButton);
    ASSERT_TRUE(finished.wait(60'000));
    EXPECT_THAT(page()->result()->text().toStdString(), HasSubstr("Ended from outside"));
    EXPECT_EQ(page()->go()->text(), QStringLiteral("Explore"));
}

TEST_F(Experiments, StayOpenOnTheirPageWhenTheLanguageChanges)
{
    openScenario(QStringLiteral("connection-refused"));
    window->action(Do::LossMatrix)->trigger();
    settle();
    window->setLanguage(Language::Chinese);
    settle();
    ASSERT_NE(dialog(), nullptr);
    EXPECT_TRUE(matrix()->isVisible());
    EXPECT_EQ(cell(1, 2), QStringLiteral("◷ 推迟"));
    window->setTheme(ThemeName::Dark);
    settle();
    ASSERT_NE(dialog(), nullptr);
    EXPECT_TRUE(matrix()->isVisible());
    EXPECT_GT(matrix()->table()->rowCount(), 1);
}

TEST_F(Experiments, KeepWhatAnExplorationHasFoundWhenTheThemeChanges)
{
    openScenario(QStringLiteral("connection-refused"));
    window->action(Do::Explore)->trigger();
    explore();
    const QString found = page()->result()->text();
    ASSERT_FALSE(found.isEmpty());
    window->setTheme(ThemeName::Dark);
    settle();
    ASSERT_NE(dialog(), nullptr);
    EXPECT_EQ(page()->result()->text(), found);
}

TEST_F(Experiments, SpeakChineseWhenTheWindowDoes)
{
    openScenario(QStringLiteral("connection-refused"));
    window->action(Do::LossMatrix)->trigger();
    window->setLanguage(Language::Chinese);
    window->action(Do::LossMatrix)->trigger();
    settle();
    EXPECT_THAT(cell(1, 7).toStdString(), HasSubstr("重发"));
    EXPECT_EQ(cell(1, 2), QStringLiteral("◷ 推迟"));
}

} // namespace
} // namespace tcplab
