#include "core/world/agenda.h"

#include <algorithm>

namespace tcplab {
Event Agenda::first() const
{
    // In the order of ties: a server is up before its clients call.
    constexpr auto client = indexOf(Side::Client);
    constexpr auto server = indexOf(Side::Server);
    const std::array all{programs[server], programs[client], flights[client],
                         flights[server],  timers[client],   timers[server]};
    const auto first = std::min_element(all.begin(), all.end()); // of equal ones the first
    switch (first - all.begin()) {
    case 0: return {.at = *first, .what = ProgramRuns{Side::Server}};
    case 1: return {.at = *first, .what = ProgramRuns{Side::Client}};
    case 2: return {.at = *first, .what = FlightEnds{Side::Client}};
    case 3: return {.at = *first, .what = FlightEnds{Side::Server}};
    case 4: return {.at = *first, .what = TimerExpires{Side::Client}};
    default: return {.at = *first, .what = TimerExpires{Side::Server}};
    }
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
