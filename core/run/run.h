/// A run: a scenario, the interventions made in it, and how it went. Any step of it can be had again:
/// the nearest checkpoint before it, and a replay of a few hundred steps.
#pragma once
#include "core/trace/recorder.h"
#include "core/trace/trace.h"
#include "core/world/world.h"

#include <cstdint>
#include <vector>

namespace tcplab {

class Run {
public:
    /// More records than this end a run with `limit`.
    static constexpr std::uint32_t defaultRecordLimit = 20'000'000;

    explicit Run(std::shared_ptr<const Scenario> scenario);
    Run(const Run& other);
    Run& operator=(const Run& other);

    const Scenario& scenario() const { return *m_scenario; }
    const std::shared_ptr<const Scenario>& scenarioPointer() const { return m_scenario; }
    const Trace& trace() const { return m_trace; }
    /// The scenario with this run's interventions in it: what a saved file holds.
    Scenario scenarioWithInterventions() const;
    const std::vector<PlacedIntervention>& interventions() const { return m_interventions; }

    /// Does up to n more steps. False when the run has ended.
    bool extend(std::uint64_t n);
    /// Does all of it. The `end` record is written.
    void extendToEnd(std::uint32_t recordLimit = defaultRecordLimit);
    bool ended() const { return m_trace.ended; }

    /// The world after `step` steps (0: the start). Step ≤ trace().stepCount().
    World worldAt(std::uint64_t step) const;

    /// How everything stands after the last step.
    const World& latest() const { return m_frontier; }
    // For whoever plays along while the run goes on: steps behind the last one. What it has done stands in the log
    // until the next step.
    /// Does an event that nextEvent(latest()) has just given.
    const StepLog& doNext(const Event& event);
    /// Steps in at `at`, or when that has passed now; later interventions must not be placed.
    const StepLog& stepIn(Instant at, const Intervention& what);
    /// Writes the `end` record.
    void end(EndReason reason);

    /// Steps in after `step` steps, at instant `at` (not before that step's instant, not after the next
    /// event): what came after is cut off, the intervention becomes step `step`+1. Later interventions
    /// are dropped from the run. Does not extend.
    void intervene(std::uint64_t step, Instant at, const Intervention& what);
    /// Replaces all interventions, as if the run had started over with them; used by undo and redo. What
    /// lies before the first difference is kept. Does not extend.
    void setInterventions(std::vector<PlacedIntervention> interventions);

private:
    void startOver();
    void goBackTo(std::uint64_t step);
    bool stepOnce(std::uint32_t recordLimit);
    void keepCheckpoint();
    const PlacedIntervention* interventionAt(std::uint64_t step) const;

    std::shared_ptr<const Scenario> m_scenario;
    std::vector<PlacedIntervention> m_interventions; ///< by step
    Trace m_trace;
    Recorder m_recorder;
    World m_frontier;
    std::vector<World> m_checkpoints;     ///< by step; the first is step 0
    std::uint64_t m_checkpointOctets = 0; ///< about what they take up
    std::uint64_t m_spacing = 256;        ///< steps from one to the next; doubled when there are many
};

} // namespace tcplab
