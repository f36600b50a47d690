// How the timeline scrolls and zooms, and follows the now line.
#include "app/ladder/ladder_view.h"

#include "app/ladder/ladder_queues.h"
#include "app/session/motion.h"

#include <QScrollBar>
#include <QStyle>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tcplab {

namespace {

constexpr double mostZoom = 6;
constexpr double zoomStep = 1.2;
/// Where the now line is kept while it moves, as shares of the page.
constexpr double highestNow = 0.10;
constexpr double lowestNow = 0.8;
constexpr double lowestAboveQueues = 0.6;
/// Units that a lecture's page holds, unless they would be drawn smaller than this share of their size.
constexpr double lecturePage = 340;
constexpr double leastLectureScale = 0.5;
/// A scroll bar counts in int: very long runs scroll in coarser ticks.
constexpr double mostTicks = 1e7;

/// Px a unit at zoom 1. In large type time is drawn smaller where a page would not hold a handshake and what it led to.
double usualScale(const Theme& theme, double page)
{
    const double share = page / (lecturePage * theme.textScale);
    return theme.textScale * (theme.spotlight ? std::clamp(share, leastLectureScale, 1.0) : 1.0);
}

} // namespace

/// Room for the scroll bar is kept also while there is none: the lifelines stay where they are.
QRectF LadderView::area() const
{
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, verticalScrollBar());
    return {0, 0, static_cast<double>(width() - bar), static_cast<double>(viewport()->height())};
}

double LadderView::pxPerUnit() const { return m_zoom * usualScale(m_theme, pageHeight()); }

double LadderView::pageHeight() const { return viewport()->height() - headroom(*m_fonts); }

double LadderView::nowY() const
{
    return headroom(*m_fonts) - m_scroll + m_session.nowPosition() * pxPerUnit();
}

/// Px behind the now line: room for its badge and for the names of the last states, however small the scale is.
double LadderView::tail(double pxPerUnit) const
{
    return std::max(TimeAxis::tailHeight * pxPerUnit, 5.5 * m_fonts->height(TextRole::StateName));
}

/// One may scroll a little further than the now line; what comes after it is not there yet.
double LadderView::lastScroll() const
{
    if (!m_session.hasRun())
        return 0;
    const double end = m_session.nowPosition() * pxPerUnit() + tail(pxPerUnit());
    return std::max(0.0, end - pageHeight());
}

void LadderView::setScroll(double scroll)
{
    // The now line may go up in a picture that stands still: it does not pull the picture along.
    scroll = std::clamp(scroll, 0.0, std::max(lastScroll(), m_scroll));
    if (scroll != m_scroll) {
        m_scroll = scroll;
        forgetShapes();
    }
    syncScrollBar();
}

void LadderView::syncScrollBar()
{
    const double last = std::max(lastScroll(), m_scroll);
    m_barUnit = std::max(1.0, last / mostTicks);
    m_settingBar = true;
    verticalScrollBar()->setRange(0, static_cast<int>(std::lround(last / m_barUnit)));
    verticalScrollBar()->setPageStep(std::max(1, static_cast<int>(std::lround(pageHeight() / m_barUnit))));
    verticalScrollBar()->setSingleStep(std::max(1, static_cast<int>(40 / m_barUnit)));
    verticalScrollBar()->setValue(static_cast<int>(std::lround(m_scroll / m_barUnit)));
    m_settingBar = false;
}

void LadderView::scrollContentsBy(int, int)
{
    if (m_settingBar)
        return;
    m_glide.stop();
    setScroll(verticalScrollBar()->value() * m_barUnit);
    const double y = nowY();
    m_following = y >= 0 && y <= viewport()->height();
}

/// A lecture's queues stand at the foot, under what is in flight.
double LadderView::lowestNowShare() const
{
    return m_theme.spotlight && !queuesOf(m_session.worldNow()).empty() ? lowestAboveQueues : lowestNow;
}

void LadderView::keepNowInSight(bool smoothly)
{
    if (!m_session.hasRun())
        return;
    // Whoever scrolled away while it plays looks at something; a step by hand is a wish to see it.
    if (!m_session.isPlaying() && m_drag == Drag::None)
        m_following = true;
    m_glide.stop();
    if (!m_following || m_led) {
        setScroll(m_scroll);
        return;
    }
    const double now = m_session.nowPosition() * pxPerUnit();
    double wanted = m_scroll;
    if (m_drag == Drag::Scrubbing) {
        // It stays under the mouse, as long as that is in the picture.
        wanted = std::clamp(wanted, now - pageHeight() + 2, std::max(now, now - pageHeight() + 2));
        smoothly = false;
    } else if (const double lowest = lowestNowShare() * pageHeight(); now - m_scroll > lowest)
        wanted = now - lowest;
    else if (now - m_scroll < highestNow * pageHeight())
        wanted = now - 0.4 * pageHeight();
    wanted = std::clamp(wanted, 0.0, std::max(lastScroll(), m_scroll));
    if (smoothly && !wantsNoMotion() && isVisible() && std::abs(wanted - m_scroll) > 2) {
        m_glide.setStartValue(m_scroll);
        m_glide.setEndValue(wanted);
        m_glide.start();
        syncScrollBar();
    } else {
        setScroll(wanted);
    }
}

void LadderView::keepNowAt(double y)
{
    if (m_session.hasRun())
        setScroll(m_session.nowPosition() * pxPerUnit() + headroom(*m_fonts) - y);
    keepNowInSight(false);
}

/// At which the whole run is in sight.
double LadderView::zoomOfWhole() const
{
    const double length = std::max(1.0, m_session.axis().length());
    const double events = std::max(1.0, length - TimeAxis::tailHeight);
    const double wanted = pageHeight() / length;
    const double least = tail(wanted);
    const double fitting = TimeAxis::tailHeight * wanted < least && pageHeight() > 2 * least
                               ? (pageHeight() - least) / events
                               : wanted;
    return fitting / usualScale(m_theme, pageHeight());
}

/// The whole run in sight; a short one may be a little smaller.
double LadderView::leastZoom() const { return std::min(0.2, zoomOfWhole()); }

void LadderView::setZoom(double zoom, double fixedY)
{
    zoom = std::clamp(zoom, leastZoom(), mostZoom);
    const double unit = (fixedY - headroom(*m_fonts) + m_scroll) / pxPerUnit();
    m_zoom = zoom;
    m_glide.stop();
    setScroll(unit * pxPerUnit() + headroom(*m_fonts) - fixedY);
    forgetShapes();
}

/// About the now line; that comes into the picture with its badge if it stands at the edge, or beyond it.
void LadderView::zoomAboutNow(double zoom)
{
    setZoom(zoom, nowY());
    const double least = headroom(*m_fonts);
    const double most = viewport()->height() - 2.0 * m_fonts->height(TextRole::Badge);
    if (const double y = nowY(); m_session.hasRun() && (y < least || y > most))
        setScroll(m_scroll + y - std::clamp(y, least, std::max(least, most)));
}

void LadderView::zoomIn() { zoomAboutNow(m_zoom * zoomStep); }
void LadderView::zoomOut() { zoomAboutNow(m_zoom / zoomStep); }
void LadderView::resetZoom() { zoomAboutNow(1); }

void LadderView::showWholeRun()
{
    if (m_session.hasRun()) {
        setZoom(zoomOfWhole(), headroom(*m_fonts));
        setScroll(0);
    }
}

void LadderView::showLike(const LadderView& other)
{
    const double zoom = other.pxPerUnit() / usualScale(m_theme, pageHeight());
    const double scroll = other.m_scroll + headroom(*m_fonts) - headroom(*other.m_fonts);
    if (zoom == m_zoom && scroll == m_scroll)
        return;
    m_glide.stop();
    m_zoom = zoom;
    m_scroll = scroll;
    forgetShapes();
    syncScrollBar();
}

void LadderView::setLed(bool led)
{
    m_led = led;
    m_hasActed = true;
}

void LadderView::setParting(std::optional<double> position)
{
    if (std::exchange(m_parting, position) == position)
        return;
    m_stale = true;
    viewport()->update();
}

double LadderView::yOf(double position) const
{
    return headroom(*m_fonts) - m_scroll + position * pxPerUnit();
}

std::pair<double, double> LadderView::visibleUnits() const
{
    return {m_scroll / pxPerUnit(), (m_scroll + pageHeight()) / pxPerUnit()};
}

void LadderView::showUnits(double from, double to)
{
    if (!m_session.hasRun() || to <= from)
        return;
    m_glide.stop();
    m_zoom =
        std::clamp(pageHeight() / (to - from) / usualScale(m_theme, pageHeight()), leastZoom(), mostZoom);
    setScroll(from * pxPerUnit());
    m_following = nowY() >= 0 && nowY() <= viewport()->height();
    forgetShapes();
}

} // namespace tcplab
