/// Segments from packetdrill's notation, as packetdrillText() writes them.
#pragma once
#include "core/segment/segment.h"

#include <string_view>

namespace tcplab {

/// "S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7>", "P. 1:101(100) ack 1",
/// "[ce] E. 1:1(0) ack 1 <nop,nop,sack 1001:2001>", "R 1:1(0)", "- 1:1(0)". Without "win" the window is 65535;
/// padding in options is skipped. Of the text only the length is known. What does not read fails the
/// running test.
Segment segmentFrom(std::string_view notation);

} // namespace tcplab
