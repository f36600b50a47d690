/// Two fingers on a view, on a touch pad or a touch screen.
#pragma once
#include <QPointF>

#include <optional>

class QEvent;
class QWidget;

namespace tcplab {

struct Pinch {
    double factor = 1;  ///< by how much what is seen grows
    QPointF at{};       ///< about which point of the view
    QPointF moved{};    ///< px by which both fingers have moved together
    bool reset = false; ///< a double tap with both: back to the usual size
};

/// What a gesture of this view means; nothing if it is no pinch.
std::optional<Pinch> pinchIn(QEvent& event, const QWidget& view);

} // namespace tcplab
