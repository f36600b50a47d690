/// The time–sequence plot's segments, SACK blocks and marks, by tcptrace's conventions.
#pragma once
#include "app/plots/plot_shapes.h"

namespace tcplab {

/// Of one run; `trace` knows what was lost.
void addSegments(PlotShapes& shapes, const Flow& flow, const Trace* trace);
void addSacks(PlotShapes& shapes, const Flow& flow);
void addMarks(PlotShapes& shapes, const Flow& flow);

} // namespace tcplab
