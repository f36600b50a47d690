#include "app/live/live_scenario.h"

namespace tcplab::live {

Scenario plainScenario()
{
    Scenario scenario;
    scenario.name = "live";
    scenario.title = {"A real kernel on the other end", "另一端是真实的内核"};
    scenario.hosts[0].address = "10.0.0.1";
    scenario.hosts[1].address = "10.0.0.2";
    for (LinkSettings& link : scenario.links)
        link.delay = Duration{};
    return scenario;
}

void prepare(Scenario& scenario, Side side, bool keepsProgram)
{
    HostSettings& kernel = scenario.hosts[indexOf(peerOf(side))];
    HostSettings& own = scenario.hosts[indexOf(side)];
    const auto clear = [](HostSettings& host) {
        host.program.clear();
        host.programText.clear();
    };
    kernel.scripted = true;
    own.isns.clear(); // a real peer remembers numbers of earlier runs, and strangers may guess
    own.scripted = false;
    clear(kernel);
    if (!keepsProgram)
        clear(own);
    scenario.interventions.clear();
    scenario.until = Instant::never();
}

} // namespace tcplab::live
