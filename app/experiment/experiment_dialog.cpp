#include "app/experiment/experiment_dialog.h"

#include "app/experiment/explore_page.h"
#include "app/experiment/matrix_page.h"
#include "app/experiment/sweep_page.h"

#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace tcplab {

ExperimentDialog::ExperimentDialog(const Theme& theme, Language language, QWidget* parent)
    : QDialog(parent),
      m_tabs(new QTabWidget),
      m_matrix(new MatrixPage(theme, language)),
      m_explore(new ExplorePage(language)),
      m_chance(new SweepPage(theme, language))
{
    setWindowTitle(tr("Experiment"));
    m_tabs->addTab(m_matrix, tr("Loss matrix"));
    m_tabs->addTab(m_explore, tr("Explore"));
    m_tabs->addTab(m_chance, tr("Chance"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs);
    resize(1240, 720);
    connect(m_matrix, &MatrixPage::openRun, this, &ExperimentDialog::openRun);
    connect(m_matrix, &MatrixPage::compareRuns, this, &ExperimentDialog::compareRuns);
    connect(m_chance, &SweepPage::openRun, this, &ExperimentDialog::openRun);
    connect(m_explore, &ExplorePage::openRun, this, &ExperimentDialog::openRun);
}

void ExperimentDialog::setScenario(const Scenario& undisturbed, const Scenario& asItIs)
{
    m_matrix->setScenario(undisturbed);
    m_explore->setScenario(asItIs);
    m_chance->setScenario(asItIs);
}

bool ExperimentDialog::hasWork() const
{
    const SweepJob& job = m_chance->job();
    return job.isRunning() || job.done() > 0 || m_explore->isRunning() ||
           !m_explore->result()->text().isEmpty();
}

int ExperimentDialog::page() const { return m_tabs->currentIndex(); }

void ExperimentDialog::setPage(int page) { m_tabs->setCurrentIndex(page); }

void ExperimentDialog::showMatrix() { m_tabs->setCurrentWidget(m_matrix); }

void ExperimentDialog::showExplore() { m_tabs->setCurrentWidget(m_explore); }

void ExperimentDialog::showChance() { m_tabs->setCurrentWidget(m_chance); }

} // namespace tcplab
