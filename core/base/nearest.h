/// The name that was probably meant.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace tcplab {

/// How many letters must be put in, taken out, changed or swapped with a neighbour to make one word of the
/// other. Works in octets: the names it is for are ASCII.
std::size_t editDistance(std::string_view a, std::string_view b);
/// The nearest name if `word` is likely a slip for it (a third of its letters, at least one); else all of
/// them, with commas.
std::string nearestOrAll(std::string_view word, std::span<const std::string_view> names);

} // namespace tcplab
