// What is written in the editor and cannot be read yet: it is nobody's to throw away, and no scenario to be saved as one.
#include "app/editor/scenario_editor.h"
#include "app/panels/library_panel.h"
#include "app/window/main_window.h"
#include "core/world/scenario_file.h"

#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace tcplab {

namespace {

constexpr const char* emptyScenario = "[client]\n";

} // namespace

/// Says what is wrong; the file is written only with the text as it is, if that is wanted.
bool MainWindow::saveDraft()
{
    m_playback.pause();
    QMessageBox box(QMessageBox::Warning, tr("TCP Lab"),
                    tr("Nothing has been saved: the text cannot be read."),
                    QMessageBox::Save | QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(editor()->wrong());
    box.button(QMessageBox::Save)->setText(tr("Save the text as it is"));
    box.setDefaultButton(QMessageBox::Cancel);
    if (box.exec() == QMessageBox::Save)
        return writeDraft();
    m_actions[Do::ShowEditor]->setChecked(true);
    editor()->goToWrongLine();
    return false;
}

/// As with any other change: a file is asked about, what was made of a scenario of the library is kept.
bool MainWindow::leaveDraft()
{
    m_playback.pause();
    if (m_session.path().isEmpty())
        return (!m_session.isRunModified() || keepExperiment()) && keep(m_session.draft());
    QMessageBox box(QMessageBox::Question, tr("Save the scenario?"),
                    tr("The text of %1 was changed and cannot be read. Save it as it is?")
                        .arg(QFileInfo(m_session.path()).fileName()),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(editor()->wrong());
    box.setDefaultButton(QMessageBox::Save);
    const int answer = box.exec();
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && writeDraft());
}

bool MainWindow::writeDraft()
{
    QString path = m_session.path();
    if (path.isEmpty() || path.endsWith(QLatin1String(".pkt")))
        path = askWhereTo(tr("Save the text"), tr("Scenarios (*.toml)"), QStringLiteral("toml"));
    if (path.isEmpty())
        return false;
    QString error;
    if (!m_session.saveDraft(path, &error)) {
        complain(tr("The text could not be saved."), error);
        return false;
    }
    m_preferences.addRecentFile(path);
    m_library->setCurrent({});
    describeScenario();
    return true;
}

/// A scenario that cannot be opened: what is wrong with it; it may be mended in the editor.
bool MainWindow::mendInEditor(const QString& path, const InputError& error)
{
    QFile file(path);
    const bool isText = error.problem != Problem::NotUtf8 && error.problem != Problem::TooLarge &&
                        path.endsWith(QLatin1String(".toml")) && file.open(QIODevice::ReadOnly);
    QMessageBox box(QMessageBox::Warning, tr("TCP Lab"), tr("This scenario cannot be opened."),
                    QMessageBox::Ok, this);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(QString::fromStdString(errorText(error, m_session.language())));
    const QPushButton* mend =
        isText ? box.addButton(tr("Mend it in the editor"), QMessageBox::ActionRole) : nullptr;
    box.setEscapeButton(QMessageBox::Ok);
    box.exec();
    if (mend == nullptr || box.clickedButton() != mend || !leaveRun())
        return false;
    show(*readScenario(emptyScenario, path.toStdString()), QFileInfo(path).absoluteFilePath());
    m_actions[Do::ShowEditor]->setChecked(true);
    editor()->putDraft(QString::fromUtf8(file.readAll()));
    editor()->forgetUndo(); // nobody has typed it
    m_session.noteDraftSaved();
    editor()->goToWrongLine();
    return true;
}

} // namespace tcplab
