// What is done so that nothing is lost: experiments that are kept, and runs that a crash has left behind.
#include "app/editor/scenario_editor.h"
#include "app/ladder/ladder_view.h"
#include "app/session/intervention_command.h"
#include "app/window/announcer.h"
#include "app/window/main_window.h"
#include "app/window/scenario_source.h"

#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUndoStack>
#include <algorithm>
#include <utility>

namespace tcplab {

namespace {

/// More than the recent files, and few enough to be looked through.
constexpr std::size_t mostExperiments = 50;

/// The latest first, by their numbers.
std::vector<std::pair<int, QString>> experimentsIn(const QDir& folder)
{
    static const QRegularExpression numbered(QStringLiteral("-experiment-(\\d+)\\.toml$"));
    std::vector<std::pair<int, QString>> all;
    for (const QString& name : folder.entryList({QStringLiteral("*-experiment-*.toml")}, QDir::Files))
        if (const auto match = numbered.match(name); match.hasMatch())
            all.emplace_back(match.captured(1).toInt(), name);
    std::sort(all.rbegin(), all.rend());
    return all;
}

int lastExperiment(const QDir& folder)
{
    const auto all = experimentsIn(folder);
    return all.empty() ? 0 : all.front().first;
}

void forgetOldExperiments(const QDir& folder)
{
    auto all = experimentsIn(folder);
    for (std::size_t i = mostExperiments; i < all.size(); ++i)
        QFile::remove(folder.filePath(all[i].second));
}

} // namespace

bool MainWindow::keepExperiment()
{
    return keep(QString::fromStdString(writeScenario(m_session.run().scenarioWithInterventions())));
}

bool MainWindow::keep(const QString& words)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QString name = QString::fromStdString(m_session.scenario().name);
    const QString path =
        folder.filePath(QStringLiteral("%1-experiment-%2.toml").arg(name).arg(lastExperiment(folder) + 1));
    const QByteArray text = words.toUtf8();
    QSaveFile file(path);
    const bool kept = folder.mkpath(QStringLiteral(".")) && file.open(QIODevice::WriteOnly) &&
                      file.write(text) == text.size() && file.commit();
    if (kept) {
        m_preferences.addRecentFile(path);
        m_kept = path;
        forgetOldExperiments(folder);
        return true;
    }
    const auto answer =
        QMessageBox::warning(this, tr("Leave the experiment?"),
                             tr("What you did to this run could not be kept: %1").arg(file.errorString()),
                             QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Cancel);
    return answer == QMessageBox::Discard;
}

void MainWindow::beginAutosave(const QString& folder)
{
    m_autosave = new Autosave(m_session, folder, this);
    m_autosave->setBreakpoints(m_breakpoints);
    m_recovery->offer(m_autosave->lost());
    connect(m_recovery, &RecoveryBar::wanted, this, &MainWindow::bringBack);
    connect(m_recovery, &RecoveryBar::forgotten, m_autosave, &Autosave::forget);
    // With the bar its button goes, or is another; the keys are the run's again.
    connect(
        m_recovery, &RecoveryBar::answered, m_ladder,
        [this] {
            const bool writes = m_editor != nullptr && m_editor->isVisible() && !m_session.draft().isEmpty();
            if (!m_recovery->isVisible() && writes)
                m_editor->text()->setFocus();
            else if (!m_recovery->isVisible() || m_recovery->isForgetting())
                m_ladder->setFocus();
            if (m_recovery->isForgetting())
                m_announcer->say(m_recovery->words()->text());
        },
        Qt::QueuedConnection);
}

/// As it was opened, and changed from there, so that each of these can be taken back; where it cannot be opened so any more,
/// or was not, as it was.
void MainWindow::showAgain(const LostRun& lost)
{
    const QString name = QString::fromStdString(lost.scenario.name);
    const auto opened = lost.modified ? openScenario(lost.path.isEmpty() ? name : lost.path)
                                      : Input<OpenedScenario>(tl::unexpected(InputError{}));
    if (!opened || opened->script) {
        show(lost.scenario, lost.path);
        if (lost.modified)
            m_session.markUnsaved();
        return;
    }
    Scenario text = lost.scenario; // without what was done by hand
    text.interventions = opened->scenario.interventions;
    text.source = opened->scenario.source;
    if (text == opened->scenario) {
        show(lost.scenario, lost.path);
        m_session.markUnsaved();
        return;
    }
    show(opened->scenario, opened->path);
    // One after the other, as it was done: each place of the undo stack is a run that there was.
    Scenario edited = lost.scenario;
    const std::vector<PlacedIntervention> deeds = std::exchange(edited.interventions, {});
    m_session.replaceRun(edited, [] { return tr("Edit the scenario"); });
    for (auto deed = deeds.begin(); deed != deeds.end(); ++deed)
        m_session.undoStack()->push(
            new InterventionCommand(m_session, *deed, {deeds.begin(), deed}, /*isDone=*/false));
}

/// What was open when the program ended unexpectedly: the run, what was done in it, and where the cursor was.
void MainWindow::bringBack(const LostRun& lost)
{
    // A script is played again; once it was changed by hand, only the run itself says how.
    if (lost.path.endsWith(QLatin1String(".pkt")) && !lost.modified) {
        if (!open(lost.path))
            return;
    } else {
        if (!leaveRun())
            return;
        showAgain(lost);
    }
    goWhenThere(lost.step);
    m_breakpoints.putBack(lost.breakpoints);
    if (!lost.draft.isEmpty()) {
        m_actions[Do::ShowEditor]->setChecked(true);
        editor()->putDraft(lost.draft);
    }
    describeScenario();
    m_recovery->settle(lost.file);
    if (m_autosave != nullptr && m_autosave->writeNow()) // else the other is all there is
        m_autosave->forget(lost);
}

} // namespace tcplab
