/// Which states an exploration has been in: fingerprints alone, 18 octets a slot. States are told apart by 64 bits: of
/// ten million the chance that any two are taken for one is a millionth.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace tcplab {

class SeenTable {
public:
    enum class Answer : std::uint8_t { New, Again, Seen, Full };

    explicit SeenTable(std::uint64_t mostOctets) : m_most(mostOctets) { resize(1u << 12); }

    /// The state of this fingerprint, reached with these budgets left (`covered`: all that are no larger, as bits) in
    /// so many steps. Seen: it was explored with as much left before, and (if `shortest`) in no more steps.
    Answer visit(std::uint64_t key, std::uint64_t bit, std::uint64_t covered, std::uint16_t steps,
                 bool shortest)
    {
        if (m_count * 4 >= m_keys.size() * 3 && !grow())
            return Answer::Full;
        const std::size_t at = placeOf(key);
        if (m_keys[at] == 0) {
            m_keys[at] = key;
            m_budgets[at] = covered;
            m_steps[at] = steps;
            ++m_count;
            return Answer::New;
        }
        const bool known = (m_budgets[at] & bit) != 0;
        if (known && (!shortest || m_steps[at] <= steps))
            return Answer::Seen;
        if (shortest && steps < m_steps[at])
            m_budgets[at] = covered; // of the others nobody knows that they came so early
        else
            m_budgets[at] |= covered;
        m_steps[at] = shortest && !known ? std::max(m_steps[at], steps) : std::min(m_steps[at], steps);
        return Answer::Again;
    }
    /// Different worlds.
    std::uint64_t size() const { return m_count; }
    std::uint64_t octets() const { return m_keys.size() * slotOctets; }
    void clear()
    {
        std::fill(m_keys.begin(), m_keys.end(), 0);
        m_count = 0;
    }

private:
    static constexpr std::uint64_t slotOctets = 18;

    std::size_t placeOf(std::uint64_t key) const
    {
        const std::size_t mask = m_keys.size() - 1;
        std::size_t at = static_cast<std::size_t>(key) & mask;
        while (m_keys[at] != 0 && m_keys[at] != key)
            at = (at + 1) & mask;
        return at;
    }
    void resize(std::size_t slots)
    {
        m_keys.assign(slots, 0);
        m_budgets.assign(slots, 0);
        m_steps.assign(slots, 0);
    }
    bool grow()
    {
        const std::size_t slots = m_keys.size() * 2;
        if ((slots + m_keys.size()) * slotOctets > m_most) // both tables are there for a while
            return false;
        const std::vector<std::uint64_t> keys = std::move(m_keys);
        const std::vector<std::uint64_t> budgets = std::move(m_budgets);
        const std::vector<std::uint16_t> steps = std::move(m_steps);
        resize(slots);
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (keys[i] != 0) {
                const std::size_t at = placeOf(keys[i]);
                m_keys[at] = keys[i];
                m_budgets[at] = budgets[i];
                m_steps[at] = steps[i];
            }
        return true;
    }

    std::uint64_t m_most;
    std::uint64_t m_count = 0;
    std::vector<std::uint64_t> m_keys; ///< 0: empty
    std::vector<std::uint64_t> m_budgets;
    std::vector<std::uint16_t> m_steps;
};

} // namespace tcplab
