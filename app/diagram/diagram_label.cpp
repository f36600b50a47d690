#include "app/diagram/diagram_label.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>

namespace tcplab {

namespace {

/// A line to a label that found no place beside its arrow.
void leader(QPainter& p, const QPolygonF& route, const QRectF& place)
{
    if (distanceTo(route, place.center()) < place.height() * 2 + place.width() / 2)
        return;
    const QLineF last(route[route.size() - 2], route.last());
    p.drawLine(place.center(), last.center());
}

} // namespace

std::optional<QRectF> paintArrowLabel(QPainter& p, const DiagramGeometry& g, const QPolygonF& route,
                                      const ArrowText& words, const LabelLook& look,
                                      const std::vector<QRectF>& obstacles)
{
    QFont small = look.font;
    small.setBold(false);
    QFont bold = look.font;
    bold.setBold(true);
    const QFontMetricsF metrics(bold);
    const QString event = QString::fromStdString(words.event);
    const QString action = QString::fromStdString(words.action == "x" ? "—" : words.action);
    const qreal line = metrics.height();
    const qreal stackedWidth =
        std::max(metrics.horizontalAdvance(event), metrics.horizontalAdvance(action)) + 12;
    const QString oneLine = event + QStringLiteral(" / ") + action;
    const auto high = labelPlace(g, route, QSizeF(stackedWidth, 2 * line + 6), obstacles);
    const auto flat =
        labelPlace(g, route, QSizeF(metrics.horizontalAdvance(oneLine) + 12, line + 3), obstacles);
    if (!high && !flat)
        return std::nullopt;
    const bool stacked =
        high && (!flat || distanceTo(route, high->center()) <= distanceTo(route, flat->center()) + 8);
    const std::optional<QRectF> place = stacked ? high : flat;
    p.setPen(QPen(look.line, 1.4));
    leader(p, route, *place);
    p.setBrush(look.ground);
    p.drawRoundedRect(*place, 4, 4);
    p.setPen(look.text);
    p.setFont(bold);
    if (!stacked) {
        p.drawText(*place, Qt::AlignCenter, oneLine);
        return place;
    }
    const qreal middle = place->center().y();
    p.drawText(QRectF(place->left(), place->top() + 1, place->width(), line), Qt::AlignCenter, event);
    p.setFont(small);
    p.drawText(QRectF(place->left(), middle + 1, place->width(), line), Qt::AlignCenter, action);
    p.setPen(QPen(look.line, 1.4));
    p.drawLine(QPointF(place->left() + 6, middle), QPointF(place->right() - 6, middle));
    return place;
}

} // namespace tcplab
