/// Scenarios made by chance: programs, knobs, wires, faults. The n-th is the same on every machine.
#pragma once
#include "core/base/random.h"
#include "core/world/scenario.h"

#include <initializer_list>
#include <memory>
#include <string>

namespace tcplab {

/// A run of draws: the k-th is a function of (seed, k), so a trial can be done again from its number.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_seed(seed) {}

    std::uint32_t below(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(drawBelow(bound, m_seed, 0, Purpose::Test, m_k++));
    }
    /// Within [least, most].
    std::uint32_t within(std::uint32_t least, std::uint32_t most) { return least + below(most - least + 1); }
    bool oneIn(std::uint32_t n) { return below(n) == 0; }
    template <class T> T pick(std::initializer_list<T> items)
    {
        return items.begin()[below(static_cast<std::uint32_t>(items.size()))];
    }

private:
    std::uint64_t m_seed;
    std::uint64_t m_k = 0;
};

struct RandomScenario {
    std::shared_ptr<const Scenario> scenario;
    /// Each application reads all that the other writes and closes: without errors everything must arrive.
    bool cooperative = false;
    /// One in so many steps a hand reaches in; 0: never.
    std::uint32_t handEvery = 0;
};

RandomScenario randomScenario(std::uint64_t number);
/// What is needed to understand it: wires, the knobs that matter, programs, faults.
std::string describe(const Scenario& scenario);

} // namespace tcplab
