/// The words beside an arrow.
#pragma once
#include "app/diagram/diagram_geometry.h"

#include <QColor>
#include <QFont>

class QPainter;

namespace tcplab {

struct LabelLook {
    QFont font;
    QColor line, text, ground;
};
/// As in the figure: the event over the action, a line between; or both in one line, where that finds a place nearer
/// to its arrow. Where it was drawn; nothing if there was no room.
std::optional<QRectF> paintArrowLabel(QPainter& painter, const DiagramGeometry& geometry,
                                      const QPolygonF& route, const ArrowText& words, const LabelLook& look,
                                      const std::vector<QRectF>& obstacles = {});

} // namespace tcplab
