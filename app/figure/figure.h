/// A run, or a stretch of it, as text for papers and slides: SVG and TikZ drawn to scale, Mermaid and PlantUML as
/// sequences of messages. Free of Qt, so that the command line writes the same as the window.
#pragma once
#include "app/wording/wording.h"
#include "core/trace/trace.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace tcplab {

enum class FigureFormat : std::uint8_t { Svg, Tikz, Mermaid, PlantUml };
inline constexpr std::array<std::string_view, 4> figureFormatNames{"svg", "tikz", "mermaid", "plantuml"};
std::optional<FigureFormat> figureFormatNamed(std::string_view name);
/// ".svg", ".tex", ".mmd", ".puml".
std::string_view suffixOf(FigureFormat format);

/// What of a run, and how it is written.
struct FigureOptions {
    Language language = Language::English;
    bool relative = false;
    Notation notation = Notation::Words;
    Instant from{};
    Instant to = Instant::never();
    bool linear = false; ///< idle stretches as long as they are
};

/// The timeline.
std::string timelineText(FigureFormat format, const Trace& trace, const FigureOptions& options);
/// RFC 9293's state diagram with the way that one connection of a host has gone by a step.
std::string diagramText(FigureFormat format, const Trace& trace, Side side, ConnectionId conn,
                        std::uint64_t step, Language language);

} // namespace tcplab
