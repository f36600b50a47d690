/// The seam of congestion control. An algorithm is a value that says how the window grows and what a loss
/// makes of it; when a loss has happened, and what is sent again, is loss_recovery.h's affair.
#pragma once
#include "core/tcp/congestion/cubic.h"
#include "core/tcp/congestion/window.h"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <variant>

namespace tcplab {

/// Slow start (RFC 5681 equation 2; RFC 3465 with `abcLimit`).
void growInSlowStart(CongestionWindow& window, const NewlyAcked& acked);
/// RFC 5681 equation 3; with `abcLimit` one SMSS for each window's worth of octets (RFC 3465 §2.1).
void growInAvoidance(CongestionWindow& window, const NewlyAcked& acked);
/// RFC 5681 equation 4: max(FlightSize / 2, 2·SMSS).
std::uint32_t halfOf(std::uint32_t flightSize, std::uint32_t smss);

/// The loss was none: the window is what it was before, or what it has become if that is more.
void giveBack(CongestionWindow& window, const CongestionWindow& before);

/// What fast retransmit is followed by.
enum class FastRecovery : std::uint8_t {
    None,        ///< the segment goes again, and that is all
    SlowStart,   ///< Tahoe: as after a time-out
    UntilNewAck, ///< Reno, RFC 5681 §3.2
    UntilPoint,  ///< NewReno, RFC 6582; with SACK RFC 6675
};

// onAck: new text has been acknowledged outside of recovery. thresholdAfterLoss: the new ssthresh; cwnd is
// still what it was. reduced: what a loss or a mark leaves of a flight, without the floor that ssthresh has. onTimeout: it was the timer that saw the loss. undo: it was none. notLimited: an ACK came
// while cwnd was not what held the sender back. leaveAvoidance: slow start begins without a loss.

/// No window but the peer's.
struct NoControl {
    static constexpr bool limits = false;
    static constexpr FastRecovery fastRecovery = FastRecovery::None;
    void onAck(CongestionWindow&, const NewlyAcked&) {}
    std::uint32_t thresholdAfterLoss(CongestionWindow& window, const LossSeen&) { return window.ssthresh; }
    static std::uint32_t reduced(std::uint32_t flightSize) { return flightSize; }
    void onTimeout() {}
    void undo(CongestionWindow& window, const CongestionWindow& before, const NoControl&)
    {
        giveBack(window, before);
    }
    void notLimited(Instant) {}
    void leaveAvoidance() {}
    friend bool operator==(const NoControl&, const NoControl&) = default;
};

/// Slow start and congestion avoidance alike; they differ in what follows a fast retransmit.
template <FastRecovery recovery> struct RenoLike {
    static constexpr bool limits = true;
    static constexpr FastRecovery fastRecovery = recovery;
    void onAck(CongestionWindow& window, const NewlyAcked& acked)
    {
        if (window.inSlowStart())
            growInSlowStart(window, acked);
        else
            growInAvoidance(window, acked);
    }
    std::uint32_t thresholdAfterLoss(CongestionWindow&, const LossSeen& loss)
    {
        return halfOf(loss.flightSize, loss.smss);
    }
    static std::uint32_t reduced(std::uint32_t flightSize) { return flightSize / 2; }
    void onTimeout() {}
    void undo(CongestionWindow& window, const CongestionWindow& before, const RenoLike&)
    {
        giveBack(window, before);
    }
    void notLimited(Instant) {}
    void leaveAvoidance() {}
    friend bool operator==(const RenoLike&, const RenoLike&) = default;
};
using TahoeControl = RenoLike<FastRecovery::SlowStart>;
using RenoControl = RenoLike<FastRecovery::UntilNewAck>;
using NewRenoControl = RenoLike<FastRecovery::UntilPoint>;

/// RFC 9438 in congestion avoidance, RFC 5681 in slow start.
struct CubicControl {
    static constexpr bool limits = true;
    static constexpr FastRecovery fastRecovery = FastRecovery::UntilPoint;
    Cubic cubic{};

    void onAck(CongestionWindow& window, const NewlyAcked& acked)
    {
        if (window.inSlowStart())
            growInSlowStart(window, acked);
        else
            cubic.onAck(window, acked);
    }
    std::uint32_t thresholdAfterLoss(CongestionWindow& window, const LossSeen& loss)
    {
        return cubic.thresholdAfterLoss(window, loss);
    }
    static std::uint32_t reduced(std::uint32_t flightSize) { return Cubic::reduced(flightSize); }
    void onTimeout() { cubic.onTimeout(); }
    void undo(CongestionWindow& window, const CongestionWindow& before, const CubicControl& then)
    {
        cubic.undo(window, before, then.cubic);
    }
    void notLimited(Instant now) { cubic.applicationLimited(now); }
    void leaveAvoidance() { cubic.leaveAvoidance(); }
    friend bool operator==(const CubicControl&, const CubicControl&) = default;
};

template <class C>
concept CongestionAlgorithmType = std::regular<C> && requires(C c, CongestionWindow& window) {
    { C::limits } -> std::convertible_to<bool>;
    { C::fastRecovery } -> std::convertible_to<FastRecovery>;
    c.onAck(window, NewlyAcked{});
    { c.thresholdAfterLoss(window, LossSeen{}) } -> std::same_as<std::uint32_t>;
    { C::reduced(0u) } -> std::same_as<std::uint32_t>;
    c.onTimeout();
    c.undo(window, CongestionWindow{}, C{});
    c.notLimited(Instant{});
    c.leaveAvoidance();
};
static_assert(CongestionAlgorithmType<NoControl> && CongestionAlgorithmType<TahoeControl> &&
              CongestionAlgorithmType<RenoControl> && CongestionAlgorithmType<NewRenoControl> &&
              CongestionAlgorithmType<CubicControl>);

using CongestionControl = std::variant<NoControl, TahoeControl, RenoControl, NewRenoControl, CubicControl>;

} // namespace tcplab
