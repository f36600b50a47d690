/// Octets that a program has read though its connection's other end never sent them: those of an earlier connection,
/// in an old duplicate (RFC 9293 §3.4.1), and those of a segment that somebody has made.
#pragma once
#include "core/run/run.h"

#include <array>
#include <cstdint>

namespace tcplab {

struct ForeignOctets {
    std::uint64_t ofAnother = 0;  ///< another connection's
    std::uint64_t madeByHand = 0; ///< nobody's; a script's own are not counted
    friend bool operator==(const ForeignOctets&, const ForeignOctets&) = default;
};

/// By the host that has read them.
std::array<ForeignOctets, 2> foreignOctetsIn(const Run& run);

} // namespace tcplab
