#include "core/script/call_parts.h"
#include "core/script/player.h"
#include "core/tcp/transmit.h"

#include <algorithm>
#include <array>

namespace tcplab::script {
namespace {

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

} // namespace tcplab::script
