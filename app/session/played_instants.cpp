#include "app/session/played_instants.h"

#include "core/run/play.h"

#include <algorithm>
#include <memory>

namespace tcplab {

namespace {
/// Further than this nobody waits: what lies behind keeps its instant.
constexpr std::uint64_t mostSteps = 200'000;
} // namespace

Scenario withPlayedInstants(Scenario scenario)
{
    if (scenario.interventions.empty())
        return scenario;
    Play play(std::make_shared<const Scenario>(scenario));
    Instant before{};
    for (PlacedIntervention& placed : scenario.interventions) {
        const std::uint64_t wanted = std::min(placed.step, mostSteps);
        while (play.world().step < wanted && play.step()) {}
        if (play.world().step == placed.step)
            placed.at = play.world().now;
        placed.at = before = std::max(placed.at, before);
    }
    return scenario;
}

} // namespace tcplab
