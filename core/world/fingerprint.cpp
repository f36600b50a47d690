#include "core/world/fingerprint_walk.h"

namespace tcplab {

void FingerprintWalk::operator()(const World& it)
{
    const auto& [scenario, now, step, nextSegment, hosts, links, faults] = it;
    all(*scenario, now, step, nextSegment, hosts, links, faults);
}

std::uint64_t fingerprint(const World& world)
{
    FingerprintWalk walk;
    walk(world);
    return walk.result();
}

} // namespace tcplab
