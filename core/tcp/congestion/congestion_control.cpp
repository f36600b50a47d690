#include "core/tcp/congestion/congestion_control.h"

namespace tcplab {

void growInSlowStart(CongestionWindow& window, const NewlyAcked& acked)
{
    const std::uint32_t most = acked.abcLimit == 0 ? acked.octets : acked.abcLimit * acked.smss;
    window.cwnd += std::min(acked.octets, most);
    window.cwnd = std::min(window.cwnd, largestCwnd);
}

void growInAvoidance(CongestionWindow& window, const NewlyAcked& acked)
{
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
