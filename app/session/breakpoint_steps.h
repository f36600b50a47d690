/// At which steps of a run each breakpoint is met, as far as the run has been played: what the marks along the time show.
/// Read once, and on from there as the run grows.
#pragma once
#include "app/session/breakpoints.h"

#include <optional>
#include <vector>

namespace tcplab {

class BreakpointSteps {
public:
    /// More of one are not marked: they would be a red line.
    static constexpr std::size_t mostMarks = 400;

    BreakpointSteps(const Session& session, const Breakpoints& breakpoints)
        : m_session(session), m_breakpoints(breakpoints)
    {}
    /// Of the breakpoint at this place of Breakpoints::all(), ascending.
    const std::vector<quint64>& stepsOf(std::size_t index);
    /// The breakpoints have changed.
    void forgetAll() { m_read.clear(); }
    /// The run is another from this step on.
    void forgetFrom(quint64 step);
    /// Of a breakpoint with a count: the steps that have been read for it.
    quint64 stepsCounted(std::size_t index) const
    {
        return index < m_read.size() && m_read[index].counted ? m_read[index].counted->stepsRead() : 0;
    }

private:
    struct Read {
        std::vector<quint64> steps;
        quint64 upTo = 0;
        std::optional<CountedSteps> counted{}; ///< of one with a count
    };
    const Session& m_session;
    const Breakpoints& m_breakpoints;
    std::vector<Read> m_read;
};

} // namespace tcplab
