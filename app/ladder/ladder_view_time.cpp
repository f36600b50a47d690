// The lit path of causes and effects, and measuring time, in the timeline.
#include "app/ladder/ladder_view.h"

#include <QPainter>

#include <algorithm>

namespace tcplab {

// Causes and effects

void LadderView::setCausePath(bool lit)
{
    m_pathWanted = lit;
    m_walkedTo = 0;
    relight();
    describe();
    forgetShapes();
}

/// Somebody goes from a cause to its effect, or back: the path stays lit until he goes another way. What he has
/// come from stays in sight, although it lies ahead of the cursor.
void LadderView::onWalkingTo(quint64 step)
{
    m_walkEnd = std::max(m_walkedTo == 0 ? m_session.step() : m_walkEnd, step);
    m_walkedTo = step;
}

void LadderView::onStepChanged(quint64 step)
{
    if (m_walkedTo != 0 && step != m_walkedTo)
        m_walkedTo = 0;
    if (m_pathWanted || m_path || m_walkedTo != 0)
        relight();
}

void LadderView::relight()
{
    m_path.reset();
    const quint64 step = m_session.hasRun() ? m_session.step() : 0;
    if (step == 0 || (!m_pathWanted && m_walkedTo == 0))
        return;
    const Trace& trace = m_session.trace();
    const SegmentId selected = m_session.selectedSegment();
    if (m_walkedTo != 0)
        m_path = CausePath::ofStep(trace, step, std::max(step, m_walkEnd));
    else if (selected != 0)
        m_path = CausePath::ofSegment(trace, selected, step);
    else
        m_path = CausePath::ofStep(trace, step, step);
}

// Measuring

void LadderView::setMeasure(std::optional<Moment> from, std::optional<Moment> to)
{
    m_from = std::move(from);
    m_to = std::move(to);
    m_measuring = m_from.has_value();
    emit measuredChanged(measured());
    describe();
    forgetShapes();
}

void LadderView::stopMeasuring()
{
    m_from.reset();
    m_to.reset();
    if (std::exchange(m_measuring, false)) {
        emit measuredChanged({});
        describe();
        forgetShapes();
    }
}

void LadderView::measureFromHere()
{
    if (!m_session.hasRun())
        return;
    if (m_measuring)
        stopMeasuring();
    else if (const SegmentId id = m_session.selectedSegment(); id != 0)
        setMeasure(momentOfSending(m_session.trace(), m_session.axis(), id, m_session.notation()), {});
    else
        setMeasure(momentOfStep(m_session.trace(), m_session.axis(), m_session.step(), m_session.language()),
                   {});
}

/// From what was clicked last, or else from the thing under the mouse to the now line.
void LadderView::measureTo(QPointF point)
{
    const std::optional<Moment> there = momentAt(geometry(), input(), point);
    if (!there)
        return;
    if (m_from)
        setMeasure(m_from, there);
    else
        setMeasure(there, {});
}

std::vector<QString> LadderView::measuredWords() const
{
    if (!m_measuring || !m_from || !m_session.hasRun())
        return {};
    //: Where the cursor stands on the time axis.
    const Moment now{m_session.now(), m_session.nowPosition(), Side::Client, tr("now")};
    return measuredForms(*m_from, m_to ? *m_to : now);
}

QString LadderView::measured() const
{
    const std::vector<QString> words = measuredWords();
    return words.empty() ? QString() : words.front();
}

MeasurePlace LadderView::measuredPlace() const
{
    return measurePlace(measuredWords(), QFontMetricsF(m_theme.ui(9.5), viewport()),
                        area().adjusted(4, 4, -4, -8));
}

void LadderView::paintMeasured(QPainter& painter)
{
    const MeasurePlace place = measuredPlace();
    painter.setFont(m_theme.ui(9.5));
    painter.setPen(QPen(m_theme.accent, 1.5));
    painter.setBrush(m_theme.surface);
    painter.drawRoundedRect(place.frame, 4, 4);
    painter.setPen(m_theme.text);
    painter.drawText(place.words, Qt::AlignCenter | Qt::TextWordWrap | Qt::TextDontClip, place.text);
}

std::optional<LadderSpan> LadderView::measuredSpan() const
{
    if (!m_measuring || !m_from)
        return std::nullopt;
    const Moment now{m_session.now(), m_session.nowPosition(), Side::Client, {}};
    const Moment& to = m_to ? *m_to : now;
    return LadderSpan{m_from->position, to.position, measuredLabel(*m_from, to)};
}

} // namespace tcplab
