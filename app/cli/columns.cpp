#include "app/cli/columns.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tcplab {
namespace {

struct Range {
    char32_t first = 0;
    char32_t last = 0;
};

/// Unicode's East Asian Width W and F, in the large.
constexpr std::array wide{
    Range{0x1100, 0x115f},   Range{0x231a, 0x231b},   Range{0x23e9, 0x23ec},   Range{0x2e80, 0x303e},
    Range{0x3041, 0x33ff},   Range{0x3400, 0x4dbf},   Range{0x4e00, 0x9fff},   Range{0xa000, 0xa4cf},
    Range{0xa960, 0xa97f},   Range{0xac00, 0xd7a3},   Range{0xf900, 0xfaff},   Range{0xfe10, 0xfe19},
    Range{0xfe30, 0xfe6f},   Range{0xff01, 0xff60},   Range{0xffe0, 0xffe6},   Range{0x16fe0, 0x18aff},
    Range{0x1b000, 0x1b2ff}, Range{0x1f300, 0x1f64f}, Range{0x1f680, 0x1f6ff}, Range{0x1f900, 0x1f9ff},
    Range{0x1fa70, 0x1faff}, Range{0x20000, 0x3fffd},
};
/// Marks that join the character before them, and characters without a shape.
constexpr std::array joining{
    Range{0x0300, 0x036f}, Range{0x0483, 0x0489}, Range{0x0591, 0x05bd}, Range{0x064b, 0x065f},
    Range{0x0e34, 0x0e3a}, Range{0x0e47, 0x0e4e}, Range{0x1ab0, 0x1aff}, Range{0x1dc0, 0x1dff},
    Range{0x200b, 0x200f}, Range{0x202a, 0x202e}, Range{0x2060, 0x2064}, Range{0x20d0, 0x20ff},
    Range{0x3099, 0x309a}, Range{0xfe00, 0xfe0f}, Range{0xfe20, 0xfe2f}, Range{0xfeff, 0xfeff},
};

template <std::size_t n> bool isIn(const std::array<Range, n>& ranges, char32_t c)
{
    return std::ranges::any_of(ranges, [c](const Range& r) { return r.first <= c && c <= r.last; });
}

/// The character that these octets are; 0xfffd if they are none.
char32_t characterOf(std::string_view octets)
{
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(octets[i]); };
    const char32_t first = octet(0);
    if (octets.size() == 1)
        return first < 0x80 ? first : 0xfffd;
    char32_t c = first & (0xffu >> (octets.size() + 1));
    for (std::size_t i = 1; i < octets.size(); ++i)
        c = (c << 6) | (octet(i) & 0x3fu);
    return c;
}

std::size_t lengthOfFirst(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    if (length > text.size())
        return 1;
    for (std::size_t i = 1; i < length; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
            return 1;
    return length;
}

int columnsOf(char32_t c)
{
    if (c < 0x300)
        return 1;
    return isIn(joining, c) ? 0 : isIn(wide, c) ? 2 : 1;
}

bool isOneOf(std::string_view octets, std::string_view list)
{
    while (!list.empty())
        if (takeGlyph(list).octets == octets)
            return true;
    return false;
}

/// Whether a line may end between these two: at wide characters, but not before closing or after opening marks.
bool mayBreakBetween(const Glyph& before, const Glyph& after)
{
    if (before.columns != 2 && after.columns != 2)
        return false;
    return !isOneOf(after.octets, "，。、；：！？）》”’…—,.;:!?)") && !isOneOf(before.octets, "（《“‘(");
}

/// Lines of one paragraph.
void wrapParagraph(std::string_view text, int columns, std::vector<std::string>& lines)
{
    std::string line;  // done so far
    std::string piece; // what must stay together, not yet on the line
    int lineColumns = 0;
    int pieceColumns = 0;
    bool blankBefore = false; // between line and piece
    const auto startLine = [&] {
        lines.push_back(line);
        line.clear();
        lineColumns = 0;
        blankBefore = false;
    };
    const auto placePiece = [&] {
        if (piece.empty())
            return;
        const int gap = blankBefore && lineColumns > 0 ? 1 : 0;
        if (lineColumns > 0 && lineColumns + gap + pieceColumns > columns)
            startLine();
        else if (gap == 1) {
            line += ' ';
            ++lineColumns;
        }
        line += piece;
        lineColumns += pieceColumns;
        piece.clear();
        pieceColumns = 0;
        blankBefore = false;
    };
    Glyph last{};
    while (!text.empty()) {
        const Glyph glyph = takeGlyph(text);
        if (glyph.octets == " ") {
            placePiece();
            blankBefore = true;
        } else {
            const bool tooLong = pieceColumns + glyph.columns > columns;
            if (!piece.empty() && (tooLong || mayBreakBetween(last, glyph)))
                placePiece();
            piece += glyph.octets;
            pieceColumns += glyph.columns;
        }
        last = glyph;
    }
    placePiece();
    lines.push_back(line);
}

struct Customary {
    std::string_view character;
    std::string_view ascii;
};
constexpr std::array customary{
    Customary{"→", "->"},     Customary{"←", "<-"}, Customary{"·", "*"},   Customary{"×", "x"},
    Customary{"§", "sec. "},  Customary{"–", "-"},  Customary{"—", "-"},   Customary{"−", "-"},
    Customary{"“", "\""},     Customary{"”", "\""}, Customary{"‘", "'"},   Customary{"’", "'"},
    Customary{"…", "..."},    Customary{"µ", "u"},  Customary{"≤", "<="},  Customary{"≥", ">="},
    Customary{"│", "|"},      Customary{"├", "|"},  Customary{"┤", "|"},   Customary{"─", "-"},
    Customary{"╌", "-"},      Customary{"┆", ":"},  Customary{"┊", ":"},   Customary{"┼", "+"},
    Customary{"╭", "."},      Customary{"╮", "."},  Customary{"╰", "'"},   Customary{"╯", "'"},
    Customary{"▶", ">"},      Customary{"◀", "<"},  Customary{"✗", "x"},   Customary{"◷", "@"},
    Customary{"▷", ">"},      Customary{"◁", "<"},  Customary{"━", "-"},   Customary{"²", "^2"},
    Customary{"⁰", "^0"},     Customary{"³", "^3"}, Customary{"€", "EUR"}, Customary{"≠", "!="},
    Customary{"\u00a0", " "}, Customary{"⇒", "=>"}, Customary{"‑", "-"},   Customary{"•", "*"},
};

} // namespace

Glyph takeGlyph(std::string_view& text)
{
    const std::size_t length = lengthOfFirst(text);
    const std::string_view octets = text.substr(0, length);
    text.remove_prefix(length);
    return {octets, columnsOf(characterOf(octets))};
}

int columnsOf(std::string_view text)
{
    int columns = 0;
    while (!text.empty())
        columns += takeGlyph(text).columns;
    return columns;
}

std::string padded(std::string_view text, int columns)
{
    return std::string(text) +
           std::string(static_cast<std::size_t>(std::max(0, columns - columnsOf(text))), ' ');
}

std::string paddedLeft(std::string_view text, int columns)
{
    return std::string(static_cast<std::size_t>(std::max(0, columns - columnsOf(text))), ' ') +
           std::string(text);
}

std::vector<std::string> wrapped(std::string_view text, int columns)
{
    std::vector<std::string> lines;
    while (true) {
        const std::size_t end = text.find('\n');
        wrapParagraph(text.substr(0, end), std::max(columns, 2), lines);
        if (end == std::string_view::npos)
            return lines;
        text.remove_prefix(end + 1);
    }
}

std::string printable(std::string_view text, bool keepLineFeeds)
{
    std::string clean;
    while (!text.empty()) {
        const Glyph glyph = takeGlyph(text);
        const char32_t c = characterOf(glyph.octets);
        if (c == '\n' && keepLineFeeds)
            clean += '\n';
        else if (c == '\n' || c == '\t')
            clean += ' ';
        else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffd || (c >= 0x202a && c <= 0x202e))
            clean += "\ufffd";
        else
            clean += glyph.octets;
    }
    return clean;
}

std::string asciiText(std::string_view text)
{
    std::string ascii;
    while (!text.empty()) {
        const std::string_view octets = takeGlyph(text).octets;
        const auto found = std::ranges::find(customary, octets, &Customary::character);
        if (octets.size() == 1 && static_cast<unsigned char>(octets[0]) < 0x80)
            ascii += octets;
        else
            ascii += found == customary.end() ? "?" : found->ascii;
    }
    return ascii;
}

std::string asciiJson(std::string_view json)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string ascii;
    const auto unit = [&](char32_t u) {
        ascii += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            ascii += digits[(u >> static_cast<unsigned>(shift)) & 0xf];
    };
    while (!json.empty()) {
        const std::string_view octets = takeGlyph(json).octets;
        const char32_t c = characterOf(octets);
        if (c < 0x80) {
            ascii += octets;
        } else if (c < 0x10000) {
            unit(c);
        } else {
            unit(0xd800 + ((c - 0x10000) >> 10));
            unit(0xdc00 + ((c - 0x10000) & 0x3ff));
        }
    }
    return ascii;
}

} // namespace tcplab
