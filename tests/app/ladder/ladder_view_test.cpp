// What mouse and keyboard do to segments of the timeline, and what it tells of them.
#include "app/session/playback.h"
#include "tests/app/ladder/view_fixture.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QVBoxLayout>

namespace tcplab {
namespace {

TEST_F(View, AClickOnADotCatchesTheSegmentAndDropLosesIt)
{
    goToFlightOf(2);
    click(arrow(2).to);
    EXPECT_EQ(session.selectedSegment(), 2u);
    ladder.viewport()->grab();
    ASSERT_TRUE(bar()->isVisible());
    ASSERT_TRUE(action(SegmentAction::Drop)->isVisible());
    QTest::mouseClick(action(SegmentAction::Drop), Qt::LeftButton);
    EXPECT_TRUE(session.trace().segment(2).droppedByHand);
    EXPECT_TRUE(arrow(2).lost);
    EXPECT_TRUE(arrow(2).byHand);
    session.undoStack()->undo();
    EXPECT_FALSE(session.trace().segment(2).droppedByHand);
    EXPECT_TRUE(arrow(2).inFlight);
}

TEST_F(View, EachKeyDoesWhatItSays)
{
    const auto last = [&] { return session.run().interventions().back().what; };
    goToFlightOf(2);
    press(Qt::Key_N);
    ASSERT_EQ(session.selectedSegment(), 2u);
    press(Qt::Key_X);
    EXPECT_EQ(last(), Intervention(DropSegment{2}));
    goToFlightOf(1);
    press(Qt::Key_N);
    press(Qt::Key_U);
    EXPECT_EQ(last(), Intervention(DuplicateSegment{1}));
    goToFlightOf(1);
    session.selectSegment(1);
    press(Qt::Key_C);
    EXPECT_EQ(last(), Intervention(CorruptSegment{1}));
    QSignalSpy inspected(&ladder, &LadderView::inspectRequested);
    goToFlightOf(1);
    session.selectSegment(1);
    press(Qt::Key_I);
    EXPECT_EQ(inspected.count(), 1);
    press(Qt::Key_Escape);
    EXPECT_EQ(session.selectedSegment(), 0u);
}

TEST_F(View, XNeedsNoChoiceWhenOnlyOneIsInFlight)
{
    goToFlightOf(2);
    press(Qt::Key_X);
    EXPECT_TRUE(session.trace().segment(2).droppedByHand);
}

TEST_F(View, XChoosesFirstWhenSeveralAreInFlight)
{
    while (session.inFlight().size() < 2)
        session.stepForward();
    press(Qt::Key_X);
    EXPECT_TRUE(session.run().interventions().empty());
    const SegmentId chosen = session.selectedSegment();
    ASSERT_NE(chosen, 0u);
    press(Qt::Key_X);
    EXPECT_TRUE(session.trace().segment(chosen).droppedByHand);
}

TEST_F(View, DelayOffersTimes)
{
    goToFlightOf(2);
    session.selectSegment(2);
    press(Qt::Key_D);
    auto* menu = ladder.findChild<QMenu*>(QStringLiteral("delayMenu"));
    ASSERT_NE(menu, nullptr);
    ASSERT_GE(menu->actions().size(), 5);
    EXPECT_EQ(menu->actions()[2]->text(), QStringLiteral("+1 s"));
    const Instant due = session.trace().segment(2).expectedEnd;
    menu->actions()[2]->trigger();
    EXPECT_EQ(session.run().interventions().back().what, Intervention(DelaySegment{2, seconds(1)}));
    EXPECT_EQ(session.trace().segment(2).endedAt, due + seconds(1));
    menu->close();
}

TEST_F(View, TabWalksThroughWhatIsInFlightAndThenOn)
{
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    auto* before = new QLineEdit(&window);
    auto* timeline = new LadderView(session, &window);
    auto* after = new QLineEdit(&window);
    for (QWidget* one :
         {static_cast<QWidget*>(before), static_cast<QWidget*>(timeline), static_cast<QWidget*>(after)})
        layout->addWidget(one);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    while (session.inFlight().size() < 2)
        session.stepForward();
    const auto flying = session.inFlight();
    timeline->setFocus();
    for (const SegmentId id : flying) {
        QTest::keyClick(timeline, Qt::Key_Tab);
        EXPECT_EQ(session.selectedSegment(), id);
        EXPECT_TRUE(timeline->hasFocus());
    }
    QTest::keyClick(timeline, Qt::Key_Tab);
    EXPECT_FALSE(timeline->hasFocus());
}

TEST_F(View, ALandedSegmentOffersTheWayToItsFlight)
{
    goToFlightOf(6);
    click(arrow(2).from + (arrow(2).to - arrow(2).from) * 0.3);
    ASSERT_EQ(session.selectedSegment(), 2u);
    ladder.viewport()->grab();
    EXPECT_FALSE(action(SegmentAction::Drop)->isVisible());
    ASSERT_TRUE(action(SegmentAction::GoToFlight)->isVisible());
    QTest::mouseClick(action(SegmentAction::GoToFlight), Qt::LeftButton);
    EXPECT_TRUE(arrow(2).inFlight);
    EXPECT_EQ(session.selectedSegment(), 2u) << "ready to be caught";
}

TEST_F(View, ADoubleClickGoesToTheFlight)
{
    goToFlightOf(6);
    const QPointF on = arrow(2).from + (arrow(2).to - arrow(2).from) * 0.3;
    QTest::mouseDClick(ladder.viewport(), Qt::LeftButton, {}, on.toPoint());
    EXPECT_TRUE(arrow(2).inFlight);
}

TEST_F(View, AClickBesideEverythingChoosesNothing)
{
    goToFlightOf(2);
    session.selectSegment(2);
    click({2, 640});
    EXPECT_EQ(session.selectedSegment(), 0u);
}

TEST_F(View, TheRightButtonOffersTheSameActions)
{
    goToFlightOf(2);
    const QPoint on = arrow(2).to.toPoint();
    QContextMenuEvent event(QContextMenuEvent::Mouse, on, ladder.viewport()->mapToGlobal(on));
    QApplication::sendEvent(ladder.viewport(), &event);
    EXPECT_EQ(session.selectedSegment(), 2u);
    auto* menu = ladder.findChild<QMenu*>(QStringLiteral("segmentMenu"));
    ASSERT_NE(menu, nullptr);
    ASSERT_EQ(menu->actions().size(), 5);
    menu->actions().front()->trigger();
    EXPECT_TRUE(session.trace().segment(2).droppedByHand);
    menu->close();
}

TEST_F(View, CatchingWhilePlayingPauses)
{
    Playback playback(session);
    goToFlightOf(2);
    playback.play();
    click(arrow(2).to);
    EXPECT_EQ(session.selectedSegment(), 2u);
    EXPECT_FALSE(playback.isPlaying());
    ladder.viewport()->grab();
    EXPECT_TRUE(bar()->isVisible());
}

TEST_F(View, TellsOfSegmentsTimersAndStatesUnderTheMouse)
{
    session.last();
    settle();
    letGlide();
    const LadderArrow lost = [&] {
        for (const LadderArrow& one : ladder.geometry().arrows)
            if (one.lost)
                return one;
        return LadderArrow{};
    }();
    ASSERT_NE(lost.id, 0u);
    const QString segment = toolTipAt((lost.from + lost.to) / 2);
    EXPECT_TRUE(segment.contains(QStringLiteral("SEG.SEQ"))) << segment.toStdString();
    EXPECT_TRUE(segment.contains(QStringLiteral("lost"))) << segment.toStdString();
    const LadderBracket bracket = ladder.geometry().brackets.front();
    EXPECT_TRUE(toolTipAt({bracket.x, (bracket.top + bracket.bottom) / 2}).contains(QStringLiteral("due")));
    const LadderBar state = ladder.geometry().bars.back();
    EXPECT_TRUE(toolTipAt(state.rect.center()).contains(QString::fromLatin1(nameOf(state.state))));
    toolTipAt({2, 660});
    EXPECT_TRUE(QTest::qWaitFor([] { return !QToolTip::isVisible(); }, 5000)) << "nothing lies there";
}

TEST_F(View, NumbersAreRelativeWhenAskedFor)
{
    goToFlightOf(3);
    const auto numbers = [this] {
        for (const LadderLabel& label : ladder.geometry().labels)
            if (label.id == 2)
                return label.parts.numbers;
        return QString();
    };
    EXPECT_TRUE(numbers().contains(QStringLiteral("seq=5000 ack=1001"))) << numbers().toStdString();
    session.setRelativeNumbers(true);
    EXPECT_TRUE(numbers().contains(QStringLiteral("seq=0 ack=1"))) << numbers().toStdString();
}

TEST_F(View, HasANameForThoseWhoDoNotSeeIt)
{
    EXPECT_FALSE(ladder.accessibleName().isEmpty());
    goToFlightOf(2);
    EXPECT_TRUE(ladder.accessibleDescription().contains(QStringLiteral("SYN, ACK")))
        << ladder.accessibleDescription().toStdString();
    session.selectSegment(2);
    EXPECT_TRUE(ladder.accessibleDescription().contains(QStringLiteral("selected")))
        << ladder.accessibleDescription().toStdString();
    for (const SegmentAction one : {SegmentAction::Drop, SegmentAction::Delay, SegmentAction::Inspect})
        EXPECT_FALSE(action(one)->accessibleName().isEmpty());
}

TEST_F(View, ShowsWhereTheKeyboardIs)
{
    ladder.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&ladder));
    ladder.clearFocus(); // it came with the window
    ladder.setFocus(Qt::TabFocusReason);
    settle();
    const QImage focused = ladder.grab().toImage();
    ladder.clearFocus();
    settle();
    EXPECT_NE(ladder.grab().toImage(), focused);
}

TEST_F(View, SteppingInAtTheVeryEndIsDrawn)
{
    session.load(shipped("half-open-crash"));
    session.last();
    session.intervene(CrashHost{Side::Server});
    LadderView fresh(session);
    fresh.resize(ladder.size());
    fresh.show();
    settle();
    letGlide();
    const auto marks = [](const LadderGeometry& shapes) {
        QStringList words;
        for (const LadderText& text : shapes.texts)
            words << text.text;
        return words;
    };
    EXPECT_EQ(marks(ladder.geometry()), marks(fresh.geometry()));
    EXPECT_EQ(marks(ladder.geometry()).count(QStringLiteral("crash")), 2);
}

TEST_F(View, ARunThatGrowsIsDrawnAsOneThatWasThere)
{
    Session growing;
    LadderView view(growing);
    view.resize(740, 670);
    view.show();
    growing.load(transferOf(20'000, "1 %"));
    growing.goToStep(40);
    while (!growing.run().ended()) {
        settle();
        view.viewport()->grab();
    }
    const LadderGeometry grown = view.geometry();
    LadderView fresh(growing);
    fresh.resize(740, 670);
    fresh.show();
    settle();
    const LadderGeometry& whole = fresh.geometry();
    ASSERT_EQ(grown.arrows.size(), whole.arrows.size());
    for (std::size_t i = 0; i < whole.arrows.size(); ++i)
        EXPECT_EQ(grown.arrows[i].from, whole.arrows[i].from);
}

class Filled : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), Qt::green); }
};

/// On a screen of 1.25 pixels a px a view can reach a pixel further than a picture of its size does.
TEST_F(View, FillsEveryPixelOfAScaledScreen)
{
    QWidget window;
    window.resize(400, 300);
    window.show();
    Filled filled(&window);
    ladder.setParent(&window);
    const auto pictureOf = [&](QWidget& shown, const QRect& place, double ratio) {
        filled.hide();
        ladder.hide();
        shown.setGeometry(place);
        shown.show();
        settle();
        QImage picture(QSize(400, 300) * ratio, QImage::Format_RGB32);
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::magenta);
        window.render(&picture, {}, {}, QWidget::DrawChildren);
        return picture;
    };
    for (const double ratio : {1.0, 1.25, 1.5, 1.75, 2.0})
        for (int i = 0; i < 16; ++i) {
            const QRect place(1 + i % 4, 1 + i / 4, 301 + i, 201 + i);
            const QImage whole = pictureOf(filled, place, ratio);
            const QImage picture = pictureOf(ladder, place, ratio);
            int left = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    left += whole.pixel(x, y) == QColor(Qt::green).rgb() &&
                            picture.pixel(x, y) == QColor(Qt::magenta).rgb();
            EXPECT_EQ(left, 0) << ratio << ": " << place.x() << ',' << place.y() << ' ' << place.width();
        }
    ladder.setParent(nullptr);
}

} // namespace
} // namespace tcplab
