/// The options of RFC 7323 and RFC 2018: what our segments carry, what the peer's tell, what both have agreed on.
#pragma once
#include "core/tcp/endpoint.h"

#include <algorithm>

namespace tcplab {

/// The timestamp clock: milliseconds of simulated time (RFC 7323 §5.4 asks for 1 ms … 1 s a tick).
constexpr std::uint32_t timestampClock(Instant now) { return static_cast<std::uint32_t>(now.ns / 1'000'000); }

/// What a SYN of ours offers, or a SYN,ACK grants: an option that the peer's SYN did not have is not answered.
Options synOptions(const Tcb& tcb, bool withAck, const Surroundings& s);
/// Gives any other segment what it carries: timestamps, and SACK blocks as far as `room` octets allow.
void giveOptions(const Tcb& tcb, Segment& segment, std::uint32_t room, Instant now);
/// A SYN of the peer's: what is agreed on from now on.
void takeSynOptions(Tcb& tcb, const Segment& syn, const Surroundings& s);

/// RFC 7323 §5.3 R1 and §3.2: why this segment must not be looked at; None if it may.
IgnoreReason refusedByTimestamp(const Tcb& tcb, const Segment& seg, const Surroundings& s);
/// §4.3: keeps TSval as TS.Recent if the segment touches the left edge.
void noteTimestamp(Tcb& tcb, const Segment& seg, Instant now);

/// Text from `left` on is held out of order: the block it belongs to is told of first (RFC 2018 §4).
void noteHeld(Tcb& tcb, SeqNum left);
/// RCV.NXT has moved: blocks below it are history.
void forgetOldBlocks(Tcb& tcb);
/// These octets have come before (RFC 2883 §4).
void noteDuplicate(Tcb& tcb, SeqNum left, SeqNum right, const Profile& profile);

/// The MSS that this end announces and keeps to: the profile's, or TCP_MAXSEG's if that is less.
inline std::uint32_t ownMss(const Tcb& tcb, const Profile& profile)
{
    return tcb.maxSegment != 0 ? std::min<std::uint32_t>(tcb.maxSegment, profile.mss) : profile.mss;
}

} // namespace tcplab
