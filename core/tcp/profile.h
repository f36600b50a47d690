/// Every knob of a host's TCP. A profile is a set of values for them: `rfc9293` follows the letter,
/// `linux` and `freebsd` do what Linux 6 and FreeBSD 14 do where they differ. The table of names, units and how to read and write
/// each knob is in knobs.h: scenario files, `--set` and `tcplab-cli knobs` all go through it.
#pragma once
#include "core/base/time.h"
#include "core/segment/segment.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tcplab {

enum class ProfileName : std::uint8_t { Rfc9293, Linux, FreeBsd };
inline constexpr std::array profileNames{ProfileName::Rfc9293, ProfileName::Linux, ProfileName::FreeBsd};
constexpr const char* nameOf(ProfileName name)
{
    constexpr std::array names{"rfc9293", "linux", "freebsd"};
    return names[static_cast<std::size_t>(name)];
}

enum class CongestionAlgorithm : std::uint8_t { None, Tahoe, Reno, NewReno, Cubic };
constexpr const char* nameOf(CongestionAlgorithm algorithm)
{
    constexpr std::array names{"none", "tahoe", "reno", "newreno", "cubic"};
    return names[static_cast<std::size_t>(algorithm)];
}

/// Profile::windowScale when the option is not sent.
inline constexpr std::uint32_t noWindowScale = 255;

/// Durations of zero switch a thing off unless said otherwise.
struct Profile {
    ProfileName name = ProfileName::Rfc9293;

    // Segments and buffers (octets)
    std::uint32_t mss = 1460;                  ///< announced, and the most we send at a time (§3.7.1)
    std::uint32_t sendBuffer = 65536;          ///< unacknowledged and unsent octets that SEND takes
    std::uint32_t receiveBuffer = 65535;       ///< octets; the largest window we offer
    std::uint32_t windowScale = noWindowScale; ///< our shift.cnt, 0 … 14 (RFC 7323 §2); noWindowScale: off
    bool wholeSegmentBuffer = false;  ///< once established the buffer is rounded up to whole segments
    bool windowFollowsBuffer = false; ///< what is free is offered, a small growth too, as FreeBSD does
    bool nagle = true;                ///< §3.7.4 (SHLD-7)
    bool nagleMinshall = false;       ///< a small segment waits for another small one alone, as on Linux
    bool halfWindowSegments = false;  ///< no segment larger than half the peer's first window, as on Linux
    bool repacksOnRetransmit = false; ///< small segments are joined when sent again (§3.8.6.2.1 allows it)

    // Options
    bool mssOption = true; ///< in a SYN (SHLD-5); without it the peer takes 536 (MUST-15)
    OptionOrder optionOrder = OptionOrder::Linux; ///< in a SYN
    bool timestamps = false;                      ///< RFC 7323 §3
    bool timestampAfterAck = false; ///< TS.Recent waits until SEG.ACK has been found good, as on Linux
    bool timestampInReset = true;   ///< RFC 7323 §3.2 (SHOULD); Linux: not where a segment is answered
    bool timestampsRequired = true; ///< once agreed on, a segment without them is dropped (RFC 7323 §3.2)
    bool sack = false;              ///< RFC 2018
    bool dsack = true;              ///< RFC 2883, where SACK is agreed on
    bool ecn = false;               ///< RFC 3168
    bool ecnWhenAsked = false;      ///< agreed to when the peer's SYN asks, not asked for

    // Acknowledgments
    Duration delayedAck = milliseconds(200); ///< less than 500 ms (MUST-40); zero: each segment at once
    std::uint32_t quickAcks = 0;             ///< segments acknowledged at once before delaying begins

    // Congestion control (RFC 5681)
    CongestionAlgorithm congestionControl = CongestionAlgorithm::NewReno;
    std::uint32_t initialWindow = 10; ///< segments (RFC 6928: at most 14,600 octets or two segments)
    std::uint32_t abcLimit =
        0; ///< appropriate byte counting (RFC 3465): its L, segments; 0: ACKs are counted
    bool restartAfterIdle = true;      ///< RFC 5681 §4.1
    bool growsOnlyWhenLimited = false; ///< cwnd stands while the application or the peer is the limit
    bool thresholdFromCwnd = false;    ///< ssthresh from cwnd instead of FlightSize, as Linux does

    // Loss recovery
    bool fastRetransmit = true;         ///< RFC 5681 §3.2
    bool limitedTransmit = true;        ///< RFC 3042
    bool proportionalReduction = false; ///< PRR, RFC 9937
    bool rack = false;                  ///< RFC 8985, where SACK is agreed on
    bool tailLossProbe = false;         ///< RFC 8985 §7, where SACK is agreed on
    bool fRto = false;                  ///< RFC 5682
    bool undo = false; ///< what turns out to have been no loss gives the window back (RFC 3522, 3708)
    bool keepsSackOnRto = false; ///< SACKed stays SACKed after a time-out (RFC 2018 §8 says it should not)

    // Retransmission (RFC 6298)
    Duration initialRto = seconds(1);
    Duration minRto = seconds(1);
    Duration maxRto = seconds(60);
    Duration rtoGranularity = milliseconds(1); ///< G of RFC 6298 §2
    Duration rtoSlop = Duration{0};            ///< added to every RTO that is computed, as FreeBSD does
    bool rttFromSendTimes = false;             ///< each ACK measures, by when what it covers was sent
    bool minRtoFloorsVariance = false;         ///< RTO = SRTT + max(min_rto, 4·RTTVAR), as Linux does
    std::uint32_t r1 = 3;                ///< retransmissions until the path is suspected (SHLD-10, MUST-20)
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
    bool resetOnLateData = false;    ///< RST for data after close alone
    bool resetOnShutData = false;    ///< RST for data after shutdown of both directions, as on Linux
    bool timeWaitAcceptsSyn = false; ///< a SYN above the old numbers reopens (MAY-2)
    bool timeWaitByTimestamps = false; ///< a SYN with a later timestamp reopens as well (RFC 6191)
    bool timeWaitIgnoresReset = false; ///< RFC 1337: no RST ends TIME-WAIT

    // Reset and safety
    bool challengeAck = true; ///< RFC 5961 §3.2, §4.2; false: RFC 793's rules
    std::uint32_t challengeAckLimit =
        10; ///< answers to empty unacceptable segments in one interval; 0: no limit
    Duration challengeAckInterval = seconds(5); ///< RFC 5961 §7: ten in five seconds; Linux: one in 500 ms
    bool ackRangeCheck = true;                  ///< RFC 5961 §5.2: SND.UNA−MAX.SND.WND ≤ SEG.ACK ≤ SND.NXT
    bool windowByAck = false;     ///< what acknowledges something new brings a window whatever its SEG.SEQ
    bool abortCarriesAck = false; ///< <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK> instead of <CTL=RST>
    bool resetKeepsData = false;  ///< what had arrived can still be read after a reset
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

    // Keep-alive (§3.8.4)
    bool keepAlive = false; ///< for every connection that does not say otherwise (MUST-25: off)
    Duration keepAliveIdle = minutes(120);    ///< silence before the first probe (MUST-28)
    Duration keepAliveInterval = seconds(75); ///< between probes
    std::uint32_t keepAliveProbes = 9;        ///< in vain, then ETIMEDOUT (MUST-29: more than one)

    // After a crash
    Duration quietTime = Duration{0}; ///< silence after boot (§3.4.3)

    // Rules that can be taken out, to see what they are for. No profile does without one of them; TIME-WAIT goes, or
    // gets too short, by timeWait.
    bool threeWayHandshake =
        true; ///< false: a passive open is ESTABLISHED as soon as it has answered the SYN (§3.5)
    bool clockDrivenIsn = true; ///< false: every connection begins with the same number (§3.4.1, MUST-8)
    bool acceptabilityTest =
        true;                   ///< false: whatever arrives is taken to begin at RCV.NXT (§3.10.7.4, first)
    bool retransmission = true; ///< false: what is lost stays lost (§3.8.1)
    bool exactReset =
        true;         ///< false: a RST anywhere in the window is believed (§3.10.7.4, second; RFC 5961 §3.2)
    bool karn = true; ///< false: what was sent twice is timed as well (RFC 6298 §3)

    friend bool operator==(const Profile&, const Profile&) = default;
};

/// RFC 9293 and what it refers to, by the letter.
Profile rfc9293Profile();
/// What Linux 6 does, as kernel traces show it; its own constants, not 2·MSL.
Profile linuxProfile();
/// What FreeBSD 14 does: its SYN's options, windows and timers.
Profile freebsdProfile();
Profile profileNamed(ProfileName name);

} // namespace tcplab
