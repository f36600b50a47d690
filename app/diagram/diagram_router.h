/// The ways of arrows between boxes that have been placed. For the files that lay a diagram out.
#pragma once
#include "app/diagram/diagram_geometry.h"

#include <array>
#include <cstddef>

namespace tcplab {

constexpr std::size_t nodeIndex(DiagramNode node) { return static_cast<std::size_t>(node); }

struct DiagramCell {
    int column; ///< −1 left, 0 middle, 1 right
    int row;
};
inline constexpr std::array<DiagramCell, diagramNodeCount> diagramCells{{
    {0, 0},
    {0, 1},
    {1, 2},
    {-1, 2},
    {0, 3},
    {-1, 4},
    {-1, 5},
    {1, 4},
    {0, 5},
    {1, 5},
    {0, 6},
    {1, 6},
}};
inline constexpr int mostDiagramRows = 8;
constexpr int diagramRows(bool tall) { return tall ? 8 : 7; }
constexpr int diagramRow(std::size_t node, bool tall)
{
    if (!tall || diagramCells[node].row < 6)
        return tall && node == nodeIndex(DiagramNode::Closing) ? 6 : diagramCells[node].row;
    return 7;
}

// Of a tall picture: between FIN-WAIT-2 and the two ways down beside it.
inline constexpr qreal tallAside = 6, tallEntry = 6;

class DiagramRouter {
public:
    explicit DiagramRouter(const DiagramGeometry& geometry);

    /// Of an arrow of the figure; straight down or up for any other.
    QPolygonF route(DiagramStep step) const;
    /// Around the boxes: along the outer margin for the columns at the side, between rows from the middle.
    QPolygonF around(DiagramStep step) const;

private:
    const QRectF& box(DiagramNode node) const { return m_geometry.box(node); }
    qreal rowTop(int row) const;
    qreal synSentLane(int which) const;
    QPolygonF betweenFinWait2AndClosing() const;
    QPolygonF besideFinWait2() const;
    /// Of a tall picture: the way to CLOSING comes down right of the one to TIME-WAIT.
    qreal tallLane() const { return box(DiagramNode::Closing).left() + tallEntry; }

    const DiagramGeometry& m_geometry;
    qreal m_low = 5;
    qreal m_side = 12;
};

} // namespace tcplab
