/// A program: socket calls, one a line, run in order like the program that they stand for.
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
    constexpr std::array names{"socket", "bind",  "listen",   "connect", "accept", "send",
                               "recv",   "shutdown", "close", "abort",   "setsockopt", "sleep",
                               "at",     "until", "crash",    "boot",    "repeat", "end"};
    return names[static_cast<std::size_t>(call)];
}

enum class SocketOption : std::uint8_t { Linger, ReuseAddr, NoDelay };
constexpr const char* nameOf(SocketOption option)
{
    constexpr std::array names{"SO_LINGER", "SO_REUSEADDR", "TCP_NODELAY"};
    return names[static_cast<std::size_t>(option)];
}

/// What `until` waits for.
enum class Condition : std::uint8_t { Established, Closed };

/// One line. Which members matter depends on `call`.
struct Statement {
    Call call = Call::Close;
    std::string socket{};          ///< "c2" of "c2: send 10"; "" for the unnamed one
    std::string as{};              ///< the name that connect or accept gives: "… as c2"
    Side to = Side::Server;        ///< connect: the host asked for, which is the other one
    std::uint16_t port = 0;        ///< listen, bind, connect: the port asked for
    std::uint16_t fromPort = 0;    ///< connect … from 49152; 0: ephemeral
    std::uint32_t octets = 0;      ///< send, recv
    std::string bytes{};           ///< send "GET /": these; else a pattern by offset
    bool untilEof = false;         ///< recv eof
    std::uint32_t backlog = 0;     ///< listen 80 backlog 2; 0: the profile's
    SocketOption option = SocketOption::Linger;
    std::int64_t value = 0;        ///< setsockopt: SO_LINGER seconds (−1: off), others 0 or 1
    Condition condition = Condition::Established;
    Duration duration{};           ///< sleep
    Instant at{};                  ///< at
    std::uint32_t times = 0;       ///< repeat
    std::uint32_t partner = 0;     ///< repeat ↔ end: the other's index
    bool tolerant = false;         ///< "…?": an error does not end the program
    bool background = false;       ///< "… &": the program goes on at once
    int line = 0;                  ///< in the program, from 1

    friend bool operator==(const Statement&, const Statement&) = default;
};

using Program = std::vector<Statement>;

/// "server:80 from 49152": the call's arguments as the trace writes them.
std::string argumentsText(const Statement& statement);
/// The whole line as a person would type it: "c2: send 10 ?".
std::string statementText(const Statement& statement);

} // namespace tcplab
