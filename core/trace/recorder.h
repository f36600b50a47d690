/// Watches steps and writes the trace: takes the step's effects in order, finds each one's cause, and
/// sees what timers did by comparing the TCBs before and after. Nobody tells it; it looks.
#pragma once
#include "core/trace/trace.h"
#include "core/world/world.h"

namespace tcplab {

class Recorder {
public:
    explicit Recorder(Trace& trace) : m_trace(&trace) {}

    /// Does one event on the world and records it. Returns false when nothing is left to happen.
    bool step(World& world);
    /// The same for an intervention.
    void step(World& world, const Intervention& what, Instant at);
    /// Writes the `end` record.
    void end(EndReason reason, Instant at);
    /// Forgets what came after this step, so that another future can be written.
    void cutAfter(std::uint64_t step);

private:
    Trace* m_trace;
};

} // namespace tcplab
