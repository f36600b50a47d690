/// One direction of a connection on the line of its sequence numbers: what its sender and its receiver know of it
/// (RFC 9293 §3.3.1, Figures 3 and 4), and where it is drawn. Free of widgets.
#pragma once
#include "core/host/host.h"

#include <QRectF>
#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

namespace tcplab {

enum class SpaceState : std::uint8_t {
    // Of the sender's row
    Acknowledged,
    InFlight,
    Sacked,
    Lost,   ///< taken for lost, not sent again yet
    Resent, ///< in flight once more
    Unsent, ///< written by the program, not sent
    // Of the receiver's row
    Read,
    Unread, ///< in order, the program has not taken it yet
    Held,   ///< out of order
};
inline constexpr std::size_t spaceStateCount = 9;

/// Numbers in one state, counted from the line's base.
struct SpaceRun {
    std::int64_t from = 0;
    std::int64_t to = 0;
    SpaceState state = SpaceState::Acknowledged;
    const char* cell = ""; ///< "SYN", "FIN": the number that it takes up
    bool isSenders() const { return state <= SpaceState::Unsent; }
    friend bool operator==(const SpaceRun&, const SpaceRun&) = default;
};
/// A variable that points at a number.
struct SpaceMark {
    const char* name = ""; ///< "SND.UNA"
    std::int64_t at = 0;
    bool sender = true;
    friend bool operator==(const SpaceMark&, const SpaceMark&) = default;
};

struct SequenceSpace {
    bool known = false; ///< there is at least one end that knows the ISN
    SeqNum base{};      ///< number 0 of the line: SND.UNA, or RCV.NXT where there is no sender
    SeqNum isn{};
    std::vector<SpaceRun> runs;
    std::vector<SpaceMark> marks;
    SeqNum number(std::int64_t place) const { return base + static_cast<std::uint32_t>(place); }
    friend bool operator==(const SequenceSpace&, const SequenceSpace&) = default;
};

/// Either end may be null, or know no numbers yet.
SequenceSpace sequenceSpace(const Tcb* sender, const Tcb* receiver);

/// Lengths are drawn as their square roots: a SYN's one number and a window of 65535 share a line.
class SpaceScale {
public:
    SpaceScale(const SequenceSpace& space, double left, double width, double leastCell);
    double x(std::int64_t place) const;
    std::int64_t placeAt(double x) const;

private:
    std::vector<std::int64_t> m_places;
    std::vector<double> m_xs;
};

struct SpaceShapes {
    struct Cell {
        std::size_t run = 0;
        QRectF rect;
    };
    struct Label {
        QString text; ///< "SND.UNA = SND.NXT 1101"
        bool sender = true;
        double at = 0; ///< where it points
        QRectF rect;
        friend bool operator==(const Label&, const Label&) = default;
    };
    struct Window {
        bool sender = true;
        double from = 0, to = 0, y = 0;
    };
    QRectF senderRow, receiverRow;
    std::vector<Cell> cells;
    std::vector<Label> labels;
    std::vector<Window> windows;
    double wrapX = -1; ///< where 4294967295 is followed by 0; −1: not in sight
    QRectF wrapLabel;  ///< of "2³²"
    double height = 0;
};
struct SpaceMeasures {
    double width = 0;
    double rowHeight = 16;
    double labelHeight = 12;
    double leastCell = 26;
    std::function<double(const QString&)> textWidth;
};
/// `relative`: numbers count from the ISN.
inline QString wrapText() { return QStringLiteral("2³²"); }
SpaceShapes layOutSpace(const SequenceSpace& space, const SpaceMeasures& measures, bool relative);

} // namespace tcplab
