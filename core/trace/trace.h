/// The record of a run: the only thing that views draw, ladders print and files hold (trace-format.md).
#pragma once
#include "core/base/chunked_list.h"
#include "core/network/link.h"
#include "core/trace/record_list.h"
#include "core/world/scenario.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace tcplab {

/// All that is known of one emission, gathered from its records.
struct SegmentHistory {
    Packet packet{};
    Instant sentAt{};
    Instant endedAt = Instant::never(); ///< arrived or dropped; never: still in flight at the trace's end
    Instant expectedEnd{};              ///< when it will arrive if nobody interferes: drawn while it flies
    ConnectionId conn = 0;              ///< the sender's; 0: belongs to none (a RST from CLOSED)
    std::uint32_t sentRecord = 0;       ///< record numbers, from 1; 0: none (yet)
    std::uint32_t endRecord = 0;        ///< its `deliver` or `drop`
    std::uint32_t ignoredRecord = 0;    ///< it arrived and had no effect
    SegmentId original = 0; ///< of a retransmission: the emission it repeats; of a copy: what was copied
    Side sender = Side::Client;
    bool isCopy = false; ///< the wire made it
    bool delivered = false;
    bool marked = false; ///< it arrived with CE, which a queue had set (RFC 3168 §5)
    DropReason dropped = DropReason::None;
    bool droppedByHand = false;
    friend bool operator==(const SegmentHistory&, const SegmentHistory&) = default;
};

/// A connection as seen on one host.
struct ConnectionHistory {
    ConnectionName name{};
    SeqNum iss{}; ///< this side's ISN; for relative numbers
    bool hasIss = false;
    std::uint32_t firstRecord = 0;
    friend bool operator==(const ConnectionHistory&, const ConnectionHistory&) = default;
};

enum class EndReason : std::uint8_t { Idle, Until, Limit };
constexpr const char* nameOf(EndReason reason)
{
    constexpr std::array names{"idle", "until", "limit"};
    return names[static_cast<std::size_t>(reason)];
}

class Trace {
public:
    explicit Trace(std::shared_ptr<const Scenario> scenario = nullptr) : m_scenario(std::move(scenario)) {}

    const Scenario& scenario() const { return *m_scenario; }
    const std::shared_ptr<const Scenario>& scenarioPointer() const { return m_scenario; }

    /// Records by number, from 1.
    std::uint32_t recordCount() const { return static_cast<std::uint32_t>(records.size()); }
    Record record(std::uint32_t n) const { return records[n - 1]; }
    /// Segments by id, from 1.
    std::uint32_t segmentCount() const { return static_cast<std::uint32_t>(segments.size()); }
    const SegmentHistory& segment(SegmentId id) const { return segments[id - 1]; }
    /// A host's connections by id, from 1.
    const ConnectionHistory& connection(Side host, ConnectionId id) const
    {
        return connections[indexOf(host)][id - 1];
    }
    const std::string& text(std::uint32_t index) const;

    /// Steps from 1 to stepCount(); step 0 is the beginning, before anything has happened.
    std::uint64_t stepCount() const { return stepFirstRecord.size(); }
    /// Numbers of the first record of a step (1 … stepCount()), and one past its last.
    std::uint32_t firstRecordOf(std::uint64_t step) const;
    std::uint32_t endRecordOf(std::uint64_t step) const;
    /// When it happened; step 0: zero.
    Instant instantOf(std::uint64_t step) const;
    /// The last step that happened at or before this instant; 0 if none.
    std::uint64_t stepAt(Instant instant) const;
    /// "49152>10.0.0.2:80#1"; "" for id 0.
    std::string connectionName(Side host, ConnectionId id) const;
    /// A sequence number relative to the ISN of the connection end it belongs to: seq of what `sender`
    /// sends. Falls back to the absolute number when no ISN is known.
    std::uint32_t relativeSeq(const SegmentHistory& segment) const;
    std::uint32_t relativeAck(const SegmentHistory& segment) const;

    // Filled by the Recorder; read by everybody.
    RecordList records;
    ChunkedList<SegmentHistory> segments;
    std::array<ChunkedList<ConnectionHistory>, 2> connections;
    ChunkedList<std::uint32_t> stepFirstRecord; ///< index 0 is step 1
    ChunkedList<Instant> stepInstant;
    ChunkedList<std::string> texts;
    bool ended = false;
    EndReason endReason = EndReason::Idle;

private:
    std::shared_ptr<const Scenario> m_scenario;
};

} // namespace tcplab
