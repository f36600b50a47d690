/// What theory says of a long flow under random loss, and of a handshake.
#pragma once
#include "core/world/scenario.h"

#include <cstdint>

namespace tcplab {

/// A bulk flow as the formulas see it.
struct FlowModel {
    double loss =
        0; ///< p: of a data segment, each for itself; Padhye et al. take what follows in a round as lost
    double roundTrip = 0;    ///< RTT, s
    double segment = 0;      ///< MSS, octets
    double perAck = 2;       ///< b: segments that one ACK acknowledges
    double firstTimeout = 1; ///< T0: the RTO before it backs off, s
    double window = 0;       ///< Wm: the most that the receiver's window, or a buffer, allows, segments
};

/// Mathis, Semke, Mahdavi, Ott: "The Macroscopic Behavior of the TCP Congestion Avoidance Algorithm", CCR 27(3), 1997:
/// MSS/RTT · √(3/(2bp)). bit/s; p > 0.
double mathisRate(const FlowModel& flow);
/// Padhye, Firoiu, Towsley, Kurose: "Modeling TCP Reno Performance: A Simple Model and Its Empirical Validation",
/// IEEE/ACM Transactions on Networking 8(2), 2000 (first at SIGCOMM 1998), the full model with time-outs and the
/// receiver's window: what is sent, retransmissions included. bit/s; 0 ≤ p < 1.
double pftkSendRate(const FlowModel& flow);
/// The same: what of it arrives (their section on throughput, T(p)). This is what a goodput stands beside.
double pftkThroughput(const FlowModel& flow);

/// That one of n attempts succeeds, when each does with chance p: 1 − (1 − p)ⁿ.
double oneOfMany(double p, std::uint32_t n);

/// SYNs that an active open sends until it gives up, the first included, if no answer comes.
std::uint32_t synAttempts(const Profile& profile);

/// The bulk flow of a scenario: from the host whose program sends more.
struct ScenarioFlow {
    FlowModel model;
    Side sender = Side::Client;
    std::uint64_t octets = 0; ///< that its program sends
};
ScenarioFlow flowOf(const Scenario& scenario);
/// The chance that a SYN and the answer to it both arrive.
double handshakeChance(const Scenario& scenario);

} // namespace tcplab
