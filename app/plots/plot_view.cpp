#include "app/plots/plot_view.h"

#include "app/plots/plot_rows.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tcplab {

namespace {

constexpr qint64 sliceMs = 8;
constexpr qint64 betweenLayoutsMs = 150; ///< while a long run is read
constexpr std::uint32_t recordsAtOnce = 2'000;

/// Goes on reading until the clock says that others must have their turn; true: that was all.
bool readOn(Flow& flow, const Session& session, const QElapsedTimer& clock)
{
    if (!session.hasRun())
        return true;
    while (!flow.update(session.trace(), recordsAtOnce))
        if (clock.elapsed() >= sliceMs)
            return false;
    return true;
}

} // namespace

PlotView::PlotView(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(themeNamed(ThemeName::Light))
{
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    grabGesture(Qt::PinchGesture);
    setFocusPolicy(Qt::StrongFocus); // the keys that move the cursor move it here as well
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_reading.setSingleShot(true);
    connect(&m_reading, &QTimer::timeout, this, [this] {
        read();
        if (!m_reading.isActive() || m_sinceLayout.elapsed() > betweenLayoutsMs)
            changed();
        else
            update();
    });
    connect(&session, &Session::runChanged, this, &PlotView::runChanged);
    connect(&session, &Session::nowChanged, this, [this] {
        if (isVisible()) {
            describe();
            updateCursor();
        }
    });
    connect(&session, &Session::viewOptionsChanged, this, &PlotView::changed);
    connect(&session, &Session::loaded, this, [this] { setRange(std::nullopt); });
}

void PlotView::setTheme(const Theme& theme)
{
    m_theme = theme;
    forgetShapes();
}

void PlotView::setKind(PlotKind kind)
{
    m_kind = kind;
    describe();
    changed();
}

void PlotView::setFlow(Side sender, ConnectionId conn)
{
    if (m_flow.sender() == sender && m_flow.connection() == conn)
        return;
    m_flow.choose(sender, conn);
    m_otherFlow.choose(sender, conn);
    m_range.reset();
    read();
    describe();
    changed();
    emit rangeChanged();
}

/// What is not shown is not read: it costs a walk along the trace.
void PlotView::read()
{
    if (!isVisible() && (m_twin == nullptr || !m_twin->isVisible()))
        return;
    QElapsedTimer clock;
    clock.start();
    const bool all =
        readOn(m_flow, m_session, clock) && (m_other == nullptr || readOn(m_otherFlow, *m_other, clock));
    if (!all)
        m_reading.start();
    else
        m_reading.stop();
}

void PlotView::changed()
{
    forgetShapes();
    emit dataChanged();
}

void PlotView::setOther(Session* other)
{
    if (m_other != nullptr)
        disconnect(m_other, nullptr, this, nullptr);
    m_other = other;
    m_otherFlow.forget();
    m_otherFlow.choose(m_flow.sender(), m_flow.connection());
    if (m_other != nullptr) {
        m_otherKnownSteps = m_other->hasRun() ? m_other->stepCount() : 0;
        connect(m_other, &Session::runChanged, this, [this](quint64 fromStep) {
            if (fromStep == 0 || fromStep < m_otherKnownSteps)
                m_otherFlow.forget();
            m_otherKnownSteps = m_other->stepCount();
            read();
            describe();
            changed();
        });
    }
    read();
    describe();
    changed();
    emit rangeChanged();
}

std::optional<PlotRange> PlotView::whole() const
{
    return wholeRange(m_flow, m_other != nullptr ? &m_otherFlow : nullptr);
}

void PlotView::runChanged(quint64 fromStep)
{
    // A run that has only grown is read on from where it was.
    if (fromStep == 0 || fromStep < m_knownSteps)
        m_flow.forget();
    m_knownSteps = m_session.stepCount();
    read();
    changed();
    emit rangeChanged();
}

void PlotView::setTimelineRange(PlotRange range)
{
    if (std::exchange(m_timeline, range) == range)
        return;
    if (m_linked && m_range && !m_leading && range.from < range.to) {
        m_range = range;
        changed();
        emit rangeChanged();
    }
    update();
}

void PlotView::setLinked(bool linked)
{
    m_linked = linked;
    if (linked && m_range)
        leadTimeline(*m_range);
}

void PlotView::leadTimeline(PlotRange range)
{
    m_leading = true;
    emit timelineWanted(std::max(range.from, Instant{}), range.to);
    m_leading = false;
}

void PlotView::setRange(std::optional<PlotRange> range)
{
    if (std::exchange(m_range, range) == range && !m_stale)
        return;
    changed();
    if (m_linked && range)
        leadTimeline(*range);
    emit rangeChanged();
}

PlotRange PlotView::range() const { return m_range ? *m_range : whole().value_or(PlotRange{}); }

void PlotView::forgetShapes()
{
    m_stale = true;
    update();
}

PlotInput PlotView::input() const
{
    const QFontMetricsF small(m_theme.mono(7.5));
    PlotInput in;
    in.flow = &m_flow;
    in.trace = m_session.hasRun() ? &m_session.trace() : nullptr;
    if (m_other != nullptr && m_other->hasRun()) {
        in.other = &m_otherFlow;
        in.otherTrace = &m_other->trace();
    }
    in.kind = m_kind;
    in.range = range();
    in.textWidth = small.horizontalAdvance(QStringLiteral("000.00 ms"));
    in.textHeight = small.height();
    if (in.trace != nullptr && m_flow.connection() != 0 &&
        m_flow.connection() <= in.trace->connections[indexOf(m_flow.sender())].size()) {
        in.isn = in.trace->connection(m_flow.sender(), m_flow.connection()).iss.value();
        in.firstNumber = m_session.relativeNumbers() ? 0 : *in.isn;
    }
    return in;
}

void PlotView::layOut()
{
    m_stale = false;
    m_sinceLayout.start();
    PlotInput in = input();
    m_legend = PlotLegend(in, edgeAbove(in));
    const double left = QFontMetricsF(m_theme.mono(7.5)).horizontalAdvance(QStringLiteral("0000000000")) + 8;
    m_legend.layOut(m_theme, width() - left - 4, height() * 0.34);
    // Whole pixels: columns are crisp.
    in.area =
        QRectF(QRectF(rect())
                   .adjusted(left, m_legend.height() + 4, -10, -in.textHeight - TimelineStrip::height - 6)
                   .toRect());
    m_shapes = layOutPlot(in);
    if (!m_shapes.any)
        return;
    const qreal ratio = devicePixelRatioF();
    // What lies behind the curves moves by itself. Where nothing does, a picture with a ground of its own costs half.
    const auto format = strip().shades() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32;
    if (const QSize wanted = (QSizeF(size()) * ratio).toSize();
        m_picture.size() != wanted || m_picture.format() != format)
        m_picture = QImage(wanted, format);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(m_picture.hasAlphaChannel() ? QColor(Qt::transparent) : m_theme.surface);
    QPainter p(&m_picture);
    const PlotPainter painter(m_theme, m_flow.sender());
    painter.paintAxes(p, m_shapes);
    painter.paintShapes(p, m_shapes);
    m_legend.paint(p, painter, left);
    p.setFont(m_theme.mono(7.5));
    p.setPen(m_theme.mutedText);
    p.drawText(QRectF(0, 0, left - 5, m_legend.height()), Qt::AlignRight | Qt::AlignBottom, axisName(m_kind));
    setToolTip(m_legend.hidden());
}

/// While it plays no more is painted anew than what the cursor has passed.
void PlotView::updateCursor()
{
    if (m_stale || !m_shapes.any) {
        update();
        return;
    }
    const QRectF& area = m_shapes.area;
    const double now = std::clamp(m_shapes.x(m_session.now()), area.left(), area.right());
    const double former = std::exchange(m_cursorX, now);
    update(QRectF(QPointF(std::min(former, now) - 3, area.top() - 2),
                  QPointF(std::max(former, now) + 3, area.bottom() + 2))
               .toAlignedRect());
}

const PlotShapes& PlotView::shapes()
{
    if (m_stale)
        layOut();
    return m_shapes;
}

QStringList PlotView::legend() const
{
    const PlotInput in = input();
    const PlotLegend all(in, edgeAbove(in));
    QStringList names;
    for (const LegendEntry& entry : all.entries())
        names << entry.name;
    return names;
}

void PlotView::describe()
{
    QStringList words;
    if (m_session.hasRun())
        for (const auto& [name, value] : valuesAt(input(), m_session.now()))
            words << name + QLatin1Char(' ') + value;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
}

/// What is to come is veiled, and the cursor stands before it.
void PlotView::paintCursor(QPainter& p) const
{
    const QRectF& area = m_shapes.area;
    const double now = std::clamp(m_shapes.x(m_session.now()), area.left(), area.right());
    QColor veil = m_theme.surface;
    veil.setAlphaF(0.6F);
    fillInBands(p, QRectF(now, std::round(area.top()) + 1, area.right() - now, area.height() - 1), veil);
    if (m_session.now() < m_shapes.range.from || m_session.now() > m_shapes.range.to)
        return;
    p.fillRect(QRectF(std::round(now) - 1, area.top(), 2, area.height()), m_theme.now);
}

void PlotView::paintHover(QPainter& p) const
{
    const QRectF& area = m_shapes.area;
    if (!m_hover)
        return;
    if (m_drag == Drag::Marking) {
        QColor shade = m_theme.highlight;
        shade.setAlphaF(0.4F);
        const double from = std::clamp(m_pressed.x(), area.left(), area.right());
        const double to = std::clamp(m_hover->x(), area.left(), area.right());
        p.fillRect(QRectF(QPointF(from, area.top()), QPointF(to, area.bottom())).normalized(), shade);
        p.setPen(QPen(m_theme.text, 1));
        for (const double x : {from, to})
            p.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        return;
    }
    if (m_drag == Drag::Panning || m_drag == Drag::Strip || !area.contains(*m_hover))
        return;
    const Instant at = m_shapes.instantAt(m_hover->x());
    p.setPen(QPen(m_theme.mutedText, 1, Qt::DotLine));
    p.drawLine(QPointF(m_hover->x(), area.top()), QPointF(m_hover->x(), area.bottom()));
    QStringList lines{QString::fromStdString(instantText(at))};
    for (const auto& [name, value] : valuesAt(input(), at))
        lines << name + QLatin1Char(' ') + value;
    const QFont font = m_theme.mono(7.5);
    const QFontMetricsF metrics(font);
    double wide = 0;
    for (const QString& line : lines)
        wide = std::max(wide, metrics.horizontalAdvance(line));
    QRectF box(m_hover->x() + 10, area.top() + 4, wide + 10,
               metrics.height() * static_cast<double>(lines.size()) + 6);
    if (box.right() > width())
        box.moveRight(m_hover->x() - 10);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(m_theme.border);
    p.setBrush(m_theme.terminalBackground);
    p.drawRoundedRect(box, 3, 3);
    p.setPen(m_theme.terminalText);
    p.setFont(font);
    p.drawText(box.adjusted(5, 3, -5, -3), Qt::AlignLeft | Qt::AlignTop, lines.join(QLatin1Char('\n')));
}

void PlotView::paintMessage(QPainter& p) const
{
    p.setFont(m_theme.ui(9));
    p.setPen(m_theme.mutedText);
    p.drawText(rect(), Qt::AlignCenter,
               isReading()                ? tr("Reading the run…")
               : m_flow.connection() == 0 ? tr("No connection yet.")
                                          : tr("Nothing of this kind has happened."));
}

void PlotView::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    shapes();
    m_cursorX = std::clamp(m_shapes.x(m_session.now()), m_shapes.area.left(), m_shapes.area.right());
    if (!m_shapes.any) {
        p.fillRect(rect(), m_theme.surface);
        paintMessage(p);
        return;
    }
    const TimelineStrip band = strip();
    if (band.shades() && !m_picture.hasAlphaChannel())
        layOut();
    // A ratio such as 1.25 leaves less than a pixel of the screen beside the picture.
    if (m_picture.hasAlphaChannel() || devicePixelRatioF() != std::floor(devicePixelRatioF()))
        p.fillRect(rect(), m_theme.surface);
    if (m_picture.hasAlphaChannel())
        band.paintBehind(p, m_theme);
    p.drawImage(0, 0, m_picture);
    paintCursor(p);
    band.paint(p, m_theme, m_part);
    paintHover(p);
    if (hasFocus()) {
        p.setPen(QPen(m_theme.accent, 2));
        p.setBrush(Qt::NoBrush);
        p.drawRect(m_shapes.area.toRect().adjusted(-1, -1, 1, 1));
    }
}

void PlotView::resizeEvent(QResizeEvent*) { forgetShapes(); }

void PlotView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
    describe();
    changed();
    emit rangeChanged();
}

void PlotView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        changed();
    }
    QWidget::changeEvent(event);
}

} // namespace tcplab
