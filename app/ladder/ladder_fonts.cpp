#include "app/ladder/ladder_paint.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

QFont fontFor(TextRole role, const Theme& theme)
{
    switch (role) {
    case TextRole::Flags: return theme.ui(10, true);
    case TextRole::Numbers: return theme.mono(8.5);
    case TextRole::StateName: return theme.ui(9, true);
    case TextRole::Call: return theme.mono(8.5);
    case TextRole::Tick: return theme.mono(8.5);
    case TextRole::TimerName: return theme.ui(8.5, true);
    case TextRole::Note: return theme.ui(8.5, true);
    case TextRole::Badge: return theme.mono(9, true);
    case TextRole::Heading: return theme.ui(11, true);
    }
    return theme.ui();
}

/// Narrower than this for each unit of its scale, type is made smaller, down to this, or to this share.
constexpr double widthForFullType = 620;
constexpr double smallestType = 0.9;
constexpr double smallestShare = 0.82;
/// Narrower than this for each unit of its scale, states' names take this much of their width, %.
constexpr double widthForFullNames = 440;
constexpr int narrowNames = 84;
/// So many texts' widths are remembered for each role.
constexpr qsizetype mostWidths = 4096;

} // namespace

Theme fittedTo(const Theme& theme, double width)
{
    Theme fitted = theme;
    if (theme.leastPoints > 0) // then it says less, but nothing smaller
        return fitted;
    const double least = std::max(smallestType, theme.textScale * smallestShare);
    const double fitting = std::floor(width / widthForFullType * 50) / 50;
    fitted.textScale = std::clamp(fitting, std::min(least, theme.textScale), theme.textScale);
    return fitted;
}

LadderFonts::LadderFonts(const Theme& theme, QPaintDevice* device, double width) : m_scale(theme.textScale)
{
    m_metrics.reserve(textRoleCount);
    for (std::size_t role = 0; role < textRoleCount; ++role) {
        m_fonts[role] = fontFor(static_cast<TextRole>(role), theme);
        if (static_cast<TextRole>(role) == TextRole::StateName && !theme.spotlight &&
            width < widthForFullNames * m_scale)
            m_fonts[role].setStretch(narrowNames);
        m_metrics.push_back(device != nullptr ? QFontMetricsF(m_fonts[role], device)
                                              : QFontMetricsF(m_fonts[role]));
    }
}

double LadderFonts::width(TextRole role, const QString& text) const
{
    // Shaping a text costs more than a frame with a hundred of them may.
    QHash<QString, double>& known = m_widths[static_cast<std::size_t>(role)];
    const auto found = known.constFind(text);
    if (found != known.constEnd())
        return *found;
    if (known.size() >= mostWidths)
        known.clear();
    return *known.insert(text, metrics(role).horizontalAdvance(text));
}

double LadderFonts::height(TextRole role) const { return metrics(role).height(); }

double LadderFonts::ascent(TextRole role) const { return metrics(role).ascent(); }

} // namespace tcplab
