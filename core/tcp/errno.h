/// The errors that a socket call can return, under their POSIX names.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace tcplab {

enum class Errno : std::uint8_t {
    None,
    ConnRefused,
    ConnReset,
    TimedOut,
    AddrInUse,
    AddrNotAvail,
    Pipe,
    NotConn,
    IsConn,
    Already,
    Inval,
    BadF,
    NetDown,
    ConnAborted,
};

/// "ECONNREFUSED"; "" for None.
constexpr const char* nameOf(Errno error)
{
    constexpr std::array names{
        "",         "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EADDRINUSE", "EADDRNOTAVAIL", "EPIPE",
        "ENOTCONN", "EISCONN",      "EALREADY",   "EINVAL",    "EBADF",      "ENETDOWN",      "ECONNABORTED"};
    return names[static_cast<std::size_t>(error)];
}

} // namespace tcplab
