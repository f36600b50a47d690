/// The simulated host with a real peer. The peer is the world's other host, which has no TCP of its own: each packet
/// that comes from it is put on its side of the wire, each segment that reaches it leaves as a packet. So the wire, its
/// faults and its chance stand between the two, in both directions.
///
/// It knows no clock: what is due is done when step() is told how late it is. The core names octets instead of
/// copying them; here they are kept, as long as somebody may ask for them.
#pragma once
#include "app/live/octet_queue.h"
#include "core/run/run.h"
#include "core/segment/packet_bytes.h"
#include "core/trace/sightings.h"
#include "core/world/world.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace tcplab::live {

/// A call that has come back.
struct Returned {
    std::uint32_t process = 0;
    Call call = Call::Socket;
    Errno error = Errno::None;
    std::int64_t value = 0;
    ConnectionId conn = 0;
    friend bool operator==(const Returned&, const Returned&) = default;
};

/// A packet at one of the two interfaces.
struct Passing {
    Side at = Side::Client; ///< whose interface
    bool outgoing = false;
    Instant when{};
    DropReason fate = DropReason::None; ///< outgoing: what the wire will do to it, as far as that is settled
    bool isCopy = false;                ///< the wire made it
    std::span<const std::uint8_t> octets{};
};

struct Counts {
    std::uint64_t fromKernel = 0;      ///< segments that came and were put on the wire
    std::uint64_t sent = 0;            ///< segments that the host put on the wire
    std::uint64_t toKernel = 0;        ///< segments that reached the kernel
    std::uint64_t retransmissions = 0; ///< of the host's; of the kernel's none is known
    std::uint64_t badChecksum = 0;
    std::uint64_t malformed = 0;
    std::uint64_t badOptions = 0; ///< taken, but for the rest of an option part with an illegal length
    std::uint64_t foreign = 0;    ///< no TCP, or not between these two addresses
    std::array<std::uint64_t, 2> dropped{};    ///< by the wire, by sender
    std::array<std::uint64_t, 2> duplicated{}; ///< by the wire, by sender
};

/// What a connection went through.
struct Story {
    ConnectionId conn = 0;
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0;
    Instant since{};
    std::vector<ConnectionState> path; ///< the states it came to; a very long one is not kept whole
    bool isOver() const
    {
        return !path.empty() &&
               (path.back() == ConnectionState::Closed || path.back() == ConnectionState::TimeWait);
    }
};

class LiveHost {
public:
    using PacketOut = std::function<void(std::span<const std::uint8_t>)>;

    /// `side` is simulated, the other one is the kernel, as prepare() has it. With a run everything is kept in it, which
    /// must be new; without one nothing is. `run` outlives this.
    LiveHost(std::shared_ptr<const Scenario> scenario, Side side, const Addresses& addresses,
             PacketOut toKernel, Run* run = nullptr);

    Side side() const { return m_side; }
    const World& world() const { return m_run ? m_run->latest() : m_world; }
    const Host& host() const { return world().hosts[indexOf(m_side)]; }
    const Addresses& addresses() const { return m_addresses; }
    const Counts& counts() const { return m_counts; }
    /// Connections that have been, the latest last.
    const std::map<ConnectionId, Story>& stories() const { return m_stories; }
    void forgetStory(ConnectionId conn) { m_stories.erase(conn); }

    /// When something is due next; never if nothing is.
    Instant nextInstant() const { return tcplab::nextInstant(world()); }
    /// Does the next thing that is due by `now`. False when there is none.
    bool step(Instant now);
    /// A packet comes from the kernel. Nothing may be due before `now`.
    void arrives(std::span<const std::uint8_t> packet, Instant now);
    /// Makes a call, as soon as what is due has been done; returns its process. Whether it has come back, takeReturns() says.
    std::uint32_t call(const Statement& statement, Instant now);
    std::vector<Returned> takeReturns() { return std::exchange(m_returns, {}); }
    /// Steps in by hand (a segment dropped on the wire, say).
    void intervene(const Intervention& what, Instant now);

    /// The octets for the `send` that is called next on this connection.
    void give(ConnectionId conn, std::span<const std::uint8_t> octets);
    /// The octets of a `recv` that has come back, in their order.
    Octets take(ConnectionId conn, std::size_t octets);

    /// Octets that are kept now, of all connections and of what is on its way.
    std::size_t keptOctets() const;

    /// Called for each packet at each interface; costs a copy of each.
    void watch(std::function<void(const Passing&)> watcher) { m_watcher = std::move(watcher); }

private:
    /// Both directions of a connection.
    struct Streams {
        OctetQueue sent;     ///< from SND.UNA on
        OctetQueue received; ///< from what the application has read on
    };
    using Text = std::shared_ptr<const Octets>;

    void absorb(const StepLog& log);
    void noteCall(const Effect& effect, const StepLog& log);
    void noteReturn(const Effect& effect);
    void noteSend(const Effect& effect, const StepLog& log);
    void noteState(const Effect& effect);
    void noteDrop(const Effect& effect);
    void reachKernel(const Packet& packet, bool corrupted);
    void keepText(ConnectionId conn, const Segment& segment, std::span<const std::uint8_t> octets);
    void letGoOfAcknowledged(ConnectionId conn);
    void sweep();
    Octets packetOf(const Packet& packet) const;
    SegmentId originalOf(SegmentId id) const;
    DropReason fateOf(Side sender, SegmentId id, const StepLog& log) const;
    void showOutgoing(Side sender, SegmentId id, std::span<const std::uint8_t> octets, const StepLog& log);
    void show(const Passing& passing)
    {
        if (m_watcher)
            m_watcher(passing);
    }

    Side m_side;
    Addresses m_addresses;
    PacketOut m_toKernel;
    Run* m_run;
    World m_world;
    StepLog m_log;
    std::function<void(const Passing&)> m_watcher;
    Counts m_counts;
    std::vector<Returned> m_returns;
    std::map<ConnectionId, Streams> m_streams;
    std::map<ConnectionId, Story> m_stories;
    std::unordered_map<SegmentId, Text> m_texts; ///< of what is on its way to the kernel
    std::unordered_map<SegmentId, Text>
        m_packets; ///< on their way to the host, as they came; only if watched
    std::unordered_map<SegmentId, SegmentId> m_originals; ///< of the wire's copies in flight
    std::optional<Packet> m_landing;                      ///< whose flight ends in the step being done
    bool m_landingCorrupted = false;
    bool m_calling = false;          ///< the step being done is a call of ours
    std::set<std::uint32_t> m_calls; ///< processes of ours that have not come back
};

} // namespace tcplab::live
