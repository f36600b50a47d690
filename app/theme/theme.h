/// Colours, line widths and text sizes, once for every view, picture and export.
#pragma once
#include "core/base/side.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QSize>
#include <algorithm>
#include <cstdint>

namespace tcplab {

enum class ThemeName : std::uint8_t { Light, Dark, Projector };

/// All text on `surface` has a contrast of 4.5:1 at least, all lines 3:1; a test computes it.
struct Theme {
    ThemeName name = ThemeName::Light;
    QColor window, surface, border, text, mutedText, accent;
    QColor client, clientSoft, clientOn; ///< lines and headings, fills, text on the colour
    QColor server, serverSoft, serverOn;
    QColor control, data, fin, reset, lost, retransmission; ///< segments by kind
    QColor now, changed, changedSoft, highlight, warning;
    QColor terminalBackground, terminalText;
    qreal lineWidth = 1.6; ///< of an arrow, px
    qreal strongWidth = 2.6;
    qreal textScale = 1.0;  ///< multiplies every size
    qreal leastPoints = 0;  ///< no text is smaller
    bool spotlight = false; ///< what does not act in this step steps back
    qreal points(qreal size) const { return std::max(size * textScale, leastPoints); }
    QFont ui(qreal size = 10, bool bold = false) const;
    QFont mono(qreal size = 9.5, bool bold = false) const;
    /// Of several connections the one with this number, from 1; they repeat. A number always stands beside it.
    QColor connection(int number) const;
    const QColor& of(Side side) const { return side == Side::Client ? client : server; }
    const QColor& softOf(Side side) const { return side == Side::Client ? clientSoft : serverSoft; }
    const QColor& onOf(Side side) const { return side == Side::Client ? clientOn : serverOn; }
    QPalette palette() const;
    QString styleSheet() const;
};

const Theme& themeNamed(ThemeName name);
/// For a lecture in a window of that size: the projector's colours on plain white, no text below 24 points.
Theme lectureTheme(QSize window);
/// Gives the application its colours and its font. After its widgets have found their places: each that gets another
/// parent is polished anew, with all that is in it.
void dressApplication(const Theme& theme);
/// Chinese in an upright face without serifs, whatever else is installed; Latin letters stay in the desktop's.
void chooseFaces();

} // namespace tcplab
