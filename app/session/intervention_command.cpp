#include "app/session/intervention_command.h"

#include "app/session/session.h"
#include "core/segment/notation.h"

#include <QCoreApplication>
#include <utility>

namespace tcplab {

namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(InterventionCommand)
public:
    const QString& segment;

    QString operator()(const DropSegment&) const { return tr("Drop %1").arg(segment); }
    QString operator()(const DelaySegment& what) const
    {
        return tr("Delay %1 by %2").arg(segment, QString::fromStdString(durationText(what.by)));
    }
    QString operator()(const DuplicateSegment&) const { return tr("Duplicate %1").arg(segment); }
    QString operator()(const CorruptSegment&) const { return tr("Corrupt %1").arg(segment); }
    QString operator()(const MakeCall& what) const
    {
        return tr("Call %1").arg(QString::fromStdString(statementText(what.statement)));
    }
    QString operator()(const CrashHost& what) const
    {
        return what.host == Side::Client ? tr("Crash the client") : tr("Crash the server");
    }
    QString operator()(const BootHost& what) const
    {
        return what.host == Side::Client ? tr("Boot the client") : tr("Boot the server");
    }
    QString operator()(const InjectSegment& what) const
    {
        return tr("Send %1").arg(QString::fromStdString(packetdrillText(what.segment)));
    }
    QString operator()(const DeliverIcmp& what) const
    {
        return tr("ICMP %1").arg(QString::fromLatin1(nameOf(what.message.kind)));
    }
};

/// What it is done to, as the trace has it: "SYN, ACK"; "" for none.
QString labelOf(const Intervention& what, const Trace& trace)
{
    return std::visit(
        [&trace](const auto& one) {
            if constexpr (requires { SegmentId{one.segment}; })
                return one.segment <= trace.segmentCount()
                           ? QString::fromStdString(segmentFlagsLabel(trace.segment(one.segment)))
                           : QString::number(one.segment);
            else
                return QString();
        },
        what);
}

} // namespace

InterventionCommand::InterventionCommand(Session& session, Intervention what)
    : m_session(session),
      m_what(std::move(what)),
      m_step(session.step()),
      m_at(session.now()),
      m_former(session.run().interventions())
{
    m_segment = labelOf(m_what, session.trace());
    retell();
}

InterventionCommand::InterventionCommand(Session& session, const PlacedIntervention& placed,
                                         std::vector<PlacedIntervention> former, bool isDone)
    : m_session(session),
      m_what(placed.what),
      m_step(placed.step - 1),
      m_at(placed.at),
      m_former(std::move(former)),
      m_isDone(isDone)
{
    m_segment = labelOf(m_what, session.trace());
    retell();
}

void InterventionCommand::redo()
{
    if (std::exchange(m_isDone, false))
        return;
    m_session.applyIntervention(m_step, m_at, m_what);
    m_segment = labelOf(m_what, m_session.trace()); // a long run may not have been so far before
    retell();
}

void InterventionCommand::retell() { setText(std::visit(Wording{m_segment}, m_what)); }

void InterventionCommand::undo() { m_session.restore(m_former, m_step, m_at); }

RunCommand::RunCommand(Session& session, const Scenario& scenario, std::function<QString()> done, int burst)
    : QUndoCommand(done()),
      m_session(session),
      m_former{session.run().scenarioPointer(), session.run().interventions()},
      m_next{std::make_shared<const Scenario>(scenario), scenario.interventions},
      m_at(session.destination()),
      m_burst(burst),
      m_done(std::move(done))
{}

void RunCommand::retell() { setText(m_done()); }

bool RunCommand::mergeWith(const QUndoCommand* later)
{
    const auto* other = dynamic_cast<const RunCommand*>(later);
    if (other == nullptr || other->m_burst != m_burst)
        return false;
    m_next = other->m_next;
    if (*m_next.scenario == *m_former.scenario && m_next.interventions == m_former.interventions) {
        m_session.putRun(m_former.scenario, m_former.interventions,
                         other->m_at); // nothing was done after all
        setObsolete(true);
    }
    return true;
}

void RunCommand::redo() { m_session.putRun(m_next.scenario, m_next.interventions, m_at); }

void RunCommand::undo() { m_session.putRun(m_former.scenario, m_former.interventions, m_at); }

ReplayCommand::ReplayCommand(Session& session, const Scenario& scenario, std::function<QString()> done,
                             std::function<void(bool)> put)
    : RunCommand(session, scenario, std::move(done)),
      m_put(std::move(put)),
      m_saved{session.m_savedScenario, session.m_savedInterventions}
{}

void ReplayCommand::redo()
{
    m_put(true);
    RunCommand::redo();
    m_session.noteSaved();
    emit m_session.saved();
}

void ReplayCommand::undo()
{
    m_put(false);
    RunCommand::undo();
    m_session.m_savedScenario = m_saved.scenario;
    m_session.m_savedInterventions = m_saved.interventions;
    emit m_session.saved();
}

} // namespace tcplab
