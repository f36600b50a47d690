/// Where in a scenario's text a place is, and what has been begun there.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

struct TextPlace {
    enum class Kind {
        Nothing, ///< a comment, or behind something complete
        Key,
        Value,
        Header, ///< "[netw"
        Line,   ///< of a text of several lines
    };
    Kind kind = Kind::Nothing;
    std::string table;   ///< "network", "client" …; "" before the first
    bool listed = false; ///< the table is one of several: "[[fault]]"
    std::string key;     ///< whose value it is, or whose text of several lines; else ""
    std::string before;  ///< what stands on the line before the word that is begun
    std::string begun;   ///< that word, as far as the place
    std::string after;   ///< what would close all that is open there
    bool inside = false; ///< an inline table or a list
    std::vector<std::string>
        there; ///< tables, and keys of this one, on other lines; in an inline table, its keys
};
TextPlace placeIn(std::string_view text, std::size_t offset);

} // namespace tcplab
