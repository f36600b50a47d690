/// Text in columns of a terminal: how wide it is, wrapped, padded, cut, or in ASCII alone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// One character: its octets, and the columns that it takes (0: it joins the one before it; 2: Chinese).
struct Glyph {
    std::string_view octets;
    int columns = 1;
};
/// Takes the first character off the text, which must not be empty. What is not UTF-8 counts octet by octet.
Glyph takeGlyph(std::string_view& text);
int columnsOf(std::string_view text);

/// With blanks up to this many columns, behind it or before it.
std::string padded(std::string_view text, int columns);
std::string paddedLeft(std::string_view text, int columns);
/// Lines of at most this many columns: broken at blanks, and between Chinese characters where their
/// punctuation allows it. A line feed in the text begins a new line.
std::vector<std::string> wrapped(std::string_view text, int columns);

/// Without control characters, which a file could use to play tricks on a terminal; line feeds stay if asked.
std::string printable(std::string_view text, bool keepLineFeeds = false);
/// In ASCII: what has a customary way to be written gets that ("->" for an arrow), all else a question mark.
std::string asciiText(std::string_view text);
/// JSON in ASCII: what is not gets written as \uXXXX, which means the same.
std::string asciiJson(std::string_view json);

} // namespace tcplab
