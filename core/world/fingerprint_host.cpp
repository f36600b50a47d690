#include "core/world/fingerprint_walk.h"

namespace tcplab {

void FingerprintWalk::operator()(const Statement& it)
{
    const auto& [call, socket, as, to, port, fromPort, octets, bytes, untilEof, urgent, some, peek, more,
                 nowait, direction, backlog, option, value, condition, duration, at, times, partner, tolerant,
                 background, line] = it;
    all(call, socket, as, to, port, fromPort, octets, bytes, untilEof, urgent, some, peek, more, nowait,
        direction, backlog, option, value, condition, duration, at, times, partner, tolerant, background,
        line);
}

void FingerprintWalk::operator()(const ConnectionName& it)
{
    const auto& [localPort, remotePort, incarnation] = it;
    all(localPort, remotePort, incarnation);
}

void FingerprintWalk::operator()(const Incarnation& it)
{
    const auto& [localPort, remotePort, incarnation, conn] = it;
    all(localPort, remotePort, incarnation, conn);
}

void FingerprintWalk::operator()(const Shelf& it)
{
    (*this)(it.size());
    it.forEach([this](const Shelf::Item& item) {
        const auto& [deadline, conn, socket, localPort, reuseAddr] = item.label();
        all(deadline, conn, socket, localPort, reuseAddr);
        for (const std::uint64_t number : item.numbers())
            (*this)(number);
    });
}

void FingerprintWalk::operator()(const Connection& it)
{
    const auto& [id, name, tcb, socket, listener, accepted, reuseAddr] = it;
    all(id, name, tcb, socket, listener, accepted, reuseAddr);
}

void FingerprintWalk::operator()(const Socket& it)
{
    const auto& [id, name, boundPort, autoPort, listening, backlog, listenerConnection, connection, reuseAddr,
                 noDelay, keepAlive, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, readShut,
                 linger, closed, synQueue, acceptQueue] = it;
    all(id, name, boundPort, autoPort, listening, backlog, listenerConnection, connection, reuseAddr, noDelay,
        keepAlive, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, readShut, linger, closed,
        synQueue, acceptQueue);
}

void FingerprintWalk::operator()(const Process& it)
{
    const auto& [id, next, single, blocked, ended, wakeAt, progress, socket, loops] = it;
    all(id, next, single, blocked, ended, wakeAt, progress, socket, loops);
}

void FingerprintWalk::operator()(const ReadLog& it)
{
    const auto& [connection, text, endOfStream] = it;
    all(connection, text, endOfStream);
}

void FingerprintWalk::operator()(const Deadline& it)
{
    const auto& [at, conn] = it;
    all(at, conn);
}

void FingerprintWalk::operator()(const Host& it)
{
    const auto& [side, up, quietUntil, connections, sockets, shelf, processes, readLogs, nextConnection,
                 nextSocket, nextProcess, nextStream, isnsDrawn, nextEphemeral, crashes, incarnations,
                 nextDeadline, nextTurn] = it;
    all(side, up, quietUntil, connections, sockets, shelf, processes, readLogs, nextConnection, nextSocket,
        nextProcess, nextStream, isnsDrawn, nextEphemeral, crashes, nextDeadline, incarnations);
    static_cast<void>(nextTurn); // follows from the rest
}

void FingerprintWalk::operator()(const HostSettings& it)
{
    const auto& [profile, address, isns, program, programText, scripted] = it;
    all(profile, address, isns, program, programText, scripted);
}

} // namespace tcplab
