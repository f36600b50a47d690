// --format summary: one JSON object.
#include "app/cli/columns.h"
#include "app/cli/formats.h"
#include "app/cli/summary.h"

#include <algorithm>

namespace tcplab {

EndReason showSummary(const std::shared_ptr<const Scenario>& scenario, const Showing& showing)
{
    Summary summary;
    World world = start(scenario);
    StepLog log;
    auto placed = scenario->interventions.begin();
    EndReason reason = EndReason::Idle;
    while (true) {
        if (world.step >= showing.limit) {
            reason = EndReason::Limit;
            break;
        }
        while (placed != scenario->interventions.end() && placed->step <= world.step)
            ++placed;
        if (placed != scenario->interventions.end() && placed->step == world.step + 1) {
            intervene(world, placed->what, placed->at, log);
        } else if (const std::optional<Event> event = nextEvent(world)) {
            process(world, *event, log);
        } else {
            reason = nextInstant(world).isNever() ? EndReason::Idle : EndReason::Until;
            break;
        }
        summary.note(world, log);
    }
    summary.finish(world, reason);
    const std::string json = summary.json(*scenario);
    showing.out.write(showing.setting.ascii ? asciiJson(json) : json);
    return reason;
}

} // namespace tcplab
