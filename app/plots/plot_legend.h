/// What the lines and marks of a plot are called, in as many rows as they need.
#pragma once
#include "app/plots/plot_painter.h"

#include <QStringList>

namespace tcplab {

struct LegendEntry {
    PlotRole role = PlotRole::Data;
    bool other = false;
    QString text; ///< beside its symbol
    QString name; ///< with the letters that its symbol is
};

class PlotLegend {
public:
    /// `above`: to where the window's edge reaches beyond the picture.
    PlotLegend(const PlotInput& in, std::optional<std::int64_t> above);
    const std::vector<LegendEntry>& entries() const { return m_entries; }
    /// Breaks it into rows; what no row of at most so many pixels' height holds is told by its last entry.
    void layOut(const Theme& theme, double width, double mostHeight);
    double height() const { return m_height; }
    /// All of it, where not all can be shown; else "".
    QString hidden() const { return m_hidden.join(QStringLiteral("; ")); }
    /// The rows begin at `left`, the first at the top.
    void paint(QPainter& p, const PlotPainter& painter, double left) const;

private:
    struct Placed {
        std::size_t entry = 0;
        double x = 0, row = 0;
    };
    double symbolWidth(const Theme& theme, PlotRole role) const;

    bool m_comparing = false;
    std::vector<LegendEntry> m_entries;
    std::vector<Placed> m_placed;
    QStringList m_hidden;
    QString m_rest; ///< "+3"
    QPointF m_restAt;
    double m_rowHeight = 0;
    double m_height = 0;
};

} // namespace tcplab
