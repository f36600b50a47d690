#include "tests/core/kernel/kernel_case.h"

#include "tests/support/packetdrill.h"

#include "core/segment/notation.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace tcplab {
namespace {

/// The kernel's other configuration: reno, tcp_sack, tcp_timestamps and tcp_window_scaling off.
Profile plainLinux()
{
    Profile profile = linuxProfile();
    profile.congestionControl = CongestionAlgorithm::Reno;
    profile.sack = profile.timestamps = false;
    profile.windowScale = noWindowScale;
    return profile;
}

Side sideNamed(const std::string& name) { return name == "client" ? Side::Client : Side::Server; }

/// Ports count from 1 in the order of their coming up.
class PortNumbers {
public:
    std::size_t operator()(const std::string& port)
    {
        return m_numbers.try_emplace(port, m_numbers.size() + 1).first->second;
    }

private:
    std::map<std::string, std::size_t> m_numbers;
};

/// "7002:40002" is the client's port of a connection; "7002:*" is a listener.
std::string clientPort(const std::string& ports, Side side)
{
    const auto colon = ports.find(':');
    return side == Side::Client ? ports.substr(0, colon) : ports.substr(colon + 1);
}

std::string kindOf(const Segment& segment)
{
    if (segment.ctl.syn)
        return segment.ctl.ack ? "SYN,ACK" : "SYN";
    if (segment.ctl.rst)
        return "RST";
    if (segment.ctl.fin)
        return "FIN";
    return segment.text.length > 0 ? "text" : "ACK";
}

/// Plays one case and writes down what its hosts do.
class Player {
public:
    explicit Player(const KernelCase& given) : m_case(given)
    {
        m_net.delay = given.delay;
        m_net.setProfile(plainLinux());
        if (given.prepare)
            given.prepare(m_net);
        m_net.isLost = [this](Side from, const Packet& packet) { return sent(from, packet.segment); };
        m_net.onEffect = [this](const Effect& effect) { happened(effect); };
    }

    KernelTrace play()
    {
        m_net.start(m_case.client, m_case.server);
        for (const Injected& injected : m_case.injected) {
            m_net.run(Instant{} + milliseconds(injected.ms));
            Segment segment = segmentFrom(injected.notation);
            const bool toServer = injected.to == Side::Server;
            segment.seq += toServer ? clientIss : serverIss;
            if (segment.ctl.ack)
                segment.ack += toServer ? serverIss : clientIss;
            segment.sourcePort = toServer ? 49152 : 80;
            segment.destinationPort = toServer ? 80 : 49152;
            m_net.inject(injected.to, segment);
        }
        m_net.run();
        return std::move(m_trace);
    }

private:
    static constexpr std::uint32_t clientIss = 1000; // TwoHosts' own
    static constexpr std::uint32_t serverIss = 5000;

    std::int64_t ms() const { return (m_net.now() - Instant{}).ns / 1'000'000; }
    KernelSide& side(Side who) { return m_trace.sides[indexOf(who)]; }

    /// The latest ISN of this end of the pair of ports; nothing if it has none.
    std::optional<SeqNum> issOf(Side who, std::uint16_t local, std::uint16_t remote) const
    {
        std::optional<SeqNum> iss;
        for (const OpenedConnection& opened : m_net.opened())
            if (opened.host == who && opened.name.localPort == local && opened.name.remotePort == remote)
                iss = opened.iss;
        return iss;
    }

    bool sent(Side from, const Segment& segment)
    {
        const std::string kind = kindOf(segment);
        const int n = ++m_counts[{from, kind}];
        if (kind != "ACK" || m_case.pureAcks)
            side(from).segments.push_back({ms(), textOf(from, segment)});
        return m_case.isLost && m_case.isLost(from, kind, n, m_net);
    }

    std::string textOf(Side from, const Segment& segment)
    {
        const std::uint16_t ofClient = from == Side::Client ? segment.sourcePort : segment.destinationPort;
        Flags ctl = segment.ctl;
        ctl.psh = false; // README of the traces: now and then inside a burst
        const auto iss = issOf(from, segment.sourcePort, segment.destinationPort);
        const auto irs = issOf(peerOf(from), segment.destinationPort, segment.sourcePort);
        std::string text =
            fmt::format("segment {} {} seq {} len {}", m_ports(std::to_string(ofClient)), flagsText(ctl),
                        iss ? std::to_string(distance(*iss, segment.seq)) : "?", segment.text.length);
        if (ctl.ack)
            text += fmt::format(" ack {}", irs ? std::to_string(distance(*irs, segment.ack)) : "?");
        return text;
    }

    void happened(const Effect& effect)
    {
        if (effect.kind == EffectKind::Return && effect.call != Call::Listen &&
            effect.call != Call::SetSockOpt && effect.call != Call::Crash && effect.call != Call::Boot &&
            effect.call != Call::Socket && !(effect.call == Call::Bind && effect.error == Errno::None)) {
            side(effect.host)
                .calls.push_back({ms(), fmt::format("call {} {}", nameOf(effect.call),
                                                    effect.error == Errno::None ? std::to_string(effect.value)
                                                                                : nameOf(effect.error))});
        } else if (effect.kind == EffectKind::State) {
            changed(effect);
        }
    }

    void changed(const Effect& effect)
    {
        const auto opened = std::ranges::find_if(m_net.opened(), [&](const OpenedConnection& o) {
            return o.host == effect.host && o.id == effect.conn;
        });
        ASSERT_NE(opened, m_net.opened().end());
        const bool listens = opened->name.remotePort == 0;
        const std::uint16_t ofClient =
            effect.host == Side::Client ? opened->name.localPort : opened->name.remotePort;
        const std::string port = listens ? "*" : std::to_string(m_ports(std::to_string(ofClient)));
        side(effect.host)
            .states.push_back(
                {ms(), fmt::format("state {} {} {}", port, nameOf(effect.from), nameOf(effect.to))});
    }

    const KernelCase& m_case;
    TwoHosts m_net;
    KernelTrace m_trace;
    PortNumbers m_ports;
    std::map<std::pair<Side, std::string>, int> m_counts;
};

/// A kernel turns TIME-WAIT into SYN-RECEIVED in one step; here one connection ends and the next begins.
void joinReopened(std::vector<KernelRow>& states)
{
    for (std::size_t i = 0; i + 1 < states.size(); ++i) {
        const std::string port = states[i].what.substr(0, states[i].what.find(' ', 6));
        if (states[i].what == port + " TIME-WAIT CLOSED" &&
            states[i + 1].what == port + " LISTEN SYN-RECEIVED" && states[i].ms == states[i + 1].ms) {
            states[i].what = port + " TIME-WAIT SYN-RECEIVED";
            states.erase(states.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }
}

} // namespace

KernelTrace readKernelTrace(const std::string& name)
{
    std::ifstream file(std::string(TCPLAB_KERNEL_TRACES) + "/" + name + ".txt");
    EXPECT_TRUE(file.good()) << name;
    KernelTrace trace;
    PortNumbers ports;
    for (std::string line; std::getline(file, line);) {
        std::istringstream in(line);
        std::string kind;
        std::string who;
        in >> kind;
        if (kind == "#" || kind.empty())
            continue;
        if (kind == "end") {
            in >> trace.endMs;
            continue;
        }
        in >> who;
        KernelSide& side = trace.sides[indexOf(sideNamed(who))];
        KernelRow row;
        if (kind == "call") {
            std::string call;
            std::string result;
            in >> call >> result >> row.ms;
            call = call.starts_with("recv") ? "recv" : call;
            result = result == "ok" || call == "accept" ? "0" : result;
            row.what = fmt::format("call {} {}", call, result);
            side.calls.push_back(row);
        } else if (kind == "segment") {
            std::string word;
            std::string port;
            std::string rest;
            in >> row.ms >> word >> port;
            std::getline(in, rest);
            row.what = fmt::format("segment {}{}", ports(port), rest);
            side.segments.push_back(row);
        } else {
            std::string connection;
            std::string from;
            std::string to;
            in >> row.ms >> connection >> from >> to;
            const std::string port = clientPort(connection, sideNamed(who));
            row.what =
                fmt::format("state {} {} {}", port == "*" ? port : std::to_string(ports(port)), from, to);
            side.states.push_back(row);
        }
    }
    return trace;
}

KernelTrace play(const KernelCase& given)
{
    KernelTrace trace = Player(given).play();
    for (KernelSide& side : trace.sides)
        joinReopened(side.states);
    return trace;
}

} // namespace tcplab
