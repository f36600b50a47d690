// RFC 9293 §3.10.7.4, fifth, ESTABLISHED: what an acknowledgment does; the retransmission timer after
// RFC 6298 §5.2 and §5.3.
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/segment_arrives.h"

#include <algorithm>

namespace tcplab {
namespace {

/// Takes off the queue what is acknowledged, and cuts what is acknowledged in part.
void removeAcknowledged(Tcb& tcb)
{
    auto& queue = tcb.retransmissionQueue;
    while (!queue.empty() && queue.front().end() <= tcb.snd.una) {
        tcb.firstFlightAcked = tcb.firstFlightAcked || queue.front().text.length > 0;
        queue.popFront();
        tcb.probeOutstanding = false;
    }
    if (!queue.empty() && queue.front().seq < tcb.snd.una) {
        SentSegment& front = queue.front();
        const std::uint32_t cut = distance(front.seq, tcb.snd.una);
        front.seq += cut;
        front.text.offset += cut;
        front.text.length -= std::min(cut, front.text.length);
        tcb.firstFlightAcked = true;
    }
}

} // namespace

void Arrival::advance()
{
    const bool synWasOut = isSynOutstanding(tcb);
    tcb.snd.una = seg.ack;
    removeAcknowledged(tcb);
    endTiming(tcb.rtt, seg.ack, s);
    if (synWasOut && tcb.synTimedOut && !tcb.rtt.measured) {
        // RFC 6298 §5.7: a SYN that timed out says nothing of the path; begin at 3 s.
        tcb.rtt.rto = std::max(seconds(3), s.profile.initialRto);
        tcb.rtt.backoffs = 0;
    }
    if (tcb.recovering && seg.ack >= tcb.recover)
        tcb.recovering = false;
    tcb.timers.stop(Timer::Retransmission);
    tcb.timers.stop(Timer::User);
    if (tcb.retransmissionQueue.empty()) // RFC 6298 §5.2
        return;
    tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto; // §5.3
    if (s.profile.userTimeout)
        tcb.timers[Timer::User] = s.now + s.profile.userTimeout;
    // After a time-out everything sent before it is taken for lost (RFC 5681 §3.1): each ACK that moves
    // on brings the next of it, instead of one time-out for each.
    repairDue = tcb.recovering && tcb.retransmissionQueue.front().seq < tcb.recover;
}

void takeWindow(Tcb& tcb, const Segment& seg)
{
    tcb.snd.wnd = seg.wnd;
    tcb.snd.wl1 = seg.seq;
    tcb.snd.wl2 = seg.ack;
    tcb.snd.maxWnd = std::max(tcb.snd.maxWnd, seg.wnd);
}

Verdict Arrival::processAcknowledgment()
{
    if (seg.ack > tcb.snd.nxt) { // "acks something not yet sent": ACK, drop
        answerUnacceptable(tcb, seg, IgnoreReason::BadAck, Clause::AckOfUnsent, s);
        return Verdict::Done;
    }
    if (seg.ack > tcb.snd.una)
        advance();
    if (seg.ack < tcb.snd.una)
        return Verdict::NextStep; // an old duplicate ACK "can be ignored"; its window is old as well

    const bool closedBefore = tcb.snd.wnd == 0;
    if (tcb.snd.wl1 < seg.seq || (tcb.snd.wl1 == seg.seq && tcb.snd.wl2 <= seg.ack))
        takeWindow(tcb, seg);
    tcb.probesUnanswered = 0;
    // MUST-37, SHLD-17: as long as the peer answers, a closed window is no reason to give up.
    const bool waitsForWindow = tcb.snd.wnd == 0 || tcb.timers.isOn(Timer::Persist);
    if (waitsForWindow && s.profile.userTimeout && tcb.timers.isOn(Timer::User))
        tcb.timers[Timer::User] = s.now + s.profile.userTimeout;
    if (closedBefore != (tcb.snd.wnd == 0) && !tcb.probeOutstanding) {
        tcb.timers.stop(Timer::Persist); // probing and the override time-out have waits of their own
        tcb.persistBackoffs = 0;
    }
    return Verdict::NextStep;
}

} // namespace tcplab
