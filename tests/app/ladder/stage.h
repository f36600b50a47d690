/// A run, and the ladder's shapes of it at any step or instant, without a window.
#pragma once
#include "app/ladder/ladder_geometry.h"
#include "app/ladder/ladder_paint.h"
#include "tests/app/support/runs.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tcplab {

struct Stage {
    Stage(Scenario scenario, const Theme& colours, QSizeF pictureSize)
        : run(runOf(std::move(scenario))),
          axis(TimeAxis::folded(run.trace())),
          theme(fittedTo(colours, pictureSize.width())),
          fonts(theme),
          size(pictureSize)
    {
        index.update(run.trace(), axis);
    }

    LadderInput inputAt(std::uint64_t step, double position, double scroll)
    {
        const Trace& trace = run.trace();
        return {.trace = &trace,
                .axis = &axis,
                .index = &index,
                .text = &fonts,
                .area = QRectF(QPointF(0, 0), size),
                .zoom = theme.textScale,
                .scroll = scroll,
                .step = step,
                .now = axis.instantAt(position),
                .nowPosition = position,
                .lineWidth = theme.lineWidth};
    }
    LadderGeometry at(std::uint64_t step)
    {
        const double position = axis.positionOfStep(step);
        const double scroll = std::max(0.0, position * theme.textScale - 0.7 * size.height());
        return layOut(inputAt(step, position, scroll), labels);
    }
    LadderInput inputOf(Instant now)
    {
        const double position = axis.position(now);
        const double scroll = std::max(0.0, position * theme.textScale - 0.7 * size.height());
        LadderInput in = inputAt(axis.stepAt(position), position, scroll);
        in.now = now;
        in.plain = theme.spotlight;
        return in;
    }
    LadderGeometry atInstant(Instant now) { return layOut(inputOf(now), labels); }
    /// Between a step and the next.
    LadderGeometry after(std::uint64_t step)
    {
        const double position = (axis.positionOfStep(step) + axis.positionOfStep(step + 1)) / 2;
        const double scroll = std::max(0.0, position * theme.textScale - 0.7 * size.height());
        return layOut(inputAt(axis.stepAt(position), position, scroll), labels);
    }

    tcplab::Run run;
    TimeAxis axis;
    LadderIndex index;
    Theme theme;
    LadderFonts fonts;
    LabelLayout labels;
    QSizeF size;
};

} // namespace tcplab
