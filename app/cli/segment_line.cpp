#include "app/cli/segment_line.h"

#include "app/wording/wording.h"
#include "core/segment/notation.h"

namespace tcplab {

std::string flagsOf(const SegmentHistory& segment)
{
    std::string flags = flagsText(segment.packet.segment.ctl);
    return flags.empty() ? "–" : flags;
}

std::string numbersOf(const Trace& trace, const SegmentHistory& segment, bool relative)
{
    return segmentNumbersLabel(trace, segment, relative);
}

} // namespace tcplab
