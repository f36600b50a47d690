#include "app/session/breakpoints.h"

#include "app/session/intervention_command.h"
#include "app/session/until_words.h"

#include <QUndoCommand>
#include <algorithm>
#include <utility>

namespace tcplab {

namespace {

class BreakpointCommand : public QUndoCommand, public Retold {
public:
    BreakpointCommand(Breakpoints& breakpoints, std::vector<Breakpoint> next, std::function<QString()> done)
        : QUndoCommand(done()),
          m_breakpoints(breakpoints),
          m_former(breakpoints.all()),
          m_next(std::move(next)),
          m_done(std::move(done))
    {}
    void retell() override { setText(m_done()); }
    void redo() override { m_breakpoints.put(m_next); }
    void undo() override { m_breakpoints.put(m_former); }

private:
    Breakpoints& m_breakpoints;
    std::vector<Breakpoint> m_former;
    std::vector<Breakpoint> m_next;
    std::function<QString()> m_done;
};

QString textOf(const UntilCondition& when, Language language)
{
    return QString::fromStdString(untilInLanguage(untilText(when), language));
}

} // namespace

Breakpoints::Breakpoints(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::runChanged, this, &Breakpoints::runChanged);
}

void Breakpoints::runChanged(quint64 fromStep)
{
    // A run that only grows keeps what has been counted.
    if (fromStep < m_knownSteps || fromStep == 0)
        for (CountedSteps& one : m_counted)
            one.forgetFrom(fromStep);
    m_knownSteps = m_session.stepCount();
}

bool Breakpoints::has(const UntilCondition& when) const
{
    return std::ranges::find(m_all, when, &Breakpoint::when) != m_all.end();
}

std::optional<quint64> Breakpoints::firstIn(quint64 from, quint64 last) const
{
    std::optional<quint64> first;
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        const Breakpoint& one = m_all[i];
        if (!one.enabled)
            continue;
        if (one.when.count) {
            const auto step = m_counted[i].upTo(m_session.trace(), first.value_or(last));
            if (step && *step > from)
                first = *step;
        } else if (const auto step = stepUntil(m_session.trace(), from, one.when, first.value_or(last)))
            first = *step;
    }
    return first;
}

void Breakpoints::push(std::vector<Breakpoint> next, std::function<QString()> done)
{
    if (next != m_all)
        m_session.undoStack()->push(new BreakpointCommand(*this, std::move(next), std::move(done)));
}

void Breakpoints::pushOf(std::vector<Breakpoint> next, const UntilCondition& when, bool stops)
{
    push(std::move(next), [this, when, stops] {
        const QString words = textOf(when, m_session.language());
        //: %1 is a condition, as "ESTABLISHED → CLOSE-WAIT"
        return stops ? tr("Stop at %1").arg(words) : tr("Stop no more at %1").arg(words);
    });
}

void Breakpoints::add(const UntilCondition& when)
{
    if (has(when))
        return;
    std::vector<Breakpoint> next = m_all;
    next.push_back({.when = when});
    pushOf(std::move(next), when, true);
}

void Breakpoints::remove(const UntilCondition& when)
{
    std::vector<Breakpoint> next = m_all;
    std::erase_if(next, [&](const Breakpoint& one) { return one.when == when; });
    pushOf(std::move(next), when, false);
}

void Breakpoints::setEnabled(std::size_t index, bool enabled)
{
    std::vector<Breakpoint> next = m_all;
    next[index].enabled = enabled;
    pushOf(std::move(next), m_all[index].when, enabled);
}

void Breakpoints::removeAll()
{
    push({}, [] { return tr("Remove all breakpoints"); });
}

void Breakpoints::putBack(const std::vector<Breakpoint>& former)
{
    std::vector<Breakpoint> all = m_all;
    for (const Breakpoint& one : former)
        if (!has(one.when))
            all.push_back(one);
    put(std::move(all));
}

void Breakpoints::put(std::vector<Breakpoint> all)
{
    m_all = std::move(all);
    m_counted.clear();
    for (const Breakpoint& one : m_all)
        m_counted.emplace_back(one.when);
    emit changed();
}

} // namespace tcplab
