// --check: the invariants, asked after each step of a run of its own.
#include "app/cli/commands.h"
#include "app/cli/words.h"
#include "core/base/quantity.h"
#include "core/run/play.h"
#include "core/world/invariants.h"

namespace tcplab {
namespace {

/// How many a message shows: the first tells most.
constexpr std::size_t mostShown = 10;

std::string violationText(const Violation& violation, const World& world, const Setting& setting)
{
    Facts facts;
    facts.set("rule", nameOf(violation.what));
    facts.set("step", std::to_string(world.step));
    facts.set("time", writeDuration(world.now - Instant{}));
    facts.set("host", nameOf(violation.host));
    facts.set("conn", std::to_string(violation.conn));
    return setting.say(violation.conn == 0 ? words::ruleBrokenOnHost : words::ruleBroken, facts);
}

} // namespace

int checkRun(const std::shared_ptr<const Scenario>& scenario, std::uint64_t limit, const Setting& setting)
{
    Play play(scenario);
    std::size_t broken = 0;
    do {
        for (const Violation& violation : checkInvariants(play.world()))
            if (++broken <= mostShown)
                setting.complain(violationText(violation, play.world(), setting));
    } while (broken == 0 && play.world().step < limit && play.step());
    if (broken != 0)
        return exitFailed;
    Facts facts;
    facts.set("count", std::to_string(play.world().step));
    facts.set("rules", std::to_string(invariantCount));
    setting.complain(setting.say(words::rulesHold, facts));
    return exitDone;
}

} // namespace tcplab
