#include "core/experiment/canonical.h"
#include "tests/scenarios/library.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

constexpr const char* quiet = R"(
[network]
delay = "50 ms"
[client]
isn = 1000
program = """
sleep 1 s
connect server:80
send 100
"""
[server]
isn = 5000
program = """
listen 80
accept
recv 100
"""
)";

std::shared_ptr<const Scenario> scenarioOf(std::string text)
{
    Input<Scenario> scenario = readScenario(text, "test.toml");
    EXPECT_TRUE(scenario.has_value());
    // What follows the clock is drawn: no two hours are alike.
    for (HostSettings& host : scenario->hosts)
        host.isns.resize(8, 77);
    return std::make_shared<const Scenario>(*scenario);
}

std::uint64_t canonicalOf(const World& world)
{
    const CanonicalRules rules = canonicalRules(*world.scenario);
    Mixer mixer;
    mixWorld(mixer, world, rules);
    for (const Link& link : world.links)
        for (const InFlight& flight : link.inFlight)
            mixFlight(mixer, flight, world, rules);
    return mixer.value();
}

World worldAt(const std::shared_ptr<const Scenario>& scenario, int steps)
{
    World world = start(scenario);
    StepLog log;
    for (int i = 0; i < steps; ++i)
        process(world, *nextEvent(world), log);
    return world;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    text.replace(text.find(from), from.size(), to);
    return text;
}

TEST(Canonical, DoesNotCareWhatTimeItIs)
{
    const auto early = scenarioOf(quiet);
    const auto late = scenarioOf(replaced(quiet, "sleep 1 s", "sleep 5 s"));
    for (int steps = 3; steps < 12; ++steps) // behind the sleep
        EXPECT_EQ(canonicalOf(worldAt(early, steps)), canonicalOf(worldAt(late, steps))) << steps;
}

TEST(Canonical, CaresForTheTimeWhereALineToComeNamesAnInstant)
{
    const auto early = scenarioOf(replaced(quiet, "send 100", "at 9 s\nsend 100"));
    const auto late =
        scenarioOf(replaced(replaced(quiet, "sleep 1 s", "sleep 5 s"), "send 100", "at 9 s\nsend 100"));
    EXPECT_NE(canonicalOf(worldAt(early, 4)), canonicalOf(worldAt(late, 4)));
}

TEST(Canonical, TellsEveryTwoStatesOfARunApart)
{
    for (const char* name : {"three-way-handshake", "connect-send-close", "sack", "zero-window"}) {
        const auto scenario = std::make_shared<const Scenario>(libraryScenario(name));
        World world = start(scenario);
        StepLog log;
        std::vector<std::uint64_t> seen{canonicalOf(world)};
        while (const std::optional<Event> event = nextEvent(world)) {
            process(world, *event, log);
            seen.push_back(canonicalOf(world));
        }
        const std::size_t all = seen.size();
        std::sort(seen.begin(), seen.end());
        seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
        EXPECT_EQ(seen.size(), all) << name;
    }
}

TEST(Canonical, DoesNotCareForPacketNumbers)
{
    World world = worldAt(scenarioOf(quiet), 5);
    const std::uint64_t before = canonicalOf(world);
    world.nextSegment += 1000;
    world.step += 1000;
    for (Link& link : world.links)
        for (InFlight& flight : link.inFlight)
            flight.packet.id += 1000;
    EXPECT_EQ(canonicalOf(world), before);
}

} // namespace
} // namespace tcplab
