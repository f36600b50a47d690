#include "app/panels/host_summary.h"

#include "app/wording/wording.h"

#include <optional>

namespace tcplab {

HostSummary summarize(const World& world, const Trace& trace, const RunIndex& index, Side host,
                      ConnectionId conn)
{
    const HostSettings& settings = world.scenario->hosts[indexOf(host)];
    HostSummary summary;
    summary.endpoint = settings.address;
    summary.profile = settings.profile.name;
    summary.scripted = isScript(*world.scenario, host);
    summary.up = world.hosts[indexOf(host)].up;
    if (conn == 0)
        return summary;
    summary.endpoint += ":" + std::to_string(trace.connection(host, conn).name.localPort);
    summary.roles = rolesAlong(index.walkOf(trace, host, conn), world.step);
    return summary;
}

std::vector<Role> rolesAlong(std::span<const StateChange> walk, std::uint64_t step)
{
    using enum ConnectionState;
    std::optional<Role> opening;
    std::optional<Role> closing;
    for (const StateChange& change : walk) {
        if (change.step > step)
            break;
        if (change.to == SynSent)
            opening = Role::ActiveOpener;
        else if (change.to == Listen && change.from == Closed)
            opening = Role::PassiveOpener;
        else if (change.to == SynReceived)
            opening = change.from == SynSent ? Role::SimultaneousOpener : Role::PassiveOpener;
        else if (change.to == FinWait1)
            closing = Role::ClosedFirst;
        else if (change.to == Closing)
            closing = Role::ClosedTogether;
        else if (change.to == LastAck)
            closing = Role::ClosedSecond;
        else if (change.to == Closed && change.from != TimeWait && change.from != LastAck &&
                 change.from != Listen)
            closing = Role::WasReset;
    }
    std::vector<Role> roles;
    if (opening)
        roles.push_back(*opening);
    if (closing)
        roles.push_back(*closing);
    return roles;
}

} // namespace tcplab
