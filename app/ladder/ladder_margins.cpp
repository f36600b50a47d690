#include "app/ladder/ladder_margins.h"

#include "app/ladder/ladder_words.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// Timers that say something even when they do not expire. A retransmission timer is started with every
/// segment and stopped by every acknowledgment: only one that runs, or did expire, is shown.
bool isAlwaysShown(Timer timer)
{
    return timer == Timer::TimeWait || timer == Timer::FinWait2 || timer == Timer::Persist;
}

class Margins {
public:
    Margins(const LadderInput& input, const LadderColumns& where, LadderGeometry& geometry)
        : in(input), trace(*in.trace), columns(where), g(geometry), s(in.text->scale())
    {
        // Names are placed from above the picture, so that scrolling does not shift them.
        topUnit = (in.area.top() - g.zeroY) / in.zoom;
        bottomUnit = (in.area.bottom() - g.zeroY) / in.zoom;
    }

    void addAll()
    {
        addTicks();
        addStateNames();
        addCalls();
        addTimers(); // last: the running ones come and go
        std::erase_if(g.texts, [this](const LadderText& text) {
            return text.rect.bottom() < in.area.top() || text.rect.top() > in.area.bottom();
        });
    }

private:
    double yOf(double position) const { return g.zeroY + position * in.zoom; }
    bool isLit(std::uint32_t step) const { return in.cursor && step == in.step; }

    /// Takes the first of these heights at which the text touches no other; false if there is none.
    bool put(LadderText text, std::initializer_list<double> shifts, bool draw)
    {
        for (const double shift : shifts) {
            const QRectF rect = text.rect.translated(0, shift);
            const bool free = std::none_of(taken.begin(), taken.end(),
                                           [&](const QRectF& other) { return other.intersects(rect); });
            if (!free)
                continue;
            taken.push_back(rect.adjusted(-4 * s, 0, 4 * s, 0));
            text.rect = rect;
            if (draw)
                g.texts.push_back(text);
            return true;
        }
        return false;
    }

    void addTicks();
    void addStateNames();
    void addTimers();
    void addCalls();
    QRectF besideBars(Side host, double y, double width, double height) const;
    QRectF atOuterEdge(Side host, double y, double width, double height, double inset) const;
    QString whichConnection(const StatePiece& piece) const;

    const LadderInput& in;
    const Trace& trace;
    const LadderColumns& columns;
    LadderGeometry& g;
    double s;
    double topUnit = 0;
    double bottomUnit = 0;
    std::vector<QRectF> taken;
};

/// Round times, as close as their texts allow; none inside a fold, where nothing happens.
void Margins::addTicks()
{
    const double pitch = 44 * s;
    double y = std::max(in.area.top() + headroom(*in.text) - 4 * s, yOf(0));
    const double last = in.cursor ? std::min(in.area.bottom(), g.nowY) : in.area.bottom();
    const auto& folds = in.axis->folds();
    std::int64_t latest = -1;
    while (y <= last) {
        const double position = (y - g.zeroY) / in.zoom;
        const auto fold = std::lower_bound(folds.begin(), folds.end(), position,
                                           [](const TimeAxis::Fold& f, double p) { return f.end <= p; });
        if (fold != folds.end() && fold->begin < position) {
            y = yOf(fold->end) + 0.01;
            continue;
        }
        const std::int64_t at = std::max<std::int64_t>(0, in.axis->instantAt(position).ns);
        // The round step that this place's scale asks for: 1, 2 or 5 times a power of ten.
        const double perPitch = pitch / in.zoom / std::max(1e-12, in.axis->scale());
        std::int64_t round = 1000;
        while (static_cast<double>(round) < perPitch)
            round *= 10;
        if (static_cast<double>(round) / 5 >= perPitch)
            round /= 5;
        else if (static_cast<double>(round) / 2 >= perPitch)
            round /= 2;
        std::int64_t next = (at + round - 1) / round * round;
        if (!g.ticks.empty() && next <= latest)
            next = latest + round; // the rows of one instant have one tick
        const double tickY = yOf(in.axis->firstPosition(Instant{next}));
        if (tickY > last)
            break;
        const auto inFold = std::find_if(folds.begin(), folds.end(), [&](const TimeAxis::Fold& f) {
            return f.from < Instant{next} && Instant{next} < f.to;
        });
        if (inFold != folds.end()) {
            y = yOf(inFold->end) + 0.01;
            continue;
        }
        const int digits = round >= 1'000'000'000 ? 0
                           : round >= 100'000'000 ? 1
                           : round >= 10'000'000  ? 2
                           : round >= 1'000'000   ? 3
                           : round >= 100'000     ? 4
                                                  : 6;
        latest = next;
        const double shown = static_cast<double>(next) / 1e9;
        g.ticks.push_back({tickY, QStringLiteral("%1 s").arg(shown, 0, 'f', std::max(1, digits))});
        y = std::max(y, tickY) + pitch;
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
    if (piece.listener || in.index->connectionCount[indexOf(piece.host)] < 2)
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
    // From above the picture on: a name pushed down by another stays where it is while one scrolls.
    in.index->states.visit(topUnit - 200, bottomUnit, [&](std::uint32_t i) {
        const StatePiece& piece = in.index->statePieces[i];
        if (!piece.named || piece.begin < topUnit - 200)
            return;
        const QString name = QString::fromLatin1(nameOf(piece.state));
        const QString which = whichConnection(piece);
        const double width = in.text->width(TextRole::StateName, name) +
                             in.text->width(TextRole::Call, which) + (which.isEmpty() ? 0 : 4 * s);
        const double y = yOf(piece.begin) + 1;
        const bool over = !in.cursor || piece.toStep <= in.step;
        LadderText text{.rect = besideBars(piece.host, y, width, height),
                        .text = name,
                        .suffix = which,
                        .role = TextRole::StateName,
                        .host = piece.host,
                        .muted = piece.state == ConnectionState::Closed,
                        .lit = isLit(piece.fromStep) || !over,
                        .toTheRight = piece.host == Side::Client};
        put(text, {0.0, height * 0.35, height * 0.7, height, height * 1.5, height * 2},
            !in.cursor || piece.fromStep <= in.step);
    });
}

void Margins::addTimers()
{
    struct Shown {
        std::uint32_t index;
        bool running;
        double top, bottom;
    };
    std::array<std::vector<Shown>, 2> shown;
    in.index->timers.visit(topUnit, bottomUnit, [&](std::uint32_t i) {
        const TimerPiece& piece = in.index->timerPieces[i];
        if (in.cursor && piece.fromStep > in.step)
            return;
        const bool over = in.cursor ? piece.toStep <= in.step : piece.toStep != 0xffffffff;
        if (piece.timer == Timer::User && piece.endedBy != TimerAction::Expire)
            return; // minutes that nearly never matter
        const bool told = piece.endedBy == TimerAction::Expire || isAlwaysShown(piece.timer);
        if ((over && !told) || (!over && !in.cursor))
            return;
        const double top = yOf(piece.begin);
        const double bottom = over ? yOf(piece.end) : g.nowY;
        // One that has hardly begun to run says nothing yet.
        if (!over && !isAlwaysShown(piece.timer) && bottom - top < 14 * s)
            return;
        shown[indexOf(piece.host)].push_back({i, !over, top, bottom});
    });
    const double nameHeight = in.text->height(TextRole::TimerName);
    for (std::size_t side = 0; side < 2; ++side) {
        const Side host = side == 0 ? Side::Client : Side::Server;
        const double inwards = side == 0 ? 1 : -1;
        std::vector<double> laneEnds;
        for (const Shown& bracket : shown[side]) {
            std::size_t lane = 0;
            while (lane < laneEnds.size() && laneEnds[lane] > bracket.top - 1)
                ++lane;
            if (lane == laneEnds.size())
                laneEnds.push_back(0);
            laneEnds[lane] = bracket.bottom;
            const double inset = static_cast<double>(lane) * 9 * s;
            const double x = columns.outer[side] + inwards * inset;
            const TimerPiece& piece = in.index->timerPieces[bracket.index];
            g.brackets.push_back({.host = host,
                                  .x = x,
                                  .top = std::max(bracket.top, in.area.top() - 10),
                                  .bottom = std::min(bracket.bottom, in.area.bottom() + 10),
                                  .hook = inwards * 7 * s,
                                  .begun = bracket.top > in.area.top() - 10,
                                  .closed = !bracket.running,
                                  .running = bracket.running,
                                  .piece = bracket.index});
            const double room = bracket.bottom - bracket.top;
            if (room < 1.2 * nameHeight && !bracket.running)
                continue;
            const Duration length = bracket.running || piece.endedBy == TimerAction::Expire
                                        ? piece.deadline - piece.from
                                        : trace.instantOf(piece.toStep) - piece.from;
            const QString name = timerLabel(piece, in.language) + QLatin1Char(' ') +
                                 QString::fromStdString(durationText(length));
            const double width = in.text->width(TextRole::TimerName, name);
            const double seen = std::max(bracket.top, g.top);
            const double y = std::min(seen + 4 * s, std::max(seen, bracket.bottom - nameHeight));
            LadderText text{.rect = atOuterEdge(host, y, width, nameHeight, inset + 6 * s),
                            .text = name,
                            .role = TextRole::TimerName,
                            .host = host,
                            .lit = bracket.running || isLit(piece.fromStep) || isLit(piece.toStep),
                            .toTheRight = host == Side::Server};
            const double h = nameHeight;
            put(text, {0, h * 0.5, h, 1.5 * h, 2 * h, 2.5 * h, 3 * h, 4 * h}, true);
        }
    }
}

void Margins::addCalls()
{
    const double height = in.text->height(TextRole::Call);
    in.index->calls.visit(topUnit - 60, bottomUnit, [&](std::uint32_t i) {
        const CallMark& mark = in.index->callMarks[i];
        const Record& record = trace.record(mark.record);
        const QString name = callLabel(trace, record);
        const double width = in.text->width(TextRole::Call, name);
        const bool alarm = record.what.kind == EffectKind::Return || record.what.kind == EffectKind::User ||
                           record.what.call == Call::Crash;
        const double y = yOf(mark.position) - height / 2;
        LadderText text{.rect = atOuterEdge(mark.host, y, width, height, 5 * s),
                        .text = name,
                        .role = TextRole::Call,
                        .host = mark.host,
                        .muted = !alarm,
                        .alarm = alarm,
                        .lit = isLit(record.step),
                        .toTheRight = mark.host == Side::Server};
        const double h = height;
        put(text, {0, h * 0.5, h, 1.5 * h, 2 * h, 2.5 * h}, !in.cursor || record.step <= in.step);
    });
}

} // namespace

void addMargins(const LadderInput& in, const LadderColumns& columns, LadderGeometry& geometry)
{
    Margins(in, columns, geometry).addAll();
}

} // namespace tcplab
