#include "app/window/scrubber_geometry.h"

#include "app/wording/wording.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tcplab {

namespace {

/// More connections than this on one host, and only the shown one and its listener are drawn.
constexpr ConnectionId mostConnections = 64;

/// A state of one connection along the axis.
struct Piece {
    double from = 0;
    double to = 0;
    ConnectionState state = ConnectionState::Closed;
    bool current = false;
};

/// Puts a piece over what lies there.
void layOver(std::vector<Piece>& pieces, const Piece& piece)
{
    std::vector<Piece> result;
    for (const Piece& below : pieces) {
        if (below.from < piece.from)
            result.push_back({below.from, std::min(below.to, piece.from), below.state, below.current});
        if (below.to > piece.to)
            result.push_back({std::max(below.from, piece.to), below.to, below.state, below.current});
    }
    result.push_back(piece);
    std::sort(result.begin(), result.end(), [](const Piece& a, const Piece& b) { return a.from < b.from; });
    std::erase_if(result, [](const Piece& one) { return one.to <= one.from; });
    pieces = std::move(result);
}

/// The states of one connection, laid over what is there; of a listener only what lies before `until`.
void layOver(std::vector<Piece>& pieces, const ScrubberInput& in, Side side, ConnectionId id, bool isShown,
             double until)
{
    Piece piece;
    std::uint64_t since = 0;
    const auto lay = [&](bool current) {
        piece.current = isShown && current;
        piece.to = std::min(piece.to, until);
        if (piece.state != ConnectionState::Closed && piece.to > piece.from)
            layOver(pieces, piece);
    };
    for (const StateChange& change : in.index->changesOf(side, id)) {
        const double at = in.axis->beginOfStep(change.step);
        piece.to = at;
        lay(since <= in.step && in.step < change.step);
        piece.from = at;
        piece.state = change.to;
        since = change.step;
    }
    piece.to = in.axis->length();
    lay(since <= in.step);
}

/// The connections whose states are drawn, in the order in which they lie over each other: listeners, connections, the
/// shown one if it is no listener.
std::vector<ConnectionId> orderOf(const ScrubberInput& in, Side side)
{
    const auto count = static_cast<ConnectionId>(in.trace->connections[indexOf(side)].size());
    const ConnectionId shown = in.shown[indexOf(side)];
    std::vector<ConnectionId> order;
    for (ConnectionId id = 1; id <= count && count <= mostConnections; ++id)
        order.push_back(id);
    std::stable_partition(order.begin(), order.end(), [&](ConnectionId id) {
        return in.trace->connection(side, id).name.remotePort == 0;
    });
    if (shown != 0 && count > mostConnections)
        order.push_back(in.index->listenerOf(*in.trace, side, shown));
    // A listener covers no connection: it has a line of its own.
    if (shown != 0 && (count > mostConnections || in.trace->connection(side, shown).name.remotePort != 0))
        order.push_back(shown);
    return order;
}

/// All states of a host's connections, CLOSED at the bottom. A listener's LISTEN is drawn up to the first connection that
/// comes of it; from there on the states are those of connections.
std::vector<Piece> piecesOf(const ScrubberInput& in, Side side)
{
    if (in.trace->scenario().hosts[indexOf(side)].scripted)
        return {}; // a script is in no state
    const std::vector<ConnectionId> order = orderOf(in, side);
    const ConnectionId shown = in.shown[indexOf(side)];
    std::vector<std::pair<ConnectionId, std::uint64_t>> firstOf; // a listener's first connection begins
    const auto count = static_cast<ConnectionId>(in.trace->connections[indexOf(side)].size());
    for (ConnectionId id = 1; id <= count; ++id) {
        if (count > mostConnections && id != shown)
            continue;
        const auto changes = in.index->changesOf(side, id);
        const ConnectionId listener = in.index->listenerOf(*in.trace, side, id);
        if (listener != 0 && std::none_of(firstOf.begin(), firstOf.end(),
                                          [&](const auto& one) { return one.first == listener; }))
            firstOf.emplace_back(listener, changes.front().step);
    }

    std::vector<Piece> pieces{{0, in.axis->length(), ConnectionState::Closed, false}};
    for (std::size_t i = 0; i < order.size(); ++i) {
        double until = in.axis->length();
        for (const auto& [listener, step] : firstOf)
            if (listener == order[i] && (listener != shown || in.step < step))
                until = in.axis->beginOfStep(step);
        layOver(pieces, in, side, order[i], order[i] == shown, until);
    }
    // Of a listener that a connection's life has cut in two, the part where the cursor stands is the current one.
    for (Piece& piece : pieces)
        piece.current = piece.current && piece.from <= in.axis->beginOfStep(in.step);
    return pieces;
}

/// Where somebody listens, by units of the axis.
std::vector<std::pair<double, double>> listensOf(const ScrubberInput& in, Side side)
{
    std::vector<std::pair<double, double>> all;
    const auto count = static_cast<ConnectionId>(in.trace->connections[indexOf(side)].size());
    for (ConnectionId id = 1; id <= count && count <= mostConnections; ++id) {
        if (in.trace->connection(side, id).name.remotePort != 0)
            continue;
        const auto changes = in.index->changesOf(side, id);
        for (std::size_t i = 0; i < changes.size(); ++i)
            if (changes[i].to == ConnectionState::Listen)
                all.emplace_back(in.axis->beginOfStep(changes[i].step),
                                 i + 1 < changes.size() ? in.axis->beginOfStep(changes[i + 1].step)
                                                        : in.axis->length());
    }
    return all;
}

constexpr double listenerLine = 2; ///< px
constexpr double leastFrame = 10;  ///< px
constexpr double leastFold = 6;    ///< px of one that is always marked
constexpr double betweenFolds = 40;
constexpr double grip = 5; ///< px to either side of an edge

} // namespace

FramePart framePartAt(const ScrubberGeometry& geometry, QPointF point)
{
    const QRectF& handle = geometry.handle;
    if (handle.isEmpty() || point.y() < handle.top() - 2)
        return FramePart::None;
    if (handle.width() > 4 * grip && std::abs(point.x() - handle.left()) < grip)
        return FramePart::Left;
    if (handle.width() > 4 * grip && std::abs(point.x() - handle.right()) < grip)
        return FramePart::Right;
    return point.x() > handle.left() - 2 && point.x() < handle.right() + 2 ? FramePart::Body
                                                                           : FramePart::Beside;
}

double zigzagX(const ScrubberFold& fold) { return fold.left + (fold.right - fold.left) * 0.88; }

std::optional<double> nameMiddle(const ScrubberGeometry& geometry, const QRectF& bar, double width)
{
    constexpr double knob = 4; // beside the cursor's line
    constexpr double stroke = 3;
    std::vector<std::pair<double, double>> crossed{{geometry.nowX - knob, geometry.nowX + knob}};
    for (const ScrubberFold& fold : geometry.folds)
        crossed.emplace_back(zigzagX(fold) - stroke, zigzagX(fold) + zigzagWidth + stroke);
    if (!geometry.frame.isEmpty())
        for (const double x : {geometry.frame.left(), geometry.frame.right()})
            crossed.emplace_back(x - stroke, x + stroke);
    std::sort(crossed.begin(), crossed.end());
    const auto isFree = [&](double middle) {
        return std::none_of(crossed.begin(), crossed.end(), [&](const auto& one) {
            return one.first < middle + width / 2 && middle - width / 2 < one.second;
        });
    };
    if (width > bar.width())
        return std::nullopt;
    if (isFree(bar.center().x()))
        return bar.center().x();
    crossed.emplace_back(bar.right(), bar.right());
    double from = bar.left();
    std::pair<double, double> widest{from, from};
    for (const auto& [left, right] : crossed) {
        if (const double to = std::min(left, bar.right()); to - from > widest.second - widest.first)
            widest = {from, to};
        from = std::max(from, right);
    }
    if (widest.second - widest.first < width)
        return std::nullopt;
    return (widest.first + widest.second) / 2;
}

double xAt(const TimeAxis& axis, const QRectF& track, double position)
{
    return axis.length() <= 0 ? track.left() : track.left() + track.width() * position / axis.length();
}

double positionAt(const TimeAxis& axis, const QRectF& track, double x)
{
    return track.width() <= 0 ? 0 : std::clamp((x - track.left()) / track.width(), 0.0, 1.0) * axis.length();
}

ScrubberGeometry layOut(const ScrubberInput& in)
{
    ScrubberGeometry out;
    out.track = in.track;
    const double rowHeight = (in.track.height() - in.gap) / 2;
    for (const Side side : {Side::Client, Side::Server}) {
        const double top = in.track.top() + (side == Side::Client ? 0 : rowHeight + in.gap);
        for (const Piece& piece : piecesOf(in, side)) {
            const double left = xAt(*in.axis, in.track, piece.from);
            const double right = xAt(*in.axis, in.track, piece.to);
            if (right - left >= 0.5)
                out.bars.push_back(
                    {QRectF(left, top, right - left, rowHeight), side, piece.state, piece.current});
        }
        for (const auto& [from, to] : listensOf(in, side)) {
            const double left = xAt(*in.axis, in.track, from);
            const double right = xAt(*in.axis, in.track, to);
            if (right - left >= 0.5)
                out.listeners.push_back(
                    {QRectF(left, top + rowHeight + 0.5, right - left, listenerLine), side});
        }
    }
    // In a long run there are more folds than pixels: of small ones some stand for the others.
    double last = -1e9;
    for (const TimeAxis::Fold& fold : in.axis->folds()) {
        const double left = xAt(*in.axis, in.track, fold.begin);
        const double right = xAt(*in.axis, in.track, fold.end);
        if (right - left < leastFold && left - last < betweenFolds)
            continue;
        last = left;
        out.folds.push_back(
            {left, right, QStringLiteral("＋") + QString::fromStdString(durationText(fold.to - fold.from))});
    }
    out.nowX = xAt(*in.axis, in.track, in.nowPosition);
    if (in.visibleTo > in.visibleFrom && in.strip > 0) {
        double left = xAt(*in.axis, in.track, std::max(0.0, in.visibleFrom));
        double right = xAt(*in.axis, in.track, std::min(in.visibleTo, in.axis->length()));
        if (right - left < leastFrame) { // in a long run; it can still be taken hold of
            const double middle = std::clamp((left + right) / 2, in.track.left() + leastFrame / 2,
                                             in.track.right() - leastFrame / 2);
            left = middle - leastFrame / 2;
            right = middle + leastFrame / 2;
        }
        out.handle = QRectF(left, in.track.bottom() + 4, right - left, in.strip - 4);
        out.frame = QRectF(left, in.track.top() - 2, right - left, out.handle.bottom() - in.track.top() + 2);
    }
    return out;
}

} // namespace tcplab
