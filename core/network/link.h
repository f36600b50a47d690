/// One direction of the wire: delay, jitter, bandwidth, a queue, chance, and MSL. It holds what is in
/// flight, ordered by when each flight ends, and nothing else: an arrival is the front of that queue.
#pragma once
#include "core/base/fifo.h"
#include "core/base/random.h"
#include "core/base/side.h"
#include "core/base/time.h"
#include "core/segment/segment.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace tcplab {

struct LinkSettings {
    Duration delay = milliseconds(50); ///< propagation, one way
    Duration jitter{};                 ///< up to this much more, uniform
    std::uint64_t bandwidth = 0;       ///< bit/s; 0: unlimited
    std::uint32_t queueSegments = 0;   ///< most that wait for the transmitter; 0: no limit
    std::uint64_t queueOctets = 0;     ///< the same in octets of segment and headers; 0: no limit
    Probability loss{};
    Probability duplicate{};
    Probability reorder{}; ///< held back by reorderBy, so that later ones pass it
    Duration reorderBy{};  ///< zero: half the delay
    Probability corrupt{};
    Duration msl = minutes(2); ///< no segment lives longer (RFC 9293 §3.4.2)

    friend bool operator==(const LinkSettings&, const LinkSettings&) = default;
};

enum class DropReason : std::uint8_t { None, Fault, Loss, Queue, Checksum, Lifetime };
constexpr const char* nameOf(DropReason reason)
{
    constexpr std::array names{"", "fault", "loss", "queue", "checksum", "lifetime"};
    return names[static_cast<std::size_t>(reason)];
}

/// A segment on the wire. Its fate is settled when it is offered, and an intervention may change it.
struct InFlight {
    Packet packet{};
    Instant sentAt{};                   ///< the host gave it to the wire
    Instant endsAt{};                   ///< it arrives, or is lost on the way
    DropReason fate = DropReason::None; ///< None: it arrives; else it is dropped at endsAt
    std::uint16_t rule = 0;             ///< the scripted fault that decided, counted from 1; 0: none
    bool corrupted = false;             ///< arrives with a wrong checksum, and is dropped there
    bool byHand = false;                ///< an intervention decided
    friend bool operator==(const InFlight&, const InFlight&) = default;
};

/// What scripted faults say about one segment, found before it is offered (fault.h).
struct ScriptedFate {
    std::uint16_t dropRule = 0; ///< 0: not dropped
    std::uint16_t corruptRule = 0;
    std::uint16_t delayRule = 0;
    Duration extraDelay{};
    std::uint16_t duplicateRule = 0;
    std::uint32_t copies = 0;
    Duration copyDelay{}; ///< each copy this much after the one before; zero: copyGap()
};

/// What became of a segment as it was offered.
struct Offered {
    DropReason droppedNow = DropReason::None; ///< Queue: it never left
    std::vector<SegmentId> copies{};          ///< ids of the copies that the wire made
    std::uint16_t duplicateRule = 0;
};

struct Link {
    std::uint64_t offered = 0; ///< segments so far: k of the next one, which decides its luck
    Instant busyUntil{};       ///< the transmitter is free from here on
    Fifo<InFlight> inFlight;   ///< by endsAt; equal ones in the order of their offer
    Fifo<Instant> departures;  ///< when those in the transmitter (the first) and its queue will have left
    Fifo<std::uint32_t> departureOctets;
    std::uint64_t queuedOctets = 0; ///< the sum of departureOctets

    friend bool operator==(const Link&, const Link&) = default;
};

/// A loss, by chance or by rule, happens after this share of the flight: seen on its way, then broken off.
inline constexpr int lossPercentOfFlight = 60;

/// How much later than its original a copy arrives when nobody says: a tenth of the delay, at least 1 µs.
Duration copyGap(const LinkSettings& settings);

/// Gives a segment to the wire. `nextId` numbers the copies and is advanced. Its luck is that of number
/// `link.offered` in this direction; each copy has a luck of its own, keyed by that number and the copy's.
/// First the transmitter (octetsOnWire at `bandwidth`, rounded up to a nanosecond; the queue before it
/// may be full), then delay + jitter + hold for reordering + scripted delay. Whatever would then fly
/// longer than msl, waiting included, ends at sentAt + msl with fate Lifetime.
/// A copy needs no transmitter, and what a script does to the original it does not do to its copies.
Offered offer(Link& link, const LinkSettings& settings, const Packet& packet, const ScriptedFate& script,
              Instant now, std::uint64_t seed, Side direction, SegmentId& nextId);
/// When the next flight ends; never when nothing is in flight.
Instant nextEnd(const Link& link);
/// The position of a segment in flight.
std::optional<std::size_t> findInFlight(const Link& link, SegmentId id);
/// Adds a flight, in order: after those that end at the same instant.
void launch(Link& link, const InFlight& flight);
/// Takes it out and puts it back with another end, in order (after those that end at the same instant).
/// An end beyond sentAt + msl becomes that, with fate Lifetime.
void reschedule(Link& link, const LinkSettings& settings, std::size_t position, Instant endsAt);
/// Puts a copy of what is in flight beside it, made by hand at `now`: it arrives copyGap() after the original
/// would have arrived had it not been lost on the way (not before now), is corrupted if the original is,
/// and lives no longer than it. Returns its id.
SegmentId duplicate(Link& link, const LinkSettings& settings, std::size_t position, Instant now,
                    SegmentId& nextId);

/// Octets that a segment takes on the wire: 20 of IPv4, 20 of TCP, options, text.
std::uint32_t octetsOnWire(const Segment& segment);

} // namespace tcplab
