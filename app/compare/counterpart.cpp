#include "app/compare/counterpart.h"

namespace tcplab {

namespace {

bool isAlike(const Trace& trace, const SegmentHistory& one, const Trace& otherTrace,
             const SegmentHistory& other)
{
    const Segment& a = one.packet.segment;
    const Segment& b = other.packet.segment;
    return one.sender == other.sender && a.ctl == b.ctl && a.text.length == b.text.length &&
           trace.relativeSeq(one) == otherTrace.relativeSeq(other) &&
           (!a.ctl.ack || trace.relativeAck(one) == otherTrace.relativeAck(other));
}

} // namespace

SegmentId counterpartOf(const Trace& from, SegmentId id, const Trace& to)
{
    if (id == 0 || id > from.segmentCount())
        return 0;
    const SegmentHistory wanted = from.segment(id);
    // The same number at the same instant: most are.
    if (id <= to.segmentCount() && to.segment(id).sentAt == wanted.sentAt &&
        isAlike(from, wanted, to, to.segment(id)))
        return id;
    std::size_t left = 1;
    for (SegmentId former = 1; former < id; ++former)
        if (isAlike(from, from.segment(former), from, wanted))
            ++left;
    for (SegmentId one = 1; one <= to.segmentCount(); ++one)
        if (isAlike(to, to.segment(one), from, wanted) && --left == 0)
            return one;
    return 0;
}

} // namespace tcplab
