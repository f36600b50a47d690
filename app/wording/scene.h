/// What happened in one step, picked out of its records once for all sentences about it.
#pragma once
#include "app/wording/sentence.h"

#include <optional>
#include <vector>

namespace tcplab {

struct Scene {
    const Trace& trace;
    Language language;
    bool relative = false;   ///< sequence numbers count from the ISNs
    std::uint32_t first = 0; ///< the step's records
    std::uint32_t end = 0;
    const std::vector<Record> records;

    // These point into them. Null where the step has none
    const Effect* call = nullptr;
    const Effect* returned = nullptr;
    const Effect* delivered = nullptr;
    const Effect* dropped = nullptr; ///< the first
    std::size_t dropCount = 0;
    const Effect* duplicated = nullptr;
    const Effect* expired = nullptr;
    const Effect* ignored = nullptr;
    const Effect* measured = nullptr;
    const Effect* urgent = nullptr;
    const Effect* user = nullptr;
    std::vector<const Effect*> states;
    std::vector<const Effect*> sends;
    std::vector<const Effect*> congestion;
    std::vector<const Effect*> timers; ///< started or restarted
    bool ackWasOwed = false;           ///< a delayed ACK went out with something else

    Scene(const Trace& trace, std::uint64_t step, Language language, bool relative = false);
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    /// Who acts: the host of the first record.
    Side host() const { return records.front().what.host; }
    Instant now() const { return records.front().t; }
    /// The connection that the step is about; 0: none.
    ConnectionId connection() const;
    const SegmentHistory& segmentOf(const Effect& effect) const { return trace.segment(effect.segment); }
    /// The state of a connection before record n; CLOSED if nothing is known of it.
    ConnectionState stateBefore(Side host, ConnectionId conn, std::uint32_t n) const;
    /// The last change of a connection's state before record n; nothing if none.
    std::optional<Record> lastChange(Side host, ConnectionId conn, std::uint32_t n) const;
    /// The last connection of a host between these ports that had begun before this step; 0: there is none.
    ConnectionId lastBetween(Side host, std::uint16_t localPort, std::uint16_t remotePort) const;
    /// The other end of a connection as it stood at this step; 0: there is none.
    ConnectionId peerOfConnection(Side host, ConnectionId conn) const;
    /// The last segment that a connection had received before this step and not ignored; null if none.
    const SegmentHistory* lastReceived(Side host, ConnectionId conn) const;
    /// A recv of this connection has been waiting since before this step: it takes what arrives.
    bool isRecvWaiting(Side host, ConnectionId conn) const;
    /// RCV.NXT as this connection last told it in a segment; 0 if it has sent none.
    std::uint32_t lastAckSent(Side host, ConnectionId conn) const;
    /// "2·MSL (1 min)"; only the time if it is not 2·MSL.
    std::string stayText(Duration duration) const;
    bool isShortOf2Msl(Duration duration) const;
    const Profile& profile() const;
    /// When this timer of a connection was due before record n; never if it was off.
    Instant deadline(Side host, ConnectionId conn, Timer timer, std::uint32_t n) const;
    /// How long a timer started or restarted in this step runs; zero: it was not.
    Duration started(Timer timer) const;
    bool isStarted(Timer timer) const;

    // Facts of the step, under the names in sentence.h
    Facts facts() const;
    void addSegment(Facts& facts, const SegmentHistory& segment) const;
    void addReplies(Facts& facts) const;
    std::string numbers(const SegmentHistory& segment) const;
    /// A number of the space that the segment's sender numbers its octets in, or its peer, as it is said.
    std::uint32_t inSendSpace(const SegmentHistory& segment, SeqNum number) const;
    std::uint32_t inAckSpace(const SegmentHistory& segment, SeqNum number) const;
    /// "4001–5000, 6001–7000": what its SACK blocks tell of as arrived out of order, first and last octets.
    std::string blocksText(const SegmentHistory& segment) const;
    std::string say(Say what, const Facts& facts) const { return fill(sentenceFor(what), language, facts); }
};

/// The first SACK block where it tells of octets that have come twice: it lies below SEG.ACK, or inside the second
/// (RFC 2883 §4).
std::optional<SackBlock> duplicateReport(const Segment& segment);

/// The parts of explain(), each for steps of one kind.
Explanation explainArrival(const Scene& scene);
Explanation explainTimeout(const Scene& scene);
Explanation explainLoss(const Scene& scene);
Explanation explainCall(const Scene& scene);
Explanation explainPerson(const Scene& scene);

/// A duplicate or partial ACK, and what is sent again for it. False if the segment is nothing of that kind.
bool explainLossSeen(const Scene& scene, Explanation& explanation, Facts& facts);
/// One of the first two duplicate ACKs has let new text go (RFC 3042).
bool isLimitedTransmit(const Scene& scene);
/// What an ACK reports of octets that have come twice.
void addDuplicateReport(const Scene& scene, Explanation& explanation, Facts facts);
/// What the congestion window has made of the step.
void addCongestion(const Scene& scene, Explanation& explanation);

/// What is to be told of a segment that left in an earlier connection, and of the connection that it looked for.
void addOldConnection(const Scene& scene, Explanation& explanation, Facts& facts);
/// A duplicate that was acknowledged again; told by what was repeated.
void explainOldDuplicate(const Scene& scene, Explanation& explanation, Facts& facts);

/// Adds the sentences of a clause: the headline if there is none yet, the body behind what is there, the
/// citation behind the others unless it is among them. False if the clause has no sentences.
bool addClause(Explanation& explanation, Clause clause, const Facts& facts, Language language);
void addCitation(Explanation& explanation, Clause clause);
void addCitation(Explanation& explanation, std::string_view cited);
/// Of a real system that has a TIME-WAIT of its own, why it is what it is.
void addOwnTimeWait(const Scene& scene, Explanation& explanation);

} // namespace tcplab
