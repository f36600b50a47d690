#include "app/cli/segment_line.h"

#include "app/wording/flags_label.h"
#include "app/wording/wording.h"

namespace tcplab {

std::string flagsOf(const SegmentHistory& segment) { return flagsLabel(segment.packet.segment.ctl); }

std::string numbersOf(const Trace& trace, const SegmentHistory& segment, bool relative)
{
    return segmentNumbersLabel(trace, segment, relative);
}

} // namespace tcplab
