/// Draws a state diagram: one function for the widget, pictures and export.
#pragma once
#include "app/diagram/diagram_geometry.h"
#include "app/theme/theme.h"
#include "app/wording/wording.h"

#include <QFont>

class QPainter;

namespace tcplab {

/// The largest type with which the diagram fits, and the diagram laid out for it: boxes never touch, whatever the size.
struct DiagramLayout {
    QFont font;
    QFont titleFont; ///< of the frames and the counter
    DiagramGeometry geometry;
};
/// `words`: those beside arrows are wanted, so there is room at the foot for what finds no other place, if it can be had.
DiagramLayout fitDiagram(QSizeF size, const Theme& theme, Language language = Language::English,
                         bool counter = false, bool words = true);
/// The least height of a diagram of that width whose names are as large as the theme wants them.
qreal leastDiagramHeight(qreal width, const Theme& theme, Language language = Language::English);

/// What is drawn: one host's connection, or both hosts in one diagram.
struct DiagramPicture {
    std::vector<DiagramSituation> hosts; ///< with two, each has a token
    std::optional<ArrowSet> walked;      ///< in this sitting; the heads of the others are hollow
    std::optional<DiagramPlace> pointed; ///< its words are wanted
    std::optional<DiagramNode> focused;  ///< by keys
    Language language = Language::English;
    bool wordsBesideArrows = true; ///< of the arrow just taken; else somebody else says them
};

/// Where the words of arrows stand in it: one place for each that is shown, empty if there was none to be had.
std::vector<QRectF> paintDiagram(QPainter& painter, const DiagramLayout& layout,
                                 const DiagramPicture& picture, const Theme& theme);
/// One host alone, for a picture.
void paintDiagram(QPainter& painter, const DiagramLayout& layout, const DiagramSituation& situation,
                  const Theme& theme);

} // namespace tcplab
