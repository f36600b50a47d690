/// One direction of the wire: delay, jitter, bandwidth, a queue, chance, and MSL. It holds what is in
/// flight, ordered by when each flight ends, and nothing else: an arrival is the front of that queue.
#pragma once
#include "core/base/fifo.h"
#include "core/network/codel_queue.h"
#include "core/network/flight.h"
#include "core/network/link_settings.h"
#include "core/network/red.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tcplab {

/// What became of a segment as it was offered.
struct Offered {
    DropReason droppedNow = DropReason::None; ///< Queue, Red: it never left
    std::vector<SegmentId> copies{};          ///< ids of the copies that the wire made
    std::uint16_t duplicateRule = 0;
};

/// A segment in the transmitter, or in the queue before it.
struct Departure {
    Instant at{}; ///< when it will have left
    std::uint32_t octets = 0;
    friend bool operator==(const Departure&, const Departure&) = default;
};

struct Link {
    std::uint64_t offered = 0;      ///< segments so far: k of the next one, which decides its luck
    Instant busyUntil{};            ///< the transmitter is free from here on
    Fifo<InFlight> inFlight;        ///< by endsAt; equal ones in the order of their offer
    Fifo<Departure> departures;     ///< those in the transmitter (the first) and its queue
    std::uint64_t queuedOctets = 0; ///< of all departures
    CodelQueue codel{};             ///< those who wait, instead of departures, where CoDel looks after them
    RedState red{};
    bool inBadState = false; ///< Gilbert–Elliott: of the next segment
    Instant inOrderUntil{};  ///< without reordering by jitter: the next one arrives no earlier

    friend bool operator==(const Link&, const Link&) = default;
};

/// How much later than its original a copy arrives when nobody says: a tenth of the delay, at least 1 µs.
Duration copyGap(const LinkSettings& settings);

/// Gives a segment to the wire. `nextId` numbers the copies and is advanced. Its luck is that of number
/// `link.offered` in this direction; each copy has a luck of its own, keyed by that number and the copy's.
/// First the transmitter (octetsOnWire at `bandwidth`, rounded up to a nanosecond; the queue before it
/// may be full, or its discipline may drop or mark), then delay + jitter + hold for reordering + scripted
/// delay. Whatever would then fly longer than msl, waiting included, ends at sentAt + msl with fate Lifetime.
/// A copy needs no transmitter, and what a script does to the original it does not do to its copies.
Offered offer(Link& link, const LinkSettings& settings, const Packet& packet, const ScriptedFate& script,
              Instant now, std::uint64_t seed, Side direction, SegmentId& nextId);
/// When the next flight ends; never when nothing is in flight.
Instant nextEnd(const Link& link);
/// The position of a segment in flight.
std::optional<std::size_t> findInFlight(const Link& link, SegmentId id);
/// Adds a flight, in order: after those that end at the same instant.
void launch(Link& link, const InFlight& flight);
/// Moves the last one, whose end has just been settled, to its place.
void launchLast(Link& link);
/// Takes it out and puts it back with another end, in order (after those that end at the same instant).
/// An end beyond sentAt + msl becomes that, with fate Lifetime.
void reschedule(Link& link, const LinkSettings& settings, std::size_t position, Instant endsAt);
/// Puts a copy of what is in flight beside it, made by hand at `now`: it arrives copyGap() after the original
/// would have arrived had it not been lost on the way (not before now; where CoDel drops it or it is lost behind
/// CoDel's queue, by the plain delay), is corrupted if the original is, and lives no longer than it. Returns its id.
SegmentId duplicate(Link& link, const LinkSettings& settings, std::size_t position, Instant now,
                    SegmentId& nextId);

/// Octets that a segment takes on the wire: 20 of IPv4, 20 of TCP, options, text.
std::uint32_t octetsOnWire(const Segment& segment);

} // namespace tcplab
