#include "core/host/quoted_octets.h"

#include "core/base/utf8.h"

#include <array>
#include <utility>

namespace tcplab {
namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";
/// What stands after the backslash, and the octet it means.
constexpr std::array<std::pair<char, char>, 5> escapes{
    {{'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'"', '"'}, {'\\', '\\'}}};

std::optional<unsigned> hexDigit(char c)
{
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t digit = hexDigits.find(lower);
    if (digit == std::string_view::npos)
        return std::nullopt;
    return static_cast<unsigned>(digit);
}

/// The octet of the escape whose first character is at `at`; leaves `at` on its last character.
std::optional<char> readEscape(std::string_view line, std::size_t& at)
{
    if (at >= line.size())
        return std::nullopt;
    for (const auto& [letter, octet] : escapes)
        if (line[at] == letter)
            return octet;
    if (line[at] != 'x' || at + 2 >= line.size())
        return std::nullopt;
    const std::optional<unsigned> high = hexDigit(line[at + 1]);
    const std::optional<unsigned> low = hexDigit(line[at + 2]);
    if (!high || !low)
        return std::nullopt;
    at += 2;
    return static_cast<char>(*high * 16 + *low);
}

} // namespace

std::string quoted(std::string_view octets)
{
    const bool isText = firstNotUtf8(octets) == std::string_view::npos;
    std::string text = "\"";
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        bool escaped = false;
        for (const auto& [letter, meant] : escapes) {
            if (c == meant) {
                text += '\\';
                text += letter;
                escaped = true;
            }
        }
        if (escaped)
            continue;
        // What is not UTF-8 is spelled out, so that the line is.
        if (octet >= 0x80 ? isText : octet >= 0x20 && octet != 0x7f) {
            text += c;
        } else {
            text += "\\x";
            text += hexDigits[octet >> 4];
            text += hexDigits[octet & 15];
        }
    }
    return text + "\"";
}

std::optional<std::string> readQuoted(std::string_view line, std::size_t& at)
{
    std::string octets;
    for (++at; at < line.size(); ++at) {
        if (line[at] == '"') {
            ++at;
            return octets;
        }
        std::optional<char> octet = line[at];
        if (*octet == '\\')
            octet = readEscape(line, ++at);
        if (!octet)
            return std::nullopt;
        octets += *octet;
    }
    return std::nullopt;
}

} // namespace tcplab
