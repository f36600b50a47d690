/// Segments from packetdrill's notation, as packetdrillText() writes them.
#pragma once
#include "core/segment/segment.h"

#include <string_view>

namespace tcplab {

/// "S. 0:0(0) ack 1 win 65535 <mss 1460>", "P. 1:101(100) ack 1", "R 1:1(0)", "- 1:1(0)". Without "win" the
/// window is 65535. Of the text only the length is known. What does not read fails the running test.
Segment segmentFrom(std::string_view notation);

} // namespace tcplab
