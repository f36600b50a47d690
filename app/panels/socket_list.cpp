#include "app/panels/socket_list.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLabel>

#include <algorithm>
#include <utility>

namespace tcplab {

SocketList::SocketList(QWidget* parent)
    : QListWidget(parent), m_theme(themeNamed(ThemeName::Light)), m_more(new QLabel(this))
{
    setProperty("look", "terminal");
    m_more->setProperty("look", "terminal");
    m_more->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_more->setAttribute(Qt::WA_TransparentForMouseEvents);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // What lies beyond is counted: a scroll bar of one line tells nothing.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setUniformItemSizes(true);
    setFocusPolicy(Qt::TabFocus);
    setProperty("marksFocus", true);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (!m_filling && row >= 0 && static_cast<std::size_t>(row) < m_lines.size())
            emit chosen(m_lines[static_cast<std::size_t>(row)].conn);
    });
    fill();
}

void SocketList::setTheme(const Theme& theme)
{
    m_theme = theme;
    fill();
    updateGeometry();
}

void SocketList::setLines(std::vector<SocketLine> lines, ConnectionId shown)
{
    if (lines == m_lines && shown == m_shown && count() > 0)
        return;
    m_lines = std::move(lines);
    m_shown = shown;
    fill();
}

void SocketList::setRows(int rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    updateGeometry();
    fill();
}

int SocketList::hiddenLines() const { return std::max(0, static_cast<int>(m_lines.size()) - m_rows); }

QString SocketList::hiddenText() const
{
    return hiddenLines() == 0 ? QString() : QStringLiteral("+%1").arg(hiddenLines());
}

/// How many there are besides stands beside the lines.
void SocketList::placeMore()
{
    const QString text = hiddenText();
    const int wide = text.isEmpty() ? 0 : QFontMetrics(m_theme.mono(8.5, true)).horizontalAdvance(text) + 8;
    m_more->setText(text);
    m_more->setVisible(wide > 0);
    m_more->setGeometry(width() - wide - 2, 3, wide, m_rows * rowHeight());
    setViewportMargins(0, 0, wide, 0);
}

int SocketList::rowHeight() const { return QFontMetrics(m_theme.mono(8.5)).height() + 3; }

QSize SocketList::sizeHint() const { return {260, m_rows * rowHeight() + 6}; }

void SocketList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    if (!m_filling) // which may make room beside the lines
        fill();
}

void SocketList::changeEvent(QEvent* event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}

void SocketList::focusInEvent(QFocusEvent* event)
{
    const bool filling = std::exchange(m_filling, true); // the keyboard passes by: it has chosen nothing
    QListWidget::focusInEvent(event);
    m_filling = filling;
}

/// QListView would tell screen readers that the keyboard has come to the line, wherever it is.
void SocketList::currentChanged(const QModelIndex& now, const QModelIndex& before)
{
    if (hasFocus())
        QListWidget::currentChanged(now, before);
    else
        QAbstractItemView::currentChanged(now, before);
}

void SocketList::fill()
{
    m_filling = true;
    placeMore();
    setAccessibleName(tr("Sockets of this host, as ss -tan prints them"));
    QFont font = m_theme.mono(8.5);
    const auto room = [this](const QFont& type) {
        const qreal px = std::max(0, viewport()->width() - 18);
        return static_cast<std::size_t>(
            px / std::max(1.0, QFontMetricsF(type).horizontalAdvance(QLatin1Char('0'))));
    };
    const std::size_t wide = room(font);
    const SocketColumns columns = columnsOf(m_lines);
    // Long addresses are squeezed rather than cut: every number of the line matters.
    std::size_t longest = 0;
    for (const SocketLine& line : m_lines)
        longest = std::max(longest, socketLineText(line, columns, 0).size());
    while (longest > room(font) && font.pointSizeF() > 6.5)
        font.setPointSizeF(font.pointSizeF() - 0.5);
    clear();
    if (m_lines.empty()) {
        auto* item = new QListWidgetItem(tr("(ss lists no connection)"), this);
        item->setFlags(Qt::NoItemFlags);
        item->setForeground(m_theme.terminalText);
        item->setFont(m_theme.mono(8.5));
        item->setSizeHint({10, rowHeight()});
    }
    QString help = tr("State, Recv-Q, Send-Q, local address and port, peer address and port");
    if (hiddenLines() > 0 || longest > room(font)) {
        constexpr std::size_t most = 30; // of a tool tip
        for (std::size_t i = 0; i < std::min(most, m_lines.size()); ++i)
            help += QLatin1Char('\n') + QString::fromStdString(socketLineText(m_lines[i], columns, 0));
        if (m_lines.size() > most)
            help += QStringLiteral("\n+%1").arg(m_lines.size() - most);
    }
    int current = -1;
    for (const SocketLine& line : m_lines) {
        auto* item = new QListWidgetItem(
            QString::fromStdString(socketLineText(line, columns, std::min(wide, room(font)))), this);
        item->setFont(font);
        item->setSizeHint({10, rowHeight()});
        item->setToolTip(help);
        if (line.conn == m_shown)
            current = count() - 1;
    }
    setCurrentRow(current);
    if (current >= 0)
        scrollToItem(item(current));
    m_filling = false;
}

} // namespace tcplab
