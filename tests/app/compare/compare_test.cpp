// Two runs beside each other, as a person compares them.
#include "app/experiment/experiment_dialog.h"
#include "app/plots/graphs_panel.h"
#include "app/plots/plot_view.h"
#include "app/window/host_column.h"
#include "core/experiment/loss_matrix.h"
#include "core/world/scenario_file.h"
#include "tests/app/compare/comparing.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QUndoStack>

namespace tcplab {
namespace {

using testing::HasSubstr;

TEST_F(Comparing, ShowsTheRunAsItWasBesideTheRunAsItIs)
{
    stepInAndCompare();
    ASSERT_TRUE(pane()->isComparing());
    EXPECT_TRUE(pane()->isVisible());
    EXPECT_TRUE(pane()->bar()->isVisible());
    EXPECT_FALSE(window->column(Side::Client)->isVisible());
    for (const QSize size : {QSize(1280, 720), QSize(1600, 1000)}) {
        window->resize(size);
        settle();
        EXPECT_NEAR(pane()->otherLadder()->width(), window->ladder()->width(), 2);
    }
    EXPECT_EQ(pane()->other().run().interventions().size(), 0u);
    EXPECT_EQ(session().run().interventions().size(), 1u);
    EXPECT_THAT(pane()->sentence().toStdString(),
                HasSubstr("SYN, ACK from the server is lost in B; in A it arrives"));
    EXPECT_THAT(pane()->outcomeText(1).toStdString(), HasSubstr("Sent again: 2"));
    expectOneCursor();
}

TEST_F(Comparing, WhatIsChosenInOneRunIsChosenInTheOther)
{
    stepInAndCompare(); // the SYN, ACK is lost in B, and sent again
    Session& other = pane()->other();
    session().selectSegment(1);
    EXPECT_EQ(other.selectedSegment(), 1u);
    session().selectSegment(2);
    EXPECT_EQ(other.selectedSegment(), 2u);
    // After the first difference numbers part: the first text is the same text.
    const auto firstText = [](const Trace& trace) {
        SegmentId id = 1;
        while (trace.segment(id).packet.segment.text.length == 0)
            ++id;
        return id;
    };
    const SegmentId here = firstText(session().trace());
    const SegmentId there = firstText(other.trace());
    ASSERT_NE(here, there);
    session().selectSegment(here);
    EXPECT_EQ(other.selectedSegment(), there);
    // What was sent again has no fellow in A.
    SegmentId again = 1;
    while (session().trace().segment(again).original == 0)
        ++again;
    session().selectSegment(again);
    EXPECT_EQ(other.selectedSegment(), 0u);
    // The other way.
    other.selectSegment(there);
    EXPECT_EQ(session().selectedSegment(), here);
}

TEST_F(Comparing, BothAreScrolledAndZoomedTogether)
{
    stepInAndCompare();
    press(Qt::Key_End);
    press(Qt::Key_Plus);
    press(Qt::Key_Plus);
    EXPECT_NEAR(pane()->otherLadder()->yOf(500), window->ladder()->yOf(500), 1e-6);
    window->ladder()->verticalScrollBar()->setValue(40);
    settle();
    EXPECT_NEAR(pane()->otherLadder()->yOf(500), window->ladder()->yOf(500), 1e-6);
    pane()->otherLadder()->verticalScrollBar()->setValue(90);
    settle();
    EXPECT_NEAR(pane()->otherLadder()->yOf(500), window->ladder()->yOf(500), 1e-6);
    press(Qt::Key_W);
    EXPECT_NEAR(pane()->otherLadder()->yOf(500), window->ladder()->yOf(500), 1e-6);
}

TEST_F(Comparing, TheFirstDifferenceIsMarkedInBothAndAKeyGoesThere)
{
    stepInAndCompare();
    press(Qt::Key_Home);
    press(Qt::Key_F8);
    ASSERT_TRUE(pane()->differences().first);
    EXPECT_EQ(session().now(), pane()->differences().first->at);
    EXPECT_EQ(session().step(), pane()->differences().first->places[1].step);
    const auto left = pane()->otherLadder()->geometry().parting;
    const auto right = window->ladder()->geometry().parting;
    ASSERT_TRUE(left && right);
    EXPECT_NEAR(left->y, right->y, 1e-6);
    EXPECT_NEAR(right->y, window->ladder()->geometry().nowY, 1.0);
    pane()->stop();
    EXPECT_FALSE(window->ladder()->geometry().parting);
}

TEST_F(Comparing, StepsInWhileComparing)
{
    stepInAndCompare();
    press(Qt::Key_End);
    goToMiddleOf(session().trace().segmentCount());
    press(Qt::Key_X);
    EXPECT_EQ(session().run().interventions().size(), 2u);
    EXPECT_TRUE(pane()->isComparing());
    expectOneCursor();
    session().undoStack()->undo();
    session().undoStack()->undo();
    settle();
    EXPECT_FALSE(pane()->differences().first);
    EXPECT_EQ(pane()->sentence(), QStringLiteral("A and B are the same run from beginning to end."));
}

TEST_F(Comparing, AShorterFutureIsComparedAnew)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("three-way-handshake")));
    settle();
    ASSERT_TRUE(pane()->differences().first);
    const quint64 late = pane()->differences().first->places[1].step;
    session().goToStep(3);
    window->stepIn(CrashHost{Side::Client});
    settle();
    // The place of the former difference is none of this run any more.
    ASSERT_LT(session().stepCount(), late);
    ASSERT_TRUE(pane()->differences().first);
    EXPECT_LE(pane()->differences().first->places[1].step, session().stepCount());
    EXPECT_FALSE(pane()->sentence().isEmpty());
}

TEST_F(Comparing, SwapsTheRuns)
{
    stepInAndCompare();
    auto* swap = pane()->bar()->findChildren<QToolButton*>()[2];
    QTest::mouseClick(swap, Qt::LeftButton);
    settle();
    EXPECT_TRUE(session().run().interventions().empty());
    EXPECT_EQ(pane()->other().run().interventions().size(), 1u);
    EXPECT_THAT(pane()->sentence().toStdString(), HasSubstr("is lost in A; in B it arrives"));
    session().undoStack()->undo();
    EXPECT_EQ(session().run().interventions().size(), 1u);
}

TEST_F(Comparing, ComparesWithProfilesCongestionControlsAndScenarios)
{
    openScenario(QStringLiteral("fast-retransmit"));
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("profile=linux")));
    EXPECT_EQ(pane()->other().scenario().hosts[0].profile.name, ProfileName::Linux);
    EXPECT_EQ(pane()->other().scenario().hosts[1].profile.name, ProfileName::Linux);
    EXPECT_TRUE(pane()->differences().first);
    ASSERT_TRUE(
        window->compareRuns()->compareWith(QStringLiteral("congestion_control=cubic,network.delay=20 ms")));
    EXPECT_EQ(pane()->other().scenario().links[1].delay, milliseconds(20));
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("half-close")));
    EXPECT_EQ(pane()->other().scenario().name, "half-close");
    const auto wrong = window->compareRuns()->compareWith(QStringLiteral("profile=windows"));
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().toStdString(), HasSubstr("rfc9293, linux, freebsd"));
    EXPECT_FALSE(window->compareRuns()->compareWith(QStringLiteral("no-such-scenario")));
}

TEST_F(Comparing, WithNothingBeforeItOffersWhatThereIs)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_D, Qt::ControlModifier);
    EXPECT_FALSE(pane()->isComparing());
    auto* menu = window->findChild<QMenu*>(QStringLiteral("compareMenu"));
    ASSERT_NE(menu, nullptr);
    QStringList titles;
    for (const QAction* action : menu->actions())
        titles << action->text();
    EXPECT_TRUE(titles.contains(QStringLiteral("Another profile on both hosts")));
    menu->close();
}

TEST_F(Comparing, EndsWithTheKeyAndWithAnotherScenario)
{
    stepInAndCompare();
    press(Qt::Key_D, Qt::ControlModifier);
    EXPECT_FALSE(pane()->isComparing());
    EXPECT_FALSE(pane()->isVisible());
    EXPECT_TRUE(window->column(Side::Client)->isVisible());
    press(Qt::Key_D, Qt::ControlModifier);
    EXPECT_TRUE(pane()->isComparing());
    ASSERT_TRUE(window->open(QStringLiteral("half-close")));
    EXPECT_FALSE(pane()->isComparing());
}

TEST_F(Comparing, ARunOfTheSittingIsReopenedFromTheMenu)
{
    stepInAndCompare();
    ASSERT_TRUE(window->open(QStringLiteral("half-close")));
    QMenu menu;
    window->compareRuns()->fillRuns(&menu);
    QAction* lost = nullptr;
    for (QAction* action : menu.actions())
        if (action->text().contains(QStringLiteral("SYN, ACK lost")))
            lost = action;
    ASSERT_NE(lost, nullptr);
    lost->trigger();
    settle();
    EXPECT_EQ(session().scenario().name, "three-way-handshake");
    EXPECT_EQ(session().run().interventions().size(), 1u);
}

TEST_F(Comparing, ARunOfTheLossMatrixIsNamedByWhatIsLost)
{
    openScenario(QStringLiteral("sack"));
    const Scenario scenario = session().scenario();
    window->action(Do::LossMatrix)->trigger();
    auto* dialog = window->findChild<ExperimentDialog*>();
    ASSERT_NE(dialog, nullptr);
    emit dialog->compareRuns(scenario, withLost(scenario, {{Side::Client, 1}}));
    settle();
    EXPECT_FALSE(dialog->isVisible()) << "it would lie on what was asked for";
    ASSERT_TRUE(pane()->isComparing());
    EXPECT_EQ(pane()->heading(0), QStringLiteral("A · as the scenario has it"));
    EXPECT_EQ(pane()->heading(1), QStringLiteral("B · c1 lost"));
    ASSERT_TRUE(pane()->differences().first);
    EXPECT_EQ(session().now(), pane()->differences().first->at);
}

TEST_F(Comparing, NoTwoRunsOfTheMenuHaveOneName)
{
    openScenario(QStringLiteral("three-way-handshake"));
    for (const char* key : {"network.msl", "client.time_wait"}) {
        Scenario other = session().scenario();
        ASSERT_TRUE(setValue(other, key, "5 s"));
        session().load(other);
    }
    // Two that nothing tells apart but their number: another text each.
    for (const char* more : {" a", " b"}) {
        Scenario other = session().scenario();
        other.notes.en += more;
        session().load(other);
    }
    QMenu menu;
    window->compareRuns()->fillRuns(&menu);
    QStringList names;
    for (const QAction* action : menu.actions())
        names << action->text();
    EXPECT_EQ(names.size(), 5);
    EXPECT_EQ(names.removeDuplicates(), 0) << names.join(QStringLiteral(" | ")).toStdString();
    EXPECT_TRUE(names.contains(QStringLiteral("msl = 5 s")));
}

TEST_F(Comparing, TellsWhatAnOldDuplicateDidToTheProgram)
{
    openScenario(QStringLiteral("old-duplicate-without-time-wait"));
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("old-duplicate-with-time-wait")));
    settle();
    EXPECT_THAT(pane()->sentence().toStdString(), HasSubstr("to 1 min (2·MSL) in A, to 0 s in B"));
    EXPECT_THAT(pane()->outcomeText(1).toStdString(),
                HasSubstr("Server's application: 400 octets, 100 of them another connection's"));
    EXPECT_THAT(pane()->outcomeText(0).toStdString(), testing::Not(HasSubstr("another connection's")));
}

TEST_F(Comparing, SpeaksChinese)
{
    stepInAndCompare();
    window->setLanguage(Language::Chinese);
    settle();
    EXPECT_THAT(pane()->sentence().toStdString(), HasSubstr("服务器的 SYN, ACK 在 B 中丢失"));
    EXPECT_THAT(pane()->outcomeText(0).toStdString(), HasSubstr("其中重传"));
}

/// What two congestion controls differ in is not seen on the wire, but in the plot: there are both runs' curves.
TEST_F(Comparing, ThePlotHasTheCurvesOfBothRuns)
{
    openScenario(QStringLiteral("slow-start"));
    window->showDetail(Detail::Graphs);
    press(Qt::Key_End);
    settle();
    auto* plot = window->details()->findChild<PlotView*>();
    ASSERT_NE(plot, nullptr);
    plot->setKind(PlotKind::Congestion);
    EXPECT_THAT(plot->legend().join(QLatin1Char(' ')).toStdString(), testing::Not(HasSubstr("A: ")));
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("congestion_control=cubic")));
    settle();
    EXPECT_THAT(plot->legend().join(QLatin1Char(' ')).toStdString(), HasSubstr("A: cwnd"));
    EXPECT_THAT(plot->legend().join(QLatin1Char(' ')).toStdString(), HasSubstr("B: cwnd"));
    EXPECT_GT(plot->otherFlow().cwnd.size(), 1u);
    const auto others = [plot] {
        const auto& lines = plot->shapes().lines;
        return std::count_if(lines.begin(), lines.end(), [](const PlotLine& line) { return line.other; });
    };
    EXPECT_GE(others(), 1);
    pane()->stop();
    settle();
    EXPECT_EQ(others(), 0);
    EXPECT_THAT(plot->legend().join(QLatin1Char(' ')).toStdString(), testing::Not(HasSubstr("B: ")));
}

/// What two congestion controls differ in is their window; what somebody has chosen himself stays.
TEST_F(Comparing, OfTwoCongestionControlsThePlotIsTheCongestionWindow)
{
    openScenario(QStringLiteral("slow-start"));
    window->showDetail(Detail::Graphs);
    auto* plot = window->details()->findChild<PlotView*>();
    ASSERT_NE(plot, nullptr);
    EXPECT_EQ(plot->kind(), PlotKind::Sequence);
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("client.isn=77")));
    settle();
    EXPECT_EQ(plot->kind(), PlotKind::Sequence) << "the same congestion control";
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("congestion_control=cubic")));
    settle();
    EXPECT_EQ(plot->kind(), PlotKind::Congestion);
    auto* panel = window->details()->findChild<GraphsPanel*>();
    panel->kinds()->setFocus();
    QTest::keyClick(panel->kinds(), Qt::Key_Down);
    EXPECT_EQ(plot->kind(), PlotKind::RoundTrip);
    pane()->stop();
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("congestion_control=cubic")));
    settle();
    EXPECT_EQ(plot->kind(), PlotKind::RoundTrip) << "it has been chosen";
}

TEST_F(Comparing, WhatTheRunsCameToIsWholeInTheSmallestWindows)
{
    stepInAndCompare();
    for (const auto& [theme, size] :
         {std::pair{ThemeName::Light, QSize(760, 540)}, std::pair{ThemeName::Projector, QSize(800, 600)}})
        for (const Language language : {Language::English, Language::Chinese}) {
            window->setTheme(theme);
            window->setLanguage(language);
            settle(); // what there is room for is laid out anew
            window->resize(size);
            for (int i = 0; i < 4; ++i)
                settle();
            EXPECT_EQ(window->size(), size);
            for (std::size_t run = 0; run < 2; ++run)
                EXPECT_THAT(pane()->outcomeLabel(run)->text().toStdString(), testing::Not(HasSubstr("…")))
                    << size.width() << ", " << static_cast<int>(language);
        }
}

TEST_F(Comparing, BothOutcomesStandEquallyFarFromTheirCards)
{
    openScenario(QStringLiteral("slow-start"));
    window->showDetail(Detail::Graphs);
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("congestion_control=cubic")));
    settle();
    std::array<int, 2> lefts{};
    for (std::size_t run = 0; run < 2; ++run) {
        QLabel* label = pane()->outcomeLabel(run);
        lefts[run] = label->x();
        // Where letters begin.
        const QImage picture = label->grab().toImage();
        int first = picture.width();
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < first; ++x)
                if (picture.pixel(x, y) != picture.pixel(picture.width() - 1, picture.height() - 1))
                    first = x;
        lefts[run] += first;
    }
    EXPECT_NEAR(lefts[0], lefts[1], 1);
}

TEST_F(Comparing, WhereAHasNoRoomThisIsSaidAndAButtonMakesIt)
{
    stepInAndCompare();
    window->resize(900, 700);
    window->action(Do::ShowEditor)->setChecked(true);
    for (int i = 0; i < 4; ++i)
        settle();
    ASSERT_FALSE(pane()->isVisible());
    QToolButton* room = pane()->roomButton();
    EXPECT_TRUE(room->isVisible());
    EXPECT_EQ(room->text(), QStringLiteral("No room for A: make room"));
    window->setLanguage(Language::Chinese);
    settle();
    EXPECT_EQ(room->text(), QStringLiteral("A 放不下：腾出位置"));
    EXPECT_GE(room->width(), room->sizeHint().width());
    QTest::mouseClick(room, Qt::LeftButton);
    for (int i = 0; i < 4; ++i)
        settle();
    EXPECT_TRUE(pane()->isVisible());
    EXPECT_FALSE(room->isVisible());
    EXPECT_FALSE(window->action(Do::ShowEditor)->isChecked());
}

} // namespace
} // namespace tcplab
