#include "core/base/random.h"

namespace tcplab {
namespace {

/// splitmix64's finalizer (Steele, Lea, Flood 2014): a bijection that mixes every bit into every other.
constexpr std::uint64_t mix(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

} // namespace

std::uint64_t draw(std::uint64_t seed, std::uint64_t stream, Purpose purpose, std::uint64_t k)
{
    const std::uint64_t lane = mix(mix(seed) ^ (stream << 8 | static_cast<std::uint64_t>(purpose)));
    return mix(lane ^ mix(k));
}

std::uint64_t drawBelow(std::uint64_t bound, std::uint64_t seed, std::uint64_t stream, Purpose purpose,
                        std::uint64_t k)
{
    // 2^64 is no multiple of bound: what lies below `unfair` would favour small results.
    const std::uint64_t unfair = (0 - bound) % bound;
    std::uint64_t bits = draw(seed, stream, purpose, k);
    while (bits < unfair)
        bits = mix(bits);
    return bits % bound;
}

} // namespace tcplab
