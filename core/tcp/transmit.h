/// What an endpoint sends: segments, acknowledgments, resets, and how much of the user's octets may go now.
/// Shared by the steps of this folder.
#pragma once
#include "core/tcp/endpoint.h"

namespace tcplab {

/// How long text and FIN may stay unacknowledged: TCP_USER_TIMEOUT, or the profile's (§3.9.1.1).
inline Duration userTimeout(const Tcb& tcb, const Profile& profile)
{
    return tcb.userTimeout ? tcb.userTimeout : profile.userTimeout;
}

/// Changes the state and writes it down; nothing when it is the same.
void enter(Tcb& tcb, ConnectionState to, Clause clause, const Surroundings& s);
/// Enters CLOSED with an error for the user: everything is flushed, all timers are off.
void enterClosed(Tcb& tcb, Errno error, Clause clause, const Surroundings& s);

/// Gives the connection up, with ETIMEDOUT for the user.
void giveUp(Tcb& tcb, Clause clause, const Surroundings& s);

/// Drops what has arrived and nobody will read.
void discardReceived(Tcb& tcb);

/// <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>
void sendAck(Tcb& tcb, Clause clause, const Surroundings& s);
/// The acknowledgment that answers what is not acceptable, at most as often as RFC 5961 §7 has it.
void answerUnacceptable(Tcb& tcb, const Segment& seg, IgnoreReason why, Clause clause, const Surroundings& s);
/// An acknowledgment of text or FIN that may ride on a segment of ours: at once, or by the timer.
void acknowledgeSoon(Tcb& tcb, Duration within, const Surroundings& s);
/// <SEQ=seq><CTL=RST>, from this connection's ports.
void sendReset(Tcb& tcb, SeqNum seq, Clause clause, const Surroundings& s);
/// ABORT's <SEQ=SND.NXT><CTL=RST> (§3.10.5), with ACK where the profile says so.
void sendAbort(Tcb& tcb, Clause clause, const Surroundings& s);
/// Our SYN, or SYN,ACK if `withAck`; it goes on the retransmission queue.
void sendSyn(Tcb& tcb, bool withAck, Clause clause, const Surroundings& s);
/// The front of the retransmission queue once more; the timer is the caller's.
void retransmitFront(Tcb& tcb, Clause clause, const Surroundings& s);

/// "Segmentize the buffer and send it" (§3.10.2): all that the window, Nagle and the sender's silly-window
/// rule allow, then a FIN if one is due. Starts the persist timer when something has to wait for a window.
void sendWhatMayBeSent(Tcb& tcb, const Surroundings& s);
/// One segment of new text whatever the congestion window says (a tail loss probe). False when there is none.
bool sendOneNew(Tcb& tcb, Clause clause, const Surroundings& s);
/// The window opened while a probe's octet is out: that octet goes again at once, with all that fits.
void resumeAfterProbe(Tcb& tcb, const Surroundings& s);
/// One probe of a closed window (§3.8.6.1), or, held back by the silly-window rule alone, what fits (§3.8.6.2.1).
void sendProbe(Tcb& tcb, const Surroundings& s);

/// SO_RCVBUF, or the profile's.
std::uint32_t receiveBuffer(const Tcb& tcb, const Profile& profile);
/// A probe that draws an ACK: <SEQ=SND.NXT-1><CTL=ACK>, no octet (SHLD-12).
void sendKeepAlive(Tcb& tcb, const Surroundings& s);
/// RCV.WND as it may be offered now: the right edge moves only by min(buffer/2, MSS) or more (§3.8.6.2.2,
/// MUST-39) and never back (SHLD-14).
std::uint32_t windowToOffer(const Tcb& tcb, const Profile& profile);
/// Our SYN, or SYN,ACK, is not acknowledged yet.
bool isSynOutstanding(const Tcb& tcb);
/// Octets of text among what is in flight.
std::uint32_t textInFlight(const Tcb& tcb);
/// True when all octets and a FIN that was due have been sent and acknowledged.
bool finAcknowledged(const Tcb& tcb);
/// Something waits that has never been sent: octets, or a FIN.
bool somethingToSend(const Tcb& tcb);

} // namespace tcplab
