#include "app/wording/wording.h"
#include "core/segment/notation.h"

#include <fmt/format.h>

namespace tcplab {

std::string segmentFlagsLabel(const SegmentHistory& segment)
{
    const Segment& seg = segment.packet.segment;
    std::string label;
    for (const char c : flagsText(seg.ctl)) {
        label += c;
        if (c == ',')
            label += ' ';
    }
    if (label.empty())
        label = "–";
    if (seg.text.length != 0)
        label += fmt::format(" {} B", seg.text.length);
    return label;
}

std::string segmentNumbersLabel(const Trace& trace, const SegmentHistory& segment, bool relative)
{
    const Segment& seg = segment.packet.segment;
    const std::uint32_t seq = relative ? trace.relativeSeq(segment) : seg.seq.value();
    if (!seg.ctl.ack)
        return fmt::format("seq={}", seq);
    const std::uint32_t ack = relative ? trace.relativeAck(segment) : seg.ack.value();
    return fmt::format("seq={} ack={}", seq, ack);
}

std::string segmentText(const Trace& trace, const SegmentHistory& segment, bool relative)
{
    std::string flags;
    for (const char c : flagsText(segment.packet.segment.ctl)) {
        flags += c;
        if (c == ',')
            flags += ' ';
    }
    return fmt::format("{} {} len={}", flags.empty() ? "–" : flags,
                       segmentNumbersLabel(trace, segment, relative), segment.packet.segment.text.length);
}

} // namespace tcplab
