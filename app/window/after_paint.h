/// What can wait until there is something to look at.
#pragma once
#include <functional>

class QWidget;

namespace tcplab {

/// Once, when the first frame of a window is out. Nothing, if it goes before.
void afterFirstPaint(QWidget& window, std::function<void()> what);

} // namespace tcplab
