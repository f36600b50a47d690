/// What is taken for lost, what the congestion window makes of it, and what is sent again: RFC 5681 §3,
/// RFC 6582 (NewReno), RFC 6675 (SACK), RFC 3042, RFC 9937, RFC 5682, RFC 8985.
#pragma once
#include "core/tcp/scoreboard.h"

namespace tcplab {

/// SEG.WND in octets (RFC 7323 §2.3: never scaled in a SYN).
inline std::uint32_t windowOf(const Tcb& tcb, const Segment& seg)
{
    return seg.ctl.syn || !tcb.agreed.windowScale ? seg.wnd : seg.wnd << tcb.agreed.sendShift;
}

/// What an acceptable ACK has said, gathered by the fifth step.
struct AckSeen {
    Delivered delivered{};
    SeqNum unaBefore{};
    bool duplicate = false; ///< RFC 5681 §2's five conditions; with SACK: something new was SACKed
    bool advances = false;  ///< it acknowledges new numbers
};

/// SMSS: what a segment of ours carries at most.
inline std::uint32_t smss(const Tcb& tcb) { return tcb.sendMss; }
/// There is a congestion window at all.
bool isLimited(const Tcb& tcb);
/// The connection begins: the algorithm, and the initial window (RFC 6928, RFC 5681 §3.1).
void startCongestionControl(Tcb& tcb, const Surroundings& s);
/// Octets of new text that the congestion window allows now; may be negative.
std::int64_t congestionRoom(const Tcb& tcb, const Profile& profile);
/// RFC 5681 §4.1: before text is sent after an idle time.
void restartAfterIdle(Tcb& tcb, const Surroundings& s);

/// An ACK has come: grows or shrinks the window, enters and leaves recoveries, marks what is lost. What may
/// be sent again is sent by resendWhatIsLost().
void recover(Tcb& tcb, const Segment& seg, const AckSeen& ack, const Surroundings& s);
/// The retransmission timer has expired for the front of the queue (RFC 5681 §3.1). Marks; sends nothing.
void loseAll(Tcb& tcb, const Surroundings& s);
/// Sends again what is lost, as far as the window allows.
void resendWhatIsLost(Tcb& tcb, const Surroundings& s);
/// RFC 6675's rule 3 and rescue: when nothing else may be sent in a recovery with SACK.
void resendForRescue(Tcb& tcb, const Surroundings& s);
/// One segment of the queue goes again.
void resend(Tcb& tcb, std::size_t position, Clause clause, const Surroundings& s);
/// An ECN-Echo has come: as a loss, but nothing is sent again (RFC 3168 §6.1.2).
/// False when this window has been reduced already.
bool reduceForEcn(Tcb& tcb, const AckSeen& ack, const Surroundings& s);

inline CongestionStand congestionStand(const Tcb& tcb)
{
    CongestionPhase phase =
        tcb.window.inSlowStart() ? CongestionPhase::SlowStart : CongestionPhase::Avoidance;
    if (tcb.recovery.phase != RecoveryPhase::None)
        phase = tcb.recovery.phase == RecoveryPhase::Fast ? CongestionPhase::Recovery : CongestionPhase::Loss;
    return {.cwnd = tcb.window.cwnd, .ssthresh = tcb.window.ssthresh, .phase = phase};
}
/// Writes a record if window, threshold or phase differ from `before`; nothing without congestion control.
void noteCongestion(const Tcb& tcb, const CongestionStand& before, Clause clause, const Surroundings& s);

} // namespace tcplab
