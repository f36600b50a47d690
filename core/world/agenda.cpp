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

namespace {

bool hasConnectionWith(const Host& host, const ConnectionName& peers)
{
    return std::ranges::any_of(host.connections, [&](const Connection& connection) {
        return connection.name.localPort == peers.remotePort && connection.name.remotePort == peers.localPort;
    });
}

/// Where there is nobody to answer, probes come to an end.
bool onlyProbes(const Host& host, const Host& other)
{
    if (!host.shelf.empty())
        return false; // so does TIME-WAIT
    return std::ranges::all_of(host.connections, [&](const Connection& connection) {
        Timers others = connection.tcb.timers;
        if (others.earliest().isNever())
            return true;
        if (!others[Timer::Persist].isNever()) {
            others.stop(Timer::Persist);
            others.stop(Timer::User); // each answer puts it off
        }
        others.stop(Timer::KeepAlive);
        return others.earliest().isNever() && hasConnectionWith(other, connection.name);
    });
}

/// A real peer (a scripted host) may still do something.
bool isOverAfterADay(const World& world, const Agenda& agenda)
{
    const auto never = [](const std::array<Instant, 2>& both) {
        return both[0].isNever() && both[1].isNever();
    };
    const Scenario& scenario = *world.scenario;
    return scenario.until.isNever() && !scenario.hosts[0].scripted && !scenario.hosts[1].scripted &&
           never(agenda.programs) && never(agenda.flights) && onlyProbes(world.hosts[0], world.hosts[1]) &&
           onlyProbes(world.hosts[1], world.hosts[0]);
}

} // namespace

std::optional<Event> nextEvent(const World& world)
{
    const Agenda agenda = agendaOf(world);
    const Event first = agenda.first();
    if (first.at.isNever() || first.at > world.scenario->until)
        return std::nullopt;
    if (first.at > probesEnd && isOverAfterADay(world, agenda))
        return std::nullopt;
    return first;
}

Instant nextInstant(const World& world) { return agendaOf(world).first().at; }

Instant endInstant(const World& world)
{
    const Instant until = world.scenario->until;
    return until.isNever() || nextInstant(world).isNever() ? world.now : std::max(until, world.now);
}

} // namespace tcplab
