/// Where this run and another part, drawn across the timeline: a line that passes behind all words, like the now line, and
/// a sign that covers none.
#pragma once
#include "app/ladder/ladder_geometry.h"

namespace tcplab {

/// Where it lies, if it is in the picture: before anything is placed that it passes behind.
void beginParting(const LadderInput& in, LadderGeometry& geometry);
/// Its ends, and the place of its sign: after everything that this keeps clear of.
void placeParting(const LadderInput& in, const LadderColumns& columns, LadderGeometry& geometry);

} // namespace tcplab
