// How a recovery begins, goes on and ends. What the window does meanwhile is congestion_moves.cpp's.
#include "core/tcp/loss_recovery.h"

#include "core/tcp/congestion_moves.h"
#include "core/tcp/rack.h"
#include "core/tcp/transmit.h"

#include <algorithm>

namespace tcplab {
namespace {

/// FlightSize for ssthresh: without what limited transmit has added (RFC 5681 §3.2, step 2).
std::uint32_t flightAtLoss(const Tcb& tcb, const Profile& profile)
{
    if (profile.thresholdFromCwnd)
        return std::max(tcb.window.cwnd, 2 * smss(tcb));
    return tcb.recovery.dupAcks != 0 && tcb.recovery.flightAtStart != 0 ? tcb.recovery.flightAtStart
                                                                        : flightSize(tcb);
}

void rememberForUndo(Tcb& tcb)
{
    Recovery& recovery = tcb.recovery;
    if (recovery.phase != RecoveryPhase::None)
        return; // a time-out in a recovery: what was before it counts
    recovery.mayUndo = true;
    tcb.repeated.clear();
    recovery.firstResentTs = 0;
    recovery.windowBefore = tcb.window;
    recovery.controlBefore = tcb.congestion;
}

/// Three duplicate ACKs; with SACK also what lies above the front (RFC 6675 §5, step 2).
bool shouldEnterFast(const Tcb& tcb, const Profile& profile)
{
    if (!profile.fastRetransmit || !profile.retransmission || tcb.retransmissionQueue.empty() ||
        tcb.recovery.phase != RecoveryPhase::None)
        return false;
    if (usesRack(tcb, profile))
        return tcb.board.lost != 0;
    if (tcb.agreed.sack)
        return tcb.recovery.dupAcks >= 3 || tcb.retransmissionQueue.front().lost;
    // RFC 6582 §3.2 step 1: duplicate ACKs of what a recovery has sent twice say nothing.
    return tcb.recovery.dupAcks >= 3 && tcb.snd.una > tcb.recovery.point;
}

void leave(Tcb& tcb)
{
    tcb.recovery.phase = RecoveryPhase::None;
    tcb.recovery.dupAcks = 0;
    tcb.recovery.fRtoStep = 0;
    if (tcb.rack.persist != 0 && --tcb.rack.persist == 0) // RFC 8985 §6.2 step 4
        tcb.rack.multiplier = 1;
    if (!tcb.agreed.sack)
        forgetLosses(tcb);
}

/// RFC 5681 §3.2 step 6, RFC 6582 §3.2 step 3 "Full acknowledgments" (its first choice).
void leaveFast(Tcb& tcb, const Surroundings& s)
{
    const FastRecovery style = fastRecoveryOf(tcb);
    if (style == FastRecovery::UntilNewAck || tcb.agreed.sack || s.profile.proportionalReduction) {
        tcb.window.cwnd = tcb.window.ssthresh;
    } else if (style == FastRecovery::UntilPoint) {
        tcb.window.cwnd = std::min(tcb.window.ssthresh, std::max(flightSize(tcb), smss(tcb)) + smss(tcb));
    }
    leave(tcb);
}

Clause inFastRecovery(Tcb& tcb, const AckSeen& ack, const Surroundings& s)
{
    Recovery& recovery = tcb.recovery;
    if (ack.advances) {
        recovery.dupAcks -= std::min(recovery.dupAcks, ack.delivered.acked / std::max(smss(tcb), 1u));
        // With SACK recovery is RFC 6675's, for Reno too.
        const bool endsWithAny = fastRecoveryOf(tcb) == FastRecovery::UntilNewAck && !tcb.agreed.sack;
        if (endsWithAny || tcb.snd.una >= recovery.point) {
            leaveFast(tcb, s);
            return Clause::RecoveryEnds;
        }
        // A partial ACK: without SACK it names the next hole (RFC 6582 §3.2 step 3); with SACK, what is lost is
        // judged as ever (RFC 6675 §5, step B).
        if (!tcb.agreed.sack && !tcb.retransmissionQueue.empty())
            markLost(tcb, 0);
        if (!tcb.agreed.sack && isLimited(tcb) && !s.profile.proportionalReduction) {
            const std::uint32_t acked = ack.delivered.acked;
            tcb.window.cwnd -= std::min(tcb.window.cwnd, acked);
            tcb.window.cwnd += acked >= smss(tcb) ? smss(tcb) : 0;
            tcb.window.cwnd = std::max(tcb.window.cwnd, smss(tcb));
        }
        judge(tcb, s);
        prr(tcb, ack, s);
        return Clause::PartialAck;
    }
    judge(tcb, s);
    if (ack.duplicate) {
        ++recovery.dupAcks;
        if (!tcb.agreed.sack && isLimited(tcb) && !s.profile.proportionalReduction)
            tcb.window.cwnd += smss(tcb); // RFC 5681 §3.2 step 4
    }
    prr(tcb, ack, s);
    return Clause::DuplicateAckInflates;
}

/// RFC 8985 §6.3, RACK_mark_losses_on_RTO(): what was sent later than this may still be on its way. (Without
/// RACK.reo_wnd, as Linux's tcp_timeout_mark_lost() has it.)
Instant timedOutBefore(const Tcb& tcb, const Surroundings& s)
{
    if (!usesRack(tcb, s.profile) || tcb.rack.sentAt == Instant{})
        return Instant::never();
    return s.now - tcb.rack.rtt + nanoseconds(1);
}

/// RFC 5682: two ACKs tell whether the time-out was spurious. True when this one has decided so.
bool fRto(Tcb& tcb, const AckSeen& ack, const Surroundings& s)
{
    Recovery& recovery = tcb.recovery;
    if (recovery.fRtoStep == 0 || tcb.snd.una >= recovery.point)
        return false; // an ACK of all that was out decides nothing (§2.1 step 2a)
    if (tcb.agreed.sack && ack.delivered.originals)
        return true; // §3.1 step 3b: something sent before the time-out, and once only, has arrived
    const auto theOrdinaryWay = [&] {
        recovery.fRtoStep = 0;
        // Behind the front, which the time-out has repeated, all that was sent before it is lost, twice if need be.
        const Instant before = timedOutBefore(tcb, s);
        auto& queue = tcb.retransmissionQueue;
        for (std::size_t at = 0; at < queue.size() && queue[at].seq < recovery.point; ++at) {
            if (queue[at].lastSent >= before || (at == 0 && queue[at].timedOut))
                continue;
            if (queue[at].resent)
                loseAgain(tcb, at);
            else
                markLost(tcb, at);
        }
        return false;
    };
    if (ack.duplicate && !ack.advances)
        return theOrdinaryWay();
    if (!ack.advances)
        return false;
    if (recovery.fRtoStep == 2) // §2.1 step 3b; with SACK nothing has shown that it was spurious
        return tcb.agreed.sack ? theOrdinaryWay() : true;
    if (unsent(tcb) == 0 || tcb.snd.wnd <= flightSize(tcb)) // nothing new to ask with
        return theOrdinaryWay();
    recovery.fRtoStep = 2;
    tcb.window.cwnd = pipe(tcb) + 2 * smss(tcb); // §2.1 step 2b: two new segments
    return false;
}

Clause inLoss(Tcb& tcb, const AckSeen& ack, const Surroundings& s)
{
    judge(tcb, s);
    if (fRto(tcb, ack, s)) {
        tcb.window.cwnd = smss(tcb); // what step 2b has added goes
        undo(tcb);
        return Clause::SpuriousTimeout;
    }
    if (!ack.advances)
        return Clause::None;
    const bool ends = tcb.snd.una >= tcb.recovery.point;
    if (isLimited(tcb) && (ends || tcb.recovery.fRtoStep == 0))
        grow(tcb, ack, s);
    if (ends) {
        leave(tcb);
        return Clause::RecoveryEnds;
    }
    if (!isLimited(tcb) && !tcb.retransmissionQueue.empty() &&
        tcb.retransmissionQueue.front().seq < tcb.recovery.point)
        markLost(tcb, 0); // without a window each ACK that moves on brings the next
    return Clause::SlowStartGrows;
}

Clause inOrder(Tcb& tcb, const Segment& seg, const AckSeen& ack, const Surroundings& s)
{
    Recovery& recovery = tcb.recovery;
    if (ack.advances) {
        recovery.dupAcks = 0;
        if (recovery.point < tcb.snd.una)
            recovery.point = tcb.snd.una - 1; // kept near, so that comparing never wraps
        if (isLimited(tcb) && !(tcb.agreed.ecn && seg.ctl.ece))
            grow(tcb, ack, s);
    }
    judge(tcb, s);
    if (ack.duplicate) {
        if (++recovery.dupAcks == 1)
            recovery.flightAtStart = flightSize(tcb);
    }
    if (!shouldEnterFast(tcb, s.profile))
        return tcb.window.inSlowStart() ? Clause::SlowStartGrows : Clause::AvoidanceGrows;
    beginFastRecovery(tcb, s);
    prr(tcb, ack, s);
    return Clause::FastRetransmit;
}

/// What was sent again had arrived the first time: the echo is older than the retransmission (RFC 3522), or
/// every retransmission has been reported as a duplicate (RFC 3708).
bool wasSpurious(Tcb& tcb, const Segment& seg, const AckSeen& ack)
{
    Recovery& recovery = tcb.recovery;
    if (!recovery.mayUndo)
        return false;
    if (ack.delivered.dsackOfRepeat && tcb.repeated.empty())
        return true;
    return recovery.phase != RecoveryPhase::None && ack.advances && tcb.agreed.timestamps &&
           seg.options.timestamps && recovery.firstResentTs != 0 &&
           static_cast<std::int32_t>(seg.options.tsEcr - recovery.firstResentTs) < 0;
}

} // namespace

void recover(Tcb& tcb, const Segment& seg, const AckSeen& ack, const Surroundings& s)
{
    const CongestionStand before = congestionStand(tcb);
    tcb.board.newlyLost = 0;
    if (ack.advances && tcb.ecn.reduced && tcb.snd.una > tcb.ecn.reducedUntil)
        tcb.ecn.reduced = false; // another window of data
    if (usesRack(tcb, s.profile))
        rackSees(tcb, seg, ack, s);
    if (s.profile.tailLossProbe)
        tailAnswered(tcb, seg, ack, s);
    Clause why = Clause::None;
    const bool spurious = wasSpurious(tcb, seg, ack);
    if (spurious && s.profile.undo) {
        undo(tcb);
        why = Clause::RetransmissionSpurious;
    } else {
        switch (tcb.recovery.phase) {
        case RecoveryPhase::None: why = inOrder(tcb, seg, ack, s); break;
        case RecoveryPhase::Fast: why = inFastRecovery(tcb, ack, s); break;
        case RecoveryPhase::Loss: why = inLoss(tcb, ack, s); break;
        }
    }
    if (tcb.agreed.ecn && seg.ctl.ece && !seg.ctl.syn && reduceForEcn(tcb, ack, s))
        why = Clause::EcnReduces;
    tcb.board.newlyLost = 0;
    noteCongestion(tcb, before, why, s);
}

void beginFastRecovery(Tcb& tcb, const Surroundings& s)
{
    Recovery& recovery = tcb.recovery;
    rememberForUndo(tcb);
    const FastRecovery style = fastRecoveryOf(tcb);
    const std::uint32_t flight = flightAtLoss(tcb, s.profile);
    // A mark has halved the window already, and what is lost was sent before: once per window of data (RFC 3168
    // §6.1.2).
    const bool isReduced = tcb.agreed.ecn && tcb.ecn.reduced && tcb.snd.una < tcb.ecn.reducedUntil;
    if (isLimited(tcb) && !isReduced) {
        tcb.window.ssthresh = thresholdAfterLoss(tcb, flight, s);
        noteReduction(tcb);
    }
    tcb.window.counted = 0;
    recovery.point = tcb.snd.nxt;
    recovery.partialSeen = false;
    // "To prevent … a premature rescue retransmission, set both HighRxt and RescueRxt to the highest sequence number in
    // the retransmitted segment" (RFC 6675 §5, step 4.3).
    recovery.rescueRxt =
        tcb.retransmissionQueue.empty() ? tcb.snd.una : tcb.retransmissionQueue.front().end();
    // PRR's RecoverFS; Linux takes cwnd (tcp_init_cwnd_reduction()).
    recovery.flightAtStart = std::max(s.profile.thresholdFromCwnd ? tcb.window.cwnd : flightSize(tcb), 1u);
    recovery.prrDelivered = recovery.prrOut = 0;
    if (style == FastRecovery::SlowStart) { // Tahoe: as if the timer had expired, but without a back-off
        recovery.phase = RecoveryPhase::Loss;
        tcb.window.cwnd = smss(tcb);
        markAllLost(tcb);
        tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto;
        return;
    }
    recovery.phase = RecoveryPhase::Fast;
    markLost(tcb, 0);
    if (style == FastRecovery::None)
        return;
    if (s.profile.proportionalReduction)
        return; // prr() sets cwnd
    // RFC 5681 §3.2 step 3 inflates by the three segments that have left; with SACK the pipe counts them.
    tcb.window.cwnd = tcb.window.ssthresh + (tcb.agreed.sack ? 0 : 3 * smss(tcb));
}

void prr(Tcb& tcb, const AckSeen& ack, const Surroundings& s)
{
    if (!s.profile.proportionalReduction || !isLimited(tcb) || tcb.recovery.phase != RecoveryPhase::Fast)
        return; // PRR is part of fast recovery alone: Tahoe's slow start is none
    Recovery& recovery = tcb.recovery;
    std::uint32_t delivered = ack.delivered.acked + ack.delivered.sacked;
    if (!tcb.agreed.sack && ack.duplicate)
        delivered += smss(tcb);
    recovery.prrDelivered += delivered;
    const std::int64_t inPipe = outstanding(tcb, s.profile);
    std::int64_t mayGo = 0;
    if (inPipe > tcb.window.ssthresh) {
        auto share =
            (std::uint64_t{recovery.prrDelivered} * tcb.window.ssthresh + recovery.flightAtStart - 1) /
            recovery.flightAtStart;
        if (s.profile.name ==
            ProfileName::Linux) // it reckons in segments, and rounds up (tcp_cwnd_reduction())
            share = (share + smss(tcb) - 1) / smss(tcb) * smss(tcb);
        mayGo = std::int64_t(share) - recovery.prrOut;
    } else {
        // RFC 9937 §6.2: one more only where the ACK moves on and tells of no other loss ("SafeACK").
        const bool safeAck = ack.advances && tcb.board.newlyLost == 0;
        const std::int64_t limit =
            std::max<std::int64_t>(std::int64_t{recovery.prrDelivered} - recovery.prrOut, delivered) +
            (safeAck ? smss(tcb) : 0);
        mayGo = std::min<std::int64_t>(std::int64_t{tcb.window.ssthresh} - inPipe, limit);
    }
    if (recovery.prrOut == 0)
        mayGo = std::max<std::int64_t>(mayGo, smss(tcb)); // the fast retransmit itself
    tcb.window.cwnd =
        static_cast<std::uint32_t>(std::max<std::int64_t>(inPipe + std::max<std::int64_t>(mayGo, 0), 1));
}

void judge(Tcb& tcb, const Surroundings& s)
{
    if (tcb.agreed.sack && !usesRack(tcb, s.profile))
        judgeBySack(tcb);
}

void undo(Tcb& tcb)
{
    Recovery& recovery = tcb.recovery;
    std::visit(
        [&](auto& control) {
            using Control = std::remove_reference_t<decltype(control)>;
            if (const auto* then = std::get_if<Control>(&recovery.controlBefore))
                control.undo(tcb.window, recovery.windowBefore, *then);
        },
        tcb.congestion);
    recovery.mayUndo = false;
    leave(tcb);
    recovery.point = tcb.snd.una - 1; // nothing was lost: nothing stands in the way of a fast retransmit
    forgetLosses(tcb);
    tcb.rtt.backoffs = 0;
}

void loseAll(Tcb& tcb, const Surroundings& s)
{
    const CongestionStand before = congestionStand(tcb);
    Recovery& recovery = tcb.recovery;
    SentSegment& front = tcb.retransmissionQueue.front();
    rememberForUndo(tcb);
    if (isLimited(tcb) && tcb.snd.wnd != 0) { // behind a closed window it is a probe that goes, not a loss
        // RFC 5681 §3.1: ssthresh is held constant when the timer has repeated this segment before.
        // (Linux does so for a time-out in fast recovery as well: tcp_enter_loss().)
        const bool isReduced = s.profile.thresholdFromCwnd && recovery.phase == RecoveryPhase::Fast &&
                               tcb.snd.una < recovery.point;
        if (!front.timedOut && !isReduced)
            tcb.window.ssthresh =
                thresholdAfterLoss(tcb, s.profile.thresholdFromCwnd ? tcb.window.cwnd : flightSize(tcb), s);
        tcb.window.cwnd = smss(tcb); // LW
        noteReduction(tcb);
        tcb.window.counted = 0;
        std::visit([](auto& control) { control.onTimeout(); }, tcb.congestion);
    }
    const bool isRepeated = std::exchange(front.timedOut, true);
    // F-RTO is for the first time-out, and not where what was SACKed is forgotten: it could not tell an original.
    // (RFC 5682 §2.1 step 1 leaves a second time-out in a row aside; tcp_enter_loss() does not.)
    const bool mayBeSpurious =
        recovery.phase == RecoveryPhase::None || (s.profile.keepsSackOnRto && isRepeated);
    const bool forgets = (!s.profile.keepsSackOnRto || front.sacked) && tcb.board.sacked != 0;
    recovery.phase = RecoveryPhase::Loss;
    recovery.point = tcb.snd.nxt;
    recovery.dupAcks = 0;
    if (!s.profile.keepsSackOnRto || front.sacked) // a SACKed front: the peer has reneged (RFC 2018 §8)
        forgetSacks(tcb);
    recovery.fRtoStep = s.profile.fRto && mayBeSpurious && !forgets ? 1 : 0;
    if (isLimited(tcb) && recovery.fRtoStep == 0) {
        markAllLost(tcb, timedOutBefore(tcb, s));
    } else {
        loseAgain(tcb, 0);
        markLost(tcb, 0);
    }
    tcb.board.newlyLost = 0;
    noteCongestion(tcb, before, Clause::TimeoutShrinksWindow, s);
}

void resendWhatIsLost(Tcb& tcb, const Surroundings& s)
{
    if (!s.profile.retransmission)
        return; // a rule taken out (§3.8.1)
    while (tcb.board.waiting != 0) {
        const std::size_t at = nextLost(tcb);
        if (at == tcb.retransmissionQueue.size())
            return;
        const SentSegment& sent = tcb.retransmissionQueue[at];
        // Fast retransmit goes whatever the window says (RFC 5681 §3.2 step 3, RFC 6675 §5 step 4.3), and so
        // does the answer to a partial ACK without SACK; all else as far as cwnd allows.
        const bool isFirst =
            at == 0 && sent.retransmissions == 0 && tcb.recovery.phase == RecoveryPhase::Fast;
        // RFC 6675 §5, step C: "if cwnd - pipe >= 1 SMSS", however short the segment is.
        const bool byPipe =
            tcb.recovery.phase == RecoveryPhase::Fast && tcb.agreed.sack && !usesRack(tcb, s.profile);
        const std::uint32_t needed = byPipe ? smss(tcb) : std::min(sent.len(), smss(tcb));
        if (isLimited(tcb) && !isFirst &&
            std::int64_t{tcb.window.cwnd} - outstanding(tcb, s.profile) < needed)
            return;
        // (Tahoe is in its loss phase without a time-out.)
        const bool timedOut = tcb.recovery.phase == RecoveryPhase::Loss && tcb.rtt.backoffs != 0;
        const Clause why = timedOut ? Clause::RepairAfterTimeout : Clause::FastRetransmit;
        resend(tcb, at, why, s);
    }
}

void resendForRescue(Tcb& tcb, const Surroundings& s)
{
    Recovery& recovery = tcb.recovery;
    if (recovery.phase != RecoveryPhase::Fast || !tcb.agreed.sack || usesRack(tcb, s.profile) ||
        tcb.board.waiting != 0 || !isLimited(tcb))
        return;
    auto& queue = tcb.retransmissionQueue;
    const auto hasRoom = [&] {
        return std::int64_t{tcb.window.cwnd} - outstanding(tcb, s.profile) >= smss(tcb);
    };
    // Rule 3: what is below a SACKed octet but not yet taken for lost.
    for (std::size_t at = 0; tcb.board.sacked != 0 && at < queue.size() && hasRoom(); ++at) {
        if (queue[at].seq >= tcb.board.highestSacked)
            break;
        if (!queue[at].sacked && queue[at].retransmissions == 0)
            resend(tcb, at, Clause::UnsureRepair, s);
    }
    // Rule 4: once a recovery, if HighACK is greater than RescueRxt, "one segment … that MUST include the highest
    // outstanding unSACKed sequence number".
    if (tcb.snd.una <= recovery.rescueRxt || !hasRoom())
        return;
    for (std::size_t at = queue.size(); at-- > 0;) {
        if (queue[at].sacked)
            continue;
        // A SHOULD, and not followed where the answer cannot have come: what has been sent again already, or leaves at
        // this very instant, would only go out twice.
        if (queue[at].retransmissions != 0 || queue[at].lastSent == s.now)
            return;
        recovery.rescueRxt = recovery.point;
        resend(tcb, at, Clause::RescueRetransmission, s);
        return;
    }
}

} // namespace tcplab
