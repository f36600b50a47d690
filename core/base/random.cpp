#include "core/base/random.h"

namespace tcplab {

std::uint64_t drawBelow(std::uint64_t bound, std::uint64_t seed, std::uint64_t stream, Purpose purpose,
                        std::uint64_t k)
{
    return below(bound, draw(seed, stream, purpose, k));
}

} // namespace tcplab
