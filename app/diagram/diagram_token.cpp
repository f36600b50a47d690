#include "app/diagram/diagram_token.h"

#include "app/wording/transition_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace tcplab {

namespace {

/// Where the letters of a state's name stand.
QRectF nameIn(const DiagramLayout& layout, DiagramNode node)
{
    QFont bold = layout.font;
    bold.setBold(true);
    const QFontMetricsF metrics(bold);
    QRectF name(0, 0, metrics.horizontalAdvance(QString::fromLatin1(nameOf(stateOf(node)))),
                metrics.capHeight());
    name.moveCenter(layout.geometry.box(node).center());
    return name.adjusted(-2, -2, 2, 2); // the token has an edge
}

} // namespace

QRectF tokenPlace(const DiagramLayout& layout, const DiagramSituation& s, const Theme& theme)
{
    const DiagramGeometry& g = layout.geometry;
    const QRectF& r = g.box(s.current);
    const qreal radius = std::clamp(r.height() * 0.4, 7.0, theme.leastPoints > 0 ? 20.0 : 11.0);
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
    const QRectF name = nameIn(layout, s.current);
    if (!place.intersects(name))
        return place;
    return place.translated(0, isBelow ? name.bottom() - place.top()
                                       : std::max(1.0, name.top() - 2 * radius) - place.top());
}

void paintToken(QPainter& p, const DiagramLayout& layout, const DiagramSituation& s, const Theme& theme,
                Language language)
{
    const bool client = s.side == Side::Client;
    const QRectF place = tokenPlace(layout, s, theme);
    p.setPen(QPen(theme.surface, 1.8));
    p.setBrush(theme.of(s.side));
    if (client)
        p.drawEllipse(place);
    else
        p.drawRect(place);
    QFont letter = layout.font;
    letter.setBold(true);
    letter.setPixelSize(static_cast<int>(place.height() * 0.62));
    p.setFont(letter);
    p.setPen(theme.onOf(s.side));
    p.drawText(place, Qt::AlignCenter | Qt::TextDontClip,
               QString::fromStdString(
                   diagramWord(client ? DiagramWord::ClientToken : DiagramWord::ServerToken, language)));
}

} // namespace tcplab
