/// Segments and times as text, in the words of the trace.
#pragma once
#include "core/base/time.h"
#include "core/segment/segment.h"

#include <optional>
#include <string>
#include <string_view>

namespace tcplab {

/// "SYN,ACK": in the trace's order SYN,FIN,RST,PSH,ACK,URG,ECE,CWR; "" for none.
std::string flagsText(Flags ctl);
/// Reads what flagsText writes, in any order, "none" or "" for none; nothing if a word is unknown.
std::optional<Flags> readFlags(std::string_view text);
/// The trace's words: "mss 1460,sack-permitted,ts 100 0,ws 7", "sack 1001:2001 3001:4001", numbers absolute;
/// "" for no options.
std::string optionsText(const Options& options);
/// packetdrill's notation with absolute numbers: "S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,TS val 100 ecr 0>",
/// "[ce] P. 1:101(100) ack 1 win 512 <nop,nop,sack 1001:2001>".
std::string packetdrillText(const Segment& segment);
/// Reads what packetdrillText writes; "win" may be left out (65535). Nothing if it is none such.
std::optional<Segment> readSegment(std::string_view notation);

} // namespace tcplab
