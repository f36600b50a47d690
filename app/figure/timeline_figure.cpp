#include "app/figure/timeline_figure.h"

#include "app/figure/figure_labels.h"
#include "app/session/time_axis.h"
#include "app/wording/figure_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tcplab {

namespace {

constexpr double namesRoom = 10; ///< between a state's name and its bar
constexpr double barWidth = 10;
constexpr double laneWidth = 13;
constexpr double headRoom = 44;
constexpr double lineHeight = 12;
constexpr std::size_t longestCall = 16;
constexpr std::size_t longestAloneInItsLine = 24;
/// Units of a row: the first at which all labels have room is taken.
constexpr std::array<double, 3> rows{TimeAxis::tieHeight, 28, 34};
/// Taller figures, or those of more segments, have their bursts as close as the window has, and fewer labels.
constexpr double tallest = 15'000;
constexpr std::size_t mostPlaced = 600;
/// There a label less than this below the last one on the same side of the wire would lie on it.
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
    Maker(const Trace& from, const FigureOptions& how, const FigureColumns& where, double row)
        : trace(from),
          options(how),
          columns(where),
          axis(how.linear ? TimeAxis::linear(from) : TimeAxis::folded(from, row))
    {
        index.update(trace, axis);
        begin = options.from == Instant{} ? 0 : axis.firstPosition(options.from);
        const Instant last = trace.instantOf(trace.stepCount());
        end = options.to >= last ? std::max(begin, axis.position(last)) + 30 : axis.position(options.to);
        const double lanes = std::max(index.laneCount[0], index.laneCount[1]) - 1;
        const double room = std::min(lanes, 6.0) * laneWidth;
        f.lifeline = {columns.clientX + room, columns.clientX + room + columns.wire};
        f.width = f.lifeline[1] + room + columns.serverRoom();
        f.top = headRoom;
        f.height = headRoom + (end - begin) + 10;
        f.left = columns.ticksRight + 8;
        f.right = f.width - 4;
        f.title = pick(trace.scenario().title, options.language);
    }

    double height() const { return f.height; }
    std::size_t leftOut() const { return left; }

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
        addLeftOut();
        return std::move(f);
    }

private:
    double yOf(double position) const { return f.top + position - begin; }
    bool isIn(double position) const { return position >= begin && position <= end; }
    double outwards(Side host) const { return host == Side::Client ? -1 : 1; }
    double edge(Side host, double inset) const
    {
        return host == Side::Client ? inset : f.width - (inset - columns.ticksRight + 4);
    }
    double bars(Side host) const
    {
        return f.lifeline[indexOf(host)] +
               outwards(host) *
                   (barWidth / 2 + std::min<double>(index.laneCount[indexOf(host)] - 1, 6) * laneWidth);
    }

    struct Line {
        double y, left, right;
    };
    static double widthOf(FigureTextKind kind, const std::string& text)
    {
        return kind == FigureTextKind::State ? boldWidth(text) : monoWidth(text);
    }
    Line lineOf(FigureTextKind kind, double x, double y, int align, const std::string& text) const
    {
        const double width = widthOf(kind, text);
        return {y, align < 0 ? x : x - width, align < 0 ? x + width : x};
    }
    bool isFree(Side host, const Line& line) const
    {
        return std::ranges::none_of(taken[indexOf(host)], [&](const Line& other) {
            return std::abs(other.y - line.y) < lineHeight - 0.5 && other.left < line.right + 4 &&
                   line.left < other.right + 4;
        });
    }

    /// A text beside the lifelines: as near to y as others leave it.
    void put(FigureTextKind kind, Side host, double x, double y, int align, std::string text)
    {
        Line line = lineOf(kind, x, y, align, text);
        while (!isFree(host, line))
            line.y += lineHeight / 2;
        taken[indexOf(host)].push_back(line);
        f.height = std::max(f.height, line.y + lineHeight);
        f.labels.push_back({kind, host, {x, line.y}, align, std::move(text)});
    }

    void addHeadings();
    void addBars();
    void addFolds();
    void addSegments();
    void addStates();
    void addCalls();
    void addTimers();
    void addTicks();
    void addLeftOut();
    std::size_t thinOut();
    std::optional<FigureSegment> segmentOf(SegmentId id) const;

    const Trace& trace;
    const FigureOptions& options;
    const FigureColumns& columns;
    TimeAxis axis;
    LadderIndex index;
    TimelineFigure f;
    double begin = 0;
    double end = 0;
    std::array<std::vector<Line>, 2> taken; ///< by host: texts beside its lifeline
    std::size_t left = 0;                   ///< labels for which there was no room
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
    // In a line of its own below the headings, as many as it holds.
    constexpr double textInset = FigureBadge::radius + 4;
    constexpr double gap = 14;
    std::vector<std::string> words;
    double width = 0;
    for (const LadderIndex::Conversation& one : index.conversations) {
        std::string text = fmt::format(":{}", one.clientPort);
        if (one.incarnation > 1)
            text += fmt::format(" #{}", one.incarnation);
        const double needed = FigureBadge::radius + textInset + monoWidth(text) + gap;
        if (width + needed > columns.wire + 60)
            break;
        width += needed;
        words.push_back(std::move(text));
    }
    const std::size_t more = index.conversations.size() - words.size();
    double x = (f.lifeline[0] + f.lifeline[1] - width + gap) / 2 - (more != 0 ? 12 : 0);
    for (std::size_t i = 0; i < words.size(); ++i) {
        f.badges.push_back({{x + FigureBadge::radius, 33}, static_cast<int>(i + 1)});
        x += FigureBadge::radius + textInset;
        const double after = x + monoWidth(words[i]) + gap;
        f.labels.push_back({FigureTextKind::Legend, Side::Client, {x, 33}, -1, std::move(words[i])});
        x = after;
    }
    if (more != 0)
        f.labels.push_back({FigureTextKind::Legend, Side::Client, {x, 33}, -1, fmt::format("+{}", more)});
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
        const int conversation =
            index.hasSeveralConnections() ? index.conversationOf(piece.host, piece.conn) : 0;
        f.bars.push_back({piece.host, conversation, x - width / 2, width, yOf(top), yOf(bottom)});
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
    for (const SegmentId id : ids) {
        std::optional<FigureSegment> one = segmentOf(id);
        if (!one)
            continue;
        const SegmentHistory& segment = trace.segment(id);
        one->flags = segmentFlagsLabel(segment, options.notation);
        one->numbers = segmentNumbersLabel(trace, segment, options.relative, options.notation);
        f.segments.push_back(*std::move(one));
    }
    for (const FigureBadge& badge : badgesOf(f.segments))
        f.badges.push_back(badge);
    left = f.segments.size() <= mostPlaced ? placeLabels(f.segments) : thinOut();
}

/// Nobody looks at thousands one by one.
std::size_t Maker::thinOut()
{
    std::size_t none = 0;
    std::array<double, 2> last{-1e9, -1e9};
    for (FigureSegment& one : f.segments) {
        double& above = last[one.from.x < one.to.x ? 0 : 1];
        if (one.from.y - above >= labelHeight && std::abs(one.to.x - one.from.x) > 110) {
            above = one.from.y;
            continue;
        }
        one.flags.clear();
        one.numbers.clear();
        ++none;
    }
    return none;
}

void Maker::addStates()
{
    for (const StatePiece& piece : index.statePieces) {
        const bool before = piece.begin < begin;
        const bool goesOn = piece.toStep == 0xffffffff || piece.end > begin;
        // What a host is in as the figure begins is told at its top.
        if (!piece.named || piece.misleads || piece.begin > end ||
            (before && (!goesOn || piece.state == ConnectionState::Closed)))
            continue;
        const double y = yOf(std::max(piece.begin, begin)) + 5;
        put(FigureTextKind::State, piece.host, bars(piece.host) + outwards(piece.host) * namesRoom, y,
            piece.host == Side::Client ? 1 : -1, nameOf(piece.state));
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
            std::string text = callText(trace, trace.record(mark.record), options.language);
            const auto kind = call && what.call != Call::Crash ? FigureTextKind::Call : FigureTextKind::Alarm;
            const double x = edge(side, columns.callsInset);
            const double y = yOf(mark.position) + 2;
            const int align = side == Side::Client ? -1 : 1;
            if (text.size() > longestAloneInItsLine || !isFree(side, lineOf(kind, x, y, align, text)))
                text = shortened(text);
            put(kind, side, x, y, align, text);
        }
    }
}

void Maker::addTimers()
{
    index.toldTimers.visit(begin, end, [&](std::uint32_t i) {
        const TimerPiece& piece = index.timerPieces[i];
        const double top = std::max(piece.begin, begin);
        const double bottom = std::min(piece.end, end);
        if (bottom - top < 12)
            return;
        f.timers.push_back({piece.host, edge(piece.host, columns.timersInset), yOf(top) + 1, yOf(bottom) - 1,
                            -outwards(piece.host) * 5});
        const auto write = [&](double y, std::string text) {
            put(FigureTextKind::Timer, piece.host, edge(piece.host, columns.callsInset), y,
                piece.host == Side::Client ? -1 : 1, std::move(text));
            return f.labels.back().at.y;
        };
        const double y =
            write(yOf(top) + 9,
                  timerSpanText(timerText(trace.scenario(), piece.host, piece.timer, options.language),
                                piece.deadline - piece.from));
        if (const auto passed = piece.cutShortAfter(trace))
            write(y + lineHeight,
                  timerCutShortText(*passed, piece.endedBy == TimerAction::Restart, options.language));
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
                            {columns.ticksRight, yOf(position)},
                            1,
                            fmt::format("{:.3f} s", static_cast<double>(at.ns) / 1e9)});
    }
}

void Maker::addLeftOut()
{
    if (left == 0)
        return;
    f.height += lineHeight;
    f.labels.push_back({FigureTextKind::Legend,
                        Side::Client,
                        {(f.lifeline[0] + f.lifeline[1]) / 2, f.height - lineHeight / 2 - 2},
                        0,
                        leftOutText(left, options.language)});
}

} // namespace

TimelineFigure timelineFigure(const Trace& trace, const FigureOptions& options, const FigureColumns& columns)
{
    // As tall as its labels ask for, but for what nobody would look at.
    for (const double row : rows) {
        Maker maker(trace, options, columns, row);
        if (maker.height() > tallest)
            return Maker(trace, options, columns, 0).make();
        TimelineFigure figure = maker.make();
        if (maker.leftOut() == 0 || row == rows.back())
            return figure;
    }
    return {};
}

} // namespace tcplab
