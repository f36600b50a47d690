/// A segment's flags as people read them; files and the trace have flagsText(). Free of Qt.
#pragma once
#include "core/segment/segment.h"

#include <string>

namespace tcplab {

/// "SYN, ACK"; "–" for none.
std::string flagsLabel(Flags ctl);

} // namespace tcplab
