/// Which segment of one run is the same as that of another.
#pragma once
#include "core/trace/trace.h"

namespace tcplab {

/// As long as the runs are the same, the one with the same number; after that the k-th of its kind, where `id` is the k-th:
/// the same sender, flags, numbers from the ISN on, and length. 0: there is none.
SegmentId counterpartOf(const Trace& from, SegmentId id, const Trace& to);

} // namespace tcplab
