// What a person does with the whole window, by mouse and keyboard alone: no function of it is called.
#include "app/compare/compare_pane.h"
#include "app/diagram/diagram_view.h"
#include "app/editor/scenario_editor.h"
#include "app/panels/header_view.h"
#include "app/panels/run_table.h"
#include "app/panels/segment_inspector.h"
#include "app/panels/sockets_panel.h"
#include "app/panels/tables_panel.h"
#include "app/window/compare_runs.h"
#include "app/window/detail_pane.h"
#include "app/window/host_column.h"
#include "app/window/scrubber.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QToolButton>
#include <QUndoStack>

namespace tcplab {
namespace {

class ByHand : public Window {
protected:
    void open(const char* scenario)
    {
        openScenario(QString::fromLatin1(scenario));
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }
    void click(QWidget* where, QPoint at, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(where, Qt::LeftButton, modifiers, at);
        settle();
    }
    void click(QWidget* where) { click(where, where->rect().center()); }
    void clickButton(Do what)
    {
        for (QToolButton* one : window->transport()->findChildren<QToolButton*>())
            if (one->defaultAction() == window->action(what)) {
                click(one);
                return;
            }
        FAIL() << "there is no such button";
    }
    void drag(QWidget* where, QPoint from, QPoint to)
    {
        QTest::mousePress(where, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(where, from + (to - from) * i / 8);
        QTest::mouseRelease(where, Qt::LeftButton, {}, to);
        settle();
    }
    template <class View> View* visible(QWidget* in)
    {
        for (View* view : in->findChildren<View*>())
            if (view->isVisible())
                return view;
        return nullptr;
    }
};

/// What the program is for: a SYN,ACK is caught in flight with the mouse, dropped, and what comes of it is played.
TEST_F(ByHand, ASynAckIsDroppedWithTheMouseAndItsConsequenceSeen)
{
    open("three-way-handshake");
    while (session().inFlight().empty() || session().inFlight().front() != 2U)
        clickButton(Do::StepForward);
    window->ladder()->viewport()->grab();
    const auto& arrows = window->ladder()->geometry().arrows;
    const auto flying = std::ranges::find_if(arrows, [](const LadderArrow& arrow) { return arrow.inFlight; });
    ASSERT_NE(flying, arrows.end());
    click(window->ladder()->viewport(), flying->to.toPoint());
    EXPECT_EQ(session().selectedSegment(), 2U);
    const auto buttons = window->ladder()->viewport()->findChildren<QToolButton*>();
    const auto drop = std::ranges::find_if(
        buttons, [](const QToolButton* one) { return one->text() == QLatin1String("Drop"); });
    ASSERT_NE(drop, buttons.end());
    click(*drop);
    EXPECT_TRUE(trace().segment(2).droppedByHand);
    clickButton(Do::Last);
    EXPECT_TRUE(std::ranges::any_of(
        trace().segments, [](const SegmentHistory& segment) { return segment.packet.retransmission > 0; }));
    clickButton(Do::Undo);
    EXPECT_FALSE(trace().segment(2).droppedByHand);
    press(Qt::Key_Y, Qt::ControlModifier);
    EXPECT_TRUE(trace().segment(2).droppedByHand);
}

TEST_F(ByHand, TheStripIsDraggedThroughTheRunAndTheDiagramsFollow)
{
    open("last-ack-lost");
    Scrubber* strip = window->scrubber();
    press(Qt::Key_Home);
    EXPECT_EQ(stateOf(Side::Client), ConnectionState::Closed);
    const int y = strip->height() / 2;
    click(strip, {strip->width() / 3, y});
    const quint64 there = session().step();
    EXPECT_GT(there, 0U);
    drag(strip, {strip->width() / 3, y}, {strip->width() - 12, y});
    EXPECT_GT(session().step(), there);
    EXPECT_EQ(window->column(Side::Client)->diagram()->situation().current,
              diagramStep(ConnectionState::TimeWait, stateOf(Side::Client)).to);
}

TEST_F(ByHand, AFieldOfTheHeaderIsChosenWithTheMouse)
{
    open("three-way-handshake");
    goToMiddleOf(2);
    press(Qt::Key_N);
    press(Qt::Key_2, Qt::AltModifier);
    auto* header = visible<HeaderView>(window->details());
    ASSERT_NE(header, nullptr);
    const auto box = std::ranges::find_if(header->shapes().boxes, [&](const HeaderBox& one) {
        return header->picture().fields[static_cast<std::size_t>(one.field)].part == HeaderPart::Window;
    });
    ASSERT_NE(box, header->shapes().boxes.end());
    click(header, box->rect.center().toPoint());
    ASSERT_GE(header->lit(), 0);
    EXPECT_EQ(header->picture().fields[static_cast<std::size_t>(header->lit())].part, HeaderPart::Window);
}

TEST_F(ByHand, NetstatTakesThePlaceOfSsAtAClick)
{
    open("listen-queues");
    press(Qt::Key_End);
    press(Qt::Key_5, Qt::AltModifier);
    auto* sockets = visible<SocketsPanel>(window->details());
    ASSERT_NE(sockets, nullptr);
    EXPECT_TRUE(sockets->screen(Side::Server)->toPlainText().startsWith(QLatin1String("$ ss -tan")));
    click(sockets->tools()->button(static_cast<int>(SocketTool::Netstat)));
    EXPECT_TRUE(sockets->screen(Side::Server)->toPlainText().startsWith(QLatin1String("$ netstat -tan")));
}

TEST_F(ByHand, ATableIsSearchedSortedAndCopied)
{
    open("last-ack-lost");
    press(Qt::Key_End);
    press(Qt::Key_1, Qt::AltModifier);
    auto* tables = visible<TablesPanel>(window->details());
    ASSERT_NE(tables, nullptr);
    click(tables->tabs(), tables->tabs()->tabRect(TablesPanel::Segments).center());
    RunTable* table = tables->current();
    ASSERT_EQ(table, tables->table(TablesPanel::Segments));
    const int all = table->model()->rowCount();
    click(tables->filter());
    QTest::keyClicks(tables->filter(), QStringLiteral("FIN"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return table->model()->rowCount() < all; }));
    EXPECT_GT(table->model()->rowCount(), 0);
    QTest::keyClick(tables->filter(), Qt::Key_Escape);
    ASSERT_TRUE(QTest::qWaitFor([&] { return table->model()->rowCount() == all; }));
    click(table->viewport(), table->visualRect(table->model()->index(1, 1)).center());
    EXPECT_EQ(session().selectedSegment(), 2U);
    QApplication::clipboard()->clear();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QLatin1String("SYN, ACK")));
}

TEST_F(ByHand, TwoRunsAreComparedFromTheKeyboard)
{
    open("three-way-handshake");
    while (session().inFlight().empty())
        press(Qt::Key_Right);
    press(Qt::Key_X);
    press(Qt::Key_End);
    press(Qt::Key_D, Qt::ControlModifier);
    ASSERT_TRUE(window->compareRuns()->pane()->isComparing());
    press(Qt::Key_F8);
    EXPECT_TRUE(window->compareRuns()->pane()->sentence().contains(QLatin1String("lost")));
    press(Qt::Key_D, Qt::ControlModifier);
    EXPECT_FALSE(window->compareRuns()->pane()->isVisible());
}

TEST_F(ByHand, F9RunsToTheBreakpointAndThenToTheEnd)
{
    open("three-way-handshake");
    press(Qt::Key_Home);
    window->breakpoints().add(*readUntil("server ESTABLISHED"));
    press(Qt::Key_F9);
    EXPECT_EQ(stateOf(Side::Server), ConnectionState::Established);
    EXPECT_LT(session().step(), session().stepCount());
    press(Qt::Key_F9);
    EXPECT_EQ(session().step(), session().stepCount());
}

TEST_F(ByHand, TheTimelineIsZoomedWithTheWheelAndDraggedAlong)
{
    open("last-ack-lost");
    press(Qt::Key_End);
    QWidget* canvas = window->ladder()->viewport();
    const double before = window->ladder()->yOf(900) - window->ladder()->yOf(100);
    QWheelEvent wheel(canvas->rect().center(), canvas->mapToGlobal(canvas->rect().center()), {}, {0, 240},
                      Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas, &wheel);
    settle();
    EXPECT_GT(window->ladder()->yOf(900) - window->ladder()->yOf(100), before * 1.05);
    const double top = window->ladder()->yOf(0);
    drag(canvas, {canvas->width() / 2, 60}, {canvas->width() / 2, 180});
    EXPECT_GT(window->ladder()->yOf(0), top);
    press(Qt::Key_0);
    EXPECT_NEAR(window->ladder()->yOf(900) - window->ladder()->yOf(100), before, 1);
}

} // namespace
} // namespace tcplab
