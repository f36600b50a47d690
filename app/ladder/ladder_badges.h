/// Which of several connections segments belong to: their numbers on the arrows.
#pragma once
#include "app/ladder/ladder_geometry.h"

namespace tcplab {

/// Where what is seen of an arrow begins, and where it arrives; none on another. Needs arrows and labels.
void addConnectionBadges(const LadderInput& in, LadderGeometry& geometry);

} // namespace tcplab
