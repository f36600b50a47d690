/// Text as LaTeX reads it.
#pragma once
#include <string>
#include <string_view>

namespace tcplab {

/// Every character stands for itself.
std::string latexText(std::string_view text);
/// What a figure begins with: how it is to be included.
std::string latexHeading(std::string_view title, bool chinese);

} // namespace tcplab
