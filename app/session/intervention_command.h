/// What a person did to the run, as something that can be undone. Undoing brings back the former run
/// exactly: the same scenario with the former interventions gives the same trace.
#pragma once
#include "core/world/scenario.h"

#include <QUndoCommand>
#include <memory>
#include <vector>

namespace tcplab {

class Session;

class InterventionCommand : public QUndoCommand {
public:
    /// Takes the place from the session's cursor.
    InterventionCommand(Session& session, Intervention what);
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    Intervention m_what;
    quint64 m_step;
    Instant m_at;
    std::vector<PlacedIntervention> m_former;
};

/// Another run in the place of the one that is open.
class RunCommand : public QUndoCommand {
public:
    RunCommand(Session& session, const Scenario& scenario, const QString& done);
    void redo() override;
    void undo() override;

private:
    struct Place {
        std::shared_ptr<const Scenario> scenario;
        std::vector<PlacedIntervention> interventions;
    };
    Session& m_session;
    Place m_former;
    Place m_next;
    Instant m_at;
};

} // namespace tcplab
