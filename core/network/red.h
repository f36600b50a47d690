/// Random early detection: S. Floyd, V. Jacobson, "Random Early Detection Gateways for Congestion Avoidance"
/// (1993), Figure 2, with "gentle" as Floyd added it in 2000. Fixed point throughout.
#pragma once
#include "core/network/codel.h"
#include "core/network/link_settings.h"

namespace tcplab {

struct RedState {
    std::uint64_t average = 0;   ///< of the queue, in 2⁻³² segments or octets
    std::int64_t sinceDrop = -1; ///< arrivals since the last drop or mark; −1: the average is low
    friend bool operator==(const RedState&, const RedState&) = default;
};

/// What an arrival finds.
struct RedArrival {
    std::uint64_t waiting = 0; ///< in the unit of the thresholds
    std::uint64_t idleSlots =
        0; ///< segments that could have been sent since the queue fell idle; 0: it is not
    bool canBeMarked = false;
    std::uint32_t chance = 0; ///< uniform in 0 … 10⁹−1
};

/// Moves the average, and decides on the arrival.
QueueVerdict redVerdict(RedState& state, const RedSettings& settings, const RedArrival& arrival);

/// p_b: how likely a drop is at this average before drops are spread out.
Probability redProbability(const RedSettings& settings, std::uint64_t average);

} // namespace tcplab
