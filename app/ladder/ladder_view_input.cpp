// What mouse, wheel and keys do to the timeline.
#include "app/ladder/ladder_view.h"

#include "app/ladder/ladder_words.h"
#include "app/theme/pinch.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QInputDialog>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace tcplab {

namespace {

constexpr double dragDistance = 5;

} // namespace

void LadderView::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        setZoom(m_zoom * std::pow(1.15, notches), event->position().y());
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

bool LadderView::pinch(QEvent& event)
{
    const auto pinch = pinchIn(event, *viewport());
    if (!pinch)
        return false;
    if (pinch->reset)
        setZoom(1, pinch->at.y());
    else if (pinch->factor != 1)
        setZoom(m_zoom * pinch->factor, pinch->at.y());
    if (pinch->moved.y() != 0)
        setScroll(m_scroll - pinch->moved.y());
    return true;
}

void LadderView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_session.hasRun())
        return;
    m_pressedAt = event->position();
    m_scrollAtPress = m_scroll;
    const LadderGeometry& shapes = geometry();
    const bool onNow = shapes.badge.adjusted(-2, -2, 2, 2).contains(m_pressedAt) ||
                       (std::abs(m_pressedAt.y() - shapes.nowY) < 4 && segmentAt(shapes, m_pressedAt) == 0);
    m_drag = onNow ? Drag::Scrubbing : Drag::Pressed;
    if (onNow)
        emit scrubbing();
    m_glide.stop();
}

void LadderView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_session.hasRun())
        return;
    const QPointF moved = event->position() - m_pressedAt;
    if (m_drag == Drag::Pressed && std::hypot(moved.x(), moved.y()) > dragDistance)
        m_drag = Drag::Panning;
    if (m_drag == Drag::Panning) {
        viewport()->setCursor(Qt::ClosedHandCursor);
        setScroll(m_scrollAtPress - moved.y());
        m_following = nowY() >= 0 && nowY() <= viewport()->height();
        return;
    }
    if (m_drag == Drag::Scrubbing) {
        m_session.goToPosition((event->position().y() - headroom(*m_fonts) + m_scroll) / pxPerUnit());
        return;
    }
    const LadderGeometry& shapes = geometry();
    const SegmentId under = segmentAt(shapes, event->position());
    const bool onBadge = shapes.badge.contains(event->position());
    viewport()->setCursor(under != 0 ? Qt::PointingHandCursor
                          : onBadge  ? Qt::SizeVerCursor
                                     : Qt::ArrowCursor);
    if (under != m_hovered) {
        m_hovered = under;
        forgetShapes();
    }
}

void LadderView::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag ended = std::exchange(m_drag, Drag::None);
    viewport()->setCursor(Qt::ArrowCursor);
    if (event->button() != Qt::LeftButton || !m_session.hasRun() || ended != Drag::Pressed)
        return;
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        measureTo(event->position());
        return;
    }
    stopMeasuring();
    m_from = momentAt(geometry(), input(), event->position()); // a Shift+click may follow
    m_session.selectSegment(segmentAt(geometry(), event->position()));
}

void LadderView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_session.hasRun())
        return;
    const SegmentId id = segmentAt(geometry(), event->position());
    m_session.selectSegment(id);
    if (id != 0)
        goToFlightOfSelected();
}

void LadderView::pointAt(SegmentId id)
{
    if (std::exchange(m_hovered, id) != id)
        forgetShapes();
}

/// A window with actions for these keys takes them before they come here.
void LadderView::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (m_session.hasRun() && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) &&
        (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier) {
        // With Shift nearly a page.
        const bool page = event->modifiers().testFlag(Qt::ShiftModifier);
        const double by = page ? 0.85 * pageHeight() : 48 * m_theme.textScale;
        setScroll(m_scroll + (event->key() == Qt::Key_Up ? -by : by));
        m_following = nowY() >= 0 && nowY() <= viewport()->height();
        return;
    }
    if (!m_session.hasRun() || !plain) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); break;
    case Qt::Key_Minus: zoomOut(); break;
    case Qt::Key_0: resetZoom(); break;
    case Qt::Key_W: showWholeRun(); break;
    case Qt::Key_M: measureFromHere(); break;
    case Qt::Key_Escape:
        unsay();
        if (m_measuring)
            stopMeasuring();
        else if (m_walkedTo != 0) {
            m_walkedTo = 0;
            relight();
            forgetShapes();
        } else {
            // What nobody sees to be selected takes no press of the key for itself.
            const bool seen = isSelectionInSight();
            m_session.selectSegment(0);
            if (!seen)
                QAbstractScrollArea::keyPressEvent(event);
        }
        break;
    case Qt::Key_N: m_session.selectNextInFlight(); break;
    case Qt::Key_X: dropSelected(); break;
    case Qt::Key_D: delaySelected(); break;
    case Qt::Key_U: duplicateSelected(); break;
    case Qt::Key_C: corruptSelected(); break;
    case Qt::Key_I: inspectSelected(); break;
    case Qt::Key_G: goToFlightOfSelected(); break;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

bool LadderView::isSelectionInSight()
{
    const LadderGeometry& shapes = geometry();
    return m_session.selectedSegment() != 0 &&
           std::any_of(shapes.arrows.begin(), shapes.arrows.end(), [&](const LadderArrow& arrow) {
               const double top = std::min(arrow.from.y(), arrow.to.y());
               const double bottom = std::max(arrow.from.y(), arrow.to.y());
               return arrow.selected && bottom > shapes.top && top < shapes.area.bottom();
           });
}

/// Tab goes from one segment in flight to the next, then on to the next widget.
bool LadderView::focusNextPrevChild(bool next)
{
    if (!m_session.hasRun() || m_session.isPlaying())
        return QAbstractScrollArea::focusNextPrevChild(next);
    const std::vector<SegmentId> flying = m_session.inFlight();
    const SegmentId selected = m_session.selectedSegment();
    const auto place = std::find(flying.begin(), flying.end(), selected);
    const bool leaves = flying.empty() || (next ? place == flying.end() - 1 : place == flying.begin());
    if (leaves)
        return QAbstractScrollArea::focusNextPrevChild(next);
    if (place == flying.end())
        m_session.selectSegment(next ? flying.front() : flying.back());
    else
        m_session.selectSegment(next ? *(place + 1) : *(place - 1));
    return true;
}

/// The same actions as in the bar, for those who look for them under the right button.
void LadderView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_session.hasRun() || m_led)
        return;
    if (event->reason() == QContextMenuEvent::Mouse)
        m_session.selectSegment(segmentAt(geometry(), event->pos()));
    const SegmentId selected = m_session.selectedSegment();
    if (selected == 0)
        return;
    const std::vector<SegmentId> flying = m_session.inFlight();
    const bool inFlight = std::binary_search(flying.begin(), flying.end(), selected);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("segmentMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const SegmentAction action : SegmentActions::offered(inFlight))
        menu->addAction(nameOf(action), this, [this, action] { act(action); });
    menu->popup(event->globalPos());
}

bool LadderView::viewportEvent(QEvent* event)
{
    // The session may be gone before the view: events of other kinds come while a window goes.
    const bool isGesture = event->type() == QEvent::NativeGesture || event->type() == QEvent::Gesture;
    if (isGesture && m_session.hasRun() && pinch(*event)) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip && m_session.hasRun()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered != 0) {
        m_hovered = 0;
        forgetShapes();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QString LadderView::toolTipAt(QPointF point)
{
    const LadderGeometry& shapes = geometry();
    const Language language = m_session.language();
    if (const SegmentId id = segmentAt(shapes, point))
        return segmentToolTip(m_session.trace(), id, m_session.step(), m_session.relativeNumbers(),
                              m_session.notation(), language);
    if (const int i = bracketAt(shapes, point); i >= 0)
        return timerToolTip(m_session.trace(),
                            m_index.timerPieces[shapes.brackets[static_cast<std::size_t>(i)].piece],
                            m_session.language());
    for (const LadderBar& bar : shapes.bars)
        if (bar.rect.adjusted(-3, 0, 3, 0).contains(point))
            return QStringLiteral("<b>%1</b><br><tt>%2</tt><br>%3")
                .arg(QString::fromLatin1(nameOf(bar.state)),
                     QString::fromStdString(m_session.trace().connectionName(bar.host, bar.conn))
                         .toHtmlEscaped(),
                     QString::fromStdString(stateMeaning(bar.state, language)));
    return {};
}

/// By how much: what turns up in teaching, from a little late to older than any MSL.
void LadderView::chooseDelay(SegmentId id)
{
    const auto delayBy = [this, id](Duration by) { m_session.intervene(DelaySegment{id, by}); };
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("delayMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    constexpr std::array choices{milliseconds(50), milliseconds(200), seconds(1),
                                 seconds(3),       seconds(10),       seconds(60)};
    for (const Duration by : choices)
        menu->addAction(QLatin1Char('+') + QString::fromStdString(durationText(by)), this,
                        [delayBy, by] { delayBy(by); });
    menu->addSeparator();
    //: Another time than those in the list.
    menu->addAction(tr("Other…"), this, [this, delayBy] {
        static int last = 500; // what was chosen once is offered again
        bool chosen = false;
        const int ms = QInputDialog::getInt(this, tr("Delay the segment"), tr("By how many milliseconds:"),
                                            last, 1, 600'000, 50, &chosen);
        if (chosen)
            delayBy(milliseconds(last = ms));
    });
    const QPoint beside = m_actions->isVisible() ? m_actions->below(SegmentAction::Delay)
                                                 : viewport()->mapToGlobal(viewport()->rect().center());
    menu->popup(beside);
    menu->setActiveAction(menu->actions().first()); // Return takes it
}

} // namespace tcplab
