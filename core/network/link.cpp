#include "core/network/link.h"

#include <algorithm>
#include <cassert>

namespace tcplab {
namespace {

/// The flight of which this is the share.
Duration wholeOf(Duration share, int percent)
{
    return share / percent * 100 + nanoseconds(share.ns % percent * 100 / percent);
}

void forgetDeparted(Link& link, Instant now)
{
    while (!link.departures.empty() && link.departures.front().at <= now) {
        link.queuedOctets -= link.departures.front().octets;
        link.departures.popFront();
    }
}

/// The first of `departures` is being transmitted; those after it wait.
bool queueIsFull(const Link& link, const LinkSettings& settings, std::uint32_t octets)
{
    if (link.departures.empty())
        return false;
    const std::size_t waiting = link.departures.size() - 1;
    const std::uint64_t waitingOctets = link.queuedOctets - link.departures.front().octets;
    return (settings.queueSegments != 0 && waiting >= settings.queueSegments) ||
           (settings.queueOctets != 0 && waitingOctets + octets > settings.queueOctets);
}

/// For RED, which counts in the unit of its thresholds. The first is being transmitted.
std::uint64_t waitingIn(const Link& link, bool octets)
{
    if (link.departures.empty())
        return 0;
    return octets ? link.queuedOctets - link.departures.front().octets : link.departures.size() - 1;
}

[[gnu::noinline]] QueueVerdict askRed(Link& link, const LinkSettings& settings, bool canBeMarked, Instant now,
                                      const Luck& luck)
{
    // "A typical transmission time" of the paper: of 1000 octets, as tc-red(8) has it.
    constexpr std::uint32_t typicalOctets = 1000;
    RedArrival arrival{.waiting = waitingIn(link, settings.red.minTh.inOctets),
                       .canBeMarked = canBeMarked,
                       .chance = luck.share(Purpose::Red)};
    if (link.departures.empty())
        arrival.idleSlots =
            static_cast<std::uint64_t>((now - link.busyUntil).ns) /
            static_cast<std::uint64_t>(transmissionTime(typicalOctets, settings.bandwidth).ns);
    return redVerdict(link.red, settings.red, arrival);
}

/// What the queue does with a segment that joins it.
struct Queued {
    DropReason dropped = DropReason::None;
    bool marked = false;
    Duration left{}; ///< how long until it has left the transmitter
};

Queued transmit(Link& link, const LinkSettings& settings, const Segment& segment, Instant now,
                const Luck& luck)
{
    if (settings.bandwidth == 0)
        return {};
    forgetDeparted(link, now);
    const std::uint32_t octets = octetsOnWire(segment);
    const bool canBeMarked = settings.ecn && segment.ecn != Ecn::NotEct; // RFC 3168 §5
    Queued queued;
    if (settings.discipline == QueueDiscipline::Red) {
        const QueueVerdict verdict = askRed(link, settings, canBeMarked, now, luck);
        if (verdict == QueueVerdict::Drop)
            return {.dropped = DropReason::Red};
        queued.marked = verdict == QueueVerdict::Mark;
    } else if (canBeMarked) { // RFC 8257 §3.1
        queued.marked = waitingIn(link, settings.ecnThreshold.inOctets) > settings.ecnThreshold.amount;
    }
    if (queueIsFull(link, settings, octets))
        return {.dropped = DropReason::Queue};
    const Instant begins = std::max(now, link.busyUntil);
    if (begins - now > settings.msl) {
        queued.left = tooLong(settings); // it will die waiting: the transmitter never sees it
        return queued;
    }
    link.busyUntil = begins + transmissionTime(octets, settings.bandwidth);
    link.departures.append(link.busyUntil, octets);
    link.queuedOctets += octets;
    queued.left = link.busyUntil - now;
    return queued;
}

bool codelIsFull(const Link& link, const LinkSettings& settings, std::uint32_t octets, Instant now)
{
    if (link.codel.waiting.empty() && link.busyUntil <= now)
        return false;
    return (settings.queueSegments != 0 && link.codel.waiting.size() >= settings.queueSegments) ||
           (settings.queueOctets != 0 && link.codel.octets + octets > settings.queueOctets);
}

/// How likely the k-th segment is to be lost, which is on its way now. The chain moves once for each.
[[gnu::noinline]] Probability lossInChain(Link& link, const LinkSettings& settings, const Luck& luck)
{
    const GilbertElliott& chain = settings.gilbertElliott;
    const bool bad = link.inBadState;
    const bool moves = luck.happens(bad ? chain.badToGood : chain.goodToBad, Purpose::LossState);
    link.inBadState = bad != moves;
    return bad ? chain.lossInBad : chain.lossInGood;
}

[[gnu::noinline]] bool isListed(const LinkSettings& settings, std::uint64_t number)
{
    const auto range = std::lower_bound(settings.lossList.begin(), settings.lossList.end(), number,
                                        [](const NumberRange& r, std::uint64_t n) { return r.last < n; });
    return range != settings.lossList.end() && range->first <= number;
}

/// What is offered once, with its luck.
struct Offer {
    const Packet& packet;
    const ScriptedFate& script;
    Instant now;
    std::uint64_t seed;
    Side direction;
    std::uint64_t k; ///< its number in this direction
    Probability loss;
};

/// How long until it has left CoDel's queue; nothing: the queue is full.
[[gnu::noinline]] std::optional<Duration> throughCodel(Link& link, const LinkSettings& settings,
                                                       const Packet& packet, const Journey& journey,
                                                       Instant now)
{
    takeTurns(link, settings, now);
    if (codelIsFull(link, settings, octetsOnWire(packet.segment), now))
        return std::nullopt;
    return join(link, settings, packet, journey, now);
}

/// The wire makes so many copies of what leaves the transmitter in `left`.
[[gnu::noinline]] void makeCopies(Link& link, const LinkSettings& settings, const Offer& what,
                                  std::uint32_t copies, Duration left, bool marked, SegmentId& nextId,
                                  Offered& offered)
{
    Duration copyLeft = sum(settings, left, what.script.extraDelay);
    for (std::uint32_t n = 1; n <= copies; ++n) {
        const bool scripted = n <= what.script.copies && what.script.copyDelay;
        copyLeft = sum(settings, copyLeft, scripted ? what.script.copyDelay : copyGap(settings));
        InFlight copy{.packet = what.packet, .sentAt = what.now};
        copy.packet.id = nextId++;
        if (marked)
            copy.packet.segment.ecn = Ecn::Ce;
        offered.copies.push_back(copy.packet.id);
        Instant afterOriginal = link.inOrderUntil;
        land(copy, settings,
             chart(settings, {}, Luck(what.seed, what.direction, n, what.k), what.loss, false), copyLeft,
             afterOriginal, false);
        launch(link, copy);
    }
}

} // namespace

Duration copyGap(const LinkSettings& settings) { return std::max(settings.delay / 10, microseconds(1)); }

// What most wires do not do is in functions of its own, out of the way of what all of them do.
Offered offer(Link& link, const LinkSettings& settings, const Packet& packet, const ScriptedFate& script,
              Instant now, std::uint64_t seed, Side direction, SegmentId& nextId)
{
    const std::uint64_t k = link.offered++;
    const Luck luck(seed, direction, 0, k);
    const Probability loss =
        settings.lossModel == LossModel::Bernoulli ? settings.loss : lossInChain(link, settings, luck);
    const Journey journey =
        chart(settings, script, luck, loss, !settings.lossList.empty() && isListed(settings, k + 1));

    Offered offered;
    Duration left{};
    bool marked = false;
    if (settings.discipline == QueueDiscipline::Codel && settings.bandwidth != 0) {
        const std::optional<Duration> queued = throughCodel(link, settings, packet, journey, now);
        if (!queued) {
            offered.droppedNow = DropReason::Queue;
            return offered;
        }
        left = *queued;
    } else {
        const Queued queued = transmit(link, settings, packet.segment, now, luck);
        if (queued.dropped != DropReason::None) {
            offered.droppedNow = queued.dropped;
            return offered;
        }
        left = queued.left;
        marked = queued.marked;
        InFlight& flight = link.inFlight.append(packet, now);
        if (marked)
            flight.packet.segment.ecn = Ecn::Ce;
        land(flight, settings, journey, left, link.inOrderUntil, false);
        launchLast(link);
    }

    offered.duplicateRule = script.duplicateRule;
    const bool byChance = luck.happens(settings.duplicate, Purpose::Duplicate);
    if (const std::uint32_t copies = script.copies + (byChance ? 1 : 0); copies != 0)
        makeCopies(link, settings, {packet, script, now, seed, direction, k, loss}, copies, left, marked,
                   nextId, offered);
    return offered;
}

Instant nextEnd(const Link& link)
{
    return link.inFlight.empty() ? Instant::never() : link.inFlight.front().endsAt;
}

std::optional<std::size_t> findInFlight(const Link& link, SegmentId id)
{
    for (std::size_t i = 0; i < link.inFlight.size(); ++i)
        if (link.inFlight[i].packet.id == id)
            return i;
    return std::nullopt;
}

void launch(Link& link, const InFlight& flight)
{
    link.inFlight.pushBack(flight);
    launchLast(link);
}

void launchLast(Link& link)
{
    Fifo<InFlight>& all = link.inFlight;
    if (all.size() < 2 || all[all.size() - 2].endsAt <= all.back().endsAt)
        return; // nearly always: it ends after all others
    const auto last = std::prev(all.end());
    const auto later = std::upper_bound(all.begin(), last, last->endsAt,
                                        [](Instant at, const InFlight& other) { return at < other.endsAt; });
    std::rotate(later, last, all.end());
}

void reschedule(Link& link, const LinkSettings& settings, std::size_t position, Instant endsAt)
{
    assert(position < link.inFlight.size());
    InFlight flight = link.inFlight[position];
    link.inFlight.erase(position);
    keepPutOff(link, flight.packet.id, endsAt - flight.endsAt);
    flight.endsAt = endsAt;
    if (endsAt - flight.sentAt > settings.msl) {
        flight.endsAt = flight.sentAt + settings.msl;
        flight.fate = DropReason::Lifetime;
    }
    launch(link, flight);
}

SegmentId duplicate(Link& link, const LinkSettings& settings, std::size_t position, Instant now,
                    SegmentId& nextId)
{
    assert(position < link.inFlight.size());
    InFlight copy = link.inFlight[position];
    const bool lostOnTheWay = copy.fate == DropReason::Fault || copy.fate == DropReason::Loss;
    const Duration flight = copy.endsAt - copy.sentAt;
    Duration whole = flight;
    if (copy.fate == DropReason::Codel)
        whole = sum(settings, flight, settings.delay);
    else if (lostOnTheWay && settings.discipline == QueueDiscipline::Codel)
        whole = sum(settings, flight, shareOf(settings.delay, 100 - lossPercentOfFlight));
    else if (lostOnTheWay)
        whole = wholeOf(flight, lossPercentOfFlight);
    copy.packet.id = nextId++;
    copy.fate = copy.corrupted ? DropReason::Checksum : DropReason::None;
    copy.byHand = true;
    copy.rule = 0;
    copy.endsAt = std::max(copy.sentAt + sum(settings, whole, copyGap(settings)), now);
    if (copy.endsAt - copy.sentAt > settings.msl) {
        copy.endsAt = copy.sentAt + settings.msl;
        copy.fate = DropReason::Lifetime;
    }
    launch(link, copy);
    return copy.packet.id;
}

std::uint32_t octetsOnWire(const Segment& segment)
{
    constexpr std::uint32_t ipv4Header = 20;
    constexpr std::uint32_t tcpHeader = 20;
    return ipv4Header + tcpHeader + segment.options.octets() + segment.text.length;
}

} // namespace tcplab
