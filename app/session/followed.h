/// Which connection each host's panel is about while nobody has chosen one: the same one on both sides. Free of widgets.
#pragma once
#include "app/session/run_index.h"

#include <array>

namespace tcplab {

/// The connections that are followed at `step`, by side; 0: none. The one that acted last, and the other end of it; where
/// there is no other end yet, the listener there. A listener that has been closed gives way to what has outlived it.
std::array<ConnectionId, 2> followedConnections(const Trace& trace, const RunIndex& index,
                                                std::uint64_t step);

/// The other end of a connection of `host` at `step`: the incarnation that belongs to it, else the listener that would
/// answer. 0: neither; also of a listener, which has no other end.
ConnectionId otherEnd(const Trace& trace, const RunIndex& index, Side host, ConnectionId conn,
                      std::uint64_t step);

} // namespace tcplab
