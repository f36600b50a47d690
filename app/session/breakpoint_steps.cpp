#include "app/session/breakpoint_steps.h"

#include <algorithm>

namespace tcplab {

const std::vector<quint64>& BreakpointSteps::stepsOf(std::size_t index)
{
    m_read.resize(m_breakpoints.all().size());
    Read& read = m_read[index];
    if (!m_session.hasRun())
        return read.steps;
    const UntilCondition& when = m_breakpoints.all()[index].when;
    const quint64 last = m_session.stepCount();
    if (when.count) { // one step: counted on
        if (!read.counted)
            read.counted.emplace(when);
        if (const auto step = read.counted->upTo(m_session.trace(), last); step && read.steps.empty())
            read.steps.push_back(*step);
        return read.steps;
    }
    // The last step up to an instant is known only behind it: looked for anew.
    const bool once = when.kind == UntilCondition::Kind::Instant;
    if (once && read.upTo < last)
        read = {};
    while (read.upTo < last && read.steps.size() < mostMarks) {
        const auto step = stepUntil(m_session.trace(), read.upTo, when, last);
        read.upTo = step.value_or(last);
        if (step)
            read.steps.push_back(*step);
        if (once)
            read.upTo = last;
    }
    return read.steps;
}

void BreakpointSteps::forgetFrom(quint64 step)
{
    for (Read& read : m_read) {
        read.steps.erase(std::ranges::lower_bound(read.steps, step), read.steps.end());
        if (read.counted)
            read.counted->forgetFrom(step);
        read.upTo = std::min(read.upTo, step == 0 ? 0 : step - 1);
    }
}

} // namespace tcplab
