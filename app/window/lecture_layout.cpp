#include "app/window/lecture_layout.h"

#include "app/panels/explanation_panel.h"
#include "app/window/compare_runs.h"
#include "app/window/detail_pane.h"
#include "app/window/diagram_arrangement.h"
#include "app/window/lecture_mode.h"

#include <QSignalBlocker>

namespace tcplab {

void LectureLayout::begin()
{
    m_diagram = false;
    m_otherRun = false;
    placeAnew();
}

void LectureLayout::end(bool one)
{
    m_parts.diagrams.setLecture(false, true, true);
    m_parts.compare.pane()->setLecture(false, std::nullopt);
    m_parts.compare.showOnly(std::nullopt);
    m_parts.explanation.setVisible(true);
    m_parts.explanation.setBeside(m_parts.details.shown().has_value());
    const QSignalBlocker quiet(m_parts.turn);
    m_parts.turn.setChecked(one);
    m_parts.diagrams.setOne(one);
}

bool LectureLayout::isInTurn() const
{
    const LectureMode& mode = m_parts.mode;
    return mode.isOn() && !(m_parts.compare.pane()->isComparing() ? mode.isWideForTwo() : mode.isWide());
}

void LectureLayout::turn(bool other)
{
    (m_parts.compare.pane()->isComparing() ? m_otherRun : m_diagram) = other;
    place();
}

void LectureLayout::placeAnew()
{
    m_placed.reset();
    place();
}

void LectureLayout::place()
{
    if (!m_parts.mode.isOn())
        return;
    ComparePane& compare = *m_parts.compare.pane();
    if (!compare.isComparing())
        m_otherRun = false;
    const Situation now{.wide = m_parts.mode.isWide(),
                        .inTurn = isInTurn(),
                        .comparing = compare.isComparing(),
                        .detail = m_parts.details.shown().has_value(),
                        .diagram = m_diagram,
                        .otherRun = m_otherRun};
    if (m_placed == now)
        return;
    m_placed = now;
    m_parts.diagrams.setLecture(true, now.wide || now.diagram, now.wide || now.comparing || !now.diagram);
    const bool runsInTurn = now.comparing && now.inTurn;
    const auto only = runsInTurn ? std::optional<std::size_t>(now.otherRun ? 0 : 1) : std::nullopt;
    compare.setLecture(true, only);
    m_parts.compare.showOnly(only);
    // In large type a detail needs the whole width.
    m_parts.explanation.setBeside(false);
    m_parts.explanation.setVisible(!now.detail);
    const QSignalBlocker quiet(m_parts.turn);
    m_parts.turn.setChecked(now.comparing ? runsInTurn && now.otherRun : now.wide || now.diagram);
}

} // namespace tcplab
