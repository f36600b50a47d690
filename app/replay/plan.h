/// A kernel's trace as something to do again: the hosts' settings, when which call is made, and what the wire does.
#pragma once
#include "app/replay/kernel_trace.h"
#include "app/replay/plan_hosts.h"

#include <memory>

namespace tcplab {

/// A call that the replay makes.
struct PlannedCall {
    enum class Kind : std::uint8_t {
        Make,         ///< `statement`
        AskError,     ///< getsockopt(SO_ERROR): tells a socket's error and clears it
        KillAll,      ///< `ss -K`: aborts whatever is connected
        ConfirmedOnly ///< settled before the run (buffers, keep-alive times): nothing is done
    };
    Kind kind = Kind::Make;
    std::size_t of = 0; ///< index in KernelTrace::calls
    Statement statement{};
    bool follows = false; ///< made as soon as the call before it has returned; else at its time, or later
    Duration lag{};       ///< its program learns so much later that it has returned
    bool waits = true;    ///< the next one waits for its return
};

/// A packet that no host sent.
struct Injection {
    std::size_t of = 0; ///< index in KernelTrace::packets
    Instant arrives{};
    std::int64_t seq = 0; ///< from the ISN of that end if there is one, else absolute
    std::int64_t ack = 0;
};

/// From here on the wire loses what this side sends.
struct Cut {
    Side from = Side::Client;
    Instant at{};
};

struct ReplayPlan {
    std::shared_ptr<const Scenario> scenario;
    std::array<std::vector<PlannedCall>, 2> calls; ///< by side, in order: each is one program
    std::vector<Injection> injections;             ///< by time
    std::vector<Cut> cuts;
    std::vector<Room> rooms; ///< by time
};

/// The plan; or what in the trace is not simulated: "TCP_CORK", "SYN cookies".
tl::expected<ReplayPlan, std::string> planOf(const KernelTrace& trace);

} // namespace tcplab
