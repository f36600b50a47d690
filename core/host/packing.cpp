#include "core/host/packing.h"

#include <cassert>
#include <type_traits>

namespace tcplab {
namespace {

class Writer {
public:
    static constexpr bool reads = false;

    explicit Writer(Numbers& numbers) : m_numbers(numbers) {}
    void number(std::uint64_t value) { m_numbers.add(value); }

private:
    Numbers& m_numbers;
};

class Reader {
public:
    static constexpr bool reads = true;

    explicit Reader(const Numbers& numbers) : m_numbers(numbers) {}
    void number(std::uint64_t& value) { value = m_numbers[m_next++]; }

private:
    const Numbers& m_numbers;
    std::size_t m_next = 0;
};

template <class T, class Of>
concept IsA = std::is_same_v<std::remove_const_t<T>, Of>;

/// The algorithm of this number in the variant, as it begins.
CongestionControl controlAt(std::size_t index)
{
    switch (index) {
    case 1: return TahoeControl{};
    case 2: return RenoControl{};
    case 3: return NewRenoControl{};
    case 4: return CubicControl{};
    default: return NoControl{};
    }
}
static_assert(std::variant_size_v<CongestionControl> == 5);

/// Takes a value apart, member by member: whoever adds one is told by the compiler to add it here. Queues are not
/// walked: they are empty (isPackable).
template <class Stream> class Walk {
public:
    explicit Walk(Stream& stream) : m_stream(stream) {}

    template <class T>
        requires std::is_integral_v<T> || std::is_enum_v<T>
    void operator()(T& value)
    {
        auto number = static_cast<std::uint64_t>(value);
        m_stream.number(number);
        if constexpr (Stream::reads)
            value = static_cast<T>(number);
    }
    void operator()(IsA<SeqNum> auto& value) { from(SeqNum{}, value); }
    void operator()(IsA<Duration> auto& value) { (*this)(value.ns); }
    /// Most are `never`: that is the 0 which costs no octet.
    void operator()(IsA<Instant> auto& value)
    {
        static constexpr std::uint64_t never = static_cast<std::uint64_t>(Instant::never().ns) + 1;
        std::uint64_t number = static_cast<std::uint64_t>(value.ns) + 1;
        number = number == never ? 0 : number;
        m_stream.number(number);
        if constexpr (Stream::reads)
            value.ns = static_cast<std::int64_t>((number == 0 ? never : number) - 1);
    }
    void operator()(IsA<SendSpace> auto& it)
    {
        auto& [una, nxt, wnd, up, wl1, wl2, iss, maxWnd] = it;
        all(iss, wnd, wl1, maxWnd);
        from(iss, una, nxt, up, wl2);
    }
    void operator()(IsA<ReceiveSpace> auto& it)
    {
        auto& [nxt, wnd, up, irs] = it;
        all(irs, wnd);
        from(irs, nxt, up);
    }
    void operator()(IsA<RttEstimator> auto& it)
    {
        auto& [measured, srtt, rttvar, rto, backoffs, timing, timedEnd, timedAt] = it;
        all(measured, srtt, rttvar, rto, backoffs, timing, timedEnd, timedAt);
    }
    void operator()(IsA<Timers> auto& it)
    {
        for (auto& deadline : it.deadline)
            (*this)(deadline);
    }
    void operator()(IsA<Agreed> auto& it)
    {
        auto& [timestamps, sack, ecn, windowScale, sendShift, receiveShift] = it;
        all(timestamps, sack, ecn, windowScale, sendShift, receiveShift);
    }
    void operator()(IsA<Timestamps> auto& it)
    {
        auto& [recent, recentAt, lastAckSent] = it;
        all(recent, recentAt, lastAckSent);
    }
    void operator()(IsA<SackBlock> auto& it)
    {
        auto& [left, right] = it;
        all(left, right);
    }
    void operator()(IsA<SackBlocks> auto& it)
    {
        std::size_t count = it.size();
        (*this)(count);
        if constexpr (Stream::reads) {
            it = {};
            for (; count != 0; --count) {
                SackBlock block;
                (*this)(block);
                it.add(block);
            }
        } else {
            for (const SackBlock& block : it)
                (*this)(block);
        }
    }
    void operator()(IsA<std::optional<SackBlock>> auto& it)
    {
        bool isThere = it.has_value();
        (*this)(isThere);
        if constexpr (Stream::reads)
            it = isThere ? std::optional(SackBlock{}) : std::nullopt;
        if (isThere)
            (*this)(*it);
    }
    void operator()(IsA<Scoreboard> auto& it)
    {
        auto& [sacked, lost, waiting, resent, sackedSegments, newlyLost, highestSacked, lostBelow, lookFrom,
               seen] = it;
        all(sacked, lost, waiting, resent, sackedSegments, newlyLost, highestSacked, lostBelow, lookFrom,
            seen);
    }
    void operator()(IsA<CongestionWindow> auto& it)
    {
        auto& [cwnd, ssthresh, counted] = it;
        all(cwnd, ssthresh, counted);
    }
    void operator()(IsA<CongestionControl> auto& it)
    {
        std::size_t index = it.index();
        (*this)(index);
        if constexpr (Stream::reads)
            it = controlAt(index);
        if (auto* control = std::get_if<CubicControl>(&it))
            (*this)(control->cubic);
    }
    void operator()(IsA<Cubic> auto& it)
    {
        auto& [wMax, cwndPrior, tEpoch, tCounted, k, wEst, fraction] = it;
        all(wMax, cwndPrior, tEpoch, tCounted, k, wEst, fraction);
    }
    void operator()(IsA<Recovery> auto& it)
    {
        auto& [phase, point, dupAcks, partialSeen, rescueRxt, mayUndo, windowBefore, controlBefore,
               firstResentTs, flightAtStart, prrDelivered, prrOut, fRtoStep, probed, probeEnd, probeWasNew] =
            it;
        all(phase, point, dupAcks, partialSeen, rescueRxt, mayUndo, windowBefore, controlBefore,
            firstResentTs, flightAtStart, prrDelivered, prrOut, fRtoStep, probed, probeEnd, probeWasNew);
    }
    void operator()(IsA<Rack> auto& it)
    {
        auto& [any, sentAt, end, rtt, minRtt, highestDelivered, reorderingSeen, multiplier, persist,
               dsackRound, hasDsackRound] = it;
        all(any, sentAt, end, rtt, minRtt, highestDelivered, reorderingSeen, multiplier, persist, dsackRound,
            hasDsackRound);
    }
    void operator()(IsA<EcnState> auto& it)
    {
        auto& [echo, mustTell, reducedUntil, reduced, waits] = it;
        all(echo, mustTell, reducedUntil, reduced, waits);
    }
    void operator()(IsA<Tcb> auto& it)
    {
        auto& [state, passiveOpen, localPort, remotePort, snd, rcv, timers, rtt, agreed, ts, sendMss, stream,
               written, segmentized, closeRequested, finSent, noDelay, smallEnd, userGone, readShut,
               retransmissionQueue, board, window, congestion, recovery, repeated, rack, ecn, lastTextSent,
               synTimeouts, probeOutstanding, persistBackoffs, probesUnanswered, urgentSent, received,
               receivedOctets, delivered, accepted, finReceived, held, heldBlocks, duplicate, finHeld,
               heldFin, advertisedEdge, unackedSegments, ackedAtOnce, lastTextArrived, conversing, keepAlive,
               keepAliveProbes, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, challengesSince,
               challenges, error] = it;
        assert(retransmissionQueue.empty() && received.empty() && held.empty() && repeated.empty());
        all(state, passiveOpen, localPort, remotePort, snd, rcv, timers, rtt, agreed, ts, sendMss, stream,
            written, segmentized, closeRequested, finSent, noDelay, userGone, readShut, board, window,
            congestion, recovery, rack, ecn, lastTextSent, synTimeouts, probeOutstanding, persistBackoffs,
            probesUnanswered, urgentSent, receivedOctets, delivered, accepted, finReceived, heldBlocks,
            duplicate, finHeld, unackedSegments, ackedAtOnce, lastTextArrived, conversing, keepAlive,
            keepAliveProbes, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, challengesSince,
            challenges, error);
        from(rcv.irs, heldFin, advertisedEdge);
        from(snd.iss, smallEnd);
    }
    void operator()(IsA<ConnectionName> auto& it)
    {
        auto& [localPort, remotePort, incarnation] = it;
        all(localPort, remotePort, incarnation);
    }
    void operator()(IsA<Connection> auto& it)
    {
        auto& [id, name, tcb, socket, listener, accepted, reuseAddr] = it;
        all(id, name, tcb, socket, listener, accepted, reuseAddr);
    }
    void operator()(IsA<Socket> auto& it)
    {
        auto& [id, name, boundPort, autoPort, listening, backlog, listenerConnection, connection, reuseAddr,
               noDelay, keepAlive, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, readShut,
               linger, closed, synQueue, acceptQueue] = it;
        assert(synQueue.empty() && acceptQueue.empty());
        all(id, boundPort, autoPort, listening, backlog, listenerConnection, connection, reuseAddr, noDelay,
            keepAlive, sendBuffer, receiveBuffer, corked, maxSegment, userTimeout, readShut, linger, closed);
        std::uint64_t length = name.size();
        m_stream.number(length);
        if constexpr (Stream::reads)
            name.resize(length);
        for (auto& letter : name)
            (*this)(letter);
    }

private:
    template <class... Members> void all(Members&... members) { ((*this)(members), ...); }
    /// Sequence numbers as distances from an initial one: these are alike in many connections.
    template <class... SeqNums> void from(SeqNum initial, SeqNums&... numbers)
    {
        const auto one = [&](auto& seq) {
            std::uint64_t number = distance(initial, seq);
            m_stream.number(number);
            if constexpr (Stream::reads)
                seq = initial + static_cast<std::uint32_t>(number);
        };
        (one(numbers), ...);
    }

    Stream& m_stream;
};

/// Longer ones are nobody's; they stay as they are.
constexpr std::size_t longestName = 64;

} // namespace

bool isPackable(const Connection& connection, const Socket* socket)
{
    const Tcb& tcb = connection.tcb;
    return tcb.retransmissionQueue.empty() && tcb.received.empty() && tcb.held.empty() &&
           tcb.repeated.empty() && (socket == nullptr || socket->name.size() <= longestName);
}

Numbers pack(const Connection& connection, const Socket* socket)
{
    Numbers numbers;
    Writer writer(numbers);
    Walk walk(writer);
    walk(connection);
    const bool hasSocket = socket != nullptr;
    walk(hasSocket);
    if (hasSocket)
        walk(*socket);
    return numbers;
}

Unpacked unpack(const Numbers& numbers)
{
    Reader reader(numbers);
    Walk walk(reader);
    Unpacked result;
    walk(result.connection);
    bool hasSocket = false;
    walk(hasSocket);
    if (hasSocket)
        walk(result.socket.emplace());
    return result;
}

} // namespace tcplab
