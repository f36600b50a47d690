#include "core/world/agenda.h"

namespace tcplab {
namespace {

/// Earlier wins; of equal ones that which was looked at first, so the order of looking is the order of ties.
template <class What> void consider(Event& best, Instant at, Side side)
{
    if (at < best.at)
        best = {.at = at, .what = What{side}};
}

} // namespace

Event Agenda::first() const
{
    Event best{.at = Instant::never()};
    // A server is up before its clients call.
    for (const Side side : {Side::Server, Side::Client})
        consider<ProgramRuns>(best, programs[indexOf(side)], side);
    for (const Side side : {Side::Client, Side::Server})
        consider<FlightEnds>(best, flights[indexOf(side)], side);
    for (const Side side : {Side::Client, Side::Server})
        consider<TimerExpires>(best, timers[indexOf(side)], side);
    return best;
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
