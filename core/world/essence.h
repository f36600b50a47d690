/// When two scenarios are the same, however they are written.
#pragma once
#include "core/world/scenario.h"

namespace tcplab {

/// What a run depends on and shows: all but the text it was read from, and the places in it.
Scenario essence(Scenario scenario);

} // namespace tcplab
