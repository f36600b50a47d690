/// What stands outside the lifelines: times, state names, calls, timer brackets. No text touches another.
#pragma once
#include "app/ladder/ladder_geometry.h"

namespace tcplab {

void addMargins(const LadderInput& in, const LadderColumns& columns, LadderGeometry& geometry);

} // namespace tcplab
