#include "app/ladder/ladder_margins.h"

#include "app/ladder/ladder_words.h"
#include "app/ladder/margins_builder.h"
#include "app/wording/figure_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tcplab {

namespace {

/// With more states than this in sight their names are not even looked for.
constexpr std::size_t mostNames = 1500;
/// With more folds than this in sight nothing keeps clear of them.
constexpr std::size_t mostTeeth = 40;
/// A bracket lower than this says nothing: a timer that expired in the instant in which it was started.
constexpr double leastBracket = 6;
constexpr double leastBracketInCrowd = 40;

} // namespace
/// Texts keep clear of where a fold's teeth are in the end, so that they do not jump when a wait is over.
void Margins::readFolds()
{
    if (!hasFoldBands(in))
        return;
    const auto& folds = in.axis->folds();
    auto fold = std::lower_bound(folds.begin(), folds.end(), topUnit - aboveThePicture,
                                 [](const TimeAxis::Fold& f, double p) { return f.end < p; });
    for (; fold != folds.end() && fold->begin <= bottomUnit; ++fold) {
        const QRectF band = foldBand(in, *fold, yOf(fold->begin));
        if (!band.isEmpty())
            teeth.push_back(LadderFold{band, {}, {}}.teeth(s));
        if (teeth.size() > mostTeeth) {
            teeth.clear();
            return;
        }
    }
}

QRectF Margins::besideBars(Side host, double y, double width, double height) const
{
    const double x = columns.names[indexOf(host)];
    return {host == Side::Client ? x - width : x, y, width, height};
}

QRectF Margins::atOuterEdge(Side host, double y, double width, double height, double inset) const
{
    const double x = columns.outer[indexOf(host)];
    return {host == Side::Client ? x + inset : x - inset - width, y, width, height};
}

/// ":49152", where a host has several connections to be told apart.
QString Margins::whichConnection(const StatePiece& piece) const
{
    // A listener beside connections: its own port, as `ss` lists it.
    if (piece.thin && piece.state == ConnectionState::Listen)
        return QStringLiteral("*:%1").arg(trace.connection(piece.host, piece.conn).name.localPort);
    if (piece.listener || !columns.namesConnections[indexOf(piece.host)])
        return {};
    if (!piece.first && in.index->laneCount[indexOf(piece.host)] < 2)
        return {};
    // The client's port names a connection on both hosts.
    const ConnectionName& name = trace.connection(piece.host, piece.conn).name;
    QString which = QStringLiteral(":%1").arg(piece.host == Side::Client ? name.localPort : name.remotePort);
    if (name.incarnation > 1)
        which += QStringLiteral("#%1").arg(name.incarnation);
    return which;
}

void Margins::addStateNames()
{
    const double height = in.text->height(TextRole::StateName);
    std::array<std::uint32_t, 2> closedIn{};
    std::array<bool, 2> atTop{};
    if (in.index->states.countIn(topUnit, bottomUnit) > mostNames)
        return;
    std::vector<std::uint32_t> pieces;
    in.index->states.visit(topUnit - aboveThePicture, bottomUnit, [&](std::uint32_t i) {
        const StatePiece& piece = in.index->statePieces[i];
        if (piece.named && !piece.misleads &&
            (piece.begin >= topUnit - aboveThePicture || sticks(piece, height)))
            pieces.push_back(i);
    });
    std::stable_partition(pieces.begin(), pieces.end(),
                          [&](std::uint32_t i) { return sticks(in.index->statePieces[i], height); });
    for (const std::uint32_t i : pieces) {
        const StatePiece& piece = in.index->statePieces[i];
        // A crash ends all of a host's connections at once: that is said once.
        const bool closed = piece.state == ConnectionState::Closed;
        if (closed && std::exchange(closedIn[indexOf(piece.host)], piece.fromStep) == piece.fromStep)
            continue;
        const QString name = QString::fromLatin1(nameOf(piece.state));
        const QString which = whichConnection(piece);
        const bool numbered = columns.numbersConnections[indexOf(piece.host)] && !piece.listener;
        const double width = in.text->width(TextRole::StateName, name) +
                             in.text->width(TextRole::Call, which) + (which.isEmpty() ? 0 : 4 * s) +
                             (numbered ? numberSize(s) + 3 * s : 0);
        double y = yOf(piece.begin) + 1;
        // What is over would stand under what has come after it.
        const bool stuck = sticks(piece, height);
        if (stuck)
            atTop[indexOf(piece.host)] = true;
        else if (y < topEdge() && atTop[indexOf(piece.host)])
            continue;
        if (y < topEdge() && (y + height > topEdge() || stuck))
            y = topEdge();
        const bool over = !in.cursor || piece.toStep <= in.step;
        LadderText text{.rect = besideBars(piece.host, y, width, height),
                        .text = name,
                        .suffix = which,
                        .conversation = numbered ? in.index->conversationOf(piece.host, piece.conn) : 0,
                        .role = TextRole::StateName,
                        .host = piece.host,
                        .muted = piece.state == ConnectionState::Closed,
                        .lit = isLit(piece.fromStep) || (!over && in.path == nullptr),
                        .toTheRight = piece.host == Side::Client,
                        .record = piece.fromStep == 0 ? 0 : trace.firstRecordOf(piece.fromStep)};
        const bool draw = !in.cursor || piece.fromStep <= in.step;
        if (!put(text, {0.0, height * 0.35, height * 0.7, height, height * 1.5, height * 2}, draw) &&
            !g.density.empty()) // a long run ends in a pixel: its last states stand under each other
            put(text, {height * 2.5, height * 3, height * 3.5, height * 4}, draw);
    }
}

/// A bar that comes from above the picture: its name stands at the upper edge for as long as it has room beside
/// the bar.
bool Margins::sticks(const StatePiece& piece, double height) const
{
    if (yOf(piece.begin) + 1 >= topEdge() || (in.cursor && piece.fromStep > in.step))
        return false;
    const bool lasts = in.cursor ? piece.toStep > in.step : piece.toStep == 0xffffffff;
    const double end = !lasts ? yOf(piece.end) : in.cursor ? g.nowY : in.area.bottom();
    return end >= topEdge() + height;
}

void Margins::addTimers()
{
    struct Shown {
        std::uint32_t index;
        bool running;
        double top, bottom;
        double inset = 0; ///< of its lane, px
    };
    std::array<std::vector<Shown>, 2> shown;
    const auto show = [&](std::uint32_t i, bool running) {
        const TimerPiece& piece = in.index->timerPieces[i];
        const double top = yOf(piece.begin);
        const double bottom = running ? g.nowY : yOf(piece.end);
        if (!running && bottom - top < (g.density.empty() ? leastBracket : leastBracketInCrowd) * s)
            return;
        // One that has hardly begun to run says nothing yet.
        if (running && !isAlwaysTold(piece.timer) && bottom - top < 14 * s)
            return;
        shown[indexOf(piece.host)].push_back({.index = i, .running = running, .top = top, .bottom = bottom});
    };
    in.index->toldTimers.visit(topUnit, bottomUnit, [&](std::uint32_t i) {
        if (!in.cursor || in.index->timerPieces[i].toStep <= in.step)
            show(i, false);
    });
    if (in.cursor) {
        in.index->timers.visit(in.nowPosition, in.nowPosition, [&](std::uint32_t i) {
            const TimerPiece& piece = in.index->timerPieces[i];
            // A user timeout that does not expire: minutes that nearly never matter.
            const bool matters = piece.timer != Timer::User || piece.endedBy == TimerAction::Expire;
            if (matters && piece.fromStep <= in.step && piece.toStep > in.step &&
                yOf(piece.begin) < in.area.bottom())
                show(i, true);
        });
    }
    for (auto& side : shown)
        std::stable_sort(side.begin(), side.end(),
                         [](const Shown& a, const Shown& b) { return a.top < b.top; });
    const double nameHeight = in.text->height(TextRole::TimerName);
    for (std::size_t side = 0; side < 2; ++side) {
        const Side host = side == 0 ? Side::Client : Side::Server;
        const double inwards = side == 0 ? 1 : -1;
        std::vector<double> laneEnds;
        for (Shown& bracket : shown[side]) {
            std::size_t lane = 0;
            while (lane < laneEnds.size() && laneEnds[lane] > bracket.top + 1)
                ++lane;
            if (lane == laneEnds.size())
                laneEnds.push_back(0);
            laneEnds[lane] = bracket.bottom;
            bracket.inset = static_cast<double>(lane) * 9 * s;
            g.brackets.push_back({.host = host,
                                  .x = columns.outer[side] + inwards * bracket.inset,
                                  .top = std::max(bracket.top + 1, in.area.top() - 10),
                                  .bottom = std::min(bracket.bottom - 1, in.area.bottom() + 10),
                                  .hook = inwards * hookLength * s,
                                  .begun = bracket.top > in.area.top() - 10,
                                  .closed = !bracket.running,
                                  .running = bracket.running,
                                  .piece = bracket.index});
        }
        for (const Shown& bracket : shown[side]) {
            if (bracket.bottom - bracket.top < 1.2 * nameHeight)
                continue;
            const TimerPiece& piece = in.index->timerPieces[bracket.index];
            const auto innermost = [&] {
                double inset = bracket.inset;
                for (const Shown& other : shown[side])
                    if (other.top < bracket.bottom && other.bottom > bracket.top)
                        inset = std::max(inset, other.inset);
                return inset;
            };
            const double seen = std::max(bracket.top, g.top);
            const double y = std::min(seen + 4 * s, std::max(seen, bracket.bottom - nameHeight - 1));
            const double inner = columns.bars[side] - inwards * 8 * s;
            const double room = std::abs(inner - columns.outer[side]) - (hookLength + 3) * s;
            LadderText text{.role = TextRole::TimerName,
                            .host = host,
                            .lit = (bracket.running && in.path == nullptr) || isLit(piece.fromStep) ||
                                   isLit(piece.toStep),
                            .toTheRight = host == Side::Server};
            const double h = nameHeight;
            const auto write = [&](const QString& words, double at, std::initializer_list<double> shifts) {
                const double width = in.text->width(TextRole::TimerName, words);
                text.text = words;
                const auto putBeside = [&](double inset) {
                    text.rect = atOuterEdge(host, at, width, nameHeight, inset + (hookLength + 3) * s);
                    return width <= room - inset && put(text, shifts, true);
                };
                // Where other brackets stand beside its own, beyond the innermost of them.
                return putBeside(bracket.inset) || putBeside(innermost());
            };
            for (const QString& words : timerWords(piece)) {
                if (!write(words, y, {0, h * 0.5, h, 1.5 * h, 2 * h, 2.5 * h, 3 * h, 4 * h}))
                    continue;
                const double under = g.texts.back().rect.bottom();
                if (const auto passed = piece.cutShortAfter(trace);
                    passed && !bracket.running && under + h <= bracket.bottom + h / 2)
                    for (const bool brief : {false, true})
                        if (write(QString::fromStdString(timerCutShortText(
                                      *passed, piece.endedBy == TimerAction::Restart, in.language, brief)),
                                  under, {0}))
                            break;
                break;
            }
        }
    }
}

/// "RTO 1 s", and a shorter one.
std::vector<QString> Margins::timerWords(const TimerPiece& piece) const
{
    const Duration whole = piece.deadline - piece.from;
    std::vector<QString> words{QString::fromStdString(
        timerSpanText(timerText(trace.scenario(), piece.host, piece.timer, in.language), whole))};
    // Beside the state of that name its length says more.
    const bool isNamedByState =
        piece.timer == Timer::TimeWait && !staysTwiceMsl(trace.scenario(), piece.host);
    words.push_back(isNamedByState ? QString::fromStdString(durationText(whole))
                                   : timerLabel(trace, piece, in.language));
    return words;
}

/// The ACK of a FIN waits in its instant for what the program does: a timer of no length, of which no bracket tells.
void Margins::addOwedAck()
{
    in.index->timers.visit(in.nowPosition, in.nowPosition, [&](std::uint32_t i) {
        const TimerPiece& piece = in.index->timerPieces[i];
        if (piece.timer != Timer::DelayedAck || piece.deadline != piece.from || piece.fromStep > in.step ||
            piece.toStep <= in.step)
            return;
        const std::size_t side = indexOf(piece.host);
        const double height = in.text->height(TextRole::TimerName);
        for (const std::string& words : {owedAckText(true, in.language), owedAckText(false, in.language)}) {
            const QString text = QString::fromStdString(words);
            const double width = in.text->width(TextRole::TimerName, text);
            if (width > std::abs(columns.bars[side] - columns.outer[side]) - 8 * s)
                continue;
            LadderText told{.rect = besideBars(piece.host, yOf(piece.begin) + 1, width, height),
                            .text = text,
                            .role = TextRole::TimerName,
                            .host = piece.host,
                            .lit = true,
                            .toTheRight = piece.host == Side::Client};
            // Under the name of the state that the FIN has led to.
            if (put(told, {height, 1.5 * height, 2 * height, 2.5 * height, 3 * height}, true))
                return;
        }
    });
}

void addMargins(const LadderInput& in, const LadderColumns& columns, LadderGeometry& geometry)
{
    Margins(in, columns, geometry).addAll();
}

} // namespace tcplab
