/// A heading in a menu. QMenu::addSection() has none where a style sheet draws the separators.
#pragma once
#include <QLabel>
#include <QMenu>
#include <QWidgetAction>

namespace tcplab {

inline QAction* addHeading(QMenu* menu, const QString& text)
{
    if (!menu->isEmpty())
        menu->addSeparator();
    auto* label = new QLabel(text);
    label->setProperty("look", "heading");
    label->setContentsMargins(12, 4, 12, 3);
    auto* heading = new QWidgetAction(menu);
    heading->setText(text); // for screen readers
    heading->setDefaultWidget(label);
    heading->setEnabled(false);
    menu->addAction(heading);
    return heading;
}

} // namespace tcplab
