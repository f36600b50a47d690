/// The two ends of the wire.
#pragma once
#include <cstddef>
#include <cstdint>

namespace tcplab {

enum class Side : std::uint8_t { Client, Server };

constexpr Side peerOf(Side side) { return side == Side::Client ? Side::Server : Side::Client; }
constexpr std::size_t indexOf(Side side) { return static_cast<std::size_t>(side); }
/// "client" or "server": the words of the trace and of scenario files, never translated there.
constexpr const char* nameOf(Side side) { return side == Side::Client ? "client" : "server"; }

} // namespace tcplab
