/// Icons drawn in the theme's colours: the SVGs of resources/icons use currentColor only.
#pragma once
#include <QColor>
#include <QIcon>
#include <QString>

namespace tcplab {

/// `:/icons/<name>.svg` in this colour, with a paler one while disabled; an empty icon if there is none.
QIcon tintedIcon(const QString& name, const QColor& colour, const QColor& disabled);

} // namespace tcplab
