#include "app/replay/plan.h"

#include "app/replay/plan_hosts.h"
#include "core/base/quantity.h"

#include <algorithm>
#include <charconv>

namespace tcplab {
namespace {

/// A program's next call comes at once if it comes within so much; else the script had it wait for its time.
constexpr Duration atOnce = milliseconds(2);

/// A call that cannot be made here, and why.
using Refused = tl::unexpected<std::string>;

/// The port of "10.0.0.2:7002".
std::uint16_t portIn(const std::string& address)
{
    const std::size_t colon = address.rfind(':');
    const auto port = readCount(colon == std::string::npos ? address : address.substr(colon + 1), 0, 65535);
    return static_cast<std::uint16_t>(port.value_or(0));
}

std::uint32_t octetsIn(const std::string& text)
{
    return static_cast<std::uint32_t>(readCount(text, 0, 0x7fff'ffff).value_or(0));
}

/// The name behind the dot of "B.c1 from 10.0.0.1:40002"; "" if there is none.
std::string acceptedName(const std::string& result)
{
    const std::size_t dot = result.find('.');
    const std::size_t blank = result.find(' ');
    return dot == std::string::npos || blank == std::string::npos || blank < dot
               ? std::string{}
               : result.substr(dot + 1, blank - dot - 1);
}

/// The port from which a kernel's connect went out if the program had not bound one: that of the SYN.
std::uint16_t ephemeralPort(const KernelTrace& trace, const KernelCall& connect)
{
    const auto bound = std::ranges::find_if(trace.calls, [&](const KernelCall& call) {
        return call.side == connect.side && call.socket == connect.socket && call.call == "bind";
    });
    if (bound != trace.calls.end())
        return 0;
    const auto syn = std::ranges::find_if(trace.packets, [&](const KernelPacket& packet) {
        return packet.from == connect.side && packet.ctl.syn && !packet.ctl.ack &&
               packet.fate != KernelFate::Injected && packet.sentAt >= connect.at &&
               packet.destinationPort == portIn(connect.args);
    });
    return syn == trace.packets.end() ? std::uint16_t{0} : syn->sourcePort;
}

tl::expected<PlannedCall, std::string> setOption(const KernelCall& call, PlannedCall planned)
{
    static constexpr std::array settledBefore{"SO_RCVBUF",        "SO_SNDBUF",   "TCP_KEEPIDLE",
                                              "TCP_KEEPINTVL",    "TCP_KEEPCNT", "TCP_SYNCNT",
                                              "TCP_USER_TIMEOUT", "SO_RCVTIMEO", "SO_SNDTIMEO"};
    const std::size_t blank = call.args.find(' ');
    const std::string name = call.args.substr(0, blank);
    const std::string value = blank == std::string::npos ? "" : call.args.substr(blank + 1);
    Statement& statement = planned.statement;
    statement.call = Call::SetSockOpt;
    statement.value = octetsIn(value);
    if (std::ranges::find(settledBefore, name) != settledBefore.end())
        planned.kind = PlannedCall::Kind::ConfirmedOnly;
    else if (name == "TCP_NODELAY")
        statement.option = SocketOption::NoDelay;
    else if (name == "SO_REUSEADDR")
        statement.option = SocketOption::ReuseAddr;
    else if (name == "SO_KEEPALIVE")
        statement.option = SocketOption::KeepAlive;
    else if (name == "SO_LINGER") { // "{1, 0}": on, seconds
        statement.option = SocketOption::Linger;
        const std::size_t comma = value.find(',');
        const std::size_t end = value.find('}');
        if (comma == std::string::npos || end == std::string::npos)
            return Refused(call.args);
        const bool on = value.find('0') == std::string::npos || value.find('0') > comma;
        statement.value =
            on ? std::int64_t{octetsIn(std::string(trimmed(value.substr(comma + 1, end - comma - 1))))} : -1;
    } else {
        return Refused("setsockopt " + call.args);
    }
    return planned;
}

tl::expected<PlannedCall, std::string> planCall(const KernelTrace& trace, std::size_t index)
{
    const KernelCall& call = trace.calls[index];
    PlannedCall planned{.of = index};
    Statement& statement = planned.statement;
    statement.socket = call.socket;
    statement.tolerant = true;
    const std::string& name = call.call;
    if (name == "bind") {
        statement.call = Call::Bind;
        statement.port = portIn(call.args);
    } else if (name == "listen") {
        statement.call = Call::Listen;
        statement.backlog = octetsIn(call.args);
    } else if (name == "connect") {
        statement.call = Call::Connect;
        statement.to = peerOf(call.side);
        statement.port = portIn(call.args);
        statement.fromPort = ephemeralPort(trace, call);
        planned.waits = call.result != "EINPROGRESS";
    } else if (name == "accept") {
        statement.call = Call::Accept;
        statement.as = acceptedName(call.result);
    } else if (name == "send" || name == "send_all" || name == "write") {
        statement.call = Call::Send;
        statement.octets = octetsIn(call.args);
    } else if (name == "recv" || name == "recv_exactly" || name == "read") {
        statement.call = Call::Recv; // runs of them are merged: the result is what they took together
        statement.octets = octetsIn(call.result);
        statement.untilEof = statement.octets == 0;
    } else if (name == "shutdown" && (call.args == "SHUT_WR" || call.args == "1")) {
        statement.call = Call::Shutdown;
    } else if (name == "close") {
        statement.call = Call::Close;
    } else if (name == "setsockopt") {
        return setOption(call, planned);
    } else if (name == "getsockopt" && call.args == "SO_ERROR") {
        planned.kind = PlannedCall::Kind::AskError;
    } else if (name == "ss -K" && call.args == "state connected") {
        planned.kind = PlannedCall::Kind::KillAll;
    } else {
        return Refused(name + " " + call.args);
    }
    return planned;
}

/// "seq=101" in "A>B A seq=101 ack=-1048475 len=0 (…)".
std::optional<std::int64_t> numberAfter(const std::string& text, std::string_view key)
{
    const std::size_t at = text.find(key);
    if (at == std::string::npos)
        return std::nullopt;
    std::int64_t number = 0;
    const char* begin = text.data() + at + key.size();
    if (std::from_chars(begin, text.data() + text.size(), number).ec != std::errc{})
        return std::nullopt;
    return number;
}

/// The packets that no host sent. What the script says of their numbers tells more than the packets, whose numbers
/// count from an ISN where there was one.
std::vector<Injection> injectionsOf(const KernelTrace& trace)
{
    std::vector<Injection> injections;
    std::vector<const KernelCall*> said;
    for (const KernelCall& call : trace.calls)
        if (call.call == "wire.inject")
            said.push_back(&call);
    for (std::size_t i = 0; i < trace.packets.size(); ++i) {
        const KernelPacket& packet = trace.packets[i];
        if (packet.fate != KernelFate::Injected)
            continue;
        const std::size_t number = injections.size();
        const std::string words = number < said.size() ? said[number]->args : std::string{};
        for (const Instant arrives : packet.arrivals)
            injections.push_back(
                {.of = i,
                 .arrives = arrives,
                 .seq =
                     numberAfter(words, "seq=").value_or(packet.seq.value_or(packet.seqAbsolute.value_or(0))),
                 .ack = numberAfter(words, "ack=").value_or(packet.ack.value_or(0))});
    }
    return injections;
}

/// A client stands in ESTABLISHED while the server has nothing, not even a request: its SYN,ACK was a cookie.
bool hadCookies(const KernelTrace& trace)
{
    const auto cookies = trace.sysctls.find("tcp_syncookies");
    if (cookies != trace.sysctls.end() && cookies->second == "0")
        return false;
    constexpr Duration soon = milliseconds(500);
    const auto serverKnows = [&](const KernelState& client) {
        return std::ranges::any_of(trace.states, [&](const KernelState& state) {
            return state.side == Side::Server && state.remotePort == client.localPort &&
                   state.at <= client.at + soon;
        });
    };
    return std::ranges::any_of(trace.states, [&](const KernelState& state) {
        return state.side == Side::Client && state.to == "ESTABLISHED" && !serverKnows(state);
    });
}

/// How late the kernel's program noticed that its call could return, if it was very late: what had arrived before that
/// may have been acknowledged by then.
Duration wakingLag(const KernelTrace& trace, const KernelCall& call)
{
    constexpr Duration usual = milliseconds(4);
    constexpr Duration most = milliseconds(40); // else it was something else that let it return
    Instant arrived = call.at;
    for (const KernelPacket& packet : trace.packets)
        for (const Instant at : packet.arrivals)
            if (packet.from != call.side && at <= call.end)
                arrived = std::max(arrived, at);
    if (call.end.isNever() || arrived <= call.at)
        return {};
    const Duration lag = call.end - arrived;
    return lag >= usual && lag <= most ? lag : Duration{};
}

} // namespace

tl::expected<ReplayPlan, std::string> planOf(const KernelTrace& trace)
{
    if (hadCookies(trace))
        return Refused("SYN cookies");
    ReplayPlan plan;
    Scenario scenario;
    scenario.name = trace.name;
    if (const auto set = setHosts(trace, scenario.hosts); !set)
        return Refused(set.error());
    for (LinkSettings& link : scenario.links) {
        link.delay = trace.delay;
        link.mtu = trace.mtu;
    }
    plan.scenario = std::make_shared<const Scenario>(std::move(scenario));

    std::array<Instant, 2> free{};
    for (std::size_t i = 0; i < trace.calls.size(); ++i) {
        const KernelCall& call = trace.calls[i];
        if (call.call == "wire.inject" || call.result == "EAGAIN") // the second waited for nothing
            continue;
        if (call.call == "wire.cut") {
            for (const Side side : {Side::Client, Side::Server})
                if (call.args.find(side == Side::Client ? "A>B" : "B>A") != std::string::npos)
                    plan.cuts.push_back({side, call.at});
            continue;
        }
        auto planned = planCall(trace, i);
        if (!planned)
            return Refused(planned.error());
        planned->lag = wakingLag(trace, call);
        Instant& before = free[indexOf(call.side)];
        planned->follows = before != Instant{} && !before.isNever() && call.at - before <= atOnce;
        before = planned->waits ? call.end : call.at;
        plan.calls[indexOf(call.side)].push_back(*planned);
    }
    plan.injections = injectionsOf(trace);
    plan.rooms = roomsOf(trace);
    return plan;
}

} // namespace tcplab
