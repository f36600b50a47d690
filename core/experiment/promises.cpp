#include "core/experiment/promises.h"

#include "core/experiment/canonical.h"

#include <algorithm>

namespace tcplab {
namespace {

bool isOver(ConnectionState state)
{
    return state == ConnectionState::Closed || state == ConnectionState::Listen;
}

std::optional<BrokenPromise> broken(Promise what, Side host, ConnectionId conn)
{
    return BrokenPromise{.what = what, .host = host, .conn = conn};
}

const Connection* findIn(const Host& host, ConnectionId id)
{
    for (const Connection& connection : host.connections)
        if (connection.id == id)
            return &connection;
    return nullptr;
}

/// Where it stands; what is on the shelf is in TIME-WAIT, what is nowhere is CLOSED.
ConnectionState stateOf(const Host& host, ConnectionId id, const Connection* connection)
{
    if (connection != nullptr)
        return connection->tcb.state;
    return !host.shelf.empty() && host.shelf.find(id) ? ConnectionState::TimeWait : ConnectionState::Closed;
}

bool readShut(const Host& host, ConnectionId id)
{
    return std::ranges::any_of(host.sockets,
                               [id](const Socket& s) { return s.connection == id && s.readShut; });
}

} // namespace

const char* nameOf(Promise promise)
{
    constexpr std::array names{"comes-to-rest",      "octets-intact",      "established-together",
                               "no-old-incarnation", "reset-for-a-reason", "keeps-trying",
                               "true-round-trip"};
    return names[static_cast<std::size_t>(promise)];
}

LedgerEntry* Ledger::find(Side side, ConnectionId id)
{
    auto& entries = m_entries[indexOf(side)];
    const auto found = std::ranges::find(entries, id, &LedgerEntry::id);
    return found == entries.end() ? nullptr : &*found;
}

const LedgerEntry* Ledger::find(Side side, ConnectionId id) const
{
    const auto& entries = m_entries[indexOf(side)];
    const auto found = std::ranges::find(entries, id, &LedgerEntry::id);
    return found == entries.end() ? nullptr : &*found;
}

Origin Ledger::originOf(SegmentId segment) const
{
    const auto found = std::ranges::find(m_origins, segment, &Sent::segment);
    return found == m_origins.end() ? Origin{} : found->origin;
}

void Ledger::forgetSegment(SegmentId segment)
{
    const auto found = std::ranges::find(m_origins, segment, &Sent::segment);
    if (found != m_origins.end())
        m_origins.erase(found);
}

void Ledger::before(const World& world, const Event& event)
{
    m_target = {};
    const auto* arrival = std::get_if<FlightEnds>(&event.what);
    if (arrival == nullptr)
        return;
    const InFlight& flight = world.links[indexOf(arrival->sender)].inFlight.front();
    m_target.packet = flight.packet;
    m_target.origin = originOf(flight.packet.id);
    forgetSegment(flight.packet.id);
    if (flight.fate != DropReason::None) {
        noteLoss();
        return;
    }
    const Side side = peerOf(arrival->sender);
    const Host& host = world.hosts[indexOf(side)];
    const Segment& seg = flight.packet.segment;
    const auto& entries = m_entries[indexOf(side)];
    for (auto entry = entries.rbegin(); entry != entries.rend() && m_target.conn == 0; ++entry)
        if (!isOver(entry->state) && entry->localPort == seg.destinationPort &&
            entry->remotePort == seg.sourcePort) {
            m_target.conn = entry->id;
            m_target.state = entry->state;
        }
    for (const Socket& socket : host.sockets)
        m_target.listens = m_target.listens || (socket.listening && socket.boundPort == seg.destinationPort);
    if (const Connection* connection = findIn(host, m_target.conn)) {
        const Tcb& tcb = connection->tcb;
        m_target.accepted = tcb.accepted;
        m_target.held = tcb.held.size();
        m_target.finSeen = tcb.finReceived || tcb.finHeld;
        m_target.userGone = tcb.userGone || tcb.readShut;
        m_target.iss = tcb.snd.iss;
        m_target.una = tcb.snd.una;
        m_target.nxt = tcb.snd.nxt;
    }
}

std::optional<BrokenPromise> Ledger::after(const World& world, const Event& event, const StepLog& log)
{
    Side side = Side::Client;
    if (const auto* arrival = std::get_if<FlightEnds>(&event.what))
        side = peerOf(arrival->sender);
    else if (const auto* timer = std::get_if<TimerExpires>(&event.what))
        side = timer->host;
    else
        side = std::get<ProgramRuns>(event.what).host;

    enterNew(world, log);
    enterSent(world, side, log);
    std::optional<BrokenPromise> found = look(world, side, event);
    for (const Packet& packet : log.packets)
        if (!found && packet.segment.ctl.rst && !mayReset(world, event, packet.segment))
            found = broken(Promise::ResetForAReason, side, m_target.conn);
    if (!found)
        found = lookAtReads(world, side);
    if (!found && world.links[0].inFlight.empty() && world.links[1].inFlight.empty())
        found = lookForLonely(world);
    return found;
}

void Ledger::enterNew(const World& world, const StepLog& log)
{
    for (const OpenedConnection& opened : log.opened) {
        if (opened.name.remotePort == 0)
            continue; // a listener's place
        LedgerEntry& entry = m_entries[indexOf(opened.host)].emplace_back();
        entry.id = opened.id;
        entry.localPort = opened.name.localPort;
        entry.remotePort = opened.name.remotePort;
        entry.state = ConnectionState::SynSent; // where look() finds it afresh
        if (const Connection* connection = findIn(world.hosts[indexOf(opened.host)], opened.id))
            entry.stream = connection->tcb.stream;
        if (m_target.packet.segment.ctl.syn && m_target.packet.segment.sourcePort == entry.remotePort)
            takeSyn(opened.host, opened.id, m_target.origin.sender);
    }
}

void Ledger::takeSyn(Side host, ConnectionId taker, ConnectionId sender)
{
    if (LedgerEntry* entry = find(host, taker))
        entry->peer = sender;
    if (LedgerEntry* other = find(peerOf(host), sender))
        other->heard = true;
}

/// Who has sent what: the latest connection between those ports, if it lived when the step began or came with it.
void Ledger::enterSent(const World&, Side host, const StepLog& log)
{
    for (const Packet& packet : log.packets) {
        Origin origin{.sender = 0, .answers = m_target.origin.sender};
        const auto& entries = m_entries[indexOf(host)];
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
            if (entry->localPort == packet.segment.sourcePort &&
                entry->remotePort == packet.segment.destinationPort) {
                if (!isOver(entry->state))
                    origin = {.sender = entry->id, .answers = 0};
                break;
            }
        m_origins.push_back({packet.id, origin});
    }
}

std::optional<BrokenPromise> Ledger::look(const World& world, Side side, const Event& event)
{
    const Host& host = world.hosts[indexOf(side)];
    // A SYN that was waited for.
    if (m_target.conn != 0 && m_target.state == ConnectionState::SynSent && m_target.packet.segment.ctl.syn) {
        const Connection* connection = findIn(host, m_target.conn);
        if (connection != nullptr && !isOver(connection->tcb.state) &&
            connection->tcb.state != ConnectionState::SynSent)
            takeSyn(side, m_target.conn, m_target.origin.sender);
    }
    std::optional<BrokenPromise> found = lookAtArrival(world, side);
    for (LedgerEntry& entry : m_entries[indexOf(side)]) {
        if (isOver(entry.state))
            continue;
        const auto one = lookAt(world, side, entry, findIn(host, entry.id), event);
        if (!found)
            found = one;
    }
    return found;
}

std::optional<BrokenPromise> Ledger::lookAt(const World& world, Side side, LedgerEntry& entry,
                                            const Connection* connection, const Event& event)
{
    const Host& host = world.hosts[indexOf(side)];
    const Side other = peerOf(side);
    const ConnectionState before = entry.state;
    entry.state = stateOf(host, entry.id, connection);
    std::optional<BrokenPromise> found;
    if (connection != nullptr) {
        const Tcb& tcb = connection->tcb;
        entry.written = tcb.written;
        if (tcb.rtt.measured && !isOver(entry.state)) {
            const Scenario& scenario = *world.scenario;
            const Duration clock = tcb.agreed.timestamps ? milliseconds(1) : Duration{};
            if (tcb.rtt.srtt + clock < scenario.links[0].delay + scenario.links[1].delay)
                found = broken(Promise::TrueRoundTrip, side, entry.id);
        }
    }
    const bool wasOpening = before == ConnectionState::SynSent || before == ConnectionState::SynReceived;
    if (wasOpening && isSynchronized(entry.state) && entry.peer != 0) {
        // §3.5: who is ESTABLISHED knows that the other end means this connection, or meant it.
        const LedgerEntry* peer = find(other, entry.peer);
        const bool meansAnother = peer != nullptr && peer->peer != 0 && peer->peer != entry.id;
        if (!entry.heard && (peer == nullptr || isOver(peer->state) || meansAnother))
            found = broken(Promise::EstablishedTogether, side, entry.id);
    }
    if (isOver(entry.state)) {
        const bool byTimer = std::holds_alternative<TimerExpires>(event.what);
        const bool byArrival = std::holds_alternative<FlightEnds>(event.what);
        entry.orderly = before == ConnectionState::TimeWait ||
                        (before == ConnectionState::LastAck && byArrival && !m_target.packet.segment.ctl.rst);
        const Host& there = world.hosts[indexOf(other)];
        if (byTimer && before != ConnectionState::TimeWait && before != ConnectionState::FinWait2 &&
            m_losses < enoughLosses && there.up && there.crashes == 0)
            found = broken(Promise::KeepsTrying, side, entry.id);
    }
    return found;
}

/// Is what has just arrived another connection's, and was it taken all the same?
std::optional<BrokenPromise> Ledger::lookAtArrival(const World& world, Side side) const
{
    const LedgerEntry* entry = m_target.conn != 0 ? find(side, m_target.conn) : nullptr;
    if (entry == nullptr || m_target.packet.id == 0)
        return std::nullopt;
    const Origin origin = m_target.origin;
    bool belongs = true;
    bool isOlder = false; // a RST of a later one clears away what an old SYN has left (§3.5, Figure 8)
    if (origin.sender != 0) {
        const LedgerEntry* sender = find(peerOf(side), origin.sender);
        belongs = (entry->peer == 0 || entry->peer == origin.sender) &&
                  (sender == nullptr || sender->peer == 0 || sender->peer == entry->id);
        isOlder = origin.sender < entry->peer ||
                  (sender != nullptr && sender->peer != 0 && sender->peer < entry->id);
    } else if (origin.answers != 0) {
        belongs = origin.answers == entry->id;
        isOlder = origin.answers < entry->id;
    }
    if (belongs)
        return std::nullopt;
    const Host& host = world.hosts[indexOf(side)];
    const Connection* connection = findIn(host, entry->id);
    const ConnectionState now = stateOf(host, entry->id, connection);
    const bool obeyed = isOlder && m_target.packet.segment.ctl.rst && isOver(now) &&
                        m_target.state != ConnectionState::TimeWait;
    bool taken = false;
    if (connection != nullptr) {
        const Tcb& tcb = connection->tcb;
        const bool acknowledged =
            m_target.state >= ConnectionState::SynReceived && tcb.snd.una != m_target.una;
        taken = acknowledged || tcb.accepted != m_target.accepted || tcb.held.size() > m_target.held ||
                ((tcb.finReceived || tcb.finHeld) && !m_target.finSeen);
    }
    return obeyed || taken ? broken(Promise::NoOldIncarnation, side, entry->id) : std::nullopt;
}

std::optional<BrokenPromise> Ledger::lookAtReads(const World& world, Side side) const
{
    const Host& host = world.hosts[indexOf(side)];
    const auto peerOfEntry = [&](ConnectionId id) -> const LedgerEntry* {
        const LedgerEntry* entry = find(side, id);
        return entry != nullptr && entry->peer != 0 ? find(peerOf(side), entry->peer) : nullptr;
    };
    for (const Connection& connection : host.connections) {
        const LedgerEntry* peer = connection.tcb.received.empty() ? nullptr : peerOfEntry(connection.id);
        if (peer == nullptr)
            continue;
        // What waits to be read is one piece of the stream, and ends where RCV.NXT stands.
        std::uint64_t at = connection.tcb.received.front().offset;
        for (const TextRange& range : connection.tcb.received) {
            if (range.stream != peer->stream)
                return broken(Promise::NoOldIncarnation, side, connection.id);
            if (range.offset != at)
                return broken(Promise::OctetsIntact, side, connection.id);
            at += range.length;
        }
        if (at != connection.tcb.accepted)
            return broken(Promise::OctetsIntact, side, connection.id);
    }
    for (const ReadLog& log : host.readLogs) {
        const LedgerEntry* peer = peerOfEntry(log.connection);
        if (peer == nullptr)
            continue;
        std::uint64_t at = 0;
        for (const TextRange& range : log.text) {
            if (range.stream != peer->stream)
                return broken(Promise::NoOldIncarnation, side, log.connection);
            if (range.offset != at)
                return broken(Promise::OctetsIntact, side, log.connection);
            at += range.length;
        }
        if (at > peer->written || (log.endOfStream && at != peer->written && !readShut(host, log.connection)))
            return broken(Promise::OctetsIntact, side, log.connection);
    }
    return std::nullopt;
}

bool Ledger::mayBeHalfOpen(Side side, const LedgerEntry& entry) const
{
    const LedgerEntry* peer = find(peerOf(side), entry.peer);
    return peer != nullptr && isOver(peer->state) && !peer->orderly;
}

/// Nothing is in flight: an ESTABLISHED connection without a timer must have its other end.
std::optional<BrokenPromise> Ledger::lookForLonely(const World& world) const
{
    for (const Side side : {Side::Client, Side::Server})
        for (const LedgerEntry& entry : m_entries[indexOf(side)]) {
            if (entry.state != ConnectionState::Established || entry.peer == 0 || mayBeHalfOpen(side, entry))
                continue;
            const Connection* connection = findIn(world.hosts[indexOf(side)], entry.id);
            const LedgerEntry* peer = find(peerOf(side), entry.peer);
            if (connection != nullptr && connection->tcb.timers.earliest().isNever() &&
                (peer == nullptr || isOver(peer->state)))
                return broken(Promise::EstablishedTogether, side, entry.id);
        }
    return std::nullopt;
}

std::optional<BrokenPromise> Ledger::atRest(const World& world) const
{
    for (const Side side : {Side::Client, Side::Server})
        for (const LedgerEntry& entry : m_entries[indexOf(side)]) {
            if (isOver(entry.state))
                continue;
            const Connection* connection = findIn(world.hosts[indexOf(side)], entry.id);
            const auto restless = broken(Promise::ComesToRest, side, entry.id);
            if (connection == nullptr) // on the shelf: TIME-WAIT ends by itself
                return restless;
            const Tcb& tcb = connection->tcb;
            ConnectionState fitting = ConnectionState::Closed;
            switch (entry.state) {
            case ConnectionState::Established: fitting = ConnectionState::Established; break;
            case ConnectionState::FinWait2: fitting = ConnectionState::CloseWait; break;
            case ConnectionState::CloseWait: fitting = ConnectionState::FinWait2; break;
            default: return restless;
            }
            if (mayBeHalfOpen(side, entry) || entry.peer == 0)
                continue;
            if (tcb.snd.una != tcb.snd.nxt || unsent(tcb) != 0)
                return restless;
            const LedgerEntry* peer = find(peerOf(side), entry.peer);
            if (peer == nullptr || peer->state != fitting || peer->peer != entry.id ||
                tcb.accepted != peer->written)
                return restless;
        }
    return std::nullopt;
}

/// §3.5.2 and §3.10.7, asked of the segment that was answered; a call may always abort (§3.10.5, §3.6.1).
bool Ledger::mayReset(const World& world, const Event& event, const Segment& reset) const
{
    if (std::holds_alternative<ProgramRuns>(event.what))
        return true;
    const auto* arrival = std::get_if<FlightEnds>(&event.what);
    if (arrival == nullptr)
        return false;
    const Segment& seg = m_target.packet.segment;
    if (seg.ctl.rst)
        return false;
    const Profile& profile = world.scenario->hosts[indexOf(peerOf(arrival->sender))].profile;
    const bool acksNothing = seg.ctl.ack && !(m_target.una < seg.ack && seg.ack <= m_target.nxt);
    if (m_target.conn == 0) // a listener resets an ACK alone; who does not listen resets all
        return m_target.listens ? seg.ctl.ack : reset.sourcePort == seg.destinationPort;
    switch (m_target.state) {
    case ConnectionState::SynSent: return acksNothing;
    case ConnectionState::SynReceived:
        return acksNothing || profile.abortOnOverflow || (seg.ctl.syn && !profile.challengeAck);
    default:
        return (m_target.userGone && seg.text.length != 0 &&
                (profile.resetOnUnreadClose || profile.resetOnLateData || profile.resetOnShutData)) ||
               (seg.ctl.syn && !profile.challengeAck);
    }
}

void Ledger::mix(Mixer& mixer) const
{
    mixer.add(m_losses);
    for (const auto& entries : m_entries) {
        mixer.add(entries.size());
        for (const LedgerEntry& entry : entries) {
            mixer.add(std::uint64_t{entry.peer} << 32 | std::uint64_t{entry.id} << 8 |
                      static_cast<std::uint64_t>(entry.state) << 2 | (entry.heard ? 1u : 0u) |
                      (entry.orderly ? 2u : 0u));
            if (isOver(entry.state))
                mixer.add(entry.written);
        }
    }
}

} // namespace tcplab
