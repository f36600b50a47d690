#include "app/plots/plot_legend.h"

#include "app/plots/plot_axes.h"

#include <QPainter>

#include <cmath>

namespace tcplab {

namespace {

constexpr double between = 14; ///< px between two entries

bool isOfOpenRunAlone(PlotRole role)
{
    return role != PlotRole::Data && role != PlotRole::Ack && role != PlotRole::Edge;
}

} // namespace

/// What the numbers of both runs are comes first; what befell segments, of the open one.
PlotLegend::PlotLegend(const PlotInput& in, std::optional<std::int64_t> above)
    : m_comparing(in.other != nullptr)
{
    if (in.flow == nullptr)
        return;
    const auto add = [&](PlotRole role, bool other) {
        QString more;
        if (role == PlotRole::Edge && above)
            //: Of a line that is not drawn since it lies far above: "SND.UNA+SND.WND ↑ up to 65536".
            more = PlotWords::tr(" ↑ up to %1").arg(valueText(in.kind, *above, in.firstNumber));
        m_entries.push_back({role, other, plotLegendWords(role, m_comparing, other) + more,
                             plotLineName(role, m_comparing, other) + more});
    };
    if (m_comparing)
        for (const PlotRole role : rolesIn(*in.other, in.kind))
            if (in.kind != PlotKind::Sequence || !isOfOpenRunAlone(role))
                add(role, true);
    for (const PlotRole role : rolesIn(*in.flow, in.kind))
        add(role, false);
}

/// Letters have the room that they need; a pattern shows what it is within that of one period.
double PlotLegend::symbolWidth(const Theme& theme, PlotRole role) const
{
    if (const char* letters = lettersOf(role); *letters != '\0')
        return QFontMetricsF(theme.mono(7, true)).horizontalAdvance(QString::fromLatin1(letters)) + 5;
    return m_comparing ? 35 : 23;
}

void PlotLegend::layOut(const Theme& theme, double width, double mostHeight)
{
    const QFontMetricsF metrics(theme.ui(8));
    m_rowHeight = std::ceil(metrics.height());
    m_placed.clear();
    m_hidden.clear();
    m_rest.clear();
    const int rows = std::max(1, static_cast<int>(mostHeight / m_rowHeight));
    const double rest = metrics.horizontalAdvance(QStringLiteral("+00"));
    double x = 0;
    int row = 0;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const double wide =
            symbolWidth(theme, m_entries[i].role) + metrics.horizontalAdvance(m_entries[i].text);
        const bool last = i + 1 == m_entries.size();
        if (x > 0 && x + wide > width && row + 1 < rows) {
            ++row;
            x = 0;
        }
        // In the last row the number of those that are left out needs its place.
        const double room = row + 1 < rows || last ? width : width - rest - between;
        if (x > 0 && x + wide > room) {
            for (; i < m_entries.size(); ++i)
                m_hidden << m_entries[i].name;
            m_rest = QStringLiteral("+%1").arg(m_hidden.size());
            m_restAt = {x, row * m_rowHeight};
            break;
        }
        m_placed.push_back({i, x, row * m_rowHeight});
        x += wide + between;
    }
    m_height = m_entries.empty() ? 0 : (row + 1) * m_rowHeight;
}

void PlotLegend::paint(QPainter& p, const PlotPainter& painter, double left) const
{
    const Theme& theme = painter.theme();
    p.setFont(theme.ui(8));
    const auto write = [&](QPointF at, const QString& text) {
        p.setPen(theme.text);
        p.drawText(QRectF(at.x(), at.y(), 4000, m_rowHeight), Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    for (const Placed& one : m_placed) {
        const LegendEntry& entry = m_entries[one.entry];
        const double symbol = symbolWidth(theme, entry.role);
        painter.paintSymbol(p, entry.role, entry.other,
                            QRectF(left + one.x, one.row, symbol - 4, m_rowHeight));
        write({left + one.x + symbol, one.row}, entry.text);
    }
    if (!m_rest.isEmpty())
        write({left + m_restAt.x(), m_restAt.y()}, m_rest);
}

} // namespace tcplab
