#include "app/plots/plot_view.h"

#include "app/plots/graphs_panel.h"
#include "app/plots/plot_table.h"
#include "tests/app/support/runs.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QNativeGestureEvent>
#include <QSignalSpy>
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
        waitUntilRead();
    }
    /// On a busy machine even a short run takes more than one slice, and its range grows with what is read.
    void waitUntilRead()
    {
        while (!session.run().ended() || plot().isReading())
            QCoreApplication::processEvents();
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

PlotRange asked(const QSignalSpy& wanted)
{
    return {wanted.last().at(0).value<Instant>(), wanted.last().at(1).value<Instant>()};
}

/// The middle half of the plot is what the timeline shows.
void showInTimeline(PlotView& plot)
{
    const PlotRange all = plot.range();
    const Duration quarter{all.length().ns / 4};
    plot.setTimelineRange({all.from + quarter, all.to - quarter});
}

TEST_F(Plot, ZoomedTakesTheTimelineAlongAndGoesAlongWithIt)
{
    QSignalSpy wanted(&plot(), &PlotView::timelineWanted);
    plot().zoomIn();
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(asked(wanted).to, plot().range().to);
    const PlotRange elsewhere{Instant{100'000'000}, Instant{140'000'000}};
    plot().setTimelineRange(elsewhere);
    EXPECT_EQ(plot().range(), elsewhere);
    EXPECT_EQ(wanted.size(), 1) << "who follows does not lead";
    plot().showAll();
    EXPECT_EQ(wanted.size(), 1) << "the timeline stays where it is";
    plot().setTimelineRange({Instant{110'000'000}, Instant{120'000'000}});
    EXPECT_TRUE(plot().showsAll()) << "the timeline's range is shaded in it";
}

TEST_F(Plot, GoesItsOwnWayWhereItIsNotLinked)
{
    QTest::mouseClick(panel.linkButton(), Qt::LeftButton);
    EXPECT_FALSE(plot().isLinked());
    QSignalSpy wanted(&plot(), &PlotView::timelineWanted);
    plot().zoomIn();
    const PlotRange zoomed = plot().range();
    plot().setTimelineRange({Instant{100'000'000}, Instant{140'000'000}});
    EXPECT_EQ(plot().range(), zoomed);
    EXPECT_EQ(wanted.size(), 0);
}

TEST_F(Plot, StripIsPulledAtItsEndsAndMovedByItsMiddle)
{
    showInTimeline(plot());
    const PlotRange before = plot().timelineRange();
    const QRectF area = plot().shapes().area;
    const int y = static_cast<int>(area.bottom() + TimelineStrip::height / 2);
    const int from = static_cast<int>(plot().shapes().x(before.from));
    const int middle = static_cast<int>(area.center().x());
    const quint64 step = session.step();
    QSignalSpy wanted(&plot(), &PlotView::timelineWanted);
    const auto pull = [&](int x, int by) {
        QTest::mousePress(&plot(), Qt::LeftButton, {}, {x, y});
        QTest::mouseMove(&plot(), {x + by / 2, y});
        QTest::mouseMove(&plot(), {x + by, y});
        QTest::mouseRelease(&plot(), Qt::LeftButton, {}, {x + by, y});
    };
    pull(from, 60);
    EXPECT_GT(asked(wanted).from, before.from);
    EXPECT_EQ(asked(wanted).to, before.to);
    pull(middle, 60);
    EXPECT_GT(asked(wanted).from, before.from);
    EXPECT_EQ(asked(wanted).length().ns, before.length().ns);
    pull(static_cast<int>(area.left()) + 12, 0); // beside it: there
    EXPECT_LT(asked(wanted).from, before.from);
    EXPECT_EQ(session.step(), step) << "the cursor has its own ways";
}

TEST_F(Plot, ADragMarksAStretchToBeSeen)
{
    const QRectF area = plot().shapes().area;
    const QPoint from(static_cast<int>(area.left()) + 100, static_cast<int>(area.center().y()));
    const Instant begin = plot().shapes().instantAt(from.x());
    const Instant end = plot().shapes().instantAt(from.x() + 200);
    QTest::mousePress(&plot(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&plot(), from + QPoint(100, 0));
    QTest::mouseMove(&plot(), from + QPoint(200, 0));
    QTest::mouseRelease(&plot(), Qt::LeftButton, {}, from + QPoint(200, 0));
    EXPECT_NEAR(static_cast<double>(plot().range().from.ns), static_cast<double>(begin.ns), 1e6);
    EXPECT_NEAR(static_cast<double>(plot().range().to.ns), static_cast<double>(end.ns), 1e6);
}

TEST_F(Plot, KeysZoomMoveAndShowAll)
{
    plot().setFocus();
    const PlotRange whole = plot().range();
    QTest::keyClick(&plot(), Qt::Key_Plus);
    QTest::keyClick(&plot(), Qt::Key_Plus);
    const PlotRange zoomed = plot().range();
    EXPECT_NEAR(static_cast<double>(zoomed.length().ns), static_cast<double>(whole.length().ns) / 4, 1e3);
    QTest::keyClick(&plot(), Qt::Key_Down);
    EXPECT_GT(plot().range().from, zoomed.from);
    QTest::keyClick(&plot(), Qt::Key_Up);
    EXPECT_EQ(plot().range(), zoomed);
    QTest::keyClick(&plot(), Qt::Key_0);
    EXPECT_TRUE(plot().showsAll());
    showInTimeline(plot());
    QSignalSpy wanted(&plot(), &PlotView::timelineWanted);
    QTest::keyClick(&plot(), Qt::Key_Down);
    ASSERT_EQ(wanted.size(), 1) << "where all is in sight the timeline moves";
    EXPECT_GT(asked(wanted).from, plot().timelineRange().from);
}

/// Left and right alone are the run's; with Alt they move a plot that has been zoomed, with Shift by all that is in sight.
TEST_F(Plot, AltAndArrowsMoveItSideways)
{
    plot().setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&plot(), Qt::Key_Plus);
    QTest::keyClick(&plot(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    const PlotRange zoomed = plot().range();
    const quint64 step = session.step();
    QTest::keyClick(&plot(), Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ((plot().range().from - zoomed.from).ns, zoomed.length().ns / 8);
    QTest::keyClick(&plot(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(plot().range(), zoomed);
    QTest::keyClick(&plot(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    EXPECT_EQ(plot().range().from, zoomed.to);
    EXPECT_EQ(session.step(), step);
}

TEST_F(Plot, APinchZoomsAtTheFingers)
{
    const PlotRange whole = plot().range();
    const QRectF area = plot().shapes().area;
    const QPointF at(area.left() + area.width() / 4, area.center().y());
    const Instant under = plot().shapes().instantAt(at.x());
    const auto pinch = [&](Qt::NativeGestureType type, double value) {
        QNativeGestureEvent event(type, QPointingDevice::primaryPointingDevice(), 2, at, at,
                                  plot().mapToGlobal(at), value, {});
        return QCoreApplication::sendEvent(&plot(), &event);
    };
    EXPECT_TRUE(pinch(Qt::ZoomNativeGesture, 1));
    EXPECT_NEAR(static_cast<double>(plot().range().length().ns), static_cast<double>(whole.length().ns) / 2,
                1e3);
    EXPECT_NEAR(plot().shapes().x(under), at.x(), 0.1) << "what is under the fingers stays there";
    EXPECT_TRUE(pinch(Qt::SmartZoomNativeGesture, 0));
    EXPECT_EQ(plot().range(), whole);
}

/// Nothing that the plot shows may lie under what shows the timeline's range: the strip lies below the axis, and the
/// shade behind the curves.
TEST_F(Plot, TheTimelinesRangeHidesNothing)
{
    panel.kinds()->setCurrentIndex(static_cast<int>(PlotKind::Congestion));
    session.last();
    const auto countCurve = [this] {
        const QImage image = plot().grab().toImage();
        const QColor curve = plot().theme().of(plot().flow().sender());
        const QRectF area = plot().shapes().area;
        int count = 0;
        for (int y = static_cast<int>(area.top()) + 1; y < static_cast<int>(area.bottom()); ++y)
            for (int x = static_cast<int>(area.left()) + 1; x < static_cast<int>(area.right()); ++x)
                count += image.pixelColor(x, y) == curve ? 1 : 0;
        return count;
    };
    plot().setTimelineRange({Instant{0}, Instant{0}});
    const int before = countCurve();
    ASSERT_GT(before, 100);
    showInTimeline(plot());
    // At its edges alone a line of the same colour may stand.
    EXPECT_GE(countCurve(), before);
}

TEST_F(Plot, LegendBreaksIntoRowsAndTellsWhatItLeavesOut)
{
    session.load(shipped("sack"));
    panel.setShown({1, 2});
    panel.senders()->setCurrentIndex(0);
    waitUntilRead();
    const QStringList all = plot().legend();
    PlotInput in = plot().input();
    PlotLegend legend(in, edgeAbove(in));
    legend.layOut(plot().theme(), 4000, 400);
    const double one = legend.height();
    EXPECT_TRUE(legend.hidden().isEmpty());
    legend.layOut(plot().theme(), 260, 400);
    EXPECT_GT(legend.height(), 2 * one);
    EXPECT_TRUE(legend.hidden().isEmpty());
    legend.layOut(plot().theme(), 260, 2 * one);
    EXPECT_EQ(legend.height(), 2 * one);
    EXPECT_TRUE(legend.hidden().endsWith(all.last())) << "a tool tip has the rest";
}

TEST_F(Plot, AsATableItIsReachedAndReadByKeys)
{
    QTest::mouseClick(panel.tableButton(), Qt::LeftButton);
    PlotTable& table = *panel.table();
    ASSERT_TRUE(table.isVisible());
    QCoreApplication::processEvents();
    ASSERT_GT(table.model()->rowCount(), 10);
    EXPECT_FALSE(table.accessibleName().isEmpty());
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 0));
    QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Down);
    const double at = table.currentIndex().siblingAtColumn(0).data().toString().toDouble();
    EXPECT_NEAR(static_cast<double>(session.now().ns) / 1e9, at, 1e-6);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), table.copied());
    EXPECT_EQ(table.copied().count(QLatin1Char('\n')), 2);
}

/// As many rows as copying has, however far one scrolls.
TEST_F(Plot, TableHasAllRowsThatAreCopied)
{
    QTest::mouseClick(panel.tableButton(), Qt::LeftButton);
    QCoreApplication::processEvents();
    QAbstractItemModel& model = *panel.table()->model();
    while (model.canFetchMore({}))
        model.fetchMore({});
    EXPECT_EQ(model.rowCount() + 1, plotTable(plot().input()).count(QLatin1Char('\n')));
}

TEST_F(Plot, NoButtonIsCutOffWhereThePaneIsNarrow)
{
    for (const int width : {900, 560, 500}) {
        panel.resize(width, 240);
        QCoreApplication::processEvents();
        for (const QToolButton* button : panel.findChildren<QToolButton*>())
            if (button->isVisible()) {
                EXPECT_LE(button->geometry().right(), panel.width()) << width;
                EXPECT_GE(button->width(), button->minimumSizeHint().width()) << width;
            }
    }
}

TEST_F(Plot, KeyboardGoesFromThePlotToItsTableAndBack)
{
    panel.activateWindow();
    plot().setFocus();
    ASSERT_TRUE(QTest::qWaitFor([this] { return plot().hasFocus(); }));
    QTest::mouseClick(panel.tableButton(), Qt::LeftButton);
    EXPECT_TRUE(panel.table()->hasFocus());
    QTest::mouseClick(panel.tableButton(), Qt::LeftButton);
    EXPECT_TRUE(plot().hasFocus());
}

TEST_F(Plot, TableFollowsTheRunWhileThePlotIsHidden)
{
    const std::size_t before = plot().flow().sent.size();
    QTest::mouseClick(panel.tableButton(), Qt::LeftButton);
    session.goToPosition(
        (session.axis().positionOfSend(1) + session.axis().positionOfEnd(session.trace(), 1)) / 2);
    session.intervene(DropSegment{1});
    waitUntilRead();
    EXPECT_NE(plot().flow().sent.size(), before);
    QCoreApplication::processEvents();
    EXPECT_GT(panel.table()->model()->rowCount(), 10);
    session.undoStack()->undo();
    waitUntilRead();
    EXPECT_EQ(plot().flow().sent.size(), before);
}

/// A long run is read in slices, and what has been read is what would be read at once.
TEST_F(Plot, ReadsALongRunInSlices)
{
    session.load(transferOf(30'000, "1 %"));
    while (!session.run().ended())
        QCoreApplication::processEvents();
    panel.setShown({1, 2});
    waitUntilRead();
    Flow whole;
    whole.choose(plot().flow().sender(), plot().flow().connection());
    whole.update(session.trace());
    EXPECT_EQ(plot().flow().sent.size(), whole.sent.size());
    EXPECT_EQ(plot().flow().recordsRead(), session.trace().recordCount());
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
    waitUntilRead();
    EXPECT_FALSE(plot().flow().again.empty());
    session.undoStack()->undo();
    waitUntilRead();
    EXPECT_EQ(plot().flow().sent.size(), before);
}

} // namespace
} // namespace tcplab
