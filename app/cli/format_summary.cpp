// --format summary: one JSON object.
#include "app/cli/columns.h"
#include "app/cli/formats.h"
#include "app/cli/summary.h"
#include "core/run/play.h"

namespace tcplab {

EndReason showSummary(const std::shared_ptr<const Scenario>& scenario, const Showing& showing)
{
    Summary summary;
    Play play(scenario);
    bool goesOn = true;
    while (goesOn && play.world().step < showing.limit) {
        goesOn = play.step();
        if (goesOn)
            summary.note(play.world(), play.log());
    }
    const EndReason reason = play.ended().value_or(EndReason::Limit);
    summary.finish(play.world(), reason);
    const std::string json = summary.json(*scenario);
    showing.out.write(showing.setting.ascii ? asciiJson(json) : json);
    return reason;
}

} // namespace tcplab
