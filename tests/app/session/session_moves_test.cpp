#include "app/session/session.h"

#include "tests/app/support/runs.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

bool changesState(const Trace& trace, quint64 step)
{
    for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n)
        if (trace.record(n).what.kind == EffectKind::State)
            return true;
    return false;
}

class Moves : public testing::TestWithParam<std::string> {
protected:
    Moves() { session.load(shipped(GetParam())); }
    Session session;
};

TEST_P(Moves, ToStateChangesAndBackAreTheSamePlaces)
{
    std::vector<quint64> places;
    while (session.step() < session.stepCount()) {
        session.nextStateChange();
        places.push_back(session.step());
    }
    for (std::size_t i = 0; i + 1 < places.size(); ++i)
        EXPECT_TRUE(changesState(session.trace(), places[i])) << places[i];
    places.pop_back(); // here: the last change, or the end
    std::vector<quint64> back;
    for (session.previousStateChange(); session.step() > 0; session.previousStateChange())
        back.insert(back.begin(), session.step());
    EXPECT_EQ(back, places);
}

TEST_P(Moves, OfOneHostLeaveTheOtherOut)
{
    session.stepForward();
    const Trace& trace = session.trace();
    const auto host = [&](quint64 step) { return trace.record(trace.firstRecordOf(step)).what.host; };
    const Side side = host(session.step());
    for (quint64 before = 0; before != session.step();) {
        before = session.step();
        session.nextOfSameHost();
        EXPECT_EQ(host(session.step()), side);
        for (quint64 step = before + 1; step < session.step(); ++step)
            EXPECT_NE(host(step), side) << step;
    }
    for (quint64 after = 0; after != session.step();) {
        after = session.step();
        session.previousOfSameHost();
        EXPECT_EQ(host(session.step()), side);
    }
    EXPECT_EQ(session.step(), 1u);
}

TEST_P(Moves, ToTheCauseLeadToTheStepThatTheRecordNames)
{
    const Trace& trace = session.trace();
    for (quint64 step = 1; step <= session.stepCount(); ++step) {
        session.goToStep(step);
        session.toCause();
        const quint64 cause = session.step();
        ASSERT_LE(cause, step);
        if (cause == step)
            continue;
        bool named = false;
        for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n)
            named =
                named || (trace.record(n).cause != 0 && trace.record(trace.record(n).cause).step == cause);
        EXPECT_TRUE(named) << step;
        // And what was brought about by it leads back at the latest to here.
        session.toEffect();
        EXPECT_GT(session.step(), cause);
        EXPECT_LE(session.step(), step);
    }
}

TEST_P(Moves, AtTheBeginningAndTheEndStayInTheRun)
{
    session.first();
    session.previousStateChange();
    session.previousOfSameHost();
    session.toCause();
    EXPECT_EQ(session.step(), 0u);
    session.last();
    session.nextStateChange();
    session.nextOfSameHost();
    session.toEffect();
    EXPECT_EQ(session.step(), session.stepCount());
}

INSTANTIATE_TEST_SUITE_P(Library, Moves,
                         testing::Values<std::string>("three-way-handshake", "last-ack-lost",
                                                      "simultaneous-close", "listen-queues",
                                                      "half-open-crash", "syn-lost-forever"),
                         scenarioTestName);

} // namespace
} // namespace tcplab
