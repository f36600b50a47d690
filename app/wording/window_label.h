/// What a segment's window says where it decides what may follow: that it is closed, or open again.
#pragma once
#include "app/wording/wording.h"

#include <string>

namespace tcplab {

/// It is the first of its connection's to offer a window after one that offered none (RFC 9293 §3.8.6).
bool opensWindow(const Trace& trace, const SegmentHistory& segment);
/// "win=0", of one that opens it "win=4000" (octets, scaled), as packetdrill has it "win 0"; "" for all others.
std::string windowLabel(const Trace& trace, const SegmentHistory& segment, Notation notation);

} // namespace tcplab
