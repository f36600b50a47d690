#include "core/world/fingerprint_walk.h"

namespace tcplab {

void FingerprintWalk::operator()(const QueueLength& it)
{
    const auto& [amount, inOctets] = it;
    all(amount, inOctets);
}

void FingerprintWalk::operator()(const RedSettings& it)
{
    const auto& [minTh, maxTh, maxP, weight, gentle] = it;
    all(minTh, maxTh, maxP, weight, gentle);
}

void FingerprintWalk::operator()(const CodelSettings& it)
{
    const auto& [target, interval] = it;
    all(target, interval);
}

void FingerprintWalk::operator()(const GilbertElliott& it)
{
    const auto& [goodToBad, badToGood, lossInGood, lossInBad] = it;
    all(goodToBad, badToGood, lossInGood, lossInBad);
}

void FingerprintWalk::operator()(const NumberRange& it)
{
    const auto& [first, last] = it;
    all(first, last);
}

void FingerprintWalk::operator()(const LinkSettings& it)
{
    const auto& [delay, jitter, jitterReorders, bandwidth, queueSegments, queueOctets, discipline, red, codel,
                 ecn, ecnThreshold, lossModel, loss, gilbertElliott, lossList, duplicate, reorder, reorderBy,
                 corrupt, msl, mtu] = it;
    all(delay, jitter, jitterReorders, bandwidth, queueSegments, queueOctets, discipline, red, codel, ecn,
        ecnThreshold, lossModel, loss, gilbertElliott, lossList, duplicate, reorder, reorderBy, corrupt, msl,
        mtu);
}

void FingerprintWalk::operator()(const InFlight& it)
{
    const auto& [packet, sentAt, endsAt, fate, rule, corrupted, byHand] = it;
    all(packet, sentAt, endsAt, fate, rule, corrupted, byHand);
}

void FingerprintWalk::operator()(const Journey& it)
{
    const auto& [travel, hold, byHand, fate, rule, delayRule, corrupted] = it;
    all(travel, hold, byHand, fate, rule, delayRule, corrupted);
}

void FingerprintWalk::operator()(const CodelState& it)
{
    const auto& [firstAboveTime, dropNext, count, lastCount, dropping, call] = it;
    all(firstAboveTime, dropNext, count, lastCount, dropping, call);
}

void FingerprintWalk::operator()(const Waiting& it)
{
    const auto& [id, octets, since, turn, ecn, journey, codelBefore, busyBefore, inOrderBefore] = it;
    all(id, octets, since, turn, ecn, journey, codelBefore, busyBefore, inOrderBefore);
}

void FingerprintWalk::operator()(const CodelQueue& it)
{
    const auto& [state, waiting, octets] = it;
    all(state, waiting, octets);
}

void FingerprintWalk::operator()(const Departure& it)
{
    const auto& [at, octets] = it;
    all(at, octets);
}

void FingerprintWalk::operator()(const RedState& it)
{
    const auto& [average, sinceDrop] = it;
    all(average, sinceDrop);
}

void FingerprintWalk::operator()(const Link& it)
{
    const auto& [offered, busyUntil, inFlight, departures, queuedOctets, codel, red, inBadState,
                 inOrderUntil] = it;
    all(offered, busyUntil, inFlight, departures, queuedOctets, codel, red, inBadState, inOrderUntil);
}

void FingerprintWalk::operator()(const FaultRule& it)
{
    const auto& [action, from, flags, pshNamed, after, minLength, maxLength, minSeq, maxSeq, retransmission,
                 nth, count, by, copies, line] = it;
    all(action, from, flags, pshNamed, after, minLength, maxLength, minSeq, maxSeq, retransmission, nth,
        count, by, copies, line);
}

void FingerprintWalk::operator()(const FaultState& it)
{
    const auto& [armed, matches] = it;
    all(armed, matches);
}

} // namespace tcplab
