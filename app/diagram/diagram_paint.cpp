#include "app/diagram/diagram_paint.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tcplab {

namespace {

QString nameOfNode(DiagramNode node) { return QString::fromLatin1(nameOf(stateOf(node))); }

DiagramMetrics measure(const QFont& font)
{
    const QFontMetricsF metrics(font);
    DiagramMetrics m;
    m.textHeight = metrics.ascent() + metrics.descent() * 0.6;
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        m.nameWidth[i] = metrics.horizontalAdvance(nameOfNode(static_cast<DiagramNode>(i)));
    return m;
}

/// The route with its elbows rounded, up to the neck of the arrow's head.
QPainterPath rounded(const QPolygonF& route, qreal headLength)
{
    constexpr qreal radius = 7;
    QLineF lastLine(route[route.size() - 2], route.last());
    const QPointF end = lastLine.length() > headLength
                            ? lastLine.pointAt(1 - 0.8 * headLength / lastLine.length())
                            : lastLine.p1();
    QPainterPath path(route.first());
    for (qsizetype i = 1; i + 1 < route.size(); ++i) {
        const QLineF in(route[i], route[i - 1]);
        const QLineF out(route[i], i + 2 == route.size() ? end : route[i + 1]);
        const qreal r = std::min({radius, in.length() / 2, out.length() / 2});
        if (r < 0.5) {
            path.lineTo(route[i]);
            continue;
        }
        path.lineTo(in.pointAt(r / in.length()));
        path.quadTo(route[i], out.pointAt(r / out.length()));
    }
    path.lineTo(end);
    return path;
}

class DiagramPainter {
public:
    DiagramPainter(QPainter& painter, const DiagramLayout& layout, const DiagramSituation& situation,
                   const Theme& theme)
        : p(painter),
          g(layout.geometry),
          font(layout.font),
          s(situation),
          t(theme),
          own(theme.of(situation.side))
    {}

    void paint(std::optional<std::size_t> hovered)
    {
        p.setRenderHint(QPainter::Antialiasing);
        const auto arrows = figureArrows();
        for (std::size_t i = 0; i < arrows.size(); ++i)
            if (!wasWalked(arrows[i].step))
                arrow(g.arrows[i], t.border, std::max(1.2, t.lineWidth * 0.75));
        for (const DiagramStep& step : s.walked)
            if (!s.taken || step != *s.taken)
                walkedArrow(step, own, t.strongWidth);
        if (s.taken) {
            const QPolygonF route = routeOf(g, *s.taken);
            glow(route);
            walkedArrow(*s.taken, own, t.strongWidth + 1);
        }
        for (std::size_t i = 0; i < diagramNodeCount; ++i)
            box(static_cast<DiagramNode>(i));
        if (s.timeWaitLeft >= 0)
            timeWaitBar();
        if (hovered)
            label(g.arrows[*hovered], {arrows[*hovered].event, arrows[*hovered].action}, t.text);
        else if (s.taken)
            label(routeOf(g, *s.taken), s.takenText, own);
    }

private:
    bool wasWalked(DiagramStep step) const
    {
        return std::find(s.walked.begin(), s.walked.end(), step) != s.walked.end();
    }
    bool wasVisited(DiagramNode node) const
    {
        if (s.walked.empty())
            return node == s.current;
        return std::any_of(s.walked.begin(), s.walked.end(),
                           [node](const DiagramStep& step) { return step.from == node || step.to == node; });
    }

    void arrow(const QPolygonF& route, const QColor& colour, qreal width, Qt::PenStyle style = Qt::SolidLine)
    {
        const QLineF last(route[route.size() - 2], route.last());
        const qreal head = std::min(6 + width * 1.6, last.length());
        QPen pen(colour, width, style, Qt::FlatCap, Qt::RoundJoin);
        p.setPen(pen);
        p.setBrush(Qt::NoBrush);
        p.drawPath(rounded(route, head));
        const QPointF along = (last.p2() - last.p1()) / std::max(1.0, last.length());
        const QPointF across(-along.y(), along.x());
        const QPointF neck = route.last() - along * head;
        p.setPen(Qt::NoPen);
        p.setBrush(colour);
        p.drawPolygon(
            QPolygonF({route.last(), neck + across * (head * 0.45), neck - across * (head * 0.45)}));
    }

    void walkedArrow(DiagramStep step, const QColor& colour, qreal width)
    {
        // What the figure leaves out is dashed: a reset or a time-out threw the connection off its way.
        if (figureArrow(step))
            arrow(routeOf(g, step), colour, width);
        else
            arrow(routeOf(g, step), t.reset, width, Qt::DashLine);
    }

    void glow(const QPolygonF& route)
    {
        p.setPen(QPen(t.highlight, t.strongWidth + 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p.setBrush(Qt::NoBrush);
        p.drawPath(rounded(route, 0.1));
    }

    void box(DiagramNode node)
    {
        const QRectF& r = g.box(node);
        const qreal radius = std::min(7.0, r.height() / 3);
        const bool current = node == s.current;
        if (current) {
            p.setPen(QPen(own, 1.6));
            p.setBrush(t.softOf(s.side));
            p.drawRoundedRect(r.adjusted(-3.5, -3.5, 3.5, 3.5), radius + 3.5, radius + 3.5);
            p.setPen(Qt::NoPen);
            p.setBrush(own);
        } else if (wasVisited(node)) {
            p.setPen(QPen(own, t.lineWidth + 0.4));
            p.setBrush(t.surface);
        } else {
            p.setPen(QPen(t.border, std::max(1.2, t.lineWidth * 0.75)));
            p.setBrush(t.surface);
        }
        p.drawRoundedRect(r, radius, radius);
        QFont f = font;
        f.setBold(current || wasVisited(node));
        p.setFont(f);
        p.setPen(current ? t.onOf(s.side) : wasVisited(node) ? own : t.mutedText);
        p.drawText(r, Qt::AlignCenter, nameOfNode(node));
    }

    void timeWaitBar()
    {
        const QRectF& r = g.box(DiagramNode::TimeWait);
        const qreal height = std::min(5.0, g.size.height() - r.bottom() - 4);
        const QRectF track(r.left(), r.bottom() + 5, r.width(), height);
        p.setPen(Qt::NoPen);
        p.setBrush(t.changedSoft);
        p.drawRoundedRect(track, height / 2, height / 2);
        QRectF left = track;
        left.setWidth(track.width() * std::clamp(s.timeWaitLeft, 0.0, 1.0));
        p.setBrush(t.now);
        p.drawRoundedRect(left, height / 2, height / 2);
    }

    /// A line to a label that found no place beside its arrow.
    void leader(const QPolygonF& route, const QRectF& place)
    {
        if (distanceTo(route, place.center()) < place.height() * 2 + place.width() / 2)
            return;
        const QLineF last(route[route.size() - 2], route.last());
        p.drawLine(place.center(), last.center());
    }

    /// As in the figure: the event over the action, a line between.
    void label(const QPolygonF& route, const ArrowText& words, const QColor& colour)
    {
        QFont small = font;
        small.setBold(false);
        QFont bold = font;
        bold.setBold(true);
        const QFontMetricsF metrics(bold);
        const QString event = QString::fromStdString(words.event);
        const QString action = QString::fromStdString(words.action == "x" ? "—" : words.action);
        const qreal line = metrics.height();
        const qreal stackedWidth =
            std::max(metrics.horizontalAdvance(event), metrics.horizontalAdvance(action)) + 12;
        const QString oneLine = event + QStringLiteral(" → ") + action;
        // Whichever form finds a place nearer to its arrow.
        const auto high = labelPlace(g, route, QSizeF(stackedWidth, 2 * line + 6));
        const auto flat = labelPlace(g, route, QSizeF(metrics.horizontalAdvance(oneLine) + 12, line + 3));
        if (!high && !flat)
            return;
        const bool stacked =
            high && (!flat || distanceTo(route, high->center()) <= distanceTo(route, flat->center()) + 8);
        const std::optional<QRectF> place = stacked ? high : flat;
        p.setPen(QPen(colour, 1.4));
        leader(route, *place);
        p.setBrush(t.surface);
        p.drawRoundedRect(*place, 4, 4);
        p.setPen(t.text);
        p.setFont(bold);
        if (!stacked) {
            p.drawText(*place, Qt::AlignCenter, oneLine);
            return;
        }
        const qreal middle = place->center().y();
        p.drawText(QRectF(place->left(), place->top() + 1, place->width(), line), Qt::AlignCenter, event);
        p.setFont(small);
        p.drawText(QRectF(place->left(), middle + 1, place->width(), line), Qt::AlignCenter, action);
        p.setPen(QPen(colour, 1.4));
        p.drawLine(QPointF(place->left() + 6, middle), QPointF(place->right() - 6, middle));
    }

    QPainter& p;
    const DiagramGeometry& g;
    const QFont font;
    const DiagramSituation& s;
    const Theme& t;
    const QColor own;
};

} // namespace

DiagramLayout fitDiagram(QSizeF size, const Theme& theme)
{
    DiagramLayout layout;
    for (const qreal points : {10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0}) {
        layout.font = theme.ui(points);
        QFont bold = layout.font;
        bold.setBold(true); // a box keeps its size when it is lit
        layout.geometry = layoutDiagram(size, measure(bold));
        if (layout.geometry.fits)
            break;
    }
    return layout;
}

void paintDiagram(QPainter& painter, const DiagramLayout& layout, const DiagramSituation& situation,
                  const Theme& theme, std::optional<std::size_t> hovered)
{
    DiagramPainter(painter, layout, situation, theme).paint(hovered);
}

} // namespace tcplab
