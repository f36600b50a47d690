// The window beside this one that asks more of the scenario.
#include "app/experiment/experiment_dialog.h"
#include "app/experiment/explore_page.h"
#include "app/experiment/sweep_page.h"
#include "app/window/announcer.h"
#include "app/window/compare_runs.h"
#include "app/window/main_window.h"

#include <QLabel>

namespace tcplab {

/// The window beside this one that asks more of the scenario is made when it is first wanted, and anew in other colours
/// or another language; one that works, or shows what has come of it, stays as it is.
void MainWindow::renewExperiment()
{
    m_experimentIsOld = true;
    if (m_experiment == nullptr || (m_experiment->isVisible() && m_experiment->hasWork()) ||
        m_experiment->chance()->job().isRunning())
        return;
    const bool visible = m_experiment->isVisible();
    const int page = m_experiment->page();
    const QRect place = m_experiment->geometry();
    delete std::exchange(m_experiment, nullptr);
    if (!visible)
        return;
    makeExperiment();
    m_experiment->setPage(page);
    m_experiment->setGeometry(place);
    m_experiment->show();
}

void MainWindow::makeExperiment()
{
    m_experiment = new ExperimentDialog(theme(), m_session.language(), this);
    m_experimentIsOld = false;
    connect(m_experiment, &ExperimentDialog::openRun, this, [this](const Scenario& scenario) {
        if (leaveRun()) {
            m_experiment->hide();
            show(Scenario(scenario), {});
        }
    });
    connect(m_experiment, &ExperimentDialog::compareRuns, this,
            [this](const Scenario& undisturbed, const Scenario& disturbed) {
                if (!leaveRun())
                    return;
                m_experiment->hide(); // it would lie on what was asked for
                show(Scenario(disturbed), {});
                m_compare->compareUndisturbed(undisturbed);
                m_compare->pane()->goToDifference();
            });
    connect(m_experiment->explore(), &ExplorePage::finished, m_announcer,
            [this] { m_announcer->say(m_experiment->explore()->result()->text()); });
    connect(&m_experiment->chance()->job(), &SweepJob::ended, m_announcer, // once the page has told
            [this] { m_announcer->say(m_experiment->chance()->words()->text()); });
    if (m_session.hasRun())
        m_experiment->setScenario(m_session.scenario(), m_session.run().scenarioWithInterventions());
}

ExperimentDialog* MainWindow::experiment()
{
    m_playback.pause();
    if (m_experimentIsOld)
        renewExperiment();
    if (m_experiment == nullptr)
        makeExperiment();
    else if (m_session.hasRun())
        m_experiment->setScenario(m_session.scenario(), m_session.run().scenarioWithInterventions());
    m_experiment->show();
    m_experiment->raise();
    m_experiment->activateWindow();
    return m_experiment;
}

} // namespace tcplab
