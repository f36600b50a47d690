#include "core/tcp/rack.h"

#include "core/tcp/congestion_moves.h"
#include "core/tcp/transmit.h"

#include <algorithm>

namespace tcplab {
namespace {

constexpr std::uint32_t dupThresh = 3;

/// Table 1's Update: the segment delivered that was sent last.
void noteDelivered(Rack& rack, const Segment& seg, const Tcb& tcb, const Delivered& delivered, Instant now)
{
    if (!delivered.any)
        return;
    const Duration rtt = now - delivered.lastSent;
    // §6.2 step 2: it may be the original that has arrived, not the repetition.
    if (delivered.lastSentAgain) {
        const auto sentMs = static_cast<std::uint32_t>(delivered.lastSent.ns / 1'000'000);
        if (tcb.agreed.timestamps && seg.options.timestamps &&
            static_cast<std::int32_t>(seg.options.tsEcr - sentMs) < 0)
            return;
        if (rtt < rack.minRtt)
            return;
    } else if (!rack.minRtt || rtt < rack.minRtt) {
        rack.minRtt = rtt; // step 1
    }
    rack.rtt = rtt;
    if (delivered.lastSent > rack.sentAt ||
        (delivered.lastSent == rack.sentAt && delivered.lastSentEnd > rack.end)) {
        rack.sentAt = delivered.lastSent;
        rack.end = delivered.lastSentEnd;
    }
}

/// Step 4: how long a segment may be late before it is lost.
Duration reorderingWindow(Tcb& tcb, const AckSeen& ack)
{
    Rack& rack = tcb.rack;
    if (rack.hasDsackRound && tcb.snd.una >= rack.dsackRound)
        rack.hasDsackRound = false;
    if (!rack.hasDsackRound && ack.delivered.dsackOfRepeat) {
        rack.hasDsackRound = true;
        rack.dsackRound = tcb.snd.nxt;
        ++rack.multiplier;
        rack.persist = 16;
    }
    if (!rack.reorderingSeen &&
        (tcb.recovery.phase != RecoveryPhase::None || tcb.board.sackedSegments >= dupThresh))
        return {};
    return std::min(rack.minRtt / 4 * rack.multiplier, tcb.rtt.srtt);
}

/// Step 5: everything sent before that segment, and late, is lost. Gives how long until the next would be.
Duration detectLoss(Tcb& tcb, Duration window, Instant now)
{
    const Rack& rack = tcb.rack;
    Duration wait{};
    auto& queue = tcb.retransmissionQueue;
    for (std::size_t at = 0; at < queue.size(); ++at) {
        const SentSegment& sent = queue[at];
        if (sent.sacked || (sent.lost && !sent.resent))
            continue;
        const bool sentBefore =
            sent.lastSent < rack.sentAt || (sent.lastSent == rack.sentAt && sent.end() < rack.end);
        if (!sentBefore) {
            if (sent.retransmissions == 0)
                break; // so were all behind it
            continue;
        }
        const Duration remaining = sent.lastSent + rack.rtt + window - now;
        if (remaining > Duration{}) {
            wait = std::max(wait, remaining);
        } else if (sent.resent) {
            loseAgain(tcb, at);
        } else {
            markLost(tcb, at);
        }
    }
    return wait;
}

void detect(Tcb& tcb, const AckSeen& ack, const Surroundings& s)
{
    if (!tcb.rack.any || tcb.rack.sentAt == Instant{})
        return;
    const Duration wait = detectLoss(tcb, reorderingWindow(tcb, ack), s.now);
    if (wait)
        tcb.timers[Timer::Reordering] = s.now + wait;
    else
        tcb.timers.stop(Timer::Reordering);
}

} // namespace

void rackSees(Tcb& tcb, const Segment& seg, const AckSeen& ack, const Surroundings& s)
{
    tcb.rack.reorderingSeen = tcb.rack.reorderingSeen || ack.delivered.reordered;
    noteDelivered(tcb.rack, seg, tcb, ack.delivered, s.now);
    detect(tcb, ack, s);
}

void reorderingTimeout(Tcb& tcb, const Surroundings& s)
{
    const CongestionStand before = congestionStand(tcb);
    detect(tcb, AckSeen{}, s);
    if (tcb.recovery.phase == RecoveryPhase::None && tcb.board.lost != 0 && s.profile.retransmission)
        beginFastRecovery(tcb, s);
    if (tcb.recovery.phase == RecoveryPhase::Fast)
        prr(tcb, AckSeen{}, s);
    tcb.board.newlyLost = 0;
    noteCongestion(tcb, before, Clause::ReorderingTimeout, s);
    resendWhatIsLost(tcb, s);
    sendWhatMayBeSent(tcb, s);
}

namespace {

/// §7.2: PTO = 2·SRTT, and the peer's longest delayed ACK on top where it has only one segment to answer.
Duration probeTimeout(const Tcb& tcb)
{
    constexpr Duration longestDelayedAck = milliseconds(200);
    Duration wait = tcb.rtt.srtt * 2;
    if (tcb.retransmissionQueue.size() == 1)
        wait += longestDelayedAck;
    return std::max(wait, milliseconds(2));
}

} // namespace

void awaitProbe(Tcb& tcb, const Surroundings& s)
{
    if (!tcb.recovery.probed || tcb.recovery.phase != RecoveryPhase::None || !tcb.agreed.sack ||
        !tcb.rtt.measured || tcb.retransmissionQueue.empty())
        return;
    // In place of a second probe the retransmission timer expires, if the front has waited long enough
    // (tcp_send_loss_probe(): rearm_timer).
    const Instant due =
        std::max(s.now + probeTimeout(tcb), tcb.retransmissionQueue.front().lastSent + tcb.rtt.rto);
    tcb.timers[Timer::Retransmission] = std::min(tcb.timers[Timer::Retransmission], due);
}

void watchTail(Tcb& tcb, const Surroundings& s)
{
    if (tcb.lastTextSent == s.now && tcb.recovery.probeEnd < tcb.snd.nxt)
        awaitProbe(tcb, s);
    const bool wanted = s.profile.tailLossProbe && s.profile.retransmission && tcb.agreed.sack &&
                        !tcb.recovery.probed && tcb.recovery.phase == RecoveryPhase::None &&
                        tcb.board.sacked == 0 && tcb.rtt.measured && !tcb.retransmissionQueue.empty() &&
                        !isSynOutstanding(tcb) && !tcb.probeOutstanding;
    if (!wanted) {
        tcb.timers.stop(Timer::TailLossProbe);
        return;
    }
    // Armed anew by new text and by an ACK that moves on (advance() has stopped it), by nothing else.
    if (tcb.timers.isOn(Timer::TailLossProbe) && tcb.lastTextSent != s.now)
        return;
    const Instant due = s.now + probeTimeout(tcb);
    tcb.timers[Timer::TailLossProbe] = std::min(due, tcb.timers[Timer::Retransmission]);
}

void tailLossProbe(Tcb& tcb, const Surroundings& s)
{
    if (tcb.retransmissionQueue.empty())
        return;
    Recovery& recovery = tcb.recovery;
    recovery.probed = true;
    recovery.probeWasNew = sendOneNew(tcb, Clause::TailLossProbe, s);
    if (!recovery.probeWasNew)
        resend(tcb, tcb.retransmissionQueue.size() - 1, Clause::TailLossProbe, s);
    recovery.probeEnd = tcb.snd.nxt;
    tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto; // §7.3 step 3
}

void tailAnswered(Tcb& tcb, const Segment& seg, const AckSeen& ack, const Surroundings& s)
{
    Recovery& recovery = tcb.recovery;
    if (!recovery.probed || tcb.snd.una < recovery.probeEnd)
        return;
    const bool duplicateAck = tcb.snd.una == recovery.probeEnd && seg.options.sack.empty() && !ack.advances &&
                              seg.len() == 0 && windowOf(tcb, seg) == tcb.snd.wnd;
    if (recovery.probeWasNew || ack.delivered.dsack || duplicateAck) {
        recovery.probed = false; // nothing was lost
        return;
    }
    if (tcb.snd.una == recovery.probeEnd)
        return; // what was sent twice may yet be reported as a duplicate
    // §7.4.2 step 3: the probe has filled the hole; the loss counts.
    recovery.probed = false;
    if (recovery.phase != RecoveryPhase::None || !isLimited(tcb))
        return;
    const CongestionStand before = congestionStand(tcb);
    tcb.window.ssthresh = thresholdAfterLoss(tcb, tcb.window.cwnd, s);
    tcb.window.cwnd = tcb.window.ssthresh;
    recovery.mayUndo = false;
    noteReduction(tcb);
    noteCongestion(tcb, before, Clause::TailLossRepaired, s);
}

} // namespace tcplab
