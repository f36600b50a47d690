#include "core/network/codel_queue.h"

#include "core/network/link.h"

#include <algorithm>

namespace tcplab {
namespace {

/// Puts what was foreseen on the wire. False for a flight that a hand, or age, has already ended: it stays away,
/// but its place in the queue is kept, so that ending it changes nobody else's fate.
template <class Change> bool change(Link& link, SegmentId id, Change apply)
{
    std::size_t position = link.inFlight.size();
    while (position > 0 && link.inFlight[position - 1].packet.id != id)
        --position;
    if (position == 0)
        return false;
    InFlight flight = link.inFlight[position - 1];
    apply(flight);
    link.inFlight.erase(position - 1);
    launch(link, flight);
    return true;
}

bool diesWaiting(const Waiting& one, const LinkSettings& settings)
{
    return one.turn - one.since > settings.msl;
}

void foreseeOne(Link& link, const LinkSettings& settings, Waiting& one, std::uint64_t octetsBehind)
{
    CodelState& codel = link.codel.state;
    one.codelBefore = codel;
    one.busyBefore = link.busyUntil;
    one.inOrderBefore = link.inOrderUntil;
    one.turn = std::max(link.busyUntil, one.since);
    Instant inOrder = one.inOrderBefore;
    if (diesWaiting(one, settings)) { // the transmitter never sees it
        change(link, one.id, [&](InFlight& flight) {
            flight.packet.segment.ecn = one.ecn;
            land(flight, settings, one.journey, tooLong(settings), inOrder, true);
        });
        return;
    }
    const QueueVerdict verdict = codelVerdict(codel, settings.codel, settings.mtu,
                                              {.now = one.turn,
                                               .sojourn = one.turn - one.since,
                                               .octetsBehind = octetsBehind,
                                               .canBeMarked = settings.ecn && one.ecn != Ecn::NotEct});
    if (verdict == QueueVerdict::Drop) {
        change(link, one.id, [&](InFlight& flight) {
            flight.packet.segment.ecn = one.ecn;
            flight.endsAt = one.turn;
            flight.fate = DropReason::Codel;
            flight.rule = 0;
        });
        return;
    }
    link.busyUntil = one.turn + transmissionTime(one.octets, settings.bandwidth);
    const Duration queued = link.busyUntil - one.since;
    const auto leaves = [&](InFlight& flight) {
        flight.packet.segment.ecn = verdict == QueueVerdict::Mark ? Ecn::Ce : one.ecn;
        land(flight, settings, one.journey, queued, inOrder, true);
    };
    if (!change(link, one.id, leaves)) {
        InFlight gone{.packet = {}, .sentAt = one.since};
        leaves(gone); // the order of the others is what it would have been
    }
    link.inOrderUntil = inOrder;
}

} // namespace

void takeTurns(Link& link, const LinkSettings& settings, Instant now)
{
    CodelQueue& queue = link.codel;
    while (!queue.waiting.empty() && queue.waiting.front().turn <= now) {
        queue.octets -= queue.waiting.front().octets;
        queue.waiting.popFront();
    }
    if (queue.waiting.empty() && link.busyUntil <= now)
        codelFoundNothing(queue.state, settings.codel, link.busyUntil);
}

Duration join(Link& link, const LinkSettings& settings, const Packet& packet, const Journey& journey,
              Instant now)
{
    CodelQueue& queue = link.codel;
    const std::uint32_t octets = octetsOnWire(packet.segment);
    link.inFlight.pushBack({.packet = packet, .sentAt = now, .endsAt = Instant::never()});
    queue.waiting.pushBack(
        {.id = packet.id, .octets = octets, .since = now, .ecn = packet.segment.ecn, .journey = journey});
    queue.octets += octets;

    // Whoever has more than an MTU behind it is judged by its sojourn time alone. For the others one more behind
    // makes a difference, and so for those behind them.
    const std::size_t newest = queue.waiting.size() - 1;
    std::size_t first = newest;
    std::uint64_t behind = octets;
    while (first > 0 && behind - octets <= settings.mtu)
        behind += queue.waiting[--first].octets;
    if (first != newest) {
        const Waiting& from = queue.waiting[first];
        queue.state = from.codelBefore;
        link.busyUntil = from.busyBefore;
        link.inOrderUntil = from.inOrderBefore;
    }
    for (std::size_t i = first; i <= newest; ++i) {
        behind -= queue.waiting[i].octets;
        foreseeOne(link, settings, queue.waiting[i], behind);
    }
    const Waiting& joined = queue.waiting[newest];
    return diesWaiting(joined, settings) ? tooLong(settings) : link.busyUntil - now;
}

void keepPutOff(Link& link, SegmentId id, Duration by)
{
    for (std::size_t i = 0; i < link.codel.waiting.size(); ++i)
        if (link.codel.waiting[i].id == id)
            link.codel.waiting[i].journey.byHand += by;
}

} // namespace tcplab
