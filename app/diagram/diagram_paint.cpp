#include "app/diagram/diagram_paint.h"

#include "app/diagram/diagram_counter.h"
#include "app/diagram/diagram_label.h"
#include "app/diagram/diagram_token.h"
#include "app/diagram/label_place.h"
#include "app/wording/transition_text.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tcplab {

namespace {

QString nameOfNode(DiagramNode node) { return QString::fromLatin1(nameOf(stateOf(node))); }
QString word(DiagramWord which, Language language)
{
    return QString::fromStdString(diagramWord(which, language));
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
    DiagramPainter(QPainter& painter, const DiagramLayout& layout, const DiagramPicture& picture,
                   const Theme& theme)
        : p(painter), l(layout), g(layout.geometry), d(picture), t(theme)
    {}

    std::vector<QRectF> paint()
    {
        p.setRenderHint(QPainter::Antialiasing);
        frames();
        if (d.walked)
            paintCounter(p, l, d.walked->count(), t, d.language);
        halos();
        const auto arrows = figureArrows();
        for (std::size_t i = 0; i < arrows.size(); ++i)
            if (std::ranges::none_of(d.hosts,
                                     [&](const DiagramSituation& s) { return wasWalked(s, arrows[i].step); }))
                otherArrow(i);
        for (const DiagramSituation& s : d.hosts)
            for (const DiagramStep& step : s.walked)
                if (!s.taken || step != *s.taken)
                    walkedArrow(s, step, false);
        for (const DiagramSituation& s : d.hosts)
            if (s.taken)
                walkedArrow(s, *s.taken, true);
        for (std::size_t i = 0; i < diagramNodeCount; ++i)
            box(static_cast<DiagramNode>(i));
        for (const DiagramSituation& s : d.hosts) {
            if (s.timeWaitLeft >= 0)
                timeWaitBar(s);
            if (d.hosts.size() > 1)
                paintToken(p, l, s, t, d.language);
        }
        return labels();
    }

private:
    static bool wasWalked(const DiagramSituation& s, DiagramStep step)
    {
        return std::ranges::find(s.walked, step) != s.walked.end() && !hasStrayed(s, step);
    }
    static bool hasStrayed(const DiagramSituation& s, DiagramStep step)
    {
        return std::ranges::find(s.strayed, step) != s.strayed.end();
    }
    static bool wasVisited(const DiagramSituation& s, DiagramNode node)
    {
        if (s.walked.empty())
            return node == s.current;
        return std::ranges::any_of(
            s.walked, [node](const DiagramStep& step) { return step.from == node || step.to == node; });
    }
    qreal thin() const { return std::max(1.2, t.lineWidth * 0.75); }
    /// Stevens' conventions.
    qreal widthOf(ArrowWay way) const { return way == ArrowWay::Other ? thin() : t.strongWidth; }
    static QPen penOf(const QColor& colour, qreal width, ArrowWay way)
    {
        QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (way == ArrowWay::Server)
            pen.setDashPattern({2.2, 1.1});
        return pen;
    }

    void frames()
    {
        QPen pen(t.border, std::max(1.1, t.lineWidth * 0.5));
        pen.setDashPattern({4, 3});
        p.setPen(pen);
        p.setBrush(Qt::NoBrush);
        p.drawPolygon(g.activeClose);
        p.drawRect(g.passiveClose);
        // Both in one size; what would be too small to read is left to the mouse.
        const QString active = word(DiagramWord::ActiveClose, d.language);
        const QString passive = word(DiagramWord::PassiveClose, d.language);
        QFont small = l.titleFont;
        const QFontMetricsF metrics(small);
        const qreal share = std::min({1.0, g.activeTitle.width() / metrics.horizontalAdvance(active),
                                      g.passiveTitle.width() / metrics.horizontalAdvance(passive)});
        constexpr qreal readable = 6.25;
        if (share <= 0 || small.pointSizeF() * share < readable)
            return;
        small.setPointSizeF(small.pointSizeF() * share);
        title(g.activeTitle, active, small);
        title(g.passiveTitle, passive, small);
    }

    void title(const QRectF& place, const QString& text, const QFont& small)
    {
        QRectF written = place;
        written.setWidth(std::min(place.width(), QFontMetricsF(small).horizontalAdvance(text) + 8));
        p.fillRect(written, t.surface);
        p.setFont(small);
        p.setPen(t.mutedText);
        p.drawText(written, Qt::AlignCenter | Qt::TextDontClip, text);
    }

    void arrow(const QPolygonF& route, const QPen& pen, bool filled = true)
    {
        const QLineF last(route[route.size() - 2], route.last());
        const qreal head = arrowHeadLength(route, pen.widthF());
        if (pen.style() == Qt::CustomDashLine && route.size() == 2 && last.length() < 30) {
            QPen dense = pen; // two dashes at least
            dense.setDashPattern({1.1, 0.7});
            p.setPen(dense);
        } else {
            p.setPen(pen);
        }
        p.setBrush(Qt::NoBrush);
        p.drawPath(rounded(route, head));
        const QPointF along = (last.p2() - last.p1()) / std::max(1.0, last.length());
        const QPointF across(-along.y(), along.x());
        const QPointF neck = route.last() - along * head;
        const QPolygonF point{route.last(), neck + across * (head * 0.45), neck - across * (head * 0.45)};
        if (filled) {
            p.setPen(Qt::NoPen);
            p.setBrush(pen.color());
        } else {
            p.setPen(QPen(pen.color(), 1.2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
            p.setBrush(t.surface);
        }
        p.drawPolygon(point);
    }

    /// One that is no host's way now; a hollow head was never walked in this sitting.
    void otherArrow(std::size_t i)
    {
        const ArrowWay way = figureArrows()[i].way;
        const bool seen = !d.walked || d.walked->test(i);
        arrow(g.arrows[i], penOf(d.walked && seen ? t.mutedText : t.border, widthOf(way), way), seen);
    }

    /// A marker pen's stroke under the line, so that a walked arrow is seen without its colour. What the figure
    /// leaves out is dotted: a reset or a time-out threw the connection off its way.
    void walkedArrow(const DiagramSituation& s, DiagramStep step, bool taken)
    {
        const bool strayed = hasStrayed(s, step);
        QPolygonF route = wayOf(s, step);
        if (d.hosts.size() > 1 && wasWalked(d.hosts[0], step) && wasWalked(d.hosts[1], step)) {
            const qreal aside = (&s == &d.hosts[0] ? -0.6 : 0.6) * (t.strongWidth + 1); // side by side
            route.translate(aside, aside);
        }
        const auto figured = strayed ? std::nullopt : figureArrow(step);
        const ArrowWay way = figured ? figureArrows()[*figured].way : ArrowWay::Other;
        const qreal width = std::max(widthOf(way), t.lineWidth) + (taken ? 1 : 0);
        const qreal wide = width + (taken ? 8 : 5);
        p.setPen(QPen(taken ? t.highlight : t.softOf(s.side), figured ? wide : std::min(wide, 2 * laneAway),
                      Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        p.setBrush(Qt::NoBrush);
        p.drawPath(rounded(route, 0.1));
        QPen pen = penOf(figured ? t.of(s.side) : t.reset, width, way);
        if (!figured)
            pen.setStyle(Qt::DotLine);
        arrow(route, pen);
    }

    /// Around the lit boxes, and under the arrows: their heads reach the boxes.
    void halos()
    {
        for (const DiagramSituation& s : d.hosts) {
            const QRectF& r = g.box(s.current);
            const qreal radius = radiusOf(r) + 3.5;
            const QRectF around = r.adjusted(-3.5, -3.5, 3.5, 3.5);
            const bool shared = d.hosts.size() > 1 && d.hosts[0].current == d.hosts[1].current;
            p.save();
            if (shared)
                p.setClipRect(halfOf(r, &s == &d.hosts[0]));
            p.setPen(QPen(t.of(s.side), 1.6));
            p.setBrush(t.softOf(s.side));
            p.drawRoundedRect(around, radius, radius);
            p.restore();
        }
    }

    /// Of a box and what is around it: the left half, or the right one.
    static QRectF halfOf(const QRectF& r, bool left)
    {
        return {left ? r.left() - 6 : r.center().x(), r.top() - 6, r.width() / 2 + 6, r.height() + 12};
    }

    void box(DiagramNode node)
    {
        const QRectF& r = g.box(node);
        std::vector<const DiagramSituation*> here;
        std::vector<const DiagramSituation*> been;
        for (const DiagramSituation& s : d.hosts) {
            if (s.current == node)
                here.push_back(&s);
            if (wasVisited(s, node))
                been.push_back(&s);
        }
        if (d.focused == node) {
            p.setPen(QPen(t.text, 2));
            p.setBrush(Qt::NoBrush);
            p.drawRoundedRect(r.adjusted(-5, -4.5, 5, 4.5), 9, 9);
        }
        if (here.size() == 1 || been.size() < 2) {
            oneBox(r, been.empty() ? nullptr : been.front(), here.empty() ? nullptr : here.front());
        } else { // half and half
            for (const DiagramSituation* s : been) {
                p.save();
                p.setClipRect(halfOf(r, s == been.front()));
                oneBox(r, s, here.empty() ? nullptr : s);
                p.restore();
            }
        }
        QFont f = l.font;
        f.setBold(!been.empty());
        p.setFont(f);
        p.setPen(been.empty()      ? t.mutedText
                 : !here.empty()   ? t.onOf(here.front()->side)
                 : been.size() > 1 ? t.text
                                   : t.of(been.front()->side));
        p.drawText(r, Qt::AlignCenter, nameOfNode(node));
    }

    static qreal radiusOf(const QRectF& r) { return std::min(7.0, r.height() / 3); }

    void oneBox(const QRectF& r, const DiagramSituation* been, const DiagramSituation* here)
    {
        const qreal radius = radiusOf(r);
        if (here != nullptr) {
            p.setPen(Qt::NoPen);
            p.setBrush(t.of(here->side));
        } else if (been != nullptr) {
            p.setPen(QPen(t.of(been->side), t.lineWidth + 0.4));
            p.setBrush(t.surface);
        } else {
            p.setPen(QPen(t.border, thin()));
            p.setBrush(t.surface);
        }
        p.drawRoundedRect(r, radius, radius);
    }

    QRectF timeWaitTrack() const
    {
        const QRectF& r = g.box(DiagramNode::TimeWait);
        return {r.left(), r.bottom() + 4.5, r.width(), 4.5};
    }

    void timeWaitBar(const DiagramSituation& s)
    {
        const QRectF track = timeWaitTrack();
        p.setPen(Qt::NoPen);
        p.setBrush(t.changedSoft);
        p.drawRoundedRect(track, 2, 2);
        QRectF left = track;
        left.setWidth(track.width() * std::clamp(s.timeWaitLeft, 0.0, 1.0));
        p.setBrush(t.now);
        p.drawRoundedRect(left, 2, 2);
    }

    QPolygonF wayOf(const DiagramSituation& s, DiagramStep step) const
    {
        return hasStrayed(s, step) ? strayRouteOf(g, step) : routeOf(g, step);
    }

    /// What an arrow's words must not cover besides what is in every diagram.
    std::vector<QRectF> obstacles() const
    {
        std::vector<QRectF> found;
        if (d.walked)
            found.push_back(counterPlace(l, d.language));
        for (const DiagramSituation& s : d.hosts) {
            if (d.hosts.size() > 1)
                found.push_back(tokenPlace(l, s, t));
            if (s.timeWaitLeft >= 0)
                found.push_back(timeWaitTrack());
            for (const DiagramStep& step : s.walked)
                if (hasStrayed(s, step) || !figureArrow(step)) {
                    const QPolygonF way = wayOf(s, step);
                    const std::vector<QRectF> corners = cornersOf(way);
                    found.insert(found.end(), corners.begin(), corners.end());
                    found.push_back(headOf(way));
                }
        }
        return found;
    }

    std::vector<QRectF> labels()
    {
        std::vector<QRectF> taken = obstacles();
        if (d.pointed && d.pointed->arrow) {
            const FigureArrow& one = figureArrows()[*d.pointed->arrow];
            return {paintArrowLabel(p, g, routeOf(g, one.step), one.step, {one.event, one.action},
                                    {l.font, t.text, t.text, t.surface}, taken)};
        }
        std::vector<QRectF> places;
        for (const DiagramSituation& s : d.hosts)
            if (s.taken && d.wordsBesideArrows) {
                places.push_back(paintArrowLabel(p, g, wayOf(s, *s.taken), *s.taken, s.takenText,
                                                 {l.font, t.of(s.side), t.text, t.surface}, taken));
                taken.push_back(places.back());
            }
        return places;
    }

    QPainter& p;
    const DiagramLayout& l;
    const DiagramGeometry& g;
    const DiagramPicture& d;
    const Theme& t;
};

} // namespace

std::vector<QRectF> paintDiagram(QPainter& painter, const DiagramLayout& layout,
                                 const DiagramPicture& picture, const Theme& theme)
{
    return DiagramPainter(painter, layout, picture, theme).paint();
}

void paintDiagram(QPainter& painter, const DiagramLayout& layout, const DiagramSituation& situation,
                  const Theme& theme)
{
    DiagramPicture picture;
    picture.hosts = {situation};
    paintDiagram(painter, layout, picture, theme);
}

} // namespace tcplab
