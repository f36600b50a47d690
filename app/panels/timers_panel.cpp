#include "app/panels/timers_panel.h"

#include "app/wording/wording.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace tcplab {

/// Cut, not rounded, as a clock that counts down is, and as `ss -o` prints it ("59sec" of 59.99 s).
QString timeLeftText(Duration left)
{
    const std::int64_t grain = left >= seconds(10)        ? 1'000'000'000
                               : left >= seconds(1)       ? 10'000'000
                               : left >= milliseconds(10) ? 1'000'000
                               : left >= milliseconds(1)  ? 10'000
                                                          : 1;
    return QString::fromStdString(durationText(nanoseconds(left.ns / grain * grain)));
}

TimersPanel::TimersPanel(Side side, QWidget* parent)
    : QWidget(parent), m_side(side), m_theme(themeNamed(ThemeName::Light))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void TimersPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

void TimersPanel::setRows(std::vector<TimerRow> rows)
{
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    describe();
    update();
}

void TimersPanel::setTimeWait(const QString& name)
{
    if (name == m_timeWait)
        return;
    m_timeWait = name;
    describe();
    update();
}

void TimersPanel::setListener(bool listener)
{
    if (std::exchange(m_listener, listener) == listener)
        return;
    describe();
    update();
}

void TimersPanel::setRoom(int rows)
{
    if (rows == m_room)
        return;
    m_room = rows;
    updateGeometry();
    update();
}

int TimersPanel::rowHeight() const { return QFontMetrics(m_theme.ui(8.5)).height() + 5; }

QSize TimersPanel::sizeHint() const { return {260, m_room * rowHeight() + 2}; }

QString TimersPanel::textOf(Timer timer) const
{
    switch (timer) {
    case Timer::Retransmission: return tr("Retransmission");
    case Timer::TimeWait: return m_timeWait;
    case Timer::DelayedAck: return tr("Delayed ACK");
    case Timer::Reordering: return tr("Reordering");
    case Timer::TailLossProbe: return tr("Tail loss probe");
    case Timer::Persist: return tr("Persist");
    case Timer::FinWait2: return tr("FIN-WAIT-2");
    case Timer::KeepAlive: return tr("Keep-alive");
    case Timer::User: return tr("User timeout");
    }
    return {};
}

QString TimersPanel::textOf(const TimerRow& row) const
{
    return row.atOnce ? tr("ACK of the FIN") : textOf(row.timer);
}

QString TimersPanel::valueOf(const TimerRow& row) const
{
    if (row.atOnce)
        return tr("at once");
    return row.running ? timeLeftText(row.left) : m_listener ? QStringLiteral("–") : tr("off");
}

void TimersPanel::describe()
{
    setAccessibleName(tr("Timers"));
    QStringList words;
    for (const TimerRow& row : m_rows)
        if (row.atOnce)
            words << tr(
                "The ACK of the FIN is sent at once, after what the program does at this same instant.");
        else if (row.running)
            words << tr("%1: %2 left").arg(textOf(row.timer), timeLeftText(row.left));
    setAccessibleDescription(!words.isEmpty() ? words.join(QStringLiteral("; "))
                             : m_listener     ? tr("A listener has no timers.")
                                              : tr("No timer is running."));
}

void TimersPanel::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QFont label = m_theme.ui(8.5);
    const QFont value = m_theme.mono(9, true);
    const QFontMetrics labels(label);
    const int labelWidth = std::max({labels.horizontalAdvance(textOf(Timer::Retransmission)),
                                     labels.horizontalAdvance(textOf(Timer::DelayedAck)),
                                     labels.horizontalAdvance(textOf(TimerRow{.atOnce = true})),
                                     labels.horizontalAdvance(textOf(Timer::User))}) +
                           10;
    int valueWidth = QFontMetrics(value).horizontalAdvance(QStringLiteral("59.999 s"));
    for (int i = 0; i < m_room && static_cast<std::size_t>(i) < m_rows.size(); ++i)
        if (const TimerRow& row = m_rows[static_cast<std::size_t>(i)]; row.running)
            valueWidth = std::max(valueWidth, QFontMetrics(value).horizontalAdvance(valueOf(row)));
    valueWidth += 4;
    for (int i = 0; i < m_room && static_cast<std::size_t>(i) < m_rows.size(); ++i) {
        const TimerRow& row = m_rows[static_cast<std::size_t>(i)];
        const QRect line(5, 1 + i * rowHeight(), width() - 10, rowHeight());
        p.setFont(label);
        p.setPen(row.running ? m_theme.text : m_theme.mutedText);
        p.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, textOf(row));
        p.setFont(value);
        p.drawText(line, Qt::AlignRight | Qt::AlignVCenter, valueOf(row));
        const qreal height = 8;
        const QRectF track(line.left() + labelWidth, line.center().y() - height / 2 + 0.5,
                           line.width() - labelWidth - valueWidth - 6, height);
        if (track.width() < 10)
            continue;
        if (!row.running || row.atOnce) {
            p.setPen(QPen(m_theme.border, 1.2, Qt::DotLine));
            p.drawLine(QPointF(track.left(), track.center().y()), QPointF(track.right(), track.center().y()));
            continue;
        }
        p.setPen(Qt::NoPen);
        p.setBrush(m_theme.softOf(m_side));
        p.drawRoundedRect(track, height / 2, height / 2);
        QRectF left = track;
        left.setWidth(std::max(height, track.width() * row.share));
        p.setBrush(row.timer == Timer::TimeWait ? m_theme.now : m_theme.of(m_side));
        p.drawRoundedRect(left, height / 2, height / 2);
    }
}

void TimersPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace tcplab
