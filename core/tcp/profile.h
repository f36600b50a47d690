/// Every knob of a host's TCP. A profile is a set of values for them: `rfc9293` follows the letter,
/// `linux` does what Linux 6 does where it differs. The table of names, units and how to read and write
/// each knob is in knobs.h: scenario files, `--set` and `tcplab-cli knobs` all go through it.
#pragma once
#include "core/base/time.h"

#include <cstdint>

namespace tcplab {

enum class ProfileName : std::uint8_t { Rfc9293, Linux };
constexpr const char* nameOf(ProfileName name) { return name == ProfileName::Rfc9293 ? "rfc9293" : "linux"; }

/// Durations of zero switch a thing off unless said otherwise.
struct Profile {
    ProfileName name = ProfileName::Rfc9293;

    // Segments and buffers (octets)
    std::uint32_t mss = 1460;            ///< announced, and the most we send at a time (§3.7.1)
    std::uint32_t sendBuffer = 65536;    ///< unacknowledged and unsent octets that SEND takes
    std::uint32_t receiveBuffer = 65535; ///< octets; the largest window we offer
    std::uint32_t initialWindow = 0; ///< segments that may be out before the first ACK of text; 0: no limit
    bool nagle = true;               ///< §3.7.4 (SHLD-7)

    // Acknowledgments
    Duration delayedAck = milliseconds(200); ///< less than 500 ms (MUST-40); zero: each segment at once
    std::uint32_t quickAcks = 0;             ///< segments acknowledged at once before delaying begins

    // Retransmission (RFC 6298)
    Duration initialRto = seconds(1);
    Duration minRto = seconds(1);
    Duration maxRto = seconds(60);
    Duration rtoGranularity = milliseconds(1); ///< G of RFC 6298 §2
    bool minRtoFloorsVariance = false;         ///< RTO = SRTT + max(min_rto, 4·RTTVAR), as Linux does
    std::uint32_t retries = 0;           ///< of text or FIN, then ETIMEDOUT; 0: user_timeout alone decides
    std::uint32_t synRetries = 0;        ///< of an active open's SYN; 0: syn_timeout alone decides
    std::uint32_t synLinearTimeouts = 0; ///< SYN time-outs before back-off begins (Linux since 6.5)
    std::uint32_t synAckRetries = 0;     ///< of a passive open's SYN,ACK; 0: syn_timeout alone decides
    Duration userTimeout = minutes(5);   ///< of unacknowledged text or FIN (§3.9.1.1: five minutes)
    Duration synTimeout = minutes(3);    ///< R2 for SYN segments: at least 3 minutes (MUST-23)

    // Closing
    Duration timeWait = Duration{0};        ///< zero: 2·MSL of the network
    bool timeWaitZero = false;              ///< true: no TIME-WAIT at all ("time_wait = 0 s")
    Duration finWait2Timeout = Duration{0}; ///< once the application has closed
    bool resetOnUnreadClose = false; ///< RST when closed with unread data, and for data after close (SHLD-3)
    bool timeWaitAcceptsSyn = false; ///< a SYN above the old numbers reopens (MAY-2)

    // Reset and safety
    bool challengeAck = true; ///< RFC 5961 §3.2, §4.2; false: RFC 793's rules
    std::uint32_t challengeAckLimit =
        10; ///< answers to empty unacceptable segments in one interval; 0: no limit
    Duration challengeAckInterval = seconds(5); ///< RFC 5961 §7: ten in five seconds; Linux: one in 500 ms
    bool ackRangeCheck = true;                  ///< RFC 5961 §5.2: SND.UNA−MAX.SND.WND ≤ SEG.ACK ≤ SND.NXT
    bool abortCarriesAck = false;        ///< <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK> instead of <CTL=RST>
    bool resetKeepsData = false;         ///< what had arrived can still be read after a reset
    bool resetInCloseWaitIsPipe = false; ///< a reset in CLOSE-WAIT is EPIPE, not ECONNRESET

    // Opening
    bool repeatSynAck = false;      ///< a repeated SYN in SYN-RECEIVED draws the SYN,ACK again
    bool establishOnSynAck = false; ///< SYN-RECEIVED + SYN,ACK → ESTABLISHED as in Figure 7
    std::uint32_t backlog = 128;    ///< listen's default when the call names none
    bool backlogPlusOne = false;    ///< listen(n) holds n+1 connections
    std::uint32_t synQueue = 128;   ///< half-finished handshakes a listener remembers
    bool abortOnOverflow = false;   ///< full accept queue: RST instead of silence

    // Probing
    bool probeCarriesOctet = true; ///< a zero-window probe has one octet; false: SEG.SEQ=SND.UNA−1, empty

    // After a crash
    Duration quietTime = Duration{0}; ///< silence after boot (§3.4.3)

    friend bool operator==(const Profile&, const Profile&) = default;
};

/// RFC 9293 and what it refers to, by the letter.
Profile rfc9293Profile();
/// What Linux 6 does, as kernel traces show it; its own constants, not 2·MSL.
Profile linuxProfile();
Profile profileNamed(ProfileName name);

} // namespace tcplab
