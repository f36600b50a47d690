/// What the hosts of a replay are like, from the kernel's settings and from how its buffers behaved.
#pragma once
#include "app/replay/kernel_trace.h"

namespace tcplab {

/// From here on a side has room for so many octets on this connection. A kernel tunes its buffers while it runs; that is
/// not simulated, but taken from the windows that it offered.
struct Room {
    Side side = Side::Client;
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0;
    Instant at{};
    std::uint32_t octets = 0;
};
/// By time; on each connection they grow.
std::vector<Room> roomsOf(const KernelTrace& trace);

/// Sets the knobs that stand for the trace's sysctls and for the options that its programs set. What is not simulated
/// is named: "tcp_cookies".
tl::expected<void, std::string> setHosts(const KernelTrace& trace, std::array<HostSettings, 2>& hosts);

} // namespace tcplab
