#include "app/theme/pinch.h"

#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWidget>

#include <algorithm>

namespace tcplab {

namespace {
/// No single event makes what is seen smaller than this.
constexpr double leastFactor = 0.2;
} // namespace

/// A touch pad tells of a pinch as a native gesture, a touch screen as a QPinchGesture.
std::optional<Pinch> pinchIn(QEvent& event, const QWidget& view)
{
    if (event.type() == QEvent::NativeGesture) {
        const auto& gesture = static_cast<const QNativeGestureEvent&>(event);
        if (gesture.gestureType() == Qt::ZoomNativeGesture)
            return Pinch{.factor = std::max(leastFactor, 1 + gesture.value()), .at = gesture.position()};
        if (gesture.gestureType() == Qt::SmartZoomNativeGesture)
            return Pinch{.at = gesture.position(), .reset = true};
        return std::nullopt;
    }
    if (event.type() != QEvent::Gesture)
        return std::nullopt;
    const auto* pinch =
        static_cast<QPinchGesture*>(static_cast<QGestureEvent&>(event).gesture(Qt::PinchGesture));
    if (pinch == nullptr)
        return std::nullopt;
    Pinch result{.at = view.mapFromGlobal(pinch->centerPoint())};
    if (pinch->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
        result.factor = std::max(leastFactor, pinch->scaleFactor());
    if (pinch->changeFlags().testFlag(QPinchGesture::CenterPointChanged))
        result.moved = pinch->centerPoint() - pinch->lastCenterPoint();
    return result;
}

} // namespace tcplab
