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
/// As in the figure: the event over the action, a line between; or both in one line, where that finds a better place.
/// A label that stands nearer to another arrow has a leader to its own. In a picture without a place for it, all in one
/// line at the foot: "ESTABLISHED → CLOSE-WAIT: rcv FIN / snd ACK". Where it was drawn; empty: nowhere, for the picture
/// has no foot either.
QRectF paintArrowLabel(QPainter& painter, const DiagramGeometry& geometry, const QPolygonF& route,
                       DiagramStep step, const ArrowText& words, const LabelLook& look,
                       const std::vector<QRectF>& obstacles = {});

} // namespace tcplab
