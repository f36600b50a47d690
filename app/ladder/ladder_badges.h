/// Which of several connections segments belong to: their numbers on the arrows.
#pragma once
#include "app/ladder/ladder_geometry.h"

namespace tcplab {

/// Of a badge where there is room, px.
inline constexpr double badgeRadius = 6.5;

/// Where what is seen of an arrow begins, and where it arrives; none on another. Needs arrows and labels.
void addConnectionBadges(const LadderInput& in, LadderGeometry& geometry);

} // namespace tcplab
