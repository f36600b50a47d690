/// Where an instant lies on the timeline: a monotonic, piecewise linear map. Milliseconds and minutes share
/// one picture: long stretches in which nothing happens are folded to a fixed length and say so ("+59.2 s"),
/// and what happens closely together is drawn apart far enough to be read. Linear time is the same map
/// with one piece. Free of widgets.
///
/// Several things may happen at one instant, one after the other. In folded time each that needs it gets a
/// row of its own, so that two segments sent in one breath are two arrows: an instant is then a stretch of
/// the axis, and steps and segments know their own row in it.
#pragma once
#include "core/base/chunked_list.h"
#include "core/base/side.h"
#include "core/base/time.h"
#include "core/segment/segment.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tcplab {

class Trace;
struct Record;

/// When a segment arrives, or would have if it had not been lost: a loss is drawn on its way there.
Instant arrivalOf(const Trace& trace, SegmentId id);

class TimeAxis {
public:
    /// A folded stretch.
    struct Fold {
        Instant from{}, to{};
        double begin = 0, end = 0; ///< units
    };

    /// Units that a flight takes at least, from one lifeline to the other, in folded time.
    static constexpr double flightHeight = 44;
    /// Units between two segment events at different instants, at least.
    static constexpr double rowHeight = 26;
    /// Units between two segments that one host sends (or is reached by) at one instant.
    static constexpr double tieHeight = 22;
    /// Both, from the sixth of a burst on: nobody reads forty labels, and arrows must not stand upright.
    static constexpr double burstHeight = 9;
    static constexpr int burstLength = 6;
    /// Units of a folded stretch; what would take more than `foldLimit` is folded.
    static constexpr double foldHeight = 84;
    static constexpr double foldLimit = 200;
    /// Of those the first lie at their natural distance: as soon as time is folded there is room to say so.
    static constexpr double foldHead = 30;
    /// Units of room after the last event.
    static constexpr double tailHeight = 110;

    TimeAxis() = default;
    /// `row`: units that two segment events keep, however long the burst: for figures, in which each has its label.
    static TimeAxis folded(const Trace& trace, double row = 0);
    static TimeAxis linear(const Trace& trace);
    /// Goes on with the records that the trace has got since; what is already on the axis does not move.
    void extend(const Trace& trace);
    /// Makes two axes of whole runs bend alike: each instant lies at the same place on both.
    static void align(TimeAxis& a, TimeAxis& b);

    double position(Instant instant) const; ///< units from the top; 1 unit is 1 px at zoom 1
    /// Where an instant begins; `position` is where it ends, when all that happens in it has happened.
    double firstPosition(Instant instant) const;
    /// Where a step ends (0: the beginning): the last row of what it sent.
    double positionOfStep(std::uint64_t step) const;
    /// Where it begins: its first row. States change, calls are made and timers move there.
    double beginOfStep(std::uint64_t step) const;
    /// Where a segment leaves, and where its flight ends (expectedly, if it has not ended in this trace).
    double positionOfSend(SegmentId id) const;
    double positionOfEnd(const Trace& trace, SegmentId id) const;
    /// Where a lost segment would have arrived; else positionOfEnd.
    double positionOfArrival(const Trace& trace, SegmentId id) const;

    Instant instantAt(double position) const;
    /// The last step that lies at or before this position.
    std::uint64_t stepAt(double position) const;
    double end() const;    ///< units of the last event; of axes that bend alike, of the last on either
    double length() const; ///< units of the whole run, with a little room after the end
    double scale() const { return m_scale; } ///< units a nanosecond where time is not bent
    const ChunkedList<Fold>& folds() const { return m_folds; }
    /// From this fold's beginning to now more has passed than the distance says.
    bool isFoldedBefore(const Fold& fold, Instant now) const;

private:
    struct Knot {
        Instant at{};
        double position = 0;
    };
    using KnotIndex = std::uint32_t;
    /// What stands in the last row, by host: two sends, or two arrivals, do not share one.
    struct Row {
        bool sends = false;
        bool arrives = false;
    };

    static std::vector<Fold> foldsOfBoth(const TimeAxis& a, const TimeAxis& b);
    void start(const Trace& trace, bool linear);
    void beginStep(const Record& record);
    void finishStep(std::uint32_t step);
    void placeSend(SegmentId id, Side sender);
    void placeArrival(SegmentId id, Side receiver);
    void placeDrop(SegmentId id);
    void moveTo(double position);
    void segmentHere();
    double room() const;
    double heightOf(double usual) const
    {
        return m_least > usual ? m_least : m_least > 0 || m_close < burstLength ? usual : burstHeight;
    }
    KnotIndex lastKnot() const { return static_cast<KnotIndex>(m_knots.size() - 1); }

    bool m_linear = false;
    double m_least = 0; ///< folded()'s `row`
    double m_scale = 0; ///< units a nanosecond
    std::uint32_t m_nextRecord = 1;
    std::uint32_t m_lastStep = 0;
    KnotIndex m_firstRow = 0; ///< of the step being placed
    bool m_stepHasSegment = false;
    double m_lastSegment = -1e9; ///< the last row with a segment in it
    Instant m_lastSegmentAt{-1};
    int m_close = 0; ///< segment events in a row that had to be drawn apart
    std::array<Row, 2> m_row{};
    ChunkedList<Knot> m_knots; ///< by position; equal instants are one instant's rows
    ChunkedList<Fold> m_folds;
    ChunkedList<KnotIndex> m_steps;  ///< [step − 1]: its last row
    ChunkedList<KnotIndex> m_begins; ///< [step − 1]: its first
    ChunkedList<KnotIndex> m_sends;  ///< [segment id − 1]
    ChunkedList<KnotIndex> m_ends;   ///< [segment id − 1]; 0: not yet
};

} // namespace tcplab
