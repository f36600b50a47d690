/// Counts what happens in a run while it happens, and keeps nothing else: a run of any length takes the same
/// room.
#pragma once
#include "core/trace/trace.h"
#include "core/world/world.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace tcplab {

/// The calls of one kind that ended the same way: host, call, arguments, outcome.
struct CallOutcome {
    Side host = Side::Client;
    Call call = Call::Socket;
    std::string arguments;
    Errno error = Errno::None;
    bool waiting = false; ///< not returned at the end of the run
    std::uint64_t count = 0;
    std::int64_t result = 0; ///< octets, of all of them
    Instant first{};         ///< when the first of them was made
    Instant last{};          ///< when the last of them returned (waiting: was made)
};

struct ConnectionOutcome {
    Side host = Side::Client;
    ConnectionId id = 0;
    ConnectionName name{};
    ConnectionState state = ConnectionState::Closed;
    const char* outcome =
        "open"; ///< "closed", "reset", "refused", "timed-out", "aborted", "crashed", "back-to-listen"
    Instant opened{};
    Instant established = Instant::never();
    Instant ended = Instant::never();
    std::uint64_t sent = 0;          ///< octets of text, the first time
    std::uint64_t retransmitted = 0; ///< octets of text, sent again
    std::uint64_t read = 0;          ///< octets that the application has taken
};

class Summary {
public:
    /// Beyond this many, further kinds of calls and further connections are counted, not listed.
    static constexpr std::size_t mostListed = 1000;

    void note(const World& after, const StepLog& log);
    /// Closes the books.
    void finish(const World& world, EndReason reason);
    /// One JSON object, some lines long: "format" and "version"; "scenario", "title", "seed"; how the run ended
    /// ("end": idle, until or limit; "simulated_ns", "steps"); "calls" and "connections" with the outcome of each
    /// (equal calls are one entry with their count, the sum of their results, the first call and the last return);
    /// "outcomes" of all connections by host; then counts by host: segments sent, received and by kind,
    /// retransmissions, the wire's copies, drops by reason, arrivals with CE, disregards by reason, time-outs, octets of text sent,
    /// retransmitted and read; interventions that acted, and that did not. Drops, copies and marks count with their sender.
    std::string json(const Scenario& scenario) const;

private:
    struct PendingCall {
        Side host = Side::Client;
        std::uint32_t process = 0;
        Call call = Call::Socket;
        std::string arguments;
        Instant at{};
    };
    using ConnectionKey = std::pair<Side, ConnectionId>;

    void noteCall(const Effect& what, const StepLog& log, Instant now);
    void noteReturn(const Effect& what, Instant now);
    void countCall(const CallOutcome& outcome);
    void noteState(const World& after, const Effect& what, Instant now);
    void noteSend(const Effect& what, const StepLog& log);
    void endConnection(const World& world, ConnectionOutcome connection);
    std::string callsJson() const;
    std::string connectionsJson(const Scenario& scenario) const;
    std::string segmentsJson() const;

    std::uint64_t m_steps = 0;
    Instant m_end{};
    EndReason m_reason = EndReason::Idle;
    std::vector<CallOutcome> m_calls;
    std::uint64_t m_callsNotListed = 0;
    std::vector<PendingCall> m_pending;
    std::map<ConnectionKey, ConnectionOutcome> m_open;
    std::vector<ConnectionOutcome> m_ended; ///< listed ones
    std::array<std::map<std::string, std::uint64_t>, 2> m_outcomes;
    std::uint64_t m_connectionsNotListed = 0;
    std::array<std::map<std::string, std::uint64_t>, 2> m_segments; ///< by kind
    std::array<std::map<std::string, std::uint64_t>, 2> m_drops;    ///< by reason
    std::array<std::map<std::string, std::uint64_t>, 2> m_ignored;  ///< by reason; by host that ignored
    std::array<std::map<std::string, std::uint64_t>, 2> m_expired;  ///< time-outs by clause
    std::array<std::uint64_t, 2> m_sent{};
    std::array<std::uint64_t, 2> m_marked{}; ///< arrived with CE; by sender
    std::array<std::uint64_t, 2> m_delivered{};
    std::array<std::uint64_t, 2> m_retransmissions{};
    std::array<std::uint64_t, 2> m_duplicates{};
    std::array<std::uint64_t, 2> m_textSent{};
    std::array<std::uint64_t, 2> m_textRetransmitted{};
    std::array<std::uint64_t, 2> m_textRead{};
    std::uint64_t m_interventions = 0;
};

} // namespace tcplab
