#include "core/host/program.h"

#include "core/base/quantity.h"
#include "core/host/quoted_octets.h"

#include <array>
#include <utility>

namespace tcplab {
namespace {

std::string optionText(const Statement& s)
{
    const std::string name = nameOf(s.option);
    if (s.call == Call::GetSockOpt)
        return name;
    if (s.option == SocketOption::Linger && s.value < 0)
        return name + " off";
    return name + " " + std::to_string(s.value);
}

std::string connectText(const Statement& s)
{
    std::string text = std::string(nameOf(s.to)) + ":" + std::to_string(s.port);
    if (s.fromPort != 0)
        text += " from " + std::to_string(s.fromPort);
    return text;
}

std::string plainArguments(const Statement& s)
{
    switch (s.call) {
    case Call::Bind: return std::to_string(s.port);
    case Call::Listen:
        return std::to_string(s.port) + (s.backlog == 0 ? "" : " backlog " + std::to_string(s.backlog));
    case Call::Connect: return connectText(s);
    case Call::Send:
        return (s.bytes.empty() ? std::to_string(s.octets) : quoted(s.bytes)) + (s.urgent ? " urgent" : "");
    case Call::Recv: return s.untilEof ? "eof" : std::to_string(s.octets);
    case Call::Shutdown: return nameOf(s.direction);
    case Call::SetSockOpt:
    case Call::GetSockOpt: return optionText(s);
    case Call::Sleep: return writeDuration(s.duration);
    case Call::At: return writeDuration(s.at - Instant{});
    case Call::Until: return s.condition == Condition::Established ? "established" : "closed";
    case Call::Repeat: return std::to_string(s.times);
    case Call::Socket:
    case Call::Accept:
    case Call::Close:
    case Call::Abort:
    case Call::Crash:
    case Call::Boot:
    case Call::End: return {};
    }
    return {};
}

/// The words behind a call that say how it is made.
constexpr std::array<std::pair<const char*, bool Statement::*>, 4> manners{{
    {"some", &Statement::some},
    {"peek", &Statement::peek},
    {"more", &Statement::more},
    {"nowait", &Statement::nowait},
}};

} // namespace

std::string argumentsText(const Statement& statement)
{
    std::string text = plainArguments(statement);
    if (!statement.as.empty())
        text += (text.empty() ? "as " : " as ") + statement.as;
    for (const auto& [word, member] : manners)
        if (statement.*member)
            text += std::string(text.empty() ? "" : " ") + word;
    return text;
}

std::string statementText(const Statement& statement)
{
    std::string text = statement.socket.empty() ? "" : statement.socket + ": ";
    text += nameOf(statement.call);
    if (const std::string arguments = argumentsText(statement); !arguments.empty())
        text += " " + arguments;
    if (statement.tolerant)
        text += " ?";
    if (statement.background)
        text += " &";
    return text;
}

} // namespace tcplab
