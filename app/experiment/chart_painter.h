/// Charts with Qt: painted in a theme's colours, as a picture, saved by the ending of a name.
#pragma once
#include "app/chart/chart_svg.h"
#include "app/theme/theme.h"

#include <QImage>
#include <QString>

class QPainter;

namespace tcplab {

ChartColours chartColoursOf(const Theme& theme);
/// Measured with the theme's own font.
ChartSize chartSizeOf(const Theme& theme, QSizeF size);
void paintChart(QPainter& painter, const ChartShapes& shapes, const ChartColours& colours,
                const Theme& theme);
/// Twice as fine as its size says.
QImage chartImage(const Chart& chart, const Theme& theme, QSize size);
/// As .svg, .png or .csv (of its points). Nothing is left of a file that could not be written. False: `error` says why.
bool saveChart(const Chart& chart, const Theme& theme, QSize size, const QString& path, QString* error);

} // namespace tcplab
