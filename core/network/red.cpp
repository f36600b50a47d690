#include "core/network/red.h"

namespace tcplab {
namespace {

constexpr std::uint64_t certain = 1'000'000'000;

constexpr std::uint64_t fixed(const QueueLength& length) { return length.amount << 32; }

/// ⌊n·p⌋ without a product that could overflow; p is at most 1.
std::uint64_t shareOf(std::uint64_t n, std::uint64_t ppb)
{
    return n / certain * ppb + n % certain * ppb / certain;
}

/// part/whole in parts of 10⁹; part < whole.
std::uint64_t ratio(std::uint64_t part, std::uint64_t whole)
{
    while (whole >> 33 != 0) {
        whole >>= 1;
        part >>= 1;
    }
    return part * certain / whole;
}

/// (1 − w)^n in parts of 10⁹.
std::uint64_t fadingOver(std::uint64_t n, Probability weight)
{
    std::uint64_t power = certain - weight.ppb;
    std::uint64_t result = certain;
    for (; n != 0 && result != 0; n >>= 1) {
        if (n & 1)
            result = result * power / certain;
        power = power * power / certain;
    }
    return result;
}

void moveAverage(RedState& state, const RedSettings& settings, const RedArrival& arrival)
{
    if (arrival.idleSlots != 0) { // as if so many had come and found nothing waiting
        state.average = shareOf(state.average, fadingOver(arrival.idleSlots, settings.weight));
        return;
    }
    const std::uint64_t now = arrival.waiting << 32;
    if (now >= state.average)
        state.average += shareOf(now - state.average, settings.weight.ppb);
    else
        state.average -= shareOf(state.average - now, settings.weight.ppb);
}

/// p_a = p_b / (1 − count·p_b): drops lie evenly apart instead of in clusters (§7 of the paper).
std::uint64_t spread(std::uint64_t ppb, std::uint64_t count)
{
    if (ppb == 0 || count > certain / ppb || count * ppb >= certain)
        return ppb == 0 ? 0 : certain;
    const std::uint64_t rest = certain - count * ppb;
    return ppb >= rest ? certain : ppb * certain / rest;
}

} // namespace

Probability redProbability(const RedSettings& settings, std::uint64_t average)
{
    const std::uint64_t least = fixed(settings.minTh);
    const std::uint64_t most = fixed(settings.maxTh);
    if (average < least)
        return {};
    if (average < most)
        return {static_cast<std::uint32_t>(shareOf(ratio(average - least, most - least), settings.maxP.ppb))};
    if (!settings.gentle || average - most >= most)
        return {certain};
    const std::uint64_t above = shareOf(ratio(average - most, most), certain - settings.maxP.ppb);
    return {static_cast<std::uint32_t>(settings.maxP.ppb + above)};
}

QueueVerdict redVerdict(RedState& state, const RedSettings& settings, const RedArrival& arrival)
{
    moveAverage(state, settings, arrival);
    if (state.average < fixed(settings.minTh)) {
        state.sinceDrop = -1;
        return QueueVerdict::Pass;
    }
    ++state.sinceDrop;
    const std::uint64_t likely = redProbability(settings, state.average).ppb;
    if (arrival.chance >= spread(likely, static_cast<std::uint64_t>(state.sinceDrop)))
        return QueueVerdict::Pass;
    state.sinceDrop = 0;
    // Where the average has passed the upper threshold, marking would be too mild: such segments are dropped
    // whether or not they could be marked (RFC 3168 §7).
    return arrival.canBeMarked && state.average < fixed(settings.maxTh) ? QueueVerdict::Mark
                                                                        : QueueVerdict::Drop;
}

} // namespace tcplab
