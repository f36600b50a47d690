/// Sequence numbers: 32 bits, compared and subtracted modulo 2^32 (RFC 9293 §3.4).
#pragma once
#include <cstdint>

namespace tcplab {

/// A sequence or acknowledgment number. `a < b` means that b lies less than 2^31 ahead of a.
class SeqNum {
public:
    constexpr SeqNum() = default;
    constexpr explicit SeqNum(std::uint32_t value) : m_value(value) {}
    constexpr std::uint32_t value() const { return m_value; }

    friend constexpr bool operator==(SeqNum, SeqNum) = default;
    friend constexpr SeqNum operator+(SeqNum a, std::uint32_t n) { return SeqNum(a.m_value + n); }
    friend constexpr SeqNum operator-(SeqNum a, std::uint32_t n) { return SeqNum(a.m_value - n); }
    /// The signed distance from b to a: positive when a is ahead.
    friend constexpr std::int32_t operator-(SeqNum a, SeqNum b)
    {
        return static_cast<std::int32_t>(a.m_value - b.m_value);
    }
    constexpr SeqNum& operator+=(std::uint32_t n)
    {
        m_value += n;
        return *this;
    }
    friend constexpr bool operator<(SeqNum a, SeqNum b) { return a - b < 0; }
    friend constexpr bool operator<=(SeqNum a, SeqNum b) { return a - b <= 0; }
    friend constexpr bool operator>(SeqNum a, SeqNum b) { return a - b > 0; }
    friend constexpr bool operator>=(SeqNum a, SeqNum b) { return a - b >= 0; }

private:
    std::uint32_t m_value = 0;
};

/// How many numbers lie in [from, to); for windows and flights, where `to` is not behind `from`.
constexpr std::uint32_t distance(SeqNum from, SeqNum to) { return to.value() - from.value(); }
constexpr SeqNum maxOf(SeqNum a, SeqNum b) { return a < b ? b : a; }
constexpr SeqNum minOf(SeqNum a, SeqNum b) { return a < b ? a : b; }

} // namespace tcplab
