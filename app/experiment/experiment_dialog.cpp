#include "app/experiment/experiment_dialog.h"

#include "app/experiment/explore_page.h"
#include "app/experiment/matrix_page.h"
#include "app/experiment/sweep_page.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
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
    m_tabs->setAccessibleName(tr("Experiments"));
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
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
    connect(m_tabs, &QTabWidget::currentChanged, this, &ExperimentDialog::chooseDefault);
    chooseDefault();
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

void ExperimentDialog::showMatrix() { go(m_matrix, m_matrix->table()); }

void ExperimentDialog::showExplore() { go(m_explore, m_explore->rule()); }

void ExperimentDialog::showChance() { go(m_chance, m_chance->firstField()); }

/// The keys go to what is to be filled in.
void ExperimentDialog::go(QWidget* page, QWidget* first)
{
    m_tabs->setCurrentWidget(page);
    first->setFocus(Qt::OtherFocusReason);
}

/// What Enter does, unless another button has the focus.
void ExperimentDialog::chooseDefault()
{
    QPushButton* const buttons[] = {m_matrix->openIt(), m_explore->go(), m_chance->go()};
    buttons[page()]->setDefault(true);
}

void ExperimentDialog::keyPressEvent(QKeyEvent* event)
{
    // Enter on a row has opened its run: that is all.
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && qobject_cast<QAbstractItemView*>(focusWidget()) != nullptr)
        return;
    QDialog::keyPressEvent(event);
}

} // namespace tcplab
