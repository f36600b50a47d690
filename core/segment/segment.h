/// A TCP segment as a value.
#pragma once
#include "core/base/seq_num.h"

#include <array>
#include <cstdint>
#include <optional>

namespace tcplab {

/// The control bits of RFC 9293 §3.1.
struct Flags {
    bool syn : 1 = false;
    bool fin : 1 = false;
    bool rst : 1 = false;
    bool psh : 1 = false;
    bool ack : 1 = false;
    bool urg : 1 = false;
    bool ece : 1 = false;
    bool cwr : 1 = false;

    friend constexpr bool operator==(const Flags&, const Flags&) = default;
};

/// A run of octets that the receiver holds: from `left`, up to but without `right` (RFC 2018 §3).
struct SackBlock {
    SeqNum left{};
    SeqNum right{};
    friend constexpr bool operator==(const SackBlock&, const SackBlock&) = default;
};

/// The blocks of a SACK option, at most as many as 40 octets of options hold.
class SackBlocks {
public:
    static constexpr std::size_t most = 4;

    constexpr bool empty() const { return m_count == 0; }
    constexpr std::size_t size() const { return m_count; }
    constexpr const SackBlock* begin() const { return m_blocks.data(); }
    constexpr const SackBlock* end() const { return m_blocks.data() + m_count; }
    constexpr const SackBlock& operator[](std::size_t i) const { return m_blocks[i]; }
    /// Nothing when there are `most` already.
    constexpr void add(SackBlock block)
    {
        if (m_count < most)
            m_blocks[m_count++] = block;
    }
    friend constexpr bool operator==(const SackBlocks&, const SackBlocks&) = default;

private:
    std::array<SackBlock, most> m_blocks{}; ///< those beyond the count are zero
    std::uint8_t m_count = 0;
};

/// The options that a segment carries (RFC 9293 §3.2, RFC 7323, RFC 2018).
/// In which order a SYN's options stand; what follows the handshake looks alike everywhere.
enum class OptionOrder : std::uint8_t {
    Linux,   ///< mss, sackOK, TS, nop, wscale
    FreeBsd, ///< mss, nop, wscale, sackOK, TS
};
constexpr const char* nameOf(OptionOrder order) { return order == OptionOrder::Linux ? "linux" : "freebsd"; }

struct Options {
    std::uint16_t mss = 0;                     ///< Maximum Segment Size, octets; 0: absent
    std::optional<std::uint8_t> windowScale{}; ///< shift.cnt, in a SYN
    bool sackPermitted = false;                ///< in a SYN
    bool timestamps = false;                   ///< TSval and TSecr are there
    OptionOrder order = OptionOrder::Linux;
    std::uint32_t tsVal = 0;
    std::uint32_t tsEcr = 0;
    SackBlocks sack{};

    /// How many octets of header they take, padding included: laid out as Linux does (option_bytes.h), so
    /// that SACK-permitted stands where timestamps would need padding.
    constexpr std::uint32_t octets() const
    {
        const std::uint32_t sackOctets = sack.empty() ? 0 : 4 + 8 * static_cast<std::uint32_t>(sack.size());
        return (mss != 0 ? 4u : 0u) +
               (timestamps      ? 12u
                : sackPermitted ? 4u
                                : 0u) +
               (windowScale ? 4u : 0u) + sackOctets;
    }
    friend constexpr bool operator==(const Options&, const Options&) = default;
};

/// The ECN field of the IP header in which a segment travels (RFC 3168 §5).
enum class Ecn : std::uint8_t { NotEct, Ect1, Ect0, Ce };
constexpr const char* nameOf(Ecn ecn)
{
    constexpr std::array names{"Not-ECT", "ECT(1)", "ECT(0)", "CE"};
    return names[static_cast<std::size_t>(ecn)];
}

/// Octets of a sender's stream, named instead of copied. `stream` tells one incarnation's octets from
/// another's: a receiver that reads a foreign stream has been handed an old duplicate.
struct TextRange {
    std::uint32_t stream = 0;
    std::uint32_t length = 0; ///< octets
    std::uint64_t offset = 0; ///< of the first octet, from the start of the stream

    friend constexpr bool operator==(const TextRange&, const TextRange&) = default;
};

/// A TCP segment, its fields under the names of RFC 9293 §3.3.1: seg.seq is SEG.SEQ.
struct Segment {
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    SeqNum seq{};
    SeqNum ack{}; ///< zero unless ctl.ack
    Flags ctl{};
    Ecn ecn = Ecn::NotEct; ///< of the IP header around it; a queue may set Ce
    std::uint16_t up = 0;  ///< SEG.UP, meaningful with ctl.urg
    std::uint32_t wnd = 0; ///< SEG.WND, octets
    Options options{};
    TextRange text{}; ///< what it carries; text.length octets

    /// SEG.LEN: the sequence numbers it takes up, SYN and FIN counted.
    constexpr std::uint32_t len() const { return text.length + (ctl.syn ? 1u : 0u) + (ctl.fin ? 1u : 0u); }
    /// The first sequence number after it.
    constexpr SeqNum end() const { return seq + len(); }

    friend constexpr bool operator==(const Segment&, const Segment&) = default;
};

/// One emission's number, unique in a run, from 1; 0: none.
using SegmentId = std::uint32_t;

/// A segment on its way: one emission. A retransmission and a wire's copy have ids of their own.
struct Packet {
    SegmentId id = 0;
    std::uint16_t retransmission = 0; ///< 0: the first time; counted from 1 after that
    Segment segment{};

    friend constexpr bool operator==(const Packet&, const Packet&) = default;
};

} // namespace tcplab
