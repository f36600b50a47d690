/// What every congestion control works on: the window and its threshold (RFC 5681 §2), and what an
/// acknowledgment tells it.
#pragma once
#include "core/base/time.h"

#include <cstdint>

namespace tcplab {

/// "arbitrarily high" (RFC 5681 §3.1): no loss has been seen.
inline constexpr std::uint32_t noThreshold = 0x7fffffff;

/// cwnd stops growing here: no flight is larger, and sums do not overflow.
inline constexpr std::uint32_t largestCwnd = 0x40000000;

struct CongestionWindow {
    std::uint32_t cwnd = 0;               ///< octets
    std::uint32_t ssthresh = noThreshold; ///< octets
    std::uint32_t counted = 0; ///< octets acknowledged in congestion avoidance since cwnd last grew

    bool inSlowStart() const { return cwnd < ssthresh; }
    friend bool operator==(const CongestionWindow&, const CongestionWindow&) = default;
};

/// New text has been acknowledged outside of any recovery.
struct NewlyAcked {
    std::uint32_t octets = 0; ///< by which SND.UNA moved, or which are newly SACKed
    std::uint32_t smss = 0;   ///< SMSS, options taken off
    Instant now{};
    Duration srtt{};
    std::uint32_t abcLimit = 0; ///< RFC 3465's L; 0: ACKs are counted, not octets
};

/// A loss has been seen: what is to become of the window.
struct LossSeen {
    std::uint32_t flightSize = 0; ///< octets outstanding (RFC 5681 equation 4)
    std::uint32_t smss = 0;
    Instant now{};
};

} // namespace tcplab
