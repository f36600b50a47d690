#include "app/experiment/histogram_view.h"

#include "app/experiment/metric_text.h"
#include "app/sweep/statistics.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace tcplab {

namespace {

constexpr std::size_t mostBars = 48;

} // namespace

HistogramView::HistogramView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Distribution"));
}

void HistogramView::setDistribution(SweepMetric metric, std::vector<Bin> bins)
{
    m_metric = metric;
    m_bins = std::move(bins);
    m_bars = histogramBars(m_bins, mostBars);
    m_chosen.reset();
    setAccessibleDescription(m_bins.empty() ? tr("No run has a value.") : QString());
    update();
}

std::optional<HistogramBar> HistogramView::chosen() const
{
    return m_chosen ? std::optional(m_bars[*m_chosen]) : std::nullopt;
}

void HistogramView::choose(std::optional<std::size_t> bar)
{
    m_chosen = bar == m_chosen ? std::nullopt : bar;
    setAccessibleDescription(m_chosen ? words(*m_chosen) : QString());
    update();
    emit barChosen();
}

QRectF HistogramView::area() const
{
    const double line = QFontMetricsF(m_theme.ui(8.5)).height();
    return QRectF(rect()).adjusted(10, line + 6, -10, -line - 6);
}

double HistogramView::placeOf(double value) const
{
    const auto low = static_cast<double>(m_bars.front().from);
    const auto high = static_cast<double>(m_bars.back().to);
    return area().left() + (value - low) / (high - low) * area().width();
}

std::optional<std::size_t> HistogramView::barAt(double x) const
{
    if (m_bars.empty() || x < area().left() || x >= area().right())
        return std::nullopt;
    const auto bar =
        static_cast<std::size_t>((x - area().left()) / area().width() * static_cast<double>(m_bars.size()));
    return std::min(bar, m_bars.size() - 1);
}

QString HistogramView::words(std::size_t bar) const
{
    const HistogramBar& b = m_bars[bar];
    const QString values = b.to - b.from == 1 ? metricText(m_metric, b.from)
                                              : QStringLiteral("%1 … %2").arg(metricText(m_metric, b.from),
                                                                              metricText(m_metric, b.to));
    return values + QStringLiteral(": ") + runsText(b.count);
}

void HistogramView::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.fillRect(rect(), m_theme.surface);
    p.setFont(m_theme.ui(8.5));
    if (m_bars.empty()) {
        p.setPen(m_theme.mutedText);
        p.drawText(rect(), Qt::AlignCenter, tr("No run has a value."));
        return;
    }
    const QRectF in = area();
    std::uint64_t most = 1;
    for (const HistogramBar& bar : m_bars)
        most = std::max(most, bar.count);
    const double wide = in.width() / static_cast<double>(m_bars.size());
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        if (m_bars[i].count == 0)
            continue;
        const double high =
            std::max(1.0, in.height() * static_cast<double>(m_bars[i].count) / static_cast<double>(most));
        const double left = in.left() + wide * static_cast<double>(i);
        p.fillRect(QRectF(left, in.bottom() - high, std::max(1.0, wide - 1), high),
                   m_chosen == i ? m_theme.server : m_theme.client);
    }
    p.setPen(m_theme.border);
    p.drawLine(in.bottomLeft(), in.bottomRight());
    const Distribution all = describe(m_bins);
    const double half =
        m_bars.front().to - m_bars.front().from == 1 ? 0.5 : 0; // counts stand in the middle of their bar
    double free = 0;
    for (const auto& [value, name] :
         {std::pair{all.q05, tr("5 %")}, {all.median, tr("median")}, {all.q95, tr("95 %")}}) {
        const double x = placeOf(static_cast<double>(value) + half);
        p.setPen(QPen(m_theme.text, 1.4, Qt::DashLine));
        p.drawLine(QPointF(x, in.top() - 2), QPointF(x, in.bottom()));
        const double textWide = p.fontMetrics().horizontalAdvance(name) + 4;
        const double left = std::clamp(x - textWide / 2, 0.0, width() - textWide);
        if (left < free)
            continue; // two at one place: the first is named
        free = left + textWide;
        p.setPen(m_theme.text);
        p.drawText(QRectF(left, 0, textWide, in.top() - 3), Qt::AlignCenter, name);
    }
    p.setPen(m_theme.mutedText);
    const QRectF below(in.left(), in.bottom() + 2, in.width(), height() - in.bottom() - 2);
    const std::uint64_t last = half > 0 ? m_bars.back().from : m_bars.back().to;
    p.drawText(below, Qt::AlignLeft | Qt::AlignTop, metricText(m_metric, m_bars.front().from));
    if (m_bars.size() > 1)
        p.drawText(below, Qt::AlignRight | Qt::AlignTop, metricText(m_metric, last));
}

void HistogramView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(barAt(event->position().x()));
}

void HistogramView::mouseMoveEvent(QMouseEvent* event)
{
    if (const auto bar = barAt(event->position().x()))
        QToolTip::showText(event->globalPosition().toPoint(), words(*bar), this);
}

/// From bar to bar, past the empty ones.
void HistogramView::keyPressEvent(QKeyEvent* event)
{
    const bool back = event->key() == Qt::Key_Left;
    if ((!back && event->key() != Qt::Key_Right) || m_bars.empty()) {
        if (event->key() == Qt::Key_Escape && m_chosen)
            choose(std::nullopt);
        else
            QWidget::keyPressEvent(event);
        return;
    }
    auto bar = m_chosen ? static_cast<std::ptrdiff_t>(*m_chosen) : (back ? std::ssize(m_bars) : -1);
    do
        bar += back ? -1 : 1;
    while (bar >= 0 && bar < std::ssize(m_bars) && m_bars[static_cast<std::size_t>(bar)].count == 0);
    if (bar >= 0 && bar < std::ssize(m_bars))
        choose(static_cast<std::size_t>(bar));
}

} // namespace tcplab
