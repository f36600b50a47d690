// Two runs under one cursor.
#include "app/compare/compare_pane.h"

#include "app/compare/counterpart.h"
#include "app/ladder/ladder_view.h"

#include <utility>

namespace tcplab {

std::size_t ComparePane::toldRun() const
{
    if (m_only)
        return *m_only;
    return (m_moved == 0 ? m_other : m_main).isPastEnd() ? 1 - m_moved : m_moved;
}

void ComparePane::follow()
{
    if (!m_comparing || !m_other.hasRun() || m_following)
        return;
    m_rest.pause();
    bring(m_main, m_other, 1);
    m_otherLadder->showLike(m_ladder);
}

/// Somebody has moved the cursor in A's timeline, or A goes on where B is over.
void ComparePane::followOther()
{
    if (!isCurrent() || m_following)
        return;
    bring(m_other, m_main, 0);
    emit moved();
}

/// The cursor has been moved in a run: the other one's goes there.
void ComparePane::bring(const Session& from, Session& to, std::size_t run)
{
    const std::size_t toldBefore = toldRun();
    m_moved = run;
    m_following = true;
    // As long as the runs are the same, their steps are; after that they share the time.
    const quint64 step = from.step();
    const auto& first = m_differences.first;
    const bool shared = step <= to.stepCount() && (!first || step <= first->places[0].step) &&
                        from.trace().instantOf(step) == to.trace().instantOf(step) &&
                        (!first || from.trace().instantOf(step) < first->at);
    if (shared && from.now() == from.trace().instantOf(step))
        to.goToStep(step);
    else
        to.goToPosition(from.nowPosition());
    m_following = false;
    fitHeadings();
    if (const std::size_t told = toldRun(); told == 0 || told != toldBefore)
        emit toldChanged();
}

void ComparePane::lead(const LadderView& from, LadderView& to)
{
    if (!m_comparing || std::exchange(m_leading, true))
        return;
    to.showLike(from);
    m_leading = false;
}

/// What is chosen in one run is chosen in the other, where it has the same.
void ComparePane::mirrorSelection(const Session& from, Session& to)
{
    if (!m_comparing || !m_other.hasRun() || !m_main.hasRun() || std::exchange(m_mirroring, true))
        return;
    to.selectSegment(counterpartOf(from.trace(), from.selectedSegment(), to.trace()));
    m_mirroring = false;
}

bool ComparePane::otherGoesOn() const
{
    return m_comparing && m_main.run().ended() && m_main.step() == m_main.stepCount() &&
           m_other.step() < m_other.stepCount();
}

bool ComparePane::moveBeyond(void (Session::*go)())
{
    if (!m_comparing)
        return false;
    m_rest.pause();
    if (go == &Session::last) {
        m_main.last();
        if (otherGoesOn())
            m_other.last();
    } else if (otherGoesOn() && (go == &Session::stepForward || go == &Session::nextStateChange ||
                                 go == &Session::nextOfSameHost || go == &Session::toEffect)) {
        (m_other.*go)();
    } else if (go == &Session::stepBack && m_main.isPastEnd()) {
        const bool between = m_other.nowPosition() > m_other.axis().positionOfStep(m_other.step());
        const quint64 before = between ? m_other.step() : m_other.step() - 1;
        if (m_other.axis().positionOfStep(before) > m_main.axis().positionOfStep(m_main.stepCount()))
            m_other.goToStep(before);
        else
            m_main.last();
    } else {
        return false;
    }
    emit moved();
    return true;
}

bool ComparePane::playBeyond()
{
    if (!m_rest.isPlaying() && (m_main.isPlaying() || !otherGoesOn()))
        return false;
    m_rest.toggle();
    return true;
}

void ComparePane::goToDifference()
{
    m_goThere = m_comparing && !isCurrent();
    if (!isCurrent() || !m_differences.first)
        return;
    // Where it can be seen: what is done by one step has been done.
    const RunDifference& first = *m_differences.first;
    const quint64 step = first.places[1].step;
    if (first.places[1].record != 0)
        m_main.goToStep(step);
    else
        m_main.goToInstant(first.at);
}

} // namespace tcplab
