#include "core/host/host_internal.h"
#include "core/host/packing.h"

#include <algorithm>
#include <cassert>

namespace tcplab {
namespace {

/// Lines that move a program on and are no events.
bool isPassive(Call call)
{
    return call == Call::Sleep || call == Call::At || call == Call::Until || call == Call::Repeat ||
           call == Call::End;
}

bool isEstablished(const Host& host, const std::string& name)
{
    if (const Socket* socket = youngest(host, name, [](const Socket& s) { return !s.listening; })) {
        const Connection* connection = findConnection(host, socket->connection);
        return connection != nullptr && (isSynchronized(connection->tcb.state) ||
                                         connection->tcb.state == ConnectionState::Closed); // it failed
    }
    const Socket* listener = currentListener(host, name);
    return listener != nullptr && !listener->acceptQueue.empty();
}

/// True when a socket of this name, younger than another one, lies on the shelf with its connection.
bool isOnShelf(const Host& host, const std::string& name, SocketId other)
{
    bool found = false;
    host.shelf.forEach([&](const Shelf::Item& item) {
        found = found || (item.label().socket > other && unpack(item.numbers()).socket->name == name);
    });
    return found;
}

/// Looks at closed sockets too: they are kept while their connection lives.
bool isClosed(const Host& host, const std::string& name)
{
    const auto socket = std::find_if(host.sockets.rbegin(), host.sockets.rend(),
                                     [&](const Socket& s) { return s.name == name && !s.listening; });
    if (isOnShelf(host, name, socket == host.sockets.rend() ? 0 : socket->id))
        return false;
    if (socket == host.sockets.rend())
        return true;
    const Connection* connection = findConnection(host, socket->connection);
    return connection == nullptr || connection->tcb.state == ConnectionState::Closed;
}

bool holds(const Host& host, const Statement& until)
{
    return until.condition == Condition::Established ? isEstablished(host, until.socket)
                                                     : isClosed(host, until.socket);
}

/// Passes one line that is no call. False: it must wait there.
bool pass(const Host& host, Process& process, const Statement& line, Instant now)
{
    switch (line.call) {
    case Call::Sleep: process.wakeAt = std::max(process.wakeAt, now) + line.duration; break;
    case Call::At: process.wakeAt = std::max(process.wakeAt, line.at); break;
    case Call::Until:
        if (!holds(host, line))
            return false;
        break;
    case Call::Repeat:
        if (line.times == 0) {
            process.next = line.partner + 1;
            return true;
        }
        process.loops.push_back(line.times);
        break;
    case Call::End:
        if (--process.loops.back() != 0) {
            process.next = line.partner + 1;
            return true;
        }
        process.loops.pop_back();
        break;
    default: return false; // a call: its turn will come
    }
    ++process.next;
    return true;
}

void moveOn(const Host& host, const HostSettings& settings, Process& process, Instant now)
{
    if (process.single) {
        process.ended = process.ended || isPassive(process.single->call);
        return;
    }
    while (!process.ended) {
        if (process.next >= settings.program.size())
            process.ended = true;
        else if (!pass(host, process, settings.program[process.next], now))
            return;
    }
}

/// When it is this process's turn, as far as time alone decides: it may have passed.
Instant turnOf(const Host& host, const HostSettings& settings, const Process& process)
{
    const Statement* statement = currentStatement(settings, process);
    if (statement == nullptr)
        return Instant::never();
    if (process.blocked)
        return returnsAt(host, process, *statement);
    if (isPassive(statement->call))
        return Instant::never();
    return std::max(process.wakeAt, host.quietUntil);
}

Instant searchTurn(const Host& host, const HostSettings& settings)
{
    Instant next = Instant::never();
    for (const Process& process : host.processes)
        next = std::min(next, turnOf(host, settings, process));
    return next;
}

void returnFrom(HostEvent& event, std::uint32_t id, const Statement& statement, const CallResult& result)
{
    Effect& effect = event.write(EffectKind::Return, result.conn);
    effect.process = id;
    effect.call = statement.call;
    effect.error = result.error;
    effect.value = result.error == Errno::None ? result.value : 0;
    effect.clause = result.clause;
    Process& process = *findProcess(event.host, id);
    process.blocked = false;
    process.socket = 0;
    process.progress = 0;
    process.wakeAt = std::min(process.wakeAt, event.given.now); // close with SO_LINGER has set it
    ++process.next;
    process.ended = process.single.has_value() || (result.error != Errno::None && !statement.tolerant);
}

/// The statement that a process is in; a copy, kept in `own`, if it is the process's own: that may go with its process.
const Statement& heldStatement(const HostSettings& settings, const Process& process,
                               std::optional<Statement>& own)
{
    return process.single ? own.emplace(*process.single) : *currentStatement(settings, process);
}

void begin(HostEvent& event, std::uint32_t id)
{
    std::optional<Statement> own;
    const Statement& statement = heldStatement(event.given.settings, *findProcess(event.host, id), own);
    StepLog& log = event.given.log;
    Effect& effect = event.write(EffectKind::Call, 0);
    effect.process = id;
    effect.call = statement.call;
    if (log.keepTexts) {
        effect.text = static_cast<std::uint32_t>(log.texts.size());
        log.texts.push_back(argumentsText(statement));
    }
    if (const auto result = makeSocketCall({event, statement, id, log.effects.size() - 1}))
        returnFrom(event, id, statement, *result);
}

/// A call of its own, beside the program.
std::uint32_t startProcess(Host& host, const Statement& single)
{
    Process& process = host.processes.emplace_back();
    process.id = host.nextProcess++;
    process.single = single;
    return process.id;
}

} // namespace

Process* findProcess(Host& host, std::uint32_t id)
{
    const auto found = std::ranges::find(host.processes, id, &Process::id);
    return found == host.processes.end() ? nullptr : &*found;
}

const Statement* currentStatement(const HostSettings& settings, const Process& process)
{
    if (process.ended)
        return nullptr;
    if (process.single)
        return &*process.single;
    return process.next < settings.program.size() ? &settings.program[process.next] : nullptr;
}

Host startHost(Side side, const HostSettings& settings)
{
    Host host;
    host.side = side;
    Process& program = host.processes.emplace_back();
    program.id = host.nextProcess++;
    movePrograms(host, settings, Instant{});
    return host;
}

void movePrograms(Host& host, const HostSettings& settings, Instant now)
{
    for (Process& process : host.processes)
        if (!process.blocked)
            moveOn(host, settings, process, now);
    std::erase_if(host.processes, [](const Process& p) { return p.ended && p.single; });
    host.nextTurn = searchTurn(host, settings);
}

std::optional<CallResult> makeSocketCall(const CallMade& call)
{
    HostEvent& event = call.event;
    if (!event.host.up && call.statement.call != Call::Boot)
        return CallResult{.error = Errno::NetDown, .clause = Clause::HostCrashed};
    std::optional<CallResult> result;
    switch (call.statement.call) {
    case Call::Socket: return callSocket(call);
    case Call::Bind: return callBind(call);
    case Call::Listen: return callListen(call);
    case Call::Shutdown: return callShutdown(call);
    case Call::Abort: return callAbort(call);
    case Call::SetSockOpt: return callSetSockOpt(call);
    case Call::GetSockOpt: return callGetSockOpt(call);
    case Call::Connect: result = callConnect(call); break;
    case Call::Accept: result = callAccept(call); break;
    case Call::Send: result = callSend(call); break;
    case Call::Recv: result = callRecv(call); break;
    case Call::Close: result = callClose(call); break;
    case Call::Crash: crashAround(event, call.process); return CallResult{.clause = Clause::HostCrashed};
    case Call::Boot:
        if (event.host.up) // a restart
            crashAround(event, call.process);
        bootAround(event);
        return CallResult{.clause = Clause::HostBooted};
    case Call::Sleep:
    case Call::At:
    case Call::Until:
    case Call::Repeat:
    case Call::End: assert(false); break; // no calls
    }
    if (result)
        return result;
    Process& process = *findProcess(event.host, call.process);
    if (returnsAt(event.host, process, call.statement) <= event.given.now)
        return finishCall(event, process, call.statement);
    return std::nullopt;
}

Instant nextProgramInstant(const Host& host, const HostSettings& settings, Instant now)
{
    assert(host.nextTurn == searchTurn(host, settings));
    static_cast<void>(settings);
    return std::max(host.nextTurn, now);
}

void runProgram(Host& host, const HostSurroundings& given)
{
    HostEvent event{host, given};
    // Whoever can return goes first: what a call is to report is not changed by another call before.
    const auto isReady = [&](const Process& p) { return turnOf(host, given.settings, p) <= given.now; };
    auto ready =
        std::ranges::find_if(host.processes, [&](const Process& p) { return p.blocked && isReady(p); });
    if (ready == host.processes.end())
        ready = std::ranges::find_if(host.processes, isReady);
    if (ready == host.processes.end())
        return;
    const std::uint32_t id = ready->id;
    const Statement& statement = *currentStatement(given.settings, *ready);
    if (ready->blocked) {
        std::optional<Statement> own;
        const Statement& line = heldStatement(given.settings, *ready, own);
        returnFrom(event, id, line, finishCall(event, *ready, line));
    } else if (statement.background && !ready->single) {
        ++ready->next;
        begin(event, startProcess(host, statement));
    } else {
        begin(event, id);
    }
    movePrograms(host, given.settings, given.now);
}

void makeCall(Host& host, const Statement& statement, const HostSurroundings& given)
{
    HostEvent event{host, given};
    const std::uint32_t id = startProcess(host, statement);
    if (!isPassive(statement.call) && given.now >= host.quietUntil)
        begin(event, id);
    movePrograms(host, given.settings, given.now);
}

} // namespace tcplab
