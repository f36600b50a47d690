#include "core/world/fingerprint_walk.h"

namespace tcplab {

void FingerprintWalk::operator()(const Flags& it)
{
    const auto& [syn, fin, rst, psh, ack, urg, ece, cwr] = it;
    all(syn, fin, rst, psh, ack, urg, ece, cwr);
}

void FingerprintWalk::operator()(const Options& it)
{
    const auto& [mss, windowScale, sackPermitted, timestamps, order, tsVal, tsEcr, sack] = it;
    all(mss, windowScale, sackPermitted, timestamps, tsVal, tsEcr, sack, order);
}

void FingerprintWalk::operator()(const SackBlock& it)
{
    const auto& [left, right] = it;
    all(left, right);
}

void FingerprintWalk::operator()(const SackBlocks& it)
{
    (*this)(it.size());
    for (const SackBlock& block : it)
        (*this)(block);
}

void FingerprintWalk::operator()(const TextRange& it)
{
    const auto& [stream, length, offset] = it;
    all(stream, offset, length);
}

void FingerprintWalk::operator()(const Segment& it)
{
    const auto& [sourcePort, destinationPort, seq, ack, ctl, ecn, up, wnd, options, text] = it;
    all(sourcePort, destinationPort, seq, ack, ctl, ecn, up, wnd, options, text);
}

void FingerprintWalk::operator()(const Packet& it)
{
    const auto& [id, retransmission, segment] = it;
    all(id, retransmission, segment);
}

void FingerprintWalk::operator()(const SendSpace& it)
{
    const auto& [una, nxt, wnd, up, wl1, wl2, iss, maxWnd] = it;
    all(una, nxt, wnd, up, wl1, wl2, iss, maxWnd);
}

void FingerprintWalk::operator()(const ReceiveSpace& it)
{
    const auto& [nxt, wnd, up, irs] = it;
    all(nxt, wnd, up, irs);
}

void FingerprintWalk::operator()(const RttEstimator& it)
{
    const auto& [measured, srtt, rttvar, rto, backoffs, timing, timedEnd, timedAt] = it;
    all(measured, srtt, rttvar, rto, backoffs, timing, timedEnd, timedAt);
}

void FingerprintWalk::operator()(const SentSegment& it)
{
    const auto& [seq, ctl, retransmissions, sacked, lost, resent, timedOut, text, lastSent] = it;
    all(seq, ctl, retransmissions, sacked, lost, resent, timedOut, text, lastSent);
}

void FingerprintWalk::operator()(const HeldSegment& it)
{
    const auto& [seq, text] = it;
    all(seq, text);
}

void FingerprintWalk::operator()(const Tcb& it)
{
    const auto& [state, passiveOpen, localPort, remotePort, snd, rcv, timers, rtt, agreed, ts, sendMss,
                 stream, written, segmentized, closeRequested, finSent, noDelay, smallEnd, userGone, readShut,
                 retransmissionQueue, board, window, congestion, recovery, repeated, rack, ecn, lastTextSent,
                 synTimeouts, probeOutstanding, persistBackoffs, probesUnanswered, urgentSent, received,
                 receivedOctets, delivered, accepted, finReceived, held, heldBlocks, duplicate, finHeld,
                 heldFin, advertisedEdge, unackedSegments, ackedAtOnce, lastTextArrived, conversing,
                 keepAlive, keepAliveProbes, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout,
                 challengesSince, challenges, error] = it;
    all(state, passiveOpen, localPort, remotePort, snd, rcv, timers, rtt, agreed, ts, sendMss, stream,
        written, segmentized, closeRequested, finSent, noDelay, smallEnd, userGone, readShut,
        retransmissionQueue, board, window, congestion, recovery, repeated, rack, ecn, lastTextSent,
        synTimeouts, probeOutstanding, persistBackoffs, probesUnanswered, urgentSent, received,
        receivedOctets, delivered, accepted, finReceived, held, heldBlocks, duplicate, finHeld, heldFin,
        advertisedEdge, unackedSegments, ackedAtOnce, lastTextArrived, conversing, keepAlive, keepAliveProbes,
        sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, challengesSince, challenges, error);
}

void FingerprintWalk::operator()(const Agreed& it)
{
    const auto& [timestamps, sack, ecn, windowScale, sendShift, receiveShift] = it;
    all(timestamps, sack, ecn, windowScale, sendShift, receiveShift);
}

void FingerprintWalk::operator()(const Timestamps& it)
{
    const auto& [recent, recentAt, lastAckSent] = it;
    all(recent, recentAt, lastAckSent);
}

void FingerprintWalk::operator()(const Scoreboard& it)
{
    const auto& [sacked, lost, waiting, resent, sackedSegments, newlyLost, highestSacked, lostBelow, lookFrom,
                 seen] = it;
    all(sacked, lost, waiting, resent, sackedSegments, newlyLost, highestSacked, lostBelow, lookFrom, seen);
}

void FingerprintWalk::operator()(const CongestionWindow& it)
{
    const auto& [cwnd, ssthresh, counted] = it;
    all(cwnd, ssthresh, counted);
}

void FingerprintWalk::operator()(const CongestionControl& it)
{
    (*this)(it.index());
    if (const auto* control = std::get_if<CubicControl>(&it))
        (*this)(control->cubic);
}

void FingerprintWalk::operator()(const Cubic& it)
{
    const auto& [wMax, cwndPrior, tEpoch, tCounted, k, wEst, fraction] = it;
    all(wMax, cwndPrior, tEpoch, tCounted, k, wEst, fraction);
}

void FingerprintWalk::operator()(const Recovery& it)
{
    const auto& [phase, point, dupAcks, partialSeen, rescueRxt, mayUndo, windowBefore, controlBefore,
                 firstResentTs, flightAtStart, prrDelivered, prrOut, fRtoStep, probed, probeEnd,
                 probeWasNew] = it;
    all(phase, point, dupAcks, partialSeen, rescueRxt, mayUndo, windowBefore, controlBefore, firstResentTs,
        flightAtStart, prrDelivered, prrOut, fRtoStep, probed, probeEnd, probeWasNew);
}

void FingerprintWalk::operator()(const Rack& it)
{
    const auto& [any, sentAt, end, rtt, minRtt, highestDelivered, reorderingSeen, multiplier, persist,
                 dsackRound, hasDsackRound] = it;
    all(any, sentAt, end, rtt, minRtt, highestDelivered, reorderingSeen, multiplier, persist, dsackRound,
        hasDsackRound);
}

void FingerprintWalk::operator()(const EcnState& it)
{
    const auto& [echo, mustTell, reducedUntil, reduced, waits] = it;
    all(echo, mustTell, reducedUntil, reduced, waits);
}

void FingerprintWalk::operator()(const Timers& it)
{
    const auto& [deadline] = it;
    all(deadline);
}

void FingerprintWalk::operator()(const Profile& it)
{
    const auto& [name, mss, sendBuffer, receiveBuffer, windowScale, wholeSegmentBuffer, windowFollowsBuffer,
                 nagle, nagleMinshall, halfWindowSegments, repacksOnRetransmit, mssOption, optionOrder,
                 timestamps, timestampAfterAck, timestampInReset, timestampsRequired, sack, dsack, ecn,
                 ecnWhenAsked, delayedAck, quickAcks, congestionControl, initialWindow, abcLimit,
                 restartAfterIdle, growsOnlyWhenLimited, thresholdFromCwnd, fastRetransmit, limitedTransmit,
                 proportionalReduction, rack, tailLossProbe, fRto, undo, keepsSackOnRto, initialRto, minRto,
                 maxRto, rtoGranularity, rtoSlop, rttFromSendTimes, minRtoFloorsVariance, r1, retries,
                 synRetries, synLinearTimeouts, synAckRetries, userTimeout, synTimeout, timeWait,
                 timeWaitZero, finWait2Timeout, resetOnUnreadClose, resetOnLateData, resetOnShutData,
                 timeWaitAcceptsSyn, timeWaitByTimestamps, timeWaitIgnoresReset, challengeAck,
                 challengeAckLimit, challengeAckInterval, ackRangeCheck, windowByAck, abortCarriesAck,
                 resetKeepsData, resetInCloseWaitIsPipe, repeatSynAck, establishOnSynAck, backlog,
                 backlogPlusOne, synQueue, abortOnOverflow, probeCarriesOctet, keepAlive, keepAliveIdle,
                 keepAliveInterval, keepAliveProbes, quietTime, threeWayHandshake, clockDrivenIsn,
                 acceptabilityTest, retransmission, exactReset, karn] = it;
    all(name, mss, sendBuffer, receiveBuffer, windowScale, wholeSegmentBuffer, windowFollowsBuffer, nagle,
        nagleMinshall, halfWindowSegments, repacksOnRetransmit, mssOption, optionOrder, timestamps,
        timestampAfterAck, timestampInReset, timestampsRequired, sack, dsack, ecn, ecnWhenAsked, delayedAck,
        quickAcks, congestionControl, initialWindow, abcLimit, restartAfterIdle, growsOnlyWhenLimited,
        thresholdFromCwnd, fastRetransmit, limitedTransmit, proportionalReduction, rack, tailLossProbe, fRto,
        undo, keepsSackOnRto, initialRto, minRto, maxRto, rtoGranularity, rtoSlop, rttFromSendTimes,
        minRtoFloorsVariance, r1, retries, synRetries, synLinearTimeouts, synAckRetries, userTimeout,
        synTimeout, timeWait, timeWaitZero, finWait2Timeout, resetOnUnreadClose, resetOnLateData,
        resetOnShutData, timeWaitAcceptsSyn, timeWaitByTimestamps, timeWaitIgnoresReset, challengeAck,
        challengeAckLimit, challengeAckInterval, ackRangeCheck, windowByAck, abortCarriesAck, resetKeepsData,
        resetInCloseWaitIsPipe, repeatSynAck, establishOnSynAck, backlog, backlogPlusOne, synQueue,
        abortOnOverflow, probeCarriesOctet, keepAlive, keepAliveIdle, keepAliveInterval, keepAliveProbes,
        quietTime, threeWayHandshake, clockDrivenIsn, acceptabilityTest, retransmission, exactReset, karn);
}

} // namespace tcplab
