// A whole run as one picture.
#include "app/ladder/ladder_paint.h"

#include "app/wording/figure_text.h"

#include <QPainter>

namespace tcplab {

double pictureHeight(const TimeAxis& axis, const LadderFonts& fonts, const LadderPicture& picture)
{
    const double bottom = picture.bottom < 0 ? axis.length() : picture.bottom;
    return headroom(fonts) + (bottom - picture.top) * picture.zoom * fonts.scale();
}

/// At the foot, between the lifelines.
static void paintLeftOut(QPainter& painter, const LadderGeometry& geometry, const LadderFonts& fonts,
                         const Theme& theme, const std::string& words)
{
    const QString text = QString::fromStdString(words);
    const double height = fonts.height(TextRole::Note) + 4;
    const double width = fonts.width(TextRole::Note, text) + 16;
    const double middle = (geometry.lifeline[0] + geometry.lifeline[1]) / 2;
    const QRectF rect(middle - width / 2, geometry.area.bottom() - height - 4, width, height);
    painter.setPen(theme.mutedText);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(rect, 3, 3);
    painter.setFont(fonts.font(TextRole::Note));
    painter.drawText(rect, Qt::AlignCenter, text);
}

void paintLadder(QPainter& painter, const QRectF& area, const Trace& trace, const TimeAxis& axis,
                 const Theme& theme, const LadderPicture& picture)
{
    const LadderFonts fonts(theme, painter.device());
    LadderIndex index;
    index.update(trace, axis);
    LabelLayout labels;
    const double zoom = picture.zoom * fonts.scale();
    const LadderInput input{.trace = &trace,
                            .axis = &axis,
                            .index = &index,
                            .text = &fonts,
                            .area = area,
                            .zoom = zoom,
                            .scroll = picture.top * zoom,
                            .step = trace.stepCount(),
                            .now = trace.instantOf(trace.stepCount()),
                            .cursor = false,
                            .densityAllowed = false,
                            .everyLabel = picture.everyLabel,
                            .relativeNumbers = picture.relativeNumbers,
                            .notation = picture.notation,
                            .language = picture.language,
                            .lineWidth = theme.lineWidth};
    const LadderGeometry geometry = layOut(input, labels);
    paintLadder(painter, geometry, fonts, theme);
    if (geometry.labels.size() < geometry.arrows.size())
        paintLeftOut(painter, geometry, fonts, theme,
                     leftOutText(geometry.arrows.size() - geometry.labels.size(), picture.language));
}

} // namespace tcplab
