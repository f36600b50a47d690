/// What a screen reader says by itself, wherever the keyboard is.
#pragma once
#include <QWidget>

namespace tcplab {

/// Makes of a widget a notification in the tree of accessible objects; before anybody has asked what it is.
void makeNotification(QWidget& one);
/// Lets a notification say something: it is its name from now on.
void notify(QWidget& one, const QString& words);

} // namespace tcplab
