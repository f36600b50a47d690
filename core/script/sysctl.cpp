#include "core/script/sysctl.h"

#include "core/base/quantity.h"
#include "core/tcp/knobs.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tcplab::script {
namespace {

std::optional<std::int64_t> numberIn(std::string_view value)
{
    const auto number = readCount(trimmed(value), 0, 1'000'000'000'000);
    return number ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

/// The middle one of "4096 131072 6291456"; a single number is itself.
std::optional<std::int64_t> middleOf(std::string_view value)
{
    value = trimmed(value);
    const std::size_t first = value.find_first_of(" \t");
    if (first == std::string_view::npos)
        return numberIn(value);
    value = trimmed(value.substr(first));
    return numberIn(value.substr(0, value.find_first_of(" \t")));
}
std::optional<std::int64_t> lastOf(std::string_view value)
{
    value = trimmed(value);
    const std::size_t blank = value.find_last_of(" \t");
    return numberIn(blank == std::string_view::npos ? value : value.substr(blank));
}

/// The shift count that makes the largest window fit into 16 bits (tcp_select_initial_window).
std::uint32_t shiftFor(std::int64_t space)
{
    std::uint32_t shift = 0;
    while (space > 65535 && shift < 14) {
        space >>= 1;
        ++shift;
    }
    return shift;
}

using Value = std::string_view;
template <bool Profile::* member> bool truth(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number)
        profile.*member = *number != 0;
    return number.has_value();
}
template <Duration Profile::* member, std::int64_t unit> bool time(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (!number || *number > longestDuration.ns / unit)
        return false;
    profile.*member = Duration{*number * unit};
    return true;
}
template <std::uint32_t Profile::* member, std::int64_t least = 0>
bool count(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (!number || *number < least || *number > 1'000'000)
        return false;
    profile.*member = static_cast<std::uint32_t>(*number);
    return true;
}
/// Sets nothing: it changes nothing that the wire shows here.
bool ignored(Profile&, Value) { return true; }
/// Right only if it is off.
bool offOnly(Profile&, Value value) { return numberIn(value) == 0; }

constexpr std::int64_t aSecond = 1'000'000'000;
constexpr std::int64_t aMillisecond = 1'000'000;
constexpr std::int64_t aMicrosecond = 1'000;

bool windowScaling(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number == 0)
        profile.windowScale = noWindowScale;
    return number.has_value();
}
bool ecn(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (!number || *number > 2)
        return false;
    // 1: asks and grants; 2: grants to whoever asks.
    profile.ecn = *number == 1;
    profile.ecnWhenAsked = *number == 2;
    return true;
}
bool earlyRetransmit(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number)
        profile.tailLossProbe = *number >= 3;
    return number.has_value();
}
bool recovery(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number)
        profile.rack = (*number & 1) != 0;
    return number.has_value();
}
bool frto(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number)
        profile.fRto = *number != 0;
    return number.has_value();
}
bool sendMemory(Profile& profile, Value value)
{
    const auto number = middleOf(value);
    if (number)
        profile.sendBuffer = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*number, 4096, 1 << 30));
    return number.has_value();
}
bool receiveMemory(Profile& profile, Value value)
{
    const auto number = lastOf(value);
    if (number && profile.windowScale != noWindowScale)
        profile.windowScale = shiftFor(*number);
    return number.has_value();
}
bool invalidRateLimit(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (!number)
        return false;
    profile.challengeAckLimit = *number == 0 ? 0 : 1;
    if (*number != 0)
        profile.challengeAckInterval = Duration{*number * aMillisecond};
    return true;
}
bool reordering(Profile&, Value value) { return numberIn(value) == 3; }
bool fallback(Profile&, Value) { return true; }

// FreeBSD
bool rfc1323(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number == 0) {
        profile.windowScale = noWindowScale;
        profile.timestamps = false;
    } else if (number) {
        profile.timestamps = *number == 1 || *number == 3;
        if (*number == 3)
            profile.windowScale = noWindowScale;
    }
    return number.has_value();
}
bool receiveSpace(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number)
        profile.receiveBuffer = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*number, 1, 1 << 30));
    return number.has_value();
}
bool sendSpace(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number)
        profile.sendBuffer = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*number, 1, 1 << 30));
    return number.has_value();
}
bool delayedAck(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number == 0)
        profile.delayedAck = Duration{};
    return number.has_value();
}
bool maximumLifetime(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number) {
        profile.timeWait = milliseconds(*number * 2);
        profile.timeWaitZero = *number == 0;
    }
    return number.has_value();
}
bool insecure(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number && *number != 0) // RFC 793's rules for RST and SYN
        profile.challengeAck = false;
    return number.has_value();
}
bool abc(Profile& profile, Value value)
{
    const auto number = numberIn(value);
    if (number)
        profile.abcLimit = *number == 0 ? 0 : 2;
    return number.has_value();
}

struct Row {
    std::string_view name;
    bool (*set)(Profile&, Value);
};
constexpr std::array rows{
    // Linux
    Row{"net.ipv4.tcp_timestamps", truth<&Profile::timestamps>},
    Row{"net.ipv4.tcp_sack", truth<&Profile::sack>},
    Row{"net.ipv4.tcp_dsack", truth<&Profile::dsack>},
    Row{"net.ipv4.tcp_window_scaling", windowScaling},
    Row{"net.ipv4.tcp_ecn", ecn},
    Row{"net.ipv4.tcp_ecn_fallback", fallback},
    Row{"net.ipv4.tcp_congestion_control", setCongestionControl},
    Row{"net.ipv4.tcp_allowed_congestion_control", ignored},
    Row{"net.ipv4.tcp_available_congestion_control", ignored},
    Row{"net.ipv4.tcp_slow_start_after_idle", truth<&Profile::restartAfterIdle>},
    Row{"net.ipv4.tcp_syn_retries", count<&Profile::synRetries>},
    Row{"net.ipv4.tcp_syn_linear_timeouts", count<&Profile::synLinearTimeouts>},
    Row{"net.ipv4.tcp_synack_retries", count<&Profile::synAckRetries>},
    Row{"net.ipv4.tcp_retries1", ignored},
    Row{"net.ipv4.tcp_retries2", count<&Profile::retries>},
    Row{"net.ipv4.tcp_orphan_retries", ignored},
    Row{"net.ipv4.tcp_fin_timeout", time<&Profile::finWait2Timeout, aSecond>},
    Row{"net.ipv4.tcp_early_retrans", earlyRetransmit},
    Row{"net.ipv4.tcp_recovery", recovery},
    Row{"net.ipv4.tcp_frto", frto},
    Row{"net.ipv4.tcp_rfc1337", truth<&Profile::timeWaitIgnoresReset>},
    Row{"net.ipv4.tcp_tw_reuse", ignored},
    Row{"net.ipv4.tcp_tw_reuse_delay", ignored},
    Row{"net.ipv4.tcp_abort_on_overflow", truth<&Profile::abortOnOverflow>},
    Row{"net.ipv4.tcp_keepalive_time", time<&Profile::keepAliveIdle, aSecond>},
    Row{"net.ipv4.tcp_keepalive_intvl", time<&Profile::keepAliveInterval, aSecond>},
    Row{"net.ipv4.tcp_keepalive_probes", count<&Profile::keepAliveProbes>},
    Row{"net.ipv4.tcp_invalid_ratelimit", invalidRateLimit},
    Row{"net.ipv4.tcp_challenge_ack_limit", ignored},
    Row{"net.ipv4.tcp_rmem", receiveMemory},
    Row{"net.ipv4.tcp_wmem", sendMemory},
    Row{"net.ipv4.tcp_mem", ignored},
    Row{"net.ipv4.tcp_reordering", reordering},
    Row{"net.ipv4.tcp_max_reordering", ignored},
    Row{"net.ipv4.tcp_max_syn_backlog", count<&Profile::synQueue>},
    Row{"net.ipv4.tcp_rto_min_us", time<&Profile::minRto, aMicrosecond>},
    Row{"net.ipv4.tcp_rto_max_ms", time<&Profile::maxRto, aMillisecond>},
    Row{"net.ipv4.tcp_mtu_probing", offOnly},
    Row{"net.ipv4.tcp_shrink_window", offOnly},
    Row{"net.ipv4.tcp_workaround_signed_windows", offOnly},
    Row{"net.ipv4.tcp_syncookies", ignored},
    Row{"net.ipv4.tcp_fastopen", ignored},
    Row{"net.ipv4.tcp_fastopen_key", ignored},
    Row{"net.ipv4.tcp_fastopen_blackhole_timeout_sec", ignored},
    Row{"net.ipv4.tcp_migrate_req", ignored},
    Row{"net.ipv4.tcp_min_tso_segs", ignored},
    Row{"net.ipv4.tcp_tso_rtt_log", ignored},
    Row{"net.ipv4.tcp_tso_win_divisor", ignored},
    Row{"net.ipv4.tcp_limit_output_bytes", ignored},
    Row{"net.ipv4.tcp_no_metrics_save", ignored},
    Row{"net.ipv4.tcp_no_ssthresh_metrics_save", ignored},
    Row{"net.ipv4.tcp_notsent_lowat", ignored},
    Row{"net.ipv4.tcp_autocorking", ignored},
    Row{"net.ipv4.tcp_pacing_ca_ratio", ignored},
    Row{"net.ipv4.tcp_pacing_ss_ratio", ignored},
    Row{"net.ipv4.tcp_moderate_rcvbuf", ignored},
    Row{"net.ipv4.tcp_min_rtt_wlen", ignored},
    Row{"net.ipv4.tcp_comp_sack_nr", ignored},
    Row{"net.ipv4.tcp_comp_sack_delay_ns", ignored},
    Row{"net.ipv4.tcp_comp_sack_slack_ns", ignored},
    Row{"net.ipv4.tcp_adv_win_scale", ignored},
    Row{"net.ipv4.tcp_app_win", ignored},
    Row{"net.ipv4.tcp_backlog_ack_defer", ignored},
    Row{"net.ipv4.tcp_fwmark_accept", ignored},
    Row{"net.ipv4.tcp_stdurg", offOnly},
    Row{"net.ipv4.tcp_max_orphans", ignored},
    Row{"net.ipv4.tcp_max_tw_buckets", ignored},
    Row{"net.ipv4.tcp_min_snd_mss", ignored},
    Row{"net.ipv4.tcp_base_mss", ignored},
    Row{"net.ipv4.tcp_plb_enabled", ignored},
    Row{"net.ipv4.tcp_reflect_tos", ignored},
    Row{"net.ipv4.tcp_pingpong_thresh", ignored},
    Row{"net.ipv4.tcp_retrans_collapse", ignored},
    Row{"net.ipv4.tcp_thin_linear_timeouts", offOnly},
    Row{"net.ipv4.tcp_abc", ignored},
    Row{"net.ipv4.ip_no_pmtu_disc", ignored},
    Row{"net.ipv4.ip_local_port_range", ignored},
    Row{"net.ipv4.ip_nonlocal_bind", ignored},
    Row{"net.core.somaxconn", ignored},
    Row{"net.core.rmem_default", ignored},
    Row{"net.core.rmem_max", ignored},
    Row{"net.core.wmem_default", ignored},
    Row{"net.core.wmem_max", ignored},
    Row{"net.core.default_qdisc", ignored},
    Row{"net.core.netdev_max_backlog", ignored},
    Row{"net.core.optmem_max", ignored},
    // FreeBSD
    Row{"net.inet.tcp.sack.enable", truth<&Profile::sack>},
    Row{"net.inet.tcp.rfc1323", rfc1323},
    Row{"net.inet.tcp.rfc3042", truth<&Profile::limitedTransmit>},
    Row{"net.inet.tcp.rfc3390", ignored},
    Row{"net.inet.tcp.rfc3465", abc},
    Row{"net.inet.tcp.rfc6675_pipe", ignored},
    Row{"net.inet.tcp.initcwnd_segments", count<&Profile::initialWindow, 1>},
    Row{"net.inet.tcp.mssdflt", ignored},
    Row{"net.inet.tcp.v6mssdflt", ignored},
    Row{"net.inet.tcp.minmss", ignored},
    Row{"net.inet.tcp.delayed_ack", delayedAck},
    Row{"net.inet.tcp.delacktime", time<&Profile::delayedAck, aMillisecond>},
    Row{"net.inet.tcp.recvspace", receiveSpace},
    Row{"net.inet.tcp.sendspace", sendSpace},
    Row{"net.inet.tcp.recvbuf_auto", ignored},
    Row{"net.inet.tcp.sendbuf_auto", ignored},
    Row{"net.inet.tcp.recvbuf_max", ignored},
    Row{"net.inet.tcp.sendbuf_max", ignored},
    Row{"net.inet.tcp.recvbuf_inc", ignored},
    Row{"net.inet.tcp.sendbuf_inc", ignored},
    Row{"net.inet.tcp.syncookies", ignored},
    Row{"net.inet.tcp.syncookies_only", offOnly},
    Row{"net.inet.tcp.blackhole", offOnly},
    Row{"net.inet.tcp.drop_synfin", offOnly},
    Row{"net.inet.tcp.insecure_rst", insecure},
    Row{"net.inet.tcp.insecure_syn", insecure},
    Row{"net.inet.tcp.insecure_ack", ignored},
    Row{"net.inet.tcp.ecn.enable", ecn},
    Row{"net.inet.tcp.ecn.maxretries", ignored},
    Row{"net.inet.tcp.keepidle", time<&Profile::keepAliveIdle, aMillisecond>},
    Row{"net.inet.tcp.keepintvl", time<&Profile::keepAliveInterval, aMillisecond>},
    Row{"net.inet.tcp.keepcnt", count<&Profile::keepAliveProbes>},
    Row{"net.inet.tcp.keepinit", time<&Profile::synTimeout, aMillisecond>},
    Row{"net.inet.tcp.always_keepalive", truth<&Profile::keepAlive>},
    Row{"net.inet.tcp.rexmit_initial", time<&Profile::initialRto, aMillisecond>},
    Row{"net.inet.tcp.rexmit_min", time<&Profile::minRto, aMillisecond>},
    Row{"net.inet.tcp.rexmit_slop", ignored},
    Row{"net.inet.tcp.rexmit_drop_options", ignored},
    Row{"net.inet.tcp.msl", maximumLifetime},
    Row{"net.inet.tcp.finwait2_timeout", time<&Profile::finWait2Timeout, aMillisecond>},
    Row{"net.inet.tcp.fast_finwait2_recycle", ignored},
    Row{"net.inet.tcp.nolocaltimewait", ignored},
    Row{"net.inet.tcp.cc.algorithm", setCongestionControl},
    Row{"net.inet.tcp.tso", ignored},
    Row{"net.inet.tcp.path_mtu_discovery", ignored},
    Row{"net.inet.tcp.hostcache.enable", ignored},
    Row{"net.inet.tcp.hostcache.purgenow", ignored},
    Row{"net.inet.tcp.hostcache.purge", ignored},
    Row{"net.inet.tcp.per_cpu_timers", ignored},
    Row{"net.inet.tcp.log_in_vain", ignored},
    Row{"net.inet.tcp.log_debug", ignored},
    Row{"net.inet.tcp.icmp_may_rst", ignored},
    Row{"net.inet.tcp.tolerate_missing_ts", ignored},
    Row{"net.inet.tcp.ts_offset_per_conn", ignored},
    Row{"net.inet.tcp.fastopen.client_enable", ignored},
    Row{"net.inet.tcp.fastopen.server_enable", ignored},
    Row{"net.inet.tcp.ack_war_cnt", ignored},
    Row{"net.inet.tcp.ack_war_timewindow", ignored},
    Row{"net.inet.tcp.challenge_ack_limit", ignored},
    Row{"net.inet.tcp.syncache.rexmtlimit", count<&Profile::synAckRetries>},
    Row{"net.inet.tcp.syncache.rst_on_sock_fail", ignored},
    Row{"net.inet.tcp.syncache.see_other", ignored},
    Row{"net.inet.tcp.functions_default", ignored},
    Row{"net.inet.tcp.functions_inherit_listen_socket_stack", ignored},
    Row{"net.inet.tcp.do_prr", truth<&Profile::proportionalReduction>},
    Row{"net.inet.tcp.do_lrd", ignored},
    Row{"net.inet.tcp.newcwv", offOnly},
    Row{"net.inet.tcp.nolocaltimewait", ignored},
    Row{"net.inet.tcp.reass.maxqueuelen", ignored},
    Row{"net.inet.tcp.require_unique_port", ignored},
    Row{"net.inet.tcp.bind_all_fibs", ignored},
    Row{"net.inet.tcp.udp_tunneling_port", offOnly},
    Row{"net.inet.ip.ttl", ignored},
    Row{"net.inet.ip.portrange.first", ignored},
    Row{"net.inet.ip.portrange.last", ignored},
    Row{"net.inet.icmp.icmplim", ignored},
    Row{"kern.ipc.maxsockbuf", ignored},
    Row{"kern.ipc.soacceptqueue", ignored},
    Row{"kern.ipc.somaxconn", ignored},
    Row{"kern.timecounter.alloweddeviation", ignored},
};

} // namespace

bool setKnob(Profile& profile, std::string_view name, std::string_view value)
{
    const Knob* knob = findKnob(name);
    return knob != nullptr && knob->read(profile, value).has_value();
}

bool setCongestionControl(Profile& profile, std::string_view name)
{
    name = trimmed(name);
    if (name.starts_with("cc_"))
        name.remove_prefix(3);
    // What Linux calls reno recovers as RFC 6582 says.
    if (name == "reno" || name == "newreno")
        profile.congestionControl = CongestionAlgorithm::NewReno;
    else if (name == "cubic")
        profile.congestionControl = CongestionAlgorithm::Cubic;
    else
        return false;
    return true;
}

bool setSysctl(std::string_view name, std::string_view value, Profile& profile)
{
    const auto found = std::ranges::find(rows, name, &Row::name);
    return found != rows.end() && found->set(profile, value);
}

void setDefaults(Profile& profile)
{
    for (const auto& [name, value] :
         {std::pair<const char*, const char*>{"net.ipv4.tcp_rmem", "4096 540000 15728640"},
          {"net.ipv4.tcp_wmem", "4096 262144 4194304"},
          {"net.ipv4.tcp_slow_start_after_idle", "0"},
          {"net.ipv4.tcp_ecn", "0"},
          {"net.ipv4.tcp_invalid_ratelimit", "500"}})
        static_cast<void>(setSysctl(name, value, profile));
}

} // namespace tcplab::script
