#include "app/window/scrubber_geometry.h"

#include "app/wording/wording.h"

#include <algorithm>

namespace tcplab {

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
        const auto add = [&](ConnectionState state, double from, double to, bool current) {
            const double left = xAt(*in.axis, in.track, from);
            const double right = xAt(*in.axis, in.track, to);
            if (right - left >= 0.5)
                out.bars.push_back({QRectF(left, top, right - left, rowHeight), side, state, current});
        };
        ConnectionState state = ConnectionState::Closed;
        double from = 0;
        std::uint64_t since = 0;
        for (const StateChange& change : in.index->walkOf(*in.trace, side, in.shown[indexOf(side)])) {
            const double at = in.axis->beginOfStep(change.step);
            add(state, from, at, since <= in.step && in.step < change.step);
            state = change.to;
            from = at;
            since = change.step;
        }
        add(state, from, in.axis->length(), since <= in.step);
    }
    for (const TimeAxis::Fold& fold : in.axis->folds())
        out.folds.push_back(
            {xAt(*in.axis, in.track, fold.begin), xAt(*in.axis, in.track, fold.end),
             QStringLiteral("＋") + QString::fromStdString(durationText(fold.to - fold.from))});
    out.nowX = xAt(*in.axis, in.track, in.nowPosition);
    return out;
}

} // namespace tcplab
