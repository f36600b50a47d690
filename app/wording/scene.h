/// What happened in one step, picked out of its records once for all sentences about it.
#pragma once
#include "app/wording/sentence.h"

#include <vector>

namespace tcplab {

struct Scene {
    const Trace& trace;
    Language language;
    std::uint32_t first = 0; ///< the step's records
    std::uint32_t end = 0;

    // Null where the step has none
    const Effect* call = nullptr;
    const Effect* returned = nullptr;
    const Effect* delivered = nullptr;
    const Effect* dropped = nullptr;
    const Effect* duplicated = nullptr;
    const Effect* expired = nullptr;
    const Effect* ignored = nullptr;
    const Effect* measured = nullptr;
    const Effect* user = nullptr;
    std::vector<const Effect*> states;
    std::vector<const Effect*> sends;
    std::vector<const Effect*> timers; ///< started or restarted

    Scene(const Trace& trace, std::uint64_t step, Language language);

    /// Who acts: the host of the first record.
    Side host() const { return trace.record(first).what.host; }
    Instant now() const { return trace.record(first).t; }
    /// The connection that the step is about; 0: none.
    ConnectionId connection() const;
    const SegmentHistory& segmentOf(const Effect& effect) const { return trace.segment(effect.segment); }
    /// The state of a connection before record n; CLOSED if nothing is known of it.
    ConnectionState stateBefore(Side host, ConnectionId conn, std::uint32_t n) const;
    /// The other end of a connection as it stood at this step; 0: there is none.
    ConnectionId peerOfConnection(Side host, ConnectionId conn) const;
    /// How long a timer started or restarted in this step runs; zero: it was not.
    Duration started(Timer timer) const;

    // Facts of the step, under the names in sentence.h
    Facts facts() const;
    void addSegment(Facts& facts, const SegmentHistory& segment) const;
    void addReplies(Facts& facts) const;
    std::string numbers(const SegmentHistory& segment) const;
    std::string say(Say what, const Facts& facts) const { return fill(sentenceFor(what), language, facts); }
};

/// The parts of explain(), each for steps of one kind.
Explanation explainArrival(const Scene& scene);
Explanation explainTimeout(const Scene& scene);
Explanation explainLoss(const Scene& scene);
Explanation explainCall(const Scene& scene);
Explanation explainPerson(const Scene& scene);

/// Adds the sentences of a clause: the headline if there is none yet, the body behind what is there, the
/// citation behind the others unless it is among them. False if the clause has no sentences.
bool addClause(Explanation& explanation, Clause clause, const Facts& facts, Language language);
void addCitation(Explanation& explanation, Clause clause);

} // namespace tcplab
