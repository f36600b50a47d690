#include "core/host/host_internal.h"

#include <algorithm>

namespace tcplab {
namespace {

constexpr std::uint16_t customaryPort = 80;
constexpr std::uint32_t customaryOctets = 100;

/// A call on the socket of this name.
Statement statementFor(Call call, const std::string& socket = {}, std::uint32_t octets = 0)
{
    Statement statement;
    statement.call = call;
    statement.socket = socket;
    statement.octets = octets;
    return statement;
}

/// listen or connect, with the program's own port if it makes that call.
Statement openingCall(Call call, const Statement* own, Side to)
{
    Statement statement = statementFor(call);
    statement.to = to;
    statement.port = own != nullptr ? own->port : customaryPort;
    return statement;
}

/// The first statement of the program that makes this call.
const Statement* inProgram(const HostSettings& settings, Call call)
{
    const auto found = std::ranges::find(settings.program, call, &Statement::call);
    return found == settings.program.end() ? nullptr : &*found;
}

bool isWaitedFor(const Host& host, const HostSettings& settings, SocketId socket, Call call)
{
    return std::ranges::any_of(host.processes, [&](const Process& p) {
        const Statement* statement = currentStatement(settings, p);
        return p.blocked && p.socket == socket && statement != nullptr && statement->call == call;
    });
}

void addPassiveCalls(const Host& host, const HostSettings& settings, std::vector<Statement>& calls)
{
    const Statement* own = inProgram(settings, Call::Listen);
    bool listens = false;
    for (const Socket& socket : host.sockets) {
        if (!socket.listening)
            continue;
        listens = true;
        if (currentListener(host, socket.name) == &socket &&
            !isWaitedFor(host, settings, socket.id, Call::Accept))
            calls.push_back(statementFor(Call::Accept, socket.name));
        if (currentSocket(host, socket.name) == &socket)
            calls.push_back(statementFor(Call::Close, socket.name));
    }
    if (!listens && (own != nullptr || host.side == Side::Server))
        calls.push_back(openingCall(Call::Listen, own, host.side));
}

void addActiveOpen(const Host& host, const HostSettings& settings, std::vector<Statement>& calls)
{
    const Statement* own = inProgram(settings, Call::Connect);
    if (own == nullptr && host.side != Side::Client)
        return;
    const Socket* current = youngest(host, "", [](const Socket& s) { return !s.listening; });
    const Connection* connection = current == nullptr ? nullptr : findConnection(host, current->connection);
    if (connection != nullptr && connection->tcb.state != ConnectionState::Closed)
        return;
    calls.push_back(openingCall(Call::Connect, own, peerOf(host.side)));
}

void addCallsOn(const Host& host, const HostSettings& settings, const Socket& socket,
                std::vector<Statement>& calls)
{
    const Connection* connection = findConnection(host, socket.connection);
    if (connection == nullptr)
        return;
    const Tcb& tcb = connection->tcb;
    const bool maySend = !tcb.closeRequested && (tcb.state == ConnectionState::Established ||
                                                 tcb.state == ConnectionState::CloseWait);
    const bool mayRead = isSynchronized(tcb.state) || tcb.receivedOctets > 0;
    if (maySend && !isWaitedFor(host, settings, socket.id, Call::Send))
        calls.push_back(statementFor(Call::Send, socket.name, customaryOctets));
    if (mayRead && !isWaitedFor(host, settings, socket.id, Call::Recv))
        calls.push_back(statementFor(Call::Recv, socket.name,
                                     tcb.receivedOctets > 0 ? tcb.receivedOctets : customaryOctets));
    if (maySend)
        calls.push_back(statementFor(Call::Shutdown, socket.name));
    calls.push_back(statementFor(Call::Close, socket.name));
    if (tcb.state != ConnectionState::Closed)
        calls.push_back(statementFor(Call::Abort, socket.name));
}

} // namespace

std::vector<Statement> possibleCalls(const Host& host, const HostSettings& settings)
{
    if (settings.scripted)
        return {};
    if (!host.up)
        return {statementFor(Call::Boot)};
    std::vector<Statement> calls;
    addActiveOpen(host, settings, calls);
    // Of sockets with one name a call reaches the youngest only.
    for (const Socket& socket : host.sockets)
        if (!socket.closed && !socket.listening && currentSocket(host, socket.name) == &socket)
            addCallsOn(host, settings, socket, calls);
    addPassiveCalls(host, settings, calls);
    calls.push_back(statementFor(Call::Crash));
    return calls;
}

} // namespace tcplab
