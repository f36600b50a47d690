// A whole run as one picture.
#include "app/ladder/ladder_paint.h"

#include <QPainter>

namespace tcplab {

double pictureHeight(const TimeAxis& axis, const LadderFonts& fonts, const LadderPicture& picture)
{
    const double bottom = picture.bottom < 0 ? axis.length() : picture.bottom;
    return headroom(fonts) + (bottom - picture.top) * picture.zoom * fonts.scale();
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
                            .relativeNumbers = picture.relativeNumbers,
                            .notation = picture.notation,
                            .language = picture.language,
                            .lineWidth = theme.lineWidth};
    paintLadder(painter, layOut(input, labels), fonts, theme);
}

} // namespace tcplab
