/// The other key of context menus.
#pragma once
class QEvent;
class QObject;

namespace tcplab {

/// Shift+F10 where a widget has the focus: its context menu, as with the menu key, that not every keyboard has. True: it
/// was that key, and the widget has opened something.
bool openMenuByKey(QObject* watched, QEvent* event);

} // namespace tcplab
