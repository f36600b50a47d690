#include "app/panels/socket_lines.h"

#include <algorithm>
#include <array>

namespace tcplab {

namespace {

bool hasReadEndOfStream(const Host& host, ConnectionId conn)
{
    const auto log = std::find_if(host.readLogs.begin(), host.readLogs.end(),
                                  [conn](const ReadLog& one) { return one.connection == conn; });
    return log != host.readLogs.end() && log->endOfStream;
}

SocketLine listenerLine(const Host& host, const Connection& connection)
{
    SocketLine line;
    line.conn = connection.id;
    line.stateIs = ConnectionState::Listen;
    line.state = ssName(ConnectionState::Listen);
    for (const Socket& socket : host.sockets)
        if (socket.listening && socket.listenerConnection == connection.id) {
            line.receiveQueue = socket.acceptQueue.size();
            line.sendQueue = socket.backlog;
        }
    line.local = "0.0.0.0:" + std::to_string(connection.name.localPort);
    line.peer = "0.0.0.0:*";
    return line;
}

} // namespace

const char* ssName(ConnectionState state)
{
    constexpr std::array names{"UNCONN",     "LISTEN",     "SYN-SENT", "SYN-RECV", "ESTAB",    "FIN-WAIT-1",
                               "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING",  "LAST-ACK", "TIME-WAIT"};
    return names[static_cast<std::size_t>(state)];
}

std::vector<SocketLine> socketLines(const World& world, Side side)
{
    const Host& host = world.hosts[indexOf(side)];
    const std::string& address = world.scenario->hosts[indexOf(side)].address;
    const std::string& peer = world.scenario->hosts[indexOf(peerOf(side))].address;
    std::vector<SocketLine> lines;
    for (const Connection& connection : allConnections(host)) {
        const Tcb& tcb = connection.tcb;
        if (tcb.state == ConnectionState::Closed)
            continue;
        if (tcb.state == ConnectionState::Listen) {
            lines.push_back(listenerLine(host, connection));
            continue;
        }
        SocketLine line;
        line.conn = connection.id;
        line.stateIs = tcb.state;
        line.state = ssName(tcb.state);
        // The kernel keeps no socket, and so no queues, for TIME-WAIT and for a listener's half-finished handshakes.
        const bool isRequest = tcb.state == ConnectionState::SynReceived && tcb.passiveOpen;
        if (tcb.state != ConnectionState::TimeWait && !isRequest) {
            line.receiveQueue = tcb.receivedOctets;
            if (tcb.finReceived && !hasReadEndOfStream(host, connection.id))
                ++line.receiveQueue;
            line.sendQueue = flightSize(tcb) + unsent(tcb);
            if (tcb.closeRequested && !tcb.finSent)
                ++line.sendQueue;
        }
        line.local = address + ":" + std::to_string(connection.name.localPort);
        line.peer = peer + ":" + std::to_string(connection.name.remotePort);
        lines.push_back(line);
    }
    std::stable_partition(lines.begin(), lines.end(),
                          [](const SocketLine& line) { return line.state == std::string_view("LISTEN"); });
    return lines;
}

SocketColumns columnsOf(const std::vector<SocketLine>& lines)
{
    SocketColumns columns;
    for (const SocketLine& line : lines) {
        columns.state = std::max(columns.state, line.state.size());
        columns.receiveQueue = std::max(columns.receiveQueue, std::to_string(line.receiveQueue).size());
        columns.sendQueue = std::max(columns.sendQueue, std::to_string(line.sendQueue).size());
        columns.local = std::max(columns.local, line.local.size());
        columns.peer = std::max(columns.peer, line.peer.size());
    }
    return columns;
}

std::string socketLineText(const SocketLine& line, const SocketColumns& columns, std::size_t width)
{
    const auto padded = [](std::string text, std::size_t characters) {
        text.resize(std::max(characters, text.size()), ' ');
        return text;
    };
    // With room to spare the columns stand still while states and queues change.
    constexpr std::size_t anyState = 10;
    constexpr std::size_t anyQueue = 3;
    const auto lengthOf = [](const SocketColumns& all) {
        return all.state + 1 + all.receiveQueue + 1 + all.sendQueue + 1 + all.local + 1 + all.peer;
    };
    SocketColumns roomy = columns;
    roomy.state = std::max(columns.state, anyState);
    roomy.receiveQueue = std::max(columns.receiveQueue, anyQueue);
    roomy.sendQueue = std::max(columns.sendQueue, anyQueue);
    const std::size_t least = lengthOf(roomy);
    const SocketColumns& drawn = width < least ? columns : roomy;
    const std::size_t spare = width > least ? std::min<std::size_t>((width - least) / 3, 6) : 0;
    return padded(line.state, drawn.state + 1) +
           padded(std::to_string(line.receiveQueue), drawn.receiveQueue + spare) + " " +
           padded(std::to_string(line.sendQueue), drawn.sendQueue + spare) + " " +
           padded(line.local, drawn.local + 1 + spare) + line.peer;
}

} // namespace tcplab
