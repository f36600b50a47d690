/// A listener's SYN and accept queues in large type, at the foot of the timeline: who waits there, and how many may.
#pragma once
#include "app/ladder/ladder_geometry.h"
#include "core/world/world.h"

#include <vector>

namespace tcplab {

/// The queues of listeners that hold so few that it matters.
std::vector<LadderQueue> queuesOf(const World& world);
void addQueues(const LadderInput& in, LadderGeometry& geometry);

} // namespace tcplab
