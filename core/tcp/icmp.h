/// ICMP messages about a connection's segments (RFC 9293 §3.9.2.2).
#pragma once
#include "core/tcp/endpoint.h"

#include <array>

namespace tcplab {

/// Those that concern TCP. "Fragmentation needed" is not among them: there is no path MTU discovery here.
enum class IcmpKind : std::uint8_t {
    NetUnreachable,
    HostUnreachable,
    ProtocolUnreachable,
    PortUnreachable,
    SourceQuench,
    TimeExceeded,
    ParameterProblem,
};
inline constexpr std::size_t icmpKindCount = static_cast<std::size_t>(IcmpKind::ParameterProblem) + 1;
constexpr const char* nameOf(IcmpKind kind)
{
    constexpr std::array names{"net-unreachable",  "host-unreachable", "protocol-unreachable",
                               "port-unreachable", "source-quench",    "time-exceeded",
                               "parameter-problem"};
    return names[static_cast<std::size_t>(kind)];
}

/// A message about the segment of ours that began with `seq`.
void icmpArrives(Tcb& tcb, IcmpKind kind, SeqNum seq, const Surroundings&);

} // namespace tcplab
