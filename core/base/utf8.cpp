#include "core/base/utf8.h"

namespace tcplab {
namespace {

/// How many octets the sequence at the start of `text` takes; 0 if it is malformed (RFC 3629 §4).
std::size_t sequenceLength(std::string_view text)
{
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = octet(0);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length)
        return 0;
    // The second octet's range shuts out overlong forms, surrogates and what lies beyond U+10FFFF.
    const unsigned least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (octet(1) < least || octet(1) > most)
        return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (octet(i) < 0x80 || octet(i) > 0xbf)
            return 0;
    return length;
}

} // namespace

std::size_t firstNotUtf8(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = sequenceLength(text.substr(at));
        if (length == 0)
            return at;
        at += length;
    }
    return std::string_view::npos;
}

} // namespace tcplab
