// What is done to a segment in the timeline, and the bar beside it that offers it.
#include "app/ladder/ladder_view.h"

#include "app/ladder/bar_place.h"
#include "app/ladder/ladder_words.h"

#include <QToolTip>

#include <algorithm>
#include <utility>

namespace tcplab {

bool LadderView::canStepIn() const { return m_session.hasRun() && !m_session.inFlight().empty(); }

bool LadderView::canAnswerDrop() const
{
    const SegmentId selected = m_session.selectedSegment();
    return canStepIn() || wasDroppedHere(selected) || hasArrived(selected);
}

std::optional<SegmentId> LadderView::target()
{
    if (!m_session.hasRun())
        return std::nullopt;
    const std::vector<SegmentId> flying = m_session.inFlight();
    const SegmentId selected = m_session.selectedSegment();
    if (std::binary_search(flying.begin(), flying.end(), selected))
        return selected;
    if (hasArrived(selected)) { // whoever has chosen one means no other
        sayArrived(selected);
        return std::nullopt;
    }
    if (flying.size() == 1)
        return flying.front();
    m_session.selectNextInFlight();
    return std::nullopt;
}

void LadderView::dropSelected()
{
    if (wasDroppedHere(m_session.selectedSegment()))
        sayDropped(m_session.selectedSegment());
    else if (const auto id = target())
        m_session.intervene(DropSegment{*id});
    m_hasActed = true;
}

/// Lost at the step that is looked at, or earlier while nothing else is in flight: another press of the key does not
/// mean another segment.
bool LadderView::wasDroppedHere(SegmentId id) const
{
    if (!m_session.hasRun() || id == 0 || id > m_session.trace().segmentCount())
        return false;
    const SegmentHistory& segment = m_session.trace().segment(id);
    if (segment.dropped == DropReason::None || segment.endRecord == 0)
        return false;
    const std::uint64_t step = m_session.trace().record(segment.endRecord).step;
    return step == m_session.step() || (step < m_session.step() && m_session.inFlight().empty());
}

bool LadderView::hasArrived(SegmentId id) const
{
    if (!m_session.hasRun() || id == 0 || id > m_session.trace().segmentCount())
        return false;
    const SegmentHistory& segment = m_session.trace().segment(id);
    return segment.delivered && m_session.trace().record(segment.endRecord).step <= m_session.step();
}

void LadderView::sayDropped(SegmentId id)
{
    //: %1 is a segment, as "SYN, ACK".
    sayOf(id, tr("%1 is lost already.").arg(arrowLabel(m_session.trace().segment(id), m_session.notation())));
}

void LadderView::sayArrived(SegmentId id)
{
    const QString name = arrowLabel(m_session.trace().segment(id), m_session.notation());
    const QString back = keyOf(SegmentAction::GoToFlight);
    if (m_session.inFlight().empty())
        //: %1 is a segment, as "SYN, ACK"; %2 is a key.
        sayOf(id, tr("%1 has arrived already. %2 goes back to its flight.").arg(name, back));
    else
        //: %1 is a segment, as "SYN, ACK"; %2 and %3 are keys.
        sayOf(id, tr("%1 has arrived already. %2 goes back to its flight; %3 selects what is in flight now.")
                      .arg(name, back, QStringLiteral("N")));
}

/// Beside where its arrow ends, for as long as it is true.
void LadderView::sayOf(SegmentId id, const QString& words)
{
    const LadderGeometry& shapes = geometry();
    const auto arrow = std::find_if(shapes.arrows.begin(), shapes.arrows.end(),
                                    [id](const LadderArrow& one) { return one.id == id; });
    const QPointF at = arrow != shapes.arrows.end() ? arrow->to : shapes.area.center();
    QToolTip::showText(viewport()->mapToGlobal(at.toPoint()), words, viewport());
    m_said = words;
    emit told(words);
}

void LadderView::unsay()
{
    if (const QString said = std::exchange(m_said, {}); !said.isEmpty() && QToolTip::text() == said)
        QToolTip::hideText();
}

void LadderView::delaySelected()
{
    if (const auto id = target())
        chooseDelay(*id);
    m_hasActed = true;
}

void LadderView::duplicateSelected()
{
    if (const auto id = target())
        m_session.intervene(DuplicateSegment{*id});
    m_hasActed = true;
}

void LadderView::corruptSelected()
{
    if (const auto id = target())
        m_session.intervene(CorruptSegment{*id});
    m_hasActed = true;
}

void LadderView::inspectSelected()
{
    if (m_session.hasRun() && m_session.selectedSegment() == 0)
        m_session.selectNextInFlight();
    if (m_session.selectedSegment() != 0)
        emit inspectRequested(m_session.selectedSegment());
}

void LadderView::goToFlightOfSelected()
{
    const SegmentId id = m_session.selectedSegment();
    if (!m_session.hasRun() || id == 0 || id > m_session.trace().segmentCount())
        return;
    const TimeAxis& axis = m_session.axis();
    const double middle = (axis.positionOfSend(id) + axis.positionOfEnd(m_session.trace(), id)) / 2;
    // The step that sent it may have sent many more, a row each: it is in flight when all have left.
    const Trace& trace = m_session.trace();
    const std::uint32_t record = trace.segment(id).sentRecord;
    const double sent = record == 0 ? middle : axis.positionOfStep(trace.record(record).step);
    m_session.goToPosition(std::max(middle, sent));
}

void LadderView::act(SegmentAction action)
{
    switch (action) {
    case SegmentAction::Drop: dropSelected(); break;
    case SegmentAction::Delay: delaySelected(); break;
    case SegmentAction::Duplicate: duplicateSelected(); break;
    case SegmentAction::Corrupt: corruptSelected(); break;
    case SegmentAction::GoToFlight: goToFlightOfSelected(); break;
    case SegmentAction::Inspect: inspectSelected(); break;
    }
}

/// Puts the dark bar beside the selected segment, out of its way.
void LadderView::showActions()
{
    const LadderGeometry& shapes = geometry();
    const auto arrow = std::find_if(shapes.arrows.begin(), shapes.arrows.end(),
                                    [](const LadderArrow& one) { return one.selected; });
    if (m_session.selectedSegment() == 0)
        m_barFor = 0;
    if (arrow == shapes.arrows.end() || m_session.isPlaying() || m_led || m_measuring) {
        m_actions->hide();
        return;
    }
    // What has come to its end is talked about where it was chosen; later events need the room.
    if (std::exchange(m_barFor, arrow->id) != arrow->id)
        m_barStep = m_session.step();
    if (!arrow->inFlight && m_session.step() != m_barStep) {
        m_actions->hide();
        return;
    }
    QString times = flightTimesText(m_session.trace().segment(arrow->id));
    if (arrow->ignored) {
        const Trace& trace = m_session.trace();
        const std::uint32_t record = trace.segment(arrow->id).ignoredRecord;
        times += QStringLiteral(" · ") + noEffectText(trace.record(record).what, m_session.language());
    }
    const double top = std::min(arrow->from.y(), arrow->arrival.y());
    const double bottom = std::max(arrow->from.y(), arrow->arrival.y());
    const QRectF room = QRectF(viewport()->rect()).adjusted(4, headingHeight(*m_fonts), -4, -4);
    m_actions->setInFlight(arrow->inFlight, times, static_cast<int>(room.width()));
    m_actions->move(barPlace(shapes, m_actions->size(), room, 10 * m_theme.textScale).toPoint());
    const bool inSight = bottom > shapes.top && top < viewport()->height();
    m_actions->setVisible(inSight);
}

} // namespace tcplab
