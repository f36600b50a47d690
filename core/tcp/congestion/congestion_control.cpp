#include "core/tcp/congestion/congestion_control.h"

namespace tcplab {

void growInSlowStart(CongestionWindow& window, const NewlyAcked& acked)
{
    const std::uint32_t most = std::max(acked.abcLimit, 1u) * acked.smss;
    window.cwnd = std::min(window.cwnd + std::min(acked.octets, most), largestCwnd);
}

void growInAvoidance(CongestionWindow& window, const NewlyAcked& acked)
{
    if (acked.abcLimit == 0) { // equation 3, "adjustments … on every incoming ACK that acknowledges new data"
        const auto share = std::uint64_t{acked.smss} * acked.smss / std::max(window.cwnd, 1u);
        window.cwnd = std::min(window.cwnd + std::max(static_cast<std::uint32_t>(share), 1u), largestCwnd);
        return;
    }
    window.counted += acked.octets;
    if (window.counted < window.cwnd)
        return;
    window.counted -= window.cwnd;
    window.cwnd = std::min(window.cwnd + acked.smss, largestCwnd);
}

std::uint32_t halfOf(std::uint32_t flightSize, std::uint32_t smss)
{
    return std::max(flightSize / 2, 2 * smss);
}

void giveBack(CongestionWindow& window, const CongestionWindow& before)
{
    window.cwnd = std::max(window.cwnd, before.cwnd);
    window.ssthresh = std::max(window.ssthresh, before.ssthresh);
}

} // namespace tcplab
