/// Where the bar of the chosen segment's actions goes: beside it, on nothing that is read or caught.
#pragma once
#include "app/ladder/ladder_geometry.h"

namespace tcplab {

/// The upper left corner of a bar of that size within `room`. `air`: px between it and its arrow.
QPointF barPlace(const LadderGeometry& geometry, QSizeF bar, const QRectF& room, double air);

} // namespace tcplab
