#include "core/base/random.h"
#include "core/host/host_internal.h"

#include <algorithm>
#include <bitset>
#include <tuple>

namespace tcplab {
namespace {

constexpr std::uint16_t firstEphemeral = 49152; // RFC 6335 §6: the dynamic ports

bool isAlive(const Host& host, ConnectionId id)
{
    const Connection* connection = findConnection(host, id);
    return connection != nullptr && connection->tcb.state != ConnectionState::Closed;
}

/// True when the socket itself holds its port: a connection that lives holds it too, and is asked elsewhere.
bool holdsPort(const Host& host, const Socket& socket)
{
    return !socket.closed && socket.boundPort != 0 && !socket.autoPort && !isAlive(host, socket.connection);
}

} // namespace

// As Linux has it: two sockets share a port if both have SO_REUSEADDR and neither listens. A connection
// counts for the socket it was made with, in TIME-WAIT too, so that SO_REUSEADDR on the new socket alone does
// not help.
std::optional<Clause> portConflict(const Host& host, std::uint16_t port, bool reuseAddr, SocketId except)
{
    for (const Socket& socket : host.sockets)
        if (socket.id != except && socket.boundPort == port && holdsPort(host, socket) &&
            (socket.listening || !socket.reuseAddr || !reuseAddr))
            return Clause::None;
    std::optional<Clause> conflict;
    for (const Connection& connection : host.connections) {
        const ConnectionState state = connection.tcb.state;
        if (connection.name.localPort != port || state == ConnectionState::Closed ||
            state == ConnectionState::Listen || (connection.reuseAddr && reuseAddr))
            continue;
        if (state != ConnectionState::TimeWait)
            return Clause::None;
        conflict = Clause::PortInTimeWait;
    }
    return conflict;
}

std::uint16_t chooseEphemeralPort(Host& host)
{
    std::bitset<65536> used;
    for (const Socket& socket : host.sockets)
        if (holdsPort(host, socket))
            used.set(socket.boundPort);
    for (const Connection& connection : host.connections)
        if (connection.tcb.state != ConnectionState::Closed)
            used.set(connection.name.localPort);
    for (std::uint32_t tried = firstEphemeral; tried <= 65535; ++tried) {
        const std::uint16_t port = host.nextEphemeral;
        host.nextEphemeral = port == 65535 ? firstEphemeral : static_cast<std::uint16_t>(port + 1);
        if (!used.test(port))
            return port;
    }
    return 0;
}

std::uint32_t nextIncarnation(Host& host, std::uint16_t localPort, std::uint16_t remotePort)
{
    const auto ports = [](const ConnectionName& name) { return std::pair(name.localPort, name.remotePort); };
    const auto last =
        std::ranges::lower_bound(host.incarnations, std::pair(localPort, remotePort), {}, ports);
    const auto place = static_cast<std::size_t>(last - host.incarnations.begin());
    if (last == host.incarnations.end() || ports(*last) != std::pair(localPort, remotePort))
        host.incarnations.insert(place, {localPort, remotePort, 0});
    return ++host.incarnations.edit(place).incarnation;
}

SeqNum chooseIss(HostEvent& event, std::uint16_t localPort, std::uint16_t remotePort)
{
    const std::uint32_t k = event.host.isnsDrawn++;
    const std::vector<std::uint32_t>& fixed = event.given.settings.isns;
    if (k < fixed.size())
        return SeqNum(fixed[k]);
    // RFC 6528 §3: ISN = M + F(connection, secret), M a clock of 4 µs. As BSD's, it also moves on with each
    // connection, so that one closed and opened anew between two ticks does not use the same numbers.
    const auto ticks = static_cast<std::uint64_t>(event.given.now.ns / 4'000) + 64'000ULL * k;
    const std::uint64_t ports = std::uint64_t{localPort} << 16 | remotePort;
    const std::uint64_t offset = draw(event.given.seed, indexOf(event.host.side), Purpose::Isn, ports);
    return SeqNum(static_cast<std::uint32_t>(ticks + offset));
}

} // namespace tcplab
