// RFC 9293 §3.10.7.4, fifth, ESTABLISHED: what an acknowledgment does; the retransmission timer after
// RFC 6298 §5.2 and §5.3.
#include "core/tcp/loss_recovery.h"
#include "core/tcp/options.h"
#include "core/tcp/rack.h"
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/segment_arrives.h"

#include <algorithm>
#include <utility>

namespace tcplab {
namespace {

/// RFC 6298 §3, RFC 7323 §4: what this ACK says of the round trip.
void measure(Tcb& tcb, const Segment& seg, const Delivered& delivered, const Surroundings& s)
{
    const bool echoed = tcb.agreed.timestamps && seg.options.timestamps;
    const auto byEcho = [&] {
        const std::uint32_t ticks = timestampClock(s.now) - seg.options.tsEcr;
        return milliseconds(static_cast<std::int32_t>(ticks));
    };
    if (s.profile.rttFromSendTimes) {
        if (!delivered.firstSent.isNever() && !delivered.retransmissionAcked)
            takeSample(tcb.rtt, s.now - delivered.firstSent, 1, s);
        else if (echoed && delivered.retransmissionAcked && byEcho() >= Duration{})
            takeSample(tcb.rtt, byEcho(), 1, s);
        else if (!s.profile.karn && delivered.any)
            takeSample(tcb.rtt, s.now - delivered.lastSent, 1, s);
        return;
    }
    if (!echoed) {
        endTiming(tcb.rtt, seg.ack, s);
        return;
    }
    // RFC 7323 §4.2, Appendix G: several samples a round trip, each with its share of the weight.
    const std::uint32_t twoSegments = 2 * std::max(tcb.sendMss, 1u);
    const std::uint32_t expected = (flightSize(tcb) + delivered.acked + twoSegments - 1) / twoSegments;
    if (const Duration sample = byEcho(); sample >= Duration{})
        takeSample(tcb.rtt, sample, std::max(expected, 1u), s);
}

/// RFC 5681 §2's definition; with SACK, RFC 6675 §2's: something between SND.UNA and SND.NXT is SACKed for the
/// first time. Answers to the probes of a closed window are none.
bool isDuplicate(const Tcb& tcb, const Segment& seg, const AckSeen& ack)
{
    if (tcb.agreed.sack)
        return ack.delivered.sacked != 0;
    return !ack.advances && tcb.snd.nxt != tcb.snd.una && seg.len() == 0 &&
           windowOf(tcb, seg) == tcb.snd.wnd && tcb.snd.wnd != 0 && !tcb.probeOutstanding;
}

/// False where nothing is outstanding that an ACK could tell of: a receiver of text meets only such.
bool concernsSending(const Tcb& tcb, const Segment& seg, const Profile& profile)
{
    return !tcb.retransmissionQueue.empty() || tcb.recovery.phase != RecoveryPhase::None || seg.ctl.ece ||
           !seg.options.sack.empty() || tcb.recovery.probed || profile.rack;
}

/// Linux: what echoes the first SYN's timestamp has shown that repeating it was needless (tcp_try_undo_spurious_syn()).
[[gnu::cold]] bool answersFirstSyn(const Tcb& tcb, const Segment& seg, const Profile& profile)
{
    return profile.name == ProfileName::Linux && tcb.agreed.timestamps && seg.options.timestamps &&
           seg.options.tsEcr == timestampClock(tcb.rtt.timedAt);
}

} // namespace

void Arrival::advance(AckSeen& ack)
{
    const bool synWasOut = isSynOutstanding(tcb);
    tcb.snd.una = seg.ack;
    if (tcb.smallEnd < tcb.snd.una)
        tcb.smallEnd = tcb.snd.una; // kept near, so that comparing never wraps
    removeAcknowledged(tcb, ack.delivered);
    ack.delivered.acked = distance(ack.unaBefore, tcb.snd.una);
    measure(tcb, seg, ack.delivered, s);
    if (synWasOut && tcb.synTimeouts != 0 && answersFirstSyn(tcb, seg, s.profile))
        tcb.synTimeouts = 0;
    if (synWasOut && tcb.synTimeouts != 0 && (!tcb.rtt.measured || s.profile.name == ProfileName::Rfc9293)) {
        // RFC 6298 §5.7: "the RTO MUST be re-initialized to 3 seconds when data transmission begins", whatever an
        // echo has measured. (Where one has, Linux keeps to it: tcp_init_metrics().)
        tcb.rtt.rto = std::max(seconds(3), tcb.rtt.measured ? tcb.rtt.rto : s.profile.initialRto);
        tcb.rtt.backoffs = 0;
    }
    if (tcb.urgentSent && tcb.snd.una >= tcb.snd.up)
        tcb.urgentSent = false;
    tcb.timers.stop(Timer::User);
    tcb.timers.stop(Timer::TailLossProbe);
    if (tcb.retransmissionQueue.empty()) { // RFC 6298 §5.2
        if (tcb.finSent && tcb.snd.una == tcb.snd.nxt)
            tcb.ecn.waits = false; // no new text is to come, for which the timer would be waited
        if (!tcb.ecn.waits)
            tcb.timers.stop(Timer::Retransmission);
        tcb.timers.stop(Timer::Reordering);
        return;
    }
    // §5.3; but of the partial ACKs of one recovery only the first, lest a long recovery outlive the timer
    // (RFC 6582 §3.2 step 3).
    const bool partial =
        tcb.recovery.phase == RecoveryPhase::Fast && !tcb.agreed.sack && seg.ack < tcb.recovery.point;
    if (!partial || !std::exchange(tcb.recovery.partialSeen, true))
        tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto;
    if (s.profile.tailLossProbe && tcb.snd.una < tcb.recovery.probeEnd)
        awaitProbe(tcb, s);
    if (const Duration limit = userTimeout(tcb, s.profile))
        tcb.timers[Timer::User] = s.now + limit;
}

void takeWindow(Tcb& tcb, const Segment& seg)
{
    tcb.snd.wnd = windowOf(tcb, seg);
    tcb.snd.wl1 = seg.seq;
    tcb.snd.wl2 = seg.ack;
    tcb.snd.maxWnd = std::max(tcb.snd.maxWnd, tcb.snd.wnd);
}

/// As Linux has it, without SND.WL2 (tcp_may_update_window()).
static bool bringsWindow(const Tcb& tcb, const Segment& seg, const AckSeen& ack)
{
    const std::uint32_t window = windowOf(tcb, seg);
    return ack.advances || tcb.snd.wl1 < seg.seq ||
           (tcb.snd.wl1 == seg.seq && (window > tcb.snd.wnd || window == 0));
}

/// "Upon the receipt of any ACK containing SACK information, the scoreboard MUST be updated" (RFC 6675 §5): of one that
/// another has overtaken too (Linux: tcp_ack(), old_ack).
static void takeOverdueSack(Tcb& tcb, const Segment& seg, AckSeen& ack, const Surroundings& s)
{
    if (!tcb.agreed.sack || seg.options.sack.empty())
        return;
    takeSack(tcb, seg, ack.unaBefore, ack.delivered);
    ack.duplicate = isDuplicate(tcb, seg, ack);
    recover(tcb, seg, ack, s);
}

Verdict Arrival::processAcknowledgment()
{
    if (seg.ack > tcb.snd.nxt) { // "acks something not yet sent": ACK, drop
        answerUnacceptable(tcb, seg, IgnoreReason::BadAck, Clause::AckOfUnsent, s);
        return Verdict::Done;
    }
    AckSeen ack{.unaBefore = tcb.snd.una, .advances = seg.ack > tcb.snd.una};
    if (seg.ack < tcb.snd.una) { // an old duplicate ACK "can be ignored"; its window is old as well
        takeOverdueSack(tcb, seg, ack, s);
        return Verdict::NextStep;
    }
    if (s.profile.timestampAfterAck)
        noteTimestamp(tcb, seg, s.now);
    if (ack.advances)
        advance(ack);
    if (tcb.agreed.sack)
        takeSack(tcb, seg, ack.unaBefore, ack.delivered);
    if (ack.advances || concernsSending(tcb, seg, s.profile)) {
        ack.duplicate = isDuplicate(tcb, seg, ack);
        recover(tcb, seg, ack, s);
    }

    const bool closedBefore = tcb.snd.wnd == 0;
    if (s.profile.windowByAck ? bringsWindow(tcb, seg, ack)
                              : tcb.snd.wl1 < seg.seq || (tcb.snd.wl1 == seg.seq && tcb.snd.wl2 <= seg.ack))
        takeWindow(tcb, seg);
    tcb.probesUnanswered = 0;
    // MUST-37, SHLD-17: as long as the peer answers, a closed window is no reason to give up.
    const bool waitsForWindow = tcb.snd.wnd == 0 || tcb.timers.isOn(Timer::Persist);
    if (waitsForWindow && userTimeout(tcb, s.profile) && tcb.timers.isOn(Timer::User))
        tcb.timers[Timer::User] = s.now + userTimeout(tcb, s.profile);
    if (closedBefore != (tcb.snd.wnd == 0) && !tcb.probeOutstanding) {
        tcb.timers.stop(Timer::Persist); // probing and the override time-out have waits of their own
        tcb.persistBackoffs = 0;
    }
    return Verdict::NextStep;
}

} // namespace tcplab
