/// A chart laid out: lines, areas, marks and words with their places. The same for SVG, window and PNG.
#pragma once
#include "app/chart/chart.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

struct ChartXY {
    double x = 0;
    double y = 0;
};

/// What a shape is, for its colour.
enum class ChartInk : std::uint8_t { Text, Muted, Grid, Frame, Curve, Theory };

struct ChartLine {
    ChartInk ink = ChartInk::Grid;
    std::size_t curve = 0; ///< of Curve and Theory
    std::vector<ChartXY> points;
    double width = 1;
    bool dashed = false;
};

struct ChartArea {
    std::size_t curve = 0;
    std::vector<ChartXY> outline;
    double opacity = 0.2;
};

struct ChartMark {
    std::size_t curve = 0; ///< its form, too: not by colour alone
    std::size_t point = 0;
    ChartXY at;
};

enum class ChartAlign : std::uint8_t { Left, Middle, Right };

struct ChartWords {
    ChartXY at; ///< on the base line
    std::string text;
    double size = 12;
    ChartInk ink = ChartInk::Text;
    ChartAlign align = ChartAlign::Left;
    bool bold = false;
    bool upwards = false; ///< turned by a quarter
};

struct ChartShapes {
    double width = 0;
    double height = 0;
    ChartXY topLeft, bottomRight; ///< of the area within the axes: lines and areas are clipped to it
    std::vector<ChartLine> frame; ///< grid and axes
    std::vector<ChartArea> areas;
    std::vector<ChartLine> lines; ///< curves
    std::vector<ChartMark> marks;
    std::vector<ChartWords> words;
    std::vector<ChartLine> keyLines; ///< of the legend
    std::vector<ChartMark> keyMarks;

    /// The mark nearest to this place, at most `reach` away; null if none is.
    const ChartMark* markAt(ChartXY place, double reach) const;
};

struct ChartSize {
    double width = 900;
    double height = 560;
    double text = 13; ///< px
    /// How wide a text of this size is.
    std::function<double(std::string_view text, double size)> textWidth{};
};

ChartShapes layOutChart(const Chart& chart, const ChartSize& size);

/// The corners of a mark of this curve about (0, 0); none: a circle.
std::vector<ChartXY> markOutline(std::size_t curve, double radius);
inline constexpr double markRadius = 4;

/// Without a font at hand: a little more than most fonts need.
double estimatedTextWidth(std::string_view text, double size);

/// Places of numbers on an axis between these: 1, 2 or 5 times a power of ten apart; of a logarithmic one, powers of
/// ten, with twice and five times where these are few.
std::vector<double> niceTicks(double low, double high, bool logarithmic, int most);
std::string tickText(double value);

} // namespace tcplab
