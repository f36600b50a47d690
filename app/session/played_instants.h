/// When interventions act in a scenario whose settings have been changed.
#pragma once
#include "core/world/scenario.h"

namespace tcplab {

/// The scenario with each intervention at the instant at which its run does it. An intervention keeps its step and its
/// segment; with another delay that step comes earlier or later. What the run does not get to stays as it is, but not before
/// what stands in front of it.
Scenario withPlayedInstants(Scenario scenario);

} // namespace tcplab
