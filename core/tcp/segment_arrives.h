/// The steps of §3.10.7.4, shared between the files that hold them.
#pragma once
#include "core/tcp/loss_recovery.h"
#include "core/tcp/transmit.h"

namespace tcplab {

enum class Verdict : std::uint8_t { NextStep, Done };

/// One segment being processed in a synchronized state or SYN-RECEIVED: each step of §3.10.7.4 is one
/// function, in the RFC's order, and may end the processing. What has become due is sent at the end, in as
/// few segments as will do (MUST-58).
struct Arrival {
    Tcb& tcb;
    Segment seg; ///< trimmed as it goes to "the idealized segment that begins at RCV.NXT"
    const Surroundings& s;
    SeqNum urgentPointer = seg.seq + seg.up; ///< SEG.UP, which trimming must not move

    Clause acknowledgeNow = Clause::None; ///< why an ACK must leave with this event, if one must
    Clause established = Clause::SynReceivedEstablished; ///< by which rule SYN-RECEIVED ends
    bool cutAtRight = false;                             ///< what lay beyond the window is gone

    void process();
    /// "continue processing at the sixth step": all of process() behind the ACK.
    void continueAtSixthStep();

    // first … eighth
    Verdict checkSequenceNumber();
    Verdict checkResetBit();
    Verdict checkSynBit();
    Verdict checkAckField();
    /// The receiver's part of RFC 3168 §6.1.3.
    void noteEcn();
    void checkUrgentBit();
    Verdict processText();
    void checkFinBit();

    /// The passive open that waits for no third segment, where threeWayHandshake is off.
    [[gnu::cold]] void establishUnheard();

    /// "trimming off any portions that lie outside the window (including SYN and FIN)"
    void trimToWindow();
    /// Fifth, ESTABLISHED: SND.UNA, the retransmission queue and its timer (RFC 6298 §5), the send window.
    Verdict processAcknowledgment();

private:
    bool acceptable() const;
    bool isResetInWindow() const;
    [[gnu::cold]] void takeAsNext();
    Verdict reset(Clause clause);
    Verdict ackInSynReceived();
    void advance(AckSeen& ack);
    void goOnAfterHandshake();
    void drainHeld();
    void acknowledgeText(bool fillsGap);
    void finArrived();
    void sendWhatIsDue();
};

/// The reset that the other end of this segment accepts (§3.5.2, §3.10.7.1).
Segment resetAnswering(const Segment& seg);
/// §3.10.7.3.
void arrivesInSynSent(Tcb& tcb, const Segment& seg, const Surroundings& s);
/// Keeps text and FIN for later (SHLD-31); of what overlaps, the first to arrive stays.
void hold(Tcb& tcb, const Segment& seg, const Profile& profile);
/// What a SYN of the peer's tells: IRS, RCV.NXT, the MSS and what its options agree to.
void takeSyn(Tcb& tcb, const Segment& seg, const Surroundings& s);
/// Set SND.WND, SND.WL1, SND.WL2 from a segment.
void takeWindow(Tcb& tcb, const Segment& seg);

} // namespace tcplab
