/// In what two starts of a scenario differ, in a few words: what a run is called that somebody has begun otherwise.
#pragma once
#include "core/world/scenario.h"

#include <QString>

namespace tcplab {

/// The same start, whatever was done in it, and whatever comments its text has.
bool sameStart(const Scenario& a, const Scenario& b);

/// "c1 lost; msl = 5 s": what `start` has that `first` has not; "" where they are the same start.
QString startWords(const Scenario& start, const Scenario& first);

} // namespace tcplab
