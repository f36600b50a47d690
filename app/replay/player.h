/// Plays a kernel's trace with two hosts of ours.
#pragma once
#include "app/replay/plan.h"
#include "app/replay/rows.h"
#include "core/trace/trace.h"

namespace tcplab {

struct Replayed {
    ReplayRows rows;
    Trace trace; ///< of our own run, for a closer look
};

Replayed play(const KernelTrace& kernel, const ReplayPlan& plan);

} // namespace tcplab
