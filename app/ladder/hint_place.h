/// Where a hint stands in the ladder without covering what it is about.
#pragma once
#include "app/ladder/ladder_geometry.h"

#include <QRectF>
#include <QSizeF>

#include <optional>

namespace tcplab {

/// Between the lifelines as far as there is room for it there, under the now line, as low as possible and touching nothing; none: there is no such place.
std::optional<QRectF> hintPlace(const LadderGeometry& geometry, QSizeF hint);

} // namespace tcplab
