#include "app/ladder/ladder_ink.h"

#include "app/theme/contrast.h"

#include <algorithm>

namespace tcplab {

namespace {
constexpr double lineDimming = 0.36;
constexpr double textDimming = 0.18;
constexpr double spotlightDimming = 0.42;
} // namespace

const QColor& LadderInk::of(SegmentKind kind, bool lost) const
{
    if (lost)
        return m_theme.lost;
    switch (kind) {
    case SegmentKind::Control: return m_theme.control;
    case SegmentKind::Data: return m_theme.data;
    case SegmentKind::Fin: return m_theme.fin;
    case SegmentKind::Reset: return m_theme.reset;
    case SegmentKind::Retransmission: return m_theme.retransmission;
    }
    return m_theme.control;
}

QColor LadderInk::back(const QColor& colour, double share, double least) const
{
    for (const Known& one : m_known)
        if (one.from == colour.rgb() && one.share == share && one.least == least)
            return one.to;
    const QColor to = steppedBack(colour, m_theme.surface, share, least);
    m_known.push_back({colour.rgb(), share, least, to});
    return to;
}

QColor LadderInk::line(const QColor& colour, bool lit) const
{
    const double share = m_theme.spotlight ? spotlightDimming : lineDimming;
    return lit || !m_focus ? colour : back(colour, share, lineContrast);
}

QColor LadderInk::strongLine(const QColor& colour, bool lit) const
{
    const double share = m_theme.spotlight ? spotlightDimming : lineDimming / 2;
    return lit || !m_focus ? colour : back(colour, share, lineContrast);
}

QColor LadderInk::text(const QColor& colour, bool lit) const
{
    const double share = m_theme.spotlight ? spotlightDimming : textDimming;
    return lit || !m_focus ? colour : back(colour, share, textContrast);
}

QColor LadderInk::ahead(const QColor& colour) const { return back(colour, 0.35, lineContrast); }
QColor LadderInk::lifeline() const { return back(m_theme.border, 0.25, lineContrast); }
QColor LadderInk::fold() const { return back(m_theme.border, 0.45, lineContrast); }
QColor LadderInk::tick() const { return back(m_theme.border, 0.6, lineContrast); }

QColor LadderInk::barFill(Side host, bool current, bool edged) const
{
    const QColor& colour = m_theme.of(host);
    if (current)
        return colour;
    if (edged)
        return mixed(m_theme.softOf(host), colour, 0.1);
    return strengthened(m_theme.softOf(host), colour, m_theme.surface, 0.22, lineContrast);
}

QColor LadderInk::barEdge(Side host) const { return back(m_theme.of(host), lineDimming, lineContrast); }

} // namespace tcplab
