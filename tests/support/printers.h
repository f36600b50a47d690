/// How GoogleTest shows the core's values: segments in packetdrill's notation, the rest by its name.
/// Include it before the first EXPECT that compares them.
#pragma once
#include "core/segment/notation.h"
#include "core/tcp/errno.h"
#include "core/tcp/outbox.h"

#include <ostream>

namespace tcplab {

inline void PrintTo(const Segment& segment, std::ostream* os) { *os << packetdrillText(segment); }
inline void PrintTo(SeqNum number, std::ostream* os) { *os << number.value(); }
inline void PrintTo(Duration time, std::ostream* os) { *os << time.ns << " ns"; }
inline void PrintTo(Instant at, std::ostream* os)
{
    if (at.isNever())
        *os << "never";
    else
        *os << "at " << at.ns << " ns";
}
inline void PrintTo(Errno error, std::ostream* os)
{
    *os << (error == Errno::None ? "no error" : nameOf(error));
}
inline void PrintTo(ConnectionState state, std::ostream* os) { *os << nameOf(state); }
inline void PrintTo(Clause clause, std::ostream* os) { *os << nameOf(clause); }
inline void PrintTo(IgnoreReason why, std::ostream* os)
{
    *os << (why == IgnoreReason::None ? "no reason" : nameOf(why));
}
inline void PrintTo(Timer timer, std::ostream* os) { *os << nameOf(timer); }

} // namespace tcplab
