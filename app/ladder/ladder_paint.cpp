#include "app/ladder/ladder_paint.h"

#include "app/ladder/ladder_ink.h"
#include "app/theme/contrast.h"

#include <QPaintEngine>
#include <QPainter>

#include <cmath>

namespace tcplab {

namespace {

class Painter {
public:
    Painter(QPainter& painter, const LadderGeometry& geometry, const LadderFonts& ladderFonts,
            const Theme& colours)
        : p(painter),
          g(geometry),
          fonts(ladderFonts),
          theme(colours),
          ink(colours, geometry.focus),
          s(theme.textScale),
          onPixels(painter.paintEngine() != nullptr && painter.paintEngine()->type() == QPaintEngine::Raster)
    {}

    void paint()
    {
        p.save();
        p.setRenderHint(QPainter::Antialiasing);
        p.setClipRect(g.area);
        p.fillRect(g.area, theme.surface);
        paintTicks();
        paintLifelines();
        paintBars();
        paintFolds();
        paintDensity();
        paintTies();
        paintPath();
        for (const LadderArrow& arrow : g.arrows)
            paintArrow(arrow);
        paintJoints();
        paintNowLine();
        for (const LadderArrow& arrow : g.arrows)
            paintMarks(arrow);
        for (const LadderLabel& label : g.labels)
            paintLabel(label);
        for (const LadderArrow& arrow : g.arrows)
            paintConnection(arrow);
        paintNotes();
        paintBrackets();
        paintTexts();
        paintMeasure();
        paintHeadings();
        paintBadge();
        p.restore();
    }

private:
    void paintTicks();
    void paintLifelines();
    void paintBars();
    void paintFolds();
    void paintDensity();
    void paintTies();
    void paintArrow(const LadderArrow& arrow);
    void paintHead(const LadderArrow& arrow, QPointF tip, const QColor& colour, bool hollow);
    void paintGhost(const LadderArrow& arrow);
    void paintPath();
    void paintConnection(const LadderArrow& arrow);
    void paintNumber(QPointF at, double r, int number);
    void paintNotes();
    void paintMeasure();
    void paintJoints();
    void paintMarks(const LadderArrow& arrow);
    void paintCross(QPointF at, const QColor& colour, bool circled);
    void paintLabel(const LadderLabel& label);
    void paintWords(const LadderLabel& label, const LabelLook& look, double base);
    void paintBrackets();
    void paintTexts();
    void paintNowLine();
    void paintBadge();
    void paintHeadings();

    void text(TextRole role, const QRectF& rect, Qt::Alignment align, const QString& what,
              const QColor& colour)
    {
        p.setFont(fonts.font(role));
        p.setPen(colour);
        p.drawText(rect, static_cast<int>(align) | Qt::TextDontClip | Qt::TextSingleLine, what);
    }

    QPainter& p;
    const LadderGeometry& g;
    const LadderFonts& fonts;
    const Theme& theme;
    const LadderInk ink;
    double s;
    bool onPixels;
};

void Painter::paintTicks()
{
    const double height = fonts.height(TextRole::Tick);
    double widest = 0;
    for (const LadderTick& tick : g.ticks)
        widest = std::max(widest, fonts.width(TextRole::Tick, tick.text));
    for (const LadderTick& tick : g.ticks) {
        const QRectF rect(g.area.left() + 10 * s, tick.y - height / 2, widest, height);
        text(TextRole::Tick, rect, Qt::AlignRight | Qt::AlignVCenter, tick.text, theme.mutedText);
        p.setPen(QPen(ink.tick(), 1, Qt::DotLine));
        p.drawLine(QPointF(rect.right() + 3 * s, tick.y), QPointF(rect.right() + 12 * s, tick.y));
    }
}

void Painter::paintLifelines()
{
    p.setPen(QPen(ink.lifeline(), std::max(1.3, theme.lineWidth * 0.8)));
    for (const double x : g.lifeline)
        p.drawLine(QPointF(x, g.area.top()), QPointF(x, g.area.bottom()));
}

void Painter::paintBars()
{
    p.setPen(Qt::NoPen);
    for (const LadderBar& bar : g.bars) {
        const bool edged = !bar.current && !bar.thin && bar.rect.width() >= 7 * s;
        // A hair of background between two states.
        const QRectF rect = bar.rect.adjusted(0, 1, 0, bar.rect.height() > 3 ? -1 : 0);
        p.setBrush(edged ? ink.barEdge(bar.host) : ink.barFill(bar.host, bar.current, false));
        p.drawRoundedRect(rect, 1.5, 1.5);
        // Two px at least, so that wherever it stands one is wholly the edge's colour.
        if (const double edge = std::max(2.0, 1.5 * s); edged && rect.height() > 3 * edge)
            p.fillRect(rect.adjusted(edge, edge, -edge, -edge), ink.barFill(bar.host, false, true));
        if (bar.conversation != 0 && rect.width() > 4 * s) // its connection's colour, along the outer edge
            p.fillRect(QRectF(bar.host == Side::Client ? rect.left() : rect.right() - 2.5 * s, rect.top(),
                              2.5 * s, rect.height()),
                       theme.connection(bar.conversation));
    }
}

/// A zig-zag across the picture where time has been folded, like a sheet torn and put together.
void Painter::paintFolds()
{
    for (const LadderFold& fold : g.folds) {
        const double step = 7 * s;
        const double depth = std::min(3.0 * s, fold.band.height() / 4);
        const double middle = fold.band.center().y();
        const double half = std::max(3.0 * s, fold.band.height() * 0.22);
        p.fillRect(QRectF(fold.band.left(), middle - half, fold.band.width(), 2 * half), theme.surface);
        p.setPen(QPen(ink.fold(), 1.3));
        // Tooth by tooth: one long polyline costs Qt's rasterizer a hundred times as much.
        QVector<QLineF> teeth;
        for (const double y : {middle - half, middle + half}) {
            double side = -depth;
            for (double x = fold.band.left(); x < fold.band.right(); x += step, side = -side)
                teeth << QLineF(x, y + side, x + step, y - side);
        }
        p.drawLines(teeth);
        p.setPen(Qt::NoPen);
        p.setBrush(theme.surface);
        p.drawRect(fold.textRect);
        text(TextRole::Note, fold.textRect, Qt::AlignCenter, fold.text, theme.mutedText);
    }
}

void Painter::paintDensity()
{
    for (const LadderDensity& bar : g.density)
        p.fillRect(bar.rect, ink.of(bar.kind, bar.lost));
}

void Painter::paintTies()
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

void Painter::paintArrow(const LadderArrow& arrow)
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
        p.setPen(QPen(theme.highlight, 11 * s, Qt::SolidLine, Qt::FlatCap));
        p.drawLine(arrow.from, arrow.inFlight ? arrow.arrival : arrow.to);
    } else if (arrow.onPath) {
        p.setPen(QPen(theme.highlight, 8 * s, Qt::SolidLine, Qt::RoundCap));
        p.drawLine(arrow.from, arrow.to);
    } else if (arrow.lit && !arrow.inFlight) {
        p.setPen(QPen(mixed(theme.highlight, theme.surface, 0.45), 9 * s, Qt::SolidLine, Qt::FlatCap));
        p.drawLine(arrow.from, arrow.to);
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
    p.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    if (arrow.retransmission) {
        const QPointF apart = across * (width * 0.5 + 1.1 * s);
        p.drawLine(arrow.from + apart, end + apart);
        p.drawLine(arrow.from - apart, end - apart);
    } else {
        p.drawLine(arrow.from, end);
    }
    if (head > 0)
        paintHead(arrow, arrow.to, colour, arrow.ignored);
}

/// What is still to come of the path: where one has been, and goes back from.
void Painter::paintGhost(const LadderArrow& arrow)
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
void Painter::paintPath()
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

void Painter::paintNumber(QPointF at, double r, int number)
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

/// Which of several connections a segment belongs to, near its beginning.
void Painter::paintConnection(const LadderArrow& arrow)
{
    if (arrow.conversation == 0)
        return;
    const QPointF d = arrow.arrival - arrow.from;
    const double length = std::hypot(d.x(), d.y());
    if (length < 60 * s)
        return;
    const double each = g.area.height() / static_cast<double>(g.arrows.size());
    paintNumber(arrow.from + d / length * 15 * s, each < 9 ? 3 * s : 6.5 * s, arrow.conversation);
}

void Painter::paintNotes()
{
    for (const LadderNote& note : g.notes) {
        p.setPen(QPen(theme.border, 1));
        p.setBrush(theme.surface);
        p.drawRoundedRect(note.rect, 3 * s, 3 * s);
        text(TextRole::Note, note.rect, Qt::AlignCenter, note.text, theme.text);
    }
}

void Painter::paintMeasure()
{
    if (!g.measure)
        return;
    const LadderMeasure& m = *g.measure;
    p.setPen(QPen(theme.accent, std::max(1.3, theme.lineWidth * 0.8), Qt::DotLine));
    for (const double y : {m.top, m.bottom})
        p.drawLine(QPointF(m.x, y), QPointF(m.reach, y));
    p.setPen(QPen(theme.accent, theme.strongWidth, Qt::SolidLine, Qt::SquareCap));
    p.drawLine(QPointF(m.x, m.top), QPointF(m.x, m.bottom));
    for (const double y : {m.top, m.bottom})
        p.drawLine(QPointF(m.x - 4 * s, y), QPointF(m.x + 4 * s, y));
    p.setPen(Qt::NoPen);
    p.setBrush(theme.accent);
    p.drawRoundedRect(m.textRect, 3 * s, 3 * s);
    text(TextRole::Badge, m.textRect, Qt::AlignCenter, m.text, theme.surface);
}

void Painter::paintHead(const LadderArrow& arrow, QPointF tip, const QColor& colour, bool hollow)
{
    const QPointF d = arrow.arrival - arrow.from;
    const double length = std::max(1.0, std::hypot(d.x(), d.y()));
    const QPointF along = d / length;
    const QPointF across(-along.y(), along.x());
    const double size = (7 + theme.lineWidth * 2) * s;
    QPolygonF head;
    if (arrow.kind == SegmentKind::Reset) {
        const double half = size * 0.42;
        head << tip + across * half << tip - across * half << tip - along * 2 * half - across * half
             << tip - along * 2 * half + across * half;
    } else {
        head << tip << tip - along * size + across * size * 0.42 << tip - along * size - across * size * 0.42;
    }
    p.setPen(QPen(colour, 1.3, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    p.setBrush(hollow ? theme.surface : colour);
    p.drawPolygon(head);
}

void Painter::paintCross(QPointF at, const QColor& colour, bool circled)
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

/// Dots, crosses and "no effect": above all lines, the now line included.
void Painter::paintMarks(const LadderArrow& arrow)
{
    if (arrow.ghost)
        return;
    if (arrow.inFlight) {
        const QColor colour = ink.of(arrow.kind, false);
        p.setPen(QPen(theme.surface, g.crowded ? 1 : 2));
        p.setBrush(colour);
        const double r = (arrow.hovered || arrow.selected ? 7.5 : g.crowded ? 4.5 : 6) * s;
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

void Painter::paintLabel(const LadderLabel& label)
{
    const LabelParts& parts = label.parts;
    const LabelBox& box = label.box;
    // The now line passes behind the letters.
    const bool onGround =
        g.hasNow && box.bounds().adjusted(0, -2, 0, 2).contains(QPointF(box.center.x(), g.nowY));
    const LabelLook look{.ink = ink.text(ink.of(label.kind, label.lost), label.lit),
                         .numbers = ink.text(theme.mutedText, label.lit),
                         .surface = theme.surface,
                         .onGround = onGround,
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
void Painter::paintWords(const LadderLabel& label, const LabelLook& look, double base)
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

void Painter::paintJoints()
{
    for (const LadderJoint& joint : g.joints) {
        p.setPen(QPen(theme.surface, 1));
        p.setBrush(ink.line(theme.text, joint.lit));
        p.drawEllipse(joint.at, 3 * s, 3 * s);
    }
}

void Painter::paintBrackets()
{
    for (const LadderBracket& bracket : g.brackets) {
        const QColor colour = ink.strongLine(theme.of(bracket.host), bracket.running);
        QPen pen(colour, std::max(1.3, theme.lineWidth), Qt::SolidLine, Qt::SquareCap);
        if (bracket.running)
            pen.setDashPattern({3, 2});
        p.setPen(pen);
        p.setBrush(Qt::NoBrush);
        const QPointF hook(bracket.hook, 0);
        const QPointF top(bracket.x, bracket.top);
        const QPointF bottom(bracket.x, bracket.bottom);
        p.drawLine(top, bottom);
        if (bracket.begun)
            p.drawLine(top, top + hook);
        if (bracket.closed)
            p.drawLine(bottom, bottom + hook);
    }
}

void Painter::paintTexts()
{
    for (const LadderText& t : g.texts) {
        QColor colour = theme.of(t.host);
        if (t.alarm)
            colour = theme.lost;
        else if (t.muted)
            colour = theme.mutedText;
        colour = ink.text(colour, t.lit);
        const Qt::Alignment align = (t.toTheRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
        QRectF rect = t.rect;
        if (g.hasNow && rect.top() < g.nowY && g.nowY < rect.bottom())
            p.fillRect(rect.adjusted(-2, 1, 2, -1), theme.surface); // the now line passes behind it
        if (!t.suffix.isEmpty()) {
            const double width = fonts.width(TextRole::Call, t.suffix);
            const QRectF which(rect.right() - width, rect.top(), width, rect.height());
            text(TextRole::Call, which, Qt::AlignRight | Qt::AlignVCenter, t.suffix,
                 ink.text(theme.mutedText, t.lit));
            rect.setRight(rect.right() - width - 4 * s);
        }
        text(t.role, rect, align, t.text, colour);
    }
}

void Painter::paintNowLine()
{
    if (!g.hasNow || g.nowY < g.area.top() - 20 || g.nowY > g.area.bottom() + 20)
        return;
    p.setPen(QPen(theme.now, std::max(1.3, theme.lineWidth * 0.85), Qt::DotLine));
    const double from =
        g.badge.top() < g.nowY && g.nowY < g.badge.bottom() ? g.badge.right() : g.area.left() + 8;
    p.drawLine(QPointF(from, g.nowY), QPointF(g.area.right() - 8, g.nowY));
    // Whose step it is.
    for (std::size_t side = 0; side < 2; ++side) {
        if (!g.acting[side])
            continue;
        const Side host = side == 0 ? Side::Client : Side::Server;
        p.setPen(QPen(theme.surface, 2));
        p.setBrush(theme.of(host));
        p.drawEllipse(QPointF(g.lifeline[side], g.nowY), 7.5 * s, 7.5 * s);
        p.setPen(Qt::NoPen);
        p.setBrush(theme.onOf(host));
        p.drawEllipse(QPointF(g.lifeline[side], g.nowY), 3 * s, 3 * s);
    }
}

void Painter::paintBadge()
{
    if (!g.hasNow)
        return;
    p.setPen(Qt::NoPen);
    p.setBrush(theme.now);
    p.drawRoundedRect(g.badge, 3 * s, 3 * s);
    text(TextRole::Badge, g.badge, Qt::AlignCenter, g.badgeText, theme.surface);
}

void Painter::paintHeadings()
{
    const double height = headingHeight(fonts);
    const QRectF strip(g.area.left(), g.area.top(), g.area.width(), height);
    p.fillRect(strip, theme.surface);
    for (std::size_t side = 0; side < 2; ++side) {
        const double half = fonts.width(TextRole::Heading, g.headings[side]) / 2 + 4;
        const QRectF rect(g.lifeline[side] - half, strip.top(), 2 * half, height);
        // In a lecture one sees from its heading, too, whose step it is.
        const bool steps = g.acting[side] || (!g.acting[0] && !g.acting[1]) || !theme.spotlight;
        text(TextRole::Heading, rect, Qt::AlignCenter, g.headings[side],
             ink.text(theme.of(side == 0 ? Side::Client : Side::Server), steps));
    }
    for (const LadderLegend& one : g.legend) {
        if (one.conversation != 0)
            paintNumber(one.badge.center(), one.badge.width() / 2, one.conversation);
        text(TextRole::Call, one.rect, Qt::AlignLeft | Qt::AlignVCenter, one.text, theme.mutedText);
    }
}

} // namespace

void paintLadder(QPainter& painter, const LadderGeometry& geometry, const LadderFonts& fonts,
                 const Theme& theme)
{
    Painter(painter, geometry, fonts, theme).paint();
}

} // namespace tcplab
