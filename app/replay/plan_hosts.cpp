#include "app/replay/plan_hosts.h"

#include "core/base/quantity.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace tcplab {
namespace {

/// A sysctl and the knob that stands for it.
struct SysctlRow {
    std::string_view name;
    void (*set)(Profile& profile, std::int64_t value); ///< null: it moves nothing that a replay compares
};

Duration secondsOf(std::int64_t value)
{
    return seconds(std::clamp<std::int64_t>(value, 0, longestDuration.ns / 1'000'000'000));
}
std::uint32_t countOf(std::int64_t value)
{
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, 0xffff'ffff));
}

constexpr SysctlRow sysctls[]{
    {"tcp_sack", [](Profile& p, std::int64_t v) { p.sack = v != 0; }},
    {"tcp_dsack", [](Profile& p, std::int64_t v) { p.dsack = v != 0; }},
    {"tcp_timestamps", [](Profile& p, std::int64_t v) { p.timestamps = v != 0; }},
    {"tcp_window_scaling",
     [](Profile& p, std::int64_t v) { p.windowScale = v != 0 ? linuxProfile().windowScale : noWindowScale; }},
    {"tcp_ecn",
     [](Profile& p, std::int64_t v) {
         p.ecn = v == 1;
         p.ecnWhenAsked = v != 0;
     }},
    {"tcp_frto", [](Profile& p, std::int64_t v) { p.fRto = v != 0; }},
    {"tcp_recovery", [](Profile& p, std::int64_t v) { p.rack = (v & 1) != 0; }},
    {"tcp_early_retrans", [](Profile& p, std::int64_t v) { p.tailLossProbe = v >= 3; }},
    {"tcp_slow_start_after_idle", [](Profile& p, std::int64_t v) { p.restartAfterIdle = v != 0; }},
    {"tcp_retries1", [](Profile& p, std::int64_t v) { p.r1 = countOf(v); }},
    {"tcp_retries2", [](Profile& p, std::int64_t v) { p.retries = countOf(v); }},
    {"tcp_syn_retries", [](Profile& p, std::int64_t v) { p.synRetries = countOf(v) + p.synLinearTimeouts; }},
    {"tcp_synack_retries", [](Profile& p, std::int64_t v) { p.synAckRetries = countOf(v); }},
    {"tcp_fin_timeout", [](Profile& p, std::int64_t v) { p.finWait2Timeout = secondsOf(v); }},
    {"tcp_abort_on_overflow", [](Profile& p, std::int64_t v) { p.abortOnOverflow = v != 0; }},
    {"tcp_max_syn_backlog", [](Profile& p, std::int64_t v) { p.synQueue = countOf(v); }},
    {"tcp_rfc1337", [](Profile& p, std::int64_t v) { p.timeWaitIgnoresReset = v != 0; }},
    {"tcp_keepalive_time", [](Profile& p, std::int64_t v) { p.keepAliveIdle = secondsOf(v); }},
    {"tcp_keepalive_intvl", [](Profile& p, std::int64_t v) { p.keepAliveInterval = secondsOf(v); }},
    {"tcp_keepalive_probes", [](Profile& p, std::int64_t v) { p.keepAliveProbes = countOf(v); }},
    {"tcp_no_metrics_save", nullptr},
    {"tcp_autocorking", nullptr},
    {"tcp_rmem", nullptr}, // how the buffers behaved is read off the packets
    {"tcp_wmem", nullptr},
    {"tcp_moderate_rcvbuf", nullptr},
    {"tcp_syncookies", nullptr}, // refused where they were needed (plan.cpp)
    {"ip_local_port_range", nullptr},
    {"tcp_limit_output_bytes", nullptr},
};

/// The first number of "4096 131072 6291456".
std::optional<std::int64_t> numberIn(std::string_view text)
{
    constexpr std::int64_t most = 1'000'000'000'000; // far beyond any sysctl or result, and sums stay numbers
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number > most || number < -most)
        return std::nullopt;
    return number;
}

tl::expected<void, std::string> setCongestionControl(const std::string& name, Profile& profile)
{
    if (name == "reno") // Linux has NewReno under this name where SACK is off; with it RFC 6675's rules
        profile.congestionControl = CongestionAlgorithm::Reno;
    else if (name == "cubic")
        profile.congestionControl = CongestionAlgorithm::Cubic;
    else
        return tl::unexpected("tcp_congestion_control " + name);
    return {};
}

/// Octets that this side's application has taken, at least, by this instant; while a read goes on, all that has been
/// acknowledged may be gone already.
std::int64_t readBy(const KernelTrace& trace, Side side, Instant at, std::int64_t acknowledged)
{
    std::int64_t octets = 0;
    for (const KernelCall& call : trace.calls) {
        if (call.side != side || !call.call.starts_with("recv"))
            continue;
        const std::int64_t result = numberIn(call.result).value_or(0);
        if (call.end <= at)
            octets += result;
        else if (call.at <= at && result > 0)
            return std::max(octets, acknowledged);
    }
    return octets;
}

/// What was still unacknowledged when a send that had to wait returned: so much the kernel's buffer held.
std::uint32_t sendBufferOf(const KernelTrace& trace, Side side, std::uint32_t usual)
{
    constexpr Duration atOnce = milliseconds(3);
    std::int64_t written = 0;
    std::int64_t held = 0;
    for (const KernelCall& call : trace.calls) {
        if (call.side != side || !call.call.starts_with("send"))
            continue;
        written += numberIn(call.result).value_or(0);
        if (call.end.isNever() || call.end - call.at < atOnce)
            continue;
        std::int64_t acknowledged = 0;
        for (const KernelPacket& packet : trace.packets)
            if (packet.from != side && packet.ack && !packet.arrivals.empty() &&
                packet.arrivals.front() <= call.end)
                acknowledged = std::max(acknowledged, *packet.ack - 1);
        held = std::max(held, written - acknowledged);
    }
    return held > 0 ? countOf(held) : usual;
}

/// Options that a socket has in a kernel and a host has here.
void setFromOptions(const KernelTrace& trace, Side side, Profile& profile)
{
    for (const KernelCall& call : trace.calls) {
        if (call.side != side || call.call != "setsockopt" || call.result != "ok")
            continue;
        const std::size_t blank = call.args.find(' ');
        const std::string name = call.args.substr(0, blank);
        const auto value = blank == std::string::npos ? std::nullopt : numberIn(call.args.substr(blank + 1));
        if (!value)
            continue;
        if (name == "TCP_KEEPIDLE")
            profile.keepAliveIdle = secondsOf(*value);
        else if (name == "TCP_KEEPINTVL")
            profile.keepAliveInterval = secondsOf(*value);
        else if (name == "TCP_KEEPCNT")
            profile.keepAliveProbes = countOf(*value);
        else if (name == "TCP_USER_TIMEOUT")
            profile.userTimeout = milliseconds(std::max<std::int64_t>(*value, 0));
        else if (name == "TCP_SYNCNT")
            profile.synRetries = countOf(*value) + profile.synLinearTimeouts;
    }
}

} // namespace

tl::expected<void, std::string> setHosts(const KernelTrace& trace, std::array<HostSettings, 2>& hosts)
{
    Profile common = linuxProfile();
    for (const auto& [name, value] : trace.sysctls) {
        if (name == "tcp_congestion_control") {
            if (const auto set = setCongestionControl(value, common); !set)
                return set;
            continue;
        }
        const auto row = std::ranges::find(sysctls, name, &SysctlRow::name);
        const auto number = numberIn(value);
        if (row == std::end(sysctls) || !number)
            return tl::unexpected(name + " = " + value);
        if (row->set != nullptr)
            row->set(common, *number);
    }
    for (const Side side : {Side::Client, Side::Server}) {
        HostSettings& host = hosts[indexOf(side)];
        host.address = side == Side::Client ? "10.0.0.1" : "10.0.0.2";
        host.profile = common;
        setFromOptions(trace, side, host.profile);
        for (const Room& room : roomsOf(trace)) // the first one: that of its SYN
            if (room.side == side) {
                host.profile.receiveBuffer = room.octets;
                break;
            }
        host.profile.sendBuffer = sendBufferOf(trace, side, common.sendBuffer);
    }
    return {};
}

std::vector<Room> roomsOf(const KernelTrace& trace)
{
    using Ports = std::tuple<Side, std::uint16_t, std::uint16_t>;
    std::map<Ports, std::int64_t> most;
    std::map<Ports, std::uint8_t> scales;
    std::vector<Room> rooms;
    for (const KernelPacket& packet : trace.packets) {
        if (packet.ctl.rst || packet.fate == KernelFate::Injected)
            continue;
        const Ports ports{packet.from, packet.sourcePort, packet.destinationPort};
        if (packet.ctl.syn)
            scales[ports] = packet.scaled ? std::min<std::uint8_t>(packet.windowScale, 14) : std::uint8_t{0};
        const std::int64_t window = std::int64_t{packet.window} << (packet.ctl.syn ? 0 : scales[ports]);
        const std::int64_t acknowledged = std::max<std::int64_t>(packet.ack.value_or(1) - 1, 0);
        const std::int64_t room =
            acknowledged + window - readBy(trace, packet.from, packet.sentAt, acknowledged);
        if (room <= most[ports])
            continue;
        most[ports] = room;
        rooms.push_back({.side = packet.from,
                         .localPort = packet.sourcePort,
                         .remotePort = packet.destinationPort,
                         .at = packet.sentAt,
                         .octets = countOf(room)});
    }
    return rooms;
}

} // namespace tcplab
