/// Keeps the open run safe from a crash: now and then it is written, whole, to a file of its own, which goes when the program
/// ends in good order. A file whose program is gone is what a crash has left behind.
#pragma once
#include "app/session/breakpoints.h"
#include "app/session/session.h"

#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <memory>
#include <vector>

namespace tcplab {

/// What was open when a program ended unexpectedly.
struct LostRun {
    QString file; ///< that it was written to
    Scenario scenario;
    QString path; ///< where it was opened or saved; "" for the library's
    quint64 step = 0;
    bool modified = false;
    QString draft; ///< text that was being written and could not be read yet
    std::vector<Breakpoint> breakpoints;
};

class Autosave : public QObject {
    Q_OBJECT
public:
    Autosave(Session& session, const QString& folder, QObject* parent = nullptr);
    ~Autosave() override; ///< in good order: the file goes

    void setBreakpoints(const Breakpoints& breakpoints);
    static QString usualFolder();
    /// The latest first. Nobody else is offered them as long as this lives. What holds nothing that was done is removed; what cannot be read is kept as ".unreadable".
    std::vector<LostRun> lost();
    QString file() const { return m_file; }

public slots:
    /// True: what is open lies in file(). While playing the cursor may be the one from before.
    bool writeNow();
    void forget(const tcplab::LostRun& lost);

private:
    void later();
    Session& m_session;
    const Breakpoints* m_breakpoints = nullptr;
    QString m_folder;
    QString m_file;
    QLockFile m_lock;                                        ///< held as long as the program lives
    std::map<QString, std::unique_ptr<QLockFile>> m_offered; ///< by file
    QTimer m_timer;
    QByteArray m_written; ///< all but the step
    quint64 m_writtenStep = 0;
};

} // namespace tcplab
