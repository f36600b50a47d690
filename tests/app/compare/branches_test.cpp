#include "app/session/branches.h"
#include "app/session/start_words.h"
#include "core/base/quantity.h"
#include "core/experiment/loss_matrix.h"
#include "core/world/scenario_file.h"
#include "tests/app/support/runs.h"

#include <QUndoStack>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class BranchList : public testing::Test {
protected:
    BranchList() { session.load(shipped("three-way-handshake")); }
    void drop(SegmentId id)
    {
        const TimeAxis& axis = session.axis();
        session.goToPosition((axis.positionOfSend(id) + axis.positionOfEnd(session.trace(), id)) / 2);
        session.intervene(DropSegment{id});
    }
    std::string name(std::size_t i) { return branches.nameOf(branches.all()[i]).toStdString(); }

    Session session;
    Branches branches{session};
};

TEST_F(BranchList, KeepsTheRunAsItWasAndAsItIs)
{
    session.load(shipped("three-way-handshake"));
    EXPECT_EQ(branches.before(), -1);
    const std::string asItWas = bytesOf(session.trace());
    drop(2);
    ASSERT_EQ(branches.all().size(), 2u);
    EXPECT_EQ(branches.current(), 1);
    EXPECT_EQ(branches.before(), 0);
    EXPECT_EQ(name(0), "as the scenario has it");
    EXPECT_EQ(name(1), "SYN, ACK lost at " + durationText(session.now() - Instant{}));
    EXPECT_EQ(bytesOf(runOf(branches.all()[0].scenario).trace()), asItWas);
    EXPECT_EQ(bytesOf(runOf(branches.all()[1].scenario).trace()), bytesOf(session.trace()));
}

TEST_F(BranchList, UndoGoesBackToTheBranchAndAnotherDeedGrowsFromIt)
{
    session.load(shipped("three-way-handshake"));
    drop(2);
    session.undoStack()->undo();
    EXPECT_EQ(branches.all().size(), 2u);
    EXPECT_EQ(branches.current(), 0);
    drop(1);
    ASSERT_EQ(branches.all().size(), 3u); // what was undone is still there
    EXPECT_EQ(branches.all()[2].from, 0);
    EXPECT_EQ(name(2).substr(0, 8), "SYN lost");
}

TEST_F(BranchList, ADeedIsNamedWithTheInstantThatItsRunHasItAt)
{
    session.load(shipped("three-way-handshake"));
    drop(9); // the last ACK
    const std::string was = durationText(session.run().interventions().front().at - Instant{});
    Scenario slow = session.run().scenarioWithInterventions();
    ASSERT_TRUE(setValue(slow, "network.delay", "300 ms"));
    session.replaceRun(slow, [] { return QStringLiteral("changed"); });
    const std::uint64_t step = session.run().interventions().front().step;
    ASSERT_LE(step, session.stepCount());
    const std::string is = durationText(session.trace().instantOf(step) - Instant{});
    ASSERT_NE(is, was);
    EXPECT_EQ(name(1), "ACK lost at " + was);
    EXPECT_EQ(name(2), "delay = 300 ms; ACK lost at " + is);
}

TEST_F(BranchList, ADeedWhoseSegmentIsNotUnderWaySaysSo)
{
    Scenario scenario = shipped("three-way-handshake");
    scenario.interventions.push_back({.step = 3, .at = Instant{}, .what = DropSegment{9}});
    session.load(scenario);
    EXPECT_EQ(name(1), "ACK lost at 0 s: in vain");
}

TEST_F(BranchList, AChangedSettingIsComparedWithTheRunBeforeIt)
{
    session.load(shipped("three-way-handshake"));
    Scenario slow = session.scenario();
    ASSERT_TRUE(setValue(slow, "network.delay", "300 ms"));
    session.replaceRun(slow, [] { return QStringLiteral("changed"); });
    EXPECT_EQ(branches.before(), 0);
    EXPECT_EQ(name(0), "as the scenario has it (delay = 50 ms)");
    EXPECT_EQ(name(1), "delay = 300 ms");
}

TEST_F(BranchList, NamesAllThatWasDone)
{
    session.load(shipped("three-way-handshake"));
    drop(2);
    session.intervene(CrashHost{Side::Server});
    ASSERT_EQ(branches.all().size(), 3u);
    EXPECT_EQ(branches.all()[2].from, 1);
    EXPECT_NE(name(2).find("SYN, ACK lost"), std::string::npos);
    EXPECT_NE(name(2).find("server crashes"), std::string::npos);
}

TEST_F(BranchList, TellsStartsOfOneScenarioApart)
{
    session.load(withLost(shipped("three-way-handshake"), {{Side::Client, 1}, {Side::Server, 3}}));
    EXPECT_EQ(name(0), "as the scenario has it");
    EXPECT_EQ(name(1), "c1, s3 lost");
    Scenario other = shipped("three-way-handshake");
    ASSERT_TRUE(setValue(other, "network.msl", "5 s"));
    ASSERT_TRUE(setValue(other, "client.initial_rto", "3 s"));
    session.load(other);
    EXPECT_EQ(name(2), "msl = 5 s; client.initial_rto = 3 s");
    drop(2);
    EXPECT_EQ(name(3).substr(0, name(2).size() + 12), name(2) + "; SYN, ACK l");
    Scenario program = shipped("three-way-handshake");
    program.hosts[0].program = shipped("half-close").hosts[0].program;
    session.load(program);
    EXPECT_EQ(name(4), "another program on the client");
    Scenario renamed = shipped("three-way-handshake");
    renamed.notes.en += " more";
    session.load(renamed);
    EXPECT_EQ(name(5), "another text");
}

TEST_F(BranchList, SaysOfAStartWhatIsLostAndWhatIsNotAnyMore)
{
    const auto lost = [](std::uint32_t n) {
        return withLost(shipped("three-way-handshake"), {{Side::Client, n}});
    };
    EXPECT_EQ(startWords(lost(2), lost(1)).toStdString(), "c2 lost; c1 not lost");
    EXPECT_EQ(startWords(withLost(lost(1), {{Side::Client, 2}}), lost(1)).toStdString(), "c2 lost");
    EXPECT_EQ(startWords(shipped("three-way-handshake"), lost(1)).toStdString(), "c1 not lost");
}

TEST_F(BranchList, ForgetsTheOldestButNotWhatTheOthersAreToldBy)
{
    session.load(shipped("three-way-handshake"));
    for (int i = 1; i <= 110; ++i) {
        Scenario edited = shipped("three-way-handshake");
        ASSERT_TRUE(setValue(edited, "network.msl", std::to_string(200 + i) + " s"));
        session.load(edited);
        if (i == 1)
            drop(2);
    }
    ASSERT_EQ(branches.all().size(), 100u);
    EXPECT_EQ(branches.current(), 99);
    EXPECT_EQ(branches.before(), -1);
    EXPECT_EQ(name(0), "as the scenario has it (msl = 30 s)") << "what the open run has otherwise";
    EXPECT_EQ(branches.all()[0].scenario, shipped("three-way-handshake"));
    for (std::size_t i = 1; i < 100; ++i)
        EXPECT_EQ(name(i), "msl = " + writeDuration(seconds(static_cast<std::int64_t>(211 + i))));
    drop(2); // of the newest run
    ASSERT_EQ(branches.all().size(), 100u);
    EXPECT_EQ(branches.before(), 98);
    EXPECT_EQ(name(98), "msl = 310 s");
    EXPECT_EQ(name(99).substr(0, 20), "msl = 310 s; SYN, AC");
}

TEST_F(BranchList, HoldsRunsOfOtherScenariosToo)
{
    session.load(shipped("three-way-handshake"));
    session.load(shipped("half-close"));
    ASSERT_EQ(branches.all().size(), 2u);
    EXPECT_EQ(branches.before(), -1);
    session.load(shipped("three-way-handshake"));
    EXPECT_EQ(branches.all().size(), 2u);
    EXPECT_EQ(branches.current(), 0);
}

TEST_F(BranchList, AnotherRunTakesThePlaceOfTheOpenOneUndoably)
{
    session.load(shipped("three-way-handshake"));
    drop(2);
    const Instant now = session.now();
    const std::string lost = bytesOf(session.trace());
    session.replaceRun(branches.all()[0].scenario, [] { return QStringLiteral("Open"); });
    EXPECT_EQ(branches.current(), 0);
    EXPECT_EQ(session.now(), now);
    EXPECT_TRUE(session.run().interventions().empty());
    session.undoStack()->undo();
    EXPECT_EQ(bytesOf(session.trace()), lost);
    EXPECT_EQ(branches.current(), 1);
}

} // namespace
} // namespace tcplab
