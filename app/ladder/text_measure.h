/// How large a text will be, asked without knowing fonts: geometry is computed and tested without a window.
#pragma once
#include <QString>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace tcplab {

enum class TextRole : std::uint8_t {
    Flags,   ///< "SYN, ACK" along an arrow
    Numbers, ///< "seq=5000 ack=1001" behind it
    StateName,
    Call,
    Tick,
    TimerName,
    Note,  ///< "+59.2 s", "no effect"
    Badge, ///< the time on the now line
    Heading,
};
inline constexpr std::size_t textRoleCount = 9;

class TextMeasure {
public:
    virtual ~TextMeasure() = default;
    virtual double width(TextRole role, const QString& text) const = 0; ///< px
    virtual double height(TextRole role) const = 0;                     ///< px, of a line
    virtual double ascent(TextRole role) const = 0;                     ///< px above the base line
    virtual double scale() const = 0; ///< of all that is not text, so that it goes with the text
};

/// Px between a filled label's text and the end of its ground.
constexpr double chipPadding(double scale) { return std::min(4 * scale, 6.0); }

} // namespace tcplab
