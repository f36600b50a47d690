/// The transmission control block (RFC 9293 §3.3.1): everything a connection remembers, as one value.
/// No setter records a change: whoever wants to know keeps a copy and compares (tcb_variables.h).
#pragma once
#include "core/base/fifo.h"
#include "core/base/time.h"
#include "core/segment/segment.h"
#include "core/tcp/congestion/congestion_control.h"
#include "core/tcp/connection_state.h"
#include "core/tcp/errno.h"
#include "core/tcp/timers.h"

#include <cstdint>
#include <vector>

namespace tcplab {

/// Send sequence space, RFC 9293 §3.3.1 Figure 3.
struct SendSpace {
    SeqNum una{};             ///< SND.UNA: oldest unacknowledged
    SeqNum nxt{};             ///< SND.NXT: next to be sent
    std::uint32_t wnd = 0;    ///< SND.WND, octets from SND.UNA
    SeqNum up{};              ///< SND.UP
    SeqNum wl1{};             ///< SND.WL1: SEG.SEQ of the last window update
    SeqNum wl2{};             ///< SND.WL2: SEG.ACK of the last window update
    SeqNum iss{};             ///< ISS
    std::uint32_t maxWnd = 0; ///< MAX.SND.WND (RFC 5961 §5.2)

    friend bool operator==(const SendSpace&, const SendSpace&) = default;
};

/// Receive sequence space, RFC 9293 §3.3.1 Figure 4.
struct ReceiveSpace {
    SeqNum nxt{};          ///< RCV.NXT
    std::uint32_t wnd = 0; ///< RCV.WND, octets
    SeqNum up{};           ///< RCV.UP
    SeqNum irs{};          ///< IRS
    friend bool operator==(const ReceiveSpace&, const ReceiveSpace&) = default;
};

/// Round-trip time and retransmission time-out, RFC 6298.
struct RttEstimator {
    bool measured = false; ///< a first sample has been taken
    Duration srtt{};
    Duration rttvar{};
    Duration rto{};             ///< as now in force, back-off included
    std::uint32_t backoffs = 0; ///< time-outs in a row (RFC 6298 §5.5)
    bool timing = false;        ///< one segment at a time is timed
    SeqNum timedEnd{};          ///< the ACK of this number ends the measurement
    Instant timedAt{};
    friend bool operator==(const RttEstimator&, const RttEstimator&) = default;
};

/// A segment on the retransmission queue: sent, not entirely acknowledged.
struct SentSegment {
    SeqNum seq{};
    Flags ctl{};
    std::uint16_t retransmissions = 0;
    bool sacked = false;   ///< a SACK block covers it
    bool lost = false;     ///< taken for lost
    bool resent = false;   ///< a retransmission of it is taken to be in flight
    bool timedOut = false; ///< the timer has repeated it (RFC 5681 §3.1: ssthresh stays)
    TextRange text{};
    Instant lastSent{};

    std::uint32_t len() const { return text.length + (ctl.syn ? 1u : 0u) + (ctl.fin ? 1u : 0u); }
    SeqNum end() const { return seq + len(); }
    friend bool operator==(const SentSegment&, const SentSegment&) = default;
};

/// What both SYNs have agreed on.
struct Agreed {
    bool timestamps = false;
    bool sack = false;
    bool ecn = false;
    bool windowScale = false;
    std::uint8_t sendShift = 0; ///< Snd.Wind.Shift: what their window fields are shifted by (RFC 7323 §2.2)
    std::uint8_t receiveShift = 0; ///< Rcv.Wind.Shift: what ours are
    friend bool operator==(const Agreed&, const Agreed&) = default;
};

/// RFC 7323 §4–5.
struct Timestamps {
    std::uint32_t recent = 0; ///< TS.Recent
    Instant recentAt{};       ///< when it was taken: after 24 days it says nothing (§5.5)
    SeqNum lastAckSent{};     ///< Last.ACK.sent
    friend bool operator==(const Timestamps&, const Timestamps&) = default;
};

/// What SACK and the recovery say about the retransmission queue, in sequence numbers.
struct Scoreboard {
    std::uint32_t sacked = 0;  ///< SACKed
    std::uint32_t lost = 0;    ///< taken for lost, and not SACKed
    std::uint32_t waiting = 0; ///< of what is lost, not sent again yet
    std::uint32_t resent = 0;  ///< of what is not SACKed, in flight once more
    std::uint32_t sackedSegments = 0;
    std::uint32_t newlyLost = 0; ///< taken for lost by the ACK in hand
    SeqNum highestSacked{};      ///< behind the highest SACKed octet; only while `sacked` is not zero
    SeqNum lostBelow{};          ///< everything unSACKed below has been judged by RFC 6675's IsLost
    SeqNum lookFrom{};           ///< nothing below waits to be sent again
    SackBlocks seen{};           ///< of the last ACK: what they cover has been marked
    friend bool operator==(const Scoreboard&, const Scoreboard&) = default;
};

enum class RecoveryPhase : std::uint8_t {
    None,
    Fast, ///< fast recovery: entered by duplicate ACKs, SACK or RACK
    Loss, ///< after a time-out
};

/// Loss recovery: RFC 5681 §3, RFC 6582, RFC 6675, and what Linux adds.
struct Recovery {
    RecoveryPhase phase = RecoveryPhase::None;
    SeqNum point{};            ///< RFC 6582's "recover", RFC 6675's RecoveryPoint
    std::uint32_t dupAcks = 0; ///< in a row
    bool partialSeen = false;  ///< a partial ACK has restarted the timer (RFC 6582 §3.2, step 3)
    SeqNum rescueRxt{};        ///< behind RFC 6675's RescueRxt: no rescue before SND.UNA has passed it
    // Giving back (undo): what was when the recovery began.
    bool mayUndo = false;
    CongestionWindow windowBefore{};
    CongestionControl controlBefore{};
    std::uint32_t firstResentTs = 0; ///< TSval of the first retransmission
    // PRR, RFC 9937
    std::uint32_t flightAtStart = 0; ///< RecoverFS
    std::uint32_t prrDelivered = 0;
    std::uint32_t prrOut = 0;
    // F-RTO, RFC 5682: 0: not in use; 1, 2: the step that awaits an ACK
    std::uint8_t fRtoStep = 0;
    bool probed = false;      ///< a tail loss probe is out
    SeqNum probeEnd{};        ///< the ACK of this number answers it
    bool probeWasNew = false; ///< it carried new text
    friend bool operator==(const Recovery&, const Recovery&) = default;
};

/// RACK, RFC 8985 §5.
struct Rack {
    bool any = false;          ///< something has been delivered
    Instant sentAt{};          ///< RACK.xmit_ts of the segment delivered that was sent last; zero: none yet
    SeqNum end{};              ///< RACK.end_seq
    Duration rtt{};            ///< RACK.rtt
    Duration minRtt{};         ///< of the connection
    SeqNum highestDelivered{}; ///< RACK.fack
    bool reorderingSeen = false;
    std::uint32_t multiplier = 1; ///< RACK.reo_wnd_mult
    std::uint32_t persist = 0;    ///< RACK.reo_wnd_persist: recoveries until it falls back
    SeqNum dsackRound{};          ///< RACK.dsack_round
    bool hasDsackRound = false;
    friend bool operator==(const Rack&, const Rack&) = default;
};

/// RFC 3168 §6.1.
struct EcnState {
    bool echo = false;     ///< receiver: ECE until a CWR comes
    bool mustTell = false; ///< sender: CWR on the next new text
    SeqNum reducedUntil{}; ///< sender: once per window
    bool reduced = false;
    bool waits = false; ///< sender: cwnd was one segment: nothing new before the retransmission timer expires
    friend bool operator==(const EcnState&, const EcnState&) = default;
};

/// Text that arrived ahead of RCV.NXT and is held for later (SHLD-31).
struct HeldSegment {
    SeqNum seq{};
    TextRange text{};
    friend bool operator==(const HeldSegment&, const HeldSegment&) = default;
};

struct Tcb {
    ConnectionState state = ConnectionState::Closed;
    bool passiveOpen = false; ///< reached SYN-RECEIVED from LISTEN (MUST-11)
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0;

    SendSpace snd{};
    ReceiveSpace rcv{};
    Timers timers{};
    RttEstimator rtt{};
    Agreed agreed{};
    Timestamps ts{};
    /// What a segment of ours carries at most: the peer's MSS option, or 536 without one (MUST-15), less
    /// what options in every segment take (§3.7.1, Eff.snd.MSS).
    std::uint32_t sendMss = 536;

    // What the user has handed over
    std::uint32_t stream = 0;      ///< names our octets among all incarnations
    std::uint64_t written = 0;     ///< octets SEND has taken in all; octet i has number ISS+1+i
    std::uint64_t segmentized = 0; ///< of these, sent at least once
    bool closeRequested = false;   ///< CLOSE was called: a FIN follows the last octet
    bool finSent = false;
    bool noDelay = false;  ///< TCP_NODELAY: Nagle is off for this connection
    SeqNum smallEnd{};     ///< behind the last segment of text that was not full (Minshall's Nagle)
    bool userGone = false; ///< the application has closed both directions: nobody will read
    bool readShut = false; ///< shutdown() of the reading direction: what arrives is nobody's
    Fifo<SentSegment> retransmissionQueue;
    Scoreboard board{};
    CongestionWindow window{};
    CongestionControl congestion{};
    Recovery recovery{};
    Fifo<SackBlock> repeated; ///< sent again since the recovery began, not yet reported as duplicates
    Rack rack{};
    EcnState ecn{};
    Instant lastTextSent{};            ///< for the restart after idle (RFC 5681 §4.1)
    std::uint8_t synTimeouts = 0;      ///< how often our SYN had to be repeated (RFC 6298 §5.7, RFC 6928 §2)
    bool probeOutstanding = false;     ///< the front of the queue is a zero-window probe's octet
    std::uint32_t persistBackoffs = 0; ///< probes since the window closed: each doubles the wait (SHLD-30)
    std::uint32_t probesUnanswered = 0;
    bool urgentSent = false; ///< SND.UP is the user's (§3.10.2): URG while it lies ahead

    // What has arrived
    Fifo<TextRange> received; ///< in order, not yet read by the user
    std::uint32_t receivedOctets = 0;
    std::uint64_t delivered = 0; ///< octets the user has read in all
    std::uint64_t accepted = 0;  ///< octets RCV.NXT has passed
    bool finReceived = false;    ///< RCV.NXT has passed the peer's FIN
    std::vector<HeldSegment>
        held;                ///< out of order, by sequence number, without overlap, adjacent ones joined
    SackBlocks heldBlocks{}; ///< to be reported, the latest first (RFC 2018 §4)
    std::optional<SackBlock> duplicate; ///< to be reported once (RFC 2883)
    bool finHeld = false;               ///< a FIN has arrived ahead of RCV.NXT
    SeqNum heldFin{};                   ///< its number
    SeqNum advertisedEdge{};            ///< the furthest RCV.NXT+RCV.WND told to the peer (SHLD-14)

    // Acknowledging
    std::uint32_t unackedSegments = 0; ///< segments with text since our last ACK
    std::uint32_t ackedAtOnce = 0;     ///< counts up to quick_acks
    Instant lastTextArrived{};
    bool conversing = false; ///< our text has followed theirs closely: an ACK may wait for more of ours

    // Keep-alive and buffers, as the socket has them
    bool keepAlive = false;
    std::uint32_t keepAliveProbes = 0; ///< unanswered
    std::uint32_t sendBuffer = 0;      ///< SO_SNDBUF; 0: the profile's
    std::uint32_t receiveBuffer = 0;   ///< SO_RCVBUF; 0: the profile's
    bool corked = false;               ///< TCP_CORK, or MSG_MORE: full segments alone
    std::uint16_t maxSegment = 0;      ///< TCP_MAXSEG; 0: the profile's
    Duration userTimeout{};            ///< TCP_USER_TIMEOUT; zero: the profile's

    // Throttling of answers to what is not acceptable (RFC 5961 §7)
    Instant challengesSince{};
    std::uint32_t challenges = 0;

    Errno error = Errno::None; ///< why it failed, for the user's next call
    friend bool operator==(const Tcb&, const Tcb&) = default;
};

/// Octets of ours that are in flight: SND.NXT − SND.UNA, SYN and FIN counted.
inline std::uint32_t flightSize(const Tcb& tcb) { return distance(tcb.snd.una, tcb.snd.nxt); }
/// What a window field of ours counts in, as a shift; none before the SYNs have agreed.
inline std::uint32_t windowShift(const Tcb& tcb)
{
    return tcb.agreed.windowScale ? tcb.agreed.receiveShift : 0u;
}
inline std::uint64_t unsent(const Tcb& tcb) { return tcb.written - tcb.segmentized; }

} // namespace tcplab
