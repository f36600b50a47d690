// What is done to a segment in the timeline: the bar beside it, its menus and its keys.
#include "app/ladder/ladder_view.h"
#include "app/ladder/ladder_words.h"
#include "tests/app/support/runs.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class Actions : public testing::Test {
protected:
    Actions() : ladder(session) {}
    void open(const char* name, QSize size)
    {
        session.load(shipped(name));
        ladder.resize(size);
        ladder.show();
        ladder.setFocus();
        QCoreApplication::processEvents();
    }
    void goToFlightOf(SegmentId id)
    {
        const double from = session.axis().positionOfSend(id);
        session.goToPosition((from + session.axis().positionOfEnd(session.trace(), id)) / 2);
        paint();
    }
    void paint()
    {
        QCoreApplication::processEvents();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !ladder.isGliding(); }, 30'000));
        ladder.viewport()->grab();
    }
    QWidget* bar() { return ladder.findChild<QWidget*>(QStringLiteral("segmentActions")); }

    Session session;
    LadderView ladder;
};

TEST_F(Actions, TheBarIsNoWiderThanTheTimeline)
{
    for (const int width : {380, 420, 500, 600, 740}) {
        open("last-ack-lost", {width, 560});
        for (const bool flying : {true, false}) {
            goToFlightOf(2);
            if (!flying)
                session.goToStep(session.trace().record(session.trace().segment(2).endRecord).step);
            session.selectSegment(2);
            paint();
            ASSERT_TRUE(bar()->isVisible()) << width << (flying ? " in flight" : " landed");
            EXPECT_GE(bar()->geometry().left(), 0) << width;
            EXPECT_LE(bar()->geometry().right(), ladder.viewport()->width()) << width;
            for (const QWidget* part : bar()->findChildren<QWidget*>())
                if (part->isVisible()) {
                    EXPECT_TRUE(bar()->rect().contains(part->geometry())) << width;
                    EXPECT_GE(part->width(), part->minimumSizeHint().width()) << width;
                }
            session.selectSegment(0);
        }
    }
}

/// An old duplicate flies across everything for seconds: the bar is beside the segment that was clicked all the same.
TEST_F(Actions, TheBarStandsBesideItsSegment)
{
    for (const char* name : {"old-duplicate-without-time-wait", "sack"}) {
        open(name, {740, 670});
        for (quint64 step = 1; step <= session.stepCount(); step += 3) {
            session.goToStep(step);
            paint();
            const auto arrows = ladder.geometry().arrows;
            if (arrows.empty())
                continue;
            const auto lowest = std::ranges::max_element(
                arrows, {}, [](const LadderArrow& arrow) { return std::max(arrow.from.y(), arrow.to.y()); });
            if (lowest->ghost || lowest->from.y() < ladder.geometry().top)
                continue;
            session.selectSegment(lowest->id);
            paint();
            if (!bar()->isVisible())
                continue;
            const double top = std::min(lowest->from.y(), lowest->arrival.y());
            const double bottom = std::max(lowest->from.y(), lowest->arrival.y());
            const QRect place = bar()->geometry();
            const double away = std::max({0.0, place.top() - bottom, top - place.bottom()});
            EXPECT_LT(away, 150) << name << ", step " << step;
            // Nobody is kept from catching what flies.
            for (const LadderArrow& arrow : ladder.geometry().arrows)
                EXPECT_FALSE(arrow.inFlight && QRectF(place).contains(arrow.to)) << name << ", step " << step;
            session.selectSegment(0);
        }
    }
}

TEST_F(Actions, TheFirstDelayIsChosenSoThatReturnTakesIt)
{
    open("last-ack-lost", {740, 670});
    goToFlightOf(2);
    session.selectSegment(2);
    QTest::keyClick(&ladder, Qt::Key_D);
    auto* menu = ladder.findChild<QMenu*>(QStringLiteral("delayMenu"));
    ASSERT_NE(menu, nullptr);
    ASSERT_FALSE(menu->actions().isEmpty());
    EXPECT_EQ(menu->activeAction(), menu->actions().first());
    QTest::keyClick(menu, Qt::Key_Return);
    ASSERT_FALSE(session.run().interventions().empty());
    EXPECT_EQ(session.run().interventions().back().what, Intervention(DelaySegment{2, milliseconds(50)}));
}

TEST_F(Actions, DroppingTwiceSaysThatItIsLost)
{
    open("last-ack-lost", {740, 670});
    goToFlightOf(2);
    session.selectSegment(2);
    QSignalSpy told(&ladder, &LadderView::told);
    QTest::keyClick(&ladder, Qt::Key_X);
    EXPECT_EQ(told.count(), 0);
    ASSERT_TRUE(session.trace().segment(2).droppedByHand);
    ASSERT_EQ(session.selectedSegment(), 2u);
    EXPECT_TRUE(ladder.canAnswerDrop());
    const std::size_t before = session.run().interventions().size();
    QTest::keyClick(&ladder, Qt::Key_X);
    EXPECT_EQ(session.run().interventions().size(), before);
    ASSERT_EQ(told.count(), 1);
    EXPECT_TRUE(told.front().front().toString().contains(QLatin1String("lost already")));
    EXPECT_EQ(QToolTip::text(), told.front().front().toString());
}

TEST_F(Actions, XStillTakesTheNextThatFlies)
{
    open("last-ack-lost", {740, 670});
    goToFlightOf(2);
    session.selectSegment(2);
    QTest::keyClick(&ladder, Qt::Key_X);
    // The timer sends it again: that one may be dropped, too.
    while (session.inFlight().empty() && session.step() < session.stepCount())
        session.stepForward();
    const auto flying = session.inFlight();
    ASSERT_EQ(flying.size(), 1u);
    QTest::keyClick(&ladder, Qt::Key_X);
    EXPECT_TRUE(session.trace().segment(flying.front()).droppedByHand);
}

/// Whoever has chosen a segment means that one.
TEST_F(Actions, OfASegmentThatHasArrivedItSaysSoAndTouchesNoOther)
{
    open("last-ack-lost", {740, 670});
    goToFlightOf(2);
    ASSERT_EQ(session.inFlight(), std::vector<SegmentId>{2});
    session.selectSegment(1);
    QSignalSpy told(&ladder, &LadderView::told);
    int count = 0;
    for (const Qt::Key key : {Qt::Key_X, Qt::Key_D, Qt::Key_U, Qt::Key_C}) {
        QTest::keyClick(&ladder, key);
        ASSERT_EQ(told.count(), ++count);
        EXPECT_EQ(
            told.back().front().toString(),
            QStringLiteral(
                "SYN has arrived already. G goes back to its flight; N selects what is in flight now."));
        EXPECT_EQ(QToolTip::text(), told.back().front().toString());
    }
    EXPECT_EQ(ladder.findChild<QMenu*>(QStringLiteral("delayMenu")), nullptr);
    EXPECT_TRUE(session.run().interventions().empty());
    // With nothing in flight too; and what it says can be done.
    session.goToStep(session.stepCount());
    paint();
    ASSERT_TRUE(session.inFlight().empty());
    EXPECT_TRUE(ladder.canAnswerDrop());
    QTest::keyClick(&ladder, Qt::Key_X);
    ASSERT_EQ(told.count(), ++count);
    EXPECT_EQ(told.back().front().toString(),
              QStringLiteral("SYN has arrived already. G goes back to its flight."));
    QTest::keyClick(&ladder, Qt::Key_G);
    QTest::keyClick(&ladder, Qt::Key_X);
    EXPECT_TRUE(session.trace().segment(1).droppedByHand);
    EXPECT_EQ(told.count(), count);
}

TEST_F(Actions, WhatWasSaidGoesWithEscapeAndWithTheNextStep)
{
    open("last-ack-lost", {740, 670});
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_N}) {
        goToFlightOf(2);
        session.selectSegment(1);
        QTest::keyClick(&ladder, Qt::Key_X);
        ASSERT_TRUE(QToolTip::isVisible());
        QTest::keyClick(&ladder, key);
        // Qt lets it stay for ten seconds and more.
        EXPECT_TRUE(QTest::qWaitFor([] { return !QToolTip::isVisible(); }, 8'000)) << key;
    }
}

TEST_F(Actions, EscapeIsNotTakenByAChoiceOutOfSight)
{
    open("fast-retransmit", {740, 500});
    session.goToStep(session.stepCount());
    paint();
    session.selectSegment(1);
    paint();
    QKeyEvent out(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    out.setAccepted(true);
    QApplication::sendEvent(&ladder, &out);
    EXPECT_EQ(session.selectedSegment(), 0u);
    EXPECT_FALSE(out.isAccepted()) << "whoever is around it may have it";
    const SegmentId last = session.trace().segmentCount();
    session.selectSegment(last);
    paint();
    QKeyEvent in(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QApplication::sendEvent(&ladder, &in);
    EXPECT_EQ(session.selectedSegment(), 0u);
    EXPECT_TRUE(in.isAccepted());
}

TEST(FlightTimes, OfASegmentLostWhereItLeftAreOneInstant)
{
    SegmentHistory segment;
    segment.sentAt = Instant{} + milliseconds(50);
    segment.endedAt = Instant{} + milliseconds(100);
    EXPECT_TRUE(flightTimesText(segment).contains(QStringLiteral("–")));
    segment.endedAt = segment.sentAt + nanoseconds(300);
    segment.dropped = DropReason::Fault;
    EXPECT_FALSE(flightTimesText(segment).contains(QStringLiteral("–")));
    EXPECT_TRUE(flightTimesText(segment).contains(QStringLiteral("0.050")));
}

} // namespace
} // namespace tcplab
