#include "core/tcp/rtt_estimator.h"

#include <algorithm>

namespace tcplab {
namespace {

Duration absolute(Duration d) { return d.ns < 0 ? Duration{-d.ns} : d; }

Duration computedRto(const RttEstimator& rtt, const Profile& profile)
{
    const Duration variance = std::max(profile.rtoGranularity, rtt.rttvar * 4);
    const Duration rto = profile.minRtoFloorsVariance ? rtt.srtt + std::max(profile.minRto, variance)
                                                      : std::max(profile.minRto, rtt.srtt + variance);
    return std::min(rto + profile.rtoSlop, profile.maxRto);
}

} // namespace

void resetRtt(RttEstimator& rtt, const Profile& profile)
{
    rtt = {};
    rtt.rto = profile.initialRto;
}

void beginTiming(RttEstimator& rtt, SeqNum end, Instant now)
{
    if (rtt.timing)
        return;
    rtt.timing = true;
    rtt.timedEnd = end;
    rtt.timedAt = now;
}

void timeAnew(RttEstimator& rtt, SeqNum end, Instant now)
{
    if (!rtt.timing || rtt.timedEnd <= end) {
        rtt.timing = true;
        rtt.timedEnd = end;
        rtt.timedAt = now;
    }
}

void abandonTiming(RttEstimator& rtt) { rtt.timing = false; }

void endTiming(RttEstimator& rtt, SeqNum ack, const Surroundings& s)
{
    if (!rtt.timing || ack < rtt.timedEnd)
        return;
    rtt.timing = false;
    takeSample(rtt, s.now - rtt.timedAt, 1, s);
}

void takeSample(RttEstimator& rtt, Duration sample, std::uint32_t expected, const Surroundings& s)
{
    if (!rtt.measured) { // §2.2
        rtt.measured = true;
        rtt.srtt = sample;
        rtt.rttvar = sample / 2;
    } else { // §2.3: beta = 1/4, alpha = 1/8, RTTVAR before SRTT
        const std::int64_t n = expected;
        rtt.rttvar = (rtt.rttvar * (4 * n - 1) + absolute(rtt.srtt - sample)) / (4 * n);
        rtt.srtt = (rtt.srtt * (8 * n - 1) + sample) / (8 * n);
    }
    rtt.rto = computedRto(rtt, s.profile); // §2.4; a back-off ends here
    rtt.backoffs = 0;
    if (!s.out.keepEffects)
        return;
    EndpointEffect effect{.kind = EndpointEffect::Kind::RttMeasured, .clause = Clause::RttSample};
    effect.sample = sample;
    effect.srtt = rtt.srtt;
    effect.rttvar = rtt.rttvar;
    effect.rto = rtt.rto;
    s.out.measured(effect);
}

void backOff(RttEstimator& rtt, const Profile& profile)
{
    ++rtt.backoffs;
    const Duration slop =
        rtt.measured ? profile.rtoSlop : Duration{}; // TCPT_RANGESET adds it to what was doubled
    rtt.rto = std::min(std::max(rtt.rto - slop, Duration{}) * 2 + slop, std::max(profile.maxRto, rtt.rto));
}

} // namespace tcplab
