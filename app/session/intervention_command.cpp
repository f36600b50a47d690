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
    const Trace& trace;

    QString segment(SegmentId id) const
    {
        return id <= trace.segmentCount() ? QString::fromStdString(segmentFlagsLabel(trace.segment(id)))
                                          : QString::number(id);
    }
    QString operator()(const DropSegment& what) const { return tr("Drop %1").arg(segment(what.segment)); }
    QString operator()(const DelaySegment& what) const
    {
        return tr("Delay %1 by %2").arg(segment(what.segment), QString::fromStdString(durationText(what.by)));
    }
    QString operator()(const DuplicateSegment& what) const
    {
        return tr("Duplicate %1").arg(segment(what.segment));
    }
    QString operator()(const CorruptSegment& what) const
    {
        return tr("Corrupt %1").arg(segment(what.segment));
    }
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

} // namespace

InterventionCommand::InterventionCommand(Session& session, Intervention what)
    : m_session(session),
      m_what(std::move(what)),
      m_step(session.step()),
      m_at(session.now()),
      m_former(session.run().interventions())
{
    setText(std::visit(Wording{session.trace()}, m_what));
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
    setText(std::visit(Wording{session.trace()}, m_what));
}

void InterventionCommand::redo()
{
    if (std::exchange(m_isDone, false))
        return;
    m_session.applyIntervention(m_step, m_at, m_what);
    setText(std::visit(Wording{m_session.trace()}, m_what)); // a long run may not have been so far before
}

void InterventionCommand::undo() { m_session.restore(m_former, m_step, m_at); }

RunCommand::RunCommand(Session& session, const Scenario& scenario, const QString& done, int burst)
    : QUndoCommand(done),
      m_session(session),
      m_former{session.run().scenarioPointer(), session.run().interventions()},
      m_next{std::make_shared<const Scenario>(scenario), scenario.interventions},
      m_at(session.destination()),
      m_burst(burst)
{}

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

ReplayCommand::ReplayCommand(Session& session, const Scenario& scenario, const QString& done,
                             std::function<void(bool)> put)
    : RunCommand(session, scenario, done),
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
