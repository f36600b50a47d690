/// What Wireshark 4.0 says of a capture, foretold from the trace of a run.
#pragma once
#include "core/trace/trace.h"

#include <array>
#include <string>
#include <vector>

namespace tcplab {

/// Wireshark's expert flags, tcp.analysis.NAME.
enum class Says : std::uint16_t {
    Retransmission = 1 << 0,
    FastRetransmission = 1 << 1,
    SpuriousRetransmission = 1 << 2,
    OutOfOrder = 1 << 3,
    LostSegment = 1 << 4,
    AckLostSegment = 1 << 5,
    DuplicateAck = 1 << 6,
    ZeroWindow = 1 << 7,
    ZeroWindowProbe = 1 << 8,
    ZeroWindowProbeAck = 1 << 9,
    WindowUpdate = 1 << 10,
    WindowFull = 1 << 11,
    KeepAlive = 1 << 12,
    KeepAliveAck = 1 << 13,
    ReusedPorts = 1 << 14,
};
inline constexpr std::array saysNames{"retransmission",
                                      "fast_retransmission",
                                      "spurious_retransmission",
                                      "out_of_order",
                                      "lost_segment",
                                      "ack_lost_segment",
                                      "duplicate_ack",
                                      "zero_window",
                                      "zero_window_probe",
                                      "zero_window_probe_ack",
                                      "window_update",
                                      "window_full",
                                      "keep_alive",
                                      "keep_alive_ack",
                                      "reused_ports"};

/// A set of them.
class SaysSet {
public:
    void add(Says says) { m_bits |= static_cast<std::uint32_t>(says); }
    bool has(Says says) const { return (m_bits & static_cast<std::uint32_t>(says)) != 0; }
    /// "retransmission fast_retransmission"; "" for none.
    std::string text() const;
    friend bool operator==(const SaysSet&, const SaysSet&) = default;

private:
    std::uint32_t m_bits = 0;
};

/// tcp.completeness.
enum class Completeness : std::uint8_t { Syn = 1, SynAck = 2, Ack = 4, Data = 8, Fin = 16, Rst = 32 };

/// A packet that an interface saw.
struct SeenPacket {
    Instant at{};
    Side from = Side::Client;
    Segment segment{};
    bool badChecksum = false;
    // What the trace knows and Wireshark does not
    Clause clause = Clause::None; ///< the rule by which it was sent
    bool sentAgain = false;
    bool isCopy = false;
    bool overtaken = false; ///< here came one before it that was sent later
    bool synBefore = false; ///< its sender's SYN, without ACK, came before it
};
std::vector<SeenPacket> seenBy(const Trace& trace, Side interface);

struct Foretold {
    SaysSet says{};
    int stream = 0;
    std::uint8_t completeness = 0; ///< of its stream before this packet: what is shown in one pass
    std::uint8_t atTheEnd = 0;     ///< of its stream, of all packets: what is shown in two
};
/// By Wireshark's rules.
std::vector<Foretold> foretell(const std::vector<SeenPacket>& packets);

/// What a packet is by its cause: "new", "retransmission", "fast retransmission", "copy", "zero-window probe",
/// "keep-alive", "pure ACK", "window update", "overtaken" (the network was slow with it), "SYN again with ACK".
std::string truthOf(const SeenPacket& packet);

} // namespace tcplab
