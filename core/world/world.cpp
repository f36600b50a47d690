#include "core/world/world.h"

#include <algorithm>

namespace tcplab {

namespace {

/// 20 octets of IPv4's header, 40 of IPv6's, and 20 of TCP's: what remains of a datagram is the MSS (RFC 9293 §3.7.1).
std::uint32_t fixedHeaders(const Scenario& scenario)
{
    return scenario.hosts[0].address.find(':') == std::string::npos ? 40 : 60;
}

std::uint32_t mssFor(const Scenario& scenario, std::size_t host)
{
    const std::uint32_t mtu = std::max(scenario.links[host].mtu, smallestMtu);
    return std::min(scenario.hosts[host].profile.mss, mtu - fixedHeaders(scenario));
}

} // namespace

std::shared_ptr<const Scenario> completed(std::shared_ptr<const Scenario> scenario)
{
    const auto fits = [&](std::size_t host) {
        return mssFor(*scenario, host) == scenario->hosts[host].profile.mss;
    };
    if (fits(0) && fits(1))
        return scenario;
    auto changed = std::make_shared<Scenario>(*scenario);
    for (std::size_t host = 0; host < 2; ++host)
        changed->hosts[host].profile.mss = mssFor(*scenario, host);
    return changed;
}

World start(std::shared_ptr<const Scenario> scenario)
{
    scenario = completed(std::move(scenario));
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
