#include "app/wording/window_label.h"

#include <fmt/format.h>

namespace tcplab {

namespace {
/// So many segments before it are looked at, most of them the other host's.
constexpr SegmentId farthest = 64;
} // namespace

bool opensWindow(const Trace& trace, const SegmentHistory& segment)
{
    const Segment& seg = segment.packet.segment;
    if (seg.wnd == 0 || seg.ctl.rst || seg.ctl.syn || segment.isCopy || segment.packet.id == 0)
        return false;
    const SegmentId last = segment.packet.id;
    for (SegmentId id = last - 1; id > 0 && last - id <= farthest; --id) {
        const SegmentHistory& before = trace.segment(id);
        if (before.sender != segment.sender || before.conn != segment.conn || before.isCopy)
            continue;
        return before.packet.segment.wnd == 0 && !before.packet.segment.ctl.rst;
    }
    return false;
}

std::string windowLabel(const Trace& trace, const SegmentHistory& segment, Notation notation)
{
    const Segment& seg = segment.packet.segment;
    const bool closed = seg.wnd == 0 && !seg.ctl.rst; // a reset's says nothing
    const bool script = notation == Notation::Packetdrill;
    if (closed)
        return script ? "win 0" : "win=0";
    if (!opensWindow(trace, segment))
        return {};
    return script ? fmt::format("win {}", seg.wnd) : fmt::format("win={}", windowOctets(trace, segment));
}

} // namespace tcplab
