/// What TCP promises, as an exploration asks it of every state. A world alone cannot answer: which incarnation has
/// sent a segment, and what a connection that is gone had written, is kept beside it in a Ledger.
#pragma once
#include "core/world/world.h"

#include <array>
#include <optional>
#include <vector>

namespace tcplab {

enum class Promise : std::uint8_t {
    ComesToRest,         ///< nothing goes on for ever, and at the end nobody waits for what will never come
    OctetsIntact,        ///< no octet is lost, doubled or out of order to an application
    EstablishedTogether, ///< nobody is ESTABLISHED with an end that is not there (§3.5)
    NoOldIncarnation, ///< no octet, FIN, RST or ACK of an earlier connection is taken for one of this (§3.4.1)
    ResetForAReason,  ///< RST is sent only where RFC 9293 has one (§3.5.2)
    KeepsTrying,      ///< nobody gives up before R1 (§3.8.3) while the other end is there
    TrueRoundTrip,    ///< no round trip is measured that is shorter than the way (RFC 6298 §3)
};
inline constexpr std::size_t promiseCount = 7;
/// "comes-to-rest": a stable word.
const char* nameOf(Promise promise);

struct BrokenPromise {
    Promise what = Promise::ComesToRest;
    Side host = Side::Client;
    ConnectionId conn = 0; ///< 0: none
    friend bool operator==(const BrokenPromise&, const BrokenPromise&) = default;
};

/// Who has sent a segment.
struct Origin {
    ConnectionId sender = 0;  ///< 0: no connection, but a host that answers for it
    ConnectionId answers = 0; ///< then: the connection at the other end that it answers
    friend bool operator==(const Origin&, const Origin&) = default;
};

/// What is remembered of a connection, as long as there is somebody to ask.
struct LedgerEntry {
    ConnectionId id = 0;
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0;
    ConnectionId peer = 0; ///< whose SYN it has taken; 0: none yet
    std::uint32_t stream = 0;
    std::uint64_t written = 0;
    ConnectionState state = ConnectionState::Closed;
    bool heard = false;   ///< the other end has taken its SYN
    bool orderly = false; ///< it has ended as §3.6 has it; not: by a reset, an abort or a time-out
    friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

class Mixer;

class Ledger {
public:
    /// As many losses as R1 wants repetitions: whoever gives up after those has tried.
    static constexpr std::uint8_t enoughLosses = 3;

    /// What an event is about to do: to be looked at while the world is still as it was.
    void before(const World& world, const Event& event);
    /// What it has done. The first promise that is broken by it, if any.
    std::optional<BrokenPromise> after(const World& world, const Event& event, const StepLog& log);
    /// Of a state in which nothing is left to happen.
    std::optional<BrokenPromise> atRest(const World& world) const;

    void noteLoss()
    {
        m_losses = m_losses < enoughLosses ? static_cast<std::uint8_t>(m_losses + 1) : m_losses;
    }
    void noteCopy(SegmentId original, SegmentId copy) { m_origins.push_back({copy, originOf(original)}); }
    /// It will not arrive.
    void forgetSegment(SegmentId segment);
    Origin originOf(SegmentId segment) const;
    /// What of it the future depends on.
    void mix(Mixer& mixer) const;

private:
    struct Sent {
        SegmentId segment = 0;
        Origin origin{};
    };
    /// The connection that an arrival is for, as it was before.
    struct Target {
        Packet packet{};
        Origin origin{};
        ConnectionId conn = 0; ///< 0: there was none
        ConnectionState state = ConnectionState::Closed;
        std::uint64_t accepted = 0;
        std::size_t held = 0;
        bool finSeen = false;
        bool userGone = false;
        bool listens = false; ///< without a connection: somebody listens on that port
        SeqNum iss{};
        SeqNum una{};
        SeqNum nxt{};
    };

    LedgerEntry* find(Side side, ConnectionId id);
    const LedgerEntry* find(Side side, ConnectionId id) const;
    void enterNew(const World& world, const StepLog& log);
    void enterSent(const World& world, Side host, const StepLog& log);
    void takeSyn(Side host, ConnectionId taker, ConnectionId sender);
    std::optional<BrokenPromise> look(const World& world, Side side, const Event& event);
    std::optional<BrokenPromise> lookAt(const World& world, Side side, LedgerEntry& entry,
                                        const Connection* connection, const Event& event);
    std::optional<BrokenPromise> lookAtArrival(const World& world, Side side) const;
    std::optional<BrokenPromise> lookAtReads(const World& world, Side side) const;
    std::optional<BrokenPromise> lookForLonely(const World& world) const;
    bool mayReset(const World& world, const Event& event, const Segment& reset) const;
    /// The other end is gone without having said so in a way that repeats: a crash, an abort, a time-out (§3.5.1).
    bool mayBeHalfOpen(Side side, const LedgerEntry& entry) const;

    std::array<std::vector<LedgerEntry>, 2> m_entries; ///< by host; by connection
    std::vector<Sent> m_origins;                       ///< of what is in flight
    std::uint8_t m_losses = 0;
    Target m_target{}; ///< of the event that happens
};

} // namespace tcplab
