#include "app/session/session.h"

#include "core/world/scenario_file.h"
#include "tests/app/support/runs.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class Open : public testing::Test {
protected:
    Open() { session.load(shipped("last-ack-lost")); }

    /// Into the middle of the flight of a segment.
    void goToFlightOf(SegmentId id)
    {
        const double from = session.axis().positionOfSend(id);
        session.goToPosition((from + session.axis().positionOfEnd(session.trace(), id)) / 2);
    }
    bool flies(SegmentId id) const
    {
        const auto ids = session.inFlight();
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    }
    std::string bytes() const { return bytesOf(session.trace()); }

    Session session;
};

TEST_F(Open, StandsAtTheBeginningOfTheWholeRun)
{
    EXPECT_EQ(session.step(), 0u);
    EXPECT_EQ(session.now(), Instant{});
    EXPECT_TRUE(session.run().ended());
    EXPECT_FALSE(session.isPlaying());
    EXPECT_TRUE(session.inFlight().empty());
}

TEST_F(Open, GoesStepByStepThroughTheRunAndBack)
{
    for (quint64 step = 1; step <= session.stepCount(); ++step) {
        session.stepForward();
        ASSERT_EQ(session.step(), step);
        ASSERT_EQ(session.now(), session.trace().instantOf(step));
        ASSERT_EQ(session.worldNow().step, step);
        ASSERT_EQ(session.worldBefore().step, step - 1);
    }
    session.stepForward();
    EXPECT_EQ(session.step(), session.stepCount());
    for (quint64 step = session.stepCount(); step > 0; --step) {
        ASSERT_EQ(session.step(), step);
        session.stepBack();
    }
    EXPECT_EQ(session.step(), 0u);
    session.stepBack();
    EXPECT_EQ(session.step(), 0u);
}

TEST_F(Open, BackFromBetweenTwoStepsIsToTheOneThatHasBeen)
{
    session.goToStep(6);
    const double from = session.nowPosition();
    session.goToStep(7);
    ASSERT_GT(session.nowPosition(), from);
    session.goToPosition((from + session.nowPosition()) / 2);
    ASSERT_EQ(session.step(), 6u);
    session.stepBack();
    EXPECT_EQ(session.step(), 6u);
    EXPECT_EQ(session.nowPosition(), from);
    session.stepBack();
    EXPECT_EQ(session.step(), 5u);
}

TEST_F(Open, ScrubbingStopsAtTheEnds)
{
    session.goToPosition(-50);
    EXPECT_EQ(session.step(), 0u);
    EXPECT_EQ(session.now(), Instant{});
    session.goToPosition(1e9);
    EXPECT_EQ(session.step(), session.stepCount());
    session.goToInstant(Instant{std::int64_t{1} << 60});
    EXPECT_EQ(session.step(), session.stepCount());
    EXPECT_EQ(session.now(), session.trace().instantOf(session.stepCount()));
}

TEST_F(Open, AnInstantIsTheLastStepThatHasBeenByThen)
{
    for (quint64 step = 1; step <= session.stepCount(); ++step) {
        const Instant at = session.trace().instantOf(step);
        session.goToInstant(at);
        EXPECT_EQ(session.step(), session.trace().stepAt(at));
        EXPECT_EQ(session.nowPosition(), session.axis().position(at));
    }
}

TEST_F(Open, KnowsWhatIsInFlight)
{
    goToFlightOf(2);
    EXPECT_EQ(session.inFlight(), (std::vector<SegmentId>{2}));
    session.first();
    EXPECT_TRUE(session.inFlight().empty());
}

TEST_F(Open, ChoosesTheSegmentsInFlightInTurn)
{
    session.goToStep(0);
    while (session.inFlight().size() < 2)
        session.stepForward();
    const auto ids = session.inFlight();
    session.selectNextInFlight();
    EXPECT_EQ(session.selectedSegment(), ids[0]);
    session.selectNextInFlight();
    EXPECT_EQ(session.selectedSegment(), ids[1]);
    session.selectNextInFlight();
    EXPECT_EQ(session.selectedSegment(), ids[0]);
}

TEST_F(Open, ADropByHandBecomesPartOfTheRun)
{
    goToFlightOf(2);
    const quint64 step = session.step();
    const Instant now = session.now();
    session.intervene(DropSegment{2});
    EXPECT_EQ(session.trace().segment(2).dropped != DropReason::None, true);
    EXPECT_TRUE(session.trace().segment(2).droppedByHand);
    EXPECT_EQ(session.trace().segment(2).endedAt, now);
    EXPECT_EQ(session.step(), step + 1);
    EXPECT_EQ(session.now(), now);
    EXPECT_FALSE(flies(2));
    EXPECT_TRUE(session.run().ended()) << "it has run on to its new end";
}

TEST_F(Open, UndoBringsBackTheSameBytesAndPlace)
{
    const std::string former = bytes();
    goToFlightOf(2);
    const quint64 step = session.step();
    const double position = session.nowPosition();
    session.intervene(DropSegment{2});
    const std::string changed = bytes();
    ASSERT_NE(changed, former);
    session.last();
    session.undoStack()->undo();
    EXPECT_EQ(bytes(), former);
    EXPECT_EQ(session.step(), step);
    EXPECT_NEAR(session.nowPosition(), position, 1e-6);
    EXPECT_TRUE(flies(2));
    session.first();
    session.undoStack()->redo();
    EXPECT_EQ(bytes(), changed);
    EXPECT_EQ(session.step(), step + 1);
}

TEST_F(Open, SeveralInterventionsAreUndoneOneByOne)
{
    std::vector<std::string> seen{bytes()};
    goToFlightOf(1);
    session.intervene(DelaySegment{1, milliseconds(200)});
    seen.push_back(bytes());
    session.intervene(DuplicateSegment{1});
    seen.push_back(bytes());
    goToFlightOf(3);
    session.intervene(CorruptSegment{3});
    seen.push_back(bytes());
    session.intervene(CrashHost{Side::Server});
    seen.push_back(bytes());
    for (std::size_t i = seen.size() - 1; i > 0; --i) {
        ASSERT_EQ(bytes(), seen[i]);
        session.undoStack()->undo();
    }
    EXPECT_EQ(bytes(), seen[0]);
    for (std::size_t i = 1; i < seen.size(); ++i) {
        session.undoStack()->redo();
        ASSERT_EQ(bytes(), seen[i]);
    }
}

TEST_F(Open, SteppingInBeforeAnEarlierInterventionReplacesIt)
{
    goToFlightOf(3);
    session.intervene(DropSegment{3});
    const std::string later = bytes();
    goToFlightOf(1);
    session.intervene(DropSegment{1});
    EXPECT_EQ(session.run().interventions().size(), 1u);
    session.undoStack()->undo();
    EXPECT_EQ(bytes(), later);
    EXPECT_EQ(session.run().interventions().size(), 1u);
}

TEST_F(Open, ASelectionThatTheNewFutureDoesNotHoldIsForgotten)
{
    session.last();
    session.selectSegment(session.trace().segmentCount());
    goToFlightOf(1);
    session.intervene(CrashHost{Side::Client});
    EXPECT_EQ(session.selectedSegment(), 0u);
}

TEST_F(Open, WhatWasDoneIsSavedAndOpensAsTheSameRun)
{
    goToFlightOf(4);
    session.intervene(DropSegment{4});
    session.intervene(CrashHost{Side::Client});
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("mine.toml"));
    QString error;
    ASSERT_TRUE(session.save(path, &error)) << error.toStdString();
    EXPECT_TRUE(session.undoStack()->isClean());
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    Session again;
    again.load(scenarioOf(file.readAll().toStdString()), path);
    // The header names the scenario; the records are what happened.
    const auto withoutHeader = [](const std::string& text) { return text.substr(text.find('\n')); };
    EXPECT_EQ(withoutHeader(bytesOf(again.trace())), withoutHeader(bytes()));
}

TEST_F(Open, SavingWhereOneCannotWriteTellsWhy)
{
    QString error;
    EXPECT_FALSE(session.save(QStringLiteral("/no/such/folder/mine.toml"), &error));
    EXPECT_FALSE(error.isEmpty());
    EXPECT_TRUE(session.path().isEmpty());
}

TEST_F(Open, LinearTimeKeepsStepAndInstant)
{
    goToFlightOf(3);
    const quint64 step = session.step();
    const Instant now = session.now();
    session.setLinearTime(true);
    EXPECT_EQ(session.step(), step);
    EXPECT_EQ(session.now(), now);
    EXPECT_NEAR(session.nowPosition(), session.axis().position(now), 1e-6);
    session.setLinearTime(false);
    EXPECT_EQ(session.step(), step);
}

TEST_F(Open, TellsOfANewRunBeforeTheNewPlaceInIt)
{
    goToFlightOf(2);
    std::vector<std::string> heard;
    QObject::connect(&session, &Session::runChanged, [&](quint64 from) {
        heard.push_back("run " + std::to_string(from));
        EXPECT_EQ(session.worldNow().step, session.step());
    });
    QObject::connect(&session, &Session::stepChanged, [&] { heard.emplace_back("step"); });
    const quint64 step = session.step();
    session.intervene(DropSegment{2});
    ASSERT_EQ(heard.size(), 2u);
    EXPECT_EQ(heard[0], "run " + std::to_string(step));
    EXPECT_EQ(heard[1], "step");
}

TEST_F(Open, AnotherScenarioStartsWithACleanSlate)
{
    goToFlightOf(2);
    session.intervene(DropSegment{2});
    session.selectSegment(1);
    session.load(shipped("connection-refused"));
    EXPECT_EQ(session.step(), 0u);
    EXPECT_EQ(session.selectedSegment(), 0u);
    EXPECT_FALSE(session.undoStack()->canUndo());
    EXPECT_EQ(session.scenario().title.en, shipped("connection-refused").title.en);
}

TEST(ALongRun, GrowsInSlicesWhileOneLooksAtIt)
{
    Session session;
    QSignalSpy grown(&session, &Session::runChanged);
    session.load(transferOf(20'000, "1 %"));
    ASSERT_FALSE(grown.isEmpty());
    session.goToStep(10);
    while (!session.run().ended())
        QCoreApplication::processEvents();
    EXPECT_EQ(session.step(), 10u);
    EXPECT_GT(session.stepCount(), 20'000u);
    // Each announcement begins where the one before ended.
    quint64 known = 0;
    for (const auto& signal : grown) {
        EXPECT_LE(signal.at(0).toULongLong(), session.stepCount());
        EXPECT_GE(signal.at(0).toULongLong(), known);
        known = signal.at(0).toULongLong();
    }
}

TEST(ALongRun, TheEndIsReachedWhenItIsThere)
{
    Session session;
    session.load(transferOf(20'000));
    session.last();
    while (!session.run().ended())
        QCoreApplication::processEvents();
    EXPECT_EQ(session.step(), session.stepCount());
    Session other;
    other.load(transferOf(20'000));
    other.last();
    other.goToStep(3);
    while (!other.run().ended())
        QCoreApplication::processEvents();
    EXPECT_EQ(other.step(), 3u) << "whoever went elsewhere stays there";
}

TEST(ALongRun, IsCutAndReplacedWhileItStillGrows)
{
    Session session;
    session.load(transferOf(20'000));
    session.goToStep(20);
    session.intervene(CrashHost{Side::Server});
    while (!session.run().ended())
        QCoreApplication::processEvents();
    session.undoStack()->undo();
    while (!session.run().ended())
        QCoreApplication::processEvents();
    EXPECT_EQ(session.step(), 20u);
    EXPECT_GT(session.stepCount(), 20'000u);
}

/// So long that it takes more than a moment to play up to the cursor.
constexpr std::uint32_t veryLong = 40'000;

TEST(AVeryLongRun, IsReplacedInSlicesAndTheCursorComesBackToItsInstant)
{
    Session session;
    session.load(transferOf(veryLong));
    while (!session.run().ended())
        QCoreApplication::processEvents();
    session.last();
    session.goToStep(session.stepCount() - 10);
    const Instant at = session.now();
    const quint64 step = session.step();
    Scenario changed = session.scenario();
    changed.seed += 1;
    session.replaceRun(changed, [] { return QStringLiteral("changed"); });
    ASSERT_FALSE(session.run().ended()) << "the window goes on at once";
    EXPECT_LE(session.now(), session.trace().instantOf(session.stepCount()));
    EXPECT_EQ(session.destination(), at);
    while (!session.run().ended())
        QCoreApplication::processEvents();
    EXPECT_EQ(session.now(), at);
    EXPECT_EQ(session.step(), step) << "among those of its instant, too";
}

/// The same, with another program on the client.
Scenario withProgram(const Scenario& scenario, const std::string& program)
{
    Scenario changed = scenario;
    EXPECT_TRUE(setValue(changed, "client.program", program).has_value());
    return changed;
}

TEST_F(Open, AnEditKeepsTheStepAmongThoseOfItsInstant)
{
    session.goToStep(0);
    session.replaceRun(withProgram(session.scenario(), "connect server:80\nclose"),
                       [] { return QStringLiteral("changed"); });
    EXPECT_EQ(session.step(), 0u);
    session.stepForward();
    ASSERT_EQ(session.trace().instantOf(1), session.trace().instantOf(2)) << "or this tests nothing";
    session.replaceRun(withProgram(session.scenario(), "connect server:80\nsend 10"),
                       [] { return QStringLiteral("changed"); });
    EXPECT_EQ(session.step(), 1u);
    EXPECT_EQ(session.now(), session.trace().instantOf(1));
}

TEST_F(Open, TheCursorComesBackFromARunThatWasTooShort)
{
    session.goToStep(session.stepCount() / 2);
    const quint64 step = session.step();
    const Instant at = session.now();
    ASSERT_GT(at, Instant{});
    const Scenario whole = session.scenario();
    const int burst = 7;
    session.replaceRun(
        withProgram(whole, ""), [] { return QStringLiteral("changed"); }, burst); // half written
    ASSERT_LT(session.trace().instantOf(session.stepCount()), at) << "or this tests nothing";
    EXPECT_EQ(session.now(), session.trace().instantOf(session.stepCount()));
    Scenario mended = whole;
    mended.seed += 1;
    session.replaceRun(mended, [] { return QStringLiteral("changed"); }, burst);
    EXPECT_EQ(session.now(), at);
    EXPECT_EQ(session.step(), step);
    // Who has gone elsewhere meanwhile stays there.
    session.replaceRun(withProgram(whole, ""), [] { return QStringLiteral("changed"); }, burst + 1);
    session.goToStep(0);
    session.replaceRun(mended, [] { return QStringLiteral("changed"); }, burst + 1);
    EXPECT_EQ(session.step(), 0u);
}

TEST(AVeryLongRun, TheNextEditTakesTheCursorAlong)
{
    Session session;
    session.load(transferOf(veryLong));
    while (!session.run().ended())
        QCoreApplication::processEvents();
    session.goToStep(session.stepCount() - 10);
    const Instant at = session.now();
    for (int edit = 0; edit < 2; ++edit) {
        Scenario changed = session.scenario();
        changed.seed += 1;
        session.replaceRun(changed, [] { return QStringLiteral("changed"); });
        ASSERT_FALSE(session.run().ended());
        EXPECT_EQ(session.destination(), at);
    }
    session.undoStack()->undo();
    EXPECT_EQ(session.destination(), at);
    session.goToStep(3);
    while (!session.run().ended())
        QCoreApplication::processEvents();
    EXPECT_EQ(session.step(), 3u) << "whoever went elsewhere stays there";
}

} // namespace
} // namespace tcplab
