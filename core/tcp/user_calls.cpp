// RFC 9293 §3.10.1–3.10.5. STATUS (§3.10.6) is reading the Tcb.
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/transmit.h"

#include <algorithm>
#include <utility>

namespace tcplab {
namespace {

Errno ownError(const Tcb& tcb) { return tcb.error != Errno::None ? tcb.error : Errno::NotConn; }

} // namespace

Errno openActive(Tcb& tcb, SeqNum iss, const Surroundings& s)
{
    if (tcb.state != ConnectionState::Closed && tcb.state != ConnectionState::Listen)
        return Errno::IsConn; // "connection already exists"
    tcb.passiveOpen = false;
    tcb.snd.iss = iss;
    tcb.snd.up = iss;
    tcb.rcv.wnd = std::min(receiveBuffer(tcb, s.profile), 65535u); // unscaled in a SYN
    tcb.keepAlive = tcb.keepAlive || s.profile.keepAlive;
    resetRtt(tcb.rtt, s.profile);
    enter(tcb, ConnectionState::SynSent, Clause::OpenActive, s);
    sendSyn(tcb, false, Clause::OpenActive, s);
    return Errno::None;
}

std::uint32_t sendRoom(const Tcb& tcb, const Profile& profile)
{
    const std::uint64_t acknowledged =
        tcb.segmentized - std::min<std::uint64_t>(tcb.segmentized, textInFlight(tcb));
    const std::uint64_t held = tcb.written - acknowledged;
    const std::uint32_t buffer = tcb.sendBuffer != 0 ? tcb.sendBuffer : profile.sendBuffer;
    return held >= buffer ? 0 : static_cast<std::uint32_t>(buffer - held);
}

Errno send(Tcb& tcb, std::uint32_t octets, const Surroundings& s, bool urgent)
{
    switch (tcb.state) {
    case ConnectionState::Closed:
    case ConnectionState::Listen: return ownError(tcb);
    case ConnectionState::SynSent:
    case ConnectionState::SynReceived:
    case ConnectionState::Established:
    case ConnectionState::CloseWait: break;
    default: return Errno::Pipe; // "connection closing"
    }
    if (tcb.closeRequested)
        return Errno::Pipe;
    tcb.written += std::min(octets, sendRoom(tcb, s.profile));
    if (urgent) { // §3.10.2: SND.UP; it points behind the last octet (§3.1)
        tcb.urgentSent = true;
        tcb.snd.up = tcb.snd.iss + 1 + static_cast<std::uint32_t>(tcb.written);
    }
    sendWhatMayBeSent(tcb, s); // in SYN-SENT and SYN-RECEIVED it only queues
    return Errno::None;
}

bool canReceive(const Tcb& tcb)
{
    return tcb.receivedOctets > 0 || tcb.finReceived || tcb.state == ConnectionState::Closed;
}

Errno receive(Tcb& tcb, std::uint32_t octets, Received& result, const Surroundings& s)
{
    while (octets > 0 && !tcb.received.empty()) {
        TextRange& front = tcb.received.front();
        TextRange taken = front;
        taken.length = std::min(octets, front.length);
        result.text.pushBack(taken);
        result.octets += taken.length;
        octets -= taken.length;
        tcb.receivedOctets -= taken.length;
        tcb.delivered += taken.length;
        front.offset += taken.length;
        front.length -= taken.length;
        if (front.length == 0)
            tcb.received.popFront();
    }
    if (tcb.received.empty()) {
        // MUST-12: after an abort the peer's FIN is not the end of the story, unless what had arrived
        // before the reset counts as delivered.
        result.endOfStream = tcb.finReceived && (tcb.error == Errno::None || s.profile.resetKeepsData);
    }
    if (tcb.state == ConnectionState::Closed && result.octets == 0 && !result.endOfStream)
        return ownError(tcb);
    // The peer learns of the room at once when it at least doubles what it may send; otherwise with the
    // next ACK. A closed window is always worth it (§3.8.6).
    if (isSynchronized(tcb.state) && !tcb.finReceived) {
        // Linux: "If this read emptied read buffer, we send ACK, if connection is not bidirectional"
        // (tcp_cleanup_rbuf()).
        if (s.profile.quickAcks != 0 && !tcb.conversing && result.octets > 0 && tcb.received.empty() &&
            !tcb.timers[Timer::DelayedAck].isNever()) {
            sendAck(tcb, Clause::AckedAtOnce, s);
            return Errno::None;
        }
        if (tcb.rcv.wnd > receiveBuffer(tcb, s.profile) / 2)
            return Errno::None; // no offer is above the buffer
        const std::uint32_t offer = windowToOffer(tcb, s.profile);
        if (offer > tcb.rcv.wnd && offer >= tcb.rcv.wnd * 2)
            sendAck(tcb, Clause::WindowUpdateSent, s);
    }
    return Errno::None;
}

void setNoDelay(Tcb& tcb, bool on, const Surroundings& s)
{
    tcb.noDelay = on;
    if (!on)
        return;
    // What waits goes at once, on Linux a cork notwithstanding (TCP_NAGLE_PUSH).
    const bool corked = tcb.corked;
    tcb.corked = corked && s.profile.name != ProfileName::Linux;
    sendWhatMayBeSent(tcb, s);
    tcb.corked = corked;
}

void setCork(Tcb& tcb, bool on, const Surroundings& s)
{
    tcb.corked = on;
    if (!on)
        sendWhatMayBeSent(tcb, s);
}

void resizeSendBuffer(Tcb& tcb, std::uint32_t octets)
{
    const std::uint64_t taken = unsent(tcb) + textInFlight(tcb);
    tcb.sendBuffer = std::max(octets, static_cast<std::uint32_t>(taken));
}

void resizeReceiveBuffer(Tcb& tcb, std::uint32_t octets)
{
    tcb.receiveBuffer = std::max(octets, tcb.receivedOctets + tcb.rcv.wnd);
}

Errno close(Tcb& tcb, const Surroundings& s)
{
    switch (tcb.state) {
    case ConnectionState::Closed: return ownError(tcb);
    case ConnectionState::Listen: enterClosed(tcb, Errno::None, Clause::CloseInListen, s); return Errno::None;
    case ConnectionState::SynSent:
        enterClosed(tcb, Errno::None, Clause::CloseInSynSent, s);
        return Errno::None;
    case ConnectionState::SynReceived:
        tcb.closeRequested = true;
        if (tcb.written > 0)
            return Errno::None; // "queue for processing after entering ESTABLISHED state"
        [[fallthrough]];
    case ConnectionState::Established:
        tcb.closeRequested = true;
        enter(tcb, ConnectionState::FinWait1,
              unsent(tcb) > 0 ? Clause::CloseQueuedBehindData : Clause::CloseSendsFin, s);
        sendWhatMayBeSent(tcb, s);
        return Errno::None;
    case ConnectionState::CloseWait:
        tcb.closeRequested = true;
        sendWhatMayBeSent(tcb, s);
        return Errno::None;
    case ConnectionState::FinWait1:
    case ConnectionState::FinWait2:
    case ConnectionState::Closing:
    case ConnectionState::LastAck:
    case ConnectionState::TimeWait:
        // 'An "ok" response would be acceptable, too', says the RFC of the first two, "as long as a second
        // FIN is not emitted". Sockets say "ok" in all five.
        return Errno::None;
    }
    return Errno::None;
}

Errno closeBoth(Tcb& tcb, const Surroundings& s)
{
    // SHLD-3: what nobody will read was not delivered, and the peer must learn of it.
    // In TIME-WAIT the peer is past learning, and 2·MSL have to be waited for (MUST-13).
    if (s.profile.resetOnUnreadClose && tcb.receivedOctets > 0 && isSynchronized(tcb.state) &&
        tcb.state != ConnectionState::TimeWait) {
        discardReceived(tcb);
        sendAbort(tcb, Clause::CloseUnreadDataResets, s);
        enterClosed(tcb, Errno::None, Clause::CloseUnreadDataResets, s);
        return Errno::None;
    }
    tcb.userGone = true;
    discardReceived(tcb);
    const Errno result = close(tcb, s);
    if (tcb.state == ConnectionState::FinWait2 && s.profile.finWait2Timeout &&
        !tcb.timers.isOn(Timer::FinWait2))
        tcb.timers[Timer::FinWait2] = s.now + s.profile.finWait2Timeout;
    return result;
}

Errno abort(Tcb& tcb, const Surroundings& s)
{
    switch (tcb.state) {
    case ConnectionState::Closed: return ownError(tcb);
    case ConnectionState::Listen:
    case ConnectionState::SynSent:
        enterClosed(tcb, Errno::ConnReset, Clause::AbortSilent, s);
        return Errno::None;
    case ConnectionState::Closing:
    case ConnectionState::LastAck:
    case ConnectionState::TimeWait: enterClosed(tcb, Errno::None, Clause::AbortSilent, s); return Errno::None;
    case ConnectionState::SynReceived:
    case ConnectionState::Established:
    case ConnectionState::FinWait1:
    case ConnectionState::FinWait2:
    case ConnectionState::CloseWait:
        sendAbort(tcb, Clause::AbortSendsReset, s);
        discardReceived(tcb);
        // "All queued SENDs and RECEIVEs should be given 'connection reset' notification".
        enterClosed(tcb, Errno::ConnReset, Clause::AbortSendsReset, s);
        return Errno::None;
    }
    return Errno::None;
}

} // namespace tcplab
