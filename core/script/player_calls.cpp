#include "core/script/player.h"
#include "core/tcp/transmit.h"

#include <algorithm>
#include <array>

namespace tcplab::script {
namespace {

constexpr std::uint16_t standardPort = 8080; ///< packetdrill's, where the script says "..."
constexpr std::uint64_t mostOctets = 1u << 30;
constexpr std::int64_t mostMilliseconds = 86'400'000; ///< a day

/// The call as the script has it, without its time; the whole event where a comment hides the name.
std::string fromItsName(const Event& event, const CallEvent& call)
{
    const std::size_t name = event.text.find(call.name);
    return name == std::string::npos ? event.text : event.text.substr(name);
}

const Expression& argumentOf(const CallEvent& call, std::size_t i)
{
    static const Expression none{};
    return i < call.arguments.size() ? call.arguments[i] : none;
}

/// The member of a {...} or [...] that is called so: "linger", "msg_iov".
const Expression* member(const Expression& braces, std::string_view name)
{
    const auto found = std::ranges::find_if(braces.items, [&](const Expression& item) {
        return item.kind == Expression::Kind::Assign && item.text == name && !item.items.empty();
    });
    return found == braces.items.end() ? nullptr : &found->items[0];
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

/// The lengths of "[{..., 100}, {..., 200}]" together.
std::int64_t octetsIn(const Expression& vector)
{
    constexpr auto most = static_cast<std::int64_t>(mostOctets);
    std::int64_t octets = 0;
    for (const Expression& item : vector.items)
        if (item.items.size() == 2)
            octets = std::min(most, octets + std::clamp<std::int64_t>(item.items[1].number, 0, most));
    return octets;
}

/// "[1]" and "1" as 1.
const Expression& inList(const Expression& value)
{
    return value.kind == Expression::Kind::List && !value.items.empty() ? value.items[0] : value;
}

struct NamedNumber {
    std::string_view name;
    std::int64_t number;
};
constexpr NamedNumber pollBits[] = {{"POLLIN", 0x1},      {"POLLPRI", 0x2},     {"POLLOUT", 0x4},
                                    {"POLLERR", 0x8},     {"POLLHUP", 0x10},    {"POLLNVAL", 0x20},
                                    {"POLLRDNORM", 0x40}, {"POLLRDBAND", 0x80}, {"POLLWRNORM", 0x100},
                                    {"POLLRDHUP", 0x2000}};

std::int64_t bitsOf(const Expression& events)
{
    if (events.kind == Expression::Kind::Number)
        return events.number;
    std::int64_t bits = 0;
    for (const NamedNumber& bit : pollBits)
        if (hasWord(events, bit.name))
            bits |= bit.number;
    if (events.kind == Expression::Kind::Or)
        for (const Expression& item : events.items)
            bits |= item.kind == Expression::Kind::Number ? item.number : 0;
    return bits;
}

std::string bitsText(std::int64_t bits)
{
    std::string text;
    for (const NamedNumber& bit : pollBits)
        if ((bits & bit.number) != 0)
            text += (text.empty() ? "" : "|") + std::string(bit.name);
    return text.empty() ? "0" : text;
}

Errno errnoNamed(std::string_view name)
{
    for (int i = 0; i <= static_cast<int>(lastErrno); ++i)
        if (name == nameOf(static_cast<Errno>(i)))
            return static_cast<Errno>(i);
    return name == "EWOULDBLOCK" ? Errno::Again : Errno::None;
}

CallOutcome gives(std::int64_t value) { return {.returned = true, .value = value, .error = {}}; }
CallOutcome fails(const char* error) { return {.returned = true, .value = -1, .error = error}; }

std::string outcomeText(const CallOutcome& outcome)
{
    return "= " + std::to_string(outcome.value) + (outcome.error.empty() ? "" : " " + outcome.error);
}

/// Options that change nothing that can be seen here.
bool isIndifferent(const Expression& option)
{
    constexpr std::array names{"SO_REUSEPORT",
                               "SO_PRIORITY",
                               "SO_MARK",
                               "SO_ZEROCOPY",
                               "SO_NOSIGPIPE",
                               "SO_DEBUG",
                               "SO_INCOMING_CPU",
                               "SO_BUSY_POLL",
                               "TCP_QUICKACK",
                               "TCP_NOTSENT_LOWAT",
                               "TCP_CONGESTION",
                               "TCP_KEEPIDLE",
                               "TCP_KEEPINTVL",
                               "TCP_KEEPCNT",
                               "TCP_SYNCNT",
                               "TCP_LINGER2",
                               "TCP_KEEPINIT",
                               "TCP_FUNCTION_BLK",
                               "IP_TOS",
                               "IPV6_TCLASS",
                               "IP_MTU_DISCOVER",
                               "IPV6_MTU_DISCOVER",
                               "IP_RECVERR",
                               "IPV6_RECVERR",
                               "IPV6_V6ONLY",
                               "IP_TTL",
                               "IP_FREEBIND",
                               "IP_TRANSPARENT",
                               "IP_BIND_ADDRESS_NO_PORT",
                               "SO_TXREHASH",
                               "IPV6_AUTOFLOWLABEL",
                               "IPV6_FLOWLABEL_MGR"};
    return option.kind == Expression::Kind::Number ||
           std::ranges::any_of(names, [&](const char* name) { return option.isWord(name); });
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

/// All calls that send or receive octets.
CallOutcome Player::transfer(const CallEvent& call, Descriptor& fd)
{
    const bool sends = call.name.starts_with("w") || call.name.starts_with("s");
    const bool isMessage = call.name.ends_with("msg");
    const bool isVector = call.name.ends_with("v") && call.name != "recv";
    const Expression& flags = argumentOf(call, isMessage ? 2 : 3);
    const bool takesFlags = !isVector && call.name != "read" && call.name != "write";
    const Expression* vector = isMessage ? member(argumentOf(call, 1), "msg_iov") : &argumentOf(call, 1);
    const std::int64_t octets = !isMessage && !isVector ? argumentOf(call, 2).number
                                : vector == nullptr     ? 0
                                                        : octetsIn(*vector);
    Statement statement{.call = sends ? Call::Send : Call::Recv, .socket = fd.name};
    statement.octets = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(octets, 0, static_cast<std::int64_t>(mostOctets)));
    statement.nowait = fd.nonBlocking || (takesFlags && hasWord(flags, "MSG_DONTWAIT"));
    if (sends) {
        statement.more = takesFlags && hasWord(flags, "MSG_MORE");
        statement.urgent = takesFlags && hasWord(flags, "MSG_OOB");
    } else {
        statement.some = !(takesFlags && hasWord(flags, "MSG_WAITALL"));
        statement.peek = takesFlags && hasWord(flags, "MSG_PEEK");
    }
    if (statement.octets != 0)
        return run(statement);
    const Connection* connection = connectionOf(fd);
    return connection == nullptr ? fails("ENOTCONN") : gives(0);
}

CallOutcome Player::setOption(const CallEvent& call, Descriptor& fd)
{
    const Expression& name = argumentOf(call, 2);
    const Expression& value = inList(argumentOf(call, 3));
    Statement statement{.call = Call::SetSockOpt, .socket = fd.name, .value = value.number};
    constexpr std::array options{std::pair{"SO_REUSEADDR", SocketOption::ReuseAddr},
                                 std::pair{"TCP_NODELAY", SocketOption::NoDelay},
                                 std::pair{"SO_KEEPALIVE", SocketOption::KeepAlive},
                                 std::pair{"SO_SNDBUF", SocketOption::SendBuffer},
                                 std::pair{"SO_SNDBUFFORCE", SocketOption::SendBuffer},
                                 std::pair{"SO_RCVBUF", SocketOption::ReceiveBuffer},
                                 std::pair{"SO_RCVBUFFORCE", SocketOption::ReceiveBuffer},
                                 std::pair{"TCP_CORK", SocketOption::Cork},
                                 std::pair{"TCP_NOPUSH", SocketOption::Cork},
                                 std::pair{"TCP_MAXSEG", SocketOption::MaxSegment},
                                 std::pair{"TCP_USER_TIMEOUT", SocketOption::UserTimeout}};
    if (name.isWord("SO_LINGER")) {
        const Expression* on = member(argumentOf(call, 3), "onoff");
        const Expression* seconds = member(argumentOf(call, 3), "linger");
        statement.option = SocketOption::Linger;
        statement.value = on != nullptr && on->number != 0 && seconds != nullptr ? seconds->number : -1;
        statement.value = std::min<std::int64_t>(statement.value, 86'400);
        return run(statement);
    }
    for (const auto& [word, option] : options) {
        if (!name.isWord(word))
            continue;
        statement.option = option;
        const bool isTruth = option == SocketOption::ReuseAddr || option == SocketOption::NoDelay ||
                             option == SocketOption::KeepAlive || option == SocketOption::Cork;
        if (isTruth)
            statement.value = value.number != 0 ? 1 : 0;
        else if (value.number < (option == SocketOption::UserTimeout ? 0 : 1))
            return fails("EINVAL");
        else
            statement.value = std::min(value.number, option == SocketOption::UserTimeout
                                                         ? mostMilliseconds
                                                         : static_cast<std::int64_t>(mostOctets));
        return run(statement);
    }
    if (!isIndifferent(name)) {
        notSupported("setsockopt " + name.text, 0);
        return {};
    }
    return gives(0);
}

CallOutcome Player::getOption(const CallEvent& call, Descriptor& fd)
{
    const Expression& name = argumentOf(call, 2);
    const Expression& expected = inList(argumentOf(call, 3));
    const Socket* socket = socketOf(fd);
    const Connection* connection = connectionOf(fd);
    if (socket == nullptr)
        return fails("EBADF");
    std::int64_t value = 0;
    if (name.isWord("SO_ERROR")) {
        const CallOutcome outcome =
            run({.call = Call::GetSockOpt, .socket = fd.name, .option = SocketOption::Error});
        value = outcome.value;
    } else if (name.isWord("SO_LINGER")) {
        value = std::max<std::int64_t>(0, socket->linger);
    } else if (name.isWord("SO_REUSEADDR")) {
        value = socket->reuseAddr ? 1 : 0;
    } else if (name.isWord("SO_KEEPALIVE")) {
        value = socket->keepAlive ? 1 : 0;
    } else if (name.isWord("TCP_NODELAY")) {
        value = socket->noDelay ? 1 : 0;
    } else if (name.isWord("TCP_CORK") || name.isWord("TCP_NOPUSH")) {
        value = socket->corked ? 1 : 0;
    } else if (name.isWord("SO_ACCEPTCONN")) {
        value = socket->listening ? 1 : 0;
    } else if (name.isWord("TCP_USER_TIMEOUT")) {
        value = socket->userTimeout.ns / 1'000'000;
    } else if (name.isWord("TCP_MAXSEG")) {
        value = connection != nullptr && isSynchronized(connection->tcb.state) ? connection->tcb.sendMss
                : socket->maxSegment != 0                                      ? socket->maxSegment
                                                                               : 536u;
    } else if (name.isWord("SO_RCVBUF")) {
        const std::uint32_t own = socket->receiveBuffer;
        value = connection != nullptr ? receiveBuffer(connection->tcb, profile())
                : own != 0            ? own
                                      : profile().receiveBuffer;
        if (own != 0 && profile().name == ProfileName::Linux)
            value *= 2; // as the kernel counts its own overhead
    } else if (name.isWord("SO_SNDBUF")) {
        value = socket->sendBuffer != 0 ? socket->sendBuffer : profile().sendBuffer;
        if (socket->sendBuffer != 0 && profile().name == ProfileName::Linux)
            value *= 2;
    } else if (name.isWord("TCP_CONGESTION")) {
        const bool cubic = profile().congestionControl == CongestionAlgorithm::Cubic;
        const std::string text = cubic ? "cubic" : profile().name == ProfileName::Linux ? "reno" : "newreno";
        if (expected.kind == Expression::Kind::Text && expected.text != text)
            m_notAsExpected = "\"" + text + "\"";
        return gives(0);
    } else {
        notSupported("getsockopt " + name.text, 0);
        return {};
    }
    std::int64_t wanted = expected.number;
    if (expected.kind == Expression::Kind::Word)
        wanted = numberOf(errnoNamed(expected.text));
    else if (expected.kind == Expression::Kind::Braces) // SO_LINGER
        wanted = member(expected, "linger") != nullptr ? member(expected, "linger")->number : value;
    else if (expected.kind != Expression::Kind::Number)
        wanted = value;
    if (wanted != value) {
        std::string text = std::to_string(value);
        if (name.isWord("SO_ERROR"))
            for (int i = 1; i <= static_cast<int>(lastErrno); ++i)
                if (numberOf(static_cast<Errno>(i)) == value)
                    text = nameOf(static_cast<Errno>(i));
        m_notAsExpected = "[" + text + "]";
    }
    return gives(0);
}

CallOutcome Player::fcntlCall(const CallEvent& call, Descriptor& fd)
{
    const Expression& command = argumentOf(call, 1);
    const bool freeBsd = m_script.dialect == Dialect::FreeBsd;
    const std::int64_t nonBlock = freeBsd ? 4 : 0x800;
    if (command.isWord("F_GETFL"))
        return gives(2 | (fd.nonBlocking ? nonBlock : 0)); // O_RDWR
    if (command.isWord("F_SETFL")) {
        const Expression& flags = argumentOf(call, 2);
        fd.nonBlocking = flags.kind == Expression::Kind::Number ? (flags.number & nonBlock) != 0
                                                                : hasWord(flags, "O_NONBLOCK");
    }
    return gives(0);
}

CallOutcome Player::ioctlCall(const CallEvent& call, Descriptor& fd)
{
    const Expression& request = argumentOf(call, 1);
    const Expression& expected = inList(argumentOf(call, 2));
    const Connection* connection = connectionOf(fd);
    std::int64_t value = 0;
    if (request.isWord("FIONBIO")) {
        fd.nonBlocking = expected.number != 0;
        return gives(0);
    }
    if (const Socket* socket = socketOf(fd); socket != nullptr && socket->listening)
        return fails("EINVAL");
    if (request.isWord("SIOCINQ") || request.isWord("FIONREAD")) {
        value = connection != nullptr ? connection->tcb.receivedOctets : 0;
    } else if (request.isWord("SIOCOUTQ") || request.isWord("TIOCOUTQ") || request.isWord("FIONWRITE")) {
        if (connection != nullptr)
            value = static_cast<std::int64_t>(unsent(connection->tcb)) + flightSize(connection->tcb);
    } else if (request.isWord("SIOCOUTQNSD")) {
        value = connection != nullptr ? static_cast<std::int64_t>(unsent(connection->tcb)) : 0;
    } else {
        notSupported("ioctl " + request.text, 0);
        return {};
    }
    if (expected.kind == Expression::Kind::Number && expected.number != value)
        m_notAsExpected = "[" + std::to_string(value) + "]";
    return gives(0);
}

/// What of `wanted` holds, with what is always told.
std::int64_t Player::ready(Descriptor& fd, std::int64_t wanted)
{
    const Socket* socket = socketOf(fd);
    if (socket == nullptr)
        return 0x20;
    if (socket->listening)
        return socket->acceptQueue.empty() ? 0 : wanted & 0x41;
    const Connection* connection = connectionOf(fd);
    if (connection == nullptr)
        return (wanted & 0x104) | 0x10; // neither connected nor connecting: POLLOUT, POLLHUP
    const Tcb& tcb = connection->tcb;
    const bool closed = tcb.state == ConnectionState::Closed;
    std::int64_t bits = 0;
    if (tcb.receivedOctets != 0 || tcb.finReceived || closed || socket->readShut)
        bits |= 0x41;
    if (tcb.finReceived || closed || socket->readShut)
        bits |= 0x2000;
    const bool synchronized = isSynchronized(tcb.state);
    if (closed || (synchronized && (tcb.closeRequested || sendRoom(tcb, profile()) > 0)))
        bits |= 0x104;
    if (closed && tcb.error != Errno::None)
        bits |= 0x8;
    const bool bothShut = tcb.finReceived && tcb.closeRequested;
    return (bits & (wanted | 0x8)) | (closed || bothShut ? 0x10 : 0);
}

std::optional<CallOutcome> Player::pollCall(const CallEvent& call)
{
    const Expression& list = argumentOf(call, 0);
    std::int64_t count = 0;
    std::string found;
    bool differs = false;
    for (const Expression& entry : list.items) {
        const Expression* fd = member(entry, "fd");
        const Expression* events = member(entry, "events");
        const Expression* expected = member(entry, "revents");
        const auto descriptor = fd == nullptr ? m_descriptors.end() : m_descriptors.find(fd->number);
        if (events == nullptr || descriptor == m_descriptors.end())
            continue;
        const std::int64_t bits = ready(descriptor->second, bitsOf(*events));
        count += bits != 0 ? 1 : 0;
        differs = differs || (expected != nullptr && expected->kind != Expression::Kind::Ellipsis &&
                              bitsOf(*expected) != bits);
        found += (found.empty() ? "" : ", ") + std::string("revents=") + bitsText(bits);
    }
    const bool over = std::max(m_now, m_world.now) >= m_pollUntil;
    if (count == 0 && !over)
        return std::nullopt;
    if (differs)
        m_notAsExpected = found;
    return gives(count);
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
