#include "app/plots/plot_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

constexpr double dragBegins = 4;              ///< px
constexpr std::int64_t shortestRange = 1'000; ///< ns

std::vector<PlotRole> rolesOf(PlotKind kind)
{
    using enum PlotRole;
    switch (kind) {
    case PlotKind::Sequence: return {Data, Again, Lost, Sack, Ack, Edge};
    case PlotKind::Congestion: return {Cwnd, Ssthresh};
    case PlotKind::RoundTrip: return {Rtt, Srtt, Rto};
    case PlotKind::Windows: return {InFlight, PlotRole::Window};
    }
    return {};
}

bool isDashed(PlotRole role)
{
    return role == PlotRole::Ssthresh || role == PlotRole::Edge || role == PlotRole::Rto;
}

} // namespace

PlotView::PlotView(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(themeNamed(ThemeName::Light))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus); // the keys that move the cursor move it here as well
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&session, &Session::runChanged, this, &PlotView::runChanged);
    connect(&session, &Session::nowChanged, this, [this] {
        if (isVisible()) {
            describe();
            update();
        }
    });
    connect(&session, &Session::viewOptionsChanged, this, &PlotView::forgetShapes);
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
    forgetShapes();
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
    forgetShapes();
    emit rangeChanged();
}

/// What is not shown is not read: it costs a walk along the trace.
void PlotView::read()
{
    if (isVisible() && m_session.hasRun())
        m_flow.update(m_session.trace());
    if (isVisible() && m_other != nullptr && m_other->hasRun())
        m_otherFlow.update(m_other->trace());
}

void PlotView::setOther(Session* other)
{
    if (m_other != nullptr)
        disconnect(m_other, nullptr, this, nullptr);
    m_other = other;
    m_otherFlow.forget();
    m_otherFlow.choose(m_flow.sender(), m_flow.connection());
    if (m_other != nullptr)
        connect(m_other, &Session::runChanged, this, [this](quint64 fromStep) {
            if (fromStep == 0)
                m_otherFlow.forget();
            read();
            describe();
            forgetShapes();
        });
    read();
    describe();
    forgetShapes();
    emit rangeChanged();
}

std::optional<PlotRange> PlotView::whole() const
{
    return wholeRange(m_flow, m_other != nullptr ? &m_otherFlow : nullptr);
}

void PlotView::runChanged(quint64 fromStep)
{
    // What the past was is not known to a flow: only growth goes on from where it is.
    if (fromStep == 0 || m_session.trace().recordCount() < 1 || !m_session.run().interventions().empty())
        m_flow.forget();
    read();
    forgetShapes();
    emit rangeChanged();
}

void PlotView::setTimelineRange(PlotRange range)
{
    if (std::exchange(m_timeline, range) == range)
        return;
    update();
}

void PlotView::setRange(std::optional<PlotRange> range)
{
    m_range = range;
    forgetShapes();
    emit rangeChanged();
}

PlotRange PlotView::range() const { return m_range ? *m_range : whole().value_or(PlotRange{}); }

void PlotView::forgetShapes()
{
    m_stale = true;
    update();
}

QRectF PlotView::area() const
{
    const QFontMetricsF small(m_theme.mono(7.5));
    const double left = small.horizontalAdvance(QStringLiteral("0000000000")) + 8;
    const double top = QFontMetricsF(m_theme.ui(8)).height() + 4; // of the legend
    return QRectF(rect()).adjusted(left, top, -10, -small.height() - 6);
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
    in.area = area();
    in.textWidth = small.horizontalAdvance(QStringLiteral("000.00 ms"));
    in.textHeight = small.height();
    if (!m_session.relativeNumbers() && in.trace != nullptr && m_flow.connection() != 0)
        in.firstNumber = in.trace->connection(m_flow.sender(), m_flow.connection()).iss.value();
    return in;
}

const PlotShapes& PlotView::shapes()
{
    if (m_stale) {
        m_stale = false;
        m_shapes = layOutPlot(input());
        const qreal ratio = devicePixelRatioF();
        m_picture = QPixmap(size() * ratio);
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(m_theme.surface);
        QPainter p(&m_picture);
        paintAxes(p);
        paintShapes(p);
        paintLegend(p);
    }
    return m_shapes;
}

QString PlotView::table() const
{
    return plotTable(m_flow, m_kind, input().firstNumber, input().other, input().trace);
}

void PlotView::describe()
{
    QStringList words;
    if (m_session.hasRun())
        for (const auto& [name, value] : valuesAt(input(), m_session.now()))
            words << name + QLatin1Char(' ') + value;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
}

QColor PlotView::colourOf(PlotRole role, bool other) const
{
    if (other) // one colour, and patterns: whose a curve is comes before what it is
        return m_theme.connection(4);
    switch (role) {
    case PlotRole::Data: return m_theme.text;
    case PlotRole::Again: return m_theme.retransmission;
    case PlotRole::Lost: return m_theme.lost;
    case PlotRole::Ack:
    case PlotRole::Rtt: return m_theme.data;
    case PlotRole::Edge:
    case PlotRole::Window:
    case PlotRole::Rto: return m_theme.now;
    case PlotRole::Sack: return m_theme.fin;
    case PlotRole::Cwnd:
    case PlotRole::Srtt:
    case PlotRole::InFlight: return m_theme.of(m_flow.sender());
    case PlotRole::Ssthresh: return m_theme.reset;
    }
    return m_theme.text;
}

QPen PlotView::penOf(PlotRole role, bool other, double width) const
{
    QPen pen(colourOf(role, other), width, isDashed(role) ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap);
    if (other)
        pen.setDashPattern(isDashed(role) ? QList<qreal>{1, 2} : QList<qreal>{4, 1.5, 1, 1.5});
    return pen;
}

void PlotView::paintAxes(QPainter& p) const
{
    const QRectF& area = m_shapes.area;
    const QFont font = m_theme.mono(7.5);
    p.setFont(font);
    if (!m_shapes.any) {
        p.setFont(m_theme.ui(9));
        p.setPen(m_theme.mutedText);
        p.drawText(rect(), Qt::AlignCenter,
                   m_flow.connection() == 0 ? tr("No connection yet.")
                                            : tr("Nothing of this kind has happened."));
        return;
    }
    QColor grid = m_theme.border;
    grid.setAlphaF(0.28F);
    for (const PlotTick& tick : m_shapes.values) {
        p.setPen(grid);
        p.drawLine(QPointF(area.left(), std::round(tick.at) + 0.5),
                   QPointF(area.right(), std::round(tick.at) + 0.5));
        p.setPen(m_theme.mutedText);
        p.drawText(QRectF(0, tick.at - 10, area.left() - 5, 20), Qt::AlignRight | Qt::AlignVCenter,
                   tick.text);
    }
    for (const PlotTick& tick : m_shapes.times) {
        p.setPen(grid);
        p.drawLine(QPointF(std::round(tick.at) + 0.5, area.top()),
                   QPointF(std::round(tick.at) + 0.5, area.bottom()));
        p.setPen(m_theme.mutedText);
        const double wide = QFontMetricsF(font).horizontalAdvance(tick.text) + 4;
        p.drawText(QRectF(std::min(tick.at - wide / 2, width() - wide), area.bottom() + 2, wide,
                          height() - area.bottom() - 2),
                   Qt::AlignHCenter | Qt::AlignTop, tick.text);
    }
    p.setPen(m_theme.border);
    p.setBrush(Qt::NoBrush);
    p.drawRect(area.toRect());
}

void PlotView::paintBar(QPainter& p, const PlotBar& bar) const
{
    const QColor colour = colourOf(bar.role, bar.other);
    // Upright lines are filled rectangles: crisp, and quick at any number. Columns of pixels have theirs.
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
    if (!bar.single)
        return;
    if (bar.bottom - top > 5) // tcptrace's little arrows at both ends
        for (const double y : {top, bar.bottom})
            p.fillRect(QRectF(x - 2.5, y - 0.75, 5, 1.5), colour);
    if (*bar.letter != '\0') {
        p.setFont(m_theme.mono(7, true));
        p.setPen(colour);
        p.drawText(QRectF(x - 20, top - 14, 40, 13), Qt::AlignHCenter | Qt::AlignBottom,
                   QString::fromLatin1(bar.letter));
    }
    if (bar.role == PlotRole::Lost) { // not by colour alone
        const double y = (top + bar.bottom) / 2;
        p.setPen(QPen(colour, 1.5));
        p.drawLine(QPointF(x - 4, y - 4), QPointF(x + 4, y + 4));
        p.drawLine(QPointF(x - 4, y + 4), QPointF(x + 4, y - 4));
    }
}

/// Steps run along pixels: as rectangles they are crisp, and many of them cost little. A stroked line of some thousand
/// steps that cross each other takes seconds.
void PlotView::paintLine(QPainter& p, const PlotLine& line) const
{
    const QColor colour = colourOf(line.role, line.other);
    const double thick = std::round(m_theme.lineWidth * 1.1);
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

void PlotView::paintShapes(QPainter& p) const
{
    if (!m_shapes.any)
        return;
    p.save();
    p.setClipRect(m_shapes.area.adjusted(1, 0, 0, 0));
    // Sent first, what it brought about above it.
    for (const PlotBar& bar : m_shapes.bars)
        if (bar.role != PlotRole::Again && bar.role != PlotRole::Lost)
            paintBar(p, bar);
    for (const PlotLine& line : m_shapes.lines)
        paintLine(p, line);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    for (const PlotDot& dot : m_shapes.dots) {
        p.setBrush(dot.other ? QBrush(m_theme.surface) : QBrush(colourOf(dot.role, false)));
        p.setPen(dot.other ? QPen(colourOf(dot.role, true), 1.4) : QPen(Qt::NoPen));
        p.drawEllipse(dot.at, dot.other ? 2.8 : 2.2, dot.other ? 2.8 : 2.2);
    }
    p.setRenderHint(QPainter::Antialiasing, false);
    for (const PlotBar& bar : m_shapes.bars)
        if (bar.role == PlotRole::Again || bar.role == PlotRole::Lost)
            paintBar(p, bar);
    p.restore();
}

/// What the numbers of both runs are comes first; what befell segments, of the open one.
std::vector<std::pair<PlotRole, bool>> PlotView::legendLines() const
{
    std::vector<std::pair<PlotRole, bool>> lines;
    if (m_other != nullptr)
        for (const PlotRole role : rolesOf(m_kind))
            if (role != PlotRole::Again && role != PlotRole::Lost && role != PlotRole::Sack)
                lines.emplace_back(role, true);
    for (const PlotRole role : rolesOf(m_kind))
        lines.emplace_back(role, false);
    return lines;
}

QStringList PlotView::legend() const
{
    QStringList names;
    for (const auto& [role, other] : legendLines())
        names << plotLineName(role, m_other != nullptr, other);
    return names;
}

void PlotView::paintLegend(QPainter& p) const
{
    if (!m_shapes.any)
        return;
    const QFont font = m_theme.ui(8);
    const QFontMetricsF metrics(font);
    p.setFont(font);
    double x = m_shapes.area.left();
    const double middle = m_shapes.area.top() / 2 - 1;
    for (const auto& [role, other] : legendLines()) {
        const QString name = plotLineName(role, m_other != nullptr, other);
        const double wide = metrics.horizontalAdvance(name);
        if (x + 30 + wide > width())
            break;
        const bool upright = role == PlotRole::Data || role == PlotRole::Again || role == PlotRole::Lost ||
                             role == PlotRole::Sack;
        p.setPen(penOf(role, other, 2.2));
        if (upright)
            p.drawLine(QPointF(x + 8, middle - 5), QPointF(x + 8, middle + 5));
        else if (role == PlotRole::Rtt)
            p.fillRect(QRectF(x + 5, middle - 2, 4, 4), colourOf(role, other));
        else
            p.drawLine(QPointF(x, middle), QPointF(x + (m_other != nullptr ? 23 : 15), middle));
        if (m_other != nullptr)
            x += 8; // a pattern is told by a few of its strokes
        p.setPen(m_theme.text);
        p.drawText(QRectF(x + 19, 0, wide + 2, m_shapes.area.top() - 2), Qt::AlignLeft | Qt::AlignVCenter,
                   name);
        x += 19 + wide + 14;
    }
}

/// What is to come is veiled, what the timeline shows is framed, and the cursor stands between.
void PlotView::paintCursor(QPainter& p) const
{
    const QRectF& area = m_shapes.area;
    const double now = std::clamp(m_shapes.x(m_session.now()), area.left(), area.right());
    QColor veil = m_theme.surface;
    veil.setAlphaF(0.6F);
    p.fillRect(QRectF(now, area.top(), area.right() - now, area.height()), veil);
    if (m_timeline.from < m_timeline.to) {
        const double left = std::clamp(m_shapes.x(m_timeline.from), area.left(), area.right());
        const double right = std::clamp(m_shapes.x(m_timeline.to), area.left(), area.right());
        p.fillRect(QRectF(left, area.bottom() - 3, std::max(2.0, right - left), 3), m_theme.accent);
    }
    if (m_session.now() < m_shapes.range.from || m_session.now() > m_shapes.range.to)
        return;
    p.setPen(QPen(m_theme.now, 2));
    p.drawLine(QPointF(now, area.top()), QPointF(now, area.bottom()));
}

void PlotView::paintHover(QPainter& p) const
{
    const QRectF& area = m_shapes.area;
    if (!m_hover || m_dragging || !area.contains(*m_hover))
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

void PlotView::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    shapes();
    p.drawPixmap(0, 0, m_picture);
    if (!m_shapes.any)
        return;
    paintCursor(p);
    paintHover(p);
}

void PlotView::resizeEvent(QResizeEvent*) { forgetShapes(); }

void PlotView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
    describe();
    forgetShapes();
    emit rangeChanged();
}

/// `share`: where of the width, which stays; `factor` of the length that is seen.
void PlotView::zoomAbout(double share, double factor)
{
    const auto whole = this->whole();
    if (!whole)
        return;
    const PlotRange old = range();
    const double length = static_cast<double>((old.to - old.from).ns);
    const double wanted = std::max(length * factor, static_cast<double>(shortestRange));
    if (wanted >= static_cast<double>((whole->to - whole->from).ns)) {
        setRange(std::nullopt);
        return;
    }
    PlotRange to;
    to.from = old.from + Duration{static_cast<std::int64_t>(share * (length - wanted))};
    to.from = std::clamp(to.from, whole->from, whole->to - Duration{static_cast<std::int64_t>(wanted)});
    to.to = to.from + Duration{static_cast<std::int64_t>(wanted)};
    setRange(to);
}

void PlotView::wheelEvent(QWheelEvent* event)
{
    if (!shapes().any)
        return;
    const double turns = event->angleDelta().y() / 120.0;
    const double share = (event->position().x() - m_shapes.area.left()) / m_shapes.area.width();
    zoomAbout(std::clamp(share, 0.0, 1.0), std::pow(1.25, -turns));
    event->accept();
}

void PlotView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !shapes().any)
        return;
    m_pressed = event->position();
    m_rangeAtPress = range();
}

void PlotView::mouseMoveEvent(QMouseEvent* event)
{
    m_hover = event->position();
    if (m_pressed && (m_dragging || std::abs(event->position().x() - m_pressed->x()) > dragBegins) &&
        m_range) {
        m_dragging = true;
        const auto whole = this->whole();
        const Duration length = m_rangeAtPress.to - m_rangeAtPress.from;
        const double px = m_pressed->x() - event->position().x();
        const Duration by{
            static_cast<std::int64_t>(px / m_shapes.area.width() * static_cast<double>(length.ns))};
        const Instant from = std::clamp(m_rangeAtPress.from + by, whole->from, whole->to - length);
        setRange(PlotRange{from, from + length});
    }
    update();
}

void PlotView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_pressed || event->button() != Qt::LeftButton)
        return;
    const bool clicked = !m_dragging;
    m_pressed.reset();
    m_dragging = false;
    if (clicked)
        m_session.goToInstant(
            std::max(Instant{}, m_shapes.instantAt(std::clamp(event->position().x(), m_shapes.area.left(),
                                                              m_shapes.area.right()))));
}

void PlotView::mouseDoubleClickEvent(QMouseEvent*) { showAll(); }

void PlotView::leaveEvent(QEvent*)
{
    m_hover.reset();
    update();
}

void PlotView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        forgetShapes();
    }
    QWidget::changeEvent(event);
}

} // namespace tcplab
