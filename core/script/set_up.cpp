#include "core/script/set_up.h"

#include "core/base/quantity.h"
#include "core/script/command.h"
#include "core/script/sysctl.h"

#include <algorithm>
#include <array>

namespace tcplab::script {
namespace {

/// Calls that packetdrill knows and this program does not, by the name of what they are for.
struct ForeignCall {
    std::string_view prefix;
    const char* what;
};
constexpr std::array foreignCalls{
    ForeignCall{"epoll_", "epoll"},      ForeignCall{"splice", "splice"},
    ForeignCall{"sendfile", "sendfile"}, ForeignCall{"pipe", "pipe"},
    ForeignCall{"open", "files"},        ForeignCall{"sctp_", "SCTP"},
    ForeignCall{"io_uring", "io_uring"}, ForeignCall{"kqueue", "kqueue"},
    ForeignCall{"select", "select"},     ForeignCall{"cap_set", "capabilities"}};
constexpr std::array knownCalls{"socket",     "bind",       "listen",   "accept",  "accept4", "connect",
                                "read",       "recv",       "recvfrom", "readv",   "recvmsg", "write",
                                "send",       "sendto",     "writev",   "sendmsg", "close",   "shutdown",
                                "setsockopt", "getsockopt", "fcntl",    "poll",    "ioctl"};
constexpr std::pair<const char*, const char*> foreignOptions[] = {
    {"TCP_FASTOPEN", "TCP Fast Open"},
    {"TCP_FASTOPEN_CONNECT", "TCP Fast Open"},
    {"TCP_FASTOPEN_NO_COOKIE", "TCP Fast Open"},
    {"TCP_FASTOPEN_KEY", "TCP Fast Open"},
    {"TCP_MD5SIG", "MD5 signatures"},
    {"TCP_MD5SIG_EXT", "MD5 signatures"},
    {"TCP_AO_ADD_KEY", "TCP-AO"},
    {"TCP_REPAIR", "TCP_REPAIR"},
    {"TCP_ULP", "TCP_ULP"},
    {"TCP_INQ", "cmsg"},
    {"TCP_CM_INQ", "cmsg"},
    {"TCP_ZEROCOPY_RECEIVE", "TCP_ZEROCOPY_RECEIVE"},
    {"TCP_TX_DELAY", "TCP_TX_DELAY"},
    {"TCP_DEFER_ACCEPT", "TCP_DEFER_ACCEPT"},
    {"TCP_WINDOW_CLAMP", "TCP_WINDOW_CLAMP"},
    {"TCP_THIN_LINEAR_TIMEOUTS", "TCP_THIN_LINEAR_TIMEOUTS"},
    {"TCP_SAVE_SYN", "TCP_SAVE_SYN"},
    {"TCP_SAVED_SYN", "TCP_SAVE_SYN"},
    {"TCP_FUNCTION_BLK", "TCP_FUNCTION_BLK"},
    {"TCP_LOG", "TCP_LOG"},
    {"TCP_REMOTE_UDP_ENCAPS_PORT", "TCP in UDP"},
    {"TCP_NOOPT", "TCP_NOOPT"},
    {"TCP_INFO", "getsockopt TCP_INFO"},
    {"TCP_CC_INFO", "getsockopt TCP_CC_INFO"},
    {"SO_TIMESTAMPING", "cmsg"},
    {"SO_TIMESTAMPING_NEW", "cmsg"},
    {"SO_TIMESTAMP", "cmsg"},
    {"SO_RCVLOWAT", "SO_RCVLOWAT"},
    {"SO_RCVTIMEO", "SO_RCVTIMEO"},
    {"SO_SNDTIMEO", "SO_SNDTIMEO"},
    {"SO_SPLICE", "splice"},
    {"SO_MAX_PACING_RATE", "SO_MAX_PACING_RATE"},
    {"SO_OOBINLINE", "SO_OOBINLINE"},
    {"SO_PEEK_OFF", "SO_PEEK_OFF"}};

const Expression* argument(const CallEvent& call, std::size_t i)
{
    return i < call.arguments.size() ? &call.arguments[i] : nullptr;
}

bool mentions(const Expression& expression, std::string_view word)
{
    return expression.text == word || std::ranges::any_of(expression.items, [&](const Expression& item) {
               return mentions(item, word);
           });
}

class Preparing {
public:
    Preparing(const Script& script, SetUp& setUp, Profile& profile)
        : m_script(script), m_setUp(setUp), m_profile(profile)
    {}

    void options()
    {
        for (const Option& option : m_script.options)
            take(option);
        // An IPv6 header is 20 octets longer than IPv4's.
        if (m_ipv6)
            m_profile.mss = std::min(m_profile.mss, m_setUp.scenario.links[0].mtu - 60);
    }
    void commands()
    {
        if (m_script.init)
            command(m_script.init->command, m_script.initLine);
        for (const Event& event : m_script.events) {
            m_line = event.line;
            if (const auto* line = std::get_if<CommandEvent>(&event.what))
                command(line->command, event.line);
            else if (const auto* call = std::get_if<CallEvent>(&event.what))
                lookAt(*call);
            else if (const auto* packet = std::get_if<PacketEvent>(&event.what))
                lookAt(*packet);
        }
    }

private:
    void missing(std::string what) { m_setUp.missing.push_back({std::move(what), m_line}); }

    void take(const Option& option)
    {
        const auto number = readCount(option.value, 0, 1'000'000'000);
        m_line = option.line;
        if (option.name == "tolerance_usecs" && number) {
            m_setUp.tolerance.least = microseconds(static_cast<std::int64_t>(*number));
        } else if (option.name == "tolerance_percent") {
            const auto percent = readCount(option.value.substr(0, option.value.find('.')), 0, 1000);
            if (percent)
                m_setUp.tolerance.ppm = static_cast<std::int64_t>(*percent) * 10'000;
        } else if (option.name == "mtu" && number) {
            for (LinkSettings& link : m_setUp.scenario.links)
                link.mtu = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(*number, smallestMtu, 65535));
        } else if (option.name == "tcp_ts_tick_usecs") {
            m_setUp.comparesTimestamps = number && *number != 0;
            if (number && *number != 0 && *number != 1000)
                missing("timestamps in ticks of " + option.value + " us");
        } else if (option.name == "tcp_md5_secret") {
            missing("MD5 signatures");
        } else if (option.name == "udp_encapsulation") {
            missing("TCP in UDP");
        } else if (option.name == "wire_server" || option.name == "wire_client") {
            missing("--" + option.name);
        } else if (option.name == "ip_version" && option.value == "ipv6") {
            m_ipv6 = true;
        }
    }

    void command(const std::string& text, int line)
    {
        m_line = line;
        for (std::string& what : understand(text, m_profile).missing)
            missing(std::move(what));
    }

    void lookAt(const PacketEvent& packet)
    {
        const auto* tcp = std::get_if<TcpLine>(&packet.what);
        if (packet.marks.ect01 && packet.inbound)
            missing("[ect01] in a packet of the script's");
        if (tcp == nullptr && !std::holds_alternative<IcmpLine>(packet.what))
            return; // the parser has said so
    }

    void lookAt(const CallEvent& call)
    {
        const auto foreign = std::ranges::find_if(
            foreignCalls, [&](const ForeignCall& it) { return call.name.starts_with(it.prefix); });
        if (foreign != foreignCalls.end())
            return missing(foreign->what);
        if (std::ranges::find(knownCalls, call.name) == knownCalls.end())
            return missing("the call " + call.name);
        if (call.name == "listen")
            m_setUp.under = Side::Server;
        for (const Expression& it : call.arguments) {
            if (mentions(it, "SOCK_DGRAM") || mentions(it, "IPPROTO_UDP"))
                return missing("UDP");
            if (mentions(it, "IPPROTO_SCTP") || mentions(it, "SOCK_SEQPACKET"))
                return missing("SCTP");
            if (mentions(it, "IPPROTO_MPTCP"))
                return missing("MPTCP");
            if (mentions(it, "MSG_FASTOPEN"))
                return missing("TCP Fast Open");
            if (mentions(it, "MSG_ERRQUEUE") || mentions(it, "msg_control") || mentions(it, "cmsg_level"))
                return missing("cmsg");
            if (mentions(it, "MSG_OOB") && call.name.starts_with("re"))
                return missing("MSG_OOB in " + call.name);
        }
        if (call.name == "setsockopt" || call.name == "getsockopt")
            option(call);
    }

    void option(const CallEvent& call)
    {
        const Expression* name = argument(call, 2);
        if (name == nullptr)
            return;
        // The standard stack of FreeBSD is what is simulated.
        const bool standardStack =
            name->isWord("TCP_FUNCTION_BLK") &&
            std::ranges::any_of(call.arguments, [](const Expression& it) { return mentions(it, "freebsd"); });
        for (const auto& [word, what] : foreignOptions)
            if (name->isWord(word) && !standardStack)
                return missing(what);
        const Expression* value = argument(call, 3);
        if (call.name != "setsockopt" || value == nullptr)
            return;
        const std::int64_t number = value->kind == Expression::Kind::List && !value->items.empty()
                                        ? value->items[0].number
                                        : value->number;
        const std::string text = std::to_string(number);
        // What this host's sockets have no place for is set for the host: there is one of them.
        const auto set = [&](const char* knob, const std::string& to) {
            if (!setKnob(m_profile, knob, to))
                missing(name->text + " " + text);
        };
        if (name->isWord("TCP_CONGESTION")) {
            if (!setCongestionControl(m_profile, value->text))
                missing("congestion control " + value->text);
        } else if (name->isWord("TCP_KEEPIDLE")) {
            set("keep_alive_idle", text + " s");
        } else if (name->isWord("TCP_KEEPINTVL")) {
            set("keep_alive_interval", text + " s");
        } else if (name->isWord("TCP_KEEPCNT")) {
            set("keep_alive_probes", text);
        } else if (name->isWord("TCP_SYNCNT")) {
            set("syn_retries", text);
        } else if (name->isWord("TCP_LINGER2")) {
            set("fin_wait_2_timeout", text + " s");
        }
    }

    const Script& m_script;
    SetUp& m_setUp;
    Profile& m_profile;
    int m_line = 0;
    bool m_ipv6 = false;
};

std::string nameOfFile(const std::string& file)
{
    std::string name = file.substr(file.find_last_of('/') + 1);
    if (name.ends_with(".pkt"))
        name.resize(name.size() - 4);
    return name.empty() ? "script" : name;
}

} // namespace

bool hasWord(const Expression& expression, std::string_view word)
{
    if (expression.kind == Expression::Kind::Or)
        return std::ranges::any_of(expression.items,
                                   [&](const Expression& item) { return item.isWord(word); });
    return expression.isWord(word);
}

ProfileName profileFor(const Script& script, const PlaySettings& settings)
{
    if (settings.profile)
        return *settings.profile;
    if (script.profile)
        return *script.profile;
    if (script.dialect == Dialect::Google)
        return ProfileName::Linux;
    for (const ProfileName name : profileNames)
        if (std::string_view(nameOf(name)) == "freebsd")
            return name;
    return ProfileName::Rfc9293;
}

SetUp setUp(const Script& script, const PlaySettings& settings)
{
    SetUp result;
    result.under = Side::Client;
    result.missing = script.missing;
    Scenario& scenario = result.scenario;
    scenario.name = nameOfFile(script.file);
    scenario.title = {.en = scenario.name + ".pkt", .zh = scenario.name + ".pkt"};
    scenario.summary = {.en = "A packetdrill script: it plays the other host and the application.",
                        .zh = "packetdrill 脚本：由脚本扮演另一台主机和应用程序。"};
    for (LinkSettings& link : scenario.links)
        link.delay = Duration{};
    Profile profile = profileNamed(profileFor(script, settings));
    Preparing preparing(script, result, profile);
    preparing.options();
    preparing.commands();
    scenario.hosts[0].address = "10.0.0.1";
    scenario.hosts[1].address = "10.0.0.2";
    HostSettings& under = scenario.hosts[indexOf(result.under)];
    under.profile = profile;
    scenario.hosts[indexOf(peerOf(result.under))].scripted = true;
    std::ranges::stable_sort(result.missing, {}, &Missing::line);
    return result;
}

} // namespace tcplab::script
