/// A TCP segment as a value.
#pragma once
#include "core/base/seq_num.h"

#include <cstdint>

namespace tcplab {

/// The control bits of RFC 9293 §3.1.
struct Flags {
    bool syn : 1 = false;
    bool fin : 1 = false;
    bool rst : 1 = false;
    bool psh : 1 = false;
    bool ack : 1 = false;
    bool urg : 1 = false;
    bool ece : 1 = false;
    bool cwr : 1 = false;

    friend constexpr bool operator==(const Flags&, const Flags&) = default;
};

/// The options that a segment carries (RFC 9293 §3.2). Further ones get members of their own here.
struct Options {
    std::uint16_t mss = 0; ///< Maximum Segment Size, octets; 0: absent

    friend constexpr bool operator==(const Options&, const Options&) = default;
};

/// Octets of a sender's stream, named instead of copied. `stream` tells one incarnation's octets from
/// another's: a receiver that reads a foreign stream has been handed an old duplicate.
struct TextRange {
    std::uint32_t stream = 0;
    std::uint64_t offset = 0; ///< of the first octet, from the start of the stream
    std::uint32_t length = 0; ///< octets

    friend constexpr bool operator==(const TextRange&, const TextRange&) = default;
};

/// A TCP segment, its fields under the names of RFC 9293 §3.3.1: seg.seq is SEG.SEQ.
struct Segment {
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    SeqNum seq{};
    SeqNum ack{}; ///< zero unless ctl.ack
    Flags ctl{};
    std::uint16_t up = 0;  ///< SEG.UP, meaningful with ctl.urg
    std::uint32_t wnd = 0; ///< SEG.WND, octets
    Options options{};
    TextRange text{}; ///< what it carries; text.length octets

    /// SEG.LEN: the sequence numbers it takes up, SYN and FIN counted.
    constexpr std::uint32_t len() const { return text.length + (ctl.syn ? 1u : 0u) + (ctl.fin ? 1u : 0u); }
    /// The first sequence number after it.
    constexpr SeqNum end() const { return seq + len(); }

    friend constexpr bool operator==(const Segment&, const Segment&) = default;
};

/// One emission's number, unique in a run, from 1; 0: none.
using SegmentId = std::uint32_t;

/// A segment on its way: one emission. A retransmission and a wire's copy have ids of their own.
struct Packet {
    SegmentId id = 0;
    std::uint16_t retransmission = 0; ///< 0: the first time; counted from 1 after that
    Segment segment{};

    friend constexpr bool operator==(const Packet&, const Packet&) = default;
};

} // namespace tcplab
