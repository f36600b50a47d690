#include "app/panels/netstat_lines.h"

#include "core/host/listen_capacity.h"

#include <algorithm>
#include <array>

namespace tcplab {

namespace {

std::string left(std::string text, std::size_t width)
{
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

std::string right(const std::string& text, std::size_t width)
{
    return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

/// "10.0.0.1:" and "80".
std::pair<std::string, std::string> splitAddress(const std::string& address)
{
    const std::size_t colon = address.rfind(':');
    return {address.substr(0, colon + 1), address.substr(colon + 1)};
}

/// Each column as wide as its widest entry, addresses to the right, one blank between; iproute2's render().
std::vector<ScreenLine> ssScreen(const std::vector<SocketLine>& lines)
{
    constexpr std::size_t columns = 8;
    using Row = std::array<std::string, columns>;
    std::vector<Row> rows{
        {"State", "Recv-Q", "Send-Q", "Local Address:", "Port", "Peer Address:", "Port", "Process"}};
    for (const SocketLine& line : lines) {
        const auto [local, localPort] = splitAddress(line.local);
        const auto [peer, peerPort] = splitAddress(line.peer);
        rows.push_back({line.state, std::to_string(line.receiveQueue), std::to_string(line.sendQueue), local,
                        localPort, peer, peerPort, ""});
    }
    std::array<std::size_t, columns> width{};
    for (const Row& row : rows)
        for (std::size_t i = 0; i < columns; ++i)
            width[i] = std::max(width[i], row[i].size());
    std::vector<ScreenLine> screen;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string text;
        for (std::size_t i = 0; i < columns; ++i) {
            const bool isAddress = i == 3 || i == 5;
            const bool blank = i != 0 && i != 4 && i != 6 && i != 7;
            text +=
                (blank ? " " : "") + (isAddress ? right(rows[r][i], width[i]) : left(rows[r][i], width[i]));
        }
        screen.push_back({std::move(text), r == 0 ? 0 : lines[r - 1].conn});
    }
    return screen;
}

/// net-tools' tcp_do_one(): "%-4s  %6ld %6ld %-*s %-*s %-11s".
std::vector<ScreenLine> netstatScreen(const std::vector<SocketLine>& lines)
{
    constexpr std::size_t addressWidth = 23;
    std::vector<ScreenLine> screen{
        {"Active Internet connections (servers and established)", 0},
        {"Proto Recv-Q Send-Q Local Address           Foreign Address         State      ", 0}};
    for (const SocketLine& line : lines) {
        // What ss shows of a listener's backlog, /proc/net/tcp does not have.
        const std::uint64_t send = line.stateIs == ConnectionState::Listen ? 0 : line.sendQueue;
        screen.push_back({"tcp   " + right(std::to_string(line.receiveQueue), 6) + " " +
                              right(std::to_string(send), 6) + " " + left(line.local, addressWidth) + " " +
                              left(line.peer, addressWidth) + " " + left(netstatName(line.stateIs), 11),
                          line.conn});
    }
    return screen;
}

} // namespace

const char* netstatName(ConnectionState state)
{
    constexpr std::array names{"CLOSE",     "LISTEN",     "SYN_SENT", "SYN_RECV", "ESTABLISHED", "FIN_WAIT1",
                               "FIN_WAIT2", "CLOSE_WAIT", "CLOSING",  "LAST_ACK", "TIME_WAIT"};
    return names[static_cast<std::size_t>(state)];
}

std::vector<ScreenLine> socketScreen(const std::vector<SocketLine>& lines, SocketTool tool)
{
    return tool == SocketTool::Ss ? ssScreen(lines) : netstatScreen(lines);
}

std::vector<ListenQueues> listenQueues(const World& world, Side side)
{
    const Host& host = world.hosts[indexOf(side)];
    const Profile& profile = world.scenario->hosts[indexOf(side)].profile;
    std::vector<ListenQueues> all;
    for (const Socket& socket : host.sockets) {
        if (!socket.listening)
            continue;
        ListenQueues queues;
        queues.conn = socket.listenerConnection;
        queues.synCapacity = synCapacity(profile, socket);
        queues.acceptCapacity = acceptCapacity(profile, socket);
        const auto portsOf = [&host](const std::vector<ConnectionId>& waiting) {
            std::vector<std::uint16_t> ports;
            for (const ConnectionId id : waiting)
                if (const Connection* connection = findConnection(host, id))
                    ports.push_back(connection->name.remotePort);
            return ports;
        };
        if (const Connection* listener = findConnection(host, socket.listenerConnection))
            queues.port = listener->name.localPort;
        queues.syn = portsOf(socket.synQueue);
        queues.accept = portsOf(socket.acceptQueue);
        all.push_back(std::move(queues));
    }
    return all;
}

} // namespace tcplab
