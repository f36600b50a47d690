/// RACK-TLP, RFC 8985: time tells what is lost, and a probe asks after the last segment.
#pragma once
#include "core/tcp/loss_recovery.h"

namespace tcplab {

inline bool usesRack(const Tcb& tcb, const Profile& profile) { return profile.rack && tcb.agreed.sack; }
/// §6.2: an ACK has come; marks what was sent long enough before something that has arrived.
void rackSees(Tcb& tcb, const Segment& seg, const AckSeen& ack, const Surroundings& s);
/// §6.2, step 5: the reordering timer has expired.
void reorderingTimeout(Tcb& tcb, const Surroundings& s);

/// A probe is out and unanswered: new text, or an ACK that moves on, lets the retransmission timer take its place.
void awaitProbe(Tcb& tcb, const Surroundings& s);
/// §7.2: starts, moves or stops the probe timer, after text was sent or an ACK has come.
void watchTail(Tcb& tcb, const Surroundings& s);
/// §7.3: the probe goes out.
void tailLossProbe(Tcb& tcb, const Surroundings& s);
/// §7.4: an ACK may answer the probe: if the probe has repaired a loss, the window learns of it.
void tailAnswered(Tcb& tcb, const Segment& seg, const AckSeen& ack, const Surroundings& s);

} // namespace tcplab
