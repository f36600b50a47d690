// Moving through a run by what happened in it.
#include "app/session/session.h"

#include <algorithm>

namespace tcplab {

namespace {

bool changesState(const Trace& trace, std::uint64_t step)
{
    for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n)
        if (trace.record(n).what.kind == EffectKind::State)
            return true;
    return false;
}

Side actingHost(const Trace& trace, std::uint64_t step)
{
    return trace.record(trace.firstRecordOf(step)).what.host;
}

} // namespace

void Session::nextStateChange()
{
    quint64 step = m_step + 1;
    while (step < stepCount() && !changesState(trace(), step))
        ++step;
    goToStep(step);
}

void Session::previousStateChange()
{
    quint64 step = m_step == 0 ? 0 : m_step - 1;
    while (step > 0 && !changesState(trace(), step))
        --step;
    goToStep(step);
}

void Session::nextOfSameHost()
{
    if (m_step == 0) {
        stepForward();
        return;
    }
    const Side host = actingHost(trace(), m_step);
    for (quint64 step = m_step + 1; step <= stepCount(); ++step)
        if (actingHost(trace(), step) == host) {
            goToStep(step);
            return;
        }
}

void Session::previousOfSameHost()
{
    if (m_step == 0)
        return;
    const Side host = actingHost(trace(), m_step);
    for (quint64 step = m_step - 1; step > 0; --step)
        if (actingHost(trace(), step) == host) {
            goToStep(step);
            return;
        }
}

void Session::toEffect()
{
    if (m_step == 0)
        return;
    const std::uint32_t first = trace().firstRecordOf(m_step);
    const std::uint32_t end = trace().endRecordOf(m_step);
    for (std::uint32_t n = end; n <= trace().recordCount(); ++n)
        if (const Record& record = trace().record(n); record.cause >= first && record.cause < end) {
            emit walkingTo(record.step);
            goToStep(record.step);
            return;
        }
}

void Session::toCause()
{
    if (m_step == 0)
        return;
    // The step's first cause that lies before it; the others are its own records.
    const std::uint32_t first = trace().firstRecordOf(m_step);
    for (std::uint32_t n = first; n < trace().endRecordOf(m_step); ++n)
        if (const std::uint32_t cause = trace().record(n).cause; cause != 0 && cause < first) {
            const quint64 step = trace().record(cause).step;
            emit walkingTo(step);
            goToStep(step);
            return;
        }
}

} // namespace tcplab
