/// A scenario played through once, nothing kept of it: for those who need no trace.
#pragma once
#include "core/trace/trace.h"
#include "core/world/world.h"

#include <memory>
#include <optional>

namespace tcplab {

class Play {
public:
    explicit Play(std::shared_ptr<const Scenario> scenario);

    /// The next step: the scenario's intervention that is due, or the next event. False at the end.
    bool step();
    const World& world() const { return m_world; }
    /// What the latest step has done.
    const StepLog& log() const { return m_log; }
    /// Why there is no next step; nothing as long as there may be one.
    std::optional<EndReason> ended() const { return m_ended; }

private:
    std::shared_ptr<const Scenario> m_scenario;
    World m_world;
    StepLog m_log;
    std::vector<PlacedIntervention>::const_iterator m_placed;
    std::optional<EndReason> m_ended;
};

} // namespace tcplab
