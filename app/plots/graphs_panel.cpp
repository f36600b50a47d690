#include "app/plots/graphs_panel.h"

#include "app/plots/plot_table.h"
#include "app/plots/plot_view.h"
#include "app/theme/table_copy.h"
#include "app/theme/wrapping_row.h"

#include <QComboBox>
#include <QEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tcplab {

namespace {

constexpr std::array kindTexts{QT_TRANSLATE_NOOP("tcplab::GraphsPanel", "Time–sequence"),
                               QT_TRANSLATE_NOOP("tcplab::GraphsPanel", "Congestion window"),
                               QT_TRANSLATE_NOOP("tcplab::GraphsPanel", "Round-trip time"),
                               QT_TRANSLATE_NOOP("tcplab::GraphsPanel", "In flight and window")};
static_assert(kindTexts.size() == plotKindCount);

/// Another congestion control, another profile.
bool haveOtherStacks(const Scenario& a, const Scenario& b)
{
    return std::ranges::any_of(std::array{Side::Client, Side::Server}, [&](Side side) {
        return a.hosts[indexOf(side)].profile != b.hosts[indexOf(side)].profile;
    });
}

} // namespace

GraphsPanel::GraphsPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_plot(new PlotView(session, this)),
      m_table(new PlotTable(session, *m_plot, this)),
      m_stack(new QStackedWidget(this)),
      m_kinds(new QComboBox(this)),
      m_senders(new QComboBox(this)),
      m_zoomIn(new QToolButton(this)),
      m_zoomOut(new QToolButton(this)),
      m_all(new QToolButton(this)),
      m_link(new QToolButton(this)),
      m_asTable(new QToolButton(this)),
      m_copy(new QToolButton(this))
{
    for (std::size_t i = 0; i < plotKindCount; ++i)
        m_kinds->addItem(QString());
    for (int i = 0; i < 2; ++i)
        m_senders->addItem(QString());
    for (QComboBox* box : {m_kinds, m_senders}) {
        box->setFocusPolicy(Qt::TabFocus);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents); // words change with the language
    }
    for (QToolButton* button : buttons()) {
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("look", "tab");
    }
    m_link->setCheckable(true);
    m_link->setChecked(m_plot->isLinked());
    m_asTable->setCheckable(true);
    m_zoomIn->setText(QStringLiteral("+"));
    m_zoomOut->setText(QStringLiteral("−"));
    auto* head = new WrappingRow(6);
    head->addWidget(m_kinds);
    head->addWidget(m_senders);
    head->beginRight();
    for (QToolButton* button : buttons())
        head->addWidget(button);
    m_stack->addWidget(m_plot);
    m_stack->addWidget(m_table);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
    connect(m_kinds, &QComboBox::currentIndexChanged, this,
            [this](int row) { m_plot->setKind(static_cast<PlotKind>(std::max(0, row))); });
    connect(m_kinds, &QComboBox::activated, this, [this] { m_kindChosen = true; });
    connect(m_senders, &QComboBox::currentIndexChanged, this, &GraphsPanel::chooseFlow);
    connect(m_zoomIn, &QToolButton::clicked, m_plot, &PlotView::zoomIn);
    connect(m_zoomOut, &QToolButton::clicked, m_plot, &PlotView::zoomOut);
    connect(m_all, &QToolButton::clicked, m_plot, &PlotView::showAll);
    connect(m_copy, &QToolButton::clicked, this, [this] { copyTable(*m_stack, plotTable(m_plot->input())); });
    connect(m_link, &QToolButton::toggled, m_plot, &PlotView::setLinked);
    connect(m_asTable, &QToolButton::toggled, this, [this](bool asTable) {
        QWidget* shown = asTable ? static_cast<QWidget*>(m_table) : m_plot;
        const bool keyboardWasThere = m_stack->currentWidget()->hasFocus();
        m_stack->setCurrentWidget(shown);
        if (keyboardWasThere)
            shown->setFocus(Qt::OtherFocusReason);
    });
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

std::array<QToolButton*, 6> GraphsPanel::buttons() const
{
    return {m_zoomIn, m_zoomOut, m_all, m_link, m_asTable, m_copy};
}

void GraphsPanel::setTheme(const Theme& theme)
{
    m_plot->setTheme(theme);
    m_table->setTheme(theme);
}

void GraphsPanel::setOther(Session* other)
{
    m_plot->setOther(other);
    if (other != nullptr && !m_kindChosen && m_session.hasRun() && other->hasRun() &&
        haveOtherStacks(m_session.scenario(), other->scenario()))
        m_kinds->setCurrentIndex(static_cast<int>(PlotKind::Congestion));
}

void GraphsPanel::showKind(PlotKind kind)
{
    m_kindChosen = true;
    m_kinds->setCurrentIndex(static_cast<int>(kind));
}

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
    m_copy->setToolTip(tr("Copy what the plot shows as a table"));
    m_link->setText(tr("Linked"));
    m_link->setToolTip(tr("Zoom and move the plot and the timeline together"));
    m_asTable->setText(tr("Table"));
    m_asTable->setToolTip(tr("What the plot shows as a table"));
    m_table->setAccessibleName(tr("Table of the plot"));
    for (QToolButton* button : buttons())
        button->setAccessibleName(button->toolTip());
}

/// Where it is narrow the names of the plots come before buttons that the wheel and the keys + and − replace.
void GraphsPanel::resizeEvent(QResizeEvent* event)
{
    int wanted = 0;
    for (const QComboBox* box : {m_kinds, m_senders})
        wanted += box->sizeHint().width() + layout()->spacing();
    for (const QToolButton* button : buttons())
        wanted += button->sizeHint().width() + 6;
    for (QToolButton* button : {m_zoomIn, m_zoomOut})
        button->setVisible(width() >= wanted);
    QWidget::resizeEvent(event);
}

void GraphsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tcplab
