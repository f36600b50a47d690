/// A scenario's text as something to be edited: what may stand at a place, and the smallest change that sets a value. Free of
/// widgets; what there is to be set it asks from the same tables as the reader.
#pragma once
#include "app/wording/wording.h"

#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

struct Offer {
    std::string word;
    std::string meaning; ///< one line; may be empty
    friend bool operator==(const Offer&, const Offer&) = default;
};

/// Where in a text a place is.
struct TextPlace {
    std::string table;    ///< "network", "client" …; "" before the first
    std::string key;      ///< of the line, where the place is behind its "="; else ""
    std::string begun;    ///< what is written of the word before the place
    bool inBlock = false; ///< inside a text of several lines, or a comment
};
TextPlace placeIn(std::string_view text, std::size_t offset);
/// What could stand there: keys of the table, or values of the key.
std::vector<Offer> offersAt(const TextPlace& place, Language language);

/// The text with this value for that key: only the value is touched where it stands already, comments stay; else a line
/// is added to the table, or the table. `value` as TOML writes it ("\"50 ms\"", "3", "true").
std::string withValue(std::string_view text, std::string_view table, std::string_view key,
                      std::string_view value);
/// The text without that key; a comment behind it stays.
std::string withoutValue(std::string_view text, std::string_view table, std::string_view key);
/// The value as it stands there; "" if it does not.
std::string valueIn(std::string_view text, std::string_view table, std::string_view key);
/// In quotes, unless it is a number or true or false.
std::string asToml(std::string_view value);

} // namespace tcplab
