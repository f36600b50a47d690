/// What mouse, wheel and keys do with a plot.
#include "app/plots/plot_view.h"

#include "app/theme/pinch.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

using Part = TimelineStrip::Part;

constexpr double dragBegins = 4;              ///< px
constexpr std::int64_t shortestRange = 1'000; ///< ns

/// Left and right alone are the run's, as everywhere; time lies sideways here all the same.
bool isSideways(const QKeyEvent& event)
{
    return event.modifiers().testFlag(Qt::AltModifier) &&
           (event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) == Qt::NoModifier &&
           (event.key() == Qt::Key_Left || event.key() == Qt::Key_Right);
}

bool isPlotKey(const QKeyEvent& event)
{
    if (isSideways(event))
        return true;
    if ((event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_0:
    case Qt::Key_W: return true;
    default: return false;
    }
}

} // namespace

Duration PlotView::durationOf(double px) const
{
    return Duration{static_cast<std::int64_t>(px / std::max(1.0, m_shapes.area.width()) *
                                              static_cast<double>(m_shapes.range.length().ns))};
}

/// Where one zooms by keys and buttons: at the cursor, where it is in sight.
double PlotView::shareOfNow() const
{
    const PlotRange seen = range();
    const Instant now = m_session.now();
    if (now < seen.from || now > seen.to || seen.length().ns <= 0)
        return 0.5;
    return static_cast<double>((now - seen.from).ns) / static_cast<double>(seen.length().ns);
}

/// `share`: where of the width, which stays; `factor` of the length that is seen.
void PlotView::zoomAbout(double share, double factor)
{
    const auto whole = this->whole();
    if (!whole)
        return;
    const PlotRange old = range();
    const double length = static_cast<double>(old.length().ns);
    const double wanted = std::max(length * factor, static_cast<double>(shortestRange));
    if (wanted >= static_cast<double>(whole->length().ns)) {
        if (factor > 1)
            setRange(std::nullopt);
        return;
    }
    const Duration span{static_cast<std::int64_t>(wanted)};
    const Instant from = old.from + Duration{static_cast<std::int64_t>(share * (length - wanted))};
    const Instant kept = std::clamp(from, whole->from, whole->to - span);
    setRange(PlotRange{kept, kept + span});
}

/// Where all is in sight there is nowhere to go, and the timeline goes.
void PlotView::pan(Duration by)
{
    if (!m_range) {
        const PlotRange to = strip().pulled(Part::Bar, by);
        emit timelineWanted(to.from, to.to);
        return;
    }
    const auto whole = this->whole();
    if (!whole || m_range->length() >= whole->length())
        return;
    const Instant from = std::clamp(m_range->from + by, whole->from, whole->to - m_range->length());
    setRange(PlotRange{from, from + m_range->length()});
}

/// The window's keys act on the timeline; here they act on the plot, and the timeline goes along.
bool PlotView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isPlotKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    if ((event->type() == QEvent::NativeGesture || event->type() == QEvent::Gesture) && shapes().any &&
        pinch(*event)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

double PlotView::shareAt(double x) const
{
    return std::clamp((x - m_shapes.area.left()) / std::max(1.0, m_shapes.area.width()), 0.0, 1.0);
}

bool PlotView::pinch(QEvent& event)
{
    const auto pinch = pinchIn(event, *this);
    if (!pinch)
        return false;
    if (pinch->reset)
        showAll();
    else if (pinch->factor != 1)
        zoomAbout(shareAt(pinch->at.x()), 1 / pinch->factor);
    if (pinch->moved.x() != 0 && m_range)
        pan(durationOf(-pinch->moved.x()));
    return true;
}

void PlotView::keyPressEvent(QKeyEvent* event)
{
    if (!isPlotKey(*event) || !shapes().any) {
        QWidget::keyPressEvent(event);
        return;
    }
    const Duration page = m_range ? m_range->length() : m_timeline.length();
    const Duration by{page.ns / (event->modifiers().testFlag(Qt::ShiftModifier) ? 1 : 8)};
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up: pan(Duration{-by.ns}); break;
    case Qt::Key_Right:
    case Qt::Key_Down: pan(by); break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); break;
    case Qt::Key_Minus: zoomOut(); break;
    default: showAll();
    }
}

void PlotView::wheelEvent(QWheelEvent* event)
{
    if (!shapes().any)
        return;
    const double turns = event->angleDelta().y() / 120.0;
    const double across = event->angleDelta().x() / 120.0;
    if (turns != 0)
        zoomAbout(shareAt(event->position().x()), std::pow(1.25, -turns));
    else if (m_range)
        pan(durationOf(-across * m_shapes.area.width() / 10));
    event->accept();
}

void PlotView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !shapes().any)
        return;
    m_pressed = event->position();
    m_part = strip().partAt(m_pressed);
    m_drag = m_part != Part::None ? Drag::Strip : Drag::Pressed;
    m_atPress = m_drag == Drag::Strip ? m_timeline : range();
    if (m_part == Part::Track) { // as on a scroll bar: there, and on from there
        m_atPress = strip().around(m_shapes.instantAt(m_pressed.x()));
        m_part = Part::Bar;
        emit timelineWanted(m_atPress.from, m_atPress.to);
    }
}

/// Where all is in sight a drag marks what shall be; else it moves what is. With Shift it always marks.
void PlotView::drag(QPointF to)
{
    if (m_drag == Drag::Panning) {
        const auto whole = this->whole();
        if (!whole || m_atPress.length() >= whole->length())
            return;
        const Instant from = std::clamp(m_atPress.from + durationOf(m_pressed.x() - to.x()), whole->from,
                                        whole->to - m_atPress.length());
        setRange(PlotRange{from, from + m_atPress.length()});
    } else if (m_drag == Drag::Strip) {
        const PlotRange wanted =
            TimelineStrip(m_shapes, m_atPress).pulled(m_part, durationOf(to.x() - m_pressed.x()));
        emit timelineWanted(wanted.from, wanted.to);
    }
}

void PlotView::point(QPointF at)
{
    const Part part = m_shapes.any ? strip().partAt(at) : Part::None;
    setCursor(part == Part::From || part == Part::To ? Qt::SizeHorCursor
              : part == Part::Bar                    ? Qt::OpenHandCursor
                                                     : Qt::ArrowCursor);
    m_part = part;
}

void PlotView::mouseMoveEvent(QMouseEvent* event)
{
    m_hover = event->position();
    if (m_drag == Drag::Pressed && std::abs(m_hover->x() - m_pressed.x()) > dragBegins)
        m_drag = m_range && !event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::Panning : Drag::Marking;
    if (m_drag == Drag::None)
        point(*m_hover);
    else
        drag(*m_hover);
    update();
}

void PlotView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag drag = std::exchange(m_drag, Drag::None);
    const auto instantIn = [this](double x) {
        return m_shapes.instantAt(std::clamp(x, m_shapes.area.left(), m_shapes.area.right()));
    };
    if (drag == Drag::Pressed) {
        emit taken();
        m_session.goToInstant(std::max(Instant{}, instantIn(event->position().x())));
    } else if (drag == Drag::Marking) {
        const auto [from, to] = std::minmax({instantIn(m_pressed.x()), instantIn(event->position().x())});
        if ((to - from).ns >= shortestRange)
            setRange(PlotRange{from, to});
    }
    point(event->position());
    update();
}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (strip().partAt(event->position()) == Part::None)
        showAll();
}

void PlotView::leaveEvent(QEvent*)
{
    m_hover.reset();
    if (m_drag == Drag::None)
        m_part = Part::None;
    update();
}

} // namespace tcplab
