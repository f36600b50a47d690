/// What a person did to the run, as something that can be undone. Undoing brings back the former run
/// exactly: the same scenario with the former interventions gives the same trace.
#pragma once
#include "core/world/scenario.h"

#include <QString>
#include <QUndoCommand>
#include <functional>
#include <memory>
#include <vector>

namespace tcplab {

class Session;

/// What can be said again in another language.
class Retold {
public:
    virtual ~Retold() = default;
    virtual void retell() = 0;
};

class InterventionCommand : public QUndoCommand, public Retold {
public:
    /// Takes the place from the session's cursor.
    InterventionCommand(Session& session, Intervention what);
    /// One that the run has already, after `former`; or, not done, is to have.
    InterventionCommand(Session& session, const PlacedIntervention& placed,
                        std::vector<PlacedIntervention> former, bool isDone = true);
    void redo() override;
    void undo() override;
    void retell() override;

private:
    Session& m_session;
    Intervention m_what;
    QString m_segment; ///< the label of what it is done to
    quint64 m_step;
    Instant m_at;
    std::vector<PlacedIntervention> m_former;
    bool m_isDone = false; ///< before it is done for the first time
};

/// Another run in the place of the one that is open.
class RunCommand : public QUndoCommand, public Retold {
public:
    /// `done`: what was done, in the language of now. `burst`: commands of the same one become one; less than 0: this stays
    /// alone.
    RunCommand(Session& session, const Scenario& scenario, std::function<QString()> done, int burst = -1);
    void redo() override;
    void undo() override;
    void retell() override;
    int id() const override { return m_burst < 0 ? -1 : 1; }
    bool mergeWith(const QUndoCommand* later) override;

protected:
    struct Place {
        std::shared_ptr<const Scenario> scenario;
        std::vector<PlacedIntervention> interventions;
    };
    Session& m_session;
    Place m_former;
    Place m_next;
    Instant m_at;
    int m_burst;
    std::function<QString()> m_done;
};

/// The open file is played otherwise, and that is as good as opened so: nothing to be saved. `put` hears, before the run
/// changes, whether it is done (true) or taken back.
class ReplayCommand : public RunCommand {
public:
    ReplayCommand(Session& session, const Scenario& scenario, std::function<QString()> done,
                  std::function<void(bool)> put);
    void redo() override;
    void undo() override;

private:
    std::function<void(bool)> m_put;
    Place m_saved; ///< what was opened or saved before
};

} // namespace tcplab
