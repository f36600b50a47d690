#include "app/plots/plot_view.h"

#include "app/plots/graphs_panel.h"
#include "tests/app/support/runs.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class Plot : public testing::Test {
protected:
    Plot() : panel(session)
    {
        session.load(shipped("slow-start"));
        panel.resize(800, 260);
        panel.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
        panel.setShown({1, 2}); // the server's first is its listener
    }
    PlotView& plot() { return *panel.plot(); }
    Session session;
    GraphsPanel panel;
};

TEST_F(Plot, ClickMovesTheCursorThere)
{
    const PlotShapes& shapes = plot().shapes();
    ASSERT_TRUE(shapes.any);
    const QPoint at(static_cast<int>(shapes.area.center().x()), static_cast<int>(shapes.area.center().y()));
    const Instant wanted = shapes.instantAt(at.x());
    QTest::mouseClick(&plot(), Qt::LeftButton, {}, at);
    EXPECT_NEAR(static_cast<double>(session.now().ns), static_cast<double>(wanted.ns), 1e6);
    EXPECT_GT(session.step(), 0U);
    EXPECT_FALSE(plot().accessibleDescription().isEmpty());
}

TEST_F(Plot, WheelZoomsAndADragMovesAndADoubleClickShowsAllAgain)
{
    const PlotRange whole = plot().range();
    const QPointF middle = plot().shapes().area.center();
    QWheelEvent wheel(middle, plot().mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot(), &wheel);
    const PlotRange zoomed = plot().range();
    EXPECT_LT((zoomed.to - zoomed.from).ns, (whole.to - whole.from).ns);
    const quint64 step = session.step();
    QTest::mousePress(&plot(), Qt::LeftButton, {}, middle.toPoint());
    QTest::mouseMove(&plot(), middle.toPoint() + QPoint(-40, 0));
    QTest::mouseMove(&plot(), middle.toPoint() + QPoint(-80, 0));
    QTest::mouseRelease(&plot(), Qt::LeftButton, {}, middle.toPoint() + QPoint(-80, 0));
    EXPECT_GT(plot().range().from, zoomed.from);
    EXPECT_EQ(session.step(), step) << "a drag is no click";
    QTest::mouseDClick(&plot(), Qt::LeftButton, {}, middle.toPoint());
    EXPECT_EQ(plot().range(), whole);
}

TEST_F(Plot, ButtonsZoomForThoseWithoutAWheel)
{
    const PlotRange whole = plot().range();
    for (QToolButton* button : panel.findChildren<QToolButton*>())
        if (button->text() == QStringLiteral("+"))
            QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_LT((plot().range().to - plot().range().from).ns, (whole.to - whole.from).ns);
}

TEST_F(Plot, ShowsEachKindAndEitherSender)
{
    for (int kind = 0; kind < static_cast<int>(plotKindCount); ++kind) {
        panel.kinds()->setCurrentIndex(kind);
        EXPECT_EQ(plot().kind(), static_cast<PlotKind>(kind));
        EXPECT_TRUE(plot().shapes().any) << kind;
        EXPECT_FALSE(plot().grab().toImage().isNull());
    }
    panel.senders()->setFocus();
    QTest::keyClick(panel.senders(), panel.senders()->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
    panel.kinds()->setCurrentIndex(0);
    EXPECT_TRUE(plot().shapes().any);
}

TEST_F(Plot, CopiesItsValuesAsATable)
{
    panel.kinds()->setCurrentIndex(static_cast<int>(PlotKind::Congestion));
    QTest::mouseClick(panel.copyButton(), Qt::LeftButton);
    const QString text = QGuiApplication::clipboard()->text();
    EXPECT_TRUE(text.startsWith(QStringLiteral("Time\tWhat\tValue\n")));
    EXPECT_TRUE(text.contains(QStringLiteral("\tcwnd\t")));
}

TEST_F(Plot, FollowsAnInterventionIntoAnotherFuture)
{
    const std::size_t before = plot().flow().sent.size();
    session.goToPosition(
        (session.axis().positionOfSend(1) + session.axis().positionOfEnd(session.trace(), 1)) / 2);
    session.intervene(DropSegment{1});
    EXPECT_FALSE(plot().flow().again.empty());
    session.undoStack()->undo();
    EXPECT_EQ(plot().flow().sent.size(), before);
}

} // namespace
} // namespace tcplab
