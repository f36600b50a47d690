#include "core/experiment/canonical.h"

#include "core/host/packing.h"
#include "core/tcp/options.h"

#include <algorithm>

namespace tcplab {
namespace {

/// Beyond this no rule of TCP asks how long ago something was.
constexpr Duration longAgo = minutes(10);

bool hasLuck(const LinkSettings& link)
{
    const auto happens = [](Probability p) { return p.ppb != 0; };
    return link.jitter || !link.lossList.empty() || happens(link.loss) || happens(link.duplicate) ||
           happens(link.reorder) || happens(link.corrupt) || link.lossModel != LossModel::Bernoulli;
}

/// Takes a world apart. Each struct by a binding that names all its members: whoever adds one is told by the compiler
/// to think of it here.
class Canon {
public:
    Canon(Mixer& mixer, const World& world, const CanonicalRules& rules)
        : m(mixer), m_now(world.now), m_world(world), m_rules(rules)
    {}

    void world()
    {
        const auto& [scenario, now, step, nextSegment, hosts, links, faults] = m_world;
        bool clock = m_rules.clock;
        for (const Side side : {Side::Client, Side::Server}) {
            m_profile = &scenario->hosts[indexOf(side)].profile;
            host(hosts[indexOf(side)], scenario->hosts[indexOf(side)], clock);
        }
        for (const Link& it : links)
            link(it);
        for (const FaultState& fault : faults)
            m.add(fault.matches << 1 | (fault.armed ? 1u : 0u));
        if (clock)
            m.add(static_cast<std::uint64_t>(now.ns));
        else if (m_rules.timestamps)
            m.add(static_cast<std::uint64_t>(now.ns % 1'000'000));
    }

    void flight(const InFlight& it, bool hasFaults)
    {
        const auto& [packet, sentAt, endsAt, fate, rule, corrupted, byHand] = it;
        m.add(past(sentAt));
        m.add(future(endsAt) << 16 | static_cast<std::uint64_t>(fate) << 1 | (corrupted ? 1u : 0u));
        segment(packet.segment);
        if (hasFaults)
            m.add(packet.retransmission);
    }

private:
    // Instants

    std::uint64_t future(Instant at) const
    {
        return at.isNever() ? ~std::uint64_t{0} : static_cast<std::uint64_t>((at - m_now).ns);
    }
    /// One that has nothing to say once it has passed.
    std::uint64_t futureOrPassed(Instant at) const { return at <= m_now ? 0 : future(at); }
    std::uint64_t past(Instant at) const
    {
        return static_cast<std::uint64_t>(std::min(m_now - at, longAgo).ns);
    }
    /// A reading of the timestamps clock, as what it differs from the clock now.
    std::uint32_t reading(std::uint32_t value) const { return value - timestampClock(m_now); }

    // Segments

    static std::uint64_t flagBits(const Flags& it)
    {
        const auto& [syn, fin, rst, psh, ack, urg, ece, cwr] = it;
        return (syn ? 1u : 0u) | (fin ? 2u : 0u) | (rst ? 4u : 0u) | (psh ? 8u : 0u) | (ack ? 16u : 0u) |
               (urg ? 32u : 0u) | (ece ? 64u : 0u) | (cwr ? 128u : 0u);
    }
    void sack(const SackBlocks& it)
    {
        m.add(it.size());
        for (const SackBlock& block : it)
            m.add(block.left.value(), block.right.value());
    }
    void options(const Options& it)
    {
        const auto& [mss, windowScale, sackPermitted, timestamps, order, tsVal, tsEcr, blocks] = it;
        m.add(std::uint64_t{mss} << 32 | std::uint64_t{windowScale.value_or(255)} << 8 |
              (windowScale ? 1u : 0u) | (sackPermitted ? 2u : 0u) | (timestamps ? 4u : 0u) |
              (order == OptionOrder::Linux ? 8u : 0u));
        if (timestamps)
            m.add(reading(tsVal), tsEcr == 0 ? 0x80000000u : reading(tsEcr));
        sack(blocks);
    }
    void range(const TextRange& it)
    {
        const auto& [stream, length, offset] = it;
        m.add(stream, length);
        m.add(offset);
    }
    void segment(const Segment& it)
    {
        const auto& [sourcePort, destinationPort, seq, ack, ctl, ecn, up, wnd, opts, text] = it;
        m.add(seq.value(), ack.value());
        m.add(std::uint64_t{sourcePort} << 48 | std::uint64_t{destinationPort} << 32 | wnd);
        m.add(flagBits(ctl) << 32 | static_cast<std::uint64_t>(ecn) << 16 | up);
        options(opts);
        range(text);
    }

    // An end of a connection

    void send(const SendSpace& it)
    {
        const auto& [una, nxt, wnd, up, wl1, wl2, iss, maxWnd] = it;
        m.add(una.value(), nxt.value());
        m.add(wnd, maxWnd);
        m.add(wl1.value(), wl2.value());
        m.add(iss.value(), up.value());
    }
    void receive(const ReceiveSpace& it)
    {
        const auto& [nxt, wnd, up, irs] = it;
        m.add(nxt.value(), wnd);
        m.add(irs.value(), up.value());
    }
    void rtt(const RttEstimator& it)
    {
        const auto& [measured, srtt, rttvar, rto, backoffs, timing, timedEnd, timedAt] = it;
        m.add(std::uint64_t{backoffs} << 2 | (measured ? 1u : 0u) | (timing ? 2u : 0u));
        m.add(static_cast<std::uint64_t>(rto.ns));
        if (measured) {
            m.add(static_cast<std::uint64_t>(srtt.ns));
            m.add(static_cast<std::uint64_t>(rttvar.ns));
        }
        if (timing) {
            m.add(timedEnd.value());
            m.add(past(timedAt));
        }
    }
    void timers(const Timers& it)
    {
        const auto& [deadline] = it;
        for (const Instant at : deadline)
            m.add(future(at));
    }
    bool asksWhenSent() const
    {
        return m_profile->rack || m_profile->rttFromSendTimes || m_profile->tailLossProbe || m_profile->undo;
    }
    void sent(const SentSegment& it)
    {
        const auto& [seq, ctl, retransmissions, sacked, lost, resent, timedOut, text, lastSent] = it;
        m.add(std::uint64_t{seq.value()} << 32 | std::uint64_t{retransmissions} << 12 |
              (sacked ? 0x100u : 0u) | (lost ? 0x200u : 0u) | (resent ? 0x400u : 0u) |
              (timedOut ? 0x800u : 0u) | flagBits(ctl));
        m.add(text.length);
        if (asksWhenSent())
            m.add(past(lastSent));
    }
    void board(const Scoreboard& it)
    {
        const auto& [sacked, lost, waiting, resent, sackedSegments, newlyLost, highestSacked, lostBelow,
                     lookFrom, seen] = it;
        m.add(sacked, lost);
        m.add(waiting, resent);
        m.add(std::uint64_t{newlyLost} << 32 | sackedSegments);
        m.add(lostBelow.value());
        m.add(lookFrom.value(), sacked != 0 ? highestSacked.value() : 0);
        sack(seen);
    }
    void window(const CongestionWindow& it)
    {
        const auto& [cwnd, ssthresh, counted] = it;
        m.add(cwnd, ssthresh);
        m.add(counted);
    }
    void congestion(const CongestionControl& it)
    {
        m.add(it.index());
        if (const auto* control = std::get_if<CubicControl>(&it)) {
            const auto& [wMax, cwndPrior, tEpoch, tCounted, k, wEst, fraction] = control->cubic;
            m.add(wMax, cwndPrior);
            m.add(wEst);
            m.add(fraction);
            m.add(tEpoch.isNever() ? ~std::uint64_t{0} : past(tEpoch));
            if (!tEpoch.isNever()) {
                m.add(past(tCounted));
                m.add(static_cast<std::uint64_t>(k.ns));
            }
        }
    }
    void recovery(const Recovery& it)
    {
        const auto& [phase, point, dupAcks, partialSeen, rescueRxt, mayUndo, windowBefore, controlBefore,
                     firstResentTs, flightAtStart, prrDelivered, prrOut, fRtoStep, probed, probeEnd,
                     probeWasNew] = it;
        m.add(std::uint64_t{point.value()} << 32 | std::uint64_t{static_cast<std::uint8_t>(phase)} << 16 |
              std::uint64_t{fRtoStep} << 8 | (partialSeen ? 1u : 0u) | (mayUndo ? 4u : 0u) |
              (probed ? 8u : 0u) | (probeWasNew ? 16u : 0u));
        m.add(dupAcks, flightAtStart);
        if (phase == RecoveryPhase::None && !mayUndo && !probed)
            return;
        m.add(prrDelivered, prrOut);
        m.add(rescueRxt.value());
        m.add(probeEnd.value(), firstResentTs == 0 ? 0x80000000u : reading(firstResentTs));
        window(windowBefore);
        congestion(controlBefore);
    }
    void rack(const Rack& it)
    {
        const auto& [any, sentAt, end, rttOf, minRtt, highestDelivered, reorderingSeen, multiplier, persist,
                     dsackRound, hasDsackRound] = it;
        if (!m_profile->rack)
            return;
        m.add((any ? 1u : 0u) | (reorderingSeen ? 2u : 0u) | (hasDsackRound ? 4u : 0u));
        m.add(sentAt == Instant{} ? ~std::uint64_t{0} : past(sentAt)); // zero: none yet
        m.add(end.value(), highestDelivered.value());
        m.add(static_cast<std::uint64_t>(rttOf.ns));
        m.add(static_cast<std::uint64_t>(minRtt.ns));
        m.add(multiplier, persist);
        m.add(dsackRound.value());
    }

    void tcb(const Tcb& it)
    {
        const auto& [state, passiveOpen, localPort, remotePort, snd, rcv, timersOf, rttOf, agreed, ts,
                     sendMss, stream, written, segmentized, closeRequested, finSent, noDelay, smallEnd,
                     userGone, readShut, retransmissionQueue, boardOf, windowOf, congestionOf, recoveryOf,
                     repeated, rackOf, ecn, lastTextSent, synTimeouts, probeOutstanding, persistBackoffs,
                     probesUnanswered, urgentSent, received, receivedOctets, delivered, accepted, finReceived,
                     held, heldBlocks, duplicate, finHeld, heldFin, advertisedEdge, unackedSegments,
                     ackedAtOnce, lastTextArrived, conversing, keepAlive, keepAliveProbes, sendBuffer,
                     receiveBuffer, corked, maxSegment, userTimeout, challengesSince, challenges, error] = it;
        m.add(std::uint64_t{localPort} << 48 | std::uint64_t{remotePort} << 32 |
              static_cast<std::uint64_t>(error) << 8 | static_cast<std::uint64_t>(state));
        m.add(stream, receivedOctets);
        m.add(written);
        m.add(delivered);
        m.add((finReceived ? 1u : 0u) | (userGone ? 2u : 0u) | (closeRequested ? 4u : 0u) |
              (readShut ? 8u : 0u));
        for (const TextRange& text : received)
            range(text);
        if (state == ConnectionState::Closed)
            return;
        send(snd);
        receive(rcv);
        timers(timersOf);
        m.add(advertisedEdge.value(), ts.lastAckSent.value());
        const auto& [withTimestamps, withSack, withEcn, scaled, sendShift, receiveShift] = agreed;
        m.add((withTimestamps ? 1u : 0u) | (withSack ? 2u : 0u) | (withEcn ? 4u : 0u) | (scaled ? 8u : 0u) |
              std::uint64_t{sendShift} << 8 | std::uint64_t{receiveShift} << 16);
        if (withTimestamps || m_rules.timestamps)
            m.add(ts.recent == 0 ? 0x80000000u : reading(ts.recent));
        const bool counts = challenges != 0 && m_now - challengesSince < m_profile->challengeAckInterval;
        m.add(counts ? challenges : 0);
        if (counts)
            m.add(past(challengesSince));
        if (state == ConnectionState::TimeWait)
            return; // nothing more will be sent but ACKs
        rtt(rttOf);
        m.add(segmentized);
        m.add(accepted);
        m.add((passiveOpen ? 1u : 0u) | (finSent ? 2u : 0u) | (noDelay ? 4u : 0u) | (finHeld ? 8u : 0u) |
              (synTimeouts != 0 ? 16u : 0u) | (probeOutstanding ? 32u : 0u) | (urgentSent ? 64u : 0u) |
              (conversing ? 128u : 0u) | (keepAlive ? 256u : 0u) | (corked ? 512u : 0u) |
              (ecn.echo ? 1024u : 0u) | (ecn.mustTell ? 2048u : 0u) | (ecn.reduced ? 4096u : 0u) |
              (synTimeouts > 1 ? 8192u : 0u) | (ecn.waits ? 16384u : 0u));
        if (ecn.reduced)
            m.add(ecn.reducedUntil.value());
        m.add(sendMss, maxSegment);
        if (m_profile->nagleMinshall)
            m.add(smallEnd.value());
        for (const SentSegment& segmentOf : retransmissionQueue)
            sent(segmentOf);
        board(boardOf);
        window(windowOf);
        congestion(congestionOf);
        recovery(recoveryOf);
        rack(rackOf);
        m.add(retransmissionQueue.size() << 32 | repeated.size());
        for (const SackBlock& block : repeated)
            m.add(block.left.value(), block.right.value());
        if (isSynchronized(state))
            m.add(past(lastTextSent));
        m.add(persistBackoffs, probesUnanswered);
        m.add(held.size());
        for (const HeldSegment& segmentOf : held) {
            m.add(segmentOf.seq.value());
            range(segmentOf.text);
        }
        sack(heldBlocks);
        if (duplicate)
            m.add(duplicate->left.value(), duplicate->right.value());
        if (finHeld)
            m.add(heldFin.value());
        m.add(unackedSegments, ackedAtOnce);
        if (m_profile->quickAcks != 0 && accepted != 0)
            m.add(past(lastTextArrived));
        m.add(keepAliveProbes);
        m.add(sendBuffer, receiveBuffer);
        m.add(static_cast<std::uint64_t>(userTimeout.ns));
    }

    // A host

    void connection(const Connection& it)
    {
        const auto& [id, name, tcbOf, socket, listener, accepted, reuseAddr] = it;
        m.add(id, socket);
        m.add(listener, (accepted ? 1u : 0u) | (reuseAddr ? 2u : 0u));
        tcb(tcbOf);
        (void)name;
    }
    void text(const std::string& it)
    {
        m.add(it.size());
        for (const char c : it)
            m.add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    }
    void socket(const Socket& it)
    {
        const auto& [id, name, boundPort, autoPort, listening, backlog, listenerConnection, connectionOf,
                     reuseAddr, noDelay, keepAlive, sendBuffer, receiveBuffer, corked, maxSegment,
                     userTimeout, readShut, linger, closed, synQueue, acceptQueue] = it;
        m.add(id, boundPort);
        m.add(connectionOf, listenerConnection);
        m.add((autoPort ? 1u : 0u) | (listening ? 2u : 0u) | (reuseAddr ? 4u : 0u) | (noDelay ? 8u : 0u) |
              (keepAlive ? 16u : 0u) | (corked ? 32u : 0u) | (readShut ? 64u : 0u) | (closed ? 128u : 0u) |
              std::uint64_t{maxSegment} << 8 | std::uint64_t{backlog} << 32);
        if (!name.empty())
            text(name);
        if (sendBuffer != 0 || receiveBuffer != 0)
            m.add(sendBuffer, receiveBuffer);
        if (linger >= 0 || userTimeout) {
            m.add(static_cast<std::uint64_t>(linger));
            m.add(static_cast<std::uint64_t>(userTimeout.ns));
        }
        m.add(synQueue.size() << 32 | acceptQueue.size());
        for (const auto* queue : {&synQueue, &acceptQueue})
            for (const ConnectionId conn : *queue)
                m.add(conn);
    }
    void process(const Process& it)
    {
        const auto& [id, next, single, blocked, ended, wakeAt, progress, socketOf, loops] = it;
        if (ended)
            return;
        m.add(id, next);
        m.add(futureOrPassed(wakeAt));
        m.add(progress);
        m.add(std::uint64_t{socketOf} << 1 | (blocked ? 1u : 0u));
        for (const std::uint32_t turns : loops)
            m.add(turns);
        if (single)
            text(statementText(*single));
    }
    void host(const Host& it, const HostSettings& settings, bool& clock)
    {
        const auto& [side, up, quietUntil, connections, sockets, shelf, processes, readLogs, nextConnection,
                     nextSocket, nextProcess, nextStream, isnsDrawn, nextEphemeral, crashes, incarnations,
                     nextDeadline, nextTurn] = it;
        m.add(connections.size() << 40 | sockets.size() << 20 | shelf.size());
        m.add(isnsDrawn, std::uint32_t{nextEphemeral} << 1 | (up ? 1u : 0u));
        m.add(futureOrPassed(quietUntil));
        m.add(crashes);
        for (const Connection& connectionOf : connections)
            connection(connectionOf);
        for (const Socket& socketOf : sockets)
            socket(socketOf);
        shelf.forEach([&](const Shelf::Item& item) {
            if (const std::optional<Connection> copy = copyOf(it, item.label().conn))
                connection(*copy);
        });
        for (const Process& processOf : processes)
            process(processOf);
        for (const ReadLog& log : readLogs) {
            m.add(log.connection << 1 | (log.endOfStream ? 1u : 0u));
            for (const TextRange& read : log.text)
                range(read);
        }
        // A line that names an instant, and a number drawn by the clock, both still to come.
        const bool waits = std::ranges::any_of(processes, [&](const Process& p) {
            return !p.ended && !p.single && p.next < m_rules.untimedFrom[indexOf(side)];
        });
        clock = clock || waits || (isnsDrawn >= settings.isns.size() && settings.profile.clockDrivenIsn);
    }

    void link(const Link& it)
    {
        const auto& [offered, busyUntil, inFlight, departures, queuedOctets, codel, red, inBadState,
                     inOrderUntil] = it;
        if (m_rules.luck) {
            m.add(offered);
            m.add(futureOrPassed(inOrderUntil) << 1 | (inBadState ? 1u : 0u));
        }
        m.add(futureOrPassed(busyUntil));
        for (const Departure& departure : departures)
            if (departure.at > m_now) {
                m.add(future(departure.at));
                m.add(departure.octets);
            }
    }

    Mixer& m;
    Instant m_now;
    const World& m_world;
    const CanonicalRules& m_rules;
    const Profile* m_profile = nullptr;
};

} // namespace

CanonicalRules canonicalRules(const Scenario& scenario)
{
    CanonicalRules rules;
    rules.clock = !scenario.until.isNever();
    for (const LinkSettings& link : scenario.links) {
        rules.luck = rules.luck || hasLuck(link);
        rules.clock = rules.clock || link.discipline != QueueDiscipline::DropTail;
    }
    for (const Side side : {Side::Client, Side::Server}) {
        const HostSettings& host = scenario.hosts[indexOf(side)];
        rules.timestamps = rules.timestamps || host.profile.timestamps;
        // In a loop such a line may be come to again until the loop is over.
        std::uint32_t loopEnds = 0;
        for (std::uint32_t i = 0; i < host.program.size(); ++i) {
            const Statement& line = host.program[i];
            if (line.call == Call::Repeat)
                loopEnds = std::max(loopEnds, line.partner + 1);
            if (line.call == Call::At)
                rules.untimedFrom[indexOf(side)] = std::max(i + 1, loopEnds);
        }
    }
    return rules;
}

void mixWorld(Mixer& mixer, const World& world, const CanonicalRules& rules)
{
    Canon(mixer, world, rules).world();
}

void mixFlight(Mixer& mixer, const InFlight& flight, const World& world, const CanonicalRules& rules)
{
    Canon(mixer, world, rules).flight(flight, !world.scenario->faults.empty());
}

} // namespace tcplab
