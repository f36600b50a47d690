/// Where the axes of a plot have ticks, and how values are written.
#pragma once
#include "app/plots/plot_shapes.h"

namespace tcplab {

/// Ticks of both axes, and where sequence numbers wrap; the range and the extent of `shapes` stand already.
void addTicks(PlotShapes& shapes, const PlotInput& in);
/// "1001", "120 ms": as the hover box and the table write it.
QString valueText(PlotKind kind, std::int64_t value, std::uint32_t firstNumber);

} // namespace tcplab
