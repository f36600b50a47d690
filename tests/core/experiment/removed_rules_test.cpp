// With each rule of TCP that is taken out exploration finds the run in which it is missed, and the run is one like any
// other: it is written, read, and played to the same end. With the rule nothing is found.
#include "core/experiment/explore.h"
#include "core/run/play.h"
#include "tests/scenarios/library.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

struct Removal {
    const char* name;
    const char* scenario;
    std::vector<std::pair<const char*, const char*>> sets; ///< what takes the rule out
    WireBudget budget;
    Promise promise; ///< that is broken then
    Clause clause;   ///< by which the last step acts; None: not looked at
};
void PrintTo(const Removal& removal, std::ostream* os) { *os << removal.name; }

Scenario scenarioOf(const Removal& removal, bool without)
{
    Scenario scenario = libraryScenario(removal.scenario);
    if (!without)
        return scenario;
    for (const auto& [key, value] : removal.sets)
        EXPECT_TRUE(setValue(scenario, key, value)) << key;
    return scenario;
}

const std::vector<Removal> removals{
    {"NoTimeWait",
     "why-two-msl",
     {{"server.time_wait", "0 s"}},
     {.delays = 1},
     Promise::NoOldIncarnation,
     {}},
    {"ShortTimeWait",
     "why-two-msl",
     {{"server.time_wait", "10 s"}},
     {.delays = 1},
     Promise::NoOldIncarnation,
     {}},
    {"TwoWayHandshake",
     "three-way-handshake",
     {{"server.three_way_handshake", "false"}},
     {.delays = 1},
     Promise::EstablishedTogether,
     Clause::TwoWayHandshake},
    {"ConstantIsn",
     "why-isns-differ",
     {{"client.clock_driven_isn", "false"}, {"server.clock_driven_isn", "false"}},
     {.delays = 1},
     Promise::NoOldIncarnation,
     Clause::SynReceivedEstablished},
    {"NoAcceptabilityTest",
     "three-way-handshake",
     {{"client.acceptability_test", "false"}, {"server.acceptability_test", "false"}},
     {.duplicates = 1},
     Promise::OctetsIntact,
     {}},
    {"NoRetransmission",
     "three-way-handshake",
     {{"client.retransmission", "false"}},
     {.losses = 1},
     Promise::KeepsTrying,
     Clause::UserTimeoutExpired},
    {"ResetInWindow",
     "why-exact-resets",
     {{"server.exact_reset", "false"}},
     {.duplicates = 1},
     Promise::NoOldIncarnation,
     {}},
    {"NoKarn", "three-way-handshake", {{"client.karn", "false"}}, {.delays = 1}, Promise::TrueRoundTrip, {}},
};

class RemovedRule : public testing::TestWithParam<Removal> {};
INSTANTIATE_TEST_SUITE_P(Exploration, RemovedRule, testing::ValuesIn(removals),
                         [](const auto& removal) { return removal.param.name; });

TEST_P(RemovedRule, IsMissedInTheRunThatExplorationFinds)
{
    const Explored explored = explore(scenarioOf(GetParam(), true), GetParam().budget);
    ASSERT_EQ(explored.end, ExploreEnd::Broken);
    const Counterexample& example = *explored.broken;
    EXPECT_EQ(nameOf(example.promise.what), std::string(nameOf(GetParam().promise)));
    EXPECT_EQ(example.faults, 1u); // one is enough for each of them

    // The file says the same run, and it goes the same way.
    const Input<Scenario> read = readScenario(writeScenario(example.scenario), "example.toml");
    ASSERT_TRUE(read) << read.error().subject;
    EXPECT_EQ(read->interventions, example.scenario.interventions);
    Play play(std::make_shared<const Scenario>(*read));
    bool cited = false;
    while (play.world().step < example.step && play.step())
        if (play.world().step == example.step)
            cited = std::ranges::any_of(play.log().effects,
                                        [](const Effect& what) { return what.clause == GetParam().clause; });
    EXPECT_EQ(play.world().step, example.step);
    EXPECT_EQ(play.world().now, example.at);
    if (GetParam().clause != Clause::None) {
        EXPECT_TRUE(cited);
    }
}

TEST_P(RemovedRule, IsNotMissedWhileItIsThere)
{
    const Explored explored = explore(scenarioOf(GetParam(), false), GetParam().budget);
    EXPECT_EQ(explored.end, ExploreEnd::Complete);
    EXPECT_FALSE(explored.broken);
    EXPECT_GT(explored.states, 30u);
}

TEST(WhyTwoMsl, OldOctetsReachTheApplicationOfTheSecondConnection)
{
    // The lesson's third step: watch the counterexample.
    Scenario scenario = libraryScenario("why-two-msl");
    ASSERT_TRUE(setValue(scenario, "server.time_wait", "0 s"));
    const Explored explored = explore(scenario, {.delays = 1});
    ASSERT_TRUE(explored.broken);
    Play play(std::make_shared<const Scenario>(explored.broken->scenario));
    while (play.step())
        ;
    bool foreign = false;
    for (const ReadLog& log : play.world().hosts[indexOf(Side::Server)].readLogs)
        foreign = foreign || log.text.size() > 1; // octets of two streams
    EXPECT_TRUE(foreign);
}

} // namespace
} // namespace tcplab
