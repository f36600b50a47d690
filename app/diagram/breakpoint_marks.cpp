#include "app/diagram/breakpoint_marks.h"

#include "app/diagram/diagram_view.h"

#include <QEvent>
#include <QLineF>
#include <QPainter>

#include <algorithm>

namespace tcplab {

namespace {

/// The point in the middle of a way.
QPointF middleOf(const QPolygonF& way)
{
    double length = 0;
    for (qsizetype i = 1; i < way.size(); ++i)
        length += QLineF(way[i - 1], way[i]).length();
    double left = length / 2;
    for (qsizetype i = 1; i < way.size(); ++i) {
        const QLineF piece(way[i - 1], way[i]);
        if (piece.length() >= left && piece.length() > 0)
            return piece.pointAt(left / piece.length());
        left -= piece.length();
    }
    return way.isEmpty() ? QPointF() : way.back();
}

} // namespace

UntilCondition conditionOf(const DiagramPlace& place)
{
    UntilCondition when;
    if (place.arrow) {
        const DiagramStep step = figureArrows()[*place.arrow].step;
        when.kind = UntilCondition::Kind::Transition;
        when.from = stateOf(step.from);
        when.to = stateOf(step.to);
    } else {
        when.kind = UntilCondition::Kind::State;
        when.to = stateOf(place.node.value_or(DiagramNode::Closed));
    }
    return when;
}

BreakpointMarks::BreakpointMarks(DiagramView& view, const Breakpoints& breakpoints)
    : QWidget(&view), m_view(view), m_breakpoints(breakpoints), m_theme(themeNamed(ThemeName::Light))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    setGeometry(view.rect());
    view.installEventFilter(this);
    connect(&breakpoints, &Breakpoints::changed, this, [this] { update(); });
    show();
}

void BreakpointMarks::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

std::vector<QPointF> BreakpointMarks::dotsOf(const UntilCondition& when) const
{
    const DiagramGeometry& geometry = m_view.geometryOfBoxes();
    std::vector<QPointF> points;
    // One that waits for the other host is no business of this diagram's.
    if (when.host && std::ranges::none_of(m_view.situations(),
                                          [&](const DiagramSituation& s) { return s.side == *when.host; }))
        return points;
    if (when.kind == UntilCondition::Kind::Transition) {
        const auto arrows = figureArrows();
        for (std::size_t i = 0; i < arrows.size() && i < geometry.arrows.size(); ++i)
            if (stateOf(arrows[i].step.from) == when.from && stateOf(arrows[i].step.to) == when.to)
                points.push_back(middleOf(geometry.arrows[i]));
    } else if (when.kind == UntilCondition::Kind::State) {
        for (std::size_t i = 0; i < diagramNodeCount; ++i)
            if (stateOf(static_cast<DiagramNode>(i)) == when.to)
                points.push_back(geometry.boxes[i].topLeft());
    }
    return points;
}

std::vector<QPointF> BreakpointMarks::dots() const
{
    std::vector<QPointF> all;
    for (const Breakpoint& one : m_breakpoints.all())
        for (const QPointF& dot : dotsOf(one.when))
            all.push_back(dot);
    return all;
}

void BreakpointMarks::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const double radius = 5.5 * m_theme.textScale;
    for (const Breakpoint& one : m_breakpoints.all())
        for (const QPointF& dot : dotsOf(one.when)) {
            p.setPen(QPen(m_theme.surface, 2.5));
            p.setBrush(m_theme.surface);
            p.drawEllipse(dot, radius + 1, radius + 1);
            p.setPen(QPen(m_theme.lost, 2));
            // One that is switched off is hollow.
            p.setBrush(one.enabled ? QBrush(m_theme.lost) : QBrush(m_theme.surface));
            p.drawEllipse(dot, radius, radius);
        }
}

bool BreakpointMarks::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == &m_view)
        setGeometry(m_view.rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace tcplab
