/// What every segment that leaves a connection gets, shared by transmit.cpp and transmit_text.cpp: ports, acknowledgment,
/// window, options, and its place on the retransmission queue. Private to this folder.
#pragma once
#include "core/tcp/endpoint.h"

namespace tcplab {

/// Completes a segment of the outbox with what all of one connection have: ports, and with ACK the acknowledgment
/// and window of this moment. `room`: octets that SACK blocks may take.
void complete(Tcb& tcb, Segment& segment, const Surroundings& s, std::uint32_t room = 40);
/// A segment without text.
void sendEmpty(Tcb& tcb, SeqNum seq, Flags ctl, Clause clause, const Surroundings& s);
/// Puts what is sent for the first time on the retransmission queue and runs what watches over it.
void remember(Tcb& tcb, const Segment& segment, Flags ctl, const Surroundings& s);
/// RFC 3168 §6.1.1: a SYN asks with ECE and CWR, a SYN,ACK grants with ECE.
void markEcn(const Tcb& tcb, Flags& syn, const Profile& profile);
/// Octets of text that a segment holds besides the SACK blocks that are due (§3.7.1, Eff.snd.MSS).
std::uint32_t textLimit(const Tcb& tcb);
/// §3.10.2: "set the urgent pointer in the outgoing segments", in all that lie before it. (Linux leaves it out of what is
/// sent again with so much behind it that the pointer would fall short of it: __tcp_transmit_skb().)
bool isUrgent(const Tcb& tcb, SeqNum seq, const Profile& profile);
/// It names "the octet following the urgent data" (§3.1) as an offset of 16 bits; of more than that as far as they reach,
/// and the next segments go on from there (MUST-31: "of any length").
std::uint16_t urgentPointer(const Tcb& tcb, SeqNum seq);

} // namespace tcplab
