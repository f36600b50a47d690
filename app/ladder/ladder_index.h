/// What the ladder draws of a run, and where along the time axis: made once for a trace and an axis, and
/// continued as the trace grows. Nothing here depends on the cursor, the width or the zoom.
#pragma once
#include "app/ladder/interval_index.h"
#include "app/session/time_axis.h"
#include "core/trace/trace.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace tcplab {

/// What a segment is, for its colour, the most telling first: a retransmitted FIN is a retransmission.
enum class SegmentKind : std::uint8_t { Control, Data, Fin, Reset, Retransmission };
inline constexpr std::size_t segmentKindCount = 5;
SegmentKind kindOf(const SegmentHistory& segment);

/// A stretch of a lifeline: one connection in one state.
struct StatePiece {
    Side host = Side::Client;
    ConnectionId conn = 0;
    ConnectionState state = ConnectionState::Closed;
    std::uint32_t fromStep = 0;
    std::uint32_t toStep = 0xffffffff; ///< the step that ended it
    double begin = 0;                  ///< units
    double end = 0;                    ///< units; of an open one: begin
    std::uint16_t lane = 0;            ///< connections side by side, from the wire outwards
    bool listener = false;
    bool thin = false;  ///< a listener beside the connections that came from it
    bool named = true;  ///< false: the same state goes on from the piece before
    bool first = false; ///< of its connection
    bool misleads =
        false; ///< a listener's end: "CLOSED" would read as of the connection beside which it stood
};

/// A timer that says something even when it does not expire. A retransmission timer is started with every
/// segment and stopped by every acknowledgment: only one that runs, or did expire, is shown.
constexpr bool isAlwaysTold(Timer timer)
{
    return timer == Timer::TimeWait || timer == Timer::FinWait2 || timer == Timer::Persist;
}

/// From a timer's start to its end.
struct TimerPiece {
    Side host = Side::Client;
    ConnectionId conn = 0;
    Timer timer = Timer::Retransmission;
    TimerAction endedBy = TimerAction::Start; ///< Start: it still runs at the end of the trace
    std::uint32_t fromStep = 0;
    std::uint32_t toStep = 0xffffffff;
    double begin = 0;
    double end = 0;
    Instant from{};
    Instant deadline{};

    /// How long it ran, if it was stopped or started anew before its end; nothing of one that expired, or still runs.
    std::optional<Duration> cutShortAfter(const Trace& trace) const
    {
        if (endedBy == TimerAction::Expire || toStep == 0xffffffff)
            return std::nullopt;
        return trace.instantOf(toStep) - from;
    }
};

/// A call, an error that a call came back with, or a host's crash and boot: a record and its place.
struct CallMark {
    std::uint32_t record = 0;
    double position = 0;
};

/// A host's calls one after the other that read alike ("send 1000", forty times), or a single one: its marks
/// are callMarks[host][first … last].
struct CallRun {
    Side host = Side::Client;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

class LadderIndex {
public:
    /// Reads what the trace has beyond what is known.
    void update(const Trace& trace, const TimeAxis& axis);
    void clear() { *this = {}; }

    IntervalIndex segments;   ///< by id
    IntervalIndex states;     ///< indexes statePieces
    IntervalIndex timers;     ///< indexes timerPieces
    IntervalIndex toldTimers; ///< those of them that are shown when they are over
    IntervalIndex calls;      ///< indexes callRuns
    ChunkedList<StatePiece> statePieces;
    ChunkedList<TimerPiece> timerPieces;
    std::array<ChunkedList<CallMark>, 2> callMarks; ///< by host
    ChunkedList<CallRun> callRuns;
    /// Positions of sends by sender and kind, and of losses by sender, sorted: their indexes are counts.
    std::array<std::array<ChunkedList<double>, segmentKindCount>, 2> sends;
    std::array<ChunkedList<double>, 2> losses;
    std::array<std::uint16_t, 2> laneCount{1, 1};
    std::array<bool, 2> listenerBeside{};           ///< a listener stands thinly beside its connections
    std::array<std::uint32_t, 2> connectionCount{}; ///< listeners not counted
    std::array<std::array<bool, connectionStateCount>, 2> statesSeen{}; ///< by host
    /// The connections of the run, numbered from 1 as they begin, each one on both hosts.
    struct Conversation {
        std::uint16_t clientPort = 0;
        std::uint16_t serverPort = 0;
        std::uint32_t incarnation = 1;
        friend bool operator==(const Conversation&, const Conversation&) = default;
    };
    std::vector<Conversation> conversations;
    /// The number of a host's connection; 0 for a listener.
    int conversationOf(Side host, ConnectionId conn) const;
    /// … and of a segment's; one that belongs to no connection of its sender is told by what it answers, or its ports.
    int conversationOf(const Trace& trace, const SegmentHistory& segment) const;
    bool hasIncarnations = false; ///< a pair of ports was used twice
    /// A connection's lane; 0 where it has none.
    std::uint16_t laneOf(Side host, ConnectionId conn) const;
    /// They are to be told apart.
    bool hasSeveralConnections() const { return conversations.size() > 1; }

private:
    void numberConversation(const Trace& trace, const Record& record);
    void readState(const Trace& trace, const Record& record, double position);
    void readTimer(const Record& record, double position);
    void readCall(const Trace& trace, const Record& record, double position);
    void openPiece(StatePiece piece);
    void closePiece(std::uint32_t index, std::uint32_t step, double position);
    void makeRoomBesideListeners(Side host, std::uint32_t step, double position);
    std::uint16_t freeLane(Side host) const;
    bool hasOpenConnection(Side host) const;

    std::uint32_t m_nextRecord = 1;
    std::vector<std::uint32_t> m_openStates;
    std::vector<std::uint32_t> m_openTimers;
    std::array<std::uint32_t, 2> m_openRun{noRun, noRun};
    std::array<std::vector<std::uint32_t>, 2> m_conversations; ///< by host and connection id − 1
    std::vector<std::array<bool, 2>> m_halves;                 ///< of conversations: known on which hosts
    std::array<std::vector<std::uint16_t>, 2> m_lanes;         ///< by host and connection id − 1
    static constexpr std::uint32_t noRun = 0xffffffff;
};

} // namespace tcplab
