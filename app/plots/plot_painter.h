/// Paints a plot's shapes. Upright and level lines are filled rectangles: crisp, and quick at any number. Of two runs a
/// plot has four lines, each broken in a way of its own, however many points it has.
#pragma once
#include "app/plots/plot_shapes.h"
#include "app/theme/theme.h"

#include <QColor>
#include <QImage>
#include <array>
#include <vector>

class QPainter;

namespace tcplab {

/// How a line is broken: px that are drawn and left out, in turn. All zeros: not at all.
using PlotDashes = std::array<int, 4>;
PlotDashes dashesOf(PlotRole role, bool other);

class PlotPainter {
public:
    /// `sender`: whose plot it is, and whose colour its lines have.
    PlotPainter(const Theme& theme, Side sender) : m_theme(theme), m_sender(sender) {}
    const Theme& theme() const { return m_theme; }
    void paintAxes(QPainter& p, const PlotShapes& shapes) const;
    void paintShapes(QPainter& p, const PlotShapes& shapes) const;
    /// As the legend shows it.
    void paintSymbol(QPainter& p, PlotRole role, bool other, const QRectF& rect) const;

private:
    /// `along`: px of its line before it.
    void paintBar(QPainter& p, const PlotBar& bar, double& along) const;
    enum class Stamp : std::uint8_t { Cross, Dot, Ring };
    struct Drawn {
        Stamp what = Stamp::Cross;
        QColor colour;
        QImage image;
    };
    void stamp(QPainter& p, Stamp what, QPointF at, const QColor& colour) const;
    void paintEnds(QPainter& p, const PlotBar& bar, double x, double top, const QColor& colour) const;
    void paintLine(QPainter& p, const PlotLine& line) const;
    void paintDot(QPainter& p, const PlotDot& dot) const;
    void paintLetter(QPainter& p, QPointF below, const char* letter, const QColor& colour) const;
    QColor colourOf(PlotRole role, bool other) const;

    const Theme& m_theme;
    Side m_sender;
    mutable std::vector<Drawn> m_stamps;
};

} // namespace tcplab
