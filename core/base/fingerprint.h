/// A 64-bit fingerprint of a value, the same on every machine: fed field by field, never raw memory.
#pragma once
#include <cstdint>
#include <string_view>

namespace tcplab {

class Fingerprint {
public:
    constexpr void add(std::uint64_t value)
    {
        // splitmix64's finalizer over a running state: order matters, platform does not.
        m_state ^= value + 0x9e3779b97f4a7c15ULL + (m_state << 6) + (m_state >> 2);
        m_state = (m_state ^ (m_state >> 30)) * 0xbf58476d1ce4e5b9ULL;
        m_state = (m_state ^ (m_state >> 27)) * 0x94d049bb133111ebULL;
        m_state ^= m_state >> 31;
    }
    constexpr void add(std::string_view text)
    {
        add(text.size());
        for (const char c : text)
            add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    }
    constexpr std::uint64_t value() const { return m_state; }

private:
    std::uint64_t m_state = 0x7463706c61620001ULL;
};

} // namespace tcplab
