#include "app/plots/plot_painter.h"

#include "app/plots/timeline_strip.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

bool isDashed(PlotRole role)
{
    return role == PlotRole::Ssthresh || role == PlotRole::Edge || role == PlotRole::Rto;
}

/// It lies on the line that it often equals, and leaves both to be seen.
bool isSlender(PlotRole role) { return isDashed(role); }

constexpr int stampSize = 11; ///< px: a cross, or a dot

} // namespace

QColor PlotPainter::colourOf(PlotRole role, bool other) const
{
    if (other) // one colour, and patterns: whose a curve is comes before what it is
        return m_theme.connection(4);
    switch (role) {
    case PlotRole::Data:
    case PlotRole::Urgent:
    case PlotRole::Slowed: return m_theme.text;
    case PlotRole::Again: return m_theme.retransmission;
    case PlotRole::Lost: return m_theme.lost;
    case PlotRole::Probe: return m_theme.warning;
    case PlotRole::OutOfOrder: return m_theme.fin;
    case PlotRole::Doubled: return m_theme.retransmission;
    case PlotRole::Echo: return m_theme.warning;
    case PlotRole::Ack:
    case PlotRole::DupAck:
    case PlotRole::Rtt: return m_theme.data;
    case PlotRole::Edge:
    case PlotRole::SameEdge:
    case PlotRole::ZeroWindow:
    case PlotRole::Window:
    case PlotRole::Rto: return m_theme.now;
    case PlotRole::Sack: return m_theme.fin;
    case PlotRole::Cwnd:
    case PlotRole::Srtt:
    case PlotRole::InFlight: return m_theme.of(m_sender);
    case PlotRole::ResetOut:
    case PlotRole::ResetIn:
    case PlotRole::Ssthresh: return m_theme.reset;
    }
    return m_theme.text;
}

QPen PlotPainter::penOf(PlotRole role, bool other, double width) const
{
    QPen pen(colourOf(role, other), width, isDashed(role) ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap);
    if (other)
        pen.setDashPattern(isDashed(role) ? QList<qreal>{1, 2} : QList<qreal>{4, 1.5, 1, 1.5});
    return pen;
}

void PlotPainter::paintAxes(QPainter& p, const PlotShapes& shapes) const
{
    const QRectF& area = shapes.area;
    const QFont font = m_theme.mono(7.5);
    p.setFont(font);
    const QFontMetricsF metrics(font);
    // Lines are narrow fills: Qt draws long ones in several threads, and waking those costs more than all the rest.
    QColor grid = m_theme.border;
    grid.setAlphaF(0.28F);
    p.setPen(m_theme.mutedText);
    for (const PlotTick& tick : shapes.values) {
        p.fillRect(QRectF(area.left(), std::round(tick.at), area.width(), 1), grid);
        p.drawText(QRectF(0, tick.at - metrics.height() / 2, area.left() - 5, metrics.height()),
                   Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    const double right = area.right() + 10; // where the widget ends
    for (const PlotTick& tick : shapes.times) {
        fillInBands(p, QRectF(std::round(tick.at), area.top(), 1, area.height()), grid);
        const double wide = metrics.horizontalAdvance(tick.text) + 4;
        p.drawText(QRectF(std::min(tick.at - wide / 2, right - wide),
                          area.bottom() + TimelineStrip::height + 3, wide, metrics.height() + 2),
                   Qt::AlignHCenter | Qt::AlignTop, tick.text);
    }
    for (const PlotTick& tick : shapes.wraps) {
        p.setPen(QPen(m_theme.warning, 1.2, Qt::DashDotLine));
        p.drawLine(QPointF(area.left(), std::round(tick.at) + 0.5),
                   QPointF(area.right(), std::round(tick.at) + 0.5));
        p.setPen(m_theme.warning);
        const double y = tick.at - metrics.height() < area.top() ? tick.at + 1 : tick.at - metrics.height();
        p.drawText(QRectF(area.left() + 5, y, area.width(), metrics.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, tick.text);
    }
    for (const double y : {area.top(), area.bottom()})
        p.fillRect(QRectF(area.left(), y, area.width() + 1, 1), m_theme.border);
    for (const double x : {area.left(), area.right()})
        p.fillRect(QRectF(x, area.top(), 1, area.height()), m_theme.border);
}

void PlotPainter::paintLetter(QPainter& p, QPointF below, const char* letter, const QColor& colour) const
{
    if (*letter == '\0')
        return;
    const QFont font = m_theme.mono(7, true);
    const double height = QFontMetricsF(font).height();
    p.setFont(font);
    p.setPen(colour);
    p.drawText(QRectF(below.x() - 2 * height, below.y() - height - 1, 4 * height, height),
               Qt::AlignHCenter | Qt::AlignBottom, QString::fromLatin1(letter));
}

/// Some hundred of a mark may stand in a picture: it is drawn once, and copied.
void PlotPainter::stamp(QPainter& p, Stamp what, QPointF at, const QColor& colour) const
{
    const qreal ratio = p.device()->devicePixelRatioF();
    auto one = std::ranges::find_if(m_stamps, [&](const Drawn& drawn) {
        return drawn.what == what && drawn.colour == colour && drawn.image.devicePixelRatio() == ratio;
    });
    if (one == m_stamps.end()) {
        QImage image((QSizeF(stampSize, stampSize) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::transparent);
        QPainter pen(&image);
        pen.setRenderHint(QPainter::Antialiasing);
        const QPointF middle(stampSize / 2.0, stampSize / 2.0);
        if (what == Stamp::Cross) {
            pen.setPen(QPen(colour, 1.5));
            pen.drawLine(middle + QPointF(-4, -4), middle + QPointF(4, 4));
            pen.drawLine(middle + QPointF(-4, 4), middle + QPointF(4, -4));
        } else {
            pen.setBrush(what == Stamp::Ring ? m_theme.surface : colour);
            pen.setPen(what == Stamp::Ring ? QPen(colour, 1.4) : QPen(Qt::NoPen));
            const double radius = what == Stamp::Ring ? 2.8 : 2.2;
            pen.drawEllipse(middle, radius, radius);
        }
        pen.end();
        one = m_stamps.insert(m_stamps.end(), {what, colour, std::move(image)});
    }
    // In whole pixels of the device, so that it is copied and not drawn anew.
    const auto place = [ratio](double from) { return std::round((from - stampSize / 2.0) * ratio) / ratio; };
    p.drawImage(QPointF(place(at.x()), place(at.y())), one->image);
}

/// tcptrace's double-headed arrow; a diamond instead of the upper head is PSH.
void PlotPainter::paintEnds(QPainter& p, const PlotBar& bar, double x, double top, const QColor& colour) const
{
    const double half = std::min(3.5, (bar.bottom - top) / 3);
    if (half < 1)
        return;
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    const auto head = [&](double tip, double inwards) {
        p.drawPolygon(
            QPolygonF({{x, tip}, {x - 3.5, tip + inwards * half}, {x + 3.5, tip + inwards * half}}));
    };
    if (bar.push)
        p.drawPolygon(
            QPolygonF({{x, top - 1}, {x - 3.5, top + half}, {x, top + 2 * half}, {x + 3.5, top + half}}));
    else
        head(top, 1);
    head(bar.bottom, -1);
    p.setRenderHint(QPainter::Antialiasing, false);
}

void PlotPainter::paintBar(QPainter& p, const PlotBar& bar) const
{
    const QColor colour = colourOf(bar.role, bar.other);
    const double x = bar.single ? std::round(bar.x) + 0.5 : bar.x;
    const double thick = bar.single ? 2 : bar.width;
    const double top = std::min(bar.top, bar.bottom - 1);
    if (!bar.other) {
        p.fillRect(QRectF(x - thick / 2, top, thick, bar.bottom - top), colour);
    } else if (bar.single) { // broken
        for (double y = top; y < bar.bottom; y += 5)
            p.fillRect(QRectF(x - thick / 2, y, thick, std::min(3.0, bar.bottom - y)), colour);
    } else if (std::fmod(x, 8) < 5 || bar.width > 1) {
        p.fillRect(QRectF(x - thick / 2, top, thick, bar.bottom - top), colour);
    }
    if (bar.role == PlotRole::Sack && bar.bottom - top > 4) // its ends are what it says
        for (const double y : {top, bar.bottom})
            p.fillRect(QRectF(x - 2.5, y - 0.5, 5, 1), colour);
    if (!bar.single)
        return;
    paintEnds(p, bar, x, top, colour);
    paintLetter(p, {x, top}, bar.letter, colour);
    if (bar.role == PlotRole::Lost) // not by colour alone
        stamp(p, Stamp::Cross, {x, (top + bar.bottom) / 2}, colour);
}

/// Steps run along pixels: as rectangles they are crisp, and many of them cost little. A stroked line of some thousand
/// steps that cross each other takes seconds.
void PlotPainter::paintLine(QPainter& p, const PlotLine& line) const
{
    const QColor colour = colourOf(line.role, line.other);
    const double full = std::round(m_theme.lineWidth * 1.1);
    const double thick = isSlender(line.role) ? std::max(1.5, full * 0.75) : full;
    constexpr std::size_t mostDashed = 200;
    if ((isDashed(line.role) || line.other) && line.points.size() <= mostDashed) {
        p.setPen(penOf(line.role, line.other, thick));
        p.drawPolyline(line.points.data(), static_cast<int>(line.points.size()));
        return;
    }
    for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
        const QPointF a = line.points[i];
        const QPointF b = line.points[i + 1];
        p.fillRect(QRectF(a, b).normalized().adjusted(-thick / 2, -thick / 2, thick / 2, thick / 2), colour);
    }
}

void PlotPainter::paintDot(QPainter& p, const PlotDot& dot) const
{
    const QColor colour = colourOf(dot.role, dot.other);
    const double x = std::round(dot.at.x()) + 0.5;
    switch (dot.role) {
    case PlotRole::DupAck: // below the line, as tcptrace has it
        p.fillRect(QRectF(x - 0.75, dot.at.y(), 1.5, 5), colour);
        if (*dot.letter != '\0')
            paintLetter(p, {x, dot.at.y() + 6 + QFontMetricsF(m_theme.mono(7, true)).height()}, dot.letter,
                        colour);
        return;
    case PlotRole::SameEdge: p.fillRect(QRectF(x - 0.75, dot.at.y() - 5, 1.5, 5), colour); return;
    case PlotRole::Lost: stamp(p, Stamp::Cross, dot.at, colour); return;
    case PlotRole::ResetOut:
    case PlotRole::ResetIn: // a square, as the timeline's head
        p.fillRect(QRectF(x - 3, dot.at.y() - 3, 6, 6), colour);
        [[fallthrough]];
    case PlotRole::ZeroWindow:
    case PlotRole::OutOfOrder:
    case PlotRole::Doubled:
    case PlotRole::Echo: paintLetter(p, {x, dot.at.y() - 3}, dot.letter, colour); return;
    default: stamp(p, dot.other ? Stamp::Ring : Stamp::Dot, dot.at, colour);
    }
}

void PlotPainter::paintShapes(QPainter& p, const PlotShapes& shapes) const
{
    p.save();
    p.setClipRect(shapes.area.adjusted(1, 0, 0, 0));
    // Sent first, what it brought about above it.
    const auto isNote = [](PlotRole role) {
        return role == PlotRole::Again || role == PlotRole::Lost || role == PlotRole::Probe;
    };
    for (const PlotBar& bar : shapes.bars)
        if (!isNote(bar.role))
            paintBar(p, bar);
    // Run A's lines have gaps: where both are equal the open run's is seen in them.
    for (const bool other : {false, true})
        for (const PlotLine& line : shapes.lines)
            if (line.other == other)
                paintLine(p, line);
    for (const PlotBar& bar : shapes.bars)
        if (isNote(bar.role))
            paintBar(p, bar);
    for (const PlotDot& dot : shapes.dots)
        paintDot(p, dot);
    p.restore();
}

void PlotPainter::paintSymbol(QPainter& p, PlotRole role, bool other, const QRectF& rect) const
{
    const QPointF middle(std::floor(rect.left()) + 8, rect.center().y());
    const QColor colour = colourOf(role, other);
    switch (role) {
    case PlotRole::Data:
    case PlotRole::Again:
    case PlotRole::Lost:
    case PlotRole::Probe:
    case PlotRole::Sack:
        paintBar(p, {.role = role,
                     .x = middle.x(),
                     .top = middle.y() - 6,
                     .bottom = middle.y() + 6,
                     .width = 2,
                     .single = role != PlotRole::Sack,
                     .other = other});
        break;
    case PlotRole::DupAck:
        p.fillRect(QRectF(middle.x() - 7, middle.y() - 3, 15, 2), colour);
        p.fillRect(QRectF(middle.x() - 0.5, middle.y() - 3, 1.5, 7), colour);
        break;
    case PlotRole::ZeroWindow: paintLetter(p, middle + QPointF(0, 8), "Z", colour); break;
    case PlotRole::OutOfOrder: paintLetter(p, middle + QPointF(0, 8), "O", colour); break;
    case PlotRole::Urgent: paintLetter(p, middle + QPointF(0, 8), "U", colour); break;
    case PlotRole::Doubled: paintLetter(p, middle + QPointF(0, 8), "HD", colour); break;
    case PlotRole::Slowed: paintLetter(p, middle + QPointF(0, 8), "CWR", colour); break;
    case PlotRole::Echo: paintLetter(p, middle + QPointF(0, 8), "ECE", colour); break;
    case PlotRole::ResetOut:
    case PlotRole::ResetIn: p.fillRect(QRectF(middle.x() - 3, middle.y() - 3, 6, 6), colour); break;
    case PlotRole::Rtt: paintDot(p, {.role = role, .at = middle, .other = other}); break;
    default:
        p.setPen(penOf(role, other, 2.2));
        p.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()));
    }
    p.setFont(m_theme.ui(8));
}

} // namespace tcplab
