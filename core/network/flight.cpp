#include "core/network/flight.h"

#include <algorithm>

namespace tcplab {

Duration shareOf(Duration flight, int percent)
{
    return flight / 100 * percent + nanoseconds(flight.ns % 100 * percent / 100);
}

Journey chart(const LinkSettings& settings, const ScriptedFate& script, const Luck& luck, Probability loss,
              bool listed)
{
    Journey journey{.travel = settings.delay, .hold = script.extraDelay};
    if (settings.jitter.ns > 0)
        journey.travel = sum(settings, settings.delay, luck.upTo(settings.jitter, Purpose::Jitter));
    if (luck.happens(settings.reorder, Purpose::Reorder)) {
        const Duration back = settings.reorderBy ? settings.reorderBy : settings.delay / 2;
        journey.hold = sum(settings, journey.hold, back);
    }
    journey.delayRule = script.delayRule;
    journey.corrupted = script.corruptRule != 0 || luck.happens(settings.corrupt, Purpose::Corrupt);
    if (script.dropRule != 0 || listed) {
        journey.fate = DropReason::Fault;
        journey.rule = script.dropRule;
    } else if (luck.happens(loss, Purpose::Loss)) {
        journey.fate = DropReason::Loss;
    } else if (journey.corrupted) {
        journey.fate = DropReason::Checksum;
        journey.rule = script.corruptRule;
    }
    return journey;
}

void land(InFlight& flight, const LinkSettings& settings, const Journey& journey, Duration queued,
          Instant& inOrder, bool lossFromQueue)
{
    Duration way = sum(settings, queued, journey.travel);
    if (!settings.jitterReorders) {
        way = std::max(way, inOrder - flight.sentAt);
        if (way <= settings.msl) // one that dies of age holds nobody up
            inOrder = flight.sentAt + way;
    }
    way = sum(settings, way, journey.hold);
    flight.fate = journey.fate;
    flight.rule = journey.rule;
    flight.corrupted = flight.corrupted || journey.corrupted;
    if (flight.fate == DropReason::Fault || flight.fate == DropReason::Loss) {
        const Duration safe = lossFromQueue ? std::min(queued, way) : Duration{};
        way = safe + shareOf(way - safe, lossPercentOfFlight);
    } else if (flight.corrupted) {
        flight.fate = DropReason::Checksum;
    }
    way = sum(settings, way, journey.byHand);
    if (way > settings.msl) {
        way = settings.msl;
        flight.fate = DropReason::Lifetime;
        flight.rule = journey.delayRule;
    }
    flight.endsAt = flight.sentAt + way;
}

Duration transmissionTime(std::uint32_t octets, std::uint64_t bandwidth)
{
    const std::uint64_t bitNanoseconds = octets * 8ULL * 1'000'000'000ULL;
    return {static_cast<std::int64_t>((bitNanoseconds + bandwidth - 1) / bandwidth)};
}

} // namespace tcplab
