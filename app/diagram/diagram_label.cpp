#include "app/diagram/diagram_label.h"

#include "app/diagram/label_place.h"

#include <QFontMetricsF>
#include <QPainter>

namespace tcplab {

namespace {

QString nameOfNode(DiagramNode node) { return QString::fromLatin1(nameOf(stateOf(node))); }

/// In the room under the last row, over the whole width.
QRectF paintFoot(QPainter& p, const DiagramGeometry& g, DiagramStep step, const QString& words,
                 const LabelLook& look)
{
    const QString all = QStringLiteral("%1 → %2: %3").arg(nameOfNode(step.from), nameOfNode(step.to), words);
    QFont font = look.font;
    font.setBold(true);
    if (g.foot.isEmpty())
        return {};
    const QRectF place = g.foot.adjusted(2, 0, -2, -underLabels);
    const qreal height = place.height();
    while ((QFontMetricsF(font).horizontalAdvance(all) > g.size.width() - 12 ||
            QFontMetricsF(font).height() > height) &&
           font.pointSizeF() > 6)
        font.setPointSizeF(font.pointSizeF() - 0.5);
    p.setPen(QPen(look.line, 1.4));
    p.setBrush(look.ground);
    p.drawRoundedRect(place, 4, 4);
    p.setPen(look.text);
    p.setFont(font);
    p.drawText(place, Qt::AlignCenter,
               QFontMetricsF(font).elidedText(all, Qt::ElideRight, place.width() - 6));
    return place;
}

void paintLeader(QPainter& p, const QLineF& leader, const LabelLook& look)
{
    p.setPen(QPen(look.ground, 4));
    p.drawLine(leader);
    p.setPen(QPen(look.line, 1.4));
    p.drawLine(leader);
    p.setBrush(look.line);
    p.drawEllipse(leader.p2(), 2.6, 2.6); // ends on the arrow, and is none
}

} // namespace

QRectF paintArrowLabel(QPainter& p, const DiagramGeometry& g, const QPolygonF& route, DiagramStep step,
                       const ArrowText& words, const LabelLook& look, const std::vector<QRectF>& obstacles)
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
    const auto high = placeLabel(g, route, QSizeF(stackedWidth, 2 * line + 6), obstacles);
    const auto flat =
        placeLabel(g, route, QSizeF(metrics.horizontalAdvance(oneLine) + 12, line + 3), obstacles);
    if (!high && !flat)
        return paintFoot(p, g, step, oneLine, look);
    const bool stacked = high && (!flat || high->cost <= flat->cost + 8);
    const LabelPlace& found = stacked ? *high : *flat;
    const QRectF& place = found.rect;
    if (found.leader)
        paintLeader(p, *found.leader, look);
    p.setPen(QPen(look.line, 1.4));
    p.setBrush(look.ground);
    p.drawRoundedRect(place, 4, 4);
    p.setPen(look.text);
    p.setFont(bold);
    if (!stacked) {
        p.drawText(place, Qt::AlignCenter, oneLine);
        return place;
    }
    const qreal middle = place.center().y();
    p.drawText(QRectF(place.left(), place.top() + 1, place.width(), line), Qt::AlignCenter, event);
    p.setFont(small);
    p.drawText(QRectF(place.left(), middle + 1, place.width(), line), Qt::AlignCenter, action);
    p.setPen(QPen(look.line, 1.4));
    p.drawLine(QPointF(place.left() + 6, middle), QPointF(place.right() - 6, middle));
    return place;
}

} // namespace tcplab
