#include "core/script/call_parts.h"
#include "core/script/player.h"
#include "core/tcp/transmit.h"

#include <algorithm>

namespace tcplab::script {
namespace {

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

} // namespace

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

} // namespace tcplab::script
