#include "app/diagram/diagram_paint.h"

#include "app/diagram/diagram_label.h"
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

    void paint()
    {
        p.setRenderHint(QPainter::Antialiasing);
        frames();
        if (d.walked)
            counter();
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
                token(s);
        }
        labels();
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

    void counter()
    {
        QFont bold = l.font;
        bold.setBold(true);
        const QFontMetricsF metrics(bold);
        p.setPen(t.text);
        p.setFont(bold);
        p.drawText(QPointF(g.counter.left(), g.counter.top() + metrics.ascent() - 1),
                   QString::fromStdString(arrowsWalked(d.walked->count(), figureArrowCount, d.language)));
        // What it counts, as fully as there is room; on no arrow.
        const QFontMetricsF small(l.titleFont);
        const qreal base = g.counter.bottom() - small.descent() * 0.6 - 1;
        const qreal room = g.box(DiagramNode::Closed).left() - 8 - g.counter.left();
        for (const DiagramWord which :
             {DiagramWord::ArrowsLong, DiagramWord::Arrows, DiagramWord::ArrowsShort}) {
            const QString words = word(which, d.language);
            const QRectF place(g.counter.left(), base - small.ascent() * 0.8, small.horizontalAdvance(words),
                               small.ascent() * 0.8 + 1);
            if (place.width() > room || touchesAnArrow(place))
                continue;
            p.setPen(t.mutedText);
            p.setFont(l.titleFont);
            p.drawText(QPointF(place.left(), base), words);
            break;
        }
    }

    bool touchesAnArrow(const QRectF& place) const
    {
        const QRectF near = place.adjusted(-2, -2, 2, 2);
        return std::ranges::any_of(g.arrows, [&near](const QPolygonF& route) {
            for (qsizetype i = 0; i + 1 < route.size(); ++i)
                if (near.intersects(QRectF(route[i], route[i + 1]).normalized().adjusted(-1, -1, 1, 1)))
                    return true;
            return false;
        });
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
        QPolygonF route = strayed ? strayRouteOf(g, step) : routeOf(g, step);
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
                const bool leftHalf = s == been.front();
                p.setClipRect(QRectF(leftHalf ? r.left() - 6 : r.center().x(), r.top() - 6, r.width() / 2 + 6,
                                     r.height() + 12));
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

    void oneBox(const QRectF& r, const DiagramSituation* been, const DiagramSituation* here)
    {
        const qreal radius = std::min(7.0, r.height() / 3);
        if (here != nullptr) {
            p.setPen(QPen(t.of(here->side), 1.6));
            p.setBrush(t.softOf(here->side));
            p.drawRoundedRect(r.adjusted(-3.5, -3.5, 3.5, 3.5), radius + 3.5, radius + 3.5);
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

    void timeWaitBar(const DiagramSituation& s)
    {
        const QRectF& r = g.box(DiagramNode::TimeWait);
        const QRectF track(r.left(), r.bottom() + 4.5, r.width(), 4.5);
        p.setPen(Qt::NoPen);
        p.setBrush(t.changedSoft);
        p.drawRoundedRect(track, 2, 2);
        QRectF left = track;
        left.setWidth(track.width() * std::clamp(s.timeWaitLeft, 0.0, 1.0));
        p.setBrush(t.now);
        p.drawRoundedRect(left, 2, 2);
    }

    QRectF tokenPlace(const DiagramSituation& s) const
    {
        const QRectF& r = g.box(s.current);
        const qreal radius = std::clamp(r.height() * 0.4, 7.0, t.leastPoints > 0 ? 20.0 : 11.0);
        // Outside the corner, so that it hides no letter of the name.
        const qreal out = radius * 0.45;
        const bool isLeft = s.side == Side::Client || s.current == DiagramNode::FinWait1;
        const qreal x = isLeft ? std::max(radius + 1, r.left() - out)
                               : std::min(g.size.width() - radius - 1, r.right() + out);
        // Nor any of the words over the frames, nor the heads of the arrows into ESTABLISHED.
        const bool isBelow = s.current == DiagramNode::CloseWait || s.current == DiagramNode::Established ||
                             (s.current == DiagramNode::FinWait1 && s.side == Side::Server);
        const qreal y = isBelow ? r.bottom() + radius * 0.25 : std::max(radius + 1, r.top() - radius * 0.25);
        const QRectF place(x - radius, y - radius, 2 * radius, 2 * radius);
        // At the picture's edge it cannot stand out far enough to the side: then upwards, or downwards.
        const QRectF name = nameIn(r, s.current);
        if (!place.intersects(name))
            return place;
        return place.translated(0, isBelow ? name.bottom() - place.top()
                                           : std::max(1.0, name.top() - 2 * radius) - place.top());
    }

    /// Where the letters of a state's name stand.
    QRectF nameIn(const QRectF& r, DiagramNode node) const
    {
        QFont bold = l.font;
        bold.setBold(true);
        const QFontMetricsF metrics(bold);
        QRectF name(0, 0, metrics.horizontalAdvance(nameOfNode(node)), metrics.capHeight());
        name.moveCenter(r.center());
        return name.adjusted(-2, -2, 2, 2); // the letter has an edge
    }

    /// The client's is round, the server's square, each with its letter, at corners of their own.
    void token(const DiagramSituation& s)
    {
        const bool client = s.side == Side::Client;
        const QRectF place = tokenPlace(s);
        p.setPen(QPen(t.surface, 1.8));
        p.setBrush(t.of(s.side));
        if (client)
            p.drawEllipse(place);
        else
            p.drawRect(place);
        QFont letter = l.font;
        letter.setBold(true);
        letter.setPixelSize(static_cast<int>(place.height() * 0.62));
        p.setFont(letter);
        p.setPen(t.onOf(s.side));
        p.drawText(place, Qt::AlignCenter | Qt::TextDontClip,
                   word(client ? DiagramWord::ClientToken : DiagramWord::ServerToken, d.language));
    }

    void labels()
    {
        std::vector<QRectF> tokens;
        if (d.hosts.size() > 1)
            for (const DiagramSituation& s : d.hosts)
                tokens.push_back(tokenPlace(s));
        if (d.pointed && d.pointed->arrow) {
            const FigureArrow& one = figureArrows()[*d.pointed->arrow];
            paintArrowLabel(p, g, routeOf(g, one.step), one.step, {one.event, one.action},
                            {l.font, t.text, t.text, t.surface}, tokens);
            return;
        }
        for (const DiagramSituation& s : d.hosts)
            if (s.taken && d.wordsBesideArrows)
                paintArrowLabel(p, g,
                                hasStrayed(s, *s.taken) ? strayRouteOf(g, *s.taken) : routeOf(g, *s.taken),
                                *s.taken, s.takenText, {l.font, t.of(s.side), t.text, t.surface}, tokens);
    }

    QPainter& p;
    const DiagramLayout& l;
    const DiagramGeometry& g;
    const DiagramPicture& d;
    const Theme& t;
};

} // namespace

void paintDiagram(QPainter& painter, const DiagramLayout& layout, const DiagramPicture& picture,
                  const Theme& theme)
{
    DiagramPainter(painter, layout, picture, theme).paint();
}

void paintDiagram(QPainter& painter, const DiagramLayout& layout, const DiagramSituation& situation,
                  const Theme& theme)
{
    DiagramPicture picture;
    picture.hosts = {situation};
    paintDiagram(painter, layout, picture, theme);
}

} // namespace tcplab
