#include "app/window/detail_pane.h"

#include "app/panels/explanation_panel.h"
#include "app/panels/numbers_panel.h"
#include "app/panels/sequence_ruler.h"
#include "app/plots/graphs_panel.h"
#include "app/plots/plot_view.h"
#include "app/window/host_column.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QToolButton>

namespace tcplab {
namespace {

class Details : public Window {
protected:
    QToolButton* button(Do what) const
    {
        for (QToolButton* one : window->transport()->findChildren<QToolButton*>())
            if (one->defaultAction() == window->action(what))
                return one;
        return nullptr;
    }
    void click(Do what)
    {
        QTest::mouseClick(button(what), Qt::LeftButton);
        settle();
    }
    std::optional<Detail> shown() const { return window->details()->shown(); }
};

TEST_F(Details, OpenByTheirButtonsOneAtATimeAndCloseByTheSame)
{
    openScenario(QStringLiteral("last-ack-lost"));
    EXPECT_EQ(shown(), std::nullopt);
    EXPECT_FALSE(window->details()->isVisible());
    click(Do::ShowSegment);
    EXPECT_EQ(shown(), Detail::Segment);
    EXPECT_TRUE(window->details()->isVisible());
    click(Do::ShowNotes);
    EXPECT_EQ(shown(), Detail::Notes);
    EXPECT_FALSE(window->action(Do::ShowSegment)->isChecked());
    click(Do::ShowNotes);
    EXPECT_EQ(shown(), std::nullopt);
    EXPECT_FALSE(window->details()->isVisible());
}

TEST_F(Details, OpenByKeysWhileTheTimelineKeepsTheKeyboard)
{
    openScenario(QStringLiteral("last-ack-lost"));
    for (std::size_t i = 0; i < detailCount; ++i) {
        press(static_cast<int>(Qt::Key_1) + static_cast<int>(i), Qt::AltModifier);
        EXPECT_EQ(shown(), static_cast<Detail>(i));
        EXPECT_TRUE(window->ladder()->hasFocus());
        press(Qt::Key_Right);
        EXPECT_EQ(session().step(), i + 1);
    }
}

TEST_F(Details, AreReachedByF6AndLeftByIt)
{
    openScenario(QStringLiteral("last-ack-lost"));
    session().goToStep(6);
    for (const Detail detail : {Detail::Tables, Detail::Segment, Detail::Notes}) {
        window->showDetail(detail);
        settle();
        press(Qt::Key_F6);
        EXPECT_TRUE(window->details()->isAncestorOf(QApplication::focusWidget())) << nameOf(detail);
        press(Qt::Key_F6);
        EXPECT_TRUE(window->ladder()->hasFocus()) << nameOf(detail);
    }
}

TEST_F(Details, AndTheirHeightAreRemembered)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->resize(1400, 900);
    window->showDetail(Detail::Numbers);
    settle();
    window->close();
    settle();
    window = std::make_unique<MainWindow>();
    window->restorePlaces();
    EXPECT_EQ(window->details()->shown(), Detail::Numbers);
    EXPECT_TRUE(window->action(Do::ShowNumbers)->isChecked());
}

struct Size {
    int width, height;
    ThemeName theme;
};
class DetailsAt : public Details, public testing::WithParamInterface<Size> {};

/// Nothing is crowded out: every part keeps a height and width in which it can be read, and the window its size.
TEST_P(DetailsAt, LeaveEverythingItsRoom)
{
    openScenario(QStringLiteral("slow-start"));
    window->setTheme(GetParam().theme);
    window->resize(GetParam().width, GetParam().height);
    session().goToStep(session().stepCount() / 2);
    for (std::size_t i = 0; i < detailCount; ++i) {
        window->showDetail(static_cast<Detail>(i));
        settle();
        EXPECT_EQ(window->size(), QSize(GetParam().width, GetParam().height)) << i;
        EXPECT_GE(window->details()->height(), 150) << i;
        EXPECT_GE(window->details()->width(), 500) << i;
        EXPECT_GE(window->explanation()->width(), 250) << i;
        EXPECT_GE(window->ladder()->height(), 200) << i;
        EXPECT_GE(window->column(Side::Client)->height(), 240) << i;
        EXPECT_GE(window->ladder()->width(), 380) << i;
    }
}
INSTANTIATE_TEST_SUITE_P(Sizes, DetailsAt,
                         testing::Values(Size{1280, 720, ThemeName::Light}, Size{1600, 1000, ThemeName::Dark},
                                         Size{1920, 1080, ThemeName::Light},
                                         Size{1280, 720, ThemeName::Projector}));

TEST_F(Details, GraphsShowWhatTheTimelineShows)
{
    openScenario(QStringLiteral("slow-start"));
    window->showDetail(Detail::Graphs);
    settle();
    auto* panel = qobject_cast<GraphsPanel*>(window->details()->page(Detail::Graphs));
    ASSERT_NE(panel, nullptr);
    session().goToStep(session().stepCount() / 2);
    settle();
    const PlotRange part = panel->plot()->timelineRange();
    EXPECT_LT(part.from, part.to);
    EXPECT_TRUE(panel->plot()->shapes().any);
    press(Qt::Key_W); // the whole run in sight
    EXPECT_GT((panel->plot()->timelineRange().to - panel->plot()->timelineRange().from).ns,
              (part.to - part.from).ns);
    // Zooming the plot zooms the timeline, and scrolling that moves the plot.
    panel->plot()->zoomIn();
    panel->plot()->zoomIn();
    settle();
    const PlotRange zoomed = panel->plot()->range();
    EXPECT_NEAR(static_cast<double>(panel->plot()->timelineRange().from.ns),
                static_cast<double>(zoomed.from.ns), static_cast<double>(zoomed.length().ns) / 4);
    window->ladder()->setFocus();
    QTest::keyClick(window->ladder(), Qt::Key_Up, Qt::ShiftModifier);
    EXPECT_EQ(panel->plot()->range(), panel->plot()->timelineRange());
    EXPECT_NE(panel->plot()->range(), zoomed);
    panel->plot()->showAll();
    settle();
    // A click in the plot moves the cursor, and with it the timeline.
    const QRectF area = panel->plot()->shapes().area;
    QTest::mouseClick(panel->plot(), Qt::LeftButton, {},
                      QPointF(area.left() + area.width() * 0.8, area.center().y()).toPoint());
    settle();
    EXPECT_GT(session().step(), session().stepCount() / 2);
}

TEST_F(Details, NumbersFollowTheCursorAndAClickSelectsWhatIsInFlight)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->showDetail(Detail::Numbers);
    goToMiddleOf(1);
    auto* panel = qobject_cast<NumbersPanel*>(window->details()->page(Detail::Numbers));
    ASSERT_NE(panel, nullptr);
    SequenceRuler* ruler = panel->ruler(Side::Client);
    ASSERT_TRUE(ruler->space().known);
    EXPECT_FALSE(panel->ruler(Side::Server)->space().known);
    EXPECT_THAT(ruler->accessibleDescription().toStdString(), testing::HasSubstr("SYN 1000: in flight"));
    const SpaceShapes shapes = ruler->shapes();
    ASSERT_EQ(shapes.cells.size(), 1U);
    // Where the cell is painted is where it can be clicked.
    for (int y = 0; y < ruler->height() && session().selectedSegment() == 0; ++y)
        QTest::mouseClick(ruler, Qt::LeftButton, {},
                          {static_cast<int>(shapes.cells[0].rect.center().x()), y});
    EXPECT_EQ(session().selectedSegment(), 1U);
    session().goToStep(session().stepCount() / 2);
    EXPECT_TRUE(panel->ruler(Side::Server)->space().known);
}

} // namespace
} // namespace tcplab
