/// The one type for a person's click, a branch of an exploration and a saved [[user]] entry.
#pragma once
#include "core/base/side.h"
#include "core/base/time.h"
#include "core/host/host.h"
#include "core/segment/segment.h"

#include <variant>

namespace tcplab {

struct DropSegment {
    SegmentId segment = 0;
    friend bool operator==(const DropSegment&, const DropSegment&) = default;
};
struct DelaySegment {
    SegmentId segment = 0;
    Duration by{};
    friend bool operator==(const DelaySegment&, const DelaySegment&) = default;
};
struct DuplicateSegment {
    SegmentId segment = 0;
    friend bool operator==(const DuplicateSegment&, const DuplicateSegment&) = default;
};
struct CorruptSegment {
    SegmentId segment = 0;
    friend bool operator==(const CorruptSegment&, const CorruptSegment&) = default;
};
struct MakeCall {
    Side host = Side::Client;
    Statement statement{};
    friend bool operator==(const MakeCall&, const MakeCall&) = default;
};
struct CrashHost {
    Side host = Side::Client;
    friend bool operator==(const CrashHost&, const CrashHost&) = default;
};
struct BootHost {
    Side host = Side::Client;
    friend bool operator==(const BootHost&, const BootHost&) = default;
};

/// A segment made by hand, put on that sender's wire as if its host had sent it.
struct InjectSegment {
    Side from = Side::Client;
    Segment segment{};
    friend bool operator==(const InjectSegment&, const InjectSegment&) = default;
};

/// An ICMP message reaches a host, about a segment that it has sent.
struct DeliverIcmp {
    Side to = Side::Client;
    IcmpMessage message{};
    friend bool operator==(const DeliverIcmp&, const DeliverIcmp&) = default;
};

using Intervention = std::variant<DropSegment, DelaySegment, DuplicateSegment, CorruptSegment, MakeCall,
                                  CrashHost, BootHost, InjectSegment, DeliverIcmp>;

/// An intervention and its place: it is step number `step` of the run (steps count from 1). `at` is the
/// instant it is made at: the clock stands there when it acts.
struct PlacedIntervention {
    std::uint64_t step = 0;
    Instant at{};
    Intervention what{};
    friend bool operator==(const PlacedIntervention&, const PlacedIntervention&) = default;
};

} // namespace tcplab
