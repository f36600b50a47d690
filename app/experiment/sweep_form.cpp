// The page's form: which knobs vary, how many runs, what is drawn.
#include "app/experiment/axis_row.h"
#include "app/experiment/chart_view.h"
#include "app/experiment/metric_text.h"
#include "app/experiment/runs_panel.h"
#include "app/experiment/sweep_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace tcplab {

namespace {

constexpr int formWidth = 340;
constexpr std::size_t mostAxes = 4;

} // namespace

QWidget* SweepPage::makeForm()
{
    auto* inner = new QWidget;
    auto* layout = new QVBoxLayout(inner);
    auto* title = new QLabel(
        tr("Each combination of these values is played many times, all with the same luck: the k-th "
           "run has the same seed in each. Values: a, b, c or first:last:step."));
    title->setWordWrap(true);
    layout->addWidget(title);
    layout->addLayout(m_rows);
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    m_runs->setRange(1, 1'000'000);
    m_runs->setValue(200);
    m_runs->setGroupSeparatorShown(true);
    m_runs->setButtonSymbols(QAbstractSpinBox::NoButtons); // typed: a step of one is none
    auto* form = new QFormLayout;
    form->addRow(tr("Runs of each:"), m_runs);
    layout->addLayout(form);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->hide();
    layout->addWidget(m_go);
    layout->addWidget(m_progress);
    layout->addWidget(m_words);
    for (std::size_t i = 0; i < sweepMetricCount; ++i) {
        const auto metric = static_cast<SweepMetric>(i);
        m_y->addItem(metricName(metric), QString::fromLatin1(nameOf(metric)));
    }
    m_y->addItem(tr("Share: handshake done"), QStringLiteral("established"));
    for (std::size_t i = 0; i < finalOutcomeCount; ++i) {
        const auto outcome = static_cast<FinalOutcome>(i);
        m_y->addItem(tr("Share: %1").arg(outcomeName(outcome)),
                     QStringLiteral("outcome %1").arg(QLatin1String(nameOf(outcome))));
    }
    m_band->addItem(tr("Median and quantiles"));
    m_band->addItem(tr("Mean, 95 % confidence"));
    for (QComboBox* box : {m_y, m_x, m_band}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
    }
    auto* chartForm = new QFormLayout;
    chartForm->addRow(tr("Draw:"), m_y);
    chartForm->addRow(tr("Over:"), m_x);
    chartForm->addRow(tr("As:"), m_band);
    layout->addSpacing(8);
    layout->addLayout(chartForm);
    m_theory->setToolTip(tr("Goodput: Mathis 1997 and PFTK 1998. Share of handshakes: 1 − (1 − p)ⁿ"));
    for (QCheckBox* box : {m_theory, m_logX, m_logY})
        layout->addWidget(box);
    auto* save = new QHBoxLayout;
    save->addWidget(m_saveTable);
    save->addWidget(m_saveChart);
    layout->addLayout(save);
    layout->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows its fields
    scroll->setWidget(inner);
    scroll->setFixedWidth(qRound(formWidth * m_theme.textScale));
    return scroll;
}

void SweepPage::addAxis(const QString& key, const QString& values)
{
    auto* row = new AxisRow(m_language);
    m_axes.push_back(row);
    m_rows->addWidget(row);
    connect(row, &AxisRow::changed, this, &SweepPage::look);
    connect(row->remove(), &QToolButton::clicked, this, [this, row] {
        std::erase(m_axes, row);
        row->deleteLater();
        m_more->setEnabled(true);
        look();
    });
    row->set(key, values);
    chainTabs();
    m_more->setEnabled(m_axes.size() < mostAxes);
    if (key.isEmpty() && isVisible())
        row->key()->setFocus();
    look();
}

QWidget* SweepPage::firstField() const
{
    return m_axes.empty() ? static_cast<QWidget*>(m_more) : m_axes.front()->key();
}

/// Down the form and then to the right, wherever the rows have been added.
void SweepPage::chainTabs()
{
    std::vector<QWidget*> order;
    for (const AxisRow* row : m_axes)
        order.insert(order.end(), {row->key(), row->values(), row->remove()});
    order.insert(order.end(), {m_more, m_runs, m_go, m_y, m_x, m_band, m_theory, m_logX, m_logY, m_saveTable,
                               m_saveChart, m_chart});
    for (QWidget* one : m_runsPanel->tabOrder())
        order.push_back(one);
    for (std::size_t i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

} // namespace tcplab
