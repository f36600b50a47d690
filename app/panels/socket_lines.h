/// A host's sockets as `ss -tan` prints them: the same states, the same queues. Free of widgets.
#pragma once
#include "core/world/world.h"

#include <string>
#include <vector>

namespace tcplab {

struct SocketLine {
    ConnectionId conn = 0;
    std::string state;              ///< "ESTAB", "SYN-RECV", "TIME-WAIT"
    std::uint64_t receiveQueue = 0; ///< octets not read, the FIN counted; LISTEN: connections not accepted
    std::uint64_t sendQueue = 0;    ///< octets not acknowledged, SYN and FIN counted; LISTEN: the backlog
    std::string local;              ///< "10.0.0.1:49152"
    std::string peer;               ///< "0.0.0.0:*" for a listener
    ConnectionState stateIs = ConnectionState::Closed;
    friend bool operator==(const SocketLine&, const SocketLine&) = default;
};

/// "ESTAB": the word of ss(8) for a state.
const char* ssName(ConnectionState state);
/// Every connection that is not CLOSED, listeners first; what has ended prints no line, as with ss.
std::vector<SocketLine> socketLines(const World& world, Side host);
/// Characters of the widest of some lines, column by column.
struct SocketColumns {
    std::size_t state = 5, receiveQueue = 1, sendQueue = 1, local = 0, peer = 0;
};
SocketColumns columnsOf(const std::vector<SocketLine>& lines);
/// One of these lines, in their columns, which are drawn apart as far as `width` characters allow; in no more than they
/// need where those do not suffice.
std::string socketLineText(const SocketLine& line, const SocketColumns& columns, std::size_t width);

} // namespace tcplab
