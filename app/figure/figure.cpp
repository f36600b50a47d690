#include "app/figure/figure.h"

#include "app/figure/diagram_text.h"
#include "app/figure/sequence.h"
#include "app/figure/timeline_figure.h"

#include <algorithm>

namespace tcplab {

std::optional<FigureFormat> figureFormatNamed(std::string_view name)
{
    const auto found = std::find(figureFormatNames.begin(), figureFormatNames.end(), name);
    if (found == figureFormatNames.end())
        return std::nullopt;
    return static_cast<FigureFormat>(found - figureFormatNames.begin());
}

std::string_view suffixOf(FigureFormat format)
{
    constexpr std::array<std::string_view, figureFormatNames.size()> suffixes{".svg", ".tex", ".mmd",
                                                                              ".puml"};
    return suffixes[static_cast<std::size_t>(format)];
}

std::string timelineText(FigureFormat format, const Trace& trace, const FigureOptions& options)
{
    switch (format) {
    case FigureFormat::Svg: return svgOf(timelineFigure(trace, options));
    case FigureFormat::Tikz: return tikzOf(timelineFigure(trace, options, narrowColumns));
    case FigureFormat::Mermaid: return mermaidSequence(trace, options);
    case FigureFormat::PlantUml: break;
    }
    return plantUmlSequence(trace, options);
}

std::string diagramText(FigureFormat format, const Trace& trace, Side side, ConnectionId conn,
                        std::uint64_t step, Language language)
{
    const WalkedDiagram diagram = walkedDiagram(trace, side, conn, step, language);
    switch (format) {
    case FigureFormat::Svg: return diagramSvg(diagram);
    case FigureFormat::Tikz: return diagramTikz(diagram);
    case FigureFormat::Mermaid: return diagramMermaid(diagram);
    case FigureFormat::PlantUml: break;
    }
    return diagramPlantUml(diagram);
}

} // namespace tcplab
