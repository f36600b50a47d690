#include "core/host/host_internal.h"

#include <algorithm>

namespace tcplab {
namespace {

/// How many octets a recv waits for.
std::uint64_t wanted(const Statement& statement)
{
    return statement.untilEof ? ~std::uint64_t{0} : statement.octets;
}

/// close(2) with SO_LINGER waits until the peer has acknowledged the FIN, as Linux does.
bool isFinAcknowledged(const Tcb& tcb)
{
    return tcb.state == ConnectionState::Closed || tcb.state == ConnectionState::FinWait2 ||
           tcb.state == ConnectionState::TimeWait;
}

bool isEndReached(const Tcb& tcb)
{
    return tcb.receivedOctets == 0 && (tcb.finReceived || tcb.state == ConnectionState::Closed);
}

/// The error of a connection that has ended: reported once.
Errno takeError(Tcb& tcb) { return std::exchange(tcb.error, Errno::None); }

ReadLog& readLogOf(Host& host, ConnectionId id)
{
    LongList<ReadLog>& logs = host.readLogs;
    if (logs.empty() || logs.back().connection < id)
        logs.push_back({.connection = id, .text = {}});
    if (logs.back().connection == id) // nearly always
        return logs.edit(logs.size() - 1);
    const auto log = std::ranges::lower_bound(logs, id, {}, &ReadLog::connection);
    const auto place = static_cast<std::size_t>(log - logs.begin());
    if (log->connection != id)
        logs.insert(place, ReadLog{.connection = id, .text = {}});
    return logs.edit(place);
}

void remember(ReadLog& log, const TextRange& read)
{
    if (!log.text.empty()) {
        TextRange& last = log.text.back();
        const std::uint64_t length = std::uint64_t{last.length} + read.length;
        if (last.stream == read.stream && last.offset + last.length == read.offset && length <= 0xffffffff) {
            last.length = static_cast<std::uint32_t>(length);
            return;
        }
    }
    log.text.push_back(read);
}

/// Moves what has arrived to a recv that waits for it.
void serveRecv(HostEvent& event, Connection& connection, Process& process, const Statement& statement)
{
    const std::uint64_t left = wanted(statement) - process.progress;
    const auto octets =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(left, connection.tcb.receivedOctets));
    const ConnectionState state = connection.tcb.state;
    if (octets == 0 || (!isSynchronized(state) && state != ConnectionState::Closed))
        return;
    if (statement.peek) {
        process.progress = octets; // it stays where it is
        return;
    }
    Received& result = event.given.log.received;
    result.text.clear();
    result.octets = 0;
    event.begin(connection,
                [&](Tcb& tcb, const Surroundings& around) { return receive(tcb, octets, result, around); });
    process.progress += result.octets;
    ReadLog& log = readLogOf(event.host, connection.id);
    for (const TextRange& range : result.text)
        remember(log, range);
}

/// Moves as much of a waiting send to the connection as it takes.
void serveSend(HostEvent& event, Connection& connection, Process& process, const Statement& statement)
{
    while (process.progress < statement.octets) {
        const Tcb& tcb = connection.tcb;
        if (tcb.state == ConnectionState::Closed || tcb.closeRequested)
            return;
        const auto left = static_cast<std::uint32_t>(statement.octets - process.progress);
        const std::uint32_t octets = std::min(left, sendRoom(tcb, event.profile()));
        if (octets == 0)
            return;
        // Urgent is what ends the call (§3.10.2).
        const bool urgent = statement.urgent && octets == left;
        const bool corked = statement.more || findSocket(event.host, connection.socket)->corked;
        const Errno error = event.begin(connection, [&](Tcb& t, const Surroundings& around) {
            t.corked = corked;
            return send(t, octets, around, urgent);
        });
        if (error != Errno::None)
            return;
        process.progress += octets;
    }
}

/// accept's new socket for the oldest connection of the queue.
CallResult acceptOne(HostEvent& event, SocketId listenerId, const std::string& name)
{
    Socket socket = *findSocket(event.host, listenerId); // options are inherited
    if (socket.acceptQueue.empty())
        return {.error = Errno::Again, .conn = socket.listenerConnection};
    const ConnectionId conn = socket.acceptQueue.front();
    std::vector<ConnectionId>& queue = findSocket(event.host, listenerId)->acceptQueue;
    queue.erase(queue.begin());
    Socket& accepted = newSocket(event.host, name);
    accepted.boundPort = socket.boundPort;
    accepted.autoPort = true;
    accepted.connection = conn;
    accepted.reuseAddr = socket.reuseAddr;
    accepted.noDelay = socket.noDelay;
    accepted.keepAlive = socket.keepAlive;
    accepted.sendBuffer = socket.sendBuffer;
    accepted.receiveBuffer = socket.receiveBuffer;
    accepted.corked = socket.corked;
    accepted.maxSegment = socket.maxSegment;
    accepted.userTimeout = socket.userTimeout;
    accepted.linger = socket.linger;
    Connection& connection = *findConnection(event.host, conn);
    connection.socket = accepted.id;
    connection.accepted = true;
    return {.conn = conn};
}

/// The connection that lies on the shelf with this closed socket; 0: none.
ConnectionId shelvedWith(const Host& host, SocketId socket)
{
    ConnectionId found = 0;
    host.shelf.forEach([&](const Shelf::Item& item) {
        if (item.label().socket == socket)
            found = item.label().conn;
    });
    return found;
}

CallResult finishConnect(HostEvent& event, const Socket& socket)
{
    const ConnectionId conn = socket.connection;
    Tcb& tcb = findConnection(event.host, conn)->tcb;
    if (tcb.state == ConnectionState::SynSent || tcb.state == ConnectionState::SynReceived)
        return {.error = Errno::InProgress, .conn = conn};
    if (tcb.state != ConnectionState::Closed)
        return {.conn = conn};
    const Errno error = takeError(tcb);
    detach(event.host, socket.id); // the socket may try again
    return {.error = error == Errno::None ? Errno::ConnAborted : error, .conn = conn};
}

CallResult finishSend(const HostEvent& event, Connection& connection, const Process& process,
                      const Statement& statement)
{
    CallResult result{.value = static_cast<std::int64_t>(process.progress), .conn = connection.id};
    if (process.progress > 0 || statement.octets == 0)
        return result;
    if (connection.tcb.state != ConnectionState::Closed && !connection.tcb.closeRequested) {
        result.error = Errno::Again;
        return result;
    }
    // FreeBSD's sosend() looks first whether anything can be sent at all; so_error stays for others.
    if (event.profile().name != ProfileName::FreeBsd)
        result.error = takeError(connection.tcb);
    if (result.error == Errno::None) // it has been told already, or we closed ourselves
        result.error = Errno::Pipe;
    return result;
}

CallResult finishRecv(HostEvent& event, Connection& connection, const Process& process,
                      const Statement& statement)
{
    CallResult result{.value = static_cast<std::int64_t>(process.progress), .conn = connection.id};
    if (process.progress >= wanted(statement) || (statement.some && process.progress > 0))
        return result;
    Tcb& tcb = connection.tcb;
    const Socket* socket = findSocket(event.host, connection.socket);
    if (socket != nullptr && socket->readShut && (process.progress != 0 || tcb.error == Errno::None))
        return result;
    if (!isEndReached(tcb)) { // it was not to wait
        if (process.progress == 0)
            result.error = Errno::Again;
        return result;
    }
    // What has been read counts first: the error waits for the next call. EPIPE is for senders, but who
    // lost octets in the reset must not take it for the end of the stream.
    const bool lostOctets = tcb.delivered + tcb.receivedOctets != tcb.accepted;
    // SOCK_DONE: the error is for who writes.
    if (event.profile().name == ProfileName::Linux && tcb.finReceived && !lostOctets) {
        if (socket == nullptr || !socket->readShut)
            readLogOf(event.host, connection.id).endOfStream = true;
        return result;
    }
    if (process.progress == 0 && (tcb.error != Errno::Pipe || lostOctets)) {
        result.error = takeError(tcb);
        if (result.error == Errno::Pipe)
            result.error = Errno::ConnReset;
    }
    if (result.error == Errno::None && tcb.finReceived)
        readLogOf(event.host, connection.id).endOfStream = true;
    return result;
}

/// The socket of a call on a connection; an error if there is none.
struct Target {
    Errno error = Errno::None;
    SocketId socket = 0;
    ConnectionId conn = 0;
};

Target connectedSocket(const CallMade& call)
{
    const Socket* socket = currentSocket(call.event.host, call.statement.socket);
    if (socket == nullptr)
        return {.error = Errno::BadF};
    if (socket->connection == 0)
        return {.error = Errno::NotConn};
    call.isFor(socket->connection);
    return {.socket = socket->id, .conn = socket->connection};
}

/// The connection between these ports that is in the way of a new one.
CallResult tupleTaken(const HostEvent& event, ConnectionState other)
{
    const bool isLinux = event.profile().name == ProfileName::Linux;
    return {.error = isLinux ? Errno::AddrNotAvail : Errno::AddrInUse,
            .clause = other == ConnectionState::TimeWait ? Clause::PortInTimeWait : Clause::None};
}

/// The local port for a connect, or why there is none.
CallResult portForConnect(HostEvent& event, const Socket& socket, const Statement& statement,
                          std::uint16_t& port)
{
    port = socket.boundPort;
    if (statement.fromPort != 0) {
        if (port != 0 && port != statement.fromPort)
            return {.error = Errno::Inval};
        port = statement.fromPort;
    }
    if (port == 0)
        port = chooseEphemeralPort(event.host);
    if (port == 0)
        return {.error = Errno::AddrNotAvail};
    if (socket.boundPort == 0)
        if (const auto conflict = portConflict(event.host, port, socket.reuseAddr, socket.id))
            return {.error = Errno::AddrInUse, .clause = *conflict};
    if (const std::optional<ConnectionState> other = stateBetween(event.host, port, statement.port))
        return tupleTaken(event, *other);
    return {};
}

} // namespace

std::optional<CallResult> callConnect(const CallMade& call)
{
    HostEvent& event = call.event;
    Host& host = event.host;
    const Statement& statement = call.statement;
    if (statement.to == host.side)
        return CallResult{.error = Errno::Inval};
    const std::string& name = statement.as.empty() ? statement.socket : statement.as;
    const Socket* found = youngest(host, name, [](const Socket& s) { return !s.listening; });
    if (const Connection* old = found == nullptr ? nullptr : findConnection(host, found->connection)) {
        const ConnectionState state = old->tcb.state;
        if (state == ConnectionState::SynSent || state == ConnectionState::SynReceived)
            return CallResult{.error = Errno::Already, .conn = old->id};
        if (state != ConnectionState::Closed)
            return CallResult{.error = Errno::IsConn, .conn = old->id};
        // Whoever did not wait learns now how it went.
        if (const Errno error = statement.nowait ? old->tcb.error : Errno::None; error != Errno::None) {
            const ConnectionId conn = old->id;
            detach(host, found->id);
            return CallResult{.error = error, .conn = conn};
        }
        detach(host, found->id);
    }
    Socket& socket = found != nullptr ? *findSocket(host, found->id) : newSocket(host, name);
    std::uint16_t port = 0;
    if (const CallResult taken = portForConnect(event, socket, statement, port); taken.error != Errno::None) {
        if (found == nullptr)
            letGo(event, socket.id);
        return taken;
    }
    if (socket.boundPort == 0) {
        socket.boundPort = port;
        socket.autoPort = true;
    }
    const SeqNum iss = chooseIss(event, port, statement.port);
    Connection& connection = openConnection(event, port, statement.port, iss);
    connection.socket = socket.id;
    connection.reuseAddr = socket.reuseAddr;
    applyOptions(socket, connection.tcb);
    connection.tcb.stream = drawStream(host);
    socket.connection = connection.id;
    call.isFor(connection.id);
    call.block(socket.id);
    event.act(connection, [&](Tcb& tcb, const Surroundings& around) { return openActive(tcb, iss, around); });
    return std::nullopt;
}

std::optional<CallResult> callAccept(const CallMade& call)
{
    const Host& host = call.event.host;
    const Socket* listener = currentListener(host, call.statement.socket);
    if (listener == nullptr)
        return CallResult{.error = currentSocket(host, call.statement.socket) != nullptr ? Errno::Inval
                                                                                         : Errno::BadF};
    call.isFor(listener->listenerConnection);
    call.block(listener->id);
    return std::nullopt;
}

std::optional<CallResult> callSend(const CallMade& call)
{
    const Target target = connectedSocket(call);
    if (target.error != Errno::None)
        return CallResult{.error = target.error};
    call.block(target.socket);
    if (Connection* connection = findConnection(call.event.host, target.conn)) {
        serveBlockedCalls(call.event, *connection);
        noteDeadline(call.event.host, *connection);
    }
    return std::nullopt;
}

std::optional<CallResult> callRecv(const CallMade& call) { return callSend(call); }

std::optional<CallResult> callClose(const CallMade& call)
{
    HostEvent& event = call.event;
    const Socket* socket = currentSocket(event.host, call.statement.socket);
    if (socket == nullptr)
        return CallResult{.error = Errno::BadF};
    if (socket->listening || socket->linger == 0)
        return callAbort(call);
    const SocketId id = socket->id;
    const ConnectionId conn = socket->connection;
    const std::int64_t linger = socket->linger;
    Connection* connection = findConnection(event.host, conn);
    if (connection != nullptr) {
        call.isFor(conn);
        if (connection->tcb.state != ConnectionState::Closed)
            event.act(*connection,
                      [](Tcb& tcb, const Surroundings& around) { return closeBoth(tcb, around); });
    }
    letGo(event, id);
    connection = findConnection(event.host, conn);
    if (linger <= 0 || connection == nullptr || isFinAcknowledged(connection->tcb))
        return CallResult{.conn = conn};
    call.block(id);
    findProcess(event.host, call.process)->wakeAt = event.given.now + seconds(linger);
    return std::nullopt;
}

void CallMade::block(SocketId socket) const
{
    Process& caller = *findProcess(event.host, process);
    caller.blocked = true;
    caller.socket = socket;
    caller.progress = 0;
}

Instant returnsAt(const Host& host, const Process& process, const Statement& statement)
{
    const auto atOnceIf = [](bool canReturn) { return canReturn ? Instant{} : Instant::never(); };
    const Socket* socket = findSocket(host, process.socket);
    const Connection* connection = socket == nullptr ? nullptr : findConnection(host, socket->connection);
    if (statement.call == Call::Close)
        return connection == nullptr || isFinAcknowledged(connection->tcb) ? Instant{} : process.wakeAt;
    if (socket == nullptr || socket->closed) // somebody else closed it
        return Instant{};
    if (statement.call == Call::Accept)
        return atOnceIf(statement.nowait || !socket->acceptQueue.empty());
    if (connection == nullptr)
        return Instant{};
    const Tcb& tcb = connection->tcb;
    if (statement.nowait || (statement.call == Call::Recv && socket->readShut))
        return Instant{};
    switch (statement.call) {
    case Call::Connect: return atOnceIf(tcb.state == ConnectionState::Closed || isSynchronized(tcb.state));
    case Call::Send:
        return atOnceIf(process.progress >= statement.octets || tcb.state == ConnectionState::Closed ||
                        tcb.closeRequested);
    default: // recv
        return atOnceIf(process.progress >= wanted(statement) || (statement.some && process.progress > 0) ||
                        isEndReached(tcb));
    }
}

CallResult finishCall(HostEvent& event, Process& process, const Statement& statement)
{
    const Socket* socket = findSocket(event.host, process.socket);
    if (statement.call == Call::Close)
        return {.conn = socket == nullptr ? shelvedWith(event.host, process.socket) : socket->connection};
    const bool isGone = socket == nullptr || socket->closed;
    if (!isGone && statement.call == Call::Accept)
        return acceptOne(event, socket->id, statement.as);
    Connection* connection = isGone ? nullptr : findConnection(event.host, socket->connection);
    if (connection == nullptr) // closed by another program, or a call by hand
        return {.error = process.progress > 0 ? Errno::None : Errno::ConnAborted,
                .value = static_cast<std::int64_t>(process.progress)};
    switch (statement.call) {
    case Call::Connect: return finishConnect(event, *socket);
    case Call::Send: return finishSend(event, *connection, process, statement);
    default: return finishRecv(event, *connection, process, statement);
    }
}

void serveBlockedCalls(HostEvent& event, Connection& connection)
{
    // Endpoints touch neither connections' nor processes' places: the references hold.
    for (Process& process : event.host.processes) {
        if (!process.blocked || process.socket != connection.socket)
            continue;
        const Statement* statement = currentStatement(event.given.settings, process);
        if (statement == nullptr)
            continue;
        if (statement->call == Call::Recv)
            serveRecv(event, connection, process, *statement);
        else if (statement->call == Call::Send)
            serveSend(event, connection, process, *statement);
        if (process.progress >= wanted(*statement) || (statement->some && process.progress > 0))
            event.programsMayMove = true;
    }
}

} // namespace tcplab
