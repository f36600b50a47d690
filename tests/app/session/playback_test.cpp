#include "app/session/playback.h"

#include "app/session/breakpoints.h"
#include "app/session/motion.h"
#include "app/session/session.h"
#include "tests/app/support/runs.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>
#include <set>

namespace tcplab {
namespace {

class Playing : public testing::Test {
protected:
    Playing() { session.load(shipped("last-ack-lost")); }
    /// Until it pauses by itself.
    bool waitForPause()
    {
        return QTest::qWaitFor([this] { return !playback.isPlaying(); }, 20'000);
    }

    Session session;
    Playback playback{session};
};

TEST_F(Playing, GoesThroughTheRunAndPausesAtItsEnd)
{
    playback.setSpeed(64);
    QSignalSpy moved(&session, &Session::nowChanged);
    playback.play();
    EXPECT_TRUE(session.isPlaying());
    ASSERT_TRUE(waitForPause());
    EXPECT_EQ(session.step(), session.stepCount());
    EXPECT_FALSE(session.isPlaying());
    EXPECT_GE(moved.count(), 1);
}

TEST_F(Playing, NeverGoesBackAndTellsEachStepOnce)
{
    playback.setSpeed(16);
    double position = -1;
    quint64 step = 0;
    QObject::connect(&session, &Session::nowChanged, [&] {
        EXPECT_GE(session.nowPosition(), position);
        position = session.nowPosition();
    });
    QObject::connect(&session, &Session::stepChanged, [&](quint64 now) {
        EXPECT_GT(now, step);
        step = now;
    });
    playback.play();
    ASSERT_TRUE(waitForPause());
    EXPECT_EQ(step, session.stepCount());
}

TEST_F(Playing, StopsAtBreakpointsAndGoesOnBehindThem)
{
    Breakpoints breakpoints(session);
    playback.setBreakpoints(&breakpoints);
    breakpoints.add(*readUntil("ESTABLISHED → CLOSE-WAIT"));
    breakpoints.add(*readUntil("TIME-WAIT"));
    playback.setSpeed(64);
    QSignalSpy stopped(&playback, &Playback::stopped);
    for (const char* where : {"CLOSE-WAIT", "TIME-WAIT"}) {
        const auto step = stepUntil(session.trace(), 0, *readUntil(where));
        playback.play();
        ASSERT_TRUE(waitForPause());
        EXPECT_EQ(session.step(), *step) << where;
        EXPECT_EQ(stopped.takeLast().at(0).toULongLong(), *step);
    }
    playback.play();
    ASSERT_TRUE(waitForPause());
    EXPECT_EQ(session.step(), session.stepCount());
    // Switched off, or taken back, it stops nobody.
    breakpoints.setEnabled(0, false);
    session.undoStack()->undo(); // off
    EXPECT_TRUE(breakpoints.all()[0].enabled);
    session.undoStack()->undo(); // TIME-WAIT
    session.undoStack()->undo(); // the arrow
    EXPECT_TRUE(breakpoints.all().empty());
    session.first();
    playback.play();
    ASSERT_TRUE(waitForPause());
    EXPECT_EQ(session.step(), session.stepCount());
    EXPECT_EQ(stopped.count(), 0);
}

/// Whoever wants no motion sees events, and nothing that flies between them.
TEST_F(Playing, WithoutMotionJumpsFromEventToEvent)
{
    setNoMotion(true);
    playback.setSpeed(8);
    std::set<quint64> seen;
    QObject::connect(&session, &Session::nowChanged, [&] {
        seen.insert(session.step());
        EXPECT_EQ(session.now(), session.trace().instantOf(session.step()));
        EXPECT_DOUBLE_EQ(session.nowPosition(), session.axis().positionOfStep(session.step()));
    });
    playback.play();
    EXPECT_TRUE(waitForPause());
    setNoMotion(false);
    EXPECT_EQ(session.step(), session.stepCount());
    EXPECT_GT(seen.size(), 3u);
}

TEST_F(Playing, StartsOverFromTheEnd)
{
    session.last();
    playback.play();
    EXPECT_TRUE(playback.isPlaying());
    EXPECT_LT(session.step(), session.stepCount());
}

TEST_F(Playing, PausesWhenAnotherScenarioIsOpened)
{
    playback.play();
    QSignalSpy changed(&playback, &Playback::playingChanged);
    session.load(shipped("three-way-handshake"));
    EXPECT_FALSE(playback.isPlaying());
    EXPECT_EQ(session.step(), 0u);
    ASSERT_EQ(changed.count(), 1);
    EXPECT_FALSE(changed.front().front().toBool());
}

TEST_F(Playing, PausesWhenASegmentIsCaught)
{
    session.goToStep(4);
    playback.play();
    session.selectSegment(1);
    EXPECT_FALSE(playback.isPlaying());
}

TEST_F(Playing, GoesOnInAnotherFuture)
{
    session.goToStep(4);
    playback.setSpeed(64);
    playback.play();
    const auto flying = session.inFlight();
    ASSERT_FALSE(flying.empty());
    session.intervene(DropSegment{flying.front()});
    EXPECT_TRUE(playback.isPlaying());
    ASSERT_TRUE(waitForPause());
    EXPECT_EQ(session.step(), session.stepCount());
}

TEST_F(Playing, IsToggledAndKeepsItsSpeed)
{
    playback.toggle();
    EXPECT_TRUE(playback.isPlaying());
    playback.toggle();
    EXPECT_FALSE(playback.isPlaying());
    playback.setSpeed(0.25);
    playback.setSpeed(-1);
    EXPECT_EQ(playback.speed(), 0.25);
}

TEST(PlaybackWithoutARun, DoesNothing)
{
    Session session;
    Playback playback(session);
    playback.play();
    EXPECT_FALSE(playback.isPlaying());
}

TEST(PlaybackOfALongRun, WaitsForWhatIsNotThereYet)
{
    Session session;
    Playback playback(session);
    session.load(transferOf(5'000));
    playback.setSpeed(1e6);
    playback.play();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !playback.isPlaying(); }, 60'000));
    EXPECT_TRUE(session.run().ended());
    EXPECT_EQ(session.step(), session.stepCount());
}

} // namespace
} // namespace tcplab
