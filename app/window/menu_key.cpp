#include "app/window/menu_key.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QWidget>

namespace tcplab {

bool openMenuByKey(QObject* watched, QEvent* event)
{
    if ((event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress) ||
        watched != QApplication::focusWidget())
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_F10 || key->modifiers() != Qt::ShiftModifier)
        return false;
    event->accept(); // no shortcut's
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    auto* one = static_cast<QWidget*>(watched);
    const QPoint middle = one->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    const QPoint where = middle.isNull() ? one->rect().center() : middle;
    QContextMenuEvent menu(QContextMenuEvent::Keyboard, where, one->mapToGlobal(where));
    QApplication::sendEvent(one, &menu);
    return true;
}

} // namespace tcplab
