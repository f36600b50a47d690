/// What an exploration asks of TCP, and what has come of it, in words.
#pragma once
#include "app/wording/wording.h"
#include "core/experiment/explore.h"

namespace tcplab {

/// What TCP promises, one sentence.
std::string promiseText(Promise promise, Language language);
/// That it has been broken, and by what a run shows it: "No octet … : broken at the server".
std::string brokenText(const BrokenPromise& broken, Language language);
/// "up to 2 losses and 1 copy", "any order"; "no faults".
std::string budgetText(const WireBudget& budget, Language language);
/// One line: how much has been looked at, and with what result.
std::string exploredText(const Explored& explored, const WireBudget& budget, Language language);

} // namespace tcplab
