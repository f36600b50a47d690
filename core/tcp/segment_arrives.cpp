// RFC 9293 §3.10.7: the table of contents. CLOSED here; LISTEN and SYN-SENT in handshake_steps.cpp; all
// others step by step in synchronized_steps.cpp, acknowledge.cpp and text_steps.cpp.
#include "core/tcp/segment_arrives.h"

namespace tcplab {
namespace {

/// Answers the other end of a segment that has no connection here.
void sendBareReset(const Segment& seg, Segment reset, Clause clause, Surroundings s)
{
    reset.sourcePort = seg.destinationPort;
    reset.destinationPort = seg.sourcePort;
    s.out.send(reset, clause);
}

} // namespace

void arrivesAtNoConnection(const Segment& seg, Surroundings s)
{
    if (seg.ctl.rst) {
        s.out.ignored(IgnoreReason::ResetForNobody, Clause::ResetIgnoredInClosed);
        return;
    }
    // "The acknowledgment and sequence field values are selected to make the reset sequence acceptable
    // to the TCP endpoint that sent the offending segment."
    if (seg.ctl.ack)
        sendBareReset(seg, {.seq = seg.ack, .ctl = {.rst = true}}, Clause::ResetForNoConnection, s);
    else
        sendBareReset(seg, {.seq = SeqNum{0}, .ack = seg.end(), .ctl = {.rst = true, .ack = true}},
                      Clause::ResetForNoConnection, s);
}

void segmentArrives(Tcb& tcb, const Segment& seg, Surroundings s)
{
    switch (tcb.state) {
    case ConnectionState::Closed:
        arrivesAtNoConnection(seg, s);
        return;
    case ConnectionState::Listen:
        arrivesAtListen(seg, s);
        return;
    case ConnectionState::SynSent:
        arrivesInSynSent(tcb, seg, s);
        return;
    default:
        Arrival{tcb, seg, s}.process();
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
    checkUrgentBit();
    if (processText() == Verdict::Done)
        return;
    checkFinBit();
    sendWhatMayBeSent(tcb, s);
    if (acknowledgeAnyway != Clause::None && tcb.state != ConnectionState::Closed)
        sendAck(tcb, acknowledgeAnyway, s);
}

} // namespace tcplab
