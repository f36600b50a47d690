#include "app/experiment/sweep_page.h"

#include "app/experiment/axis_row.h"
#include "app/experiment/chart_painter.h"
#include "app/experiment/chart_view.h"
#include "app/experiment/metric_text.h"
#include "app/experiment/runs_panel.h"
#include "app/sweep/table.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

namespace tcplab {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

/// "network.loss = 5 %, client.congestion_control = cubic".
QString variantText(const SweepPlan& plan, std::size_t variant)
{
    QStringList parts;
    const auto values = plan.valuesOf(variant);
    for (std::size_t i = 0; i < values.size(); ++i)
        parts << text(plan.axes[i].key) + QStringLiteral(" = ") + text(values[i]);
    return parts.join(QStringLiteral(", "));
}

QString settingsText(const SweepPlan& plan, std::size_t variant)
{
    QString words;
    const auto values = plan.valuesOf(variant);
    for (std::size_t i = 0; i < values.size(); ++i) {
        QString value = text(values[i]);
        value.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
        words += QStringLiteral(" --set '%1=%2'").arg(text(plan.axes[i].key), value);
    }
    return words;
}

QString leftText(double seconds)
{
    return seconds < 1 ? SweepPage::tr("less than 1 s")
                       : text(durationText(Duration{static_cast<std::int64_t>(seconds) * 1'000'000'000}));
}

} // namespace

SweepPage::SweepPage(const Theme& theme, Language language, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_language(language),
      m_rows(new QVBoxLayout),
      m_more(new QPushButton(tr("Vary another knob"))),
      m_runs(new QSpinBox),
      m_go(new QPushButton(tr("Play"))),
      m_progress(new QProgressBar),
      m_words(new QLabel),
      m_y(new QComboBox),
      m_x(new QComboBox),
      m_band(new QComboBox),
      m_logX(new QCheckBox(tr("Logarithmic x axis"))),
      m_logY(new QCheckBox(tr("Logarithmic y axis"))),
      m_theory(new QCheckBox(tr("Theory beside it"))),
      m_saveTable(new QPushButton(tr("Save table…"))),
      m_saveChart(new QPushButton(tr("Save chart…"))),
      m_chart(new ChartView(theme)),
      m_runsPanel(new RunsPanel(theme))
{
    auto* right = new QSplitter(Qt::Vertical);
    right->addWidget(m_chart);
    right->addWidget(m_runsPanel);
    right->setStretchFactor(0, 3);
    right->setStretchFactor(1, 2);
    right->setChildrenCollapsible(false);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(makeForm());
    layout->addWidget(right, 1);
    connect(m_more, &QPushButton::clicked, this, [this] { addAxis({}, {}); });
    connect(m_runs, &QSpinBox::valueChanged, this, &SweepPage::look);
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (m_job.isRunning())
            m_job.cancel();
        else
            begin();
    });
    connect(&m_job, &SweepJob::grown, this, [this] {
        showProgress();
        draw();
    });
    connect(&m_job, &SweepJob::ended, this, [this] {
        m_go->setText(tr("Play"));
        m_progress->setVisible(m_job.done() < m_job.plan().units());
        look();
        showProgress();
        if (m_job.hasFailed())
            complain(tr("There was not enough memory for this sweep. What is done is kept; try fewer "
                        "combinations."));
    });
    for (QComboBox* box : {m_y, m_x, m_band})
        connect(box, &QComboBox::currentIndexChanged, this, &SweepPage::draw);
    for (QCheckBox* box : {m_logX, m_logY, m_theory})
        connect(box, &QCheckBox::toggled, this, &SweepPage::draw);
    // The point that is chosen tells of what is drawn.
    connect(m_y, &QComboBox::currentIndexChanged, this, [this] {
        if (const auto variant = m_chart->chosen())
            showPoint(*variant);
    });
    connect(m_chart, &ChartView::pointChosen, this, &SweepPage::showPoint);
    connect(m_runsPanel, &RunsPanel::openRun, this, &SweepPage::openRun);
    connect(m_saveTable, &QPushButton::clicked, this, [this] { askAndSave(true); });
    connect(m_saveChart, &QPushButton::clicked, this, [this] { askAndSave(false); });
    addAxis(QStringLiteral("network.loss"), QStringLiteral("0:20%:2%"));
    draw();
}

void SweepPage::setScenario(const Scenario& scenario)
{
    m_scenario = scenario;
    look();
}

Input<SweepPlan> SweepPage::planAsked() const
{
    SweepPlan plan;
    plan.scenario = m_scenario.name;
    plan.seed = m_scenario.seed;
    plan.runs = static_cast<std::uint64_t>(m_runs->value());
    for (const AxisRow* row : m_axes) {
        const auto axis = readAxis(row->text().toStdString());
        if (!axis)
            return tl::unexpected(axis.error());
        plan.axes.push_back(*axis);
    }
    if (const auto good = checkAxes(m_scenario, plan); !good) // while it is typed; all when it is played
        return tl::unexpected(good.error());
    return plan;
}

/// Whether it can be played, and how much that is.
void SweepPage::look()
{
    if (m_job.isRunning())
        return;
    const auto plan = planAsked();
    m_go->setEnabled(plan.has_value());
    if (plan)
        say(tr("Combinations: %1 · runs in all: %2")
                .arg(QLocale().toString(static_cast<qulonglong>(plan->variants())),
                     QLocale().toString(static_cast<qulonglong>(plan->units()))));
    else
        complain(text(errorText(plan.error(), m_language)));
}

void SweepPage::say(const QString& words)
{
    m_words->setPalette(palette());
    m_words->setText(words);
}

void SweepPage::complain(const QString& words)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.warning);
    m_words->setPalette(colours);
    m_words->setText(words);
}

void SweepPage::begin()
{
    const auto plan = planAsked();
    if (!plan)
        return;
    auto variants = variantsOf(m_scenario, *plan);
    if (!variants) {
        complain(text(errorText(variants.error(), m_language)));
        return;
    }
    m_swept = m_scenario;
    m_runsPanel->clear();
    m_chart->setWords(tr("Playing…"));
    m_go->setText(tr("Cancel"));
    m_progress->setValue(0);
    m_progress->show();
    m_job.start(*plan, *std::move(variants));
    fillKeys();
    showProgress();
}

/// The keys that vary, for the x axis.
void SweepPage::fillKeys()
{
    const QSignalBlocker quiet(m_x);
    const QString before = m_x->currentText();
    m_x->clear();
    for (const SweepAxis& axis : m_job.plan().axes)
        m_x->addItem(text(axis.key));
    m_x->setCurrentIndex(std::max(0, m_x->findText(before)));
}

void SweepPage::showProgress()
{
    const quint64 units = m_job.plan().units();
    const quint64 done = m_job.done();
    const auto number = [](double value) { return QLocale().toString(static_cast<qulonglong>(value)); };
    m_progress->setValue(static_cast<int>(1000 * static_cast<double>(done) / static_cast<double>(units)));
    const QString played = number(static_cast<double>(done));
    const QString all = number(static_cast<double>(units));
    const double rate = m_job.runsASecond();
    QString words;
    if (m_job.isRunning() && done == 0)
        words = tr("%1 of %2 runs").arg(played, all);
    else if (m_job.isRunning())
        words = tr("%1 of %2 runs · %3 runs/s · %4 left")
                    .arg(played, all, number(rate), leftText(static_cast<double>(units - done) / rate));
    else if (done == units)
        words = tr("%1 of %2 runs · %3 runs/s").arg(played, all, number(rate));
    else if (done > 0)
        words =
            tr("%1 of %2 runs · %3 runs/s. Cancelled; what is done is kept.").arg(played, all, number(rate));
    else
        words = tr("Cancelled before any of %1 runs was done.").arg(all);
    say(words);
}

ChartRequest SweepPage::requestAsked() const
{
    ChartRequest request;
    request.x = m_x->currentText().toStdString();
    request.y = m_y->currentData().toString().toStdString();
    request.band = m_band->currentIndex() == 0 ? ChartBand::Quantiles : ChartBand::Mean;
    request.logX = m_logX->isChecked();
    request.logY = m_logY->isChecked();
    if (m_theory->isChecked())
        request.theory = m_swept;
    return request;
}

void SweepPage::draw()
{
    const bool any = m_job.done() > 0;
    m_saveTable->setEnabled(any);
    m_saveChart->setEnabled(any && !m_job.plan().axes.empty());
    m_band->setEnabled(m_y->currentIndex() < static_cast<int>(sweepMetricCount));
    if (!any) {
        m_chart->setWords(m_job.isRunning()
                              ? tr("Playing…")
                              : tr("Choose what is varied, and play: the curves grow meanwhile. A click on a "
                                   "point shows its runs, a double click on a run opens it."));
        return;
    }
    const auto table = readStatistics(sweepTable(m_job.plan(), m_job.results()), "sweep");
    if (!table)
        return; // it has just been written
    const auto chart = makeChart(*table, requestAsked(), m_language);
    if (chart)
        m_chart->setChart(*chart);
    else if (m_job.plan().axes.empty())
        m_chart->setWords(tr("Nothing is varied, so there is no curve. The table can be saved."));
    else if (chart.error().problem == Problem::TooLarge)
        m_chart->setWords(
            tr("These would be more than %1 curves: put another knob along the axis, or vary less.")
                .arg(mostCurves));
    else if (m_y->currentData().toString().startsWith(QLatin1String("outcome ")))
        m_chart->setWords(tr("No run came out like this."));
    else
        m_chart->setWords(text(errorText(chart.error(), m_language)));
    m_saveChart->setEnabled(chart.has_value());
}

void SweepPage::showPoint(std::size_t variant)
{
    if (variant >= m_job.results().size())
        return;
    const SweepPlan& plan = m_job.plan();
    RunsPanel::Point point;
    point.scenario = m_swept;
    const auto values = plan.valuesOf(variant);
    std::vector<Assignment> assignments;
    for (std::size_t i = 0; i < values.size(); ++i)
        assignments.push_back({.key = plan.axes[i].key, .value = values[i], .place = plan.axes[i].key});
    if (!setValues(point.scenario, assignments))
        return; // the variant could not have been played
    point.title = variantText(plan, variant);
    point.settings = settingsText(plan, variant);
    point.plan = plan;
    point.results = m_job.results()[variant];
    const int metric = m_y->currentIndex();
    point.metric = metric < static_cast<int>(sweepMetricCount) ? static_cast<SweepMetric>(metric)
                                                               : SweepMetric::Completion;
    if (m_y->currentData().toString() == QLatin1String("established"))
        point.metric = SweepMetric::Handshake;
    m_runsPanel->setPoint(std::move(point));
}

bool SweepPage::saveTable(const QString& path, QString* error) const
{
    const QByteArray bytes = QByteArray::fromStdString(sweepTable(m_job.plan(), m_job.results()));
    QSaveFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        *error = file.errorString();
    return written;
}

bool SweepPage::saveChartAs(const QString& path, QString* error) const
{
    return saveChart(m_chart->chart(), m_theme, m_chart->size(), path, error);
}

void SweepPage::askAndSave(bool table)
{
    const QString name =
        text(m_job.plan().scenario) + (table ? QStringLiteral(".csv") : QStringLiteral(".svg"));
    const QString path =
        table ? QFileDialog::getSaveFileName(this, tr("Save table"), name, tr("Statistics (*.csv)"))
              : QFileDialog::getSaveFileName(
                    this, tr("Save chart"), name,
                    tr("Drawing (*.svg);;Picture (*.png);;Points of the curves (*.csv)"));
    QString error;
    if (!path.isEmpty() && !(table ? saveTable(path, &error) : saveChartAs(path, &error)))
        QMessageBox::warning(this, tr("Cannot save"), QStringLiteral("%1: %2").arg(path, error));
}

} // namespace tcplab
