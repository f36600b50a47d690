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
    Again,       ///< the call would have had to wait
    InProgress,  ///< connect goes on by itself
    HostUnreach, ///< an ICMP message said so, as of the next two
    NetUnreach,
    NoProtoOpt,
};
inline constexpr Errno lastErrno = Errno::NoProtoOpt;

/// "ECONNREFUSED"; "" for None.
constexpr const char* nameOf(Errno error)
{
    constexpr std::array names{
        "",           "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT",   "EADDRINUSE",   "EADDRNOTAVAIL",
        "EPIPE",      "ENOTCONN",     "EISCONN",    "EALREADY",    "EINVAL",       "EBADF",
        "ENETDOWN",   "ECONNABORTED", "EAGAIN",     "EINPROGRESS", "EHOSTUNREACH", "ENETUNREACH",
        "ENOPROTOOPT"};
    return names[static_cast<std::size_t>(error)];
}

/// Linux's number of it, which SO_ERROR gives.
constexpr int numberOf(Errno error)
{
    constexpr std::array numbers{0,  111, 104, 110, 98, 99,  32,  107, 106, 114,
                                 22, 9,   100, 103, 11, 115, 113, 101, 92};
    return numbers[static_cast<std::size_t>(error)];
}

} // namespace tcplab
