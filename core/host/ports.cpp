#include "core/base/random.h"
#include "core/host/host_internal.h"

#include <algorithm>
#include <ranges>
#include <tuple>

namespace tcplab {
namespace {

constexpr std::uint16_t firstEphemeral = 49152; // RFC 6335 §6: the dynamic ports

/// What is asked of a connection here, wherever it is.
struct Taken {
    ConnectionState state = ConnectionState::Closed;
    bool reuseAddr = false;
};

Taken lookAt(const Host& host, ConnectionId id)
{
    if (const Connection* connection = findConnection(host, id))
        return {connection->tcb.state, connection->reuseAddr};
    if (const std::optional<Shelf::Item> item = host.shelf.find(id))
        return {ConnectionState::TimeWait, item->label().reuseAddr};
    return {};
}

bool isAlive(const Host& host, ConnectionId id)
{
    return id != 0 && lookAt(host, id).state != ConnectionState::Closed;
}

constexpr auto portsOf = [](const Incarnation& it) { return std::pair(it.localPort, it.remotePort); };

/// Where the latest connection between these ports is, or would be.
auto placeOf(const Host& host, std::uint16_t localPort, std::uint16_t remotePort)
{
    const std::pair ports(localPort, remotePort);
    const LongList<Incarnation>& all = host.incarnations;
    if (all.empty() || portsOf(all.back()) < ports) // nearly always: ephemeral ports are taken in their order
        return all.end();
    // When they are taken for the second time they lie side by side.
    const auto back = std::size_t{all.back().localPort} - localPort + all.back().remotePort - remotePort;
    if (back < all.size() && portsOf(all[all.size() - 1 - back]) == ports)
        return all.end() - 1 - static_cast<std::ptrdiff_t>(back);
    return std::ranges::lower_bound(all, ports, {}, portsOf);
}

/// The latest connections with this local port, by remote port.
auto latestWith(const Host& host, std::uint16_t localPort)
{
    const auto begin = placeOf(host, localPort, 0);
    const auto end = std::find_if(begin, host.incarnations.end(),
                                  [&](const Incarnation& it) { return it.localPort != localPort; });
    return std::ranges::subrange(begin, end);
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
    for (const Incarnation& latest : latestWith(host, port)) {
        const Taken taken = lookAt(host, latest.conn);
        if (taken.state == ConnectionState::Closed || taken.state == ConnectionState::Listen ||
            (taken.reuseAddr && reuseAddr))
            continue;
        if (taken.state != ConnectionState::TimeWait)
            return Clause::None;
        conflict = Clause::PortInTimeWait;
    }
    return conflict;
}

std::uint16_t chooseEphemeralPort(Host& host)
{
    const auto isUsed = [&host](std::uint16_t port) {
        const auto holds = [&](const Socket& socket) {
            return socket.boundPort == port && holdsPort(host, socket);
        };
        const auto lives = [&](const Incarnation& latest) { return isAlive(host, latest.conn); };
        return std::ranges::any_of(host.sockets, holds) || std::ranges::any_of(latestWith(host, port), lives);
    };
    for (std::uint32_t tried = firstEphemeral; tried <= 65535; ++tried) {
        const std::uint16_t port = host.nextEphemeral;
        host.nextEphemeral = port == 65535 ? firstEphemeral : static_cast<std::uint16_t>(port + 1);
        if (!isUsed(port))
            return port;
    }
    return 0;
}

std::uint32_t nextIncarnation(Host& host, std::uint16_t localPort, std::uint16_t remotePort,
                              ConnectionId conn)
{
    const auto last = placeOf(host, localPort, remotePort);
    const auto place = static_cast<std::size_t>(last - host.incarnations.begin());
    if (last == host.incarnations.end() || portsOf(*last) != std::pair(localPort, remotePort))
        host.incarnations.insert(place, {localPort, remotePort, 0, 0});
    Incarnation& latest = host.incarnations.edit(place);
    latest.conn = conn;
    return ++latest.incarnation;
}

std::optional<ConnectionId> latestBetween(const Host& host, std::uint16_t localPort, std::uint16_t remotePort)
{
    const auto last = placeOf(host, localPort, remotePort);
    if (last == host.incarnations.end() || portsOf(*last) != std::pair(localPort, remotePort))
        return std::nullopt;
    const bool isThere = findConnection(host, last->conn) != nullptr || host.shelf.find(last->conn);
    return isThere ? std::optional(last->conn) : std::nullopt;
}

std::optional<ConnectionState> stateBetween(const Host& host, std::uint16_t localPort,
                                            std::uint16_t remotePort)
{
    const std::optional<ConnectionId> id = latestBetween(host, localPort, remotePort);
    const ConnectionState state = id ? lookAt(host, *id).state : ConnectionState::Closed;
    return state == ConnectionState::Closed ? std::nullopt : std::optional(state);
}

SeqNum chooseIss(HostEvent& event, std::uint16_t localPort, std::uint16_t remotePort)
{
    const std::uint32_t k = event.host.isnsDrawn++;
    const std::vector<std::uint32_t>& fixed = event.given.settings.isns;
    if (!event.profile().clockDrivenIsn) // a rule taken out: MUST-8 wants a clock behind each of them
        return SeqNum(fixed.empty() ? 0 : fixed.front());
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
