#include "core/base/fingerprint.h"

#include "core/world/world.h"

#include <type_traits>

namespace tcplab {
namespace {

/// Walks through a value and feeds every member to a fingerprint. Each struct is taken apart by a binding
/// that names all its members: whoever adds one is told by the compiler to add it here.
class Walk {
public:
    std::uint64_t result() const { return m_fingerprint.value(); }

    template <class T>
        requires std::is_integral_v<T> || std::is_enum_v<T>
    void operator()(T number)
    {
        m_fingerprint.add(static_cast<std::uint64_t>(number));
    }
    void operator()(const std::string& text) { m_fingerprint.add(std::string_view(text)); }
    void operator()(SeqNum number) { (*this)(number.value()); }
    void operator()(Duration duration) { (*this)(duration.ns); }
    void operator()(Instant instant) { (*this)(instant.ns); }
    void operator()(Probability probability) { (*this)(probability.ppb); }
    template <class T> void operator()(const std::vector<T>& items) { sequence(items); }
    template <class T> void operator()(const Fifo<T>& items) { sequence(items); }
    template <class T> void operator()(const LongList<T>& items) { sequence(items); }
    template <class T, std::size_t n> void operator()(const std::array<T, n>& items)
    {
        for (const T& item : items)
            (*this)(item);
    }
    template <class T> void operator()(const std::optional<T>& item)
    {
        (*this)(item.has_value());
        if (item)
            (*this)(*item);
    }
    void operator()(const Intervention& what)
    {
        (*this)(what.index());
        std::visit(*this, what);
    }

    // Segments
    void operator()(const Flags& it)
    {
        const auto& [syn, fin, rst, psh, ack, urg, ece, cwr] = it;
        all(syn, fin, rst, psh, ack, urg, ece, cwr);
    }
    void operator()(const Options& it)
    {
        const auto& [mss, windowScale, sackPermitted, timestamps, order, tsVal, tsEcr, sack] = it;
        all(mss, windowScale, sackPermitted, timestamps, tsVal, tsEcr, sack, order);
    }
    void operator()(const SackBlock& it)
    {
        const auto& [left, right] = it;
        all(left, right);
    }
    void operator()(const SackBlocks& it)
    {
        (*this)(it.size());
        for (const SackBlock& block : it)
            (*this)(block);
    }
    void operator()(const TextRange& it)
    {
        const auto& [stream, length, offset] = it;
        all(stream, offset, length);
    }
    void operator()(const Segment& it)
    {
        const auto& [sourcePort, destinationPort, seq, ack, ctl, ecn, up, wnd, options, text] = it;
        all(sourcePort, destinationPort, seq, ack, ctl, ecn, up, wnd, options, text);
    }
    void operator()(const Packet& it)
    {
        const auto& [id, retransmission, segment] = it;
        all(id, retransmission, segment);
    }

    // An end of a connection
    void operator()(const SendSpace& it)
    {
        const auto& [una, nxt, wnd, up, wl1, wl2, iss, maxWnd] = it;
        all(una, nxt, wnd, up, wl1, wl2, iss, maxWnd);
    }
    void operator()(const ReceiveSpace& it)
    {
        const auto& [nxt, wnd, up, irs] = it;
        all(nxt, wnd, up, irs);
    }
    void operator()(const RttEstimator& it)
    {
        const auto& [measured, srtt, rttvar, rto, backoffs, timing, timedEnd, timedAt] = it;
        all(measured, srtt, rttvar, rto, backoffs, timing, timedEnd, timedAt);
    }
    void operator()(const SentSegment& it)
    {
        const auto& [seq, ctl, retransmissions, sacked, lost, resent, timedOut, text, lastSent] = it;
        all(seq, ctl, retransmissions, sacked, lost, resent, timedOut, text, lastSent);
    }
    void operator()(const HeldSegment& it)
    {
        const auto& [seq, text] = it;
        all(seq, text);
    }
    void operator()(const Tcb& it)
    {
        const auto& [state, passiveOpen, localPort, remotePort, snd, rcv, timers, rtt, agreed, ts, sendMss,
                     stream, written, segmentized, closeRequested, finSent, noDelay, smallEnd, userGone,
                     readShut, retransmissionQueue, board, window, congestion, recovery, repeated, rack, ecn,
                     lastTextSent, synTimeouts, probeOutstanding, persistBackoffs, probesUnanswered,
                     urgentSent, received, receivedOctets, delivered, accepted, finReceived, held, heldBlocks,
                     duplicate, finHeld, heldFin, advertisedEdge, unackedSegments, ackedAtOnce,
                     lastTextArrived, conversing, keepAlive, keepAliveProbes, sendBuffer, receiveBuffer,
                     corked, maxSegment, userTimeout, challengesSince, challenges, error] = it;
        all(state, passiveOpen, localPort, remotePort, snd, rcv, timers, rtt, agreed, ts, sendMss, stream,
            written, segmentized, closeRequested, finSent, noDelay, smallEnd, userGone, readShut,
            retransmissionQueue, board, window, congestion, recovery, repeated, rack, ecn, lastTextSent,
            synTimeouts, probeOutstanding, persistBackoffs, probesUnanswered, urgentSent, received,
            receivedOctets, delivered, accepted, finReceived, held, heldBlocks, duplicate, finHeld, heldFin,
            advertisedEdge, unackedSegments, ackedAtOnce, lastTextArrived, conversing, keepAlive,
            keepAliveProbes, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, challengesSince,
            challenges, error);
    }
    void operator()(const Agreed& it)
    {
        const auto& [timestamps, sack, ecn, windowScale, sendShift, receiveShift] = it;
        all(timestamps, sack, ecn, windowScale, sendShift, receiveShift);
    }
    void operator()(const Timestamps& it)
    {
        const auto& [recent, recentAt, lastAckSent] = it;
        all(recent, recentAt, lastAckSent);
    }
    void operator()(const Scoreboard& it)
    {
        const auto& [sacked, lost, waiting, resent, sackedSegments, newlyLost, highestSacked, lostBelow,
                     lookFrom, seen] = it;
        all(sacked, lost, waiting, resent, sackedSegments, newlyLost, highestSacked, lostBelow, lookFrom,
            seen);
    }
    void operator()(const CongestionWindow& it)
    {
        const auto& [cwnd, ssthresh, counted] = it;
        all(cwnd, ssthresh, counted);
    }
    void operator()(const CongestionControl& it)
    {
        (*this)(it.index());
        if (const auto* control = std::get_if<CubicControl>(&it))
            (*this)(control->cubic);
    }
    void operator()(const Cubic& it)
    {
        const auto& [wMax, cwndPrior, tEpoch, tCounted, k, wEst, fraction] = it;
        all(wMax, cwndPrior, tEpoch, tCounted, k, wEst, fraction);
    }
    void operator()(const Recovery& it)
    {
        const auto& [phase, point, dupAcks, partialSeen, rescueRxt, mayUndo, windowBefore, controlBefore,
                     firstResentTs, flightAtStart, prrDelivered, prrOut, fRtoStep, probed, probeEnd,
                     probeWasNew] = it;
        all(phase, point, dupAcks, partialSeen, rescueRxt, mayUndo, windowBefore, controlBefore,
            firstResentTs, flightAtStart, prrDelivered, prrOut, fRtoStep, probed, probeEnd, probeWasNew);
    }
    void operator()(const Rack& it)
    {
        const auto& [any, sentAt, end, rtt, minRtt, highestDelivered, reorderingSeen, multiplier, persist,
                     dsackRound, hasDsackRound] = it;
        all(any, sentAt, end, rtt, minRtt, highestDelivered, reorderingSeen, multiplier, persist, dsackRound,
            hasDsackRound);
    }
    void operator()(const EcnState& it)
    {
        const auto& [echo, mustTell, reducedUntil, reduced, waits] = it;
        all(echo, mustTell, reducedUntil, reduced, waits);
    }
    void operator()(const Timers& it)
    {
        const auto& [deadline] = it;
        all(deadline);
    }
    void operator()(const Profile& it)
    {
        const auto& [name, mss, sendBuffer, receiveBuffer, windowScale, wholeSegmentBuffer,
                     windowFollowsBuffer, nagle, nagleMinshall, halfWindowSegments, repacksOnRetransmit,
                     mssOption, optionOrder, timestamps, timestampAfterAck, timestampInReset,
                     timestampsRequired, sack, dsack, ecn, ecnWhenAsked, delayedAck, quickAcks,
                     congestionControl, initialWindow, abcLimit, restartAfterIdle, growsOnlyWhenLimited,
                     thresholdFromCwnd, fastRetransmit, limitedTransmit, proportionalReduction, rack,
                     tailLossProbe, fRto, undo, keepsSackOnRto, initialRto, minRto, maxRto, rtoGranularity,
                     rtoSlop, rttFromSendTimes, minRtoFloorsVariance, r1, retries, synRetries,
                     synLinearTimeouts, synAckRetries, userTimeout, synTimeout, timeWait, timeWaitZero,
                     finWait2Timeout, resetOnUnreadClose, resetOnLateData, resetOnShutData,
                     timeWaitAcceptsSyn, timeWaitByTimestamps, timeWaitIgnoresReset, challengeAck,
                     challengeAckLimit, challengeAckInterval, ackRangeCheck, windowByAck, abortCarriesAck,
                     resetKeepsData, resetInCloseWaitIsPipe, repeatSynAck, establishOnSynAck, backlog,
                     backlogPlusOne, synQueue, abortOnOverflow, probeCarriesOctet, keepAlive, keepAliveIdle,
                     keepAliveInterval, keepAliveProbes, quietTime, threeWayHandshake, clockDrivenIsn,
                     acceptabilityTest, retransmission, exactReset, karn] = it;
        all(name, mss, sendBuffer, receiveBuffer, windowScale, wholeSegmentBuffer, windowFollowsBuffer, nagle,
            nagleMinshall, halfWindowSegments, repacksOnRetransmit, mssOption, optionOrder, timestamps,
            timestampAfterAck, timestampInReset, timestampsRequired, sack, dsack, ecn, ecnWhenAsked,
            delayedAck, quickAcks, congestionControl, initialWindow, abcLimit, restartAfterIdle,
            growsOnlyWhenLimited, thresholdFromCwnd, fastRetransmit, limitedTransmit, proportionalReduction,
            rack, tailLossProbe, fRto, undo, keepsSackOnRto, initialRto, minRto, maxRto, rtoGranularity,
            rtoSlop, rttFromSendTimes, minRtoFloorsVariance, r1, retries, synRetries, synLinearTimeouts,
            synAckRetries, userTimeout, synTimeout, timeWait, timeWaitZero, finWait2Timeout,
            resetOnUnreadClose, resetOnLateData, resetOnShutData, timeWaitAcceptsSyn, timeWaitByTimestamps,
            timeWaitIgnoresReset, challengeAck, challengeAckLimit, challengeAckInterval, ackRangeCheck,
            windowByAck, abortCarriesAck, resetKeepsData, resetInCloseWaitIsPipe, repeatSynAck,
            establishOnSynAck, backlog, backlogPlusOne, synQueue, abortOnOverflow, probeCarriesOctet,
            keepAlive, keepAliveIdle, keepAliveInterval, keepAliveProbes, quietTime, threeWayHandshake,
            clockDrivenIsn, acceptabilityTest, retransmission, exactReset, karn);
    }

    // The wire
    void operator()(const QueueLength& it)
    {
        const auto& [amount, inOctets] = it;
        all(amount, inOctets);
    }
    void operator()(const RedSettings& it)
    {
        const auto& [minTh, maxTh, maxP, weight, gentle] = it;
        all(minTh, maxTh, maxP, weight, gentle);
    }
    void operator()(const CodelSettings& it)
    {
        const auto& [target, interval] = it;
        all(target, interval);
    }
    void operator()(const GilbertElliott& it)
    {
        const auto& [goodToBad, badToGood, lossInGood, lossInBad] = it;
        all(goodToBad, badToGood, lossInGood, lossInBad);
    }
    void operator()(const NumberRange& it)
    {
        const auto& [first, last] = it;
        all(first, last);
    }
    void operator()(const LinkSettings& it)
    {
        const auto& [delay, jitter, jitterReorders, bandwidth, queueSegments, queueOctets, discipline, red,
                     codel, ecn, ecnThreshold, lossModel, loss, gilbertElliott, lossList, duplicate, reorder,
                     reorderBy, corrupt, msl, mtu] = it;
        all(delay, jitter, jitterReorders, bandwidth, queueSegments, queueOctets, discipline, red, codel, ecn,
            ecnThreshold, lossModel, loss, gilbertElliott, lossList, duplicate, reorder, reorderBy, corrupt,
            msl, mtu);
    }
    void operator()(const InFlight& it)
    {
        const auto& [packet, sentAt, endsAt, fate, rule, corrupted, byHand] = it;
        all(packet, sentAt, endsAt, fate, rule, corrupted, byHand);
    }
    void operator()(const Journey& it)
    {
        const auto& [travel, hold, byHand, fate, rule, delayRule, corrupted] = it;
        all(travel, hold, byHand, fate, rule, delayRule, corrupted);
    }
    void operator()(const CodelState& it)
    {
        const auto& [firstAboveTime, dropNext, count, lastCount, dropping, call] = it;
        all(firstAboveTime, dropNext, count, lastCount, dropping, call);
    }
    void operator()(const Waiting& it)
    {
        const auto& [id, octets, since, turn, ecn, journey, codelBefore, busyBefore, inOrderBefore] = it;
        all(id, octets, since, turn, ecn, journey, codelBefore, busyBefore, inOrderBefore);
    }
    void operator()(const CodelQueue& it)
    {
        const auto& [state, waiting, octets] = it;
        all(state, waiting, octets);
    }
    void operator()(const Departure& it)
    {
        const auto& [at, octets] = it;
        all(at, octets);
    }
    void operator()(const RedState& it)
    {
        const auto& [average, sinceDrop] = it;
        all(average, sinceDrop);
    }
    void operator()(const Link& it)
    {
        const auto& [offered, busyUntil, inFlight, departures, queuedOctets, codel, red, inBadState,
                     inOrderUntil] = it;
        all(offered, busyUntil, inFlight, departures, queuedOctets, codel, red, inBadState, inOrderUntil);
    }
    void operator()(const FaultRule& it)
    {
        const auto& [action, from, flags, pshNamed, after, minLength, maxLength, minSeq, maxSeq,
                     retransmission, nth, count, by, copies, line] = it;
        all(action, from, flags, pshNamed, after, minLength, maxLength, minSeq, maxSeq, retransmission, nth,
            count, by, copies, line);
    }
    void operator()(const FaultState& it)
    {
        const auto& [armed, matches] = it;
        all(armed, matches);
    }

    // Hosts and their programs
    void operator()(const Statement& it)
    {
        const auto& [call, socket, as, to, port, fromPort, octets, bytes, untilEof, urgent, some, peek, more,
                     nowait, direction, backlog, option, value, condition, duration, at, times, partner,
                     tolerant, background, line] = it;
        all(call, socket, as, to, port, fromPort, octets, bytes, untilEof, urgent, some, peek, more, nowait,
            direction, backlog, option, value, condition, duration, at, times, partner, tolerant, background,
            line);
    }
    void operator()(const ConnectionName& it)
    {
        const auto& [localPort, remotePort, incarnation] = it;
        all(localPort, remotePort, incarnation);
    }
    void operator()(const Incarnation& it)
    {
        const auto& [localPort, remotePort, incarnation, conn] = it;
        all(localPort, remotePort, incarnation, conn);
    }
    void operator()(const Shelf& it)
    {
        (*this)(it.size());
        it.forEach([this](const Shelf::Item& item) {
            const auto& [deadline, conn, socket, localPort, reuseAddr] = item.label();
            all(deadline, conn, socket, localPort, reuseAddr);
            for (const std::uint64_t number : item.numbers())
                (*this)(number);
        });
    }
    void operator()(const Connection& it)
    {
        const auto& [id, name, tcb, socket, listener, accepted, reuseAddr] = it;
        all(id, name, tcb, socket, listener, accepted, reuseAddr);
    }
    void operator()(const Socket& it)
    {
        const auto& [id, name, boundPort, autoPort, listening, backlog, listenerConnection, connection,
                     reuseAddr, noDelay, keepAlive, sendBuffer, receiveBuffer, corked, maxSegment,
                     userTimeout, readShut, linger, closed, synQueue, acceptQueue] = it;
        all(id, name, boundPort, autoPort, listening, backlog, listenerConnection, connection, reuseAddr,
            noDelay, keepAlive, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, readShut, linger,
            closed, synQueue, acceptQueue);
    }
    void operator()(const Process& it)
    {
        const auto& [id, next, single, blocked, ended, wakeAt, progress, socket, loops] = it;
        all(id, next, single, blocked, ended, wakeAt, progress, socket, loops);
    }
    void operator()(const ReadLog& it)
    {
        const auto& [connection, text, endOfStream] = it;
        all(connection, text, endOfStream);
    }
    void operator()(const Deadline& it)
    {
        const auto& [at, conn] = it;
        all(at, conn);
    }
    void operator()(const Host& it)
    {
        const auto& [side, up, quietUntil, connections, sockets, shelf, processes, readLogs, nextConnection,
                     nextSocket, nextProcess, nextStream, isnsDrawn, nextEphemeral, crashes, incarnations,
                     nextDeadline, nextTurn] = it;
        all(side, up, quietUntil, connections, sockets, shelf, processes, readLogs, nextConnection,
            nextSocket, nextProcess, nextStream, isnsDrawn, nextEphemeral, crashes, nextDeadline,
            incarnations);
        static_cast<void>(nextTurn); // follows from the rest
    }
    void operator()(const HostSettings& it)
    {
        const auto& [profile, address, isns, program, programText, scripted] = it;
        all(profile, address, isns, program, programText, scripted);
    }

    // Where a run starts
    void operator()(const DropSegment& it)
    {
        const auto& [segment] = it;
        all(segment);
    }
    void operator()(const DelaySegment& it)
    {
        const auto& [segment, by] = it;
        all(segment, by);
    }
    void operator()(const DuplicateSegment& it)
    {
        const auto& [segment] = it;
        all(segment);
    }
    void operator()(const CorruptSegment& it)
    {
        const auto& [segment] = it;
        all(segment);
    }
    void operator()(const MakeCall& it)
    {
        const auto& [host, statement] = it;
        all(host, statement);
    }
    void operator()(const CrashHost& it)
    {
        const auto& [host] = it;
        all(host);
    }
    void operator()(const BootHost& it)
    {
        const auto& [host] = it;
        all(host);
    }
    void operator()(const InjectSegment& it)
    {
        const auto& [from, segment] = it;
        all(from, segment);
    }
    void operator()(const IcmpMessage& it)
    {
        const auto& [kind, localPort, remotePort, seq] = it;
        all(kind, localPort, remotePort, seq);
    }
    void operator()(const DeliverIcmp& it)
    {
        const auto& [to, message] = it;
        all(to, message);
    }
    void operator()(const PlacedIntervention& it)
    {
        const auto& [step, at, what] = it;
        all(step, at, what);
    }
    void operator()(const Bilingual& it)
    {
        const auto& [en, zh] = it;
        all(en, zh);
    }
    void operator()(const Scenario& it)
    {
        const auto& [name, title, summary, notes, lesson, rfc, seed, until, links, hosts, faults,
                     interventions, source] = it;
        all(name, title, summary, notes, lesson, rfc, seed, until, links, hosts, faults, interventions,
            source);
    }

    // Everything
    void operator()(const World& it)
    {
        const auto& [scenario, now, step, nextSegment, hosts, links, faults] = it;
        all(*scenario, now, step, nextSegment, hosts, links, faults);
    }

private:
    template <class... Members> void all(const Members&... members) { ((*this)(members), ...); }
    template <class Items> void sequence(const Items& items)
    {
        (*this)(items.size());
        for (const auto& item : items)
            (*this)(item);
    }

    Fingerprint m_fingerprint;
};

} // namespace

std::uint64_t fingerprint(const World& world)
{
    Walk walk;
    walk(world);
    return walk.result();
}

} // namespace tcplab
