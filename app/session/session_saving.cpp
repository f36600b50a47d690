// What is open against what was opened or saved, and how it gets into a file.
#include "app/session/session.h"

#include "core/world/scenario_file.h"

#include <QFileInfo>
#include <QSaveFile>
#include <utility>

namespace tcplab {

void Session::noteSaved()
{
    m_savedScenario = m_run->scenarioPointer();
    m_savedInterventions = m_run->interventions();
}

void Session::markUnsaved()
{
    m_savedScenario = nullptr;
    emit saved();
}

void Session::setDraft(const QString& text)
{
    if (std::exchange(m_draft, text) != text)
        emit saved();
}

void Session::noteDraftSaved()
{
    m_savedDraft = m_draft;
    emit saved();
}

bool Session::isRunModified() const
{
    if (!hasRun())
        return false;
    if (m_wasLive) // what it has of steps by hand came from the peer
        return !m_undo.isClean();
    return m_run->scenarioPointer() != m_savedScenario || m_run->interventions() != m_savedInterventions;
}

bool Session::save(const QString& path, QString* error)
{
    Scenario scenario = m_run->scenarioWithInterventions();
    if (m_wasLive && (isLive() || m_run->ended())) // without the peer it does not go on
        scenario.until = trace().instantOf(stepCount());
    return saveText(QByteArray::fromStdString(writeScenario(scenario)), path, {}, error);
}

bool Session::saveDraft(const QString& path, QString* error)
{
    return saveText(m_draft.toUtf8(), path, m_draft, error);
}

bool Session::saveText(const QByteArray& text, const QString& path, const QString& draft, QString* error)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    if (written) {
        m_path = QFileInfo(path).absoluteFilePath();
        noteSaved();
        m_savedDraft = draft;
        m_undo.setClean();
        emit saved();
    } else if (error != nullptr) {
        *error = file.errorString();
    }
    return written;
}

} // namespace tcplab
