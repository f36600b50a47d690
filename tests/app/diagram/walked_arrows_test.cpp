#include "app/diagram/walked_arrows.h"

#include "app/diagram/diagram_tour.h"
#include "tests/app/support/runs.h"

#include <algorithm>

namespace tcplab {
namespace {

using enum DiagramNode;

struct Played {
    explicit Played(std::string_view name) : run(runOf(shipped(name))) { index.update(run.trace(), 0); }
    Run run;
    RunIndex index;
};

std::size_t arrow(DiagramNode from, DiagramNode to) { return *figureArrow({from, to}); }

TEST(WalkedArrows, CountAsTheCursorGoesAndNotBack)
{
    const Played one("three-way-handshake");
    WalkedArrows walked;
    walked.see(one.run.trace(), one.index, 0);
    EXPECT_TRUE(walked.arrows().none());
    std::size_t before = 0;
    for (std::uint64_t step = 1; step <= one.run.trace().stepCount(); ++step) {
        walked.see(one.run.trace(), one.index, step);
        EXPECT_GE(walked.arrows().count(), before);
        before = walked.arrows().count();
    }
    EXPECT_TRUE(walked.arrows().test(arrow(SynSent, Established)));
    EXPECT_TRUE(walked.arrows().test(arrow(Listen, SynReceived)));
    const ArrowSet all = walked.arrows();
    walked.see(one.run.trace(), one.index, 1);
    EXPECT_EQ(walked.arrows(), all);
}

TEST(WalkedArrows, ALeapCountsAsManyAsSmallSteps)
{
    for (const std::string& name : shippedNames()) {
        const Played one(name);
        WalkedArrows small;
        for (std::uint64_t step = 1; step <= one.run.trace().stepCount(); ++step)
            small.see(one.run.trace(), one.index, step);
        WalkedArrows leap;
        leap.see(one.run.trace(), one.index, one.run.trace().stepCount());
        EXPECT_EQ(leap.arrows(), small.arrows()) << name;
    }
}

TEST(WalkedArrows, AreKeptFromRunToRunUntilTheyAreCleared)
{
    const Played open("three-way-handshake");
    const Played both("simultaneous-close");
    WalkedArrows walked;
    walked.see(open.run.trace(), open.index, open.run.trace().stepCount());
    const std::size_t first = walked.arrows().count();
    walked.beginRun();
    walked.see(both.run.trace(), both.index, both.run.trace().stepCount());
    EXPECT_TRUE(walked.arrows().test(arrow(FinWait1, Closing)));
    EXPECT_TRUE(walked.arrows().test(arrow(Listen, SynReceived)));
    EXPECT_GT(walked.arrows().count(), first);
    walked.clear(both.run.trace().stepCount());
    EXPECT_TRUE(walked.arrows().none());
}

// The arrow from SYN-SENT to CLOSED is CLOSE's: a refused opening neither counts it nor lights it.
TEST(WalkedArrows, ARefusalHasNotGoneTheArrowOfClose)
{
    const Played refused("connection-refused");
    const Trace& trace = refused.run.trace();
    WalkedArrows walked;
    walked.see(trace, refused.index, trace.stepCount());
    const DiagramSituation situation =
        situationAt(trace, refused.index.walkOf(trace, Side::Client, 1), Side::Client, trace.stepCount());
    EXPECT_EQ(situation.walked.size(), 2u);
    ASSERT_EQ(situation.strayed, (std::vector<DiagramStep>{{SynSent, Closed}}));
    EXPECT_FALSE(walked.arrows().test(arrow(SynSent, Closed)));
}

// RFC 9293, Figure 5, Note 2: the peer's FIN comes with the acknowledgment of ours.
TEST(WalkedArrows, OneSegmentThatClosesBothWaysGoesTheArrowOfNote2)
{
    const Played one("close-three-segments");
    const Trace& trace = one.run.trace();
    WalkedArrows walked;
    walked.see(trace, one.index, trace.stepCount());
    EXPECT_TRUE(walked.arrows().test(arrow(FinWait1, TimeWait)));
    EXPECT_FALSE(walked.arrows().test(arrow(FinWait1, FinWait2)));
    EXPECT_FALSE(walked.arrows().test(arrow(FinWait2, TimeWait)));
    const auto changes = one.index.changesOf(Side::Client, 1);
    const auto closed = std::ranges::find(changes, ConnectionState::TimeWait, &StateChange::to);
    ASSERT_NE(closed, changes.end());
    EXPECT_EQ(closed->from, ConnectionState::FinWait1);
    EXPECT_EQ(one.index.stateAt(Side::Client, 1, closed->step), ConnectionState::TimeWait);
    const ArrowText text = arrowText(trace, Side::Client, *closed);
    EXPECT_EQ(text.event, figureArrows()[arrow(FinWait1, TimeWait)].event);
}

// What is counted and what is lit are the same arrows.
TEST(WalkedArrows, AreThoseThatAreLit)
{
    for (const std::string& name : shippedNames()) {
        const Played one(name);
        const Trace& trace = one.run.trace();
        WalkedArrows walked;
        walked.see(trace, one.index, trace.stepCount());
        ArrowSet lit;
        for (const Side side : {Side::Client, Side::Server})
            for (ConnectionId id = 1; id <= RunIndex::connectionsBy(trace, side, trace.stepCount()); ++id) {
                const DiagramSituation s =
                    situationAt(trace, one.index.walkOf(trace, side, id), side, trace.stepCount());
                for (const DiagramStep& step : s.walked)
                    if (std::ranges::find(s.strayed, step) == s.strayed.end() && figureArrow(step))
                        lit.set(*figureArrow(step));
            }
        EXPECT_EQ(lit, walked.arrows()) << name;
    }
}

TEST(DiagramTour, TellsWhereEachRunGoesFirst)
{
    const Played both("simultaneous-close");
    DiagramTour tour;
    tour.add("simultaneous-close", both.run.trace());
    tour.add("three-way-handshake", runOf(shipped("three-way-handshake")).trace());
    ASSERT_EQ(tour.to(Closing).size(), 1U);
    const DiagramTour::Visit& visit = tour.to(Closing).front();
    EXPECT_EQ(visit.name, "simultaneous-close");
    // Truly there: in the step before the host was not in that state, in this one it is.
    const auto closing = [&](std::uint64_t step) {
        const World world = both.run.worldAt(step);
        for (const Connection& one : world.hosts[indexOf(visit.side)].connections)
            if (one.tcb.state == ConnectionState::Closing)
                return true;
        return false;
    };
    EXPECT_FALSE(closing(visit.step - 1));
    EXPECT_TRUE(closing(visit.step));
    EXPECT_EQ(tour.to(Established).size(), 2U);
    EXPECT_EQ(tour.along(arrow(FinWait1, Closing)).size(), 1U);
}

/// Whatever one clicks on, the library has a scenario that goes there, in that step and on that host.
TEST(DiagramTour, EveryStateAndEveryArrowHasAScenarioThatGoesThere)
{
    DiagramTour tour;
    for (const std::string& name : shippedNames()) {
        const Played one(name);
        const Trace& trace = one.run.trace();
        tour.add(name, trace);
        const auto goes = [&](const DiagramTour::Visit& visit, auto isIt) {
            bool gone = false;
            for (ConnectionId id = 1; id <= RunIndex::connectionsBy(trace, visit.side, visit.step); ++id)
                for (const StateChange& change : one.index.changesOf(visit.side, id))
                    gone = gone || (change.step == visit.step && isIt(visit.side, change));
            return gone;
        };
        for (std::size_t i = 0; i < diagramNodeCount; ++i)
            for (const DiagramTour::Visit& visit : tour.to(static_cast<DiagramNode>(i)))
                if (visit.name == name) {
                    EXPECT_TRUE(goes(visit,
                                     [i](Side, const StateChange& change) {
                                         return change.to == stateOf(static_cast<DiagramNode>(i));
                                     }))
                        << name << ": " << nameOf(stateOf(static_cast<DiagramNode>(i)));
                }
        for (std::size_t i = 0; i < figureArrowCount; ++i)
            for (const DiagramTour::Visit& visit : tour.along(i))
                if (visit.name == name) {
                    EXPECT_TRUE(goes(visit,
                                     [&](Side side, const StateChange& change) {
                                         return arrowGone(trace, side, change) == i;
                                     }))
                        << name << ": arrow " << i;
                }
    }
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        EXPECT_FALSE(tour.to(static_cast<DiagramNode>(i)).empty()) << i;
    // No socket call turns a listener into an active opener, and no scenario closes before its connection is open. The
    // menus say that there is none.
    const std::vector<std::size_t> without{arrow(Listen, SynSent), arrow(SynSent, Closed),
                                           arrow(SynReceived, FinWait1)};
    for (std::size_t i = 0; i < figureArrowCount; ++i)
        EXPECT_EQ(tour.along(i).empty(), std::ranges::find(without, i) != without.end())
            << nameOf(stateOf(figureArrows()[i].step.from)) << " to "
            << nameOf(stateOf(figureArrows()[i].step.to)) << ", " << figureArrows()[i].event;
}

/// What the figure calls CLOSE is not counted where a connection is refused.
TEST(DiagramTour, ARefusedOpeningIsNoClose)
{
    DiagramTour tour;
    tour.add("refused", runOf(shipped("connection-refused")).trace());
    EXPECT_EQ(tour.to(Closed).size(), 1U);
    EXPECT_TRUE(tour.along(arrow(SynSent, Closed)).empty());
}

} // namespace
} // namespace tcplab
