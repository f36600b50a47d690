/// A situation that a real kernel was put into, and the same one played here. Both become rows of one kind.
#pragma once
#include "tests/core/host/two_hosts.h"

#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace tcplab {

/// Something that happened: "segment 1 SYN,ACK seq 0 len 0 ack 1", "state 1 LISTEN SYN-RECEIVED",
/// "call recv 200"; ports are numbered in the order in which they come up.
struct KernelRow {
    std::int64_t ms = 0;
    std::string what;
};

/// What one side did: its segments without pure ACKs (a kernel sends them at its own discretion), its changes of
/// state, how its calls ended; each in order.
struct KernelSide {
    std::vector<KernelRow> segments;
    std::vector<KernelRow> states;
    std::vector<KernelRow> calls;
};

struct KernelTrace {
    std::array<KernelSide, 2> sides;
    std::int64_t endMs = 0; ///< the kernel was watched no longer
};

/// A segment from nowhere; numbers count from the two initial ones.
struct Injected {
    int ms = 0; ///< arrives
    Side to = Side::Server;
    const char* notation = "";
};

struct KernelCase {
    const char* name; ///< the file in traces/
    std::string client;
    std::string server;
    /// True for what is lost; n counts, from 1, what this side has sent of the same kind: "SYN", "SYN,ACK", "ACK"
    /// (alone), "FIN", "RST", "text".
    std::function<bool(Side from, const std::string& kind, int n, const TwoHosts&)> isLost = {};
    std::vector<Injected> injected{};
    std::function<void(TwoHosts&)> prepare = {};
    Duration delay = milliseconds(10);
    bool pureAcks = false; ///< they are compared too
    /// The configuration: nothing: traces/NAME.txt, without options and with Reno. Else NAME.default.txt, the
    /// kernel's own defaults, or NAME.plain.txt.
    std::optional<bool> defaults{};
    /// Where ours differs from the kernel's and why; empty: nowhere.
    std::string differs{};
    bool (*skips)(Side,
                  const KernelRow&) = nullptr; ///< rows that `differs` is about, of the kernel's or of ours
};

inline void PrintTo(const KernelCase& given, std::ostream* os) { *os << given.name; }

/// The trace's name: "13a-loss-middle.plain".
std::string traceOf(const KernelCase& given);
KernelTrace readKernelTrace(const std::string& name);
KernelTrace play(const KernelCase& given);

} // namespace tcplab
