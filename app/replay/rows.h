/// What happened between two hosts, a kernel's or ours, in one form that can be compared.
#pragma once
#include "app/replay/kernel_trace.h"

#include <map>

namespace tcplab {

/// `late`: how much later than `at` a kernel may be, whose timers and scripts run behind; zero for the kernel's own.
struct SegmentRow {
    Side from = Side::Client;
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    Flags ctl{};                       ///< without PSH
    std::optional<std::int64_t> seq{}; ///< from the ISN
    std::optional<std::uint32_t> seqAbsolute{};
    std::optional<std::int64_t> ack{};
    std::uint32_t length = 0;
    Instant at{};
    Duration late{};
};

struct StateRow {
    Side side = Side::Client;
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0; ///< 0: a listener
    std::string from;
    std::string to;
    Instant at{};
    Duration late{};
};

/// A call of the trace: how it ended.
struct CallRow {
    std::size_t of = 0;   ///< index in KernelTrace::calls
    std::string result{}; ///< "ok", a number, an errno; "" if it has not returned
    Instant end = Instant::never();
    Duration late{};
};

struct ReplayRows {
    std::vector<SegmentRow> segments; ///< by time; injected ones are not among them
    std::vector<StateRow> states;     ///< by time
    std::vector<CallRow> calls;       ///< by `of`
};

/// Initial sequence numbers by sender and ports, for numbers that count from them: from the nearest below.
class IsnBook {
public:
    void note(Side from, std::uint16_t sourcePort, std::uint16_t destinationPort, SeqNum isn);
    /// The latest; 0 where there is none.
    SeqNum latest(Side from, std::uint16_t sourcePort, std::uint16_t destinationPort) const;
    /// Nothing where no ISN is known.
    std::optional<std::int64_t> relative(Side from, std::uint16_t sourcePort, std::uint16_t destinationPort,
                                         SeqNum number) const;

private:
    using Key = std::tuple<Side, std::uint16_t, std::uint16_t>;
    std::map<Key, std::vector<SeqNum>> m_isns;
};

/// The rows of the kernel.
ReplayRows rowsOf(const KernelTrace& trace);

} // namespace tcplab
