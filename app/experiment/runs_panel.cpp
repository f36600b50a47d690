#include "app/experiment/runs_panel.h"

#include "app/experiment/histogram_view.h"
#include "app/experiment/metric_text.h"
#include "app/sweep/statistics.h"
#include "app/theme/table_menu.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tcplab {

namespace {

constexpr std::uint64_t mostListed = 2000;
constexpr int firstMetric = 3; ///< columns before: run, seed, outcome

/// Sorted by its number, wherever its text would stand; what has none comes last.
class NumberItem : public QTableWidgetItem {
public:
    NumberItem(const QString& text, std::optional<quint64> number) : QTableWidgetItem(text), m_number(number)
    {
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override
    {
        const auto* number = dynamic_cast<const NumberItem*>(&other);
        return number != nullptr && m_number.value_or(UINT64_MAX) < number->m_number.value_or(UINT64_MAX);
    }
    quint64 number() const { return m_number.value_or(0); }

private:
    std::optional<quint64> m_number;
};

quint64 runOfRow(const QTableWidget& table, int row)
{
    return dynamic_cast<const NumberItem*>(table.item(row, 0))->number() - 1;
}

} // namespace

RunsPanel::RunsPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_summary(new QLabel),
      m_histogram(new HistogramView(theme)),
      m_table(new QTableWidget),
      m_command(new QLabel),
      m_open(new QPushButton(tr("Open this run")))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_command->setFont(theme.mono(8.5));
    m_command->setWordWrap(true);
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->setAccessibleName(tr("Runs"));
    m_open->setEnabled(false);
    auto* left = new QVBoxLayout;
    left->addWidget(m_title);
    left->addWidget(m_summary);
    left->addWidget(m_histogram, 1);
    auto* right = new QVBoxLayout;
    right->addWidget(m_table, 1);
    auto* below = new QHBoxLayout;
    below->addWidget(m_command, 1);
    below->addWidget(m_open);
    right->addLayout(below);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(left, 2);
    layout->addLayout(right, 3);
    auto* copy = new TableCopy(*m_table, [this] { return copied(); });
    new TableMenu(*m_table, *copy, [this] { m_table->sortByColumn(0, Qt::AscendingOrder); });
    connect(&m_job, &RunsJob::played, this, &RunsPanel::add);
    connect(m_histogram, &HistogramView::barChosen, this, &RunsPanel::filter);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { openRow(row); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        m_open->setEnabled(row >= 0);
        showCommand(row);
    });
    connect(m_open, &QPushButton::clicked, this, [this] { openRow(m_table->currentRow()); });
    clear();
}

std::vector<QWidget*> RunsPanel::tabOrder() const { return {m_histogram, m_table, m_open}; }

/// Every run that is in sight.
QString RunsPanel::copied() const
{
    std::vector<int> rows;
    for (int row = 0; row < m_table->rowCount(); ++row)
        if (!m_table->isRowHidden(row))
            rows.push_back(row);
    return tableText(*m_table->model(), rows);
}

void RunsPanel::clear()
{
    m_job.cancel();
    m_runs.clear();
    m_complete = false;
    m_point = {};
    m_title->setText(tr("Choose a point of the chart to see its runs."));
    m_summary->clear();
    m_command->clear();
    m_histogram->setDistribution(SweepMetric::Completion, {});
    m_table->clear();
    m_table->setRowCount(0);
    m_open->setEnabled(false);
    hide();
}

void RunsPanel::setPoint(Point point)
{
    m_point = std::move(point);
    m_runs.clear();
    m_complete = false;
    m_title->setText(m_point.title);
    m_command->clear();
    const auto bins = m_point.results.metrics[static_cast<std::size_t>(m_point.metric)].bins();
    QString text = runsText(m_point.results.runs());
    for (std::size_t i = 0; i < finalOutcomeCount; ++i)
        if (m_point.results.outcomes[i] != 0)
            text += QStringLiteral(" · %1 %2")
                        .arg(m_point.results.outcomes[i])
                        .arg(outcomeName(static_cast<FinalOutcome>(i)));
    if (!bins.empty()) {
        const Distribution all = describe(bins);
        const auto say = [&](std::uint64_t value) { return metricText(m_point.metric, value); };
        text += QLatin1Char('\n');
        if (all.least == all.most)
            text += tr("%1: %2 in each of them").arg(metricName(m_point.metric), say(all.least));
        else
            text += tr("%1: median %2, half of the runs %3 … %4, nine tenths %5 … %6, all %7 … %8")
                        .arg(metricName(m_point.metric), say(all.median), say(all.q25), say(all.q75),
                             say(all.q05), say(all.q95), say(all.least), say(all.most));
    }
    m_summary->setText(text);
    m_histogram->setDistribution(m_point.metric, bins);
    m_table->setSortingEnabled(false);
    m_table->clear();
    m_table->setRowCount(0);
    QStringList headings{tr("Run"), tr("Seed"), tr("Outcome")};
    for (std::size_t i = 0; i < sweepMetricCount; ++i)
        headings << metricName(static_cast<SweepMetric>(i));
    m_table->setColumnCount(static_cast<int>(headings.size()));
    m_table->setHorizontalHeaderLabels(headings);
    m_open->setEnabled(false);
    show();
    m_job.start(m_point.scenario, m_point.plan.seed, m_point.plan.stepLimit,
                std::min<quint64>(m_point.results.runs(), mostListed));
}

void RunsPanel::add(const std::vector<RunMeasures>& runs, bool isEnd)
{
    m_table->setSortingEnabled(false);
    int row = m_table->rowCount();
    m_table->setRowCount(row + static_cast<int>(runs.size()));
    for (const RunMeasures& run : runs) {
        const quint64 k = m_runs.size();
        m_runs.push_back(run);
        const quint64 seed = seedOfRun(m_point.plan.seed, k);
        m_table->setItem(row, 0, new NumberItem(QString::number(k + 1), k + 1));
        m_table->setItem(row, 1, new NumberItem(QString::number(seed), seed));
        m_table->setItem(row, 2, new QTableWidgetItem(outcomeName(run.outcome)));
        for (std::size_t i = 0; i < sweepMetricCount; ++i) {
            const auto metric = static_cast<SweepMetric>(i);
            const auto value = valueOf(metric, run);
            m_table->setItem(row, firstMetric + static_cast<int>(i),
                             new NumberItem(value ? metricText(metric, *value) : QStringLiteral("–"), value));
        }
        ++row;
    }
    if (!isEnd)
        return;
    m_complete = true;
    m_table->setSortingEnabled(true);
    m_table->sortItems(0);
    m_table->resizeColumnsToContents();
    if (m_point.results.runs() > mostListed)
        m_summary->setText(m_summary->text() + QLatin1Char('\n') +
                           tr("The list has the first %1 of them.").arg(mostListed));
    filter();
    emit listed();
}

/// The runs of the bar that is chosen; all if none is.
void RunsPanel::filter()
{
    const auto bar = m_histogram->chosen();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto value = valueOf(m_point.metric, m_runs[runOfRow(*m_table, row)]);
        // Bars are of values to four digits.
        const bool within =
            !bar || (value && toFourDigits(*value) >= bar->from && toFourDigits(*value) < bar->to);
        m_table->setRowHidden(row, !within);
    }
}

quint64 RunsPanel::seedOfRow(int row) const { return seedOfRun(m_point.plan.seed, runOfRow(*m_table, row)); }

void RunsPanel::showCommand(int row)
{
    m_command->setText(row < 0 || m_table->item(row, 0) == nullptr
                           ? QString()
                           : QStringLiteral("tcplab-cli run %1%2 --seed %3")
                                 .arg(QString::fromStdString(m_point.plan.scenario), m_point.settings)
                                 .arg(seedOfRow(row)));
}

void RunsPanel::openRow(int row)
{
    if (row < 0 || row >= m_table->rowCount())
        return;
    Scenario scenario = m_point.scenario;
    scenario.seed = seedOfRow(row);
    emit openRun(scenario);
}

} // namespace tcplab
