/// The transmission control block (RFC 9293 §3.3.1): everything a connection remembers, as one value.
/// No setter records a change: whoever wants to know keeps a copy and compares (tcb_variables.h).
#pragma once
#include "core/base/fifo.h"
#include "core/base/time.h"
#include "core/segment/segment.h"
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
    TextRange text{};
    std::uint16_t retransmissions = 0;
    Instant lastSent{};

    std::uint32_t len() const { return text.length + (ctl.syn ? 1u : 0u) + (ctl.fin ? 1u : 0u); }
    SeqNum end() const { return seq + len(); }
    friend bool operator==(const SentSegment&, const SentSegment&) = default;
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
    std::uint32_t sendMss = 536; ///< the peer's MSS option, or 536 without one (MUST-15)

    // What the user has handed over
    std::uint32_t stream = 0;      ///< names our octets among all incarnations
    std::uint64_t written = 0;     ///< octets SEND has taken in all; octet i has number ISS+1+i
    std::uint64_t segmentized = 0; ///< of these, sent at least once
    bool closeRequested = false;   ///< CLOSE was called: a FIN follows the last octet
    bool finSent = false;
    bool noDelay = false;  ///< TCP_NODELAY: Nagle is off for this connection
    bool userGone = false; ///< the application has closed both directions: nobody will read
    Fifo<SentSegment> retransmissionQueue;
    bool firstFlightAcked = false;     ///< text of ours has been acknowledged (ends initial_window)
    bool synTimedOut = false;          ///< our SYN had to be repeated (RFC 6298 §5.7)
    bool recovering = false;           ///< after a time-out, until `recover` is acknowledged
    SeqNum recover{};                  ///< SND.NXT at the time-out
    bool probeOutstanding = false;     ///< the front of the queue is a zero-window probe's octet
    std::uint32_t persistBackoffs = 0; ///< probes since the window closed: each doubles the wait (SHLD-30)
    std::uint32_t probesUnanswered = 0;

    // What has arrived
    Fifo<TextRange> received; ///< in order, not yet read by the user
    std::uint32_t receivedOctets = 0;
    std::uint64_t delivered = 0;   ///< octets the user has read in all
    std::uint64_t accepted = 0;    ///< octets RCV.NXT has passed
    bool finReceived = false;      ///< RCV.NXT has passed the peer's FIN
    std::vector<HeldSegment> held; ///< out of order, by sequence number, without overlap
    bool finHeld = false;          ///< a FIN has arrived ahead of RCV.NXT
    SeqNum heldFin{};              ///< its number
    SeqNum advertisedEdge{};       ///< the furthest RCV.NXT+RCV.WND told to the peer (SHLD-14)

    // Acknowledging
    std::uint32_t unackedSegments = 0; ///< segments with text since our last ACK
    std::uint32_t ackedAtOnce = 0;     ///< counts up to quick_acks

    // Throttling of answers to what is not acceptable (RFC 5961 §7)
    Instant challengesSince{};
    std::uint32_t challenges = 0;

    Errno error = Errno::None; ///< why it failed, for the user's next call
    friend bool operator==(const Tcb&, const Tcb&) = default;
};

/// Octets of ours that are in flight: SND.NXT − SND.UNA, SYN and FIN counted.
inline std::uint32_t flightSize(const Tcb& tcb) { return distance(tcb.snd.una, tcb.snd.nxt); }
inline std::uint64_t unsent(const Tcb& tcb) { return tcb.written - tcb.segmentized; }

} // namespace tcplab
