#include "app/ladder/ladder_paint.h"

#include "app/ladder/ladder_painter.h"

namespace tcplab {

void LadderPainter::paint()
{
    p.save();
    p.setClipRect(g.area);
    p.fillRect(g.area, theme.surface); // before smooth edges are asked for: whole pixels are filled at once
    p.setRenderHint(QPainter::Antialiasing);
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
    paintParting();
    paintNowLine();
    paintFoldWords();
    paintGrounds();
    for (const LadderArrow& arrow : g.arrows)
        paintMarks(arrow);
    paintGroundsOnDots();
    for (const LadderLabel& label : g.labels)
        paintLabel(label);
    paintConnections();
    paintNotes();
    paintBrackets();
    paintTexts();
    paintQueues();
    paintMeasure();
    paintHeadings();
    paintPartingSign();
    paintBadge();
    p.restore();
}

void LadderPainter::paintTicks()
{
    const double height = fonts.height(TextRole::Tick);
    double widest = 0;
    for (const LadderTick& tick : g.ticks)
        widest = std::max(widest, fonts.width(TextRole::Tick, tick.text));
    for (const LadderTick& tick : g.ticks) {
        if (!tick.rect.isEmpty()) {
            text(TextRole::Tick, tick.rect, Qt::AlignCenter, tick.text, theme.mutedText);
            continue;
        }
        const QRectF rect(g.area.left() + 10 * s, tick.y - height / 2, widest, height);
        text(TextRole::Tick, rect, Qt::AlignRight | Qt::AlignVCenter, tick.text, theme.mutedText);
        p.setPen(QPen(ink.tick(), 1, Qt::DotLine));
        p.drawLine(QPointF(rect.right() + 3 * s, tick.y), QPointF(rect.right() + 12 * s, tick.y));
        if (tick.until > tick.y)
            paintInstant(rect.right() + 12 * s, tick.y, tick.until, ink.tick());
    }
    if (g.hasNow && g.nowSince < g.nowY)
        paintInstant(g.area.left() + 22 * s + widest, g.nowSince, g.nowY, theme.now);
}

/// A bracket beside the times: all of this is one instant, drawn row by row.
void LadderPainter::paintInstant(double x, double top, double bottom, const QColor& colour)
{
    p.setPen(QPen(colour, std::max(1.3, theme.lineWidth * 0.8)));
    p.drawLine(QPointF(x, top), QPointF(x, bottom));
    for (const double y : {top, bottom})
        p.drawLine(QPointF(x - 4 * s, y), QPointF(x, y));
}

void LadderPainter::paintLifelines()
{
    p.setPen(QPen(ink.lifeline(), std::max(1.3, theme.lineWidth * 0.8)));
    for (const double x : g.lifeline)
        p.drawLine(QPointF(x, g.area.top()), QPointF(x, g.area.bottom()));
}

void LadderPainter::paintBars()
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

std::vector<std::pair<double, double>> gapsIn(const LadderFold& fold, const LadderGeometry& geometry,
                                              double scale)
{
    std::vector<std::pair<double, double>> gaps;
    const QRectF teeth = fold.teeth(scale);
    const auto leaveOut = [&](const QRectF& words) {
        if (words.intersects(teeth))
            gaps.emplace_back(words.left() - 4 * scale, words.right() + 4 * scale);
    };
    for (const LadderText& text : geometry.texts)
        leaveOut(text.rect);
    for (const LadderTick& tick : geometry.ticks)
        leaveOut(tick.rect);
    return gaps;
}

/// A zig-zag across the picture where time has been folded, like a sheet torn and put together.
void LadderPainter::paintFolds()
{
    for (const LadderFold& fold : g.folds) {
        const double step = 7 * s;
        const double depth = std::min(3.0 * s, fold.band.height() / 4);
        const double middle = fold.band.center().y();
        const double half = std::max(3.0 * s, fold.band.height() * 0.22);
        p.fillRect(QRectF(fold.band.left(), middle - half, fold.band.width(), 2 * half), theme.surface);
        p.setPen(QPen(ink.fold(), 1.3));
        const auto gaps = gapsIn(fold, g, s);
        // Tooth by tooth: one long polyline costs Qt's rasterizer a hundred times as much.
        QVector<QLineF> teeth;
        for (const double y : {middle - half, middle + half}) {
            double side = -depth;
            for (double x = fold.band.left(); x < fold.band.right(); x += step, side = -side)
                if (std::ranges::none_of(
                        gaps, [&](const auto& gap) { return x < gap.second && x + step > gap.first; }))
                    teeth << QLineF(x, y + side, x + step, y - side);
        }
        p.drawLines(teeth);
    }
}

/// Over the arrows: what is under way for so long that it crosses them passes behind.
void LadderPainter::paintFoldWords()
{
    for (const LadderFold& fold : g.folds) {
        p.fillRect(fold.textRect, theme.surface);
        text(TextRole::Note, fold.textRect, Qt::AlignCenter, fold.text, theme.mutedText);
    }
}

void LadderPainter::paintDensity()
{
    for (const LadderDensity& bar : g.density)
        p.fillRect(bar.rect, ink.of(bar.kind, bar.lost));
}

void LadderPainter::paintNotes()
{
    for (const LadderNote& note : g.notes) {
        p.setPen(QPen(theme.border, 1));
        p.setBrush(theme.surface);
        p.drawRoundedRect(note.rect, 3 * s, 3 * s);
        text(TextRole::Note, note.rect, Qt::AlignCenter, note.text, theme.text);
    }
}

void LadderPainter::paintQueues()
{
    for (const LadderQueueBox& queue : g.queues) {
        const QColor colour = queue.full ? theme.lost : theme.of(queue.host);
        p.setPen(QPen(colour, queue.full ? theme.strongWidth : theme.lineWidth));
        p.setBrush(theme.surface);
        p.drawRoundedRect(queue.rect, 3 * s, 3 * s);
        text(TextRole::Note, queue.words, Qt::AlignLeft | Qt::AlignVCenter, queue.text, colour);
        for (const auto& [at, number] : queue.waiting)
            paintNumber(at, numberSize(s) * 0.65, number);
    }
}

void LadderPainter::paintMeasure()
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

void LadderPainter::paintBrackets()
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

void LadderPainter::paintTexts()
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
        if (t.onGround)
            p.fillRect(rect.adjusted(-2, 1, 2, -1), theme.surface);
        if (!t.suffix.isEmpty()) {
            const double width = fonts.width(TextRole::Call, t.suffix);
            const QRectF which(rect.right() - width, rect.top(), width, rect.height());
            text(TextRole::Call, which, Qt::AlignRight | Qt::AlignVCenter, t.suffix,
                 ink.text(theme.mutedText, t.lit));
            rect.setRight(rect.right() - width - 4 * s);
        }
        if (t.conversation != 0) {
            const double r = numberSize(s) / 2;
            const bool atLeft = t.host == Side::Client;
            paintNumber({atLeft ? rect.left() + r : rect.right() - r, rect.center().y()}, r, t.conversation);
        }
        text(t.role, rect, align, t.text, colour);
    }
}

void LadderPainter::paintParting()
{
    if (!g.parting)
        return;
    p.setPen(QPen(theme.warning, std::max(1.3, theme.lineWidth), Qt::DashLine));
    p.drawLine(QPointF(g.parting->from, g.parting->y), QPointF(g.parting->to, g.parting->y));
}

/// Not the colour alone: the sign says what the line is.
void LadderPainter::paintPartingSign()
{
    if (!g.parting || g.parting->sign.isEmpty())
        return;
    p.setPen(Qt::NoPen);
    p.setBrush(theme.warning);
    p.drawRoundedRect(g.parting->sign, 4 * s, 4 * s);
    text(TextRole::Badge, g.parting->sign, Qt::AlignCenter, partingSign(), theme.surface);
}

void LadderPainter::paintNowLine()
{
    if (!g.hasNow || g.nowY < g.area.top() - 20 || g.nowY > g.area.bottom() + 20)
        return;
    p.setPen(QPen(theme.now, std::max(1.3, theme.lineWidth * 0.85), Qt::DotLine));
    p.drawLine(QPointF(g.area.left() + 8, g.nowY), QPointF(g.area.right() - 8, g.nowY)); // under the badge
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

void LadderPainter::paintBadge()
{
    if (!g.hasNow)
        return;
    p.setPen(Qt::NoPen);
    p.setBrush(theme.now);
    p.drawRoundedRect(g.badge, 3 * s, 3 * s);
    text(TextRole::Badge, g.badge, Qt::AlignCenter, g.badgeText, theme.surface);
}

void LadderPainter::paintHeadings()
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

void paintLadder(QPainter& painter, const LadderGeometry& geometry, const LadderFonts& fonts,
                 const Theme& theme)
{
    LadderPainter(painter, geometry, fonts, theme).paint();
}

} // namespace tcplab
