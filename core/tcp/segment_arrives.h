/// The steps of §3.10.7.4, shared between the files that hold them.
#pragma once
#include "core/tcp/transmit.h"

namespace tcplab {

enum class Verdict : std::uint8_t { NextStep, Done };

/// One segment being processed in a synchronized state or SYN-RECEIVED: each step of §3.10.7.4 is one
/// function, in the RFC's order, and may end the processing.
struct Arrival {
    Tcb& tcb;
    Segment seg; ///< trimmed as it goes to "the idealized segment that begins at RCV.NXT"
    Surroundings s;
    Clause acknowledgeAnyway = Clause::None; ///< why an ACK is due although text of it was refused

    void process();

    // first … eighth
    Verdict checkSequenceNumber();
    Verdict checkResetBit();
    Verdict checkSynBit();
    Verdict checkAckField();
    void checkUrgentBit();
    Verdict processText();
    void checkFinBit();

private:
    bool acceptable() const;
    bool isResetInWindow() const;
    Verdict reset();
    Verdict ackInSynReceived();
    void trimToWindow();
};

/// The reset that the other end of this segment accepts (§3.5.2, §3.10.7.1).
Segment resetAnswering(const Segment& seg);
/// §3.10.7.3.
void arrivesInSynSent(Tcb& tcb, const Segment& seg, Surroundings s);
/// Fifth, ESTABLISHED: SND.UNA, the retransmission queue and its timer (RFC 6298 §5), the send window.
/// False when the segment is to be dropped.
bool processAcknowledgment(Tcb& tcb, const Segment& seg, Surroundings s);
/// After the handshake: timers of the SYN off, what was queued on either side goes on.
void becomeEstablished(Tcb& tcb, Clause clause, Surroundings s);
/// Text and FIN that were held and now begin at RCV.NXT.
void drainHeld(Tcb& tcb, Surroundings s);
/// Eighth: RCV.NXT has passed the peer's FIN.
void finArrived(Tcb& tcb, Surroundings s);
/// Keeps text and FIN for later (SHLD-31); of what overlaps, the first to arrive stays.
void hold(Tcb& tcb, const Segment& seg);
/// What a SYN of the peer's tells: IRS, RCV.NXT, the MSS.
void takeSyn(Tcb& tcb, const Segment& seg, const Profile& profile);
/// Set SND.WND, SND.WL1, SND.WL2 from a segment.
void takeWindow(Tcb& tcb, const Segment& seg);

} // namespace tcplab
