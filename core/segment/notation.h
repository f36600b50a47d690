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
/// "mss 1460"; "" for no options.
std::string optionsText(const Options& options);
/// packetdrill's notation with absolute numbers: "S. 0:0(0) ack 1 win 65535 <mss 1460>".
std::string packetdrillText(const Segment& segment);

} // namespace tcplab
