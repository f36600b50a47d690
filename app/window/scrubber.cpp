#include "app/window/scrubber.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <limits>

namespace tcplab {

namespace {
constexpr int pad = 12;
constexpr int gap = 4;
constexpr int handleRoom = 9; ///< above the track, for the cursor's knob
constexpr int strip = 13;     ///< below it, for the frame's handle

bool isClosed(const ScrubberBar& bar) { return bar.state == ConnectionState::Closed; }

QBrush groundOf(const ScrubberBar& bar, const Theme& theme)
{
    if (isClosed(bar))
        return Qt::NoBrush;
    return bar.current ? theme.of(bar.host) : theme.softOf(bar.host);
}
} // namespace

Scrubber::Scrubber(Session& session, const RunIndex& index, QWidget* parent)
    : QAbstractSlider(parent), m_session(session), m_index(index), m_theme(themeNamed(ThemeName::Light))
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTracking(true);
    setMouseTracking(true);
    connect(this, &QAbstractSlider::valueChanged, this, [this](int step) {
        if (!m_refreshing)
            m_session.goToStep(static_cast<quint64>(step));
    });
    describe();
}

void Scrubber::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

void Scrubber::setShown(Side side, ConnectionId conn)
{
    if (std::exchange(m_shown[indexOf(side)], conn) != conn)
        update();
}

void Scrubber::describe()
{
    setAccessibleName(m_run.isEmpty() ? tr("Step of the run")
                                      //: %1 is what one of two runs is called
                                      : tr("Step of the run %1").arg(m_run));
    update();
}

void Scrubber::setRun(const QString& run)
{
    if (std::exchange(m_run, run) != run)
        describe();
}

/// Px that its name has before those of the hosts, in two lines.
int Scrubber::runWidth() const
{
    if (m_run.isEmpty())
        return 0;
    const int most = std::max(width() / 6, 60);
    const QFontMetrics metrics(m_theme.ui(8.5, true));
    return std::min(most,
                    metrics.boundingRect(QRect(0, 0, most, 1000), Qt::TextWordWrap, m_run).width() + 2) +
           10;
}

/// Cut behind the second line.
void Scrubber::paintRun(QPainter& p) const
{
    if (m_run.isEmpty())
        return;
    const QFont font = m_theme.ui(8.5, true);
    const QFontMetrics metrics(font);
    const QRect place(pad, handleRoom, runWidth() - 8, 2 * rowHeight() + gap);
    const auto fits = [&](const QString& words) {
        const QRect needed = metrics.boundingRect(QRect(0, 0, place.width(), 1000), Qt::TextWordWrap, words);
        return needed.height() <= 2 * metrics.lineSpacing() && needed.width() <= place.width();
    };
    QString words = m_run;
    for (qsizetype length = words.size(); length > 0 && !fits(words); --length)
        words = m_run.first(length).trimmed() + QStringLiteral("…");
    p.setFont(font);
    p.setPen(m_theme.text);
    p.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, words);
}

int Scrubber::rowHeight() const { return QFontMetrics(m_theme.ui(8, true)).height() + 2; }

int Scrubber::labelWidth() const
{
    const QFontMetrics metrics(m_theme.ui(8.5, true));
    int width = 0;
    for (const Side side : {Side::Client, Side::Server})
        width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(
                                    hostName(m_session.scenario(), side, m_session.language()))));
    return width + 10;
}

QSize Scrubber::sizeHint() const { return {600, handleRoom + 2 * rowHeight() + gap + strip + 4}; }

void Scrubber::refresh()
{
    if (!m_session.hasRun())
        return;
    m_refreshing = true;
    constexpr quint64 most = std::numeric_limits<int>::max();
    setRange(0, static_cast<int>(std::min(m_session.stepCount(), most)));
    setValue(static_cast<int>(std::min(m_session.step(), most)));
    m_refreshing = false;
    update();
}

ScrubberGeometry Scrubber::geometryOfBars() const
{
    const int left = pad + runWidth() + labelWidth();
    return layOut(
        {.trace = &m_session.trace(),
         .axis = &m_session.axis(),
         .index = &m_index,
         .shown = m_shown,
         .step = m_session.step(),
         .nowPosition = m_session.nowPosition(),
         .track = QRectF(left, handleRoom, std::max(10, width() - left - pad), 2 * rowHeight() + gap),
         .gap = gap,
         .visibleFrom = m_visibleFrom,
         .visibleTo = m_visibleTo,
         .strip = strip});
}

void Scrubber::setVisible(double from, double to)
{
    if (std::exchange(m_visibleFrom, from) != from || std::exchange(m_visibleTo, to) != to)
        update();
    m_visibleTo = to;
}

/// Where nothing crosses them; what is left over, the state looked at has in any case, over what crosses it.
void Scrubber::paintNames(QPainter& p, const ScrubberGeometry& shapes, bool crossed) const
{
    const QFont font = m_theme.ui(8, true);
    const QFontMetricsF metrics(font);
    p.setFont(font);
    for (const ScrubberBar& bar : shapes.bars) {
        const QString name = QString::fromLatin1(nameOf(bar.state));
        const double needed = metrics.horizontalAdvance(name) + 8;
        const std::optional<double> middle = nameMiddle(shapes, bar.rect, needed);
        const bool anyhow = bar.current && needed <= bar.rect.width();
        if (crossed ? middle || !anyhow : !middle)
            continue;
        QRectF place(0, 0, needed, bar.rect.height() - 2);
        place.moveCenter({middle.value_or(bar.rect.center().x()), bar.rect.center().y()});
        if (crossed)
            p.fillRect(place, groundOf(bar, m_theme));
        p.setPen(bar.current && !isClosed(bar) ? m_theme.onOf(bar.host) : m_theme.text);
        p.drawText(place, Qt::AlignCenter, name);
    }
}

void Scrubber::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (!m_session.hasRun())
        return;
    const ScrubberGeometry shapes = geometryOfBars();

    paintRun(p);
    p.setFont(m_theme.ui(8.5, true));
    for (const Side side : {Side::Client, Side::Server}) {
        p.setPen(m_theme.of(side));
        const double top = shapes.track.top() + (side == Side::Client ? 0 : rowHeight() + gap);
        p.drawText(QRectF(pad + runWidth(), top, labelWidth(), rowHeight()), Qt::AlignLeft | Qt::AlignVCenter,
                   QString::fromStdString(hostName(m_session.scenario(), side, m_session.language())));
    }

    for (const ScrubberBar& bar : shapes.bars) {
        const QRectF rect = bar.rect.adjusted(0.5, 0, -0.5, 0);
        p.setPen(isClosed(bar) ? QPen(m_theme.softOf(bar.host), 1.2) : QPen(Qt::NoPen));
        p.setBrush(groundOf(bar, m_theme));
        p.drawRoundedRect(isClosed(bar) ? rect.adjusted(0.6, 0.6, -0.6, -0.6) : rect, 3, 3);
    }

    p.setPen(Qt::NoPen);
    for (const ScrubberListener& one : shapes.listeners) {
        p.setBrush(m_theme.of(one.host));
        p.drawRect(one.rect);
    }

    paintNames(p, shapes, false);

    // Folds: a zig-zag through both rows, so that nobody reads lengths wrongly.
    p.setBrush(Qt::NoBrush);
    for (const ScrubberFold& fold : shapes.folds) {
        const double x = zigzagX(fold);
        const double top = shapes.track.top() - 1;
        const double bottom = shapes.track.bottom() + 1;
        QPainterPath zigzag(QPointF(x, top));
        constexpr int teeth = 6;
        for (int i = 1; i <= teeth; ++i)
            zigzag.lineTo(x + (i % 2 == 0 ? 0 : zigzagWidth), top + (bottom - top) * i / teeth);
        p.setPen(QPen(m_theme.surface, 5));
        p.drawPath(zigzag);
        p.setPen(QPen(m_theme.text, 1.2));
        p.drawPath(zigzag);
    }

    if (!shapes.handle.isEmpty()) {
        const double middle = shapes.handle.center().y();
        p.setPen(QPen(m_theme.border, 1));
        p.drawLine(QPointF(shapes.track.left(), middle), QPointF(shapes.track.right(), middle));
        p.setPen(QPen(m_theme.accent, 1.6));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(shapes.frame, 3, 3);
        p.setPen(Qt::NoPen);
        p.setBrush(m_theme.accent);
        p.drawRoundedRect(shapes.handle, 3, 3);
        // What one takes hold of.
        p.setPen(QPen(m_theme.surface, 1));
        for (int i = -1; i <= 1 && shapes.handle.width() > 24; ++i) {
            const double x = shapes.handle.center().x() + 3 * i;
            p.drawLine(QPointF(x, shapes.handle.top() + 2.5), QPointF(x, shapes.handle.bottom() - 2.5));
        }
    }

    p.setPen(QPen(m_theme.surface, 5));
    const double bottom = shapes.track.bottom() + 2;
    p.drawLine(QPointF(shapes.nowX, handleRoom), QPointF(shapes.nowX, bottom));
    p.setPen(QPen(m_theme.now, m_theme.strongWidth));
    p.drawLine(QPointF(shapes.nowX, 4), QPointF(shapes.nowX, bottom));
    paintNames(p, shapes, true);
    p.setPen(QPen(hasFocus() ? m_theme.text : m_theme.surface, 1.5));
    p.setBrush(m_theme.now);
    p.drawEllipse(QPointF(shapes.nowX, 6), 5.2, 5.2);
}

void Scrubber::goTo(double x)
{
    if (m_session.hasRun())
        m_session.goToPosition(positionAt(m_session.axis(), geometryOfBars().track, x));
}

void Scrubber::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_session.hasRun())
        return;
    const ScrubberGeometry shapes = geometryOfBars();
    m_dragged = framePartAt(shapes, event->position());
    if (m_dragged != FramePart::None) {
        if (m_dragged == FramePart::Beside)
            m_heldAt = (m_visibleTo - m_visibleFrom) / 2;
        else
            m_heldAt = positionAt(m_session.axis(), shapes.track, event->position().x()) - m_visibleFrom;
        dragFrame(event->position().x());
        return;
    }
    setSliderDown(true);
    goTo(event->position().x());
}

/// By its middle it is moved, by an edge made longer or shorter.
void Scrubber::dragFrame(double x)
{
    const double at = positionAt(m_session.axis(), geometryOfBars().track, x);
    const double least = m_session.axis().length() / 1e5 + 1;
    if (m_dragged == FramePart::Left)
        emit visibleWanted(std::min(at, m_visibleTo - least), m_visibleTo);
    else if (m_dragged == FramePart::Right)
        emit visibleWanted(m_visibleFrom, std::max(at, m_visibleFrom + least));
    else
        emit visibleWanted(at - m_heldAt, at - m_heldAt + m_visibleTo - m_visibleFrom);
}

void Scrubber::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (std::exchange(m_dragged, FramePart::None) == FramePart::None)
        setSliderDown(false);
}

void Scrubber::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragged != FramePart::None) {
        dragFrame(event->position().x());
    } else if (event->buttons().testFlag(Qt::LeftButton)) {
        goTo(event->position().x());
    } else if (m_session.hasRun()) {
        const FramePart part = framePartAt(geometryOfBars(), event->position());
        setCursor(part == FramePart::Left || part == FramePart::Right ? Qt::SizeHorCursor
                  : part == FramePart::Body                           ? Qt::OpenHandCursor
                                                                      : Qt::PointingHandCursor);
    }
}

/// A notch is a step.
void Scrubber::wheelEvent(QWheelEvent* event)
{
    const int notches = event->angleDelta().y() + event->angleDelta().x();
    if (m_session.hasRun() && notches != 0)
        notches > 0 ? m_session.stepBack() : m_session.stepForward();
    event->accept();
}

void Scrubber::sliderChange(SliderChange change)
{
    if (change != SliderValueChange || !m_refreshing)
        update();
}

bool Scrubber::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_session.hasRun()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const ScrubberGeometry shapes = geometryOfBars();
        QString text = QString::fromStdString(instantText(
            m_session.axis().instantAt(positionAt(m_session.axis(), shapes.track, help->pos().x()))));
        if (!m_run.isEmpty() && help->pos().x() < shapes.track.left()) // where it may be cut
            text = m_run;
        for (const ScrubberBar& bar : shapes.bars)
            if (bar.rect.contains(help->pos()))
                text = QStringLiteral("%1 · %2").arg(QString::fromLatin1(nameOf(bar.state)), text);
        for (const ScrubberListener& one : shapes.listeners)
            if (one.rect.adjusted(0, -1.5, 0, 1.5).contains(help->pos()))
                text = tr("A socket is in LISTEN") + QStringLiteral(" · ") + text;
        for (const ScrubberFold& fold : shapes.folds)
            if (help->pos().x() >= fold.left && help->pos().x() <= fold.right)
                text += QLatin1Char('\n') + tr("Folded: %1 in which nothing happens").arg(fold.text);
        if (framePartAt(shapes, help->pos()) != FramePart::None)
            text = tr("What the timeline shows: %1 – %2")
                       .arg(QString::fromStdString(instantText(m_session.axis().instantAt(m_visibleFrom))),
                            QString::fromStdString(instantText(m_session.axis().instantAt(m_visibleTo))));
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QAbstractSlider::event(event);
}

void Scrubber::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QAbstractSlider::changeEvent(event);
}

} // namespace tcplab
