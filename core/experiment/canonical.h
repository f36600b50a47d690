/// A world's fingerprint as an exploration needs it: equal for two worlds from which the same can happen. Instants
/// count from now, where the scenario does not speak of the clock; packet numbers, step numbers, and what has no
/// part in the future (the round trips of a connection in TIME-WAIT, a measurement that was given up) stay out of it.
#pragma once
#include "core/world/world.h"

#include <cstdint>

namespace tcplab {

/// Mixes words into 64 bits, two at a time.
class Mixer {
public:
    void add(std::uint64_t word)
    {
        if (!m_half) {
            m_first = word;
            m_half = true;
            return;
        }
        m_state = fold(m_state ^ m_first ^ 0xa0761d6478bd642fULL, word ^ 0xe7037ed1a0b428dbULL);
        m_half = false;
    }
    void add(std::uint32_t a, std::uint32_t b) { add(std::uint64_t{a} << 32 | b); }
    std::uint64_t value()
    {
        if (m_half)
            add(0x8ebc6af09c88c6e3ULL);
        const std::uint64_t mixed = fold(m_state ^ 0x589965cc75374cc3ULL, 0x1d8e4e27c47d124fULL);
        return mixed == 0 ? 1 : mixed;
    }

private:
    static std::uint64_t fold(std::uint64_t a, std::uint64_t b)
    {
        __extension__ using Wide = unsigned __int128;
        const Wide product = Wide{a} * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    }

    std::uint64_t m_state = 0x7463706c61620002ULL;
    std::uint64_t m_first = 0;
    bool m_half = false;
};

/// What of a scenario decides how much of a world matters; found once.
struct CanonicalRules {
    bool clock = false;      ///< the time of day does: `until`, a queue that keeps averages
    bool luck = false;       ///< how many segments have been offered decides their fate
    bool timestamps = false; ///< a host uses them: where in its millisecond it stands
    /// By host: behind this line of its program none names an instant.
    std::array<std::uint32_t, 2> untimedFrom{};
};
CanonicalRules canonicalRules(const Scenario& scenario);

/// The world into the mixer, all but what is in flight.
void mixWorld(Mixer& mixer, const World& world, const CanonicalRules& rules);
/// A segment in flight.
void mixFlight(Mixer& mixer, const InFlight& flight, const World& world, const CanonicalRules& rules);

} // namespace tcplab
