#include "app/figure/timeline_figure.h"

#include "app/session/time_axis.h"
#include "app/wording/figure_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tcplab {

namespace {

// Places across, px.
constexpr double ticksRight = 54;
constexpr double timersInset = 64;
constexpr double callsInset = 72;
constexpr double namesRoom = 10; ///< between a state's name and its bar
constexpr double clientX = 262;
constexpr double wire = 340;
constexpr double barWidth = 10;
constexpr double laneWidth = 13;
constexpr double headRoom = 44;
constexpr double lineHeight = 12;
constexpr std::size_t longestCall = 14;
/// A label less than this below the last one on the same side of the wire would lie on it.
constexpr double labelHeight = 12;

std::string shortened(std::string text)
{
    // Calls are ASCII, but for the texts of a person.
    if (text.size() <= longestCall)
        return text;
    std::size_t end = longestCall - 1;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

class Maker {
public:
    Maker(const Trace& from, const FigureOptions& how)
        : trace(from), options(how), axis(how.linear ? TimeAxis::linear(from) : TimeAxis::folded(from))
    {
        index.update(trace, axis);
        begin = options.from == Instant{} ? 0 : axis.firstPosition(options.from);
        const Instant last = trace.instantOf(trace.stepCount());
        end = options.to >= last ? std::max(begin, axis.position(last)) + 30 : axis.position(options.to);
        const double lanes = std::max(index.laneCount[0], index.laneCount[1]) - 1;
        const double room = std::min(lanes, 6.0) * laneWidth;
        f.lifeline = {clientX + room, clientX + room + wire};
        f.width = f.lifeline[1] + f.lifeline[0];
        f.top = headRoom;
        f.height = headRoom + (end - begin) + 10;
        f.left = ticksRight + 8;
        f.right = f.width - 12;
        f.title = pick(trace.scenario().title, options.language);
    }

    TimelineFigure make()
    {
        addHeadings();
        addBars();
        addFolds();
        addSegments();
        addStates();
        addCalls();
        addTimers();
        addTicks();
        return std::move(f);
    }

private:
    double yOf(double position) const { return f.top + position - begin; }
    bool isIn(double position) const { return position >= begin && position <= end; }
    double outwards(Side host) const { return host == Side::Client ? -1 : 1; }
    double edge(Side host, double inset) const { return host == Side::Client ? inset : f.width - inset; }
    double bars(Side host) const
    {
        return f.lifeline[indexOf(host)] +
               outwards(host) *
                   (barWidth / 2 + std::min<double>(index.laneCount[indexOf(host)] - 1, 6) * laneWidth);
    }

    /// A line in a column of texts: as near to y as the one before leaves it.
    void put(FigureTextKind kind, Side host, double x, double y, int align, std::string text, double& lowest)
    {
        y = std::max(y, lowest + lineHeight);
        lowest = y;
        f.height = std::max(f.height, y + lineHeight);
        f.labels.push_back({kind, host, {x, y}, align, std::move(text)});
    }

    void addHeadings();
    void addBars();
    void addFolds();
    void addSegments();
    void addStates();
    void addCalls();
    void addTimers();
    void addTicks();
    std::optional<FigureSegment> segmentOf(SegmentId id) const;

    const Trace& trace;
    const FigureOptions& options;
    TimeAxis axis;
    LadderIndex index;
    TimelineFigure f;
    double begin = 0;
    double end = 0;
    std::array<double, 2> lowestCall{-1e9, -1e9};
};

void Maker::addHeadings()
{
    for (const Side side : {Side::Client, Side::Server})
        f.labels.push_back({FigureTextKind::Heading,
                            side,
                            {f.lifeline[indexOf(side)], 16},
                            0,
                            hostName(trace.scenario(), side, options.language)});
    if (!index.hasSeveralConnections())
        return;
    std::string legend;
    for (std::size_t i = 0; i < index.conversations.size() && i < 5; ++i) {
        const LadderIndex::Conversation& one = index.conversations[i];
        legend += fmt::format("{}({}) :{}", i == 0 ? "" : "   ", i + 1, one.clientPort);
        if (one.incarnation > 1)
            legend += fmt::format(" #{}", one.incarnation);
    }
    if (index.conversations.size() > 5)
        legend += fmt::format("   +{}", index.conversations.size() - 5);
    f.labels.push_back(
        {FigureTextKind::Legend, Side::Client, {(f.lifeline[0] + f.lifeline[1]) / 2, 33}, 0, legend});
}

void Maker::addBars()
{
    index.states.visit(begin, end, [&](std::uint32_t i) {
        const StatePiece& piece = index.statePieces[i];
        const bool open = piece.toStep == 0xffffffff;
        if (!open && piece.end <= piece.begin)
            return;
        const double lane = std::min<double>(piece.lane, 6);
        const double middle = f.lifeline[indexOf(piece.host)] + outwards(piece.host) * lane * laneWidth;
        const double width = piece.thin ? 3 : barWidth;
        const double x = piece.thin ? bars(piece.host) + outwards(piece.host) * 5 : middle;
        // A hair of paper between two states.
        const double top = std::max(piece.begin, begin) + 1;
        const double bottom = std::max(top + 1, std::min(open ? end : piece.end, end) - 1);
        f.bars.push_back({piece.host, x - width / 2, width, yOf(top), yOf(bottom)});
    });
}

void Maker::addFolds()
{
    for (const TimeAxis::Fold& fold : axis.folds()) {
        const double middle = (fold.begin + fold.end) / 2;
        if (isIn(middle))
            f.folds.push_back({yOf(middle), gapText(fold.to - fold.from)});
    }
}

std::optional<FigureSegment> Maker::segmentOf(SegmentId id) const
{
    const SegmentHistory& segment = trace.segment(id);
    const double sent = axis.positionOfSend(id);
    const double arrival = axis.positionOfArrival(trace, id);
    const double x0 = f.lifeline[indexOf(segment.sender)] - outwards(segment.sender) * barWidth / 2;
    const Side other = peerOf(segment.sender);
    const double x1 = f.lifeline[indexOf(other)] - outwards(other) * barWidth / 2;
    const double height = std::max(1e-9, arrival - sent);
    const auto at = [&](double share) {
        return FigurePoint{x0 + (x1 - x0) * share, yOf(sent + height * share)};
    };
    FigureSegment one{.kind = kindOf(segment), .from = {}, .to = {}};
    one.lost = segment.dropped != DropReason::None;
    one.lostOnArrival = segment.dropped == DropReason::Checksum;
    one.ignored = segment.ignoredRecord != 0;
    one.retransmission = segment.packet.retransmission != 0;
    one.data = segment.packet.segment.text.length != 0;
    one.open = segment.endRecord == 0;
    double last = 1;
    if (one.lost && !one.lostOnArrival)
        last = std::clamp((axis.positionOfEnd(trace, id) - sent) / height, 0.12, 0.92);
    double first = 0;
    if (segment.isCopy && segment.original != 0) { // it begins where the wire made it
        const double original = axis.positionOfSend(segment.original);
        const double whole = axis.positionOfArrival(trace, segment.original) - original;
        const double share = (sent - original) / std::max(1.0, whole);
        if (share > 0 && share < 1) {
            one.from = {x0 + (x1 - x0) * share, yOf(sent)};
            one.to = at(last);
            first = -1;
        }
    }
    if (first == 0) {
        const double clipped = (end - sent) / height;
        if (clipped < last) {
            last = clipped;
            one.open = true;
            one.lost = false;
        }
        first = std::max(0.0, (begin - sent) / height);
        if (last <= first)
            return std::nullopt;
        one.from = at(first);
        one.to = at(last);
    }
    one.conversation = index.hasSeveralConnections() ? index.conversationOf(trace, segment) : 0;
    return one;
}

void Maker::addSegments()
{
    std::vector<SegmentId> ids;
    index.segments.visit(begin, end, [&](std::uint32_t id) { ids.push_back(id); });
    std::sort(ids.begin(), ids.end());
    std::array<double, 2> lastLabel{-1e9, -1e9};
    for (const SegmentId id : ids) {
        std::optional<FigureSegment> one = segmentOf(id);
        if (!one)
            continue;
        const SegmentHistory& segment = trace.segment(id);
        // Where arrows of both directions cross, each has its label near its beginning.
        const double sent = axis.positionOfSend(id);
        const double arrival = axis.positionOfArrival(trace, id);
        const bool crossed = std::any_of(ids.begin(), ids.end(), [&](SegmentId other) {
            return trace.segment(other).sender != segment.sender && axis.positionOfSend(other) < arrival &&
                   axis.positionOfArrival(trace, other) > sent;
        });
        one->labelAt = one->lost && !one->lostOnArrival ? 0.5
                       : crossed                        ? (arrival - sent > 150 ? 0.6 : 0.32)
                                                        : 0.5;
        double& last = lastLabel[indexOf(segment.sender)];
        if (one->from.y - last >= labelHeight && std::abs(one->to.x - one->from.x) > 110) {
            last = one->from.y;
            one->flags = segmentFlagsLabel(segment, options.notation);
            one->numbers = segmentNumbersLabel(trace, segment, options.relative, options.notation);
            if (one->conversation != 0)
                one->flags = fmt::format("({}) {}", one->conversation, one->flags);
        }
        f.segments.push_back(*std::move(one));
    }
}

void Maker::addStates()
{
    std::array<double, 2> lowest{-1e9, -1e9};
    for (const StatePiece& piece : index.statePieces) {
        const bool before = piece.begin < begin;
        const bool goesOn = piece.toStep == 0xffffffff || piece.end > begin;
        // What a host is in as the figure begins is told at its top.
        if (!piece.named || piece.begin > end ||
            (before && (!goesOn || piece.state == ConnectionState::Closed)))
            continue;
        const double y = yOf(std::max(piece.begin, begin)) + 5;
        put(FigureTextKind::State, piece.host, bars(piece.host) + outwards(piece.host) * namesRoom, y,
            piece.host == Side::Client ? 1 : -1, nameOf(piece.state), lowest[indexOf(piece.host)]);
    }
}

void Maker::addCalls()
{
    for (const Side side : {Side::Client, Side::Server}) {
        for (const CallMark& mark : index.callMarks[indexOf(side)]) {
            if (!isIn(mark.position))
                continue;
            const Effect what = trace.record(mark.record).what;
            const bool call = what.kind == EffectKind::Call;
            std::string text;
            if (what.kind == EffectKind::Return) {
                text = nameOf(what.error);
            } else if (what.kind == EffectKind::User && what.command != UserCommand::Call) {
                text = nameOf(what.command);
            } else {
                const std::string arguments = what.text == noText ? std::string{} : trace.text(what.text);
                text = nameOf(what.call);
                if (what.call == Call::SetSockOpt)
                    text = arguments;
                else if (what.call != Call::Crash && what.call != Call::Boot)
                    text += arguments.empty() || what.call == Call::Connect ? "()" : " " + arguments;
            }
            put(call && what.call != Call::Crash ? FigureTextKind::Call : FigureTextKind::Alarm, side,
                edge(side, callsInset), yOf(mark.position) + 2, side == Side::Client ? -1 : 1,
                shortened(text), lowestCall[indexOf(side)]);
        }
    }
}

void Maker::addTimers()
{
    std::array<double, 2> lowest{-1e9, -1e9};
    index.toldTimers.visit(begin, end, [&](std::uint32_t i) {
        const TimerPiece& piece = index.timerPieces[i];
        const double top = std::max(piece.begin, begin);
        const double bottom = std::min(piece.end, end);
        if (bottom - top < 12)
            return;
        f.timers.push_back({piece.host, edge(piece.host, timersInset), yOf(top) + 1, yOf(bottom) - 1,
                            -outwards(piece.host) * 5});
        const std::string text = timerSpanText(piece.timer, piece.deadline - piece.from,
                                               piece.cutShortAfter(trace), options.language);
        // In the column of calls, below those that stand there.
        double y = yOf(top) + 9;
        for (const FigureLabel& label : f.labels)
            if ((label.kind == FigureTextKind::Call || label.kind == FigureTextKind::Alarm) &&
                label.host == piece.host && std::abs(label.at.y - y) < lineHeight)
                y = label.at.y + lineHeight;
        put(FigureTextKind::Timer, piece.host, edge(piece.host, callsInset), y,
            piece.host == Side::Client ? -1 : 1, text, lowest[indexOf(piece.host)]);
    });
}

/// The instants at which segments leave and arrive, as close as their texts allow.
void Maker::addTicks()
{
    std::vector<std::pair<double, Instant>> instants;
    for (std::uint64_t step = 1; step <= trace.stepCount(); ++step)
        if (const double position = axis.beginOfStep(step); isIn(position))
            instants.emplace_back(position, trace.instantOf(step));
    std::sort(instants.begin(), instants.end());
    double last = -1e9;
    Instant shown = Instant::never();
    for (const auto& [position, at] : instants) {
        if (position - last < 1.2 * lineHeight || at == shown)
            continue;
        last = position;
        shown = at;
        f.labels.push_back({FigureTextKind::Tick,
                            Side::Client,
                            {ticksRight, yOf(position)},
                            1,
                            fmt::format("{:.3f} s", static_cast<double>(at.ns) / 1e9)});
    }
}

} // namespace

TimelineFigure timelineFigure(const Trace& trace, const FigureOptions& options)
{
    return Maker(trace, options).make();
}

} // namespace tcplab
