/// What the congestion window does: between loss_recovery.h, which knows when, and the algorithms behind the
/// seam of congestion/congestion_control.h, which know how much.
#pragma once
#include "core/tcp/loss_recovery.h"

namespace tcplab {

FastRecovery fastRecoveryOf(const Tcb& tcb);
/// A loss has been seen by other means than the timer: fast recovery, or what Tahoe has in its place.
void beginFastRecovery(Tcb& tcb, const Surroundings& s);
/// RFC 9937 §6.2 (PRR): cwnd for what this ACK has delivered.
void prr(Tcb& tcb, const AckSeen& ack, const Surroundings& s);
/// The window has been reduced: with ECN that is told, and counts for this window of data (RFC 3168 §6.1.2).
void noteReduction(Tcb& tcb);
/// The algorithm's new ssthresh.
std::uint32_t thresholdAfterLoss(Tcb& tcb, std::uint32_t flight, const Surroundings& s);
/// An ACK of new numbers: slow start or congestion avoidance.
void grow(Tcb& tcb, const AckSeen& ack, const Surroundings& s);
/// Octets taken to be in flight when cwnd is looked at: the pipe, or FlightSize where nothing tells more.
std::int64_t outstanding(const Tcb& tcb, const Profile& profile);
/// Marks by SACK what is lost, unless RACK does.
void judge(Tcb& tcb, const Surroundings& s);
/// The loss was none: window and marks are what they were.
void undo(Tcb& tcb);

} // namespace tcplab
