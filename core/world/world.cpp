#include "core/world/world.h"

#include <algorithm>

namespace tcplab {

World start(std::shared_ptr<const Scenario> scenario)
{
    World world;
    world.hosts = {startHost(Side::Client, scenario->hosts[0]), startHost(Side::Server, scenario->hosts[1])};
    world.faults.resize(scenario->faults.size());
    world.scenario = std::move(scenario);
    return world;
}

bool operator==(const World& a, const World& b)
{
    // Every member is named: a new one does not compile before it is compared.
    const auto& [scenarioA, nowA, stepA, nextSegmentA, hostsA, linksA, faultsA] = a;
    const auto& [scenarioB, nowB, stepB, nextSegmentB, hostsB, linksB, faultsB] = b;
    const bool sameScenario = scenarioA == scenarioB || (scenarioA && scenarioB && *scenarioA == *scenarioB);
    return nowA == nowB && stepA == stepB && nextSegmentA == nextSegmentB && hostsA == hostsB &&
           linksA == linksB && faultsA == faultsB && sameScenario;
}

const LinkSettings& linkSettings(const World& world, Side sender)
{
    return world.scenario->links[indexOf(sender)];
}

Duration mslOf(const Scenario& scenario) { return std::max(scenario.links[0].msl, scenario.links[1].msl); }

Duration timeWaitOf(const Scenario& scenario, Side host)
{
    const Profile& profile = scenario.hosts[indexOf(host)].profile;
    if (profile.timeWaitZero)
        return {};
    return profile.timeWait ? profile.timeWait : mslOf(scenario) * 2;
}

} // namespace tcplab
