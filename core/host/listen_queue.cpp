#include "core/host/host_internal.h"
#include "core/host/listen_capacity.h"

#include <algorithm>

namespace tcplab {
namespace {

bool isAcceptQueueFull(const Profile& profile, const Socket& listener)
{
    return listener.acceptQueue.size() >= acceptCapacity(profile, listener);
}

/// The reason to drop a SYN, or None.
Clause queueFull(const Profile& profile, const Socket& listener)
{
    if (isAcceptQueueFull(profile, listener))
        return Clause::AcceptQueueFull;
    return listener.synQueue.size() >= synCapacity(profile, listener) ? Clause::ListenQueueFull
                                                                      : Clause::None;
}

/// The child that answers a SYN: an entry of its own, in LISTEN until the endpoint has moved it on.
void openChild(HostEvent& event, SocketId listenerId, const Packet& packet, std::optional<SeqNum> above)
{
    const std::uint16_t localPort = packet.segment.destinationPort;
    const std::uint16_t remotePort = packet.segment.sourcePort;
    SeqNum iss = chooseIss(event, localPort, remotePort);
    // MAY-2 asks for a number above all that the old incarnation used; a whole window above it will do.
    if (above && iss <= *above && event.profile().clockDrivenIsn)
        iss = *above + 65'537;
    Connection& child = openConnection(event, localPort, remotePort, iss);
    Socket& listener = *findSocket(event.host, listenerId);
    child.listener = listenerId;
    child.reuseAddr = listener.reuseAddr;
    applyOptions(listener, child.tcb);
    child.tcb.state = ConnectionState::Listen;
    child.tcb.stream = drawStream(event.host);
    listener.synQueue.push_back(child.id);
    const auto open = [&](Tcb& tcb, const Surroundings& around) {
        openFromListen(tcb, packet.segment, iss, around);
    };
    event.act(child, open, packet.id);
    settle(event, child.id);
}

} // namespace

bool hasRoomForSyn(const Profile& profile, const Socket& listener)
{
    return queueFull(profile, listener) == Clause::None;
}

void arrivesAtListener(HostEvent& event, SocketId listener, const Packet& packet, std::optional<SeqNum> above)
{
    const ConnectionId conn = findSocket(event.host, listener)->listenerConnection;
    Outbox& out = event.emptyOutbox();
    const ListenVerdict verdict =
        arrivesAtListen(packet.segment, {event.profile(), event.given.timeWait, event.given.now, out});
    event.carryOut(out, conn, packet.id);
    if (verdict != ListenVerdict::OpenConnection)
        return;
    const Clause full = queueFull(event.profile(), *findSocket(event.host, listener));
    if (full == Clause::None)
        openChild(event, listener, packet, above);
    else // unanswered: the peer will ask again
        event.writeIgnored(conn, packet.id, IgnoreReason::QueueFull, full);
}

bool refusedByAcceptQueue(HostEvent& event, ConnectionId id, const Packet& packet)
{
    Connection& child = *findConnection(event.host, id);
    const Segment& seg = packet.segment;
    if (child.listener == 0 || child.tcb.state != ConnectionState::SynReceived || seg.ctl.rst || seg.ctl.syn)
        return false;
    const bool completes = seg.ctl.ack && child.tcb.snd.una < seg.ack && seg.ack <= child.tcb.snd.nxt;
    const Socket* listener = findSocket(event.host, child.listener);
    if (!completes || listener == nullptr || !isAcceptQueueFull(event.profile(), *listener))
        return false;
    if (!event.profile().abortOnOverflow) {
        event.writeIgnored(id, packet.id, IgnoreReason::QueueFull, Clause::AcceptQueueFull);
        return true;
    }
    const auto refuse = [&](Tcb& tcb, const Surroundings& around) { refuseHandshake(tcb, seg, around); };
    event.act(child, refuse, packet.id);
    settle(event, id);
    return true;
}

void settleChild(HostEvent& event, ConnectionId id)
{
    const Connection& child = *findConnection(event.host, id);
    Socket* listener = findSocket(event.host, child.listener);
    if (listener == nullptr || child.tcb.state == ConnectionState::SynReceived)
        return;
    const bool wasHalfOpen = std::erase(listener->synQueue, id) != 0;
    if (wasHalfOpen && isSynchronized(child.tcb.state))
        listener->acceptQueue.push_back(id);
    else if (child.tcb.state == ConnectionState::Listen)
        forget(event.host, id); // back in LISTEN (§3.10.7.4 second): there the listener still is
}

void closeListener(HostEvent& event, SocketId id)
{
    Socket& listener = *findSocket(event.host, id);
    listener.listening = false;
    const ConnectionId own = listener.listenerConnection;
    retire(event, *findConnection(event.host, own), Clause::CloseInListen);
    forget(event.host, own);
    // Whoever has not been accepted is told so.
    std::vector<ConnectionId> children = std::exchange(listener.synQueue, {});
    const std::vector<ConnectionId> accepted = std::exchange(listener.acceptQueue, {});
    children.insert(children.end(), accepted.begin(), accepted.end());
    for (const ConnectionId child : children) {
        Connection& connection = *findConnection(event.host, child);
        connection.listener = 0;
        if (connection.tcb.state != ConnectionState::Closed)
            event.act(connection, [](Tcb& tcb, const Surroundings& around) { return abort(tcb, around); });
        settle(event, child);
    }
}

} // namespace tcplab
