/// Chance by counter: what happens to the k-th of something is a function of (seed, stream, purpose, k)
/// alone, so that one more draw elsewhere re-deals nobody's fate. No state, no std:: distributions.
#pragma once
#include <compare>
#include <cstdint>

namespace tcplab {

/// A probability as parts in 10^9: exact, so that a comparison is one integer test.
struct Probability {
    std::uint32_t ppb = 0;
    friend constexpr auto operator<=>(Probability, Probability) = default;
};

/// What a draw is for. Each purpose has its own luck: turning one on changes no other.
enum class Purpose : std::uint8_t {
    Loss,
    Duplicate,
    Reorder,
    Corrupt,
    Jitter,
    Isn,
    Port,
    Test,
    LossState,
    Red
};

/// 64 well-mixed bits for the k-th draw of this purpose in this stream (for the wire: the direction).
std::uint64_t draw(std::uint64_t seed, std::uint64_t stream, Purpose purpose, std::uint64_t k);
/// Uniform in [0, bound), bound > 0; unbiased, by rejection.
std::uint64_t drawBelow(std::uint64_t bound, std::uint64_t seed, std::uint64_t stream, Purpose purpose,
                        std::uint64_t k);
/// True with this probability. What never happens is not drawn for.
inline bool chance(Probability p, std::uint64_t seed, std::uint64_t stream, Purpose purpose, std::uint64_t k)
{
    return p.ppb != 0 && drawBelow(1'000'000'000, seed, stream, purpose, k) < p.ppb;
}

} // namespace tcplab
