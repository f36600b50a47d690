/// Round-trip time and retransmission time-out after RFC 6298, in integer nanoseconds.
#pragma once
#include "core/tcp/endpoint.h"

namespace tcplab {

/// §2.1: before any measurement.
void resetRtt(RttEstimator& rtt, const Profile& profile);
/// Times one segment at a time: the ACK of `end` will end it. Nothing if one is being timed.
void beginTiming(RttEstimator& rtt, SeqNum end, Instant now);
/// Karn's rule taken out: what is sent again, up to `end`, is timed from now.
void timeAnew(RttEstimator& rtt, SeqNum end, Instant now);
/// Karn's rule (§3): an ACK could not tell which transmission it answers.
void abandonTiming(RttEstimator& rtt);
/// An ACK has arrived: takes a sample if it ends the measurement, and writes it to the outbox (§2.2–2.4).
void endTiming(RttEstimator& rtt, SeqNum ack, const Surroundings& s);
/// A sample, one of `expected` in this round trip (§2.2–2.4; RFC 7323 Appendix G); written to the outbox.
void takeSample(RttEstimator& rtt, Duration sample, std::uint32_t expected, const Surroundings& s);
/// §5.5: back off the timer.
void backOff(RttEstimator& rtt, const Profile& profile);

} // namespace tcplab
