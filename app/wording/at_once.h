#pragma once

namespace tcplab {

class Trace;
struct Record;

/// A timer has expired in the instant in which it was started. The ACK of a FIN waits so, within its instant, for what the
/// program does: that is no delay to tell of.
bool expiresAtOnce(const Trace& trace, const Record& record);

} // namespace tcplab
