#include "app/panels/sockets_panel.h"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace tcplab {

namespace {

constexpr std::array toolWords{"ss -tan", "netstat -tan"};
constexpr std::size_t mostBoxes = 12;

} // namespace

QueueStrip::QueueStrip(Side side, QWidget* parent)
    : QWidget(parent), m_side(side), m_theme(themeNamed(ThemeName::Light))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void QueueStrip::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

void QueueStrip::setQueues(std::vector<ListenQueues> queues)
{
    if (queues == m_queues)
        return;
    const bool sameHeight = queues.size() == m_queues.size();
    m_queues = std::move(queues);
    describe();
    if (!sameHeight)
        updateGeometry();
    update();
}

void QueueStrip::describe()
{
    QStringList words;
    for (const ListenQueues& one : m_queues)
        words << tr("Port %1: %2 of %3 in the SYN queue, %4 of %5 in the accept queue")
                     .arg(one.port)
                     .arg(one.syn.size())
                     .arg(one.synCapacity)
                     .arg(one.accept.size())
                     .arg(one.acceptCapacity);
    setAccessibleName(tr("Queues of the listeners"));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    setToolTip(words.join(QLatin1Char('\n')));
}

int QueueStrip::rowHeight() const { return QFontMetrics(m_theme.mono(8)).height() + 8; }

bool QueueStrip::isNarrow() const { return width() < 520 * m_theme.textScale; }

void QueueStrip::resizeEvent(QResizeEvent*) { updateGeometry(); }

QSize QueueStrip::sizeHint() const
{
    const int rows = static_cast<int>(std::min<std::size_t>(m_queues.size(), 2)) * (isNarrow() ? 2 : 1);
    return {300, rows * rowHeight()};
}

double QueueStrip::paintQueue(QPainter& p, double x, double y, const QString& name,
                              const std::vector<std::uint16_t>& waiting, std::size_t capacity) const
{
    const QFontMetricsF ui(m_theme.ui(8));
    const QFontMetricsF mono(m_theme.mono(7.5));
    const double height = rowHeight() - 4;
    p.setFont(m_theme.ui(8));
    p.setPen(m_theme.text);
    const QString head = QStringLiteral("%1 %2/%3").arg(name).arg(waiting.size()).arg(capacity);
    p.drawText(QRectF(x, y, ui.horizontalAdvance(head) + 2, height), Qt::AlignLeft | Qt::AlignVCenter, head);
    x += ui.horizontalAdvance(head) + 6;
    const double box = mono.horizontalAdvance(QStringLiteral("00000")) + 6;
    // Room that is left is drawn, too, as far as it is little: a backlog of 2 is seen to be full.
    const std::size_t boxes =
        std::min({std::max<std::size_t>(waiting.size(), std::min<std::size_t>(capacity, 4)), mostBoxes});
    p.setFont(m_theme.mono(7.5));
    for (std::size_t i = 0; i < boxes; ++i) {
        const QRectF rect(x + 0.5, y + 1.5, box - 3, height - 3);
        const bool taken = i < waiting.size();
        p.setPen(QPen(m_theme.border, 1, taken ? Qt::SolidLine : Qt::DashLine));
        p.setBrush(taken ? QBrush(m_theme.softOf(m_side)) : QBrush(Qt::NoBrush));
        p.drawRoundedRect(rect, 2, 2);
        p.setPen(m_theme.text);
        if (taken)
            p.drawText(rect, Qt::AlignCenter, QString::number(waiting[i]));
        x += box;
    }
    if (waiting.size() > boxes || capacity > boxes) {
        p.drawText(QRectF(x, y, 14, height), Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("…"));
        x += 14;
    }
    return x + 12;
}

void QueueStrip::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    double y = 2;
    for (const ListenQueues& one : m_queues) {
        p.setFont(m_theme.mono(8, true));
        p.setPen(m_theme.of(m_side));
        const QString port = QStringLiteral("LISTEN :%1").arg(one.port);
        const double wide = QFontMetricsF(m_theme.mono(8, true)).horizontalAdvance(port);
        p.drawText(QRectF(2, y, wide + 2, rowHeight() - 4), Qt::AlignLeft | Qt::AlignVCenter, port);
        double x = paintQueue(p, wide + 14, y, tr("SYN queue"), one.syn, one.synCapacity);
        if (isNarrow()) {
            x = wide + 14;
            y += rowHeight();
        }
        paintQueue(p, x, y, tr("accept queue"), one.accept, one.acceptCapacity);
        y += rowHeight();
    }
}

void QueueStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
    QWidget::changeEvent(event);
}

SocketsPanel::SocketsPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_theme(themeNamed(ThemeName::Light)),
      m_tools(new QButtonGroup(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    for (int i = 0; i < static_cast<int>(toolWords.size()); ++i) {
        auto* button = new QToolButton(this);
        button->setText(QString::fromLatin1(toolWords[static_cast<std::size_t>(i)]));
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("look", "tab");
        m_tools->addButton(button, i);
        head->addWidget(button);
    }
    head->addStretch(1);
    connect(m_tools, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            setTool(static_cast<SocketTool>(id));
    });
    layout->addLayout(head);
    auto* hosts = new QGridLayout;
    hosts->setHorizontalSpacing(8);
    hosts->setVerticalSpacing(2);
    for (const Side side : {Side::Client, Side::Server}) {
        const auto i = indexOf(side);
        const int column = static_cast<int>(i);
        m_names[i] = new QLabel(this);
        m_names[i]->setProperty("look", "heading");
        m_screens[i] = new QPlainTextEdit(this);
        m_screens[i]->setProperty("look", "terminal");
        m_screens[i]->setReadOnly(true);
        m_screens[i]->setLineWrapMode(QPlainTextEdit::NoWrap);
        m_screens[i]->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_screens[i]->setFrameShape(QFrame::NoFrame);
        m_screens[i]->setMinimumHeight(48);
        m_queues[i] = new QueueStrip(side, this);
        hosts->addWidget(m_names[i], 0, column);
        hosts->addWidget(m_screens[i], 1, column);
        hosts->addWidget(m_queues[i], 2, column);
        hosts->setColumnStretch(column, 1);
    }
    hosts->setRowStretch(1, 1);
    layout->addLayout(hosts, 1);
    connect(&session, &Session::stepChanged, this, &SocketsPanel::refresh);
    connect(&session, &Session::runChanged, this, &SocketsPanel::refresh);
    connect(&session, &Session::languageChanged, this, &SocketsPanel::retranslate);
    retranslate();
}

void SocketsPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    for (QueueStrip* strip : m_queues)
        strip->setTheme(theme);
    m_points = {};
    refresh();
}

/// Long lines are squeezed rather than cut, as far as they can be read.
void SocketsPanel::fitType(Side side, const std::vector<ScreenLine>& lines)
{
    QPlainTextEdit* screen = m_screens[indexOf(side)];
    double points = 8.5;
    QString longest;
    for (const ScreenLine& line : lines) {
        QString text = QString::fromStdString(line.text);
        while (text.endsWith(QLatin1Char(' ')))
            text.chop(1);
        if (text.size() > longest.size())
            longest = text;
    }
    const double least = 6.5 / m_theme.textScale; // what can be read, whatever the theme's size
    while (points > least &&
           QFontMetricsF(m_theme.mono(points)).horizontalAdvance(longest) > screen->width() - 18)
        points -= 0.5;
    if (std::exchange(m_points[indexOf(side)], points) == points)
        return;
    screen->setFont(m_theme.mono(points));
}

void SocketsPanel::setTool(SocketTool tool)
{
    m_tool = tool;
    m_tools->button(static_cast<int>(tool))->setChecked(true);
    refresh();
}

void SocketsPanel::retranslate()
{
    const bool has = m_session.hasRun();
    for (const Side side : {Side::Client, Side::Server}) {
        const QString name =
            QString::fromStdString(has ? hostName(m_session.scenario(), side, m_session.language())
                                       : sideName(side, m_session.language()));
        m_names[indexOf(side)]->setText(name);
        m_screens[indexOf(side)]->setAccessibleName(tr("Sockets of the host: %1").arg(name));
    }
    refresh();
}

void SocketsPanel::refresh()
{
    if (!m_session.hasRun() || !isVisible())
        return;
    const World& world = m_session.worldNow();
    for (const Side side : {Side::Client, Side::Server}) {
        const auto i = indexOf(side);
        QString text = QStringLiteral("$ %1").arg(QLatin1String(toolWords[static_cast<std::size_t>(m_tool)]));
        const std::vector<ScreenLine> lines = socketScreen(socketLines(world, side), m_tool);
        fitType(side, lines);
        if (world.scenario->hosts[i].scripted)
            text = tr("A script plays this side: it has no sockets.");
        else if (!world.hosts[i].up)
            text = tr("This host is down.");
        else
            for (const ScreenLine& line : lines)
                text += QLatin1Char('\n') + QString::fromStdString(line.text);
        if (m_screens[i]->toPlainText() != text)
            m_screens[i]->setPlainText(text);
        m_queues[i]->setQueues(listenQueues(world, side));
    }
}

void SocketsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SocketsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    refresh();
}

void SocketsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tcplab
