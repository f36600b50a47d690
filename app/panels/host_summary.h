/// What the head of a host's panel says: where it is, and the parts it has played so far. Free of widgets.
#pragma once
#include "app/session/run_index.h"
#include "core/world/world.h"

#include <string>
#include <vector>

namespace tcplab {

/// The part that a host played in opening and closing a connection.
enum class Role : std::uint8_t {
    ActiveOpener,
    PassiveOpener,
    SimultaneousOpener,
    ClosedFirst,
    ClosedSecond,
    ClosedTogether,
    WasReset,
};

struct HostSummary {
    std::string endpoint;    ///< "10.0.0.1:49152"; the address alone while there is no port
    std::vector<Role> roles; ///< at most one for opening and one for closing, in this order
    ProfileName profile = ProfileName::Rfc9293;
    bool up = true;        ///< false: crashed
    bool scripted = false; ///< played by a script: no TCP
    friend bool operator==(const HostSummary&, const HostSummary&) = default;
};

HostSummary summarize(const World& world, const Trace& trace, const RunIndex& index, Side host,
                      ConnectionId conn);
/// The parts played along a walk up to and including `step`.
std::vector<Role> rolesAlong(std::span<const StateChange> walk, std::uint64_t step);

} // namespace tcplab
