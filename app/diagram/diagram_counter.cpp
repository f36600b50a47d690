#include "app/diagram/diagram_counter.h"

#include "app/diagram/label_place.h"
#include "app/wording/transition_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace tcplab {

namespace {

struct Counted {
    QString words;
    QRectF place;
    qreal base = 0; ///< where the letters stand
};

/// As fully as there is room; on no arrow.
std::optional<Counted> whatIsCounted(const DiagramLayout& layout, Language language)
{
    const DiagramGeometry& g = layout.geometry;
    const QFontMetricsF small(layout.titleFont);
    const qreal base = g.counter.bottom() - small.descent() * 0.6 - 1;
    const qreal room = g.box(DiagramNode::Closed).left() - 8 - g.counter.left();
    constexpr qreal away = 3;
    for (const DiagramWord which : {DiagramWord::ArrowsLong, DiagramWord::Arrows, DiagramWord::ArrowsShort}) {
        const QString words = QString::fromStdString(diagramWord(which, language));
        const QRectF place(g.counter.left(), base - small.ascent() * 0.8, small.horizontalAdvance(words),
                           small.ascent() * 0.8 + 1);
        if (place.width() <= room && std::ranges::none_of(g.arrows, [&place](const QPolygonF& route) {
                return distanceTo(route, place) < away;
            }))
            return Counted{words, place, base};
    }
    return std::nullopt;
}

} // namespace

void paintCounter(QPainter& p, const DiagramLayout& layout, std::size_t walked, const Theme& theme,
                  Language language)
{
    const QRectF& place = layout.geometry.counter;
    QFont bold = layout.font;
    bold.setBold(true);
    p.setPen(theme.text);
    p.setFont(bold);
    p.drawText(QPointF(place.left(), place.top() + QFontMetricsF(bold).ascent() - 1),
               QString::fromStdString(arrowsWalked(walked, figureArrowCount, language)));
    if (const auto counted = whatIsCounted(layout, language)) {
        p.setPen(theme.mutedText);
        p.setFont(layout.titleFont);
        p.drawText(QPointF(counted->place.left(), counted->base), counted->words);
    }
}

QRectF counterPlace(const DiagramLayout& layout, Language language)
{
    const auto counted = whatIsCounted(layout, language);
    return counted ? layout.geometry.counter.united(counted->place) : layout.geometry.counter;
}

} // namespace tcplab
