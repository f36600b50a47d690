/// Holds what happened here against what a kernel did.
#pragma once
#include "app/replay/rows.h"

#include <vector>

namespace tcplab {

/// The first thing of its kind that is not the same. `kernels` and `ours`: "FIN,ACK seq 1 ack 2 len 0 at 0.313 s";
/// "" where there is nothing.
struct Difference {
    enum class Kind : std::uint8_t {
        Segment, ///< which, or when
        LastAck, ///< how far a side has acknowledged in the end
        State,
        Result, ///< how a call ended, or when
    };
    Kind kind = Kind::Segment;
    Side side = Side::Client;
    std::string subject; ///< "40002:7002"; of a call "recv 65536"
    std::string kernels;
    std::string ours;
};

/// Compared are
/// - for each direction of each pair of ports SYN, FIN, RST, text, probes (a pure ACK of a number below what has been
///   sent), and the pure ACKs that answer an injected packet: flags without PSH, numbers from the ISNs, length; other
///   pure ACKs only in how far they get, since a kernel sends them at its own discretion;
/// - the states that each end of a pair of ports goes through; what a listener does with a request that it lets die
///   again escapes a kernel's observer at times;
/// - how each call ends;
/// - when: never earlier than here by more than 5 ms, and later by no more than wire, script and timers may lag.
/// What lies beyond the end of the kernel's trace is left out.
std::vector<Difference> compare(const KernelTrace& trace, const ReplayRows& kernels, const ReplayRows& ours);

} // namespace tcplab
