/// A figure laid out once, to be measured and painted, in parts if it is long.
#pragma once
#include "app/diagram/diagram_figure.h"
#include "app/export/figure_picture.h"
#include "app/ladder/ladder_paint.h"

namespace tcplab {

/// A figure goes on paper, whatever the window's theme is.
const Theme& figurePaper();

class FigureDrawing {
public:
    /// The session must outlive it.
    FigureDrawing(const Session& session, const FigureRequest& request);
    QSizeF size() const { return m_size; } ///< px
    void paint(QPainter& painter) const { paint(painter, 0, m_size.height()); }
    /// So many px of it, from `top` on; the headings of a timeline stand above each part.
    void paint(QPainter& painter, double top, double height) const;

private:
    const Session& m_session;
    bool m_timeline;
    TimeAxis m_axis;
    LadderPicture m_picture;
    DiagramSituation m_situation;
    QSizeF m_size;
};

} // namespace tcplab
