// The largest type with which a diagram fits into a size.
#include "app/diagram/diagram_paint.h"
#include "app/wording/transition_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <map>
#include <tuple>

namespace tcplab {

namespace {

QString nameOfNode(DiagramNode node) { return QString::fromLatin1(nameOf(stateOf(node))); }
QString word(DiagramWord which, Language language)
{
    return QString::fromStdString(diagramWord(which, language));
}

constexpr qreal footHeight = 18;
constexpr qreal usual = 10; ///< points of the boxes' names
constexpr qreal usualTitle = 8.5;

DiagramMetrics measured(const DiagramLayout& layout, Language language, bool counter)
{
    QFont bold = layout.font;
    bold.setBold(true); // a box keeps its size when it is lit
    const QFontMetricsF metrics(bold);
    DiagramMetrics m;
    m.textHeight = metrics.ascent() + metrics.descent() * 0.6;
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        m.nameWidth[i] = metrics.horizontalAdvance(nameOfNode(static_cast<DiagramNode>(i)));
    const QFontMetricsF small(layout.titleFont);
    m.titleHeight = small.ascent() + small.descent() * 0.6;
    m.activeWidth = small.horizontalAdvance(word(DiagramWord::ActiveClose, language)) + 8;
    m.passiveWidth = small.horizontalAdvance(word(DiagramWord::PassiveClose, language)) + 8;
    if (counter)
        m.counter = {std::max(small.horizontalAdvance(word(DiagramWord::Arrows, language)),
                              metrics.horizontalAdvance(QStringLiteral("21 of 21"))) +
                         2,
                     metrics.height() + small.height() - 3};
    return m;
}

/// As measured before: both hosts' diagrams try the same sizes, and each size brings two fonts.
const DiagramMetrics& measure(const DiagramLayout& layout, Language language, bool counter)
{
    using Key = std::tuple<QFont, QFont, Language, bool>;
    static auto* const known = new std::map<Key, DiagramMetrics>; // may outlive the fonts' engines
    constexpr std::size_t most = 200;
    if (known->size() >= most)
        known->clear();
    const auto [at, isNew] = known->try_emplace({layout.font, layout.titleFont, language, counter});
    if (isNew)
        at->second = measured(layout, language, counter);
    return at->second;
}

/// The same text in other sizes, about.
DiagramMetrics scaled(DiagramMetrics m, qreal by, qreal titleBy)
{
    for (qreal& width : m.nameWidth)
        width *= by;
    m.textHeight *= by;
    for (qreal* length : {&m.titleHeight, &m.activeWidth, &m.passiveWidth})
        *length *= titleBy;
    m.counter *= by;
    return m;
}

} // namespace

DiagramLayout fitDiagram(QSizeF size, const Theme& theme, Language language, bool counter, bool words)
{
    DiagramLayout layout;
    const auto fits = [&](qreal foot, bool tall) {
        DiagramMetrics metrics = measure(layout, language, counter);
        metrics.foot = foot;
        layout.geometry = layoutDiagram(size, metrics, tall);
        return layout.geometry.fits;
    };
    // A size that does not fit with letters a twelfth smaller is not measured: two fonts for each are dear at the start.
    layout.font = theme.ui(usual);
    layout.titleFont = theme.ui(usualTitle);
    const DiagramMetrics known = measure(layout, language, counter);
    const auto supposed = [&](qreal realPoints, qreal titlePoints, qreal foot, bool tall) {
        DiagramMetrics metrics = scaled(known, realPoints / theme.points(usual) * 11 / 12,
                                        titlePoints / theme.points(usualTitle) * 11 / 12);
        metrics.foot = foot;
        return layoutDiagram(size, metrics, tall);
    };
    const auto mayFit = [&](qreal points, qreal foot, bool tall) {
        const DiagramGeometry geometry =
            supposed(theme.points(points), theme.points(std::max(6.5, points - 1.5)), foot, tall);
        return geometry.fits && (points <= usual || geometry.roomy);
    };
    for (const bool tall : {false, true})
        for (const qreal foot : {footHeight, 0.0}) {
            if (foot > 0 && !words)
                continue;
            for (const qreal points : {13.0, 12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0}) {
                if (!mayFit(points, foot, tall))
                    continue;
                layout.font = theme.ui(points);
                layout.titleFont = theme.ui(std::max(6.5, points - 1.5));
                if (fits(foot, tall) && (points <= usual || layout.geometry.roomy))
                    return layout;
            }
        }
    // Smaller than the theme would have it, rather than one box on another.
    const qreal smallest = theme.points(7);
    layout.titleFont = theme.ui(6.5);
    for (qreal points = smallest - 0.5; points >= 5; points -= 0.5)
        for (const bool tall : {false, true}) {
            const qreal titlePoints = std::min(points, theme.points(6.5));
            if (!supposed(points, titlePoints, 0, tall).fits)
                continue;
            layout.font.setPointSizeF(points);
            layout.titleFont.setPointSizeF(titlePoints);
            if (fits(0, tall))
                return layout;
        }
    // Rather than that, arrows that are little more than their heads.
    for (qreal points = smallest; points >= 4; points -= 0.5)
        for (const bool tall : {false, true}) {
            const bool last = points - 0.5 < 4 && tall;
            const qreal titlePoints = std::min(points, 6.0);
            if (!last && !supposed(points, titlePoints, 0, tall).apart)
                continue;
            layout.font.setPointSizeF(points);
            layout.titleFont.setPointSizeF(titlePoints);
            fits(0, tall);
            if (layout.geometry.apart)
                return layout;
        }
    return layout;
}

qreal leastDiagramHeight(qreal width, const Theme& theme, Language language)
{
    // About, and a little more: the fonts of that size themselves would be loaded for this alone.
    constexpr qreal more = 1.06;
    DiagramLayout layout;
    layout.font = theme.ui(usual);
    layout.titleFont = theme.ui(usualTitle);
    const DiagramMetrics metrics =
        scaled(measure(layout, language, false), more * 7 / usual, more * 6.5 / usualTitle);
    constexpr qreal enough = 2000;
    const bool tall = !layoutDiagram({width, enough}, metrics).fits;
    return leastHeight(metrics, tall);
}

} // namespace tcplab
