// RFC 9293 §3.10.7: the table of contents. CLOSED here; LISTEN and SYN-SENT in handshake_steps.cpp; all
// others step by step in synchronized_steps.cpp, acknowledge.cpp and text_steps.cpp.
#include "core/tcp/segment_arrives.h"

#include "core/tcp/keep_alive.h"

#include <algorithm>

namespace tcplab {

Segment resetAnswering(const Segment& seg)
{
    // "The acknowledgment and sequence field values are selected to make the reset sequence acceptable
    // to the TCP endpoint that sent the offending segment."
    Segment reset{.sourcePort = seg.destinationPort, .destinationPort = seg.sourcePort};
    reset.ctl.rst = true;
    if (seg.ctl.ack) {
        reset.seq = seg.ack;
    } else {
        reset.ctl.ack = true;
        reset.ack = seg.end();
    }
    return reset;
}

void arrivesAtNoConnection(const Segment& seg, const Surroundings& s)
{
    if (seg.ctl.rst)
        s.out.ignored(IgnoreReason::ResetForNobody, Clause::ResetIgnoredInClosed);
    else
        s.out.send(resetAnswering(seg), Clause::ResetForNoConnection);
}

void segmentArrives(Tcb& tcb, const Segment& seg, const Surroundings& s)
{
    switch (tcb.state) {
    case ConnectionState::Closed: arrivesAtNoConnection(seg, s); return;
    case ConnectionState::Listen: arrivesAtListen(seg, s); return;
    case ConnectionState::SynSent: arrivesInSynSent(tcb, seg, s); return;
    default:
        Arrival{tcb, seg, s}.process();
        noteAlive(tcb, s);
        return;
    }
}

void Arrival::process()
{
    if (checkSequenceNumber() == Verdict::Done)
        return;
    if (checkResetBit() == Verdict::Done)
        return;
    // Third, security: both hosts share one compartment.
    if (checkSynBit() == Verdict::Done)
        return;
    if (checkAckField() == Verdict::Done)
        return;
    continueAtSixthStep();
}

void Arrival::continueAtSixthStep()
{
    noteEcn();
    checkUrgentBit();
    if (processText() == Verdict::Done)
        return;
    checkFinBit();
    sendWhatIsDue();
}

void Arrival::sendWhatIsDue()
{
    const std::uint32_t before = s.out.acks;
    if (tcb.probeOutstanding && tcb.snd.wnd > 0)
        resumeAfterProbe(tcb, s);
    resendWhatIsLost(tcb, s);
    sendWhatMayBeSent(tcb, s);
    // "This acknowledgment should be piggybacked on a segment being transmitted if possible."
    if (acknowledgeNow != Clause::None && s.out.acks == before)
        sendAck(tcb, acknowledgeNow, s);
}

} // namespace tcplab
