/// A run as Mermaid's sequenceDiagram and as PlantUML's.
#pragma once
#include "app/figure/figure.h"

#include <string>
#include <string_view>

namespace tcplab {

std::string mermaidSequence(const Trace& trace, const FigureOptions& options);
std::string plantUmlSequence(const Trace& trace, const FigureOptions& options);

/// Text in which every character stands for itself.
std::string mermaidText(std::string_view text);
std::string plantUmlText(std::string_view text);

} // namespace tcplab
