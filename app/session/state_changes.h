/// State changes as the figure of the states has them.
#pragma once
#include "app/session/run_index.h"

#include <vector>

namespace tcplab {

/// Note 2 of RFC 9293's Figure 5: where one segment brings the peer's FIN and the acknowledgment of ours, the way from
/// FIN-WAIT-1 to TIME-WAIT is one arrow, although §3.10.7.4 passes through FIN-WAIT-2 (fifth, then eighth).
/// True: `former` has become the whole of that way.
bool joinNote2(StateChange& former, const StateChange& next);

struct HostChange {
    Side host = Side::Client;
    ConnectionId conn = 0;
    StateChange change;
};
/// Those of the records from `first` to before `end`, which hold whole steps.
std::vector<HostChange> stateChanges(const Trace& trace, std::uint32_t first, std::uint32_t end);

} // namespace tcplab
