// Cause and effect, measured time, notations and connections, as a person comes by them.
#include "app/ladder/ladder_view.h"

#include "tests/app/support/runs.h"

#include <QApplication>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tcplab {
namespace {

class TimeView : public testing::Test {
protected:
    TimeView() : ladder(session)
    {
        ladder.resize(800, 700);
        ladder.show();
        ladder.setFocus();
    }
    void open(std::string_view name)
    {
        session.load(shipped(name));
        settle();
    }
    static void settle() { QCoreApplication::processEvents(); }
    void letGlide()
    {
        settle();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !ladder.isGliding(); }, 30'000));
        settle();
    }
    const LadderArrow& arrow(SegmentId id)
    {
        for (const LadderArrow& one : ladder.geometry().arrows)
            if (one.id == id)
                return one;
        ADD_FAILURE() << "segment " << id << " is not drawn";
        static const LadderArrow none;
        return none;
    }
    void click(QPointF where, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(ladder.viewport(), Qt::LeftButton, modifiers, where.toPoint());
    }
    /// On the arrow, near its beginning or its end.
    QPointF nearStart(SegmentId id) { return arrow(id).from + (arrow(id).to - arrow(id).from) * 0.2; }
    QPointF nearEnd(SegmentId id) { return arrow(id).from + (arrow(id).to - arrow(id).from) * 0.8; }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&ladder, key, modifiers);
    }
    std::uint64_t stepOf(std::uint32_t record) const { return session.trace().record(record).step; }

    Session session;
    LadderView ladder;
};

TEST_F(TimeView, GoingToTheCauseLightsTheWholeChainAndDimsTheRest)
{
    open("last-ack-lost");
    session.goToStep(stepOf(session.trace().segment(2).endRecord));
    letGlide();
    EXPECT_EQ(ladder.causePath(), nullptr);
    session.toCause();
    letGlide();
    ASSERT_NE(ladder.causePath(), nullptr);
    EXPECT_TRUE(ladder.geometry().focus);
    EXPECT_TRUE(arrow(1).onPath);
    EXPECT_TRUE(arrow(1).lit);
    session.toCause();
    letGlide();
    // What one has come from lies ahead, and stays in sight.
    EXPECT_TRUE(arrow(1).inFlight);
    EXPECT_TRUE(arrow(2).ghost);
    EXPECT_EQ(segmentAt(ladder.geometry(), (arrow(2).from + arrow(2).to) / 2), 0u);
    session.stepForward();
    letGlide();
    EXPECT_EQ(ladder.causePath(), nullptr);
    session.toCause();
    press(Qt::Key_Escape);
    EXPECT_EQ(ladder.causePath(), nullptr);
}

TEST_F(TimeView, ASelectedSegmentsCausesAndEffectsStayLit)
{
    open("last-ack-lost");
    session.goToStep(session.stepCount());
    ladder.setCausePath(true);
    session.selectSegment(1);
    letGlide();
    ASSERT_NE(ladder.causePath(), nullptr);
    EXPECT_TRUE(ladder.causePath()->holds(session.trace().segment(1).sentRecord));
    EXPECT_TRUE(ladder.causePath()->holds(session.trace().segment(2).sentRecord));
    EXPECT_TRUE(ladder.accessibleDescription().contains(QLatin1String("lit")));
    ladder.setCausePath(false);
    EXPECT_EQ(ladder.causePath(), nullptr);
}

TEST_F(TimeView, TheLifelineIsPartOfThePathWhereATimerLedOn)
{
    open("syn-lost");
    ladder.setCausePath(true);
    session.goToStep(stepOf(session.trace().segment(2).sentRecord));
    letGlide();
    const auto& pieces = ladder.geometry().path;
    const double left = ladder.geometry().lifeline[0];
    EXPECT_THAT(pieces, testing::Contains(testing::Field(&LadderPathPiece::x, left)));
}

TEST_F(TimeView, AClickAndAShiftClickMeasureTheTimeBetween)
{
    open("three-way-handshake");
    session.goToStep(stepOf(session.trace().segment(3).endRecord));
    letGlide();
    QSignalSpy told(&ladder, &LadderView::measuredChanged);
    click(nearStart(1));
    EXPECT_TRUE(ladder.measured().isEmpty());
    click(nearEnd(2), Qt::ShiftModifier);
    EXPECT_TRUE(ladder.measured().startsWith(QStringLiteral("Δt 100 ms"))) << ladder.measured().toStdString();
    EXPECT_TRUE(ladder.measured().contains(QLatin1String("SYN, ACK arrives")));
    ASSERT_TRUE(ladder.geometry().measure.has_value());
    EXPECT_EQ(ladder.geometry().measure->text, QStringLiteral("Δt 100 ms"));
    EXPECT_NEAR(ladder.geometry().measure->top, arrow(1).from.y(), 1);
    EXPECT_NEAR(ladder.geometry().measure->bottom, arrow(2).to.y(), 1);
    EXPECT_TRUE(ladder.accessibleDescription().contains(QStringLiteral("Δt 100 ms")));
    EXPECT_EQ(told.count(), 1);
    ladder.viewport()->grab();
    EXPECT_FALSE(ladder.findChild<QWidget*>(QStringLiteral("segmentActions"))->isVisible())
        << "it would be in the way";
    // The other way round it is the same time.
    click(nearEnd(2));
    EXPECT_TRUE(ladder.measured().isEmpty());
    click(nearStart(1), Qt::ShiftModifier);
    EXPECT_TRUE(ladder.measured().startsWith(QStringLiteral("Δt 100 ms")));
    press(Qt::Key_Escape);
    EXPECT_TRUE(ladder.measured().isEmpty());
    EXPECT_FALSE(ladder.geometry().measure.has_value());
}

TEST_F(TimeView, StatesCallsAndTimersCanBeMeasuredFrom)
{
    open("syn-lost");
    session.goToStep(session.stepCount());
    letGlide();
    ladder.showWholeRun();
    const LadderGeometry shapes = ladder.geometry();
    const auto text = [&](const QString& words) {
        for (const LadderText& one : shapes.texts)
            if (one.text.startsWith(words) && one.record != 0)
                return one.rect.center();
        ADD_FAILURE() << words.toStdString();
        return QPointF();
    };
    click(text(QStringLiteral("connect")));
    click(text(QStringLiteral("ESTABLISHED")), Qt::ShiftModifier);
    EXPECT_TRUE(ladder.measured().contains(QLatin1String("ESTABLISHED"))) << ladder.measured().toStdString();
    EXPECT_TRUE(ladder.measured().startsWith(QStringLiteral("Δt 1.1"))) << ladder.measured().toStdString();
}

TEST_F(TimeView, ByKeyboardTimeIsMeasuredFromAStepToTheCursor)
{
    open("three-way-handshake");
    session.goToStep(stepOf(session.trace().segment(1).sentRecord));
    press(Qt::Key_M);
    EXPECT_TRUE(ladder.measured().startsWith(QStringLiteral("Δt 0")));
    session.goToStep(stepOf(session.trace().segment(2).endRecord));
    EXPECT_TRUE(ladder.measured().startsWith(QStringLiteral("Δt 100 ms"))) << ladder.measured().toStdString();
    EXPECT_TRUE(ladder.accessibleDescription().contains(QStringLiteral("Δt 100 ms")));
    press(Qt::Key_M);
    EXPECT_TRUE(ladder.measured().isEmpty());
}

TEST_F(TimeView, MMeasuresFromTheSelectedSegmentWhereOneIsSelected)
{
    open("three-way-handshake");
    session.goToStep(stepOf(session.trace().segment(2).endRecord));
    session.selectSegment(1);
    press(Qt::Key_M);
    EXPECT_TRUE(ladder.measured().startsWith(QStringLiteral("Δt 100 ms"))) << ladder.measured().toStdString();
    EXPECT_TRUE(ladder.measured().contains(QLatin1String("SYN leaves"))) << ladder.measured().toStdString();
}

TEST_F(TimeView, TheBarOfActionsLiesOnNoLabelAndOnNoMarkOfAWait)
{
    open("syn-lost-forever");
    session.goToStep(session.stepCount());
    letGlide();
    int seen = 0;
    for (SegmentId id = 1; id <= session.trace().segmentCount(); ++id) {
        session.selectSegment(id);
        settle();
        ladder.grab();
        const auto* bar = ladder.viewport()->findChild<SegmentActions*>();
        ASSERT_NE(bar, nullptr);
        if (!bar->isVisible())
            continue;
        ++seen;
        const QRectF place(bar->geometry());
        for (const LadderFold& fold : ladder.geometry().folds)
            EXPECT_FALSE(fold.textRect.intersects(place)) << "segment " << id;
        for (const LadderLabel& label : ladder.geometry().labels)
            EXPECT_FALSE(
                intersects(label.box, LabelBox{place.center(), place.width() / 2, place.height() / 2, 0}))
                << "segment " << id << " and the label of " << label.id;
    }
    EXPECT_GT(seen, 2);
}

TEST_F(TimeView, LabelsComeInTwoNotationsWithEitherNumbers)
{
    open("three-way-handshake");
    session.goToStep(session.stepCount());
    letGlide();
    const auto label = [this](SegmentId id) {
        for (const LadderLabel& one : ladder.geometry().labels)
            if (one.id == id)
                return one.parts.chip + one.parts.flags + one.parts.numbers;
        return QString();
    };
    const QString words = label(2);
    EXPECT_TRUE(words.startsWith(QLatin1String("SYN, ACK seq="))) << words.toStdString();
    session.setNotation(Notation::Packetdrill);
    session.setRelativeNumbers(true);
    letGlide();
    EXPECT_EQ(label(2), QStringLiteral("S. 0:0(0) ack 1"));
    EXPECT_EQ(label(3), QStringLiteral(". 1:1(0) ack 1"));
    session.setNotation(Notation::Words);
    EXPECT_EQ(label(2), QStringLiteral("SYN, ACK seq=0 ack=1"));
}

TEST_F(TimeView, ADotAloneIsNoLabel)
{
    open("reordering");
    session.setNotation(Notation::Packetdrill);
    session.goToStep(session.stepCount());
    letGlide();
    ASSERT_FALSE(ladder.geometry().labels.empty());
    for (const LadderLabel& one : ladder.geometry().labels)
        EXPECT_TRUE(one.parts.flags != QLatin1String(".") || !one.parts.numbers.isEmpty()) << one.id;
}

TEST_F(TimeView, AnIgnoredSegmentSaysWhyWhenItIsSelectedAndAloud)
{
    int told = 0;
    for (const std::string& name : shippedNames()) {
        open(name);
        const Trace& trace = session.trace();
        SegmentId ignored = 0;
        for (SegmentId id = 1; id <= trace.segmentCount() && ignored == 0; ++id)
            if (trace.segment(id).ignoredRecord != 0)
                ignored = id;
        if (ignored == 0)
            continue;
        const std::uint32_t record = trace.segment(ignored).ignoredRecord;
        session.goToStep(stepOf(record));
        const QString why =
            QString::fromStdString(ignoreReasonText(trace.record(record).what.ignoreWhy, Language::English));
        ASSERT_FALSE(why.isEmpty());
        EXPECT_TRUE(ladder.accessibleDescription().contains(why)) << name;
        EXPECT_TRUE(ladder.geometry().notes.empty());
        session.selectSegment(ignored);
        letGlide();
        ASSERT_EQ(ladder.geometry().notes.size(), 1u) << name;
        EXPECT_TRUE(ladder.geometry().notes[0].text.endsWith(why));
        ++told;
    }
    EXPECT_GE(told, 10);
}

TEST_F(TimeView, SeveralConnectionsHaveNumbersColoursAndALegend)
{
    open("old-duplicate-with-time-wait");
    session.goToStep(session.stepCount());
    ladder.showWholeRun();
    settle();
    std::set<int> seen;
    for (const LadderArrow& one : ladder.geometry().arrows)
        seen.insert(one.conversation);
    EXPECT_EQ(seen, (std::set<int>{1, 2}));
    ASSERT_EQ(ladder.geometry().legend.size(), 2u);
    EXPECT_EQ(ladder.geometry().legend[0].text, QStringLiteral(":49152"));
    EXPECT_EQ(ladder.geometry().legend[1].text, QStringLiteral(":49152 #2"));
    open("three-way-handshake");
    session.goToStep(session.stepCount());
    EXPECT_TRUE(ladder.geometry().legend.empty());
    EXPECT_EQ(arrow(1).conversation, 0);
}

TEST_F(TimeView, APinchZoomsAtTheFingers)
{
    open("last-ack-lost");
    session.goToStep(session.stepCount());
    letGlide();
    const QPointF at(300, 350);
    const auto unitAt = [&] { return (at.y() - ladder.geometry().zeroY) / ladder.zoom(); };
    const double before = unitAt();
    const auto pinch = [&](Qt::NativeGestureType type, double value) {
        QNativeGestureEvent event(type, QPointingDevice::primaryPointingDevice(), 2, at, at,
                                  ladder.viewport()->mapToGlobal(at), value, {});
        return QApplication::sendEvent(ladder.viewport(), &event);
    };
    EXPECT_TRUE(pinch(Qt::ZoomNativeGesture, 0.3));
    EXPECT_NEAR(ladder.zoom(), 1.3, 1e-9);
    EXPECT_NEAR(unitAt(), before, 1);
    pinch(Qt::SmartZoomNativeGesture, 0);
    EXPECT_EQ(ladder.zoom(), 1.0);
}

TEST_F(TimeView, KeysZoomAndScrollAPage)
{
    session.load(transferOf(60));
    settle();
    session.goToStep(session.stepCount());
    letGlide();
    press(Qt::Key_Plus);
    EXPECT_GT(ladder.zoom(), 1.0);
    press(Qt::Key_0);
    EXPECT_EQ(ladder.zoom(), 1.0);
    press(Qt::Key_Minus);
    EXPECT_LT(ladder.zoom(), 1.0);
    press(Qt::Key_0);
    const double before = ladder.geometry().zeroY;
    press(Qt::Key_Up, Qt::ShiftModifier);
    EXPECT_GT(ladder.geometry().zeroY, before + 200);
}

TEST_F(TimeView, TheWholeOfAVeryLongRunFitsToo)
{
    session.load(transferOf(20'000));
    while (!session.run().ended())
        settle();
    session.last();
    ladder.showWholeRun();
    settle();
    const LadderGeometry& shapes = ladder.geometry();
    EXPECT_GE(shapes.zeroY, 0);
    EXPECT_LE(shapes.nowY, shapes.area.bottom());
    EXPECT_FALSE(shapes.density.empty());
    const auto [from, to] = ladder.visibleUnits();
    EXPECT_NEAR(from, 0, 1);
    EXPECT_GE(to, session.nowPosition());
    ladder.showUnits(1000, 2000);
    EXPECT_NEAR(ladder.visibleUnits().first, 1000, 1);
    EXPECT_NEAR(ladder.visibleUnits().second, 2000, 1);
}

/// However many segments fall on one row of pixels, what was lost or sent again is seen in it.
TEST_F(TimeView, NoLossAndNoRetransmissionVanishesInTheDensityOfALongRun)
{
    session.load(transferOf(20'000, "0.5 %"));
    while (!session.run().ended())
        settle();
    session.last();
    ladder.showWholeRun();
    settle();
    const LadderGeometry& shapes = ladder.geometry();
    ASSERT_FALSE(shapes.density.empty());
    const auto shownAt = [&](double y, SegmentKind kind, bool lost) {
        return std::any_of(shapes.density.begin(), shapes.density.end(), [&](const LadderDensity& bar) {
            return bar.lost == lost && (lost || bar.kind == kind) && bar.rect.width() >= 3 &&
                   bar.rect.top() - 0.5 <= y && y <= bar.rect.bottom() + 0.5;
        });
    };
    int seen = 0;
    for (SegmentId id = 1; id <= session.trace().segmentCount(); ++id) {
        const SegmentHistory& segment = session.trace().segment(id);
        const auto yOf = [&](double position) { return ladder.yOf(position); };
        if (segment.dropped != DropReason::None) {
            ++seen;
            EXPECT_TRUE(shownAt(yOf(session.axis().positionOfEnd(session.trace(), id)), {}, true)) << id;
        }
        if (segment.packet.retransmission != 0) {
            ++seen;
            EXPECT_TRUE(shownAt(yOf(session.axis().positionOfSend(id)), SegmentKind::Retransmission, false))
                << id;
        }
    }
    EXPECT_GT(seen, 50);
}

} // namespace
} // namespace tcplab
