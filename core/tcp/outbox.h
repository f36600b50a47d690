/// What one event made an endpoint do, in order: state changes, segments to send, things ignored,
/// round trips measured. The endpoint writes it and never reads it; it knows neither wire nor socket.
#pragma once
#include "core/base/time.h"
#include "core/segment/segment.h"
#include "core/tcp/clause.h"
#include "core/tcp/connection_state.h"
#include "core/tcp/timers.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tcplab {

/// Why an arriving segment had no effect, in the words of the trace's `ignore`.
enum class IgnoreReason : std::uint8_t {
    None,
    OutOfWindow,
    OldDuplicate,
    BadAck,
    NoAck,
    UnexpectedSyn,
    UnbelievableReset,
    ResetForNobody,
    AfterFin,
    QueueFull,
    HostDown,
    ZeroWindow,
    Quiet,
    OldTimestamp,
    NoTimestamp,
};
/// "out of window": the trace's words.
const char* nameOf(IgnoreReason reason);

/// Where congestion control stands: the trace's `phase`.
enum class CongestionPhase : std::uint8_t { SlowStart, Avoidance, Recovery, Loss };
constexpr const char* nameOf(CongestionPhase phase)
{
    constexpr std::array names{"slow-start", "avoidance", "recovery", "loss"};
    return names[static_cast<std::size_t>(phase)];
}
struct CongestionStand {
    std::uint32_t cwnd = 0;     ///< octets
    std::uint32_t ssthresh = 0; ///< octets
    CongestionPhase phase = CongestionPhase::SlowStart;
    friend bool operator==(const CongestionStand&, const CongestionStand&) = default;
};

struct EndpointEffect {
    enum class Kind : std::uint8_t { StateChanged, Sent, Ignored, RttMeasured, CongestionMoved, UrgentTold };

    Kind kind = Kind::StateChanged;
    Clause clause = Clause::None; ///< the rule followed
    ConnectionState from = ConnectionState::Closed;
    ConnectionState to = ConnectionState::Closed;
    IgnoreReason why = IgnoreReason::None;
    std::uint32_t packet = 0;                   ///< Sent: its place in Outbox::packets
    Duration sample{}, srtt{}, rttvar{}, rto{}; ///< RttMeasured
    CongestionStand congestion{};               ///< CongestionMoved
    std::uint32_t urgent = 0;                   ///< UrgentTold: octets to be read until RCV.UP
};

struct Outbox {
    std::vector<EndpointEffect> effects;
    std::vector<Packet> packets; ///< segments to send, in order; who sends them numbers them
    bool keepEffects = true;     ///< false: nobody will read `effects`, so none is written
    std::uint32_t acks = 0;      ///< of the segments, those with ACK

    void clear()
    {
        effects.clear();
        packets.clear();
        acks = 0;
    }
    /// A segment to send, to be filled in where it lies (it is large): until the next one.
    Segment& compose(Flags ctl, Clause clause, std::uint16_t retransmission = 0)
    {
        if (keepEffects)
            effects.push_back({.kind = EndpointEffect::Kind::Sent,
                               .clause = clause,
                               .packet = static_cast<std::uint32_t>(packets.size())});
        acks += ctl.ack ? 1u : 0u;
        static constexpr Packet blank; // copied: the compiler would clear so many octets one by one
        Packet& packet = packets.emplace_back(blank);
        packet.retransmission = retransmission;
        packet.segment.ctl = ctl;
        return packet.segment;
    }
    void send(const Segment& segment, Clause clause) { compose(segment.ctl, clause) = segment; }
    void changed(ConnectionState from, ConnectionState to, Clause clause)
    {
        if (!keepEffects)
            return;
        effects.push_back(
            {.kind = EndpointEffect::Kind::StateChanged, .clause = clause, .from = from, .to = to});
    }
    void congestion(const CongestionStand& stand, Clause clause)
    {
        if (!keepEffects)
            return;
        effects.push_back(
            {.kind = EndpointEffect::Kind::CongestionMoved, .clause = clause, .congestion = stand});
    }
    void measured(const EndpointEffect& sample)
    {
        if (keepEffects)
            effects.push_back(sample);
    }
    /// The user is told that so many octets lie between what has been read and RCV.UP.
    void urgentTold(std::uint32_t octets)
    {
        if (!keepEffects)
            return;
        EndpointEffect effect{.kind = EndpointEffect::Kind::UrgentTold, .clause = Clause::UrgentTold};
        effect.urgent = octets;
        effects.push_back(effect);
    }
    void ignored(IgnoreReason why, Clause clause)
    {
        if (!keepEffects)
            return;
        effects.push_back({.kind = EndpointEffect::Kind::Ignored, .clause = clause, .why = why});
    }
};

} // namespace tcplab
