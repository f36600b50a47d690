/// A program: socket calls, one a line, run in order like the program that they stand for.
///
/// **Which socket a call is for.** A line that names none is for the unnamed sockets; "" is a name like any
/// other, and several sockets may bear one name:
/// - send, recv, shutdown, close, abort, setsockopt and until mean the youngest open socket of the name that
///   does not listen, else the youngest listener. So after the accepted socket has been closed, close closes
///   the listener, and `repeat` … `end` around `accept` … `close` serves one client after another.
/// - accept means the youngest listener of the name; what it accepts is unnamed unless it says `as`.
/// - connect, bind, listen and setsockopt make the socket if there is none to use. connect goes on with a
///   socket whose connection has failed or ended; one that is connected gives EISCONN.
///
/// **What a line waits for.** connect: ESTABLISHED or an error. accept: an established connection. send: until
/// the send buffer has taken all octets. recv N: N octets, or the end of the stream or an error (what had come
/// by then is returned first; 0 at the end). recv eof: the end. close with SO_LINGER above 0: until the peer
/// has acknowledged the FIN, or the time is over. until established: also when the connection has failed, and
/// for a listener when somebody waits to be accepted. until closed: when the connection is in CLOSED, also
/// after close; a listener does not count. All others return at once. `recv N some` waits for the first octet only,
/// and `nowait` (O_NONBLOCK) for nothing: what could not be done is EAGAIN, connect is EINPROGRESS. A call on a socket that another program,
/// or a call by hand, closes meanwhile gets ECONNABORTED.
///
/// **Between the calls.** sleep, at, until, repeat and end take no step of their own: the next call is made at
/// the due instant. An error ends the program unless its line ends in "?". A program that has ended leaves its
/// sockets open. crash and boot are for the own host: the program that says so goes on behind them, all other
/// programs vanish; calls in between get ENETDOWN.
#pragma once
#include "core/base/side.h"
#include "core/base/time.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tcplab {

enum class Call : std::uint8_t {
    Socket,
    Bind,
    Listen,
    Connect,
    Accept,
    Send,
    Recv,
    Shutdown,
    Close,
    Abort,
    SetSockOpt,
    GetSockOpt,
    // not socket calls, but lines of a program
    Sleep,
    At,
    Until,
    Crash,
    Boot,
    Repeat,
    End,
};
constexpr const char* nameOf(Call call)
{
    constexpr std::array names{"socket",   "bind",  "listen", "connect",    "accept",     "send",  "recv",
                               "shutdown", "close", "abort",  "setsockopt", "getsockopt", "sleep", "at",
                               "until",    "crash", "boot",   "repeat",     "end"};
    return names[static_cast<std::size_t>(call)];
}

enum class SocketOption : std::uint8_t {
    Linger,
    ReuseAddr,
    NoDelay,
    KeepAlive,
    SendBuffer,
    ReceiveBuffer,
    Cork,
    MaxSegment,
    UserTimeout,
    Error, ///< for getsockopt, which takes the error away
};
constexpr const char* nameOf(SocketOption option)
{
    constexpr std::array names{"SO_LINGER", "SO_REUSEADDR", "TCP_NODELAY", "SO_KEEPALIVE",     "SO_SNDBUF",
                               "SO_RCVBUF", "TCP_CORK",     "TCP_MAXSEG",  "TCP_USER_TIMEOUT", "SO_ERROR"};
    return names[static_cast<std::size_t>(option)];
}

/// What `until` waits for.
enum class Condition : std::uint8_t { Established, Closed };

/// Which directions `shutdown` closes.
enum class Direction : std::uint8_t { Write, Read, Both };
constexpr const char* nameOf(Direction direction)
{
    constexpr std::array names{"write", "read", "both"};
    return names[static_cast<std::size_t>(direction)];
}

/// One line. Which members matter depends on `call`.
struct Statement {
    Call call = Call::Close;
    std::string socket{};       ///< "c2" of "c2: send 10"; "" for the unnamed one
    std::string as{};           ///< the name that connect or accept gives: "… as c2"
    Side to = Side::Server;     ///< connect: the host asked for, which is the other one
    std::uint16_t port = 0;     ///< listen, bind, connect: the port asked for
    std::uint16_t fromPort = 0; ///< connect … from 49152; 0: ephemeral
    std::uint32_t octets = 0;   ///< send, recv
    std::string bytes{};        ///< send "GET /": these; else a pattern by offset
    bool untilEof = false;      ///< recv eof
    bool urgent = false;        ///< send … urgent (RFC 9293 §3.10.2)
    bool some = false;          ///< recv 10 some: what there is, as soon as there is any
    bool peek = false;          ///< recv … peek: it stays there
    bool more = false;          ///< send … more: nothing less than a full segment leaves before the next send
    bool nowait = false;        ///< … nowait: EAGAIN or EINPROGRESS instead of waiting
    Direction direction = Direction::Write; ///< shutdown
    std::uint32_t backlog = 0;              ///< listen 80 backlog 2; 0: the profile's
    SocketOption option = SocketOption::Linger;
    std::int64_t value =
        0; ///< setsockopt: SO_LINGER seconds (−1: off), buffers octets, TCP_USER_TIMEOUT ms, others 0 or 1
    Condition condition = Condition::Established;
    Duration duration{};       ///< sleep
    Instant at{};              ///< at
    std::uint32_t times = 0;   ///< repeat
    std::uint32_t partner = 0; ///< repeat ↔ end: the other's index
    bool tolerant = false;     ///< "…?": an error does not end the program
    bool background = false;   ///< "… &": the program goes on at once
    int line = 0;              ///< in the program, from 1

    friend bool operator==(const Statement&, const Statement&) = default;
};

using Program = std::vector<Statement>;

/// "server:80 from 49152": the call's arguments as the trace writes them.
std::string argumentsText(const Statement& statement);
/// The whole line as a person would type it: "c2: send 10 ?".
std::string statementText(const Statement& statement);

} // namespace tcplab
