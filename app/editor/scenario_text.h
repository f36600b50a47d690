/// A scenario's text as something to be edited: its lines, and the smallest change that sets a value. Free of widgets.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// One line of a text.
struct TextLine {
    std::size_t begin = 0;
    std::string_view words; ///< without its line feed
    bool inBlock = false;   ///< it begins inside a text of several lines
};
std::vector<TextLine> linesOf(std::string_view text);
/// Where a comment begins outside quotes; npos: none.
std::size_t commentIn(std::string_view line);
/// "[network]" → "network"; "[[user]]" → "user"; nothing for another line.
std::optional<std::string> headerOf(const TextLine& line);
/// The key before the "=", nothing if there is none.
std::optional<std::string> keyOf(const TextLine& line);

/// The text with this value for that key: only the value is touched where it stands already, comments stay; else a line
/// is added to the table, or the table. `value` as TOML writes it ("\"50 ms\"", "3", "true").
std::string withValue(std::string_view text, std::string_view table, std::string_view key,
                      std::string_view value);
/// The text without that key; a comment behind it stays.
std::string withoutValue(std::string_view text, std::string_view table, std::string_view key);
/// The value as it stands there; "" if it does not.
std::string valueIn(std::string_view text, std::string_view table, std::string_view key);
/// The table and the key that this line (from 1) says something about; nothing for a line without one.
struct KeyPlace {
    std::string table;
    std::string key;
    friend bool operator==(const KeyPlace&, const KeyPlace&) = default;
};
std::optional<KeyPlace> keyOnLine(std::string_view text, int line);
/// In quotes, unless it is a number or true or false.
std::string asToml(std::string_view value);

} // namespace tcplab
