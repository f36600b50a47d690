/// The eleven states of RFC 9293 §3.3.2.
#pragma once
#include <array>
#include <cstdint>

namespace tcplab {

enum class ConnectionState : std::uint8_t {
    Closed,
    Listen,
    SynSent,
    SynReceived,
    Established,
    FinWait1,
    FinWait2,
    CloseWait,
    Closing,
    LastAck,
    TimeWait,
};
inline constexpr std::size_t connectionStateCount = 11;

/// The RFC's own spelling, which is never translated: "SYN-SENT".
constexpr const char* nameOf(ConnectionState state)
{
    constexpr std::array names{"CLOSED",      "LISTEN",     "SYN-SENT",   "SYN-RECEIVED",
                               "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT",
                               "CLOSING",     "LAST-ACK",   "TIME-WAIT"};
    return names[static_cast<std::size_t>(state)];
}

/// "Synchronized" in the RFC's sense: ESTABLISHED and everything after it (§3.5.2).
constexpr bool isSynchronized(ConnectionState state) { return state >= ConnectionState::Established; }

} // namespace tcplab
