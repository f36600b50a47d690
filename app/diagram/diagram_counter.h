/// "14 of 21": how many arrows have been walked, in the diagram's upper left corner.
#pragma once
#include "app/diagram/diagram_paint.h"

namespace tcplab {

void paintCounter(QPainter& painter, const DiagramLayout& layout, std::size_t walked, const Theme& theme,
                  Language language);
/// Where it stands, with the words under it that say what it counts.
QRectF counterPlace(const DiagramLayout& layout, Language language);

} // namespace tcplab
