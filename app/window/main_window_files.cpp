// Opening, saving, leaving; the library.
#include "app/editor/scenario_editor.h"
#include "app/ladder/ladder_view.h"
#include "app/library/library.h"
#include "app/panels/library_panel.h"
#include "app/session/intervention_command.h"
#include "app/session/run_name.h"
#include "app/window/compare_runs.h"
#include "app/window/host_column.h"
#include "app/window/main_window.h"
#include "app/window/scenario_source.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>

namespace tcplab {

namespace {

/// The first local file of what is dragged here; "" for none.
QString draggedFile(const QMimeData& data)
{
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            return url.toLocalFile();
    return {};
}

/// What a script came to, in a few words; its text has the rest.
QString verdictOf(const ScriptPlay& script)
{
    switch (script.played.outcome) {
    case script::Outcome::Passed: return MainWindow::tr("the script passes");
    case script::Outcome::Failed: return MainWindow::tr("fails at line %1").arg(script.played.finding.line);
    case script::Outcome::NotSupported: break;
    }
    return MainWindow::tr("not supported, line %1").arg(script.played.missing.line);
}

} // namespace

void MainWindow::fillLibrary()
{
    m_library->setSource([] { return libraryEntries(); });
}

/// One of the person's own: short, complete, its text in the editor, the title selected.
void MainWindow::beginScenario()
{
    if (!leaveRun())
        return;
    auto begun = readScenario(newScenarioText(), "");
    if (!begun)
        return complain(tr("New scenario"),
                        QString::fromStdString(errorText(begun.error(), m_session.language())));
    show(*std::move(begun), {});
    m_actions[Do::ShowEditor]->setChecked(true);
    // Once the editor is seen, it has the text.
    QMetaObject::invokeMethod(
        this,
        [this] {
            QPlainTextEdit* text = editor()->text();
            text->setFocus(Qt::ShortcutFocusReason);
            text->moveCursor(QTextCursor::Start);
            text->find(QString::fromStdString(m_session.scenario().title.en)); // where writing begins
        },
        Qt::QueuedConnection);
}

/// "Closing · 8 of 9 · last-ack-lost · RFC 9293 §3.6".
QString MainWindow::placeInLibrary() const
{
    const Scenario& scenario = m_session.scenario();
    QStringList parts;
    if (m_session.path().isEmpty()) {
        if (!scenario.lesson.empty())
            parts << QString::fromStdString(lessonTitle(scenario.lesson, m_session.language()));
        parts << QString::fromStdString(scenario.name);
    } else {
        parts << QFileInfo(m_session.path()).fileName();
    }
    if (m_script)
        parts << verdictOf(*m_script);
    if (!scenario.rfc.empty())
        parts << QString::fromStdString(citationText(scenario.rfc, m_session.language()));
    const auto byHand = m_session.run().interventions().size();
    if (byHand > 0 && !isOfScript(scenario))
        parts << tr("changed by hand: %1").arg(byHand);
    return parts.join(QStringLiteral(" · "));
}

bool MainWindow::open(const QString& nameOrPath, std::optional<ProfileName> profile)
{
    auto opened = openScenario(nameOrPath, profile);
    if (!opened)
        return mendInEditor(nameOrPath, opened.error());
    if (!leaveRun())
        return false;
    // It may be the very file that was just saved.
    opened = openScenario(nameOrPath, profile);
    if (!opened)
        return open(nameOrPath, profile);
    show(std::move(opened->scenario), opened->path, std::move(opened->script));
    return true;
}

void MainWindow::show(Scenario scenario, const QString& path, std::optional<ScriptPlay> script)
{
    m_playback.pause();
    setScript(std::move(script));
    const std::string name = path.isEmpty() ? scenario.name : std::string{};
    for (HostColumn* column : m_columns)
        column->forgetChoice();
    m_session.load(std::move(scenario), path);
    if (!isOfScript(m_session.scenario()))
        m_session.makeUndoable();
    m_library->setCurrent(name);
    if (!path.isEmpty()) {
        m_preferences.addRecentFile(path);
        m_preferences.setFolder(QFileInfo(path).absolutePath());
    }
    describeScenario();
}

void MainWindow::showUnderWay(Scenario scenario, const QString& path, std::optional<ScriptPlay> script)
{
    // Told once, where the cursor comes to stand: at the start everything is dear.
    m_settling = true;
    show(std::move(scenario), path, std::move(script));
    if (m_session.trace().segmentCount() > 0)
        m_session.goToPosition(
            (m_session.axis().positionOfSend(1) + m_session.axis().positionOfEnd(m_session.trace(), 1)) / 2);
    m_settling = false;
    onStepChanged();
    onNowChanged();
}

void MainWindow::setScript(std::optional<ScriptPlay> script)
{
    m_script = std::move(script);
    for (HostColumn* column : m_columns)
        column->setScript(m_script ? &*m_script : nullptr);
}

/// The open script, played with another profile: undoable, and nothing that would have to be saved.
void MainWindow::playScriptWith(ProfileName profile)
{
    m_playback.pause();
    finishTyping();
    auto opened = openScenario(m_session.path(), profile);
    if (opened && opened->script) {
        m_session.undoStack()->push(new ReplayCommand(
            m_session, opened->scenario,
            [profile] {
                //: What can be taken back; %1: "linux".
                return tr("Play with the profile %1").arg(QLatin1String(nameOf(profile)));
            },
            [this, former = m_script, next = opened->script](bool done) {
                setScript(done ? next : former);
            }));
        return;
    }
    if (!opened)
        complain(tr("This scenario cannot be opened."),
                 QString::fromStdString(errorText(opened.error(), m_session.language())));
    describeScenario(); // the profile that it has
}

void MainWindow::openNeighbour(int distance)
{
    const std::string name = m_library->neighbour(distance);
    if (!name.empty())
        open(QString::fromStdString(name));
}

void MainWindow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a scenario"), m_preferences.folder(),
                                                      tr("Scenarios (*.toml *.pkt);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

bool MainWindow::save()
{
    finishTyping();
    if (!m_session.draft().isEmpty())
        return saveDraft();
    if (m_session.path().isEmpty() || m_session.path().endsWith(QLatin1String(".pkt"))) // a script stays one
        return saveAs();
    QString error;
    if (m_session.save(m_session.path(), &error)) {
        describeScenario();
        return true;
    }
    complain(tr("The scenario could not be saved."), error);
    return false;
}

/// A path for a new file; the dialog asks before one that exists is taken. "" where the person would rather not.
QString MainWindow::askWhereTo(const QString& title, const QString& kinds, const QString& suffix)
{
    QFileDialog dialog(this, title, m_preferences.folder(), kinds);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix); // before it looks whether the file exists
    dialog.selectFile(QStringLiteral("%1.%2").arg(nameOf(m_session), suffix));
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

bool MainWindow::saveAs()
{
    finishTyping();
    if (!m_session.draft().isEmpty())
        return saveDraft();
    const QString path =
        askWhereTo(tr("Save the scenario"), tr("Scenarios (*.toml)"), QStringLiteral("toml"));
    if (path.isEmpty())
        return false;
    QString error;
    if (!m_session.save(path, &error)) {
        complain(tr("The scenario could not be saved."), error);
        return false;
    }
    m_preferences.addRecentFile(path);
    m_preferences.setFolder(QFileInfo(path).absolutePath());
    m_library->setCurrent({});
    describeScenario();
    return true;
}

/// A file that was changed is asked about. An experiment with a scenario of the library is not: it is kept
/// among the recent files, so that nothing is lost and a lecture is not interrupted.
bool MainWindow::leaveRun()
{
    m_kept.clear();
    finishTyping();
    if (!m_session.isModified())
        return true;
    if (!m_session.draft().isEmpty())
        return leaveDraft();
    if (m_session.path().isEmpty())
        return keepExperiment();
    m_playback.pause();
    const auto answer = QMessageBox::question(
        this, tr("Save the scenario?"),
        tr("%1 was changed by hand. Save these changes?").arg(QFileInfo(m_session.path()).fileName()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

void MainWindow::complain(const QString& headline, const QString& words)
{
    QMessageBox box(QMessageBox::Warning, tr("TCP Lab"), headline, QMessageBox::Ok, this);
    box.setInformativeText(words);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

/// A call written out as in a program: "c2: send 10".
void MainWindow::askForCall(Side side)
{
    m_playback.pause();
    QString& line = m_lastCall;
    QString label = tr("A call as in a program, for example: send 100");
    while (true) {
        bool chosen = false;
        line = QInputDialog::getText(
            this, side == Side::Client ? tr("Make a call on the client") : tr("Make a call on the server"),
            label, QLineEdit::Normal, line, &chosen);
        if (!chosen)
            return;
        if (auto statement = readStatement(line.toStdString())) {
            m_session.intervene(MakeCall{side, *statement});
            return;
        } else {
            label = QString::fromStdString(errorText(statement.error(), m_session.language()));
        }
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!leaveRun()) {
        event->ignore();
        return;
    }
    m_playback.pause();
    if (m_actions[Do::Lecture]->isChecked()) // places are remembered as they were before
        m_actions[Do::Lecture]->trigger();
    m_preferences.setPlaces(saveGeometry(), saveState());
    if (m_editor != nullptr)
        m_preferences.setFormShares(m_editor->formShares());
    m_preferences.setPane(m_details->shown() ? QString::fromLatin1(nameOf(*m_details->shown())) : QString(),
                          static_cast<int>(m_paneShare * 1000));
    event->accept();
    m_recovery->finish();
    delete std::exchange(m_autosave, nullptr); // this is an end in good order
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!draggedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QString path = draggedFile(*event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    open(path);
}

} // namespace tcplab
