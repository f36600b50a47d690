#include "app/session/followed.h"

#include <algorithm>

namespace tcplab {

namespace {

bool isListener(const Trace& trace, Side host, ConnectionId conn)
{
    return conn != 0 && trace.connection(host, conn).name.remotePort == 0;
}

/// What this host was busy with last: no listener that is closed, unless there is nothing else.
ConnectionId busyWith(const Trace& trace, const RunIndex& index, Side host, std::uint64_t step)
{
    const ConnectionId last = index.busyConnection(host, step);
    ConnectionId conn = last;
    for (std::uint64_t at = step;
         isListener(trace, host, conn) && index.stateAt(host, conn, step) == ConnectionState::Closed;) {
        const std::uint64_t since = index.busySince(host, at);
        if (since <= 1)
            return last;
        at = since - 1;
        conn = index.busyConnection(host, at);
    }
    return conn != 0 ? conn : last;
}

/// The host that acted last on a connection of its own, as far back as it is worth looking.
Side actingSide(const Trace& trace, std::uint64_t step, Side unknown)
{
    constexpr std::uint32_t far = 256; // records
    const std::uint32_t end = step == 0 ? 1 : trace.endRecordOf(step);
    for (std::uint32_t n = end; n > 1 && end - n < far; --n)
        if (const Record record = trace.record(n - 1); record.what.conn != 0)
            return record.what.host;
    return unknown;
}

ConnectionId openListener(const Trace& trace, const RunIndex& index, Side host, std::uint16_t port,
                          std::uint64_t step)
{
    for (ConnectionId id = RunIndex::connectionsBy(trace, host, step); id > 0; --id)
        if (isListener(trace, host, id) && trace.connection(host, id).name.localPort == port &&
            index.stateAt(host, id, step) == ConnectionState::Listen)
            return id;
    return 0;
}

} // namespace

ConnectionId otherEnd(const Trace& trace, const RunIndex& index, Side host, ConnectionId conn,
                      std::uint64_t step)
{
    if (conn == 0 || isListener(trace, host, conn))
        return 0;
    const ConnectionHistory& own = trace.connection(host, conn);
    const Side other = peerOf(host);
    for (ConnectionId id = RunIndex::connectionsBy(trace, other, step); id > 0; --id) {
        const ConnectionHistory& one = trace.connection(other, id);
        if (one.name.localPort != own.name.remotePort || one.name.remotePort != own.name.localPort)
            continue;
        // Of the same ports, but gone before this one began: an earlier incarnation.
        const bool isOver = index.stateAt(other, id, step) == ConnectionState::Closed;
        const auto changes = index.changesOf(other, id);
        if (isOver && !changes.empty() && changes.back().record < own.firstRecord)
            break;
        return id;
    }
    return openListener(trace, index, other, own.name.remotePort, step);
}

std::array<ConnectionId, 2> followedConnections(const Trace& trace, const RunIndex& index, std::uint64_t step)
{
    std::array<ConnectionId, 2> shown{};
    for (const Side side : {Side::Client, Side::Server})
        shown[indexOf(side)] = busyWith(trace, index, side, step);
    // The side that acted leads; where that is a listener, the other may know of a connection.
    Side lead = actingSide(trace, step, Side::Client);
    const auto leads = [&](Side side) {
        return shown[indexOf(side)] != 0 && !isListener(trace, side, shown[indexOf(side)]);
    };
    if (leads(lead))
        shown[indexOf(peerOf(lead))] = otherEnd(trace, index, lead, shown[indexOf(lead)], step);
    return shown;
}

} // namespace tcplab
