#include "core/tcp/congestion/cubic.h"

#include <algorithm>
#include <cassert>

namespace tcplab {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr unsigned fineBits = 24; ///< windows are kept in 2^-24 octets
constexpr Wide cubicSecond = Wide{1'000'000'000} * 1'000'000'000 * 1'000'000'000; ///< 1 s³ in ns³

/// floor(numerator · 2^24 / denominator), where the result fits; one division where the numbers are small.
constexpr std::uint64_t fineQuotient(std::uint64_t numerator, std::uint64_t denominator)
{
    if (numerator >> (64 - fineBits) == 0)
        return (numerator << fineBits) / denominator;
    return (numerator / denominator << fineBits) + (numerator % denominator << fineBits) / denominator;
}

/// floor of the cube root, by Newton's iteration from above.
constexpr std::uint64_t cubeRoot(Wide n)
{
    if (n == 0)
        return 0;
    unsigned bits = 0;
    for (Wide rest = n; rest != 0; rest >>= 1)
        ++bits;
    Wide root = Wide{1} << (bits + 2) / 3;
    for (;;) {
        const Wide next = (2 * root + n / (root * root)) / 3;
        if (next >= root)
            return static_cast<std::uint64_t>(root);
        root = next;
    }
}
static_assert(cubeRoot(26) == 2 && cubeRoot(27) == 3 && cubeRoot(cubicSecond) == 1'000'000'000);

/// K = cubic_root((W_max - cwnd_epoch) / C), C = 0.4 (§4.2, figure 2); exact to the nanosecond.
Duration timeToOrigin(std::uint32_t below, std::uint32_t smss)
{
    return {static_cast<std::int64_t>(cubeRoot(Wide{below} * 5 * cubicSecond / (2 * Wide{smss})))};
}

/// C·d³ in octets, C = 0.4 segments a cubic second. Beyond `longest` the window has left every clamp.
std::uint64_t cubicOctets(std::uint64_t ns, std::uint32_t smss)
{
    constexpr std::uint64_t longest = 2048'000'000'000;
    constexpr Wide scale = (Wide{1} << 125) / (5 * cubicSecond); // 0.4 · 2^124 / s³
    ns = std::min(ns, longest);
    const Wide cube = Wide{ns} * ns * ns >> 60; // less than 2^63; an error here is less than 10^-9 segments
    return static_cast<std::uint64_t>(cube * (scale * smss) >> 64);
}

} // namespace

std::uint64_t Cubic::wCubic(Duration t, std::uint32_t smss) const
{
    const Duration d = t - k;
    if (d >= Duration{})
        return wMax + cubicOctets(static_cast<std::uint64_t>(d.ns), smss);
    return wMax - std::min<std::uint64_t>(wMax, cubicOctets(static_cast<std::uint64_t>(-d.ns), smss));
}

/// §4.2; without a W_max above cwnd (no loss yet, a time-out) the curve begins at its plateau (§4.8, §4.10).
void Cubic::beginStage(const CongestionWindow& window, const NewlyAcked& acked)
{
    wMax = std::max(wMax, window.cwnd);
    if (cwndPrior == 0)
        cwndPrior = window.cwnd;
    k = timeToOrigin(wMax - window.cwnd, acked.smss);
    wEst = std::uint64_t{window.cwnd} << fineBits;
    tEpoch = acked.now;
}

/// §4.3, figure 4: W_est += alpha · segments_acked / cwnd, alpha = 3·(1 - 0.7)/(1 + 0.7) = 9/17 until W_est
/// has reached cwnd_prior, then 1.
void Cubic::growEstimate(const CongestionWindow& window, const NewlyAcked& acked)
{
    const std::uint64_t octets = std::uint64_t{std::min(acked.octets, window.cwnd)} * acked.smss;
    const bool asReno = wEst >> fineBits >= cwndPrior;
    wEst += asReno ? fineQuotient(octets, window.cwnd)
                   : fineQuotient(octets * 9, std::uint64_t{window.cwnd} * 17);
    wEst = std::min(wEst, std::uint64_t{noThreshold} << fineBits);
}

CubicRegion Cubic::onAck(CongestionWindow& window, const NewlyAcked& acked)
{
    assert(window.cwnd > 0 && acked.smss > 0);
    if (tEpoch.isNever())
        beginStage(window, acked);
    tCounted = acked.now;
    growEstimate(window, acked);

    const Duration t = acked.now - tEpoch;
    const std::uint64_t octets = std::min(acked.octets, window.cwnd);
    std::uint64_t fine = (std::uint64_t{window.cwnd} << fineBits) + fraction;
    CubicRegion region = CubicRegion::RenoFriendly;
    if (wCubic(t, acked.smss) < wEst >> fineBits) {
        // §4.3. Should another have made cwnd smaller than W_est, it returns there ACK by ACK (RFC 5681 §3.1).
        const std::uint64_t most =
            fine + (std::uint64_t{std::min<std::uint64_t>(octets, acked.smss)} << fineBits);
        fine = std::clamp(wEst, fine, most);
    } else {
        // §4.4, §4.5: (target - cwnd)/cwnd segments a segment; target clamped to [cwnd, 1.5·cwnd] (§4.2).
        region = window.cwnd < wMax ? CubicRegion::Concave : CubicRegion::Convex;
        const std::uint64_t target = std::clamp<std::uint64_t>(
            wCubic(t + acked.srtt, acked.smss), window.cwnd, window.cwnd + std::uint64_t{window.cwnd} / 2);
        fine += fineQuotient((target - window.cwnd) * octets, window.cwnd);
    }
    fine = std::min(fine, std::uint64_t{noThreshold} << fineBits);
    window.cwnd = static_cast<std::uint32_t>(fine >> fineBits);
    fraction = static_cast<std::uint32_t>(fine & ((1u << fineBits) - 1));
    return region;
}

void Cubic::applicationLimited(Instant now)
{
    if (tEpoch.isNever())
        return;
    tEpoch = tEpoch + (now - tCounted);
    tCounted = now;
}

std::uint32_t Cubic::thresholdAfterLoss(const CongestionWindow& window, const LossSeen& loss)
{
    // §4.7: a flow that lost before it was back at W_max leaves more room: cwnd · (1 + 0.7)/2.
    const bool earlier = window.cwnd < wMax;
    wMax = earlier ? static_cast<std::uint32_t>(std::uint64_t{window.cwnd} * 17 / 20) : window.cwnd;
    cwndPrior = window.cwnd;
    leaveAvoidance();
    return std::max(reduced(loss.flightSize), loss.smss * 2);
}

std::uint32_t Cubic::reduced(std::uint32_t flightSize)
{
    return static_cast<std::uint32_t>(std::uint64_t{flightSize} * 7 / 10); // beta 0.7
}

void Cubic::onTimeout()
{
    wMax = 0; // so that the next stage begins with K = 0 and W_max = cwnd
    leaveAvoidance();
}

void Cubic::leaveAvoidance()
{
    tEpoch = Instant::never();
    tCounted = {};
    k = {};
    wEst = 0;
    fraction = 0;
}

bool Cubic::undo(CongestionWindow& window, const CongestionWindow& windowBefore, const Cubic& before)
{
    if (window.cwnd >= cwndPrior)
        return false;
    window = windowBefore;
    *this = before;
    return true;
}

} // namespace tcplab
