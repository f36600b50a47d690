// Every way in which the wire can treat the segments: of the scenarios about opening, closing and reset none breaks a
// promise, whatever two losses and a copy do.
#include "core/experiment/explore.h"
#include "core/run/run.h"
#include "tests/scenarios/library.h"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

std::vector<std::string> namesOf(std::initializer_list<const char*> lessons)
{
    std::vector<std::string> names;
    for (const std::string& name : libraryNames())
        if (std::ranges::find(lessons, libraryScenario(name).lesson) != lessons.end())
            names.push_back(name);
    return names;
}

std::string testName(const testing::TestParamInfo<std::string>& scenario)
{
    std::string name = scenario.param;
    std::ranges::replace(name, '-', '_');
    return name;
}

class Exploration : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Library, Exploration, testing::ValuesIn(namesOf({"opening", "closing", "reset"})),
                         testName);

TEST_P(Exploration, BreaksNoPromiseWithTwoLossesAndACopy)
{
    // Seventy segments: half a million states, which a release has the time for, and ./dev test --everything, which asks for it.
#ifdef NDEBUG
    const bool hasTime = true;
#else
    const bool hasTime = std::getenv("TCPLAB_WHOLE_BUDGET") != nullptr;
#endif
    const bool isLong = GetParam() == "connect-send-close";
    const WireBudget budget{.losses = isLong && !hasTime ? 1u : 2u, .duplicates = 1};
    const Explored explored = explore(libraryScenario(GetParam()), budget);
    EXPECT_EQ(explored.end, ExploreEnd::Complete);
    EXPECT_FALSE(explored.broken) << nameOf(explored.broken->promise.what) << " at step "
                                  << explored.broken->step;
    EXPECT_LT(explored.octets, std::max<std::uint64_t>(explored.worlds * 300, 1 << 20));
}

TEST(Exploration, CountsWhatOneCountsByHand)
{
    // Nobody listens: the start, connect sends a SYN, it arrives, the RST arrives, connect returns.
    const Explored none = explore(libraryScenario("connection-refused"), {});
    EXPECT_EQ(none.states, 5u);
    const Explored one = explore(libraryScenario("connection-refused"), {.losses = 1});
    EXPECT_EQ(one.end, ExploreEnd::Complete);
    EXPECT_GT(one.states, none.states);
    EXPECT_EQ(one.mostFaults, 1u);
}

TEST(Exploration, IsTheSameEachTime)
{
    const Scenario scenario = libraryScenario("three-way-handshake");
    const WireBudget budget{.losses = 1, .duplicates = 1, .reorder = true};
    const Explored first = explore(scenario, budget);
    const Explored second = explore(scenario, budget);
    EXPECT_EQ(first.states, second.states);
    EXPECT_EQ(first.worlds, second.worlds);
    EXPECT_EQ(first.events, second.events);
    EXPECT_EQ(first.depth, second.depth);
}

TEST(Exploration, ManyWaysLeadToOneState)
{
    const Explored explored = explore(libraryScenario("three-way-handshake"), {.losses = 2, .duplicates = 1});
    EXPECT_GT(explored.merged, 100u);
    EXPECT_LT(explored.states, explored.events);
}

TEST(Exploration, OvertakingIsFree)
{
    const Scenario scenario = libraryScenario("connect-send-close");
    const Explored inOrder = explore(scenario, {});
    const Explored reordered = explore(libraryScenario("half-close"), {.reorder = true});
    EXPECT_EQ(inOrder.end, ExploreEnd::Complete);
    EXPECT_EQ(reordered.end, ExploreEnd::Complete);
    EXPECT_EQ(reordered.mostFaults, 0u);
}

TEST(Exploration, EndsWithAWordWhenTheMemoryIsFull)
{
    const ExploreLimits little{.memory = 1 << 18};
    const Explored explored =
        explore(libraryScenario("three-way-handshake"), {.losses = 2, .duplicates = 1, .delays = 1}, little);
    EXPECT_EQ(explored.end, ExploreEnd::Memory);
    EXPECT_FALSE(explored.broken);
    EXPECT_GT(explored.faults, 0u); // so many faults were looked at when it was over
    EXPECT_LE(explored.octets, little.memory);
}

TEST(Exploration, EndsWhenItIsCalledOff)
{
    int calls = 0;
    const Explored explored = explore(libraryScenario("three-way-handshake"), {.losses = 3, .duplicates = 1},
                                      {}, [&](const Explored&) { return ++calls < 2; });
    EXPECT_EQ(explored.end, ExploreEnd::Cancelled);
    EXPECT_EQ(calls, 2);
}

TEST(Exploration, BeginsBehindWhatThePersonDid)
{
    Scenario scenario = libraryScenario("three-way-handshake");
    scenario.interventions.push_back({.step = 4, .at = Instant{} + milliseconds(50), .what = DropSegment{1}});
    const Explored explored = explore(scenario, {.losses = 1});
    EXPECT_EQ(explored.end, ExploreEnd::Complete);
    EXPECT_GT(explored.depth, 30u);
}

TEST(Exploration, SettlesNumbersThatWouldFollowTheClock)
{
    const Scenario scenario = settled(libraryScenario("three-way-handshake"));
    EXPECT_EQ(scenario.hosts[0].isns[0], 1000u);
    EXPECT_EQ(scenario.hosts[0].isns[1], 1'001'000u);
    EXPECT_EQ(scenario.hosts[1].isns[0], 5000u);
}

} // namespace
} // namespace tcplab
