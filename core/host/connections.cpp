#include "core/host/host_internal.h"

#include <algorithm>
#include <cassert>

namespace tcplab {
namespace {

/// By id, in a vector that is sorted by id.
template <class Items, class Id> auto findById(Items& items, Id id) -> decltype(items.data())
{
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

/// Looks at all of them: with thousands of connections in TIME-WAIT this is not for every event.
Deadline searchDeadline(const Host& host)
{
    Deadline first;
    for (const Connection& connection : host.connections)
        if (const Instant at = connection.tcb.timers.earliest(); at < first.at)
            first = {at, connection.id};
    return first;
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
    if (at < next.at || (at == next.at && !at.isNever() && connection.id < next.conn))
        next = {at, connection.id};
    else if (connection.id == next.conn && at > next.at)
        next = searchDeadline(host);
}

Connection* findConnection(Host& host, std::uint16_t localPort, std::uint16_t remotePort)
{
    const auto found = std::ranges::find_if(host.connections, [&](const Connection& c) {
        return c.name.localPort == localPort && c.name.remotePort == remotePort &&
               c.tcb.state != ConnectionState::Closed && c.tcb.state != ConnectionState::Listen;
    });
    return found == host.connections.end() ? nullptr : &*found;
}

Connection& openConnection(HostEvent& event, std::uint16_t localPort, std::uint16_t remotePort, SeqNum iss)
{
    Host& host = event.host;
    Connection& connection = host.connections.emplace_back();
    connection.id = host.nextConnection++;
    connection.name = {localPort, remotePort, nextIncarnation(host, localPort, remotePort)};
    connection.tcb.localPort = localPort;
    connection.tcb.remotePort = remotePort;
    event.given.log.opened.push_back({host.side, connection.id, connection.name, iss});
    return connection;
}

std::uint32_t drawStream(Host& host) { return 2 * host.nextStream++ + (host.side == Side::Server ? 1u : 0u); }

void retire(HostEvent& event, Connection& connection, Clause clause)
{
    event.writeState(connection.id, connection.tcb.state, ConnectionState::Closed, clause);
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
    const Connection* connection = findConnection(event.host, id);
    if (connection != nullptr && connection->listener != 0 && !connection->accepted)
        settleChild(event, id);
    serveBlockedCalls(event, id);
    connection = findConnection(event.host, id);
    if (connection != nullptr && connection->tcb.state == ConnectionState::Closed &&
        isNobodys(event.host, *connection))
        forget(event.host, id);
}

Instant nextTimerInstant(const Host& host)
{
    assert(host.nextDeadline == searchDeadline(host));
    return host.nextDeadline.at;
}

void expireTimer(Host& host, HostSurroundings given)
{
    HostEvent event{host, given};
    if (host.nextDeadline.at.isNever())
        return;
    const ConnectionId id = host.nextDeadline.conn;
    Connection& connection = *findConnection(host, id);
    Timers& timers = connection.tcb.timers;
    const Timer timer = timers.next();
    Effect& effect = event.write(EffectKind::Timer, id);
    effect.timer = timer;
    effect.action = TimerAction::Expire;
    effect.value = timers[timer].ns;
    // It has run out: whether it starts anew is the endpoint's affair.
    timers.stop(timer);
    event.act(connection, [&](Tcb& tcb, Surroundings around) { timerExpires(tcb, timer, around); });
    settle(event, id);
    movePrograms(host, given.settings, given.now);
}

} // namespace tcplab
