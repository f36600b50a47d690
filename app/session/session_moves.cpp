// The cursor: to a step, an instant or a place on the axis, and by what happened in the run.
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

void Session::moveTo(quint64 step, Instant now, double position)
{
    const bool otherStep = step != m_step;
    m_step = step;
    m_now = now;
    m_nowPosition = position;
    if (otherStep || !m_playing)
        emit stepChanged(step);
    emit nowChanged();
}

void Session::goToStep(quint64 step)
{
    m_goToLast = false;
    m_wanted.reset();
    step = std::min(step, stepCount());
    m_axis.extend(trace());
    moveTo(step, trace().instantOf(step), m_axis.positionOfStep(step));
}

void Session::goToInstant(Instant instant)
{
    m_goToLast = false;
    m_wanted.reset();
    m_axis.extend(trace());
    const Instant last = trace().instantOf(stepCount());
    instant = std::clamp(instant, Instant{}, std::max(last, m_axis.instantAt(m_axis.end())));
    moveTo(trace().stepAt(instant), instant, m_axis.position(instant));
}

void Session::goToPosition(double position)
{
    m_goToLast = false;
    m_wanted.reset();
    m_axis.extend(trace());
    if (position < 0) { // above what happens at the very first instant
        goToStep(0);
        return;
    }
    const double end = std::max(endPosition(), m_axis.end());
    position = std::clamp(position, 0.0, end);
    const quint64 step = m_axis.stepAt(position);
    const Instant last = std::max(trace().instantOf(stepCount()), m_axis.instantAt(end));
    const Instant next = step < stepCount() ? trace().instantOf(step + 1) : last;
    moveTo(step, std::clamp(m_axis.instantAt(position), trace().instantOf(step), next), position);
}

void Session::stepForward() { goToStep(m_step + 1); }

void Session::stepBack()
{
    // From between two steps, back is to the one that has just been.
    const bool between = m_nowPosition > m_axis.positionOfStep(m_step);
    goToStep(between || m_step == 0 ? m_step : m_step - 1);
}

void Session::first() { goToStep(0); }

void Session::last()
{
    goToStep(stepCount());
    m_goToLast = !m_run->ended();
}

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
