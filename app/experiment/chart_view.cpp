#include "app/experiment/chart_view.h"

#include "app/experiment/chart_painter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace tcplab {

namespace {

constexpr double reach = 14; ///< of a click, px

QString numberText(double value) { return QString::number(value, 'g', 4); }

} // namespace

ChartView::ChartView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chart"));
}

void ChartView::stale()
{
    m_stale = true;
    update();
}

void ChartView::setChart(const Chart& chart)
{
    m_chart = chart;
    m_words.clear();
    if (m_cursor && at(*m_cursor) == nullptr)
        m_cursor.reset();
    setAccessibleDescription(m_cursor ? words(*m_cursor) : QString::fromStdString(m_chart.title));
    stale();
}

void ChartView::setWords(const QString& words)
{
    m_chart = {};
    m_cursor.reset();
    m_chosen.reset();
    m_words = words;
    setAccessibleDescription(words);
    stale();
}

const ChartShapes& ChartView::shapes()
{
    if (std::exchange(m_stale, false))
        m_shapes = layOutChart(m_chart, chartSizeOf(m_theme, size()));
    return m_shapes;
}

const ChartPoint* ChartView::at(Place place) const
{
    if (place.curve >= m_chart.curves.size() || m_chart.curves[place.curve].isTheory)
        return nullptr;
    const auto& points = m_chart.curves[place.curve].points;
    return place.point < points.size() ? &points[place.point] : nullptr;
}

QString ChartView::words(Place place) const
{
    const ChartPoint& point = *at(place);
    const auto& categories = m_chart.x.categories;
    const QString x = categories.empty()
                          ? numberText(point.x)
                          : QString::fromStdString(categories[static_cast<std::size_t>(point.x)]);
    QStringList lines;
    if (const std::string& name = m_chart.curves[place.curve].name; !name.empty())
        lines << QString::fromStdString(name);
    lines << QString::fromStdString(m_chart.x.label) + QStringLiteral(": ") + x;
    QString y = QString::fromStdString(m_chart.y.label) + QStringLiteral(": ") + numberText(point.y);
    if (point.low && point.high)
        y += QStringLiteral(" (%1 … %2)").arg(numberText(*point.low), numberText(*point.high));
    return (lines << y).join(QLatin1Char('\n'));
}

void ChartView::choose(std::size_t curve, std::size_t point)
{
    const ChartPoint* found = at({curve, point});
    if (found == nullptr)
        return;
    m_cursor = Place{curve, point};
    m_chosen = found->variant;
    setAccessibleDescription(words(*m_cursor));
    update();
    emit pointChosen(found->variant);
}

void ChartView::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (m_chart.curves.empty()) {
        p.fillRect(rect(), m_theme.surface);
        p.setPen(m_theme.mutedText);
        p.setFont(m_theme.ui(10));
        p.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_words);
        return;
    }
    paintChart(p, shapes(), chartColoursOf(m_theme), m_theme);
    for (const ChartMark& mark : m_shapes.marks) {
        const bool chosen = m_chosen && m_chart.curves[mark.curve].points[mark.point].variant == *m_chosen;
        const bool cursor = hasFocus() && m_cursor == Place{mark.curve, mark.point};
        if (!chosen && !cursor)
            continue;
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(chosen ? m_theme.text : m_theme.accent, 2, chosen ? Qt::SolidLine : Qt::DotLine));
        p.drawEllipse(QPointF(mark.at.x, mark.at.y), chosen ? 8 : 11, chosen ? 8 : 11);
    }
}

void ChartView::resizeEvent(QResizeEvent*) { stale(); }

void ChartView::mousePressEvent(QMouseEvent* event)
{
    if (m_chart.curves.empty() || event->button() != Qt::LeftButton)
        return;
    if (const ChartMark* mark = shapes().markAt({event->position().x(), event->position().y()}, reach))
        choose(mark->curve, mark->point);
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    const ChartMark* mark = m_chart.curves.empty()
                                ? nullptr
                                : shapes().markAt({event->position().x(), event->position().y()}, reach);
    setCursor(mark != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (mark != nullptr)
        QToolTip::showText(event->globalPosition().toPoint(), words({mark->curve, mark->point}), this);
    else
        QToolTip::hideText();
}

/// Along a curve, or to the point of the next one at this place.
void ChartView::walk(int along, int across)
{
    std::vector<std::size_t> curves;
    for (std::size_t i = 0; i < m_chart.curves.size(); ++i)
        if (!m_chart.curves[i].isTheory && !m_chart.curves[i].points.empty())
            curves.push_back(i);
    if (curves.empty())
        return;
    if (!m_cursor) {
        m_cursor = Place{curves.front(), 0};
    } else {
        const auto here = std::ranges::find(curves, m_cursor->curve) - curves.begin();
        const auto next = std::clamp<std::ptrdiff_t>(here + across, 0, std::ssize(curves) - 1);
        m_cursor->curve = curves[static_cast<std::size_t>(next)];
        const auto last = std::ssize(m_chart.curves[m_cursor->curve].points) - 1;
        m_cursor->point = static_cast<std::size_t>(
            std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(m_cursor->point) + along, 0, last));
    }
    setAccessibleDescription(words(*m_cursor));
    update();
}

void ChartView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: walk(-1, 0); return;
    case Qt::Key_Right: walk(1, 0); return;
    case Qt::Key_Up: walk(0, -1); return;
    case Qt::Key_Down: walk(0, 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_cursor)
            choose(m_cursor->curve, m_cursor->point);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void ChartView::focusInEvent(QFocusEvent*) { update(); }
void ChartView::focusOutEvent(QFocusEvent*) { update(); }

} // namespace tcplab
