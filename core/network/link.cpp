#include "core/network/link.h"

#include <algorithm>
#include <cassert>
#include <initializer_list>

namespace tcplab {
namespace {

/// The luck of one emission: the k-th of its direction, or its n-th copy, which draws from a stream of its
/// own so that a copy more or less changes nobody else's k.
struct Luck {
    std::uint64_t seed;
    std::uint64_t stream;
    std::uint64_t k;

    Luck(std::uint64_t theSeed, Side direction, std::uint32_t copy, std::uint64_t theK)
        : seed(theSeed), stream(indexOf(direction) + 2ULL * copy), k(theK)
    {}
    bool happens(Probability p, Purpose purpose) const { return chance(p, seed, stream, purpose, k); }
    Duration upTo(Duration most, Purpose purpose) const
    {
        if (most.ns <= 0)
            return {};
        const auto bound = static_cast<std::uint64_t>(most.ns) + 1;
        return {static_cast<std::int64_t>(drawBelow(bound, seed, stream, purpose, k))};
    }
};

/// Longer than any flight may be, with room for lossPercentOfFlight: sums stop here and cannot overflow.
Duration tooLong(const LinkSettings& settings) { return settings.msl * 2 + nanoseconds(1); }

Duration sum(const LinkSettings& settings, std::initializer_list<Duration> spans)
{
    const Duration most = tooLong(settings);
    Duration total{};
    for (const Duration span : spans)
        total = std::min(total + std::min(span, most), most);
    return total;
}

Duration shareOf(Duration flight, int percent)
{
    return flight / 100 * percent + nanoseconds(flight.ns % 100 * percent / 100);
}

/// The flight of which this is the share.
Duration wholeOf(Duration share, int percent)
{
    return share / percent * 100 + nanoseconds(share.ns % percent * 100 / percent);
}

/// Time in the transmitter, rounded up. A segment's text is far below 2^30 octets, so this fits.
Duration transmissionTime(std::uint32_t octets, std::uint64_t bandwidth)
{
    const std::uint64_t bitNanoseconds = octets * 8ULL * 1'000'000'000ULL;
    return {static_cast<std::int64_t>((bitNanoseconds + bandwidth - 1) / bandwidth)};
}

void forgetDeparted(Link& link, Instant now)
{
    while (!link.departures.empty() && link.departures.front() <= now) {
        link.queuedOctets -= link.departureOctets.front();
        link.departures.popFront();
        link.departureOctets.popFront();
    }
}

/// The first of `departures` is being transmitted; those after it wait.
bool queueIsFull(const Link& link, const LinkSettings& settings, std::uint32_t octets)
{
    if (link.departures.empty())
        return false;
    const std::size_t waiting = link.departures.size() - 1;
    const std::uint64_t waitingOctets = link.queuedOctets - link.departureOctets.front();
    return (settings.queueSegments != 0 && waiting >= settings.queueSegments) ||
           (settings.queueOctets != 0 && waitingOctets + octets > settings.queueOctets);
}

/// Queues and transmits: how long until it has left, or nothing when the queue is full.
std::optional<Duration> transmit(Link& link, const LinkSettings& settings, std::uint32_t octets, Instant now)
{
    if (settings.bandwidth == 0)
        return Duration{};
    forgetDeparted(link, now);
    if (queueIsFull(link, settings, octets))
        return std::nullopt;
    const Instant begins = std::max(now, link.busyUntil);
    if (begins - now > settings.msl)
        return tooLong(settings); // it will die waiting: the transmitter never sees it
    link.busyUntil = begins + transmissionTime(octets, settings.bandwidth);
    link.departures.pushBack(link.busyUntil);
    link.departureOctets.pushBack(octets);
    link.queuedOctets += octets;
    return link.busyUntil - now;
}

/// Chance and scripts settle one emission's fate; `travel` is its time on the wire without them.
InFlight settle(const LinkSettings& settings, const Packet& packet, Instant sentAt, Duration travel,
                const ScriptedFate& script, const Luck& luck)
{
    const Duration hold = settings.reorderBy ? settings.reorderBy : settings.delay / 2;
    const bool heldBack = luck.happens(settings.reorder, Purpose::Reorder);
    Duration flight = sum(settings, {travel, script.extraDelay, luck.upTo(settings.jitter, Purpose::Jitter),
                                     heldBack ? hold : Duration{}});

    InFlight result{.packet = packet, .sentAt = sentAt};
    result.corrupted = script.corruptRule != 0 || luck.happens(settings.corrupt, Purpose::Corrupt);
    if (script.dropRule != 0) {
        result.fate = DropReason::Fault;
        result.rule = script.dropRule;
    } else if (luck.happens(settings.loss, Purpose::Loss)) {
        result.fate = DropReason::Loss;
    } else if (result.corrupted) {
        result.fate = DropReason::Checksum;
        result.rule = script.corruptRule;
    }
    if (result.fate == DropReason::Fault || result.fate == DropReason::Loss)
        flight = shareOf(flight, lossPercentOfFlight);
    if (flight > settings.msl) {
        flight = settings.msl;
        result.fate = DropReason::Lifetime;
        result.rule = script.delayRule;
    }
    result.endsAt = sentAt + flight;
    return result;
}

} // namespace

Duration copyGap(const LinkSettings& settings) { return std::max(settings.delay / 10, microseconds(1)); }

Offered offer(Link& link, const LinkSettings& settings, const Packet& packet, const ScriptedFate& script,
              Instant now, std::uint64_t seed, Side direction, SegmentId& nextId)
{
    const std::uint64_t k = link.offered++;
    Offered offered;
    const std::optional<Duration> left = transmit(link, settings, octetsOnWire(packet.segment), now);
    if (!left) {
        offered.droppedNow = DropReason::Queue;
        return offered;
    }
    const Duration travel = sum(settings, {*left, settings.delay});
    const Luck luck(seed, direction, 0, k);
    launch(link, settle(settings, packet, now, travel, script, luck));

    offered.duplicateRule = script.duplicateRule;
    const bool byChance = luck.happens(settings.duplicate, Purpose::Duplicate);
    const std::uint32_t copies = script.copies + (byChance ? 1 : 0);
    Duration copyTravel = sum(settings, {travel, script.extraDelay});
    for (std::uint32_t n = 1; n <= copies; ++n) {
        const bool scripted = n <= script.copies;
        copyTravel =
            sum(settings, {copyTravel, scripted && script.copyDelay ? script.copyDelay : copyGap(settings)});
        Packet copy = packet;
        copy.id = nextId++;
        offered.copies.push_back(copy.id);
        launch(link, settle(settings, copy, now, copyTravel, ScriptedFate{}, Luck(seed, direction, n, k)));
    }
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
    if (link.inFlight.empty() || link.inFlight.back().endsAt <= flight.endsAt) {
        link.inFlight.pushBack(flight); // nearly always: it ends after all others
        return;
    }
    const auto later = std::upper_bound(link.inFlight.begin(), link.inFlight.end(), flight.endsAt,
                                        [](Instant at, const InFlight& other) { return at < other.endsAt; });
    link.inFlight.insert(static_cast<std::size_t>(later - link.inFlight.begin()), flight);
}

void reschedule(Link& link, const LinkSettings& settings, std::size_t position, Instant endsAt)
{
    assert(position < link.inFlight.size());
    InFlight flight = link.inFlight[position];
    link.inFlight.erase(position);
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
    const Duration whole = lostOnTheWay ? wholeOf(flight, lossPercentOfFlight) : flight;
    copy.packet.id = nextId++;
    copy.fate = copy.corrupted ? DropReason::Checksum : DropReason::None;
    copy.byHand = true;
    copy.rule = 0;
    copy.endsAt = std::max(copy.sentAt + sum(settings, {whole, copyGap(settings)}), now);
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
