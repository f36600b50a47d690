#include "app/plots/timeline_strip.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {
constexpr double grip = 5;     ///< px on either side of an end
constexpr double leastBar = 6; ///< px: so that it can be taken hold of
} // namespace

TimelineStrip::TimelineStrip(const PlotShapes& shapes, PlotRange timeline)
    : m_track(shapes.area.left(), shapes.area.bottom() + 1, shapes.area.width(), height - 1),
      m_area(shapes.area),
      m_timeline(timeline)
{
    if (!shapes.any || timeline.to < timeline.from || timeline == PlotRange{})
        return;
    m_seen = timeline.from <= shapes.range.to && timeline.to >= shapes.range.from;
    m_fromSeen = m_seen && timeline.from > shapes.range.from;
    m_toSeen = m_seen && timeline.to < shapes.range.to;
    m_left = std::clamp(std::round(shapes.x(timeline.from)), m_area.left(), m_area.right());
    m_right = std::clamp(std::round(shapes.x(timeline.to)), m_area.left(), m_area.right());
    if (m_right - m_left < leastBar) {
        const double middle =
            std::clamp((m_left + m_right) / 2, m_area.left() + leastBar / 2, m_area.right() - leastBar / 2);
        m_left = middle - leastBar / 2;
        m_right = middle + leastBar / 2;
    }
}

TimelineStrip::Part TimelineStrip::partAt(QPointF point) const
{
    if (!m_track.adjusted(-grip, 0, grip, 2).contains(point))
        return Part::None;
    if (!m_seen)
        return Part::Track;
    const double inwards = std::min(grip, (m_right - m_left) / 4); // of a short bar the middle is left
    if (m_fromSeen && point.x() >= m_left - grip && point.x() <= m_left + inwards)
        return Part::From;
    if (m_toSeen && point.x() >= m_right - inwards && point.x() <= m_right + grip)
        return Part::To;
    return point.x() >= m_left && point.x() <= m_right ? Part::Bar : Part::Track;
}

PlotRange TimelineStrip::pulled(Part part, Duration by) const
{
    PlotRange to = m_timeline;
    if (part != Part::To)
        to.from = to.from + by;
    if (part != Part::From)
        to.to = to.to + by;
    if (to.from < Instant{}) { // nothing is before the beginning
        if (part == Part::Bar)
            to.to = to.to + (Instant{} - to.from);
        to.from = Instant{};
    }
    if (to.to <= to.from)
        (part == Part::From ? to.from : to.to) =
            part == Part::From ? to.to - Duration{1} : to.from + Duration{1};
    return to;
}

PlotRange TimelineStrip::around(Instant middle) const
{
    const Duration half{m_timeline.length().ns / 2};
    return pulled(Part::Bar, middle - (m_timeline.from + half));
}

void fillInBands(QPainter& p, const QRectF& area, const QColor& colour)
{
    constexpr double band = 56; // rows; from 96 on Qt wakes threads for it
    for (double top = area.top(); top < area.bottom(); top += band)
        p.fillRect(QRectF(area.left(), top, area.width(), std::min(band, area.bottom() - top)), colour);
}

void TimelineStrip::paintBehind(QPainter& p, const Theme& theme) const
{
    if (!shades())
        return;
    QColor shade = theme.accent;
    shade.setAlphaF(theme.name == ThemeName::Dark ? 0.16F : 0.10F);
    fillInBands(p, QRectF(m_left, std::round(m_area.top()), m_right - m_left, m_area.height()), shade);
    if (m_fromSeen)
        p.fillRect(QRectF(m_left, m_area.top(), 1, m_area.height()), theme.accent);
    if (m_toSeen)
        p.fillRect(QRectF(m_right - 1, m_area.top(), 1, m_area.height()), theme.accent);
}

void TimelineStrip::paint(QPainter& p, const Theme& theme, Part lit) const
{
    QColor track = theme.border;
    track.setAlphaF(0.25F);
    p.fillRect(m_track.adjusted(0, 3, 0, -2), track);
    if (!m_seen)
        return;
    const QRectF bar(m_left, m_track.top() + 1, m_right - m_left, m_track.height() - 1);
    p.fillRect(bar.adjusted(0, 1, 0, -1), theme.accent);
    const auto end = [&](double x, bool seen, bool isLit) {
        if (seen)
            p.fillRect(QRectF(x, bar.top() - (isLit ? 1 : 0), 3, bar.height() + (isLit ? 2 : 0)), theme.text);
    };
    end(m_left, m_fromSeen, lit == Part::From);
    end(m_right - 3, m_toSeen, lit == Part::To);
    if (bar.width() < 24)
        return;
    for (const double by : {-3.0, 0.0, 3.0}) // it can be taken hold of
        p.fillRect(QRectF(std::round(bar.center().x()) + by, bar.top() + 2, 1, bar.height() - 4),
                   theme.surface);
}

} // namespace tcplab
