/// Octets between quotes, as programs write them: \n \r \t \" \\ and \xNN stand for one octet each.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tcplab {

/// "GET /\r\n" with its quotes: readQuoted() gives the same octets back.
std::string quoted(std::string_view octets);
/// Reads from the opening quote at `at` and moves `at` past the closing one; nothing if it is malformed.
std::optional<std::string> readQuoted(std::string_view line, std::size_t& at);

} // namespace tcplab
