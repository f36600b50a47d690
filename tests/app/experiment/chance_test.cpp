// Chance as a person uses it: knobs, curves that grow, the distribution of a point, a run that opens.
#include "app/experiment/axis_row.h"
#include "app/experiment/chart_view.h"
#include "app/experiment/experiment_dialog.h"
#include "app/experiment/histogram_view.h"
#include "app/experiment/runs_job.h"
#include "app/experiment/runs_panel.h"
#include "app/experiment/sweep_page.h"
#include "app/sweep/table.h"
#include "app/sweep/workers.h"
#include "app/window/scenario_source.h"
#include "tests/app/window/window_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

class Chance : public Window {
protected:
    void open(const QString& scenario)
    {
        openScenario(scenario);
        window->action(Do::Chance)->trigger();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window->findChild<ExperimentDialog*>()));
        settle();
    }
    SweepPage* page() { return window->findChild<ExperimentDialog*>()->chance(); }
    RunsPanel* runs() { return page()->runsPanel(); }
    void play(const QString& values, int times)
    {
        page()->axis(0)->set(QStringLiteral("network.loss"), values);
        page()->runs()->setValue(times);
        QSignalSpy ended(&page()->job(), &SweepJob::ended);
        QTest::mouseClick(page()->go(), Qt::LeftButton);
        ASSERT_TRUE(ended.wait(60'000));
        settle();
    }
    void choose(std::size_t curve, std::size_t point)
    {
        QSignalSpy listed(runs(), &RunsPanel::listed);
        page()->chart()->choose(curve, point);
        ASSERT_TRUE(runs()->isComplete() || listed.wait(60'000));
    }
    QString cell(int row, int column) { return runs()->table()->item(row, column)->text(); }
    static std::string read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }
};

TEST_F(Chance, PlaysEachCombinationAndDrawsItsCurve)
{
    open(QStringLiteral("half-close"));
    EXPECT_THAT(page()->words()->text().toStdString(), HasSubstr("Combinations: 11 · runs in all: 2,200"));
    play(QStringLiteral("0,10%,20%"), 50);
    ASSERT_THAT(page()->chart()->chart().curves, SizeIs(1));
    EXPECT_THAT(page()->chart()->chart().curves[0].points, SizeIs(3));
    EXPECT_EQ(page()->chart()->chart().title, "Completion time over network.loss");
    EXPECT_THAT(page()->words()->text().toStdString(), StartsWith("150 of 150 runs"));
    page()->y()->setCurrentIndex(page()->y()->findData(QStringLiteral("established")));
    EXPECT_TRUE(page()->chart()->chart().y.isShare);
    page()->theory()->setChecked(true);
    ASSERT_THAT(page()->chart()->chart().curves, SizeIs(2));
    EXPECT_TRUE(page()->chart()->chart().curves[1].isTheory);
}

TEST_F(Chance, SaysWhatTheCommandLineSays)
{
    open(QStringLiteral("half-close"));
    play(QStringLiteral("0,20%"), 40);
    SweepPlan plan = page()->job().plan();
    SweepResults results(plan.variants());
    SweepWorkers(plan, *variantsOf(session().scenario(), plan), 1)
        .play(0, plan.units(), results, [](std::uint64_t) { return true; });
    const QTemporaryDir folder;
    QString error;
    ASSERT_TRUE(page()->saveTable(folder.filePath(QStringLiteral("out.csv")), &error)) << error.toStdString();
    EXPECT_EQ(read(folder.filePath(QStringLiteral("out.csv"))), sweepTable(plan, results));
}

TEST_F(Chance, SavesItsChart)
{
    open(QStringLiteral("half-close"));
    play(QStringLiteral("0,20%"), 20);
    const QTemporaryDir folder;
    QString error;
    const auto path = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
    ASSERT_TRUE(page()->saveChartAs(path("x.svg"), &error));
    EXPECT_THAT(read(path("x.svg")), StartsWith("<svg "));
    ASSERT_TRUE(page()->saveChartAs(path("x.csv"), &error));
    EXPECT_THAT(read(path("x.csv")), StartsWith("curve,kind,network.loss (%),"));
    ASSERT_TRUE(page()->saveChartAs(path("x.png"), &error));
    EXPECT_EQ(QImage(path("x.png")).width(), 2 * page()->chart()->width());
    EXPECT_FALSE(page()->saveChartAs(path("x.gif"), &error));
    EXPECT_FALSE(QFile::exists(path("x.gif")));
    EXPECT_FALSE(page()->saveChartAs(path("nowhere/x.svg"), &error));
    EXPECT_FALSE(error.isEmpty());
}

TEST_F(Chance, APointShowsItsDistributionAndItsRuns)
{
    open(QStringLiteral("half-close"));
    play(QStringLiteral("0,20%"), 60);
    EXPECT_FALSE(runs()->isVisible());
    const ChartMark mark = page()->chart()->shapes().marks.back();
    QSignalSpy listed(runs(), &RunsPanel::listed);
    QTest::mouseClick(page()->chart(), Qt::LeftButton, Qt::NoModifier,
                      QPoint(qRound(mark.at.x) + 2, qRound(mark.at.y)));
    ASSERT_TRUE(listed.wait(60'000));
    EXPECT_TRUE(runs()->isVisible());
    EXPECT_THAT(runs()->summary()->text().toStdString(), HasSubstr("60 runs"));
    EXPECT_EQ(runs()->table()->rowCount(), 60);
    // A bar leaves its runs in the list, and no others.
    HistogramView* histogram = runs()->histogram();
    std::uint64_t inBars = 0;
    for (const HistogramBar& bar : histogram->bars())
        inBars += bar.count;
    EXPECT_GT(inBars, 0u);
    histogram->choose(0);
    std::uint64_t shown = 0;
    for (int row = 0; row < 60; ++row)
        shown += runs()->table()->isRowHidden(row) ? 0u : 1u;
    EXPECT_EQ(shown, histogram->bars().front().count);
    histogram->choose(0); // again: all
    EXPECT_FALSE(runs()->table()->isRowHidden(59));
}

TEST_F(Chance, ARunOpensAsTheOneThatWasCounted)
{
    open(QStringLiteral("half-close"));
    play(QStringLiteral("0,20%"), 40);
    choose(0, 1);
    // The run with the most retransmissions.
    runs()->table()->sortItems(7, Qt::DescendingOrder);
    int row = 0;
    const int again = cell(row, 7).toInt();
    ASSERT_GT(again, 0);
    const int segments = cell(row, 6).toInt();
    const QString seed = cell(row, 1);
    const std::string completion = cell(row, 3).toStdString();
    runs()->table()->setCurrentCell(row, 0);
    EXPECT_THAT(runs()->command()->text().toStdString(),
                HasSubstr("tcplab-cli run half-close --set 'network.loss=20%' --seed " + seed.toStdString()));
    runs()->openRow(row);
    settle();
    session().last();
    settle();
    EXPECT_EQ(session().scenario().seed, seed.toULongLong());
    int sent = 0;
    int sentAgain = 0;
    for (const SegmentHistory& segment : trace().segments) {
        sent += segment.isCopy ? 0 : 1;
        sentAgain += segment.packet.retransmission != 0 ? 1 : 0;
    }
    EXPECT_EQ(sent, segments);
    EXPECT_EQ(sentAgain, again);
    // It is measured as it was counted.
    RunMeter meter(usualStepLimit);
    const auto measures = meter.play(std::make_shared<Scenario>(session().scenario()));
    EXPECT_EQ(measures.segments, static_cast<std::uint64_t>(segments));
    if (measures.completion) {
        EXPECT_EQ(durationText(*measures.completion), completion);
    }
    // The list stays for the next one.
    EXPECT_EQ(runs()->table()->rowCount(), 40);
}

TEST_F(Chance, CancelKeepsWhatIsDone)
{
    open(QStringLiteral("half-close"));
    page()->runs()->setValue(1'000'000);
    QSignalSpy grown(&page()->job(), &SweepJob::grown);
    QSignalSpy ended(&page()->job(), &SweepJob::ended);
    QTest::mouseClick(page()->go(), Qt::LeftButton);
    EXPECT_EQ(page()->go()->text(), QStringLiteral("Cancel"));
    ASSERT_TRUE(grown.wait(60'000));
    EXPECT_THAT(page()->words()->text().toStdString(), HasSubstr(" left"));
    EXPECT_THAT(page()->chart()->chart().curves, SizeIs(1)); // while it grows
    QTest::mouseClick(page()->go(), Qt::LeftButton);
    ASSERT_TRUE(ended.count() > 0 || ended.wait(60'000));
    settle();
    EXPECT_EQ(page()->go()->text(), QStringLiteral("Play"));
    EXPECT_THAT(page()->words()->text().toStdString(), HasSubstr("Cancelled; what is done is kept."));
    EXPECT_GT(page()->job().done(), 0u);
    EXPECT_LT(page()->job().done(), page()->job().plan().units());
    EXPECT_THAT(page()->chart()->chart().curves[0].points, SizeIs(11));
}

TEST_F(Chance, ClosingTheWindowEndsASweep)
{
    open(QStringLiteral("half-close"));
    page()->runs()->setValue(1'000'000);
    QTest::mouseClick(page()->go(), Qt::LeftButton);
    window.reset();
}

TEST_F(Chance, SaysWhatIsWrongWithAKnobAndPlaysNothing)
{
    open(QStringLiteral("half-close"));
    const auto wordsWith = [&](const char* key, const char* values) {
        page()->axis(0)->set(QLatin1String(key), QLatin1String(values));
        return page()->words()->text().toStdString();
    };
    EXPECT_THAT(wordsWith("network.los", "1%"), HasSubstr("network.los"));
    EXPECT_FALSE(page()->go()->isEnabled());
    EXPECT_THAT(wordsWith("network.loss", "5%:1%:1%"), HasSubstr("START ≤ END"));
    EXPECT_THAT(wordsWith("network.loss", ""), HasSubstr("KEY=VALUE"));
    EXPECT_THAT(wordsWith("client.congestion_control", "vegas"), HasSubstr("vegas"));
    EXPECT_THAT(wordsWith("network.loss", "1%"), HasSubstr("Combinations: 1 "));
    EXPECT_TRUE(page()->go()->isEnabled());
}

TEST_F(Chance, WhatIsWrongDeepInALongListIsSaidBeforeAnythingIsPlayed)
{
    open(QStringLiteral("half-close"));
    QStringList values;
    for (int i = 1; i <= 300; ++i)
        values << (i == 150 ? QStringLiteral("1x ms") : QStringLiteral("%1 ms").arg(i));
    page()->axis(0)->set(QStringLiteral("network.delay"), values.join(QStringLiteral(", ")));
    // Each key must stay quick: not every value is looked at while it is typed.
    EXPECT_THAT(page()->words()->text().toStdString(), HasSubstr("Combinations: 300 "));
    QTest::mouseClick(page()->go(), Qt::LeftButton);
    EXPECT_FALSE(page()->job().isRunning());
    EXPECT_THAT(page()->words()->text().toStdString(), HasSubstr("1x ms"));
    values[149] = QStringLiteral("150 ms");
    values[299] = QStringLiteral("1x ms");
    page()->axis(0)->set(QStringLiteral("network.delay"), values.join(QStringLiteral(", ")));
    EXPECT_THAT(page()->words()->text().toStdString(), HasSubstr("1x ms"));
    EXPECT_FALSE(page()->go()->isEnabled());
}

TEST_F(Chance, WantOfMemoryEndsASweepAndIsSaid)
{
    open(QStringLiteral("half-close"));
    page()->job().setBeforeEachLook([] { throw std::bad_alloc(); });
    play(QStringLiteral("0, 10%"), 20);
    EXPECT_FALSE(page()->job().isRunning());
    EXPECT_TRUE(page()->job().hasFailed());
    EXPECT_THAT(page()->words()->text().toStdString(), HasSubstr("not enough memory"));
    EXPECT_EQ(page()->go()->text(), QStringLiteral("Play"));
    // The next one is played.
    page()->job().setBeforeEachLook({});
    play(QStringLiteral("0, 10%"), 20);
    EXPECT_FALSE(page()->job().hasFailed());
    EXPECT_EQ(page()->job().done(), 40u);
}

TEST(RunsOfAPoint, OfWhichThereIsNoneAreListedAtOnce)
{
    RunsJob job;
    QSignalSpy played(&job, &RunsJob::played);
    job.start(tcplab::openScenario(QStringLiteral("half-close"))->scenario, 1, 1000, 0);
    ASSERT_TRUE(played.wait(60'000));
    EXPECT_TRUE(played.last()[1].toBool());
}

TEST_F(Chance, KnowsTheKnobsAndTakesSeveral)
{
    open(QStringLiteral("half-close"));
    QCompleter* completer = page()->axis(0)->key()->completer();
    completer->setCompletionPrefix(QStringLiteral("congestion"));
    EXPECT_EQ(completer->completionCount(), 2);
    QTest::mouseClick(page()->more(), Qt::LeftButton);
    ASSERT_EQ(page()->axes(), 2u);
    EXPECT_FALSE(page()->go()->isEnabled()); // it has no name yet
    page()->axis(1)->set(QStringLiteral("client.congestion_control"), QStringLiteral("newreno, cubic"));
    EXPECT_TRUE(page()->go()->isEnabled());
    play(QStringLiteral("0,10%"), 10);
    ASSERT_THAT(page()->chart()->chart().curves, SizeIs(2));
    EXPECT_EQ(page()->chart()->chart().curves[1].name, "cubic");
    page()->x()->setCurrentIndex(1);
    EXPECT_THAT(page()->chart()->chart().x.categories, ElementsAre("newreno", "cubic"));
    QTest::mouseClick(page()->axis(1)->remove(), Qt::LeftButton);
    EXPECT_EQ(page()->axes(), 1u);
}

TEST_F(Chance, CanBeUsedWithKeysAlone)
{
    open(QStringLiteral("half-close"));
    play(QStringLiteral("0,20%"), 10);
    ChartView* chart = page()->chart();
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Right);
    QTest::keyClick(chart, Qt::Key_Right);
    EXPECT_THAT(chart->accessibleDescription().toStdString(), HasSubstr("network.loss (%): 20"));
    QSignalSpy listed(runs(), &RunsPanel::listed);
    QTest::keyClick(chart, Qt::Key_Return);
    ASSERT_TRUE(listed.wait(60'000));
    EXPECT_EQ(chart->chosen(), 1u);
    QTest::keyClick(runs()->histogram(), Qt::Key_Right);
    EXPECT_TRUE(runs()->histogram()->chosen().has_value());
    EXPECT_FALSE(runs()->histogram()->accessibleDescription().isEmpty());
    QTest::keyClick(runs()->histogram(), Qt::Key_Escape);
    EXPECT_FALSE(runs()->histogram()->chosen().has_value());
}

TEST_F(Chance, SpeaksChineseWhenTheWindowDoes)
{
    openScenario(QStringLiteral("half-close"));
    window->setLanguage(Language::Chinese);
    window->action(Do::Chance)->trigger();
    settle();
    play(QStringLiteral("0,20%"), 10);
    EXPECT_THAT(page()->words()->text().toStdString(), HasSubstr("次运行"));
    EXPECT_THAT(page()->chart()->chart().title, HasSubstr("完成时间"));
}

TEST_F(Chance, StaysWithWhatItHasFoundWhenTheThemeChanges)
{
    open(QStringLiteral("half-close"));
    play(QStringLiteral("0, 5 %"), 4);
    const quint64 done = page()->job().done();
    ASSERT_GT(done, 0U);
    window->setTheme(ThemeName::Dark);
    window->setLanguage(Language::Chinese);
    settle();
    EXPECT_EQ(page()->job().done(), done);
    EXPECT_TRUE(page()->isVisible());
}

} // namespace
} // namespace tcplab
