/// CoDel's law (RFC 8289 §5), one segment at a time: what the queue does with each that comes to its head.
#pragma once
#include "core/network/link_settings.h"

namespace tcplab {

enum class QueueVerdict : std::uint8_t { Pass, Mark, Drop };

struct CodelState {
    /// Where the transmitter's call for a segment stands: after a drop it asks for another at once.
    enum class Call : std::uint8_t { Fresh, AfterDrop, AfterFirstDrop };

    Instant
        firstAboveTime{}; ///< when the sojourn time will have been above target for an interval; zero: it is not
    Instant dropNext{};
    std::uint32_t count = 0; ///< drops since dropping began
    std::uint32_t lastCount = 0;
    bool dropping = false;
    Call call = Call::Fresh;
    friend bool operator==(const CodelState&, const CodelState&) = default;
};

/// What the queue knows of the segment at its head when the transmitter asks for it.
struct HeadOfQueue {
    Instant now{};
    Duration sojourn{};
    std::uint64_t octetsBehind = 0;
    bool canBeMarked = false; ///< the queue marks, and the segment is ECN-capable
};

/// Decides on the segment at the head. After Drop the transmitter asks for the next one at the same instant.
QueueVerdict codelVerdict(CodelState& state, const CodelSettings& settings, std::uint32_t mtu,
                          const HeadOfQueue& head);
/// The transmitter asked, and nothing was there.
void codelFoundNothing(CodelState& state, const CodelSettings& settings, Instant now);
/// t + interval/√count, to the nanosecond (rounded down).
Instant controlLaw(Instant t, Duration interval, std::uint32_t count);

} // namespace tcplab
