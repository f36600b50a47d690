/// What a person did to the run, as something that can be undone. Undoing brings back the former run
/// exactly: the same scenario with the former interventions gives the same trace.
#pragma once
#include "core/world/intervention.h"

#include <QUndoCommand>
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

} // namespace tcplab
