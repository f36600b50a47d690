/// What a real kernel was put through and did, as recorded by the network between its two hosts: read from JSON.
#pragma once
#include "core/world/scenario_file.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// A system call of one of the two programs, or something the script did: "wire.cut", "ss -K".
struct KernelCall {
    Side side = Side::Client;
    std::string socket; ///< "s1"; accept's result names the new one
    std::string call;
    std::string args;
    Instant at{};
    Instant end = Instant::never();
    std::string result{}; ///< "ok", a number, "EPIPE", "B.c1 from 10.0.0.1:40002"
};

enum class KernelFate : std::uint8_t { Delivered, Dropped, Delayed, Duplicated, Injected };

struct KernelPacket {
    Side from = Side::Client;
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    Flags ctl{};                       ///< without PSH, which a kernel sets now and then inside a burst
    std::optional<std::int64_t> seq{}; ///< counted from the ISN; nothing: `seqAbsolute`
    std::optional<std::uint32_t> seqAbsolute{};
    std::optional<std::int64_t> ack{}; ///< from the other ISN
    std::uint32_t length = 0;
    std::uint32_t window = 0;
    std::uint8_t windowScale = 0; ///< of a SYN that has the option
    bool scaled = false;          ///< it has
    Instant sentAt{};
    std::vector<Instant> arrivals{};
    KernelFate fate = KernelFate::Delivered;
    std::string rule{};
};

struct KernelState {
    Side side = Side::Client;
    Instant at{};
    std::string from;
    std::string to;
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0; ///< 0: a listener
    std::string how;              ///< "trace", "trace+poll", "poll+packet", "poll"
};

struct KernelTrace {
    std::string name;
    std::string title;
    Duration delay{};
    std::uint32_t mtu = 1500;
    Instant end{};                                ///< nobody looked any longer
    std::map<std::string, std::string> sysctls{}; ///< without "net.ipv4."; the case's own override the others
    std::vector<KernelCall> calls{};              ///< by time
    std::vector<KernelPacket> packets{};          ///< by time
    std::vector<KernelState> states{};            ///< each side's by time
};

Input<KernelTrace> readKernelTrace(std::string_view text, const std::string& file);

} // namespace tcplab
