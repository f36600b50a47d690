#include "app/plots/graphs_panel.h"

#include "app/plots/plot_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace tcplab {

namespace {

constexpr std::array kindTexts{QT_TRANSLATE_NOOP("tcplab::GraphsPanel", "Time–sequence"),
                               QT_TRANSLATE_NOOP("tcplab::GraphsPanel", "Congestion window"),
                               QT_TRANSLATE_NOOP("tcplab::GraphsPanel", "Round-trip time"),
                               QT_TRANSLATE_NOOP("tcplab::GraphsPanel", "In flight and window")};
static_assert(kindTexts.size() == plotKindCount);

} // namespace

GraphsPanel::GraphsPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_plot(new PlotView(session, this)),
      m_kinds(new QComboBox(this)),
      m_senders(new QComboBox(this)),
      m_zoomIn(new QToolButton(this)),
      m_zoomOut(new QToolButton(this)),
      m_all(new QToolButton(this)),
      m_copy(new QToolButton(this))
{
    for (std::size_t i = 0; i < plotKindCount; ++i)
        m_kinds->addItem(QString());
    for (int i = 0; i < 2; ++i)
        m_senders->addItem(QString());
    for (QWidget* one :
         {static_cast<QWidget*>(m_kinds), static_cast<QWidget*>(m_senders), static_cast<QWidget*>(m_zoomIn),
          static_cast<QWidget*>(m_zoomOut), static_cast<QWidget*>(m_all), static_cast<QWidget*>(m_copy)})
        one->setFocusPolicy(Qt::TabFocus);
    for (QToolButton* button : {m_zoomIn, m_zoomOut, m_all, m_copy})
        button->setProperty("look", "tab");
    m_zoomIn->setText(QStringLiteral("+"));
    m_zoomOut->setText(QStringLiteral("−"));
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_kinds);
    head->addWidget(m_senders);
    head->addStretch(1);
    for (QToolButton* button : {m_zoomIn, m_zoomOut, m_all, m_copy})
        head->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(head);
    layout->addWidget(m_plot, 1);
    connect(m_kinds, &QComboBox::currentIndexChanged, this,
            [this](int row) { m_plot->setKind(static_cast<PlotKind>(std::max(0, row))); });
    connect(m_senders, &QComboBox::currentIndexChanged, this, &GraphsPanel::chooseFlow);
    connect(m_zoomIn, &QToolButton::clicked, m_plot, &PlotView::zoomIn);
    connect(m_zoomOut, &QToolButton::clicked, m_plot, &PlotView::zoomOut);
    connect(m_all, &QToolButton::clicked, m_plot, &PlotView::showAll);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_plot->table()); });
    connect(&session, &Session::languageChanged, this, &GraphsPanel::retranslate);
    connect(&session, &Session::loaded, this, &GraphsPanel::chooseSender);
    if (session.hasRun())
        chooseSender();
    else
        retranslate();
}

/// Whoever sends most is whose plot is worth looking at.
void GraphsPanel::chooseSender()
{
    const Trace& trace = m_session.trace();
    std::array<std::uint64_t, 2> octets{};
    constexpr SegmentId enough = 10'000;
    for (SegmentId id = 1; id <= std::min(trace.segmentCount(), enough); ++id)
        octets[indexOf(trace.segment(id).sender)] += trace.segment(id).packet.segment.text.length;
    m_senders->setCurrentIndex(octets[1] > octets[0] ? 1 : 0);
    retranslate();
}

void GraphsPanel::setTheme(const Theme& theme) { m_plot->setTheme(theme); }

void GraphsPanel::setShown(std::array<ConnectionId, 2> shown)
{
    m_shown = shown;
    chooseFlow();
}

void GraphsPanel::chooseFlow()
{
    const Side sender = m_senders->currentIndex() == 1 ? Side::Server : Side::Client;
    m_plot->setFlow(sender, m_shown[indexOf(sender)]);
}

void GraphsPanel::retranslate()
{
    for (std::size_t i = 0; i < plotKindCount; ++i)
        m_kinds->setItemText(static_cast<int>(i), tr(kindTexts[i]));
    for (const Side side : {Side::Client, Side::Server}) {
        const Language language = m_session.language();
        const QString name = QString::fromStdString(
            m_session.hasRun() ? hostName(m_session.scenario(), side, language) : sideName(side, language));
        //: Whose plot; %1: "Client".
        m_senders->setItemText(static_cast<int>(indexOf(side)), tr("%1 sends").arg(name));
    }
    m_kinds->setAccessibleName(tr("Which plot"));
    m_senders->setAccessibleName(tr("Whose plot"));
    m_plot->setAccessibleName(tr("Plot over time"));
    m_zoomIn->setToolTip(tr("Zoom in"));
    m_zoomOut->setToolTip(tr("Zoom out"));
    m_all->setText(tr("All"));
    m_all->setToolTip(tr("The whole plot in sight (a double click does the same)"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy all values as a table"));
    for (QToolButton* button : {m_zoomIn, m_zoomOut, m_all, m_copy})
        button->setAccessibleName(button->toolTip());
}

void GraphsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tcplab
