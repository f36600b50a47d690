/// A connection that waits in TIME-WAIT, and its closed socket, as numbers for the shelf, and back again exactly as
/// they were.
#pragma once
#include "core/host/host.h"

#include <optional>

namespace tcplab {

/// True when they hold nothing of variable length: no text, no queue.
bool isPackable(const Connection& connection, const Socket* socket);
/// `socket`: its closed socket, null if it is gone. Equal ones give equal numbers.
Numbers pack(const Connection& connection, const Socket* socket);

struct Unpacked {
    Connection connection{};
    std::optional<Socket> socket{};
};
Unpacked unpack(const Numbers& numbers);

} // namespace tcplab
