#include "core/world/agenda.h"

#include <algorithm>

namespace tcplab {
Event Agenda::first() const
{
    constexpr auto client = indexOf(Side::Client);
    constexpr auto server = indexOf(Side::Server);
    // In the order of ties: a server is up before its clients call.
    static constexpr std::array<decltype(Event::what), 6> sources{
        ProgramRuns{Side::Server}, ProgramRuns{Side::Client},  FlightEnds{Side::Client},
        FlightEnds{Side::Server},  TimerExpires{Side::Client}, TimerExpires{Side::Server}};
    Instant first = programs[server];
    std::size_t source = 0;
    const auto consider = [&](Instant at, std::size_t of) {
        source = at < first ? of : source;
        first = std::min(first, at);
    };
    consider(programs[client], 1);
    consider(flights[client], 2);
    consider(flights[server], 3);
    consider(timers[client], 4);
    consider(timers[server], 5);
    return {.at = first, .what = sources[source]};
}

Agenda agendaOf(const World& world)
{
    Agenda agenda;
    for (std::size_t i = 0; i < 2; ++i) {
        agenda.programs[i] = nextProgramInstant(world.hosts[i], world.scenario->hosts[i], world.now);
        agenda.flights[i] = nextEnd(world.links[i]);
        agenda.timers[i] = nextTimerInstant(world.hosts[i]);
    }
    return agenda;
}

std::optional<Event> nextEvent(const World& world)
{
    const Event first = agendaOf(world).first();
    if (first.at.isNever() || first.at > world.scenario->until)
        return std::nullopt;
    return first;
}

Instant nextInstant(const World& world) { return agendaOf(world).first().at; }

} // namespace tcplab
