/// A host: sockets, ports, demultiplexing, SYN and accept queues, and the program that runs on it.
/// It knows neither the wire nor the clock: packets and time are handed in, what it sends comes out.
#pragma once
#include "core/base/long_list.h"
#include "core/base/side.h"
#include "core/host/program.h"
#include "core/host/shelf.h"
#include "core/tcp/endpoint.h"
#include "core/tcp/icmp.h"

#include <array>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tcplab {

/// A connection's name: "49152>10.0.0.2:80#1". A listener's has remotePort 0: "80>*:*#1".
struct ConnectionName {
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0;
    std::uint32_t incarnation = 0; ///< from 1, of this pair of ports on this host
    friend bool operator==(const ConnectionName&, const ConnectionName&) = default;
};

/// The latest connection between a pair of ports; it may have ended long ago.
struct Incarnation {
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0;
    std::uint32_t incarnation = 0; ///< its number, from 1
    ConnectionId conn = 0;
    friend bool operator==(const Incarnation&, const Incarnation&) = default;
};

struct Connection {
    ConnectionId id = 0;
    ConnectionName name{};
    Tcb tcb{};
    SocketId socket = 0;   ///< whose it is; 0: an orphan, or still in a listener's queue
    SocketId listener = 0; ///< passive open: the listener it came from
    bool accepted = false;
    bool reuseAddr = false; ///< its socket's SO_REUSEADDR, remembered when the socket is gone (TIME-WAIT)
    friend bool operator==(const Connection&, const Connection&) = default;
};

/// A socket as a program sees it.
struct Socket {
    SocketId id = 0;
    std::string name;            ///< the program's name for it; "" for the unnamed one
    std::uint16_t boundPort = 0; ///< bind's, listen's or connect's; 0: none yet
    bool autoPort = false;       ///< boundPort came with connect or accept and goes with the connection
    bool listening = false;
    std::uint32_t backlog = 0;
    ConnectionId listenerConnection = 0; ///< the name under which LISTEN is recorded
    ConnectionId connection = 0;         ///< 0: none (yet, or any more)
    bool reuseAddr = false;
    bool noDelay = false;
    bool keepAlive = false;
    std::uint32_t sendBuffer = 0;          ///< SO_SNDBUF; 0: the profile's
    std::uint32_t receiveBuffer = 0;       ///< SO_RCVBUF; 0: the profile's
    bool corked = false;                   ///< TCP_CORK
    std::uint16_t maxSegment = 0;          ///< TCP_MAXSEG; 0: the profile's
    Duration userTimeout{};                ///< TCP_USER_TIMEOUT; zero: the profile's
    bool readShut = false;                 ///< shutdown read: what arrives is acknowledged, recv says the end
    std::int64_t linger = -1;              ///< SO_LINGER's seconds; −1: off
    bool closed = false;                   ///< close() was called; kept only while its connection lives on
    std::vector<ConnectionId> synQueue;    ///< half-finished handshakes, oldest first
    std::vector<ConnectionId> acceptQueue; ///< established, not accepted, oldest first
    friend bool operator==(const Socket&, const Socket&) = default;
};

/// A running program or one call made by hand: a place in a list of statements.
struct Process {
    std::uint32_t id = 0;            ///< from 1; 1 is the host's program
    std::uint32_t next = 0;          ///< index of the next statement; while blocked, of the one it is in
    std::optional<Statement> single; ///< a background or hand-made call: this one only
    bool blocked = false;            ///< inside a call that has not returned
    bool ended = false;
    Instant wakeAt{};                 ///< not before this (sleep, at)
    std::uint64_t progress = 0;       ///< octets the blocked call has moved
    SocketId socket = 0;              ///< of the blocked call
    std::vector<std::uint32_t> loops; ///< how often each enclosing repeat still goes round
    friend bool operator==(const Process&, const Process&) = default;
};

/// Octets as an application has seen them: merged runs of one stream. "delivered = sent" is a
/// comparison of ranges.
struct ReadLog {
    ConnectionId connection = 0;
    std::vector<TextRange> text; ///< adjacent ranges of a stream are merged
    bool endOfStream = false;
    friend bool operator==(const ReadLog&, const ReadLog&) = default;
};

struct Host {
    Side side = Side::Client;
    bool up = true;
    Instant quietUntil{};                ///< after boot: nothing is sent before (§3.4.3)
    std::vector<Connection> connections; ///< by id; CLOSED ones only while a socket still refers to them
    std::vector<Socket> sockets;         ///< by id
    Shelf shelf;                    ///< connections in TIME-WAIT that no socket refers to, and their sockets
    std::vector<Process> processes; ///< by id
    LongList<ReadLog> readLogs;     ///< by connection; what applications have read
    ConnectionId nextConnection = 1;
    SocketId nextSocket = 1;
    std::uint32_t nextProcess = 1;
    std::uint32_t nextStream = 1; ///< streams are numbered 2k (client) and 2k+1 (server)
    std::uint32_t isnsDrawn = 0;
    std::uint16_t nextEphemeral = 49152;
    std::uint32_t crashes = 0;
    LongList<Incarnation> incarnations; ///< the last one of each pair of ports, sorted

    // What follows from the rest, kept as it changes since it is asked for after each event
    Deadline nextDeadline{};             ///< of all connections' timers
    Instant nextTurn = Instant::never(); ///< when a program has something to do; it may have passed

    friend bool operator==(const Host&, const Host&) = default;
};

/// The settings of a host that do not change in a run.
struct HostSettings {
    Profile profile = rfc9293Profile();
    std::string address;             ///< "10.0.0.1"
    std::vector<std::uint32_t> isns; ///< for its connections in order; after the last, drawn (RFC 6528)
    Program program;
    std::string programText; ///< as written, for showing
    bool scripted = false;   ///< played by a script: it has no TCP, takes what arrives and answers nothing
    friend bool operator==(const HostSettings&, const HostSettings&) = default;
};

/// One thing that happened, in order. A flat record: which members matter depends on `kind`, exactly as
/// in trace-format.md's table of events.
enum class EffectKind : std::uint8_t {
    Call,
    Return,
    State,
    Send,
    Deliver,
    Drop,
    Duplicate,
    Ignore,
    Timer,
    Cwnd,
    Rtt,
    Urgent,
    User,
    End,
};
/// "call": the trace's word.
const char* nameOf(EffectKind kind);

enum class UserCommand : std::uint8_t { Drop, Delay, Duplicate, Corrupt, Call, Crash, Boot, Inject, Icmp };
constexpr const char* nameOf(UserCommand command)
{
    constexpr std::array names{"drop",  "delay", "duplicate", "corrupt", "call",
                               "crash", "boot",  "inject",    "icmp"};
    return names[static_cast<std::size_t>(command)];
}

inline constexpr std::uint32_t noText = 0xffffffff;

struct Effect {
    EffectKind kind = EffectKind::Call;
    Side host = Side::Client;
    ConnectionState from = ConnectionState::Closed; ///< State
    ConnectionState to = ConnectionState::Closed;
    Timer timer = Timer::Retransmission; ///< Timer
    TimerAction action = TimerAction::Start;
    Call call = Call::Socket;                    ///< Call, Return, User call
    Errno error = Errno::None;                   ///< Return; None: `value` is its result
    IgnoreReason ignoreWhy = IgnoreReason::None; ///< Ignore
    std::uint8_t dropWhy = 0;                    ///< Drop: a DropReason
    Clause clause = Clause::None;                ///< the rule followed
    UserCommand command = UserCommand::Drop;     ///< User
    bool applied = true;                         ///< User: false: it no longer applied
    bool marked = false;                         ///< Deliver: with CE, which a queue has set (RFC 3168 §5)
    std::uint16_t rule = 0;                      ///< Drop, Duplicate: by which scripted fault, from 1
    std::uint32_t process = 0;                   ///< Call, Return: whose; ids as in Host::processes
    ConnectionId conn = 0;                       ///< 0: belongs to no connection
    SegmentId segment = 0;                       ///< Send, Deliver, Drop, Duplicate, Ignore, User
    SegmentId copy = 0;                          ///< Duplicate
    std::uint32_t text = noText; ///< Call: arguments; User call: the line. In StepLog's or Trace's texts
    std::int64_t value =
        0; ///< Return, Cwnd, Urgent: octets; Timer: deadline, ns; Rtt: sample, ns; User delay: ns
    std::int64_t value2 = 0; ///< Rtt: SRTT, ns; Cwnd: ssthresh, octets
    std::int64_t value3 = 0; ///< Rtt: RTTVAR, ns; Cwnd: a CongestionPhase
    std::int64_t value4 = 0; ///< Rtt: RTO, ns
    friend bool operator==(const Effect&, const Effect&) = default;
};

/// A connection that came into being in this step.
struct OpenedConnection {
    Side host = Side::Client;
    ConnectionId id = 0;
    ConnectionName name{};
    SeqNum iss{}; ///< filled in as soon as it is chosen: the SYN's SEG.SEQ
    friend bool operator==(const OpenedConnection&, const OpenedConnection&) = default;
};

/// What one step did, for whoever watches. The world does not know who that is.
struct StepLog {
    std::vector<Effect> effects;
    std::vector<Packet> packets; ///< emitted in this step (wire copies too), each host's in order
    std::vector<OpenedConnection> opened;
    std::vector<std::string> texts;
    bool keepTexts = true;   ///< false: nobody will read `texts`
    bool keepEffects = true; ///< false: nobody will read `effects`: a step that happens by itself writes none

    // Scratch of whoever acts, kept for its storage
    Outbox outbox;
    Received received;
    Effect unread; ///< what is written where no effects are kept

    void clear()
    {
        effects.clear();
        packets.clear();
        opened.clear();
        texts.clear();
    }
};

/// What a host is given with each event.
struct HostSurroundings {
    const HostSettings& settings;
    Duration timeWait; ///< how long TIME-WAIT lasts on this host
    std::uint64_t seed;
    Instant now;
    StepLog& log;
    SegmentId& nextSegment; ///< numbers emissions; advanced
};

/// A host before anything has happened, its program before its first call.
Host startHost(Side side, const HostSettings& settings);
/// The statement that a process is in or comes to next; null when it has ended.
const Statement* currentStatement(const HostSettings& settings, const Process& process);

/// When a program has something to do: now if one is ready, later if it sleeps, never if all wait.
Instant nextProgramInstant(const Host& host, const HostSettings& settings, Instant now);
/// Lets the first ready process do one thing: end a blocked call, or make its next call.
void runProgram(Host& host, const HostSurroundings&);
/// The earliest deadline of any connection.
Instant nextTimerInstant(const Host& host);
/// Lets the connection with the earliest deadline have its time-out.
void expireTimer(Host& host, const HostSurroundings&);
/// A packet arrives (its checksum was right).
void packetArrives(Host& host, const Packet& packet, const HostSurroundings&);
/// An ICMP message about a segment that this host has sent from `localPort` to `remotePort`.
struct IcmpMessage {
    IcmpKind kind = IcmpKind::HostUnreachable;
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0;
    SeqNum seq{};
    friend bool operator==(const IcmpMessage&, const IcmpMessage&) = default;
};
void icmpReaches(Host& host, const IcmpMessage& message, const HostSurroundings&);
/// A call made from outside, as if a second program made it: the window's buttons.
void makeCall(Host& host, const Statement& statement, const HostSurroundings&);
/// All TCBs, sockets and programs vanish, silently. / Comes up again; its program starts anew only if `boot`
/// is in it: with the line that follows (the k-th `boot` after the k-th crash).
void crash(Host& host, const HostSurroundings&);
void boot(Host& host, const HostSurroundings&);
/// Which calls a person could make now that would be accepted, for buttons.
std::vector<Statement> possibleCalls(const Host& host, const HostSettings& settings);

/// Null if there is none, or it lies on the shelf.
const Connection* findConnection(const Host& host, ConnectionId id);
const Socket* findSocket(const Host& host, SocketId id);
/// A copy of the connection, wherever it is; nothing if it is gone.
std::optional<Connection> copyOf(const Host& host, ConnectionId id);
/// The timers of a connection, wherever it is; nothing if it is gone.
std::optional<Timers> timersOf(const Host& host, ConnectionId id);
/// Copies of all connections, by id.
std::vector<Connection> allConnections(const Host& host);
/// The latest connection between these ports; nothing if it is gone.
std::optional<ConnectionId> latestBetween(const Host& host, std::uint16_t localPort,
                                          std::uint16_t remotePort);

} // namespace tcplab
