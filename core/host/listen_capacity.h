/// How many connections a listener's queues hold.
#pragma once
#include "core/host/host.h"

#include <algorithm>
#include <cstddef>

namespace tcplab {

inline std::size_t acceptCapacity(const Profile& profile, const Socket& listener)
{
    return std::size_t{listener.backlog} + (profile.backlogPlusOne ? 1 : 0);
}

/// Linux, which holds n+1, keeps no more half-finished handshakes than finished ones either.
inline std::size_t synCapacity(const Profile& profile, const Socket& listener)
{
    if (!profile.backlogPlusOne)
        return profile.synQueue;
    return std::min(std::size_t{profile.synQueue}, acceptCapacity(profile, listener));
}

} // namespace tcplab
