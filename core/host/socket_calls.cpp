#include "core/host/host_internal.h"

#include <algorithm>

namespace tcplab {
namespace {

/// The name that a call makes or looks for: "as c2", or "c2: …".
const std::string& nameFor(const Statement& statement)
{
    return statement.as.empty() ? statement.socket : statement.as;
}

/// The socket that bind and listen are for: one of this name that is still nothing, or a new one. Null if
/// the name is taken by a socket that is something already.
Socket* blankSocket(Host& host, const std::string& name)
{
    if (const Socket* blank =
            youngest(host, name, [](const Socket& s) { return !s.listening && s.connection == 0; }))
        return findSocket(host, blank->id);
    if (!name.empty() && currentSocket(host, name) != nullptr)
        return nullptr;
    return &newSocket(host, name);
}

/// Gives a socket its port: the one asked for, the one it has, or an ephemeral one.
CallResult takePort(Host& host, Socket& socket, std::uint16_t port)
{
    if (port != 0 && socket.boundPort != 0 && port != socket.boundPort)
        return {.error = Errno::Inval};
    if (port == 0)
        port = socket.boundPort != 0 ? socket.boundPort : chooseEphemeralPort(host);
    if (port == 0)
        return {.error = Errno::AddrInUse};
    if (const std::optional<Clause> conflict = portConflict(host, port, socket.reuseAddr, socket.id))
        return {.error = Errno::AddrInUse, .clause = *conflict};
    socket.boundPort = port;
    return {};
}

} // namespace

CallResult callSocket(const CallMade& call)
{
    newSocket(call.event.host, nameFor(call.statement));
    return {};
}

CallResult callBind(const CallMade& call)
{
    Host& host = call.event.host;
    Socket* socket = blankSocket(host, nameFor(call.statement));
    if (socket == nullptr || socket->boundPort != 0)
        return {.error = Errno::Inval};
    return takePort(host, *socket, call.statement.port);
}

CallResult callListen(const CallMade& call)
{
    HostEvent& event = call.event;
    Socket* socket = blankSocket(event.host, nameFor(call.statement));
    if (socket == nullptr)
        return {.error = Errno::Inval};
    if (const CallResult port = takePort(event.host, *socket, call.statement.port); port.error != Errno::None)
        return port;
    socket->listening = true;
    socket->backlog = call.statement.backlog != 0 ? call.statement.backlog : event.profile().backlog;

    // §3.10.1: a passive OPEN without a peer. Each SYN that comes will get a TCB of its own.
    Connection& connection = openConnection(event, socket->boundPort, 0, SeqNum{});
    connection.socket = socket->id;
    connection.reuseAddr = socket->reuseAddr;
    connection.tcb.passiveOpen = true;
    connection.tcb.state = ConnectionState::Listen;
    socket->listenerConnection = connection.id;
    call.isFor(connection.id);
    event.writeState(connection.id, ConnectionState::Closed, ConnectionState::Listen, Clause::OpenPassive);
    return {.conn = connection.id};
}

CallResult callShutdown(const CallMade& call)
{
    const Socket* socket = currentSocket(call.event.host, call.statement.socket);
    if (socket == nullptr)
        return {.error = Errno::BadF};
    Connection* connection = findConnection(call.event.host, socket->connection);
    if (connection == nullptr || connection->tcb.state == ConnectionState::Closed)
        return {.error = Errno::NotConn};
    const ConnectionId id = connection->id;
    call.isFor(id);
    // On Linux the socket has let go of a connection in TIME-WAIT.
    if (connection->tcb.state == ConnectionState::TimeWait && call.event.profile().name == ProfileName::Linux)
        return {.error = Errno::NotConn, .conn = id};
    if (call.statement.direction != Direction::Write)
        findSocket(call.event.host, socket->id)->readShut = connection->tcb.readShut = true;
    if (call.statement.direction == Direction::Read)
        return {.conn = id};
    if (connection->tcb.closeRequested) // once is enough: §3.10.4 allows the "ok"
        return {.conn = id};
    const Errno error =
        call.event.act(*connection, [](Tcb& tcb, const Surroundings& around) { return close(tcb, around); });
    settle(call.event, id);
    return {.error = error, .conn = id};
}

CallResult callAbort(const CallMade& call)
{
    HostEvent& event = call.event;
    const Socket* socket = currentSocket(event.host, call.statement.socket);
    if (socket == nullptr)
        return {.error = Errno::BadF};
    const SocketId id = socket->id;
    ConnectionId conn = socket->connection;
    if (socket->listening) {
        conn = socket->listenerConnection;
        call.isFor(conn);
        closeListener(event, id);
    } else if (Connection* connection = findConnection(event.host, conn)) {
        call.isFor(conn);
        if (connection->tcb.state != ConnectionState::Closed)
            event.act(*connection, [](Tcb& tcb, const Surroundings& around) { return abort(tcb, around); });
    }
    letGo(event, id);
    return {.conn = conn};
}

CallResult callSetSockOpt(const CallMade& call)
{
    Host& host = call.event.host;
    const Statement& statement = call.statement;
    const Socket* current = currentSocket(host, statement.socket);
    Socket& socket = current != nullptr ? *findSocket(host, current->id) : newSocket(host, statement.socket);
    const ConnectionId conn = socket.listening ? socket.listenerConnection : socket.connection;
    Connection* connection = findConnection(host, conn);
    call.isFor(conn);
    switch (statement.option) {
    case SocketOption::Linger: socket.linger = statement.value; break;
    case SocketOption::ReuseAddr:
        socket.reuseAddr = statement.value != 0;
        if (connection != nullptr)
            connection->reuseAddr = socket.reuseAddr;
        break;
    case SocketOption::NoDelay:
        socket.noDelay = statement.value != 0;
        if (connection != nullptr)
            call.event.act(*connection, [&](Tcb& tcb, const Surroundings& around) {
                setNoDelay(tcb, socket.noDelay, around);
            });
        break;
    case SocketOption::KeepAlive:
        socket.keepAlive = statement.value != 0;
        if (connection != nullptr)
            call.event.act(*connection, [&](Tcb& tcb, const Surroundings& around) {
                setKeepAlive(tcb, socket.keepAlive, around);
            });
        break;
    case SocketOption::SendBuffer:
        socket.sendBuffer = static_cast<std::uint32_t>(statement.value);
        if (connection != nullptr)
            resizeSendBuffer(connection->tcb, socket.sendBuffer);
        break;
    case SocketOption::ReceiveBuffer:
        socket.receiveBuffer = static_cast<std::uint32_t>(statement.value);
        if (connection != nullptr)
            resizeReceiveBuffer(connection->tcb, socket.receiveBuffer);
        break;
    case SocketOption::Cork:
        socket.corked = statement.value != 0;
        if (connection != nullptr)
            call.event.act(*connection, [&](Tcb& tcb, const Surroundings& around) {
                setCork(tcb, socket.corked, around);
            });
        break;
    case SocketOption::MaxSegment:
        socket.maxSegment = static_cast<std::uint16_t>(std::min<std::int64_t>(statement.value, 0xffff));
        if (connection != nullptr)
            connection->tcb.maxSegment = socket.maxSegment;
        break;
    case SocketOption::UserTimeout:
        socket.userTimeout = milliseconds(statement.value);
        if (connection != nullptr)
            connection->tcb.userTimeout = socket.userTimeout;
        break;
    case SocketOption::Error: return {.error = Errno::NoProtoOpt, .conn = conn}; // can only be asked for
    }
    return {.conn = conn};
}

CallResult callGetSockOpt(const CallMade& call)
{
    const Socket* socket = currentSocket(call.event.host, call.statement.socket);
    if (socket == nullptr)
        return {.error = Errno::BadF};
    Connection* connection = findConnection(call.event.host, socket->connection);
    if (connection == nullptr)
        return {};
    call.isFor(connection->id);
    // It is told once: the next call knows nothing of it.
    const Errno error = std::exchange(connection->tcb.error, Errno::None);
    return {.value = numberOf(error), .conn = connection->id};
}

} // namespace tcplab
