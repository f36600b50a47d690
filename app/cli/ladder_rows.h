/// A run as the rows of a text ladder: what stands in each, before anyone asks where.
#pragma once
#include "app/cli/commands.h"
#include "core/trace/trace.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace tcplab {

/// What a piece of the ladder means; a terminal with colours shows it.
enum class Ink : std::uint8_t {
    Plain,
    Faint,
    State,
    Opening,
    Closing,
    Text,
    Again,
    Loss,
    Reset,
    Timer,
    Call,
    Error,
    Person
};

struct LadderNote {
    std::string text;
    Ink ink = Ink::Plain;
};

/// One row: a moment, what both hosts came to, and one thing between them.
struct LadderRow {
    enum class Move : std::uint8_t { None, Departs, NeverLeaves, Arrives, Lost, Branches };

    Instant at{};
    std::array<std::string, 2> state{}; ///< that a host's connection has come to; "": none
    std::array<LadderNote, 2> note{};   ///< beside a host's line: calls, results, timers
    std::array<bool, 2> up{true, true}; ///< whether the hosts run
    Move move = Move::None;
    SegmentId segment = 0; ///< that moves; of Branches: the copy
    std::string why;       ///< of a loss
};

/// Turns records into rows, one after the other; what stands together goes into one row.
class LadderRows {
public:
    using Emit = std::function<bool(const LadderRow&)>;
    /// `room`: columns between the hosts' lines. `emit` says whether to go on.
    LadderRows(const Trace& trace, const Setting& setting, int room, Emit emit);

    void writeAll();

    /// Conversations (pairs of ports) are numbered where there are several; 0: there is only one.
    int conversationOf(const SegmentHistory& segment) const;
    int conversationOf(Side host, ConnectionId conn) const;
    int conversationCount() const { return static_cast<int>(m_conversations.size()); }
    /// "1: 49152 → 80   2: 49153 → 80"; "" where there is only one.
    std::string legend() const;

private:
    using Ports = std::array<std::uint16_t, 2>; ///< by side

    void findConversations();
    int numberOf(Ports ports) const;
    void write(std::uint32_t n);
    void writeCall(std::uint32_t n);
    void writeReturn(const Record& record);
    void writeState(const Record& record);
    void writeDrop(std::uint32_t n);
    void writeTimer(const Record& record);
    void writeCongestion(std::uint32_t n);
    void writePerson(std::uint32_t n);
    void note(Instant at, Side side, std::string text, Ink ink, bool join);
    LadderRow& newRow(Instant at);
    void beginRow(Instant at);
    void finishMoment();
    void flush();

    const Trace& m_trace;
    const Setting& m_setting;
    int m_room;
    Emit m_emit;
    std::map<Ports, int> m_conversations;
    LadderRow m_row;
    bool m_hasRow = false;
    bool m_goOn = true;
    std::array<std::string, 2>
        m_nextState; ///< a second change of state in one moment: for the row that follows
    std::array<bool, 2> m_up{true, true};
    std::uint32_t m_shownReturn = 0; ///< a return that stands beside its call already
};

} // namespace tcplab
