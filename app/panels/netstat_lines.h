/// A host's sockets as whole screens of `ss -tan` and `netstat -tan`, as the programs of Debian 12 print them
/// (iproute2 6.1, net-tools 2.10). Free of widgets.
#pragma once
#include "app/panels/socket_lines.h"

#include <string>
#include <vector>

namespace tcplab {

enum class SocketTool : std::uint8_t { Ss, Netstat };

/// "ESTABLISHED": netstat's word for a state.
const char* netstatName(ConnectionState state);

/// A line of the screen, and the connection that it is about; 0: a heading.
struct ScreenLine {
    std::string text;
    ConnectionId conn = 0;
    friend bool operator==(const ScreenLine&, const ScreenLine&) = default;
};
std::vector<ScreenLine> socketScreen(const std::vector<SocketLine>& lines, SocketTool tool);

/// What waits at a listener: both queues, by the peers' ports.
struct ListenQueues {
    ConnectionId conn = 0;
    std::uint16_t port = 0;
    std::size_t synCapacity = 0; ///< how many each holds
    std::size_t acceptCapacity = 0;
    std::vector<std::uint16_t> syn;    ///< half-finished handshakes
    std::vector<std::uint16_t> accept; ///< established, not accepted
    friend bool operator==(const ListenQueues&, const ListenQueues&) = default;
};
std::vector<ListenQueues> listenQueues(const World& world, Side host);

} // namespace tcplab
