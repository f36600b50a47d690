/// CUBIC (RFC 9438): the window grows with the cube of the time since the last loss.
#pragma once
#include "core/tcp/congestion/window.h"

#include <cstdint>

namespace tcplab {

/// Which rule an acknowledgment followed (RFC 9438 §4.2).
enum class CubicRegion : std::uint8_t { RenoFriendly, Concave, Convex };

/// What CUBIC remembers besides cwnd and ssthresh, under the names of RFC 9438 §4.1.2.
///
/// A stage of congestion avoidance begins with the first onAck() after it has ended; onTimeout(), a loss and
/// leaveAvoidance() end one. Nothing else that changes cwnd need be told.
struct Cubic {
    std::uint32_t wMax = 0;      ///< W_max, octets; 0: unknown (§4.8, §4.10)
    std::uint32_t cwndPrior = 0; ///< cwnd when ssthresh was last set, octets; 0: never
    /// t_epoch: when this stage began, later by what t must not count (§4.2, §5.8); never: none has begun.
    Instant tEpoch = Instant::never();
    Instant tCounted{};         ///< the instant up to which t is known to count
    Duration k{};               ///< K: from t_epoch until W_cubic is W_max again
    std::uint64_t wEst = 0;     ///< W_est, in 2^-24 octets
    std::uint32_t fraction = 0; ///< by how much the window is larger than cwnd, in 2^-24 octets

    /// §4.2–4.5: new text has been acknowledged in congestion avoidance; slow start is the caller's (§4.10).
    /// What an ACK adds is counted in octets, so that ACKs of two segments, or of half a one, grow the window
    /// as fast as an ACK a segment. cwnd never falls, and grows by at most half of what was acknowledged
    /// (by W_est: at most by all of it).
    CubicRegion onAck(CongestionWindow& window, const NewlyAcked& acked);
    /// §5.8, §4.2: call it, instead of onAck, for an ACK that came while the application and not cwnd held
    /// the sender back, and before the first segment after an idle time: the time since the last ACK
    /// does not count.
    void applicationLimited(Instant now);
    /// §4.6, §4.7: the new ssthresh, never less than 2·SMSS; W_max, with fast convergence, and cwnd_prior are
    /// remembered, so cwnd must still be what it was before the loss. ECN-Echo counts as loss here; only cwnd
    /// may then go on down to 1·SMSS: the caller asks reduced().
    std::uint32_t thresholdAfterLoss(const CongestionWindow& window, const LossSeen& loss);
    /// Figure 5's flight_size · beta_cubic, without a floor.
    static std::uint32_t reduced(std::uint32_t flightSize);
    /// §4.8: call it after thresholdAfterLoss() when it was the timer that saw the loss.
    void onTimeout();
    /// Slow start begins without a loss (a restart after idle, RFC 5681 §4.1): this stage is over.
    void leaveAvoidance();
    /// §4.9.2: the loss was none: puts back what `windowBefore` and `before`, copies of before
    /// thresholdAfterLoss(), hold, unless cwnd has grown past cwnd_prior meanwhile. True if it did.
    bool undo(CongestionWindow& window, const CongestionWindow& windowBefore, const Cubic& before);

    /// W_cubic(t) of this stage, octets (figure 1).
    std::uint64_t wCubic(Duration t, std::uint32_t smss) const;

    friend bool operator==(const Cubic&, const Cubic&) = default;

private:
    void beginStage(const CongestionWindow& window, const NewlyAcked& acked);
    void growEstimate(const CongestionWindow& window, const NewlyAcked& acked);
};

} // namespace tcplab
