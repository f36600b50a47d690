/// Draws a state diagram: one function for the widget, pictures and export.
#pragma once
#include "app/diagram/diagram_geometry.h"
#include "app/theme/theme.h"

#include <QFont>

class QPainter;

namespace tcplab {

/// The largest type with which the diagram fits, and the diagram laid out for it.
struct DiagramLayout {
    QFont font;
    DiagramGeometry geometry;
};
DiagramLayout fitDiagram(QSizeF size, const Theme& theme);

/// `hovered`: an arrow of the figure whose words are wanted.
void paintDiagram(QPainter& painter, const DiagramLayout& layout, const DiagramSituation& situation,
                  const Theme& theme, std::optional<std::size_t> hovered = std::nullopt);

} // namespace tcplab
