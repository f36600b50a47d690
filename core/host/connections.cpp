#include "core/host/host_internal.h"
#include "core/host/packing.h"

#include <algorithm>
#include <cassert>

namespace tcplab {
namespace {

/// By id, in a vector that is sorted by id. The youngest is the one that is asked for most.
template <class Items, class Id> auto findById(Items& items, Id id) -> decltype(items.data())
{
    if (!items.empty() && items.back().id <= id)
        return items.back().id == id ? &items.back() : nullptr;
    const auto found = std::ranges::lower_bound(items, id, {}, [](const auto& item) { return item.id; });
    return found == items.end() || found->id != id ? nullptr : &*found;
}

/// True when neither a socket nor an accept queue knows the connection any more.
bool isNobodys(const Host& host, const Connection& connection)
{
    if (connection.socket != 0)
        return false;
    const Socket* listener = connection.accepted ? nullptr : findSocket(host, connection.listener);
    return listener == nullptr || std::ranges::count(listener->acceptQueue, connection.id) == 0;
}

/// Looks at all of them: with thousands of connections this is not for every event.
Deadline searchDeadline(const Host& host)
{
    Deadline first = host.shelf.first();
    for (const Connection& connection : host.connections)
        if (const Instant at = connection.tcb.timers.earliest(); !at.isNever())
            first = std::min(first, Deadline{at, connection.id});
    return first;
}

/// Puts an item in its place in a list that is sorted by id.
template <class Item> Item& insertById(std::vector<Item>& items, Item item)
{
    const auto place = std::ranges::upper_bound(items, item.id, {}, &Item::id);
    return *items.insert(place, std::move(item));
}

/// Takes a connection off the shelf, as it was put there, and its closed socket.
Connection& takeDown(Host& host, const Shelf::Item& item)
{
    Unpacked unpacked = unpack(item.numbers());
    host.shelf.remove(unpacked.connection.id);
    if (unpacked.socket)
        insertById(host.sockets, *std::move(unpacked.socket));
    return insertById(host.connections, std::move(unpacked.connection));
}

} // namespace

const Connection* findConnection(const Host& host, ConnectionId id) { return findById(host.connections, id); }
Connection* findConnection(Host& host, ConnectionId id) { return findById(host.connections, id); }
const Socket* findSocket(const Host& host, SocketId id) { return findById(host.sockets, id); }
Socket* findSocket(Host& host, SocketId id) { return findById(host.sockets, id); }

void noteDeadline(Host& host, const Connection& connection)
{
    const Instant at = connection.tcb.timers.earliest();
    Deadline& next = host.nextDeadline;
    if (host.connections.size() == 1 && host.shelf.empty())
        next = at.isNever() ? Deadline{} : Deadline{at, connection.id};
    else if (at < next.at || (at == next.at && !at.isNever() && connection.id < next.conn))
        next = {at, connection.id};
    else if (connection.id == next.conn && at > next.at)
        next = searchDeadline(host);
}

std::optional<Connection> copyOf(const Host& host, ConnectionId id)
{
    if (const Connection* connection = findConnection(host, id))
        return *connection;
    if (const std::optional<Shelf::Item> item = host.shelf.find(id))
        return unpack(item->numbers()).connection;
    return std::nullopt;
}

std::optional<Timers> timersOf(const Host& host, ConnectionId id)
{
    if (const Connection* connection = findConnection(host, id))
        return connection->tcb.timers;
    const std::optional<Shelf::Item> item = host.shelf.find(id);
    if (!item)
        return std::nullopt;
    Timers timers; // no other runs in TIME-WAIT
    timers[Timer::TimeWait] = item->label().deadline;
    return timers;
}

std::vector<Connection> allConnections(const Host& host)
{
    std::vector<Connection> all = host.connections;
    host.shelf.forEach([&](const Shelf::Item& item) { all.push_back(unpack(item.numbers()).connection); });
    std::ranges::sort(all, {}, &Connection::id);
    return all;
}

Connection* findConnection(Host& host, std::uint16_t localPort, std::uint16_t remotePort)
{
    const auto unlessClosed = [](Connection& connection) {
        const ConnectionState state = connection.tcb.state;
        return state == ConnectionState::Closed || state == ConnectionState::Listen ? nullptr : &connection;
    };
    if (!host.connections.empty()) { // nearly always it is the youngest of all
        Connection& last = host.connections.back();
        if (last.id + 1 == host.nextConnection && last.name.localPort == localPort &&
            last.name.remotePort == remotePort)
            return unlessClosed(last);
    }
    const std::optional<ConnectionId> id = latestBetween(host, localPort, remotePort);
    if (!id)
        return nullptr;
    if (Connection* connection = findConnection(host, *id))
        return unlessClosed(*connection);
    return &takeDown(host, *host.shelf.find(*id));
}

void shelve(Host& host, ConnectionId id)
{
    const Connection* connection = findConnection(host, id);
    if (connection == nullptr || connection->tcb.state != ConnectionState::TimeWait ||
        connection->socket != 0 || (connection->listener != 0 && !connection->accepted))
        return;
    Timers timers = connection->tcb.timers;
    timers.stop(Timer::TimeWait);
    const auto socket =
        std::ranges::find_if(host.sockets, [&](const Socket& s) { return s.closed && s.connection == id; });
    const Socket* closed = socket == host.sockets.end() ? nullptr : &*socket;
    if (timers != Timers{} || !isPackable(*connection, closed))
        return;
    host.shelf.put({.deadline = connection->tcb.timers[Timer::TimeWait],
                    .conn = id,
                    .socket = closed == nullptr ? 0 : closed->id,
                    .localPort = connection->name.localPort,
                    .reuseAddr = connection->reuseAddr},
                   pack(*connection, closed));
    if (closed != nullptr)
        host.sockets.erase(socket);
    host.connections.erase(host.connections.begin() + (connection - host.connections.data()));
}

void clearShelf(Host& host)
{
    host.connections = allConnections(host);
    host.shelf.forEach([&](const Shelf::Item& item) {
        if (std::optional<Socket> socket = unpack(item.numbers()).socket)
            host.sockets.push_back(*std::move(socket));
    });
    std::ranges::sort(host.sockets, {}, &Socket::id);
    host.shelf.clear();
}

Connection& openConnection(HostEvent& event, std::uint16_t localPort, std::uint16_t remotePort, SeqNum iss)
{
    Host& host = event.host;
    Connection& connection = host.connections.emplace_back();
    connection.id = host.nextConnection++;
    connection.name = {localPort, remotePort, nextIncarnation(host, localPort, remotePort, connection.id)};
    connection.tcb.localPort = localPort;
    connection.tcb.remotePort = remotePort;
    event.given.log.opened.push_back({host.side, connection.id, connection.name, iss});
    return connection;
}

std::uint32_t drawStream(Host& host) { return 2 * host.nextStream++ + (host.side == Side::Server ? 1u : 0u); }

void retire(HostEvent& event, Connection& connection, Clause clause)
{
    event.writeState(connection.id, connection.tcb.state, ConnectionState::Closed, clause);
    event.programsMayMove = true;
    connection.tcb.state = ConnectionState::Closed;
    connection.tcb.timers.stopAll();
    noteDeadline(event.host, connection);
}

void forget(Host& host, ConnectionId id)
{
    std::erase_if(host.sockets, [&](const Socket& s) { return s.closed && s.connection == id; });
    if (const Connection* connection = findConnection(host, id))
        host.connections.erase(host.connections.begin() + (connection - host.connections.data()));
    if (host.nextDeadline.conn == id)
        host.nextDeadline = searchDeadline(host);
}

void settle(HostEvent& event, ConnectionId id)
{
    Connection* connection = findConnection(event.host, id);
    if (connection != nullptr && connection->listener != 0 && !connection->accepted) {
        settleChild(event, id);
        connection = findConnection(event.host, id);
    }
    if (connection == nullptr)
        return;
    if (connection->socket != 0)
        serveBlockedCalls(event, *connection);
    noteDeadline(event.host, *connection);
    if (connection->tcb.state == ConnectionState::TimeWait)
        shelve(event.host, id);
    else if (connection->tcb.state == ConnectionState::Closed && isNobodys(event.host, *connection))
        forget(event.host, id);
}

Instant nextTimerInstant(const Host& host)
{
    assert(host.nextDeadline == searchDeadline(host));
    return host.nextDeadline.at;
}

namespace {

void writeExpiry(HostEvent& event, ConnectionId id, Timer timer, Instant deadline)
{
    Effect& effect = event.write(EffectKind::Timer, id);
    effect.timer = timer;
    effect.action = TimerAction::Expire;
    effect.value = deadline.ns;
}

/// TIME-WAIT is over on the shelf. Nothing of such a connection outlives it, so it need not be unpacked.
void expireOnShelf(HostEvent& event, ConnectionId id)
{
    writeExpiry(event, id, Timer::TimeWait, event.host.nextDeadline.at);
    event.writeState(id, ConnectionState::TimeWait, ConnectionState::Closed, Clause::TimeWaitExpired);
    event.host.shelf.remove(id);
    event.host.nextDeadline = searchDeadline(event.host);
    event.programsMayMove = true;
}

} // namespace

void expireTimer(Host& host, const HostSurroundings& given)
{
    HostEvent event{host, given};
    if (host.nextDeadline.at.isNever())
        return;
    const ConnectionId id = host.nextDeadline.conn;
    if (Connection* connection = findConnection(host, id)) {
        Timers& timers = connection->tcb.timers;
        const Timer timer = timers.next();
        writeExpiry(event, id, timer, timers[timer]);
        // It has run out: whether it starts anew is the endpoint's affair.
        timers.stop(timer);
        event.begin(*connection,
                    [&](Tcb& tcb, const Surroundings& around) { timerExpires(tcb, timer, around); });
        settle(event, id);
    } else {
        expireOnShelf(event, id);
    }
    if (event.programsMayMove)
        movePrograms(host, given.settings, given.now);
}

} // namespace tcplab
