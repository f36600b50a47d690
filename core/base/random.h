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

/// splitmix64's finalizer (Steele, Lea, Flood 2014): a bijection that mixes every bit into every other.
constexpr std::uint64_t mix(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}
/// 64 well-mixed bits for the k-th draw of this purpose in this stream (for the wire: the direction).
constexpr std::uint64_t draw(std::uint64_t seed, std::uint64_t stream, Purpose purpose, std::uint64_t k)
{
    const std::uint64_t lane = mix(mix(seed) ^ (stream << 8 | static_cast<std::uint64_t>(purpose)));
    return mix(lane ^ mix(k));
}
/// Well-mixed bits made uniform in [0, bound), bound > 0; unbiased, by rejection.
constexpr std::uint64_t below(std::uint64_t bound, std::uint64_t bits)
{
    // 2^64 is no multiple of bound: what lies below `unfair` would favour small results.
    const std::uint64_t unfair = (0 - bound) % bound;
    while (bits < unfair)
        bits = mix(bits);
    return bits % bound;
}
/// Uniform in [0, bound), bound > 0; unbiased, by rejection.
std::uint64_t drawBelow(std::uint64_t bound, std::uint64_t seed, std::uint64_t stream, Purpose purpose,
                        std::uint64_t k);
/// True with this probability. What never happens is not drawn for.
inline bool chance(Probability p, std::uint64_t seed, std::uint64_t stream, Purpose purpose, std::uint64_t k)
{
    return p.ppb != 0 && below(1'000'000'000, draw(seed, stream, purpose, k)) < p.ppb;
}

} // namespace tcplab
