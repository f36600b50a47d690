/// The scenario that a live run starts from: one host is simulated, the other one is this machine's kernel.
#pragma once
#include "core/segment/packet_bytes.h"
#include "core/trace/sightings.h"
#include "core/world/scenario.h"

namespace tcplab::live {

/// Two hosts of the library's addresses on a wire that adds nothing of its own: no delay, no loss.
Scenario plainScenario();

/// Makes `side` the simulated host and the other one the kernel: it has no TCP and no program here. Unless
/// `keepsProgram`, the simulated host has none either.
void prepare(Scenario& scenario, Side side, bool keepsProgram);

} // namespace tcplab::live
