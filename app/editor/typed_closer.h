/// A quote or bracket that is typed where it stands already.
#pragma once
#include <cstddef>
#include <string_view>

namespace tcplab {

enum class TypedCloser {
    Insert,
    StepOver, ///< the next character is it
    Swallow,  ///< it has been written just before
};
/// `line` is one of TOML, not of a text of several lines; `at` octets stand before the place.
TypedCloser typedCloser(std::string_view line, std::size_t at, char typed);

} // namespace tcplab
