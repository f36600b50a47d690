/// What lies over the ladder: the path of causes, the legend of connections, why a segment had no effect, measured time.
#pragma once
#include "app/ladder/ladder_geometry.h"

namespace tcplab {

void addOverlays(const LadderInput& in, const LadderColumns& columns, LadderGeometry& geometry);

} // namespace tcplab
