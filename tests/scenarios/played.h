/// A scenario played to its end, and its trace in words short enough for expectations.
#pragma once
#include "core/run/run.h"

#include <string>
#include <utility>
#include <vector>

namespace tcplab {

class Played {
public:
    using Settings = std::vector<std::pair<std::string, std::string>>;

    /// A scenario of the library, with these values set as `--set` would.
    explicit Played(const std::string& name, const Settings& settings = {});

    const Trace& trace() const { return m_run.trace(); }
    /// How everything stood at the end.
    World end() const { return m_run.worldAt(trace().stepCount()); }

    /// What was sent, in order: "client SYN 1000", "server SYN,ACK 5000/1001", "client ACK 1001/5001 +100".
    /// SEQ, "/" ACK, "+" octets; PSH is left out. An arrow's end: "lost" for what never arrived, "again"
    /// for a retransmission.
    std::vector<std::string> segments() const;
    /// The same of one sender.
    std::vector<std::string> segments(Side sender) const;
    /// The states that a host's k-th connection (listeners not counted, from 1) went through.
    std::vector<std::string> states(Side host, std::size_t connection = 1) const;
    /// How a host's calls returned: "connect 0", "recv 100", "listen EADDRINUSE".
    std::vector<std::string> results(Side host) const;
    /// Arrivals without effect: "client: old duplicate".
    std::vector<std::string> ignored() const;
    /// When a call returned or would have: the instants of a host's returns of this call, in ns.
    std::vector<Instant> returnInstants(Side host, Call call) const;
    /// What a timer did on a host: "start 1.000 s", "expire 1.000 s" with its deadline in milliseconds.
    std::vector<std::string> timer(Side host, Timer timer) const;
    /// How a host's congestion window moved: "250 ms: 6000 3000 recovery": cwnd, ssthresh ("-": none yet), phase.
    std::vector<std::string> congestion(Side host) const;
    /// What a sender sent again, and when: "250 ms: 3001".
    std::vector<std::string> retransmissions(Side sender) const;
    /// The instants at which a sender sent segments with exactly these flags (PSH aside).
    std::vector<Instant> sentAt(Side sender, Flags ctl) const;
    Instant endInstant() const { return trace().records.back().t; }

private:
    std::string segmentWord(const SegmentHistory& segment) const;

    Run m_run;
};

} // namespace tcplab
