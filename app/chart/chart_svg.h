/// A chart as SVG.
#pragma once
#include "app/chart/chart_shapes.h"

#include <array>
#include <string>

namespace tcplab {

/// "#rrggbb" each. Curves are told apart by those who do not see all colours, too (Okabe and Ito 2008).
struct ChartColours {
    std::string background = "#ffffff";
    std::string text = "#1a1a1a";
    std::string muted = "#555555";
    std::string grid = "#e2e2e2";
    std::string frame = "#808080";
    std::array<std::string, 7> curves{"#0072b2", "#d55e00", "#009e73", "#a3528a",
                                      "#8a6d00", "#2f8fc4", "#444444"};

    const std::string& of(ChartInk ink, std::size_t curve) const;
};

std::string chartSvg(const ChartShapes& shapes, const ChartColours& colours = {});

} // namespace tcplab
