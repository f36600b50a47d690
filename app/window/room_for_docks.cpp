#include "app/window/room_for_docks.h"

#include "app/window/gives_way.h"

#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QScopedValueRollback>
#include <QSplitter>

#include <algorithm>
#include <utility>

namespace tcplab {

namespace {

/// Px at text scale 1: a column, a timeline that is good to read, one that can be read, and what both come to in the
/// smallest window.
constexpr double column = 200;
constexpr double goodTimeline = 400;
constexpr double readableTimeline = 300;
constexpr double leastColumn = 165;
constexpr double leastTimeline = 230;
constexpr double leastOfTwo = 190;    // timelines beside each other
constexpr double readableOfTwo = 330; // with room for what is sent between both columns of states
constexpr int aroundTheRow = 16;
constexpr int separator = 4;

} // namespace

RoomForDocks::RoomForDocks(QMainWindow& window, QSplitter& row, std::vector<QWidget*> timelines,
                           std::vector<QDockWidget*> docks)
    : QObject(&window),
      m_window(window),
      m_row(row),
      m_timelines(std::move(timelines)),
      m_docks(std::move(docks))
{
    row.installEventFilter(this);
    for (QDockWidget* dock : m_docks) {
        connect(dock, &QDockWidget::dockLocationChanged, this, &RoomForDocks::fit);
        connect(dock, &QDockWidget::topLevelChanged, this, &RoomForDocks::fit);
        connect(dock->toggleViewAction(), &QAction::toggled, this, &RoomForDocks::fit);
    }
}

int RoomForDocks::scaled(double px) const { return static_cast<int>(px * m_scale); }

void RoomForDocks::setScale(double textScale)
{
    m_scale = textScale;
    fit();
}

void RoomForDocks::setLecture(bool on)
{
    m_lecture = on;
    fit();
}

bool RoomForDocks::isBeside(const QDockWidget& dock) const
{
    const Qt::DockWidgetArea area = m_window.dockWidgetArea(const_cast<QDockWidget*>(&dock));
    return !dock.isFloating() && (area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea) &&
           (!dock.isHidden() || &dock == m_opening);
}

int RoomForDocks::widthOfOthers(const QDockWidget& dock) const
{
    int width = 0;
    for (const QDockWidget* one : m_docks)
        if (one != &dock && isBeside(*one))
            width += std::max(one->width(), leastDock) + separator;
    return width;
}

void RoomForDocks::makeRoomFor(QDockWidget& dock)
{
    const QScopedValueRollback opening(m_opening, &dock);
    if (!isBeside(dock))
        return;
    const int around = aroundTheRow + leastDock + separator + widthOfRow();
    for (QDockWidget* one : m_docks)
        if (one != &dock && isBeside(*one) && around + leastDock + separator > m_window.width())
            one->hide();
    fit();
    // The window hears of the row's new least width before it lays the dock out, or it would grow.
    for (QWidget* up = m_row.parentWidget(); up != nullptr; up = up->parentWidget())
        QCoreApplication::sendPostedEvents(up, QEvent::LayoutRequest);
}

void RoomForDocks::makeRoomForAll()
{
    for (QDockWidget* one : m_docks)
        if (isBeside(*one))
            makeRoomFor(*one);
}

void RoomForDocks::closeAll()
{
    for (QDockWidget* one : m_docks)
        if (isBeside(*one))
            one->hide();
}

std::ptrdiff_t RoomForDocks::runs() const
{
    return std::ranges::count_if(m_timelines,
                                 [this](QWidget* one) { return m_row.indexOf(one) >= 0 && isWanted(*one); });
}

int RoomForDocks::widthOfRuns() const { return scaled(2 * readableOfTwo) + m_row.handleWidth(); }

/// Px that a dock leaves the row where it can.
int RoomForDocks::widthOfRow() const
{
    const int most = m_window.width() - aroundTheRow - separator - leastDock;
    return runs() > 1 && most >= widthOfRuns() ? widthOfRuns()
                                               : scaled(column + goodTimeline) + m_row.handleWidth();
}

int RoomForDocks::mostFor(const QDockWidget& dock) const
{
    const int rest = m_window.width() - aroundTheRow - separator - widthOfOthers(dock) - widthOfRow();
    return std::max(leastDock, rest);
}

/// What stands beside the timeline: those on the side of a dock first, the right one before the left.
std::vector<QWidget*> RoomForDocks::partsBeside() const
{
    const auto isDocked = [this](Qt::DockWidgetArea area) {
        return std::ranges::any_of(m_docks, [&](QDockWidget* one) {
            return isBeside(*one) && m_window.dockWidgetArea(one) == area;
        });
    };
    std::vector<QWidget*> parts;
    for (int i = m_row.count() - 1; i >= 0; --i)
        if (QWidget* one = m_row.widget(i);
            std::ranges::find(m_timelines, one) == m_timelines.end() && isWanted(*one))
            parts.push_back(one);
    if (parts.size() == 2 && !isDocked(Qt::RightDockWidgetArea) && isDocked(Qt::LeftDockWidgetArea))
        std::swap(parts[0], parts[1]);
    return parts;
}

void RoomForDocks::fit()
{
    setLeastWidth();
    const std::vector<QWidget*> parts = partsBeside();
    std::size_t giving = 0;
    const bool docked = std::ranges::any_of(m_docks, [this](QDockWidget* one) { return isBeside(*one); });
    // Without a dock all become narrower instead.
    while (docked && !m_lecture && giving < parts.size()) {
        const auto kept = static_cast<int>(parts.size() - giving);
        const int timeline = m_row.width() - kept * (scaled(column) + m_row.handleWidth());
        if (timeline >= scaled(giving == 0 ? goodTimeline : readableTimeline))
            break;
        ++giving;
    }
    std::vector<QWidget*> given(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(giving));
    // Of two runs the one that is open can be read at least.
    if (docked && !m_lecture && runs() > 1 && m_row.width() < widthOfRuns())
        given.insert(given.end(), m_timelines.begin() + 1, m_timelines.end());
    for (QWidget* one : std::exchange(m_given, given))
        if (std::ranges::find(given, one) == given.end())
            setGivenWay(*one, false);
    for (QWidget* one : given)
        setGivenWay(*one, true);
}

/// Instead of what all of its parts would like to have: they give way.
void RoomForDocks::setLeastWidth()
{
    const std::ptrdiff_t shown = runs();
    const bool docked = std::ranges::any_of(m_docks, [this](QDockWidget* one) { return isBeside(*one); });
    const int columns = m_lecture || shown > 1 ? 0 : docked ? 1 : 2;
    const double scale = m_lecture ? 1 : m_scale; // a lecture has the whole screen
    const auto timelines = static_cast<double>(std::max<std::ptrdiff_t>(1, shown));
    m_row.setMinimumWidth(static_cast<int>(scale * (columns * leastColumn +
                                                    timelines * (shown > 1 ? leastOfTwo : leastTimeline))) +
                          2 * m_row.handleWidth());
}

bool RoomForDocks::eventFilter(QObject* watched, QEvent* event)
{
    // Before the splitter shares its width out.
    if (event->type() == QEvent::Resize)
        fit();
    else if (event->type() == QEvent::ChildAdded || event->type() == QEvent::ChildRemoved)
        QMetaObject::invokeMethod(this, &RoomForDocks::fit, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace tcplab
