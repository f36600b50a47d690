/// Below a plot's time axis: what the timeline shows, as a bar that can be moved and pulled at its ends.
#pragma once
#include "app/plots/plot_shapes.h"
#include "app/theme/theme.h"

class QColor;
class QPainter;

namespace tcplab {

class TimelineStrip {
public:
    static constexpr double height = 9; ///< px below the area
    enum class Part : std::uint8_t { None, Track, Bar, From, To };

    TimelineStrip(const PlotShapes& shapes, PlotRange timeline);
    /// Something of it lies in the plot.
    bool isSeen() const { return m_seen; }
    Part partAt(QPointF point) const;
    /// What the timeline shall show when the bar, or one of its ends, is pulled so far.
    PlotRange pulled(Part part, Duration by) const;
    /// The same length, with this instant in the middle.
    PlotRange around(Instant middle) const;
    /// Whether there is anything to be seen behind the curves: not where the timeline shows as much as the plot.
    bool shades() const { return m_seen && (m_fromSeen || m_toSeen); }
    /// Behind the curves: lightly, with an edge at either side.
    void paintBehind(QPainter& p, const Theme& theme) const;
    void paint(QPainter& p, const Theme& theme, Part lit) const;

private:
    QRectF m_track;
    QRectF m_area;
    PlotRange m_timeline;
    double m_left = 0, m_right = 0;
    bool m_seen = false;
    bool m_fromSeen = false, m_toSeen = false;
};

/// A translucent fill that stays in this thread: Qt shares large ones among a pool, and waking it costs more than they do.
void fillInBands(QPainter& p, const QRectF& area, const QColor& colour);

} // namespace tcplab
