/// What the wire may do in a state of an exploration (explore.h) instead of letting things go by themselves, and what it
/// makes of the state.
#pragma once
#include "core/experiment/explore.h"

#include <cstddef>
#include <vector>

namespace tcplab {

/// What the wire was made to do on the way to a state.
struct WireDeed {
    enum class What : std::uint8_t { Drop, Duplicate, Delay };
    What what = What::Drop;
    std::uint64_t step = 0; ///< it was this step
    Instant at{};
    SegmentId segment = 0;
    Duration by{}; ///< Delay: how much later it arrives
};

/// A segment held back: not on its link, to be put there again.
struct HeldBack {
    Side sender = Side::Client;
    InFlight flight{};
    std::uint32_t deed = 0; ///< its place among what was done
};

struct ExploredState {
    World world{};
    Ledger ledger{};
    WireBudget left{};
    std::vector<HeldBack> held;
    std::vector<WireDeed> done;
};

/// One more way than the one that a run takes by itself.
struct WireChoice {
    enum class What : std::uint8_t { Drop, Duplicate, Delay, Swap, Release };
    What what = What::Drop;
    std::size_t held = 0; ///< Release: which
    Instant at{};         ///< Release: it arrives then
};

/// The ways from a state, and the steps along them.
class WireChoices {
public:
    /// `scenario`: the one explored, which outlives this.
    explicit WireChoices(const Scenario& scenario) : m_scenario(scenario) {}

    /// When the held segment's life ends.
    Instant lifeEnds(const HeldBack& held) const;
    /// The end of a held segment's life comes before the event.
    bool mustRelease(const ExploredState& state, const Event& event) const;
    /// All ways from this state; `event`: what happens by itself, if anything does. `mayFault`: a loss, a copy or a delay
    /// more is allowed, as far as the budget goes. Valid until it is called again.
    const std::vector<WireChoice>& in(const ExploredState& state, const std::optional<Event>& event,
                                      bool mayFault);
    /// Goes that way; every one but Release is a step.
    void take(ExploredState& state, const WireChoice& choice, const std::optional<Event>& event,
              StepLog& log) const;
    /// What was done, as interventions of the scenario; what is still held back arrives when its life ends.
    std::vector<PlacedIntervention> deedsOf(const ExploredState& state) const;

private:
    void addReleases(const ExploredState& state, const std::optional<Event>& event);
    void release(ExploredState& state, const WireChoice& choice) const;

    const Scenario& m_scenario;
    std::vector<WireChoice> m_choices; ///< kept for its storage
};

} // namespace tcplab
