/// Text as LaTeX reads it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tcplab {

/// What it is set in: the old fonts of pdflatex have not the same signs.
enum class LatexFont : std::uint8_t { Text, Typewriter };

/// Every character stands for itself.
std::string latexText(std::string_view text, LatexFont font = LatexFont::Text);
/// What a figure begins with: how it is to be included.
std::string latexHeading(std::string_view title, bool chinese);

} // namespace tcplab
