#include "app/experiment/explore_page.h"

#include "app/experiment/removable_rules.h"
#include "app/wording/promise_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tcplab {

namespace {

QSpinBox* budgetBox(int value)
{
    auto* box = new QSpinBox;
    box->setRange(0, 3); // (3+1)³ budgets are as many as can be told apart
    box->setValue(value);
    return box;
}

} // namespace

ExplorePage::ExplorePage(Language language, QWidget* parent)
    : QWidget(parent),
      m_language(language),
      m_rule(new QComboBox),
      m_losses(budgetBox(1)),
      m_duplicates(budgetBox(0)),
      m_delays(budgetBox(0)),
      m_reorder(new QCheckBox(tr("A segment may be overtaken by the one behind it"))),
      m_go(new QPushButton),
      m_progress(new QProgressBar),
      m_result(new QLabel),
      m_open(new QPushButton(tr("Open the run that breaks it")))
{
    for (const RemovableRule& rule : removableRules())
        m_rule->addItem(nameOf(rule));
    m_progress->setRange(0, 0);
    m_progress->hide();
    m_result->setAccessibleName(tr("What was found"));
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_open->hide();
    auto* form = new QFormLayout;
    form->addRow(tr("Rule taken out of both hosts:"), m_rule);
    form->addRow(tr("Segments lost, at most:"), m_losses);
    form->addRow(tr("Arriving twice, at most:"), m_duplicates);
    form->addRow(tr("Held back, at most:"), m_delays);
    form->addRow(QString(), m_reorder);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_go, 0, Qt::AlignLeft);
    layout->addWidget(m_progress);
    layout->addWidget(m_result);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (isRunning())
            m_cancelled = true;
        else
            begin();
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_explored.broken)
            emit openRun(m_explored.broken->scenario);
    });
    m_go->setText(tr("Explore"));
}

ExplorePage::~ExplorePage()
{
    m_cancelled = true;
    if (m_worker.joinable())
        m_worker.join();
}

void ExplorePage::setScenario(const Scenario& scenario)
{
    m_scenario = scenario;
    if (!isRunning()) {
        m_result->clear();
        m_open->hide();
    }
}

/// Values go in and come out: the thread shares nothing with the window but the word to stop.
void ExplorePage::begin()
{
    m_budget = {.losses = static_cast<std::uint32_t>(m_losses->value()),
                .duplicates = static_cast<std::uint32_t>(m_duplicates->value()),
                .delays = static_cast<std::uint32_t>(m_delays->value()),
                .reorder = m_reorder->isChecked()};
    const RemovableRule& rule = removableRules()[static_cast<std::size_t>(m_rule->currentIndex())];
    Scenario scenario = without(rule, m_scenario);
    m_cancelled = false;
    m_go->setText(tr("Cancel"));
    m_progress->show();
    m_open->hide();
    m_result->setText(tr("Exploring…"));
    m_worker = std::thread([this, scenario = std::move(scenario), budget = m_budget] {
        QElapsedTimer sinceTold;
        sinceTold.start();
        Explored explored = tcplab::explore(scenario, budget, {}, [this, &sinceTold](const Explored& soFar) {
            if (sinceTold.elapsed() > 150) {
                sinceTold.restart();
                QMetaObject::invokeMethod(this, [this, soFar] { showProgress(soFar); }, Qt::QueuedConnection);
            }
            return !m_cancelled;
        });
        QMetaObject::invokeMethod(
            this, [this, explored = std::move(explored)] { show(explored); }, Qt::QueuedConnection);
    });
}

void ExplorePage::showProgress(const Explored& explored)
{
    if (isRunning())
        m_result->setText(tr("Exploring: %1 of %2 faults, %3 states")
                              .arg(explored.faults)
                              .arg(explored.mostFaults)
                              .arg(explored.states));
}

void ExplorePage::show(const Explored& explored)
{
    m_worker.join();
    m_explored = explored;
    m_progress->hide();
    m_go->setText(tr("Explore"));
    QString text = QString::fromStdString(exploredText(explored, m_budget, m_language));
    if (explored.broken)
        text += QLatin1Char('\n') + QString::fromStdString(brokenText(explored.broken->promise, m_language));
    m_result->setText(text);
    m_open->setVisible(explored.broken.has_value());
    emit finished();
}

} // namespace tcplab
