/// A segment in one line of plain text, for tables and ladders.
#pragma once
#include "core/trace/trace.h"

#include <string>

namespace tcplab {

/// "SYN, ACK"; "–" without flags.
std::string flagsOf(const SegmentHistory& segment);
/// "seq=5000 ack=1001"; counted from the ISNs if `relative`.
std::string numbersOf(const Trace& trace, const SegmentHistory& segment, bool relative);

} // namespace tcplab
