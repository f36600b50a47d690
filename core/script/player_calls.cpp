#include "core/script/call_parts.h"
#include "core/script/player.h"

#include <algorithm>

namespace tcplab::script {
namespace {

constexpr std::uint16_t standardPort = 8080; ///< packetdrill's, where the script says "..."

/// The call as the script has it, without its time; the whole event where a comment hides the name.
std::string fromItsName(const Event& event, const CallEvent& call)
{
    const std::size_t name = event.text.find(call.name);
    return name == std::string::npos ? event.text : event.text.substr(name);
}

/// 80 of "{sa_family = AF_INET, sin_port = htons(80), …}".
std::uint16_t portIn(const Expression& address)
{
    const Expression* port = member(address, "sin_port");
    if (port == nullptr)
        port = member(address, "sin6_port");
    if (port != nullptr && port->kind == Expression::Kind::Call && port->items.size() == 1)
        port = &port->items[0];
    if (port == nullptr || port->kind != Expression::Kind::Number || port->number < 1 || port->number > 65535)
        return standardPort;
    return static_cast<std::uint16_t>(port->number);
}

std::string outcomeText(const CallOutcome& outcome)
{
    return "= " + std::to_string(outcome.value) + (outcome.error.empty() ? "" : " " + outcome.error);
}

} // namespace

std::int64_t Player::expectedNumber(const CallEvent& call)
{
    return call.result.kind == Expression::Kind::Number ? call.result.number : 0;
}

bool Player::playCall(const Event& event, const CallEvent& call)
{
    if (!awaitPending())
        return false;
    m_notAsExpected.clear();
    std::optional<CallOutcome> outcome = makeCall(call);
    if (m_played.outcome != Outcome::Passed)
        return false;
    const Instant until = event.time.until ? (event.time.kind == Time::Kind::Relative
                                                  ? m_due - event.time.from + *event.time.until
                                                  : Instant{} + *event.time.until)
                                           : m_now;
    if (outcome && outcome->returned) {
        if (event.time.until && !inTime(m_world.now, until, until - m_now))
            return fail(Difference::ReturnTime, event.line, timeText(until), timeText(m_now));
        return checkResult(event, call, *outcome);
    }
    m_pending =
        PendingCall{&event, call.name == "poll" ? 0 : m_process, until, std::max(m_since, until - m_now)};
    if (event.time.until)
        return true;
    // It waits although the script does not say so: as long as it takes, like the real thing.
    m_pending->until = m_now;
    while (m_pending && m_played.outcome == Outcome::Passed) {
        const Instant now = std::max(m_now, m_world.now);
        m_pending->until = now;
        const auto next = nextEvent(m_world);
        if (call.name == "poll" && !m_pollUntil.isNever() && (!next || next->at > m_pollUntil)) {
            m_pending.reset();
            m_now = std::max(m_now, m_pollUntil);
            const std::optional<CallOutcome> over = pollCall(call);
            return over && checkResult(event, call, *over);
        }
        if (next && next->at - m_now < minutes(60))
            m_pending->until = next->at;
        else
            return fail(Difference::StillWaiting, event.line, fromItsName(event, call), "");
        processNext(m_pending->until, true);
    }
    m_now = std::max(m_now, m_world.now);
    return m_played.outcome == Outcome::Passed;
}

/// Nothing: it waits.
std::optional<CallOutcome> Player::makeCall(const CallEvent& call)
{
    if (call.name == "socket")
        return socketCall(call);
    if (call.name == "poll") {
        const std::int64_t wait = argumentOf(call, 2).number;
        m_pollUntil = wait < 0 ? Instant::never() : m_now + milliseconds(std::min(wait, mostMilliseconds));
        return pollCall(call);
    }
    Descriptor* fd = descriptor(call);
    if (fd == nullptr)
        return fails("EBADF");
    Statement statement{.socket = fd->name};
    if (call.name == "bind") {
        statement.call = Call::Bind;
        statement.port = portIn(argumentOf(call, 1));
        return run(statement);
    }
    if (call.name == "listen") {
        statement.call = Call::Listen;
        const Socket* socket = socketOf(*fd);
        statement.port =
            socket != nullptr && socket->boundPort != 0 ? socket->boundPort : host().nextEphemeral;
        statement.backlog =
            static_cast<std::uint32_t>(std::clamp<std::int64_t>(argumentOf(call, 1).number, 1, 65535));
        const CallOutcome outcome = run(statement);
        if (outcome.returned && outcome.value == 0) {
            m_current = fd->conversation;
            m_conversations[m_current].stage = Conversation::Stage::Listening;
            m_conversations[m_current].localPort = statement.port;
        }
        return outcome;
    }
    if (call.name == "accept" || call.name == "accept4")
        return acceptCall(call, *fd);
    if (call.name == "connect")
        return connectCall(call, *fd);
    if (call.name == "close") {
        statement.call = Call::Close;
        const std::int64_t number = argumentOf(call, 0).number;
        const CallOutcome outcome = run(statement);
        m_descriptors.erase(number);
        return outcome;
    }
    if (call.name == "shutdown") {
        statement.call = Call::Shutdown;
        const Expression& how = argumentOf(call, 1);
        statement.direction =
            how.isWord("SHUT_RD") || (how.kind == Expression::Kind::Number && how.number == 0)
                ? Direction::Read
            : how.isWord("SHUT_RDWR") || how.number == 2 ? Direction::Both
                                                         : Direction::Write;
        return run(statement);
    }
    if (call.name == "setsockopt")
        return setOption(call, *fd);
    if (call.name == "getsockopt")
        return getOption(call, *fd);
    if (call.name == "fcntl")
        return fcntlCall(call, *fd);
    if (call.name == "ioctl")
        return ioctlCall(call, *fd);
    return transfer(call, *fd);
}

CallOutcome Player::run(const Statement& statement)
{
    m_process = host().nextProcess;
    intervene(MakeCall{.host = m_setUp.under, .statement = statement});
    const auto found = m_returned.find(m_process);
    if (found == m_returned.end())
        return {};
    const CallOutcome outcome = found->second;
    m_returned.erase(found);
    return outcome;
}

bool Player::checkResult(const Event& event, const CallEvent& call, const CallOutcome& outcome)
{
    if (call.name.starts_with("accept") && outcome.value >= 0)
        noteAccepted(call);
    const auto differs = [&] {
        const std::size_t at = event.text.rfind(" = ");
        return fail(Difference::Result, event.line,
                    at == std::string::npos ? event.text : event.text.substr(at + 1), outcomeText(outcome));
    };
    if (call.result.kind == Expression::Kind::Number) {
        const bool isDescriptor = call.name == "socket" || call.name.starts_with("accept");
        if (isDescriptor ? (call.result.number < 0) != (outcome.value < 0)
                         : call.result.number != outcome.value)
            return differs();
    }
    if (!call.error.empty() && outcome.value < 0 && errnoNamed(call.error) != errnoNamed(outcome.error))
        return differs();
    if (!call.error.empty() && outcome.value < 0 && errnoNamed(call.error) == Errno::None)
        return differs();
    if (!m_notAsExpected.empty())
        return fail(Difference::Result, event.line, fromItsName(event, call), m_notAsExpected);
    return true;
}

Descriptor* Player::descriptor(const CallEvent& call)
{
    const Expression& fd = argumentOf(call, 0);
    const auto found =
        fd.kind == Expression::Kind::Number ? m_descriptors.find(fd.number) : m_descriptors.end();
    return found == m_descriptors.end() ? nullptr : &found->second;
}

CallOutcome Player::socketCall(const CallEvent& call)
{
    const std::int64_t number = expectedNumber(call);
    if (number < 0)
        return gives(3);
    Descriptor fd{.name = "fd" + std::to_string(number)};
    fd.nonBlocking = hasWord(argumentOf(call, 1), "SOCK_NONBLOCK");
    m_conversations.emplace_back();
    m_current = fd.conversation = m_conversations.size() - 1;
    m_descriptors[number] = fd;
    const CallOutcome outcome = run({.call = Call::Socket, .as = fd.name});
    return outcome.error.empty() ? gives(number) : outcome;
}

CallOutcome Player::acceptCall(const CallEvent& call, Descriptor& fd)
{
    const std::int64_t number = std::max<std::int64_t>(0, expectedNumber(call));
    return run({.call = Call::Accept,
                .socket = fd.name,
                .as = "fd" + std::to_string(number),
                .nowait = fd.nonBlocking});
}

/// accept has returned: its descriptor, and whose connection it is.
void Player::noteAccepted(const CallEvent& call)
{
    const std::int64_t number = expectedNumber(call);
    Descriptor fd{.name = "fd" + std::to_string(number)};
    fd.nonBlocking = hasWord(argumentOf(call, 3), "SOCK_NONBLOCK");
    fd.conversation = m_current;
    if (const Connection* connection = connectionOf(fd))
        for (std::size_t i = 0; i < m_conversations.size(); ++i)
            if (m_conversations[i].localPort == connection->tcb.localPort &&
                m_conversations[i].remotePort == connection->tcb.remotePort)
                fd.conversation = i;
    m_descriptors[number] = fd;
}

CallOutcome Player::connectCall(const CallEvent& call, Descriptor& fd)
{
    Conversation& conversation = m_conversations[fd.conversation];
    m_current = fd.conversation;
    Statement statement{.call = Call::Connect, .socket = fd.name, .to = peerOf(m_setUp.under)};
    statement.port = portIn(argumentOf(call, 1));
    statement.nowait = fd.nonBlocking;
    conversation.remotePort = statement.port;
    conversation.stage = Conversation::Stage::Connecting;
    const CallOutcome outcome = run(statement);
    if (const Connection* connection = connectionOf(fd))
        conversation.localPort = connection->tcb.localPort;
    return outcome;
}

const Socket* Player::socketOf(const Descriptor& fd) const
{
    for (auto socket = host().sockets.rbegin(); socket != host().sockets.rend(); ++socket)
        if (!socket->closed && socket->name == fd.name)
            return &*socket;
    return nullptr;
}

const Connection* Player::connectionOf(const Descriptor& fd) const
{
    const Socket* socket = socketOf(fd);
    return socket == nullptr ? nullptr : findConnection(host(), socket->connection);
}

} // namespace tcplab::script
