#include "app/export/figure_drawing.h"

#include "app/diagram/diagram_paint.h"
#include "app/session/run_index.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

constexpr double timelineWidth = 1000; ///< px
constexpr QSizeF diagramSize(560, 560);
constexpr double shortestPicture = 200;
/// Units above and below what was asked for.
constexpr double around = 12;
constexpr double leastPart = 40;
/// Taller than this, px, a burst's rows are as close as they are in the window.
constexpr double tallestWithLabels = 15'000;

LadderPicture pictureOf(const Session& session, const FigureRequest& request, const TimeAxis& axis)
{
    const Instant last = session.trace().instantOf(session.stepCount());
    LadderPicture picture{
        .relativeNumbers = request.relative, .notation = request.notation, .language = request.language};
    if (request.from > Instant{})
        picture.top = std::max(0.0, axis.firstPosition(std::min(request.from, last)) - around);
    if (request.to < last)
        picture.bottom = std::max(picture.top + leastPart, axis.position(request.to) + around);
    return picture;
}

/// Of the last connection of the host that had begun by the session's step.
DiagramSituation situationOf(const Session& session, Side side)
{
    RunIndex index;
    index.update(session.trace(), 0);
    const ConnectionId conn = RunIndex::connectionsBy(session.trace(), side, session.step());
    return situationAt(session.trace(), index.walkOf(session.trace(), side, conn), side, session.step());
}

} // namespace

const Theme& figurePaper() { return themeNamed(ThemeName::Light); }

FigureDrawing::FigureDrawing(const Session& session, const FigureRequest& request)
    : m_session(session), m_timeline(request.subject == FigureSubject::Timeline), m_size(diagramSize)
{
    if (!m_timeline) {
        m_picture.language = request.language;
        m_situation = situationOf(session, request.subject == FigureSubject::ServerDiagram ? Side::Server
                                                                                           : Side::Client);
        return;
    }
    const LadderFonts fonts(figurePaper());
    bool every = true;
    const auto lieOn = [&](TimeAxis axis) {
        m_axis = std::move(axis);
        m_picture = pictureOf(session, request, m_axis);
        m_picture.everyLabel = every;
        m_size = {timelineWidth,
                  std::max(shortestPicture, std::ceil(pictureHeight(m_axis, fonts, m_picture)))};
    };
    // A figure may be as tall as its labels ask for, but for what nobody would look at.
    lieOn(session.linearTime() ? session.axis() : TimeAxis::folded(session.trace(), TimeAxis::rowHeight));
    if (m_size.height() > tallestWithLabels) {
        every = false;
        lieOn(session.axis());
    }
}

void FigureDrawing::paint(QPainter& painter, double top, double height) const
{
    const Theme& paper = figurePaper();
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_timeline) {
        painter.fillRect(QRectF(QPointF(), m_size), paper.surface);
        DiagramPicture picture;
        picture.hosts = {m_situation};
        picture.language = m_picture.language;
        paintDiagram(painter, fitDiagram(m_size, paper, picture.language), picture, paper);
        return;
    }
    const QRectF area(0, 0, m_size.width(), height);
    painter.fillRect(area, paper.surface);
    LadderPicture picture = m_picture;
    picture.top += top;
    paintLadder(painter, area, m_session.trace(), m_axis, paper, picture);
}

} // namespace tcplab
