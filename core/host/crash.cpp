#include "core/host/host_internal.h"

#include <algorithm>

namespace tcplab {
namespace {

/// The line after the k-th `boot` of a program (k from 1); nothing if there are not so many.
std::optional<std::uint32_t> lineAfterBoot(const Program& program, std::uint32_t k)
{
    for (std::uint32_t i = 0; i < program.size(); ++i)
        if (program[i].call == Call::Boot && --k == 0)
            return i + 1;
    return std::nullopt;
}

/// The rounds of the repeats around a line, as on their first.
std::vector<std::uint32_t> loopsAround(const Program& program, std::uint32_t line)
{
    std::vector<std::uint32_t> loops;
    for (std::uint32_t i = 0; i < line; ++i)
        if (program[i].call == Call::Repeat && program[i].partner >= line)
            loops.push_back(program[i].times);
    return loops;
}

} // namespace

void crashAround(HostEvent& event, std::uint32_t survivor)
{
    Host& host = event.host;
    clearShelf(host);
    host.nextDeadline = {};
    for (Connection& connection : host.connections)
        if (connection.tcb.state != ConnectionState::Closed)
            retire(event, connection, Clause::HostCrashed);
    host.connections.clear();
    host.sockets.clear();
    std::erase_if(host.processes, [&](const Process& p) { return p.id != survivor; });
    host.up = false;
    host.quietUntil = Instant{};
    // What it knew of ports and sequence numbers in use is lost too (§3.4.3): it begins where it once began.
    host.nextEphemeral = Host{}.nextEphemeral;
    ++host.crashes;
}

void bootAround(HostEvent& event)
{
    event.host.up = true;
    event.host.quietUntil = event.given.now + event.profile().quietTime;
}

void crash(Host& host, const HostSurroundings& given)
{
    HostEvent event{host, given};
    crashAround(event, 0);
    movePrograms(host, given.settings, given.now);
}

void boot(Host& host, const HostSurroundings& given)
{
    HostEvent event{host, given};
    if (host.up)
        crashAround(event, 0);
    bootAround(event);
    host.processes.clear();
    const Program& program = given.settings.program;
    if (const std::optional<std::uint32_t> line = lineAfterBoot(program, host.crashes)) {
        Process& process = host.processes.emplace_back();
        process.id = 1;
        process.next = *line;
        process.loops = loopsAround(program, *line);
        process.wakeAt = given.now;
    }
    movePrograms(host, given.settings, given.now);
}

} // namespace tcplab
