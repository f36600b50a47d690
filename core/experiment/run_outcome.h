/// What came of a run that is kept: the same as OutcomeWatch tells of one that is only played.
#pragma once
#include "core/experiment/outcome.h"
#include "core/run/run.h"

namespace tcplab {

/// Of a run that has ended; of another, as far as it has got.
RunOutcome outcomeOf(const Run& run);

} // namespace tcplab
