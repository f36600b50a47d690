/// How everything stands at one instant, as one value: copying it forks the run, `==` proves two runs
/// equal, fingerprint() names them. What happens next is derived from it, never stored: grep for
/// "schedule" finds nothing.
#pragma once
#include "core/world/scenario.h"

#include <array>
#include <memory>
#include <optional>
#include <variant>

namespace tcplab {

struct World {
    std::shared_ptr<const Scenario> scenario; ///< completed(); never changes in a run; compared by value
    Instant now{};
    std::uint64_t step = 0; ///< steps done
    SegmentId nextSegment = 1;
    std::array<Host, 2> hosts{};
    std::array<Link, 2> links{}; ///< by sender
    std::vector<FaultState> faults;
};

bool operator==(const World& a, const World& b);
/// Equal worlds have equal fingerprints, on every machine.
std::uint64_t fingerprint(const World& world);

/// The scenario as a run has it: no host announces or uses a larger MSS than its interface's MTU has room for.
/// The same one where nothing has to be changed.
std::shared_ptr<const Scenario> completed(std::shared_ptr<const Scenario> scenario);
/// The world before anything has happened, of the scenario completed.
World start(std::shared_ptr<const Scenario> scenario);

/// A flight of that sender's wire ends: arrival, loss on the way, or end of life.
struct FlightEnds {
    Side sender = Side::Client;
    friend bool operator==(const FlightEnds&, const FlightEnds&) = default;
};
struct TimerExpires {
    Side host = Side::Client;
    friend bool operator==(const TimerExpires&, const TimerExpires&) = default;
};
struct ProgramRuns {
    Side host = Side::Client;
    friend bool operator==(const ProgramRuns&, const ProgramRuns&) = default;
};
struct Event {
    Instant at{};
    std::variant<FlightEnds, TimerExpires, ProgramRuns> what{};
    friend bool operator==(const Event&, const Event&) = default;
};

/// For so long a run without scenario.until shows probes that are answered for ever: of a window that stays
/// zero (RFC 9293 §3.8.6.1), and keep-alives (§3.8.4), where nothing else is left to happen.
constexpr Instant probesEnd = Instant{} + minutes(24 * 60);

/// The next event; nothing when both hosts rest, the wire is empty and no timer runs, or when it would come
/// after scenario.until or probesEnd (then nextInstant() is not never). Of events at one
/// instant: programs first (so that what they send can carry a pending ACK), then arrivals, then
/// time-outs. Of programs the server's first (it listens before anyone calls), of the others the client's.
std::optional<Event> nextEvent(const World& world);
/// When the next event would come if the scenario had no end; never when nothing is left to happen.
Instant nextInstant(const World& world);
/// When a run ends that has no next event: scenario.until where it has come to that, else now.
Instant endInstant(const World& world);
/// Does it: moves the clock to event.at and counts a step. `log` is cleared, then holds what this step did.
void process(World& world, const Event& event, StepLog& log);
/// Steps in from outside at world.now (or later, at `at`, if nothing else was due before): one step, one
/// User effect, `applied` false if its target is gone. Where something was due before `at`, the clock
/// stops there. `log` is cleared, then holds what this step did.
void intervene(World& world, const Intervention& what, Instant at, StepLog& log);

/// The MSL of the network: the longer one of both directions.
Duration mslOf(const Scenario& scenario);
const LinkSettings& linkSettings(const World& world, Side sender);
/// How long TIME-WAIT lasts on that host: the profile's time_wait, or 2·MSL.
Duration timeWaitOf(const Scenario& scenario, Side host);

} // namespace tcplab
