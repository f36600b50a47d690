#include "core/world/invariants.h"

#include "core/tcp/transmit.h"

#include <algorithm>

namespace tcplab {
namespace {

/// 16 bits (§3.1), and what the scale adds to them (RFC 7323 §2.2).
std::uint32_t largestWindow(const Tcb& tcb) { return 65535u << windowShift(tcb); }

bool isLive(const Tcb& tcb)
{
    return tcb.state != ConnectionState::Closed && tcb.state != ConnectionState::Listen;
}

/// Both SYNs have been seen: IRS and RCV.NXT mean something.
bool knowsPeer(const Tcb& tcb) { return tcb.state >= ConnectionState::SynReceived; }

bool maySend(ConnectionState state)
{
    return state == ConnectionState::Established || state == ConnectionState::CloseWait ||
           state == ConnectionState::FinWait1 || state == ConnectionState::Closing ||
           state == ConnectionState::LastAck;
}

bool hasFinDue(const Tcb& tcb) { return tcb.closeRequested && !tcb.finSent && unsent(tcb) == 0; }

bool isOneStreamFrom(const std::vector<TextRange>& text, Side sender)
{
    if (text.empty())
        return true;
    return text.size() == 1 && text.front().offset == 0 && text.front().stream % 2 == indexOf(sender);
}

/// Each octet's place in the stream follows from its number.
bool isAtItsNumber(const Tcb& tcb, SeqNum seq, const TextRange& text)
{
    return distance(tcb.rcv.irs + 1, seq) == static_cast<std::uint32_t>(text.offset);
}

class Check {
public:
    explicit Check(const World& world)
        : m_world(world), m_connections{allConnections(world.hosts[0]), allConnections(world.hosts[1])}
    {}

    std::vector<Violation> all()
    {
        for (const Side side : {Side::Client, Side::Server}) {
            checkHost(hostOf(side));
            checkLink(side);
        }
        for (const Connection& client : connectionsOf(Side::Client))
            for (const Connection& server : connectionsOf(Side::Server))
                if (client.name.localPort == server.name.remotePort &&
                    client.name.remotePort == server.name.localPort)
                    checkEnds(client, server);
        return std::move(m_found);
    }

private:
    const Host& hostOf(Side side) const { return m_world.hosts[indexOf(side)]; }
    const std::vector<Connection>& connectionsOf(Side side) const { return m_connections[indexOf(side)]; }
    const Profile& profile() const { return m_world.scenario->hosts[indexOf(m_side)].profile; }

    void require(bool holds, Invariant what)
    {
        if (!holds)
            m_found.push_back({.what = what, .host = m_side, .conn = m_conn});
    }

    void checkHost(const Host& host)
    {
        m_side = host.side;
        for (const Connection& connection : connectionsOf(host.side)) {
            m_conn = connection.id;
            checkTimers(connection.tcb);
            if (!isLive(connection.tcb))
                continue;
            checkSendSide(connection.tcb);
            if (knowsPeer(connection.tcb))
                checkReceiveSide(connection.tcb);
            checkPair(host, connection);
        }
        for (const Socket& socket : host.sockets)
            checkQueues(host, socket);
        for (const ReadLog& log : host.readLogs) {
            m_conn = log.connection;
            require(isOneStreamFrom(log.text, peerOf(host.side)), Invariant::ReadInOrder);
        }
    }

    void checkSendSide(const Tcb& tcb)
    {
        require(tcb.snd.una <= tcb.snd.nxt, Invariant::UnaNotBeyondNxt);
        const auto sent = static_cast<std::uint32_t>(tcb.segmentized);
        require(tcb.snd.nxt == tcb.snd.iss + 1 + sent + (tcb.finSent ? 1u : 0u) &&
                    tcb.segmentized <= tcb.written,
                Invariant::SendNumbersAddUp);

        SeqNum at = tcb.snd.una;
        for (const SentSegment& sentSegment : tcb.retransmissionQueue) {
            require(sentSegment.seq == at && sentSegment.len() > 0, Invariant::QueueCoversFlight);
            at = sentSegment.end();
        }
        require(at == tcb.snd.nxt, Invariant::QueueCoversFlight);

        const std::uint64_t notAcknowledged = unsent(tcb) + flightSize(tcb);
        const std::uint64_t control = 2; // SYN and FIN are in the flight too
        const std::uint32_t buffer = tcb.sendBuffer != 0 ? tcb.sendBuffer : profile().sendBuffer;
        require(notAcknowledged <= buffer + control, Invariant::SendBufferKept);
        checkScoreboard(tcb);
    }

    /// Sums and marks say the same, and nothing is two things at once.
    void checkScoreboard(const Tcb& tcb)
    {
        Scoreboard sums;
        bool marksFit = true;
        for (const SentSegment& sent : tcb.retransmissionQueue) {
            const std::uint32_t len = sent.len();
            sums.sacked += sent.sacked ? len : 0;
            sums.sackedSegments += sent.sacked ? 1u : 0u;
            sums.lost += sent.lost ? len : 0;
            sums.resent += sent.resent ? len : 0;
            sums.waiting += sent.lost && !sent.resent ? len : 0;
            marksFit = marksFit && !(sent.sacked && (sent.lost || sent.resent));
            marksFit = marksFit && !(sent.lost && !sent.resent && sent.seq < tcb.board.lookFrom);
        }
        const Scoreboard& board = tcb.board;
        require(marksFit && sums.sacked == board.sacked && sums.sackedSegments == board.sackedSegments &&
                    sums.lost == board.lost && sums.resent == board.resent && sums.waiting == board.waiting,
                Invariant::ScoreboardAddsUp);
        require(tcb.congestion.index() == 0 || tcb.window.cwnd > 0 || !isSynchronized(tcb.state),
                Invariant::ScoreboardAddsUp);
    }

    void checkReceiveSide(const Tcb& tcb)
    {
        const auto accepted = static_cast<std::uint32_t>(tcb.accepted);
        require(tcb.rcv.nxt == tcb.rcv.irs + 1 + accepted + (tcb.finReceived ? 1u : 0u),
                Invariant::ReceiveNumbersAddUp);
        const std::uint32_t own = receiveBuffer(tcb, profile());
        // A window that stands is told in units of the scale, rounded up.
        const std::uint32_t unit = (1u << windowShift(tcb)) - 1;
        require(std::uint64_t{tcb.receivedOctets} + tcb.rcv.wnd <= std::uint64_t{own} + unit &&
                    tcb.rcv.wnd <= std::max(largestWindow(tcb), 65535u),
                Invariant::WindowFitsBuffer);

        SeqNum at = tcb.rcv.nxt;
        for (const HeldSegment& held : tcb.held) {
            require(at <= held.seq && (held.text.length > 0 || tcb.state == ConnectionState::SynReceived),
                    Invariant::HeldTextInOrder);
            require(isAtItsNumber(tcb, held.seq, held.text), Invariant::ReceivedInOrder);
            at = held.seq + held.text.length;
        }
        if (!tcb.received.empty())
            require(tcb.received.size() == 1 && tcb.received.front().offset == tcb.delivered &&
                        tcb.received.front().length == tcb.receivedOctets,
                    Invariant::ReceivedInOrder);
        require(tcb.userGone || tcb.delivered + tcb.receivedOctets == tcb.accepted,
                Invariant::ReceivedInOrder);
    }

    void checkTimers(const Tcb& tcb)
    {
        const bool inFlight = isLive(tcb) && tcb.snd.una != tcb.snd.nxt;
        const bool persists = tcb.timers.isOn(Timer::Persist);
        const auto onlyIf = [&](Timer timer, bool allowed) {
            if (tcb.timers.isOn(timer))
                require(allowed && tcb.timers[timer] >= m_world.now, Invariant::TimerInItsState);
        };
        const bool timeWait = tcb.state == ConnectionState::TimeWait;
        onlyIf(Timer::DelayedAck, isSynchronized(tcb.state) && !timeWait);
        onlyIf(Timer::Retransmission, (inFlight || tcb.ecn.waits) && !timeWait);
        onlyIf(Timer::Reordering, inFlight && !timeWait);
        onlyIf(Timer::TailLossProbe, inFlight && !timeWait);
        onlyIf(Timer::Persist, maySend(tcb.state));
        onlyIf(Timer::KeepAlive, isSynchronized(tcb.state) && !timeWait);
        onlyIf(Timer::FinWait2, tcb.state == ConnectionState::FinWait2);
        onlyIf(Timer::User, (inFlight || persists) && !timeWait);
        onlyIf(Timer::TimeWait, timeWait);

        const bool repeated = tcb.timers.isOn(Timer::Retransmission) || persists;
        const bool waitsToSend = maySend(tcb.state) && !inFlight && (unsent(tcb) > 0 || hasFinDue(tcb));
        require((!inFlight || repeated) && (!waitsToSend || persists || (tcb.ecn.waits && repeated)) &&
                    (!timeWait || tcb.timers.isOn(Timer::TimeWait)),
                Invariant::SomethingWillHappen);
    }

    void checkPair(const Host& host, const Connection& connection)
    {
        for (const Connection& other : connectionsOf(host.side))
            if (other.id > connection.id && isLive(other.tcb))
                require(other.name.localPort != connection.name.localPort ||
                            other.name.remotePort != connection.name.remotePort,
                        Invariant::OneConnectionAPair);
    }

    void checkQueues(const Host& host, const Socket& socket)
    {
        for (const auto* queue : {&socket.synQueue, &socket.acceptQueue})
            for (const ConnectionId id : *queue) {
                m_conn = id;
                const Connection* child = findConnection(host, id);
                const bool halfOpen = queue == &socket.synQueue;
                require(child != nullptr && child->listener == socket.id && !child->accepted &&
                            (!halfOpen || child->tcb.state == ConnectionState::SynReceived),
                        Invariant::QueuesRefer);
            }
    }

    void checkEnds(const Connection& client, const Connection& server)
    {
        const Tcb& a = client.tcb;
        const Tcb& b = server.tcb;
        m_side = Side::Client;
        m_conn = client.id;
        // In SYN-RECEIVED it may still be an old duplicate that asked for the connection.
        const bool sameIncarnation = isSynchronized(a.state) && isSynchronized(b.state) &&
                                     a.snd.iss == b.rcv.irs && b.snd.iss == a.rcv.irs;
        if (a.state == ConnectionState::Established && b.state == ConnectionState::Established)
            require(sameIncarnation, Invariant::SameIncarnation);
        if (!sameIncarnation)
            return;
        checkDirection(Side::Client, client, server);
        checkDirection(Side::Server, server, client);
    }

    /// What one end has sent, against what the other has received and its application has read.
    void checkDirection(Side sender, const Connection& from, const Connection& to)
    {
        m_side = sender;
        m_conn = from.id;
        require(from.tcb.snd.una <= to.tcb.rcv.nxt && to.tcb.rcv.nxt <= from.tcb.snd.nxt,
                Invariant::EndsAgree);
        for (const ReadLog& log : hostOf(peerOf(sender)).readLogs)
            if (log.connection == to.id && !log.text.empty())
                require(log.text.front().stream == from.tcb.stream &&
                            log.text.front().length <= from.tcb.written,
                        Invariant::ReadWasSent);
    }

    void checkLink(Side sender)
    {
        m_side = sender;
        m_conn = 0;
        const Link& link = m_world.links[indexOf(sender)];
        const Duration msl = linkSettings(m_world, sender).msl;
        Instant at = m_world.now;
        for (const InFlight& flight : link.inFlight) {
            require(at <= flight.endsAt && flight.sentAt <= m_world.now &&
                        flight.packet.id < m_world.nextSegment,
                    Invariant::FlightsInOrder);
            require(flight.endsAt - flight.sentAt <= msl, Invariant::NothingOutlivesMsl);
            at = flight.endsAt;
        }
        std::uint64_t octets = 0;
        Instant left{};
        for (const Departure& departure : link.departures) {
            octets += departure.octets;
            require(left <= departure.at, Invariant::QueueAddsUp);
            left = departure.at;
        }
        require(octets == link.queuedOctets, Invariant::QueueAddsUp);
        checkCodelQueue(link.codel);
    }

    void checkCodelQueue(const CodelQueue& queue)
    {
        std::uint64_t octets = 0;
        Instant turn{};
        for (const Waiting& one : queue.waiting) {
            require(turn <= one.turn && one.since <= one.turn && one.since <= m_world.now,
                    Invariant::QueueAddsUp);
            turn = one.turn;
            octets += one.octets;
        }
        require(octets == queue.octets, Invariant::QueueAddsUp);
    }

    const World& m_world;
    std::array<std::vector<Connection>, 2> m_connections; ///< those on the shelf too
    std::vector<Violation> m_found;
    Side m_side = Side::Client; ///< whom the checks now concern
    ConnectionId m_conn = 0;
};

} // namespace

const char* nameOf(Invariant invariant)
{
    constexpr std::array<const char*, invariantCount> names{
        "una-not-beyond-nxt",    "send-numbers-add-up", "receive-numbers-add-up",
        "queue-covers-flight",   "scoreboard-adds-up",  "send-buffer-kept",
        "window-fits-buffer",    "held-text-in-order",  "timer-in-its-state",
        "something-will-happen", "received-in-order",   "read-in-order",
        "read-was-sent",         "ends-agree",          "same-incarnation",
        "one-connection-a-pair", "queues-refer",        "flights-in-order",
        "nothing-outlives-msl",  "queue-adds-up"};
    return names[static_cast<std::size_t>(invariant)];
}

bool needsQuietPast(Invariant invariant)
{
    switch (invariant) {
    case Invariant::ReceivedInOrder:
    case Invariant::ReadInOrder:
    case Invariant::ReadWasSent:
    case Invariant::EndsAgree:
    case Invariant::SameIncarnation: return true;
    default: return false;
    }
}

std::vector<Violation> checkInvariants(const World& world) { return Check(world).all(); }

} // namespace tcplab
