/// Paints the ladder's shapes: one function for the widget, for pictures and for exports.
#pragma once
#include "app/ladder/label_sprites.h"
#include "app/ladder/ladder_geometry.h"
#include "app/theme/theme.h"

#include <QFont>
#include <QFontMetricsF>
#include <QHash>

#include <array>
#include <vector>

class QPainter;
class QPaintDevice;

namespace tcplab {

/// The theme's fonts for the ladder's texts, and their measures.
class LadderFonts : public TextMeasure {
public:
    /// `width`: of the timeline, px; in a narrow one states' names are set narrower.
    explicit LadderFonts(const Theme& theme, QPaintDevice* device = nullptr, double width = 1e9);
    const QFont& font(TextRole role) const { return m_fonts[static_cast<std::size_t>(role)]; }
    double width(TextRole role, const QString& text) const override;
    double height(TextRole role) const override;
    double ascent(TextRole role) const override;
    double scale() const override { return m_scale; }
    const LabelSprites& sprites() const { return m_sprites; }

private:
    const QFontMetricsF& metrics(TextRole role) const { return m_metrics[static_cast<std::size_t>(role)]; }
    std::array<QFont, textRoleCount> m_fonts;
    std::vector<QFontMetricsF> m_metrics;
    mutable std::array<QHash<QString, double>, textRoleCount> m_widths;
    double m_scale = 1;
    LabelSprites m_sprites;
};

/// The theme with smaller type where there is little room between the lifelines: labels are worth more than
/// large letters.
Theme fittedTo(const Theme& theme, double width);

void paintLadder(QPainter& painter, const LadderGeometry& geometry, const LadderFonts& fonts,
                 const Theme& theme);

/// A whole run, or the stretch of its axis from `top` to `bottom` (units), for pictures and exports.
struct LadderPicture {
    double zoom = 1;
    double top = 0;
    double bottom = -1; ///< negative: to the end
    bool relativeNumbers = false;
    Notation notation = Notation::Words;
    Language language = Language::English;
    bool everyLabel = false; ///< on other arrows, if there is no place of its own
};
/// How tall such a picture is, px.
double pictureHeight(const TimeAxis& axis, const LadderFonts& fonts, const LadderPicture& picture);
void paintLadder(QPainter& painter, const QRectF& area, const Trace& trace, const TimeAxis& axis,
                 const Theme& theme, const LadderPicture& picture);

} // namespace tcplab
