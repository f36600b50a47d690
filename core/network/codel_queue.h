/// The queue before a transmitter that CoDel looks after. CoDel decides when a segment comes to the head of
/// the queue, not when it joins: what becomes of it may depend on who comes after it. So each offer foresees
/// what will happen if nobody else comes: when each segment leaves, whether it is dropped or marked. That is
/// what the flights on the wire say, and it holds until the next offer, which foresees anew for the end of
/// the queue, where one more behind makes a difference. Nothing happens between offers that was not foreseen.
#pragma once
#include "core/base/fifo.h"
#include "core/network/codel.h"
#include "core/network/flight.h"

namespace tcplab {

struct Link;

/// A segment that waits, with how things stood before its turn, from where to foresee anew.
struct Waiting {
    SegmentId id = 0;
    std::uint32_t octets = 0;
    Instant since{};
    Instant turn{};        ///< it comes to the head, and the transmitter asks for it
    Ecn ecn = Ecn::NotEct; ///< as sent
    Journey journey{};     ///< once it has left
    CodelState codelBefore{};
    Instant busyBefore{};
    Instant inOrderBefore{};
    friend bool operator==(const Waiting&, const Waiting&) = default;
};

struct CodelQueue {
    CodelState state{}; ///< as it will be when all have left
    Fifo<Waiting> waiting;
    std::uint64_t octets = 0; ///< of all who wait
    friend bool operator==(const CodelQueue&, const CodelQueue&) = default;
};

/// Forgets those whose turn has come: what was foreseen has happened.
void takeTurns(Link& link, const LinkSettings& settings, Instant now);
/// Joins the queue, launches the flight and foresees. How long until it has left, as far as one can tell.
Duration join(Link& link, const LinkSettings& settings, const Packet& packet, const Journey& journey,
              Instant now);
/// A hand has put off the end of this flight: it stays so when its end is foreseen anew.
void keepPutOff(Link& link, SegmentId id, Duration by);

} // namespace tcplab
