/// What the files of this folder share. Reading order: demultiplex.cpp (a packet arrives), listen_queue.cpp,
/// run_program.cpp (whose turn it is), socket_calls.cpp (calls that return at once), waiting_calls.cpp (calls
/// that may wait), connections.cpp, ports.cpp, crash.cpp, possible_calls.cpp.
#pragma once
#include "core/host/host.h"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tcplab {

/// Keeps Host::nextDeadline: after every change of this connection's timers (connections.cpp).
void noteDeadline(Host& host, const Connection& connection);

/// One event on one host: the host, what it was given, and how its effects are written down.
struct HostEvent {
    Host& host;
    const HostSurroundings& given;
    /// Something has happened that programs wait for: a connection's state has changed, or a call has all it wants.
    bool programsMayMove = false;

    const Profile& profile() const { return given.settings.profile; }
    /// For one endpoint's act at a time.
    Outbox& emptyOutbox() const
    {
        Outbox& out = given.log.outbox;
        out.clear();
        out.keepEffects = given.log.keepEffects;
        return out;
    }

    /// An effect of this host, to be filled in; the reference holds until the next one is written. It goes nowhere
    /// if nobody reads effects.
    Effect& write(EffectKind kind, ConnectionId conn);
    void writeState(ConnectionId conn, ConnectionState from, ConnectionState to, Clause clause);
    void writeIgnored(ConnectionId conn, SegmentId segment, IgnoreReason why, Clause clause);
    /// What an endpoint did, in its order; its packets are taken. `arrived` is the segment that made it act (0: none);
    /// `instead` replaces the endpoint's reasons where the host has a better one.
    void carryOut(Outbox& out, ConnectionId conn, SegmentId arrived = 0, Clause instead = Clause::None);

    /// Calls one of the endpoint's entries, act(tcb, surroundings), and carries out what it did.
    template <class Act>
    auto act(Connection& connection, Act what, SegmentId arrived = 0, Clause instead = Clause::None)
    {
        struct Afterwards {
            Host& host;
            const Connection& connection;
            ~Afterwards() { noteDeadline(host, connection); }
        } afterwards{host, connection};
        return begin(connection, what, arrived, instead);
    }
    /// The same where more follows, and noteDeadline() after it.
    template <class Act>
    auto begin(Connection& connection, Act what, SegmentId arrived = 0, Clause instead = Clause::None)
    {
        Outbox& out = emptyOutbox();
        const Surroundings around{profile(), given.timeWait, given.now, out};
        const ConnectionState before = connection.tcb.state;
        const auto afterwards = [&] {
            programsMayMove = programsMayMove || connection.tcb.state != before;
            if (!out.effects.empty() || !out.packets.empty())
                carryOut(out, connection.id, arrived, instead);
        };
        if constexpr (std::is_void_v<decltype(what(connection.tcb, around))>) {
            what(connection.tcb, around);
            afterwards();
        } else {
            auto result = what(connection.tcb, around);
            afterwards();
            return result;
        }
    }
};

// --- connections.cpp

Connection* findConnection(Host& host, ConnectionId id);
/// The connection, not CLOSED, between these two ports; no listener. It is taken off the shelf.
Connection* findConnection(Host& host, std::uint16_t localPort, std::uint16_t remotePort);
Socket* findSocket(Host& host, SocketId id);

/// A new entry with its name and number, in CLOSED; `iss` is for whoever reads the log.
Connection& openConnection(HostEvent& event, std::uint16_t localPort, std::uint16_t remotePort, SeqNum iss);
/// What setsockopt has said to the socket before there was a connection.
inline void applyOptions(const Socket& socket, Tcb& tcb)
{
    tcb.noDelay = socket.noDelay;
    tcb.keepAlive = socket.keepAlive;
    tcb.sendBuffer = socket.sendBuffer;
    tcb.receiveBuffer = socket.receiveBuffer;
    tcb.corked = socket.corked;
    tcb.maxSegment = socket.maxSegment;
    tcb.userTimeout = socket.userTimeout;
}
/// The next number for an application's octets.
std::uint32_t drawStream(Host& host);
/// Puts it on the shelf if it waits in TIME-WAIT and no socket refers to it.
void shelve(Host& host, ConnectionId id);
/// Takes all of them off it.
void clearShelf(Host& host);
/// Takes a connection to CLOSED without a word to the peer.
void retire(HostEvent& event, Connection& connection, Clause clause);
/// Forgets a connection, and the closed socket that was kept for it.
void forget(Host& host, ConnectionId id);
/// After an endpoint has acted: moves a child through its listener's queues, hands text and room to the
/// calls that wait for them, forgets what is CLOSED and nobody's. References into the host do not survive.
void settle(HostEvent& event, ConnectionId id);

// --- ports.cpp

/// Why a socket may not have this port; nothing if it may. PortInTimeWait when TIME-WAIT alone is to blame.
std::optional<Clause> portConflict(const Host& host, std::uint16_t port, bool reuseAddr, SocketId except);
/// An ephemeral port that nothing uses; 0 when there is none.
std::uint16_t chooseEphemeralPort(Host& host);
/// The number of a new connection between these ports, which is noted as the latest.
std::uint32_t nextIncarnation(Host& host, std::uint16_t localPort, std::uint16_t remotePort,
                              ConnectionId conn);
/// The state of the connection between these ports; nothing if there is none, or it is CLOSED.
std::optional<ConnectionState> stateBetween(const Host& host, std::uint16_t localPort,
                                            std::uint16_t remotePort);
/// The initial sequence number for the next connection.
SeqNum chooseIss(HostEvent& event, std::uint16_t localPort, std::uint16_t remotePort);

// --- listen_queue.cpp

/// A segment reaches a listener. `above`: the new ISS must lie above this (TIME-WAIT reopened).
void arrivesAtListener(HostEvent& event, SocketId listener, const Packet& packet,
                       std::optional<SeqNum> above = std::nullopt);
/// True when a SYN would find room in both queues.
bool hasRoomForSyn(const Profile& profile, const Socket& listener);
/// True when this segment would complete a handshake for which the accept queue has no room; it has then
/// been ignored, or answered with a reset.
bool refusedByAcceptQueue(HostEvent& event, ConnectionId child, const Packet& packet);
/// Moves a child on, or out of the queues, as its state demands.
void settleChild(HostEvent& event, ConnectionId child);
/// The listener goes, and with it every connection that was not accepted.
void closeListener(HostEvent& event, SocketId listener);

// --- sockets.cpp

/// The youngest open socket of this name ("" is a name too) that satisfies a condition; null if none.
template <class Condition> const Socket* youngest(const Host& host, std::string_view name, Condition holds)
{
    for (auto socket = host.sockets.rbegin(); socket != host.sockets.rend(); ++socket)
        if (!socket->closed && socket->name == name && holds(*socket))
            return &*socket;
    return nullptr;
}
/// The socket that a call without further ado is for: the youngest open one of its name that does not
/// listen, else the youngest listener.
const Socket* currentSocket(const Host& host, std::string_view name);
const Socket* currentListener(const Host& host, std::string_view name);
Socket& newSocket(Host& host, const std::string& name);
/// Lets a socket go; its connection, if it lives, becomes an orphan.
void letGo(HostEvent& event, SocketId id);
/// Takes a connection that has ended away from its socket, and the port that came with it.
void detach(Host& host, SocketId id);

// --- socket_calls.cpp and waiting_calls.cpp

/// How a call ended.
struct CallResult {
    Errno error = Errno::None;
    std::int64_t value = 0; ///< octets
    ConnectionId conn = 0;
    Clause clause = Clause::None;
};

/// A call that is being made: its `call` effect stands in the log, and learns its connection when there is one.
struct CallMade {
    HostEvent& event;
    const Statement& statement;
    std::uint32_t process;
    std::size_t effect; ///< its index in the log

    void isFor(ConnectionId conn) const
    {
        if (event.given.log.keepEffects)
            event.given.log.effects[effect].conn = conn;
    }
    /// The process stays inside the call.
    void block(SocketId socket) const;
};

/// Makes the call. Nothing: it waits.
std::optional<CallResult> makeSocketCall(const CallMade& call);
// Those that always return at once:
CallResult callSocket(const CallMade& call);
CallResult callBind(const CallMade& call);
CallResult callListen(const CallMade& call);
CallResult callShutdown(const CallMade& call);
CallResult callAbort(const CallMade& call);
CallResult callSetSockOpt(const CallMade& call);
CallResult callGetSockOpt(const CallMade& call);
// Those that may wait:
std::optional<CallResult> callConnect(const CallMade& call);
std::optional<CallResult> callAccept(const CallMade& call);
std::optional<CallResult> callSend(const CallMade& call);
std::optional<CallResult> callRecv(const CallMade& call);
std::optional<CallResult> callClose(const CallMade& call);

/// When the call that the process is blocked in returns, as far as time alone decides: zero if it can at once.
Instant returnsAt(const Host& host, const Process& process, const Statement& statement);
/// Ends a blocked call that can return.
CallResult finishCall(HostEvent& event, Process& process, const Statement& statement);
/// Lets a blocked send fill the room there is, a blocked recv take what has arrived. No call returns by it.
void serveBlockedCalls(HostEvent& event, Connection& connection);

// --- run_program.cpp

Process* findProcess(Host& host, std::uint32_t id);
/// Moves every process on to its next call: over sleeps, repeats and conditions that hold; and notes whose turn is
/// next. Due whenever something has happened that a program may wait for.
void movePrograms(Host& host, const HostSettings& settings, Instant now);

// --- crash.cpp

/// All vanishes but this process (0: that too).
void crashAround(HostEvent& event, std::uint32_t survivor);
void bootAround(HostEvent& event);

} // namespace tcplab
