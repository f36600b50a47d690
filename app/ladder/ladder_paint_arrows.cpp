// The painted segments: their arrows, heads, marks and labels.
#include "app/ladder/ladder_painter.h"
#include "app/ladder/slant.h"

namespace tcplab {

void LadderPainter::paintTies()
{
    for (const LadderTie& tie : g.ties) {
        const QColor colour = ink.line(theme.retransmission, tie.lit);
        QPen pen(colour, 1.3, Qt::DashLine);
        p.setPen(pen);
        p.setBrush(Qt::NoBrush);
        // Line by line: see paintFolds.
        p.drawLine(QPointF(tie.x + tie.hook, tie.top + 3), QPointF(tie.x, tie.top + 8));
        p.drawLine(QPointF(tie.x, tie.top + 8), QPointF(tie.x, tie.bottom - 6));
        p.drawLine(QPointF(tie.x, tie.bottom - 6), QPointF(tie.x + tie.hook, tie.bottom - 1));
    }
}

/// A solid line with flat ends.
void LadderPainter::stroke(QPointF from, QPointF to, const QColor& colour, double width)
{
    const QTransform& toPixels = p.deviceTransform();
    if (picture != nullptr && toPixels.type() <= QTransform::TxScale && toPixels.m11() > 0 &&
        toPixels.m11() == toPixels.m22() &&
        drawSlant(*picture, toPixels.mapRect(g.area).toRect(), toPixels.map(from), toPixels.map(to),
                  width * toPixels.m11(), colour.rgb()))
        return;
    p.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    p.drawLine(from, to);
}

void LadderPainter::paintArrow(const LadderArrow& arrow)
{
    const QColor colour = ink.line(ink.of(arrow.kind, arrow.lost), arrow.lit || arrow.selected);
    if (arrow.ghost) {
        paintGhost(arrow);
        return;
    }
    const double width =
        theme.lineWidth * (arrow.thick ? 1.6 : 1.0) * ink.weight(arrow.lit || arrow.selected);
    const QPointF d = arrow.to - arrow.from;
    const double length = std::hypot(d.x(), d.y());
    if (length < 1)
        return;
    if (arrow.selected || (arrow.hovered && arrow.inFlight)) {
        stroke(arrow.from, arrow.inFlight ? arrow.arrival : arrow.to, theme.highlight, 11 * s);
    } else if (arrow.onPath) {
        p.setPen(QPen(theme.highlight, 8 * s, Qt::SolidLine, Qt::RoundCap));
        p.drawLine(arrow.from, arrow.to);
    } else if (arrow.lit && !arrow.inFlight) {
        stroke(arrow.from, arrow.to, mixed(theme.highlight, theme.surface, 0.45), 9 * s);
    }
    if (arrow.inFlight && (!g.crowded || arrow.selected || arrow.hovered)) {
        QPen dashed(ink.ahead(colour), std::max(1.3, width * 0.8));
        dashed.setDashPattern({5, 4});
        p.setPen(dashed);
        p.drawLine(arrow.to, arrow.arrival);
        paintHead(arrow, arrow.arrival, ink.ahead(colour), true);
    }
    const QPointF across = QPointF(-d.y(), d.x()) / length;
    // Up to the head, so that thick lines do not stick out of its tip.
    const double head = arrow.inFlight || (arrow.lost && !arrow.lostOnArrival) ? 0 : 6 * s;
    const QPointF end = arrow.to - d / length * head;
    if (arrow.retransmission) {
        const QPointF apart = across * (width * 0.5 + 1.1 * s);
        stroke(arrow.from + apart, end + apart, colour, width);
        stroke(arrow.from - apart, end - apart, colour, width);
    } else {
        stroke(arrow.from, end, colour, width);
    }
    if (head > 0)
        paintHead(arrow, arrow.to, colour, arrow.ignored);
}

/// What is still to come of the path: where one has been, and goes back from.
void LadderPainter::paintGhost(const LadderArrow& arrow)
{
    const QColor colour = ink.ahead(ink.of(arrow.kind, arrow.lost));
    p.setPen(QPen(theme.highlight, 8 * s, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(arrow.from, arrow.to);
    p.setPen(QPen(colour, std::max(1.3, theme.lineWidth), Qt::DotLine));
    p.drawLine(arrow.from, arrow.to);
    if (arrow.lost && !arrow.lostOnArrival)
        paintCross(arrow.to, colour, false);
    else
        paintHead(arrow, arrow.to, colour, true);
}

/// The lifelines between causes and effects: with the arrows' own light one path.
void LadderPainter::paintPath()
{
    for (const LadderPathPiece& piece : g.path) {
        const QPointF top(piece.x, piece.top);
        const QPointF bottom(piece.x, piece.bottom);
        p.setPen(QPen(theme.highlight, 13 * s, Qt::SolidLine, Qt::RoundCap));
        p.drawLine(top, bottom);
        p.setPen(QPen(theme.now, theme.strongWidth, Qt::SolidLine, Qt::FlatCap));
        p.drawLine(top, bottom);
    }
}

void LadderPainter::paintNumber(QPointF at, double r, int number)
{
    p.setPen(QPen(theme.surface, 1.2));
    p.setBrush(theme.connection(number));
    p.drawEllipse(at, r, r);
    if (r < 5 * s)
        return;
    QFont font = fonts.font(TextRole::Note);
    font.setPixelSize(static_cast<int>(std::lround(r * (number > 99 ? 0.8 : number > 9 ? 1.05 : 1.45))));
    p.setFont(font);
    p.setPen(theme.surface);
    p.drawText(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r), Qt::AlignCenter | Qt::TextDontClip,
               QString::number(number));
}

void LadderPainter::paintConnections()
{
    for (const LadderBadge& badge : g.badges)
        paintNumber(badge.at, badge.radius, badge.conversation);
}

void LadderPainter::paintHead(const LadderArrow& arrow, QPointF tip, const QColor& colour, bool hollow)
{
    const QPointF d = arrow.arrival - arrow.from;
    const double length = std::max(1.0, std::hypot(d.x(), d.y()));
    const QPointF along = d / length;
    const QPointF across(-along.y(), along.x());
    const double size = (7 + theme.lineWidth * 2) * s;
    constexpr double edge = 1.3;
    // A filled one is drawn at once, as large as with its edge: an edge of its own costs four times the filling.
    const double beyond = hollow ? 0 : edge / 2;
    QPolygonF head;
    if (arrow.kind == SegmentKind::Reset) {
        const double half = size * 0.42 + beyond;
        const QPointF middle = tip - along * size * 0.42;
        head << middle + along * half + across * half << middle + along * half - across * half
             << middle - along * half - across * half << middle - along * half + across * half;
    } else {
        // Grown from the middle of the circle in it (2·area / circumference), all three edges move as far.
        const double wide = size * 0.42;
        const double radius = size * wide / (wide + std::hypot(size, wide));
        const double grown = 1 + beyond / radius;
        const QPointF middle = tip - along * (size - radius);
        const QPointF base = middle - along * radius * grown;
        head << middle + along * (size - radius) * grown << base + across * wide * grown
             << base - across * wide * grown;
    }
    p.setPen(hollow ? QPen(colour, edge, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin) : QPen(Qt::NoPen));
    p.setBrush(hollow ? theme.surface : colour);
    p.drawPolygon(head);
}

void LadderPainter::paintCross(QPointF at, const QColor& colour, bool circled)
{
    const double r = 5 * s;
    if (circled) {
        p.setPen(QPen(colour, theme.lineWidth));
        p.setBrush(theme.surface);
        p.drawEllipse(at, r * 1.7, r * 1.7);
    }
    p.setPen(QPen(colour, theme.strongWidth, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(at + QPointF(-r, -r), at + QPointF(r, r));
    p.drawLine(at + QPointF(-r, r), at + QPointF(r, -r));
}

double LadderPainter::dotRadius(const LadderArrow& arrow) const
{
    return (arrow.hovered || arrow.selected ? 7.5 : g.crowded ? 4.5 : 6) * s;
}

/// Dots, crosses and "no effect": above all lines, the now line included.
void LadderPainter::paintMarks(const LadderArrow& arrow)
{
    if (arrow.ghost)
        return;
    if (arrow.inFlight) {
        const QColor colour = ink.of(arrow.kind, false);
        p.setPen(QPen(theme.surface, g.crowded ? 1 : 2));
        p.setBrush(colour);
        const double r = dotRadius(arrow);
        p.drawEllipse(arrow.to, r, r);
    } else if (arrow.lost) {
        const QPointF d = arrow.from - arrow.to;
        const double length = std::max(1.0, std::hypot(d.x(), d.y()));
        const QPointF at = arrow.lostOnArrival ? arrow.to + d / length * 24 * s : arrow.to;
        paintCross(at, ink.strongLine(theme.lost, arrow.lit || arrow.selected), arrow.byHand);
    } else if (arrow.ignored) {
        // A crossed-out circle before the head: it got here, and nothing came of it.
        const QPointF d = arrow.from - arrow.to;
        const double length = std::max(1.0, std::hypot(d.x(), d.y()));
        const QPointF at = arrow.to + d / length * 22 * s;
        const double r = 5.5 * s;
        const QColor colour = ink.text(theme.mutedText, arrow.lit || arrow.selected);
        p.setPen(QPen(colour, theme.lineWidth));
        p.setBrush(theme.surface);
        p.drawEllipse(at, r, r);
        p.drawLine(at + QPointF(-r, r) * 0.7, at + QPointF(r, -r) * 0.7);
    }
}

/// Lines across the picture and folds pass behind labels, and arrows behind those that cover them: dashes between letters
/// look like more of them. Dots lie above this.
void LadderPainter::paintGrounds()
{
    p.setPen(Qt::NoPen);
    p.setBrush(theme.surface);
    for (const LadderLabel& label : g.labels) {
        const QRectF bounds = label.box.bounds();
        const bool struck = g.isCrossed(bounds, 2);
        const auto crosses = [&](const LadderFold& fold) { return fold.teeth(s).intersects(bounds); };
        if (!struck && !label.covers && std::none_of(g.folds.begin(), g.folds.end(), crosses))
            continue;
        const auto corners = label.box.grownBy(1).corners();
        p.drawPolygon(corners.data(), static_cast<int>(corners.size()));
    }
}

/// A dot passes under a neighbour's label as under frosted glass: both are seen, and the words can be read.
void LadderPainter::paintGroundsOnDots()
{
    QColor ground = theme.surface;
    ground.setAlphaF(0.85F);
    p.setPen(Qt::NoPen);
    p.setBrush(ground);
    for (const LadderArrow& arrow : g.arrows) {
        if (!arrow.inFlight || arrow.ghost)
            continue;
        const double r = dotRadius(arrow);
        const LabelBox dot{arrow.to, r, r, 0};
        for (const LadderLabel& label : g.labels)
            if (intersects(label.box, dot)) {
                const auto corners = label.box.grownBy(1).corners();
                p.drawPolygon(corners.data(), static_cast<int>(corners.size()));
            }
    }
}

void LadderPainter::paintLabel(const LadderLabel& label)
{
    const LabelParts& parts = label.parts;
    const LabelBox& box = label.box;
    const LabelLook look{.ink = ink.text(ink.of(label.kind, label.lost), label.lit),
                         .numbers = ink.text(theme.mutedText, label.lit),
                         .surface = theme.surface,
                         .scale = s};
    const double base = fonts.ascent(TextRole::Flags) - fonts.height(TextRole::Flags) / 2;
    if (onPixels) {
        const double ratio = p.device()->devicePixelRatioF();
        const QImage sprite = fonts.sprites().of(parts, box, base, look, fonts.font(TextRole::Flags),
                                                 fonts.font(TextRole::Numbers), ratio);
        // Onto whole pixels: it need not be sampled again.
        const QPointF corner = box.center * ratio - QPointF(sprite.width() / 2.0, sprite.height() / 2.0);
        p.drawImage(QPointF(std::round(corner.x()), std::round(corner.y())) / ratio, sprite);
        return;
    }
    p.save();
    p.translate(box.center);
    p.rotate(box.angle * 180 / M_PI);
    paintWords(label, look, base);
    p.restore();
}

/// In a file, text stays text: it can be found and copied.
void LadderPainter::paintWords(const LadderLabel& label, const LabelLook& look, double base)
{
    const LabelParts& parts = label.parts;
    QPointF start(-label.box.halfWidth, base);
    const auto words = [&](TextRole role, QPointF at, const QString& what, const QColor& colour) {
        p.setFont(fonts.font(role));
        p.setPen(colour);
        p.drawText(at, what);
    };
    if (!parts.chip.isEmpty()) {
        p.setPen(Qt::NoPen);
        p.setBrush(look.ink);
        p.drawRoundedRect(QRectF(start.x(), -label.box.halfHeight, parts.chipWidth, 2 * label.box.halfHeight),
                          3 * s, 3 * s);
        words(TextRole::Flags, start + QPointF(chipPadding(s), 0), parts.chip, look.surface);
        start.rx() += parts.chipWidth;
    }
    if (!parts.flags.isEmpty())
        words(TextRole::Flags, start, parts.flags, look.ink);
    start.rx() += parts.flagsWidth;
    if (!parts.numbers.isEmpty())
        words(TextRole::Numbers, start, parts.numbers, look.numbers);
}

void LadderPainter::paintJoints()
{
    for (const LadderJoint& joint : g.joints) {
        p.setPen(QPen(theme.surface, 1));
        p.setBrush(ink.line(theme.text, joint.lit));
        p.drawEllipse(joint.at, 3 * s, 3 * s);
    }
}

} // namespace tcplab
