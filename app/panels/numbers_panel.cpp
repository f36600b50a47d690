#include "app/panels/numbers_panel.h"

#include "app/panels/number_rows.h"
#include "app/panels/sequence_ruler.h"
#include "app/theme/see_through.h"

#include <QEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tcplab {

SpaceLegend::SpaceLegend(QWidget* parent) : QWidget(parent), m_theme(themeNamed(ThemeName::Light))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SpaceLegend::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QSize SpaceLegend::sizeHint() const { return {400, QFontMetrics(m_theme.ui(8)).height() + 4}; }

void SpaceLegend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        update();
    QWidget::changeEvent(event);
}

void SpaceLegend::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    const QFont font = m_theme.ui(8);
    p.setFont(font);
    const QFontMetricsF metrics(font);
    double x = 2;
    const double box = metrics.height() * 1.3;
    const auto add = [&](const QBrush& brush, const QString& words) {
        const double width = metrics.horizontalAdvance(words);
        if (x + box + 4 + width > this->width())
            return;
        p.setPen(m_theme.border);
        p.setBrush(brush);
        p.drawRect(QRectF(x, 2, box, height() - 5));
        p.setPen(m_theme.text);
        p.drawText(QRectF(x + box + 4, 0, width + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, words);
        x += box + width + 16;
    };
    // Both directions' colours, where they differ.
    const auto both = [this](bool soft) {
        QLinearGradient halves(0, 0, 1, 0);
        halves.setCoordinateMode(QGradient::ObjectMode);
        const QColor client = soft ? m_theme.clientSoft : m_theme.client;
        const QColor server = soft ? m_theme.serverSoft : m_theme.server;
        halves.setColorAt(0, client);
        halves.setColorAt(0.499, client);
        halves.setColorAt(0.5, server);
        halves.setColorAt(1, server);
        return QBrush(halves);
    };
    add(both(true), spaceStateName(SpaceState::Acknowledged));
    add(both(false), spaceStateName(SpaceState::InFlight));
    add(QBrush(m_theme.data, Qt::BDiagPattern),
        spaceStateName(SpaceState::Sacked) + QStringLiteral(" / ") + spaceStateName(SpaceState::Held));
    add(QBrush(m_theme.lost, Qt::DiagCrossPattern), spaceStateName(SpaceState::Lost));
    add(QBrush(m_theme.retransmission), spaceStateName(SpaceState::Resent));
    add(QBrush(m_theme.fin), spaceStateName(SpaceState::Unread));
    add(QBrush(m_theme.surface), spaceStateName(SpaceState::Unsent));
}

NumbersPanel::NumbersPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_theme(themeNamed(ThemeName::Light)),
      m_legend(new SpaceLegend(this))
{
    auto* inside = new QWidget;
    auto* rulers = new QVBoxLayout(inside);
    rulers->setContentsMargins(0, 0, 0, 0);
    rulers->setSpacing(2);
    for (const Side sender : {Side::Client, Side::Server}) {
        auto* ruler = new SequenceRuler(inside);
        m_rulers[indexOf(sender)] = ruler;
        rulers->addWidget(ruler);
        connect(ruler, &SequenceRuler::numberChosen, this,
                [this, sender](SeqNum number) { selectSegmentAt(sender, number); });
    }
    rulers->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    seeThrough(*scroll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_legend);
    for (const auto signal : {&Session::languageChanged, &Session::viewOptionsChanged})
        connect(&session, signal, this, &NumbersPanel::refresh);
}

void NumbersPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_legend->setTheme(theme);
    for (SequenceRuler* ruler : m_rulers)
        ruler->setTheme(theme);
}

void NumbersPanel::setShown(std::array<ConnectionId, 2> shown)
{
    m_shown = shown;
    refresh();
}

void NumbersPanel::refresh()
{
    if (!m_session.hasRun() || !isVisible())
        return;
    const World& world = m_session.worldNow();
    m_pair = pairOf(world, m_shown);
    const std::array<SequenceSpace, 2> spaces = spacesOf(world, m_pair);
    for (const Side sender : {Side::Client, Side::Server}) {
        const auto name = [this](Side side) {
            return QString::fromStdString(hostName(m_session.scenario(), side, m_session.language()));
        };
        m_rulers[indexOf(sender)]->setSpace(
            spaces[indexOf(sender)], sender,
            //: Beside a number line, in two rows; %1 and %2: "Client", "Server".
            tr("%1 sends\n%2 receives").arg(name(sender), name(peerOf(sender))), m_session.relativeNumbers());
    }
}

void NumbersPanel::selectSegmentAt(Side sender, SeqNum number)
{
    if (const SegmentId id = segmentAt(m_session, sender, m_pair[indexOf(sender)], number))
        m_session.selectSegment(id);
}

void NumbersPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void NumbersPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace tcplab
