#include "tests/support/packetdrill.h"

#include "core/segment/notation.h"

#include <gtest/gtest.h>

namespace tcplab {

Segment segmentFrom(std::string_view notation)
{
    const std::optional<Segment> segment = readSegment(notation);
    EXPECT_TRUE(segment) << "no segment: " << notation;
    return segment.value_or(Segment{.wnd = 65535});
}

} // namespace tcplab
