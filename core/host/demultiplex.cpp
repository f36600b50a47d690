#include "core/host/host_internal.h"

namespace tcplab {
namespace {

/// The listening socket of this port; 0 if none.
SocketId listenerOf(const Host& host, std::uint16_t port)
{
    for (const Socket& socket : host.sockets)
        if (socket.listening && socket.boundPort == port)
            return socket.id;
    return 0;
}

void deliver(HostEvent& event, ConnectionId conn, const Packet& packet)
{
    if (event.given.log.keepEffects)
        event.write(EffectKind::Deliver, conn).segment = packet.id;
}

[[gnu::noinline]] void arrivesNowhere(HostEvent& event, const Packet& packet)
{
    deliver(event, 0, packet);
    Outbox& out = event.emptyOutbox();
    arrivesAtNoConnection(packet.segment, {event.profile(), event.given.timeWait, event.given.now, out});
    event.carryOut(out, 0, packet.id);
}

/// A SYN that may take the place of a connection in TIME-WAIT (§3.10.7.4 fourth, MAY-2) does so if
/// somebody listens and has room.
[[gnu::noinline]] bool reopens(HostEvent& event, Connection& old, const Packet& packet)
{
    const SocketId listener = listenerOf(event.host, packet.segment.destinationPort);
    const Socket* socket = findSocket(event.host, listener);
    if (socket == nullptr || !mayReopen(old.tcb, packet.segment, event.profile()) ||
        !hasRoomForSyn(event.profile(), *socket))
        return false;
    deliver(event, old.id, packet);
    const SeqNum above = old.tcb.snd.nxt;
    const ConnectionId id = old.id;
    retire(event, old, Clause::TimeWaitReopened);
    settle(event, id);
    arrivesAtListener(event, listener, packet, above);
    return true;
}

void arrivesAtConnection(HostEvent& event, Connection& connection, const Packet& packet)
{
    const ConnectionId id = connection.id;
    deliver(event, id, packet);
    if (connection.tcb.state == ConnectionState::SynReceived && refusedByAcceptQueue(event, id, packet))
        return;
    const auto arrival = [&](Tcb& tcb, const Surroundings& around) {
        segmentArrives(tcb, packet.segment, around);
    };
    event.begin(connection, arrival, packet.id);
    settle(event, id);
}

void demultiplex(HostEvent& event, const Packet& packet)
{
    const std::uint16_t localPort = packet.segment.destinationPort;
    Connection* connection = findConnection(event.host, localPort, packet.segment.sourcePort);
    if (connection != nullptr) {
        if (connection->tcb.state != ConnectionState::TimeWait || !reopens(event, *connection, packet))
            arrivesAtConnection(event, *connection, packet);
    } else if (const SocketId listener = listenerOf(event.host, localPort)) {
        deliver(event, findSocket(event.host, listener)->listenerConnection, packet);
        arrivesAtListener(event, listener, packet);
    } else {
        arrivesNowhere(event, packet);
    }
}

} // namespace

void packetArrives(Host& host, const Packet& packet, const HostSurroundings& given)
{
    HostEvent event{host, given};
    if (given.settings.scripted) {
        deliver(event, 0, packet);
    } else if (!host.up) {
        deliver(event, 0, packet);
        event.writeIgnored(0, packet.id, IgnoreReason::HostDown, Clause::HostCrashed);
    } else if (given.now < host.quietUntil) {
        // §3.4.3: a host that has lost its sequence numbers keeps quiet for an MSL. It answers nothing.
        deliver(event, 0, packet);
        event.writeIgnored(0, packet.id, IgnoreReason::Quiet, Clause::QuietTime);
    } else {
        demultiplex(event, packet);
    }
    if (event.programsMayMove)
        movePrograms(host, given.settings, given.now);
}

void icmpReaches(Host& host, const IcmpMessage& message, const HostSurroundings& given)
{
    HostEvent event{host, given};
    Connection* connection = findConnection(host, message.localPort, message.remotePort);
    if (!host.up || connection == nullptr)
        return;
    const ConnectionId id = connection->id;
    event.act(*connection, [&](Tcb& tcb, const Surroundings& around) {
        icmpArrives(tcb, message.kind, message.seq, around);
    });
    settle(event, id);
    movePrograms(host, given.settings, given.now);
}

} // namespace tcplab
