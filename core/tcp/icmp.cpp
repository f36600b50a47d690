#include "core/tcp/icmp.h"

#include "core/tcp/transmit.h"

namespace tcplab {
namespace {

/// What the user is told; None: nothing ever.
Errno errorOf(IcmpKind kind)
{
    switch (kind) {
    case IcmpKind::NetUnreachable: return Errno::NetUnreach;
    case IcmpKind::HostUnreachable: return Errno::HostUnreach;
    case IcmpKind::ProtocolUnreachable: return Errno::NoProtoOpt;
    case IcmpKind::PortUnreachable: return Errno::ConnRefused;
    case IcmpKind::SourceQuench: // "MUST silently discard" (MUST-55)
    case IcmpKind::TimeExceeded:
    case IcmpKind::ParameterProblem: break;
    }
    return Errno::None;
}

bool isHard(IcmpKind kind)
{
    return kind == IcmpKind::ProtocolUnreachable || kind == IcmpKind::PortUnreachable;
}

} // namespace

void icmpArrives(Tcb& tcb, IcmpKind kind, SeqNum seq, const Surroundings& s)
{
    // RFC 5927 §4.1: only who has seen what is in flight can make a message about it.
    const bool isOutstanding = tcb.snd.una <= seq && seq < tcb.snd.nxt;
    if (tcb.state == ConnectionState::Closed || tcb.state == ConnectionState::Listen || !isOutstanding)
        return;
    const bool opening = !isSynchronized(tcb.state);
    // "Destination Unreachable -- Codes 2-4: … SHOULD abort the connection (SHLD-26)"; kernels do so only while it
    // is being opened (RFC 5927 §5.2). What is soft "MUST NOT abort" it (MUST-56), but Linux gives up opening.
    const bool byTheLetter = s.profile.name == ProfileName::Rfc9293;
    const bool aborts = isHard(kind)
                            ? opening || byTheLetter
                            : opening && s.profile.name == ProfileName::Linux && errorOf(kind) != Errno::None;
    if (!aborts)
        return;
    discardReceived(tcb);
    enterClosed(tcb, errorOf(kind), Clause::IcmpAborts, s);
}

} // namespace tcplab
