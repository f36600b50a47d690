/// Keep-alives, RFC 9293 §3.8.4.
#pragma once
#include "core/tcp/endpoint.h"

namespace tcplab {

/// A segment has come, or the connection has begun: the peer is alive.
void noteAlive(Tcb& tcb, const Surroundings& s);
/// A probe, or the end after too many of them (MUST-29).
void keepAliveTimeout(Tcb& tcb, const Surroundings& s);

} // namespace tcplab
