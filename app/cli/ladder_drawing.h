/// Draws the rows of a ladder with characters. A segment that flies has a lane between the hosts' lines: its
/// arrow leaves the sender, goes down the lane while other things happen, and goes on to the receiver.
#pragma once
#include "app/cli/ladder_line.h"
#include "app/cli/ladder_rows.h"

#include <string>
#include <vector>

namespace tcplab {

struct LadderSize {
    int time = 0;  ///< columns of the times
    int state = 0; ///< columns of the states on either side
    int room = 0;  ///< columns between the hosts' lines
    int timeDigits = 3;
    Duration fold{}; ///< a longer stretch without a row is folded
};

class LadderDrawing {
public:
    LadderDrawing(const Trace& trace, const Setting& setting, const LadderRows& rows, LadderSize size,
                  bool colour, bool relative);

    /// The lines of a row, each with its line feed; before it, a folded stretch if there was one.
    std::string draw(const LadderRow& row);
    /// Names and addresses at the top, and the states before anything has happened.
    std::string head();

private:
    struct Lane {
        SegmentId segment = 0;
        int column = 0; ///< from the sender's side
        Side sender = Side::Client;
    };
    LadderLine lineWithLanes(const char* glyph) const;
    std::string finish(const LadderRow& row, const LadderLine& line, const char* left, const char* right,
                       bool isFirst);
    std::string painted(std::string_view text, Ink ink) const { return inColour(text, ink, m_colour); }
    std::string foldRow(Duration folded) const;
    std::string timeText(Instant at) const;

    std::string drawDeparture(const LadderRow& row);
    std::string drawArrival(const LadderRow& row);
    std::string drawLoss(const LadderRow& row);
    std::string drawBranch(const LadderRow& row);
    std::string drawNotes(const LadderRow& row);

    std::string flagsLabel(const SegmentHistory& segment, bool brief) const;
    std::string numbersLabel(const SegmentHistory& segment) const;
    Ink inkOf(const SegmentHistory& segment) const;
    int findLane(const SegmentHistory& segment, int least, int most) const;
    bool isAlone(const SegmentHistory& segment) const;
    bool isTaken(Side sender, int column) const;
    Lane takeLane(SegmentId id);

    const Trace& m_trace;
    const Setting& m_setting;
    const LadderRows& m_rows;
    LadderSize m_size;
    bool m_colour;
    bool m_relative;
    std::vector<Lane> m_lanes;
    Instant m_last{};
    bool m_begun = false;
};

} // namespace tcplab
