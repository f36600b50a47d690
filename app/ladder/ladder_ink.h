/// Every colour of the timeline, after all mixing: what is not lit steps back behind what is, lines more than texts, but
/// no further than they can be seen (text 4.5:1, lines and shapes 3:1).
#pragma once
#include "app/ladder/ladder_index.h"
#include "app/theme/theme.h"

#include <array>
#include <vector>

namespace tcplab {

class LadderInk {
public:
    /// `focus`: something is lit.
    LadderInk(const Theme& theme, bool focus) : m_theme(theme), m_focus(focus) {}

    const QColor& of(SegmentKind kind, bool lost) const;
    QColor line(const QColor& colour, bool lit) const;
    /// Of what one looks for even when it is not lit: losses, brackets of timers.
    QColor strongLine(const QColor& colour, bool lit) const;
    QColor text(const QColor& colour, bool lit) const;
    /// What is still under way; what is still to come.
    QColor ahead(const QColor& colour) const;
    QColor lifeline() const;
    QColor fold() const;
    QColor tick() const;
    /// A state's bar: filled where it is the current one, else pale with an edge, or without one where it is narrow.
    QColor barFill(Side host, bool current, bool edged) const;
    QColor barEdge(Side host) const;
    /// What is lit has more weight where all else cannot step back far.
    double weight(bool lit) const { return m_focus && lit && m_theme.spotlight ? 1.25 : 1.0; }

private:
    QColor back(const QColor& colour, double share, double least) const;

    struct Known {
        QRgb from;
        double share;
        double least;
        QColor to;
    };
    const Theme& m_theme;
    bool m_focus;
    mutable std::vector<Known> m_known; ///< a picture has thousands of lines in a handful of colours
};

} // namespace tcplab
