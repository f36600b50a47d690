/// The ladder as plain shapes: what is to be seen of a run at a cursor, in a rectangle, at a zoom. Widget,
/// picture and export paint the same shapes; tests look at them without a window.
#pragma once
#include "app/ladder/cause_path.h"
#include "app/ladder/label_box.h"
#include "app/ladder/label_layout.h"
#include "app/ladder/ladder_index.h"
#include "app/ladder/text_measure.h"
#include "app/session/time_axis.h"
#include "app/wording/wording.h"

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace tcplab {

/// Two heights of the axis (units) between which time is measured, and what that comes to.
struct LadderSpan {
    double from = 0;
    double to = 0;
    QString text;
};

/// One of a listener's queues, and who waits in it.
struct LadderQueue {
    Side host = Side::Server;
    bool accept = false; ///< of finished handshakes; else of half-finished ones
    std::size_t capacity = 0;
    std::vector<ConnectionId> held{};
};

/// Everything that the shapes follow from.
struct LadderInput {
    const Trace* trace = nullptr;
    const TimeAxis* axis = nullptr;
    const LadderIndex* index = nullptr;
    const TextMeasure* text = nullptr;
    QRectF area;            ///< px; the ladder fills it, its headings at the top included
    double zoom = 1;        ///< px a unit of the axis
    double scroll = 0;      ///< px of the axis above the area's first row
    std::uint64_t step = 0; ///< the cursor: later steps are not drawn
    Instant now{};
    double nowPosition = 0;     ///< units
    bool cursor = true;         ///< false: the whole run, no now line (for pictures)
    bool densityAllowed = true; ///< false: arrows however many there are (for pictures)
    bool everyLabel = false;    ///< those without a free place lie on arrows (for pictures)
    bool relativeNumbers = false;
    Notation notation = Notation::Words;
    Language language = Language::English;
    SegmentId selected = 0;
    SegmentId hovered = 0;
    double lineWidth = 1.6;
    const CausePath* path = nullptr; ///< what is lit instead of the current step, also where it lies ahead
    std::optional<LadderSpan> measured{};
    bool plain = false;              ///< without calls, and with few times: for large type
    std::optional<double> parting{}; ///< units: where this run and one that it is compared with part
    std::vector<LadderQueue> queues{};
};

struct LadderArrow {
    SegmentId id = 0;
    Side sender = Side::Client;
    SegmentKind kind = SegmentKind::Control;
    QPointF from;
    QPointF to;      ///< where its line ends: arrived, lost, or the dot
    QPointF arrival; ///< where the dashed rest leads
    QPointF seen{};  ///< where what is to be seen of it begins, for its connection's badge
    bool inFlight = false;
    bool lost = false;          ///< and it is past: a cross at `to`
    bool lostOnArrival = false; ///< the cross stands at the far end
    bool byHand = false;        ///< the loss was
    bool ignored = false;       ///< arrived without effect
    bool thick = false;         ///< carries text
    bool lit = false;           ///< of the current step, or in flight
    bool selected = false;
    bool hovered = false;
    bool retransmission = false;
    bool ghost = false;   ///< of the path of causes, still to come
    bool onPath = false;  ///< of causes and effects
    int conversation = 0; ///< which of several connections, from 1; 0: not told apart
};

/// The number of a segment's connection, in a circle on its arrow.
struct LadderBadge {
    QPointF at;
    double radius = 0;
    int conversation = 0;
};

/// A connection among several: its number in a circle, and what it is.
struct LadderLegend {
    QRectF badge;
    int conversation = 0;
    QRectF rect;
    QString text; ///< ":49152", ":49152 #2"
};

/// A stretch of a lifeline between a cause and its effect on the same host.
struct LadderPathPiece {
    double x = 0;
    double top = 0;
    double bottom = 0;
};

/// The measured time: a bracket beside the ticks, and lines to what it measures.
struct LadderMeasure {
    double x = 0;
    double top = 0;
    double bottom = 0;
    double reach = 0; ///< x to which its two lines go
    QString text;
    QRectF textRect{};
};

/// A queue as it is drawn.
struct LadderQueueBox {
    Side host = Side::Server;
    QString text; ///< "accept queue: 2 of 2"
    bool full = false;
    QRectF rect{};
    QRectF words{};
    std::vector<std::pair<QPointF, int>> waiting{}; ///< where, and which connection
};

/// A few words beside an arrow: why it had no effect.
struct LadderNote {
    QRectF rect;
    QString text;
};

struct LadderLabel {
    SegmentId id = 0;
    LabelBox box;
    LabelParts parts;
    SegmentKind kind = SegmentKind::Control;
    bool lost = false;
    bool lit = false;
    bool covers = false; ///< it stands on a ground: arrows pass behind it
};

struct LadderBar {
    QRectF rect;
    Side host = Side::Client;
    ConnectionId conn = 0;
    ConnectionState state = ConnectionState::Closed;
    bool current = false; ///< the state that the connection is in at the cursor
    bool thin = false;
    std::uint32_t fromStep = 0;
    int conversation = 0; ///< as of arrows
};

/// Where an arrow meets its connection's bar, where several stand side by side.
struct LadderJoint {
    QPointF at;
    Side host = Side::Client;
    bool lit = false;
};

/// Any text beside the lifelines.
struct LadderText {
    QRectF rect{};
    QString text{};
    QString suffix{};     ///< small and muted behind it: which connection's
    int conversation = 0; ///< … where there is no room for that: its number on the outer side
    TextRole role = TextRole::StateName;
    Side host = Side::Client;
    bool muted = false;
    bool alarm = false; ///< an error, a crash
    bool lit = false;
    bool toTheRight = false;  ///< aligned to the rectangle's right edge
    bool onGround = false;    ///< the now line or a fold's teeth pass behind it
    std::uint32_t record = 0; ///< what it tells; 0: no single one
};

struct LadderBracket {
    Side host = Side::Client;
    double x = 0;
    double top = 0;
    double bottom = 0;
    double hook = 0;     ///< px towards the lifeline, signed
    bool begun = true;   ///< its top is in the picture
    bool closed = false; ///< it has ended
    bool running = false;
    std::uint32_t piece = 0; ///< of LadderIndex::timerPieces
};

struct LadderTick {
    double y = 0;
    QString text;
    double until = 0; ///< how far down the rows of this instant go, where that is to be said; else y
    QRectF rect{};    ///< where it stands if times have no column
};

struct LadderFold {
    QRectF band; ///< between the lifelines' outer edges
    QString text;
    QRectF textRect;
    /// What its teeth cover of the band.
    QRectF teeth(double scale) const;
};

/// The thin line from a retransmission to what it repeats.
struct LadderTie {
    double x = 0;
    double top = 0;
    double bottom = 0;
    double hook = 0;
    bool lit = false;
};

/// Sends of one pixel row (or a few), where arrows would lie too closely.
struct LadderDensity {
    QRectF rect;
    SegmentKind kind = SegmentKind::Control;
    bool lost = false;
};

/// Where two runs part: a line across the picture, and a sign on it.
struct LadderParting {
    double y = 0;
    double from = 0; ///< x
    double to = 0;
    QRectF sign{};
};
inline QString partingSign() { return QStringLiteral("≠"); }

struct LadderGeometry {
    QRectF area;
    std::array<double, 2> lifeline{}; ///< x of their middles, by side
    std::array<double, 2> wire{};     ///< x where arrows begin and end
    double top = 0;                   ///< y under the headings
    double zeroY = 0;                 ///< y of the axis's own top
    std::vector<LadderFold> folds;
    std::vector<LadderTick> ticks;
    std::vector<LadderBar> bars;
    std::vector<LadderTie> ties;
    std::vector<LadderDensity> density;
    std::vector<LadderArrow> arrows; ///< those that are lit last
    std::vector<LadderJoint> joints;
    std::vector<LadderLabel> labels;
    std::vector<LadderBadge> badges;
    std::vector<LadderText> texts;
    std::vector<LadderBracket> brackets;
    std::vector<LadderPathPiece> path;
    std::vector<LadderNote> notes;
    std::vector<LadderQueueBox> queues;
    std::vector<LadderLegend> legend;
    std::optional<LadderMeasure> measure;
    std::optional<LadderParting> parting; ///< in sight
    bool hasNow = false;
    double nowY = 0;
    QRectF badge;
    QString badgeText;
    double nowSince = 0; ///< y where the rows of this instant begin, where that is to be said; else nowY
    std::array<bool, 2> acting{}; ///< whose step it is
    bool crowded = false;         ///< so many are in flight that only their dots are drawn
    bool focus = false;           ///< something is lit: the rest steps back
    std::array<QString, 2> headings;

    /// A line across the whole picture, of now or of where runs part, passes behind it.
    bool isCrossed(const QRectF& rect, double margin = 0) const
    {
        const auto crosses = [&](double y) { return rect.top() - margin < y && y < rect.bottom() + margin; };
        return (hasNow && crosses(nowY)) || (parting && crosses(parting->y));
    }
};

/// The columns: where lifelines, names and times stand in an area of this width.
struct LadderColumns {
    double ticksLeft = 0;
    double ticksRight = 0;
    std::array<double, 2> outer{}; ///< outermost x for brackets and calls, by side
    std::array<double, 2> names{}; ///< x where names begin, seen from the bars
    std::array<double, 2> bars{};  ///< outer edge of the bars
    std::array<double, 2> wire{};  ///< inner edge of the bars
    double barWidth = 0;
    double barGap = 0;
    bool ticks =
        true; ///< there is room for times; else they stand beside the lifelines, and the badge where nothing is
    std::array<bool, 2> namesConnections{};   ///< there is room for ":49152" behind a state's name
    std::array<bool, 2> numbersConnections{}; ///< or only for the connection's number
    /// More connections than this stand in the last lane together.
    static constexpr int mostLanes = 12;
    /// The inner edge of a lane's bar; the lanes stand from the wire outwards.
    double laneEdge(Side host, std::uint16_t lane) const;
};
LadderColumns columnsOf(const LadderInput& in);
/// Of the circle with a connection's number beside a state's name, px.
constexpr double numberSize(double scale) { return 12 * scale; }
/// Rows of one instant that reach this far down, px, are told to be of one.
constexpr double leastSpan(double scale) { return 26 * scale; }
/// How fine a run's times are told.
Duration shortestDelay(const Trace& trace);
/// The badge beside its text, both sides together, and how far it stands out to the left of the ticks.
inline constexpr double badgePadding = 10;
inline constexpr double badgeOutset = 5;
/// False: so far out no fold is high enough for its mark, and there may be very many.
bool hasFoldBands(const LadderInput& in);
/// Where a fold's mark stands when the wait is over, over all of the area's width; empty: it is too low for one.
QRectF foldBand(const LadderInput& in, const TimeAxis::Fold& fold, double begin);
/// Px above the axis's own top: headings and a little air.
double headroom(const TextMeasure& text);
/// Px of the strip with the headings, under which nothing is seen.
double headingHeight(const TextMeasure& text);

LadderGeometry layOut(const LadderInput& in, LabelLayout& labels);

/// What lies under a point: the segment whose arrow, dot or label is nearest; 0 for none.
SegmentId segmentAt(const LadderGeometry& geometry, QPointF point);
/// The bracket under a point; none: −1.
int bracketAt(const LadderGeometry& geometry, QPointF point);

} // namespace tcplab
