#include "core/tcp/congestion_moves.h"

#include <algorithm>
#include <type_traits>

namespace tcplab {
namespace {

CongestionControl controlNamed(CongestionAlgorithm algorithm)
{
    switch (algorithm) {
    case CongestionAlgorithm::None: return NoControl{};
    case CongestionAlgorithm::Tahoe: return TahoeControl{};
    case CongestionAlgorithm::Reno: return RenoControl{};
    case CongestionAlgorithm::NewReno: return NewRenoControl{};
    case CongestionAlgorithm::Cubic: return CubicControl{};
    }
    return NoControl{};
}

/// How many repetitions of the SYN or SYN,ACK leave a window of one segment. The first (RFC 5681 §3.1); with RFC 6928's
/// ten segments "more than one" (its §2), on Linux whatever the window is (tcp_init_transfer()). FreeBSD keeps to the
/// first with ten as well (cc_conn_init()).
std::uint32_t synTimeoutsForOneSegment(const Profile& profile)
{
    switch (profile.name) {
    case ProfileName::Linux: return 2;
    case ProfileName::FreeBsd: return 1;
    case ProfileName::Rfc9293: break;
    }
    return profile.initialWindow == 10 ? 2 : 1;
}

/// RFC 6928 §2: min(10·MSS, max(2·MSS, 14600)) for the usual ten; of any other number just that many segments, and so
/// for each number on Linux (TCP_INIT_CWND).
std::uint32_t initialWindow(const Tcb& tcb, const Profile& profile)
{
    const std::uint32_t mss = smss(tcb);
    if (tcb.synTimeouts >= synTimeoutsForOneSegment(profile))
        return mss;
    const std::uint32_t segments = profile.initialWindow * mss;
    const bool isBounded = profile.initialWindow == 10 && profile.name != ProfileName::Linux;
    return isBounded ? std::min(segments, std::max(2 * mss, 14'600u)) : segments;
}

} // namespace

bool isLimited(const Tcb& tcb) { return tcb.congestion.index() != 0; }

FastRecovery fastRecoveryOf(const Tcb& tcb)
{
    return std::visit(
        [](const auto& control) { return std::remove_reference_t<decltype(control)>::fastRecovery; },
        tcb.congestion);
}

void startCongestionControl(Tcb& tcb, const Surroundings& s)
{
    tcb.congestion = controlNamed(s.profile.congestionControl);
    tcb.recovery.point = tcb.snd.iss;
    tcb.lastTextSent = s.now;
    if (!isLimited(tcb))
        return;
    const CongestionStand before = congestionStand(tcb);
    tcb.window = {.cwnd = initialWindow(tcb, s.profile)};
    noteCongestion(tcb, before, Clause::InitialWindow, s);
}

std::int64_t outstanding(const Tcb& tcb, const Profile& profile)
{
    const std::int64_t inPipe = pipe(tcb);
    // Linux counts a duplicate ACK as a segment that has left, where no SACK says which; before the third of them that
    // is limited transmit (RFC 3042).
    const bool countsDuplicates = tcb.recovery.phase == RecoveryPhase::Fast ||
                                  (tcb.recovery.phase == RecoveryPhase::None && profile.limitedTransmit);
    if (profile.proportionalReduction && !tcb.agreed.sack && countsDuplicates)
        return std::max<std::int64_t>(inPipe - std::int64_t{tcb.recovery.dupAcks} * smss(tcb), 0);
    if (!tcb.agreed.sack && tcb.recovery.phase == RecoveryPhase::Fast)
        return flightSize(tcb); // cwnd is inflated instead
    return inPipe;
}

std::int64_t congestionRoom(const Tcb& tcb, const Profile& profile)
{
    std::int64_t room = std::int64_t{tcb.window.cwnd} - outstanding(tcb, profile);
    const Recovery& recovery = tcb.recovery;
    if (recovery.phase == RecoveryPhase::None) {
        if (!profile.limitedTransmit && tcb.agreed.sack)
            room = std::int64_t{tcb.window.cwnd} - flightSize(tcb);
        // RFC 3042: the first two duplicate ACKs each let one new segment go.
        if (profile.limitedTransmit && !tcb.agreed.sack && !profile.proportionalReduction)
            room += std::int64_t{std::min(recovery.dupAcks, 2u)} * smss(tcb);
    }
    return room;
}

/// Linux halves cwnd for each RTO of silence beyond the first, and remembers three quarters of it in ssthresh
/// (tcp_cwnd_restart(), tcp_current_ssthresh()); its cwnd counts segments.
static std::uint32_t halvedByIdleTime(Tcb& tcb, Duration idle, std::uint32_t restart)
{
    std::uint32_t segments = tcb.window.cwnd / smss(tcb);
    if (tcb.window.ssthresh != noThreshold)
        tcb.window.ssthresh = std::max(tcb.window.ssthresh, (segments / 2 + segments / 4) * smss(tcb));
    for (idle = idle - tcb.rtt.rto; idle > Duration{} && segments * smss(tcb) > restart;
         idle = idle - tcb.rtt.rto)
        segments /= 2;
    return std::max(segments * smss(tcb), restart);
}

void restartAfterIdle(Tcb& tcb, const Surroundings& s)
{
    if (!isLimited(tcb) || !s.profile.restartAfterIdle || tcb.snd.nxt != tcb.snd.una)
        return;
    const Duration idle = s.now - tcb.lastTextSent;
    if (idle <= tcb.rtt.rto)
        return;
    const CongestionStand before = congestionStand(tcb);
    std::uint32_t restart = std::min(initialWindow(tcb, s.profile), tcb.window.cwnd); // RW
    if (s.profile.name == ProfileName::Linux)
        restart = halvedByIdleTime(tcb, idle, restart);
    if (restart != tcb.window.cwnd) {
        tcb.window.cwnd = restart;
        tcb.window.counted = 0;
        std::visit([](auto& control) { control.leaveAvoidance(); }, tcb.congestion);
    }
    noteCongestion(tcb, before, Clause::RestartAfterIdle, s);
}

std::uint32_t thresholdAfterLoss(Tcb& tcb, std::uint32_t flight, const Surroundings& s)
{
    const LossSeen loss{.flightSize = flight, .smss = smss(tcb), .now = s.now};
    return std::visit([&](auto& control) { return control.thresholdAfterLoss(tcb.window, loss); },
                      tcb.congestion);
}

void grow(Tcb& tcb, const AckSeen& ack, const Surroundings& s)
{
    if (ack.delivered.text == 0) // SYN and FIN are no data
        return;
    if (s.profile.growsOnlyWhenLimited) {
        const std::uint64_t flight = distance(ack.unaBefore, tcb.snd.nxt);
        const bool wasLimited =
            tcb.window.inSlowStart() ? 2 * flight > tcb.window.cwnd : flight + smss(tcb) > tcb.window.cwnd;
        if (!wasLimited) {
            std::visit([&](auto& control) { control.notLimited(s.now); }, tcb.congestion);
            return;
        }
    }
    // RFC 3465 §2.3: while what a time-out has sent back is repaired, L is one SMSS: an ACK may then tell of much more
    // than has left the network. (FreeBSD: newreno_ack_received(). Linux counts octets without an L.)
    const bool repairs = tcb.recovery.phase == RecoveryPhase::Loss && s.profile.name != ProfileName::Linux;
    const NewlyAcked acked{.octets = ack.delivered.text,
                           .smss = smss(tcb),
                           .now = s.now,
                           .srtt = tcb.rtt.srtt,
                           .abcLimit = repairs ? std::min(s.profile.abcLimit, 1u) : s.profile.abcLimit};
    std::visit([&](auto& control) { control.onAck(tcb.window, acked); }, tcb.congestion);
}

void noteReduction(Tcb& tcb)
{
    if (!tcb.agreed.ecn)
        return;
    tcb.ecn.reduced = tcb.ecn.mustTell = true;
    tcb.ecn.reducedUntil = tcb.snd.nxt;
}

/// "The sending TCP MUST reset the retransmit timer on receiving the ECN-Echo packet when the congestion window is one.
/// The sending TCP will then be able to send a new packet only when the retransmit timer expires" (RFC 3168 §6.1.2).
static void waitForTimer(Tcb& tcb, const Surroundings& s)
{
    const bool nothingFollows = tcb.finSent && tcb.snd.una == tcb.snd.nxt;
    if (tcb.probeOutstanding || nothingFollows)
        return;
    tcb.ecn.waits = true;
    tcb.timers.stop(Timer::Persist);
    tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto;
}

bool reduceForEcn(Tcb& tcb, const AckSeen& ack, const Surroundings& s)
{
    // Once per window of data (RFC 3168 §6.1.2), and not on top of a loss in that window.
    if (!isLimited(tcb) || tcb.recovery.phase != RecoveryPhase::None ||
        (tcb.ecn.reduced && tcb.snd.una <= tcb.ecn.reducedUntil))
        return false;
    // "halves the congestion window": of what was out until this ACK came.
    const std::uint32_t flight =
        s.profile.thresholdFromCwnd ? tcb.window.cwnd : distance(ack.unaBefore, tcb.snd.nxt);
    const bool wasOne = tcb.window.cwnd <= smss(tcb);
    tcb.window.ssthresh = thresholdAfterLoss(tcb, flight, s);
    std::uint32_t cwnd = tcb.window.ssthresh;
    // RFC 9438 figure 5: max(…, 1) for cwnd on ECE, where ssthresh stays at two; RFC 3168 has it for all. (Linux and
    // FreeBSD stop at two.)
    const bool byLetter = s.profile.name == ProfileName::Rfc9293;
    if (byLetter)
        cwnd =
            std::max(std::visit([&](const auto& control) { return control.reduced(flight); }, tcb.congestion),
                     smss(tcb));
    tcb.window.cwnd = std::min(tcb.window.cwnd, cwnd);
    tcb.window.counted = 0;
    tcb.recovery.mayUndo = false;
    noteReduction(tcb);
    if (byLetter && wasOne)
        waitForTimer(tcb, s);
    return true;
}

void noteCongestion(const Tcb& tcb, const CongestionStand& before, Clause clause, const Surroundings& s)
{
    if (!s.out.keepEffects || !isLimited(tcb) || congestionStand(tcb) == before)
        return;
    s.out.congestion(congestionStand(tcb), clause);
}

} // namespace tcplab
