#include "app/plots/plot_shapes.h"

#include "app/plots/plot_axes.h"
#include "app/plots/plot_columns.h"
#include "app/plots/plot_segments.h"

#include <algorithm>

namespace tcplab {

namespace {

using Extent = std::optional<Series::Extent>;

void take(Extent& into, const Extent& one)
{
    if (!one)
        return;
    if (!into)
        into = one;
    into->least = std::min(into->least, one->least);
    into->most = std::max(into->most, one->most);
}

std::vector<const Flow*> flowsOf(const PlotInput& in)
{
    return in.other != nullptr ? std::vector{in.flow, in.other} : std::vector{in.flow};
}

/// The window's edge is shown where it does not crush everything else.
Extent sequenceExtent(const PlotInput& in, std::optional<std::int64_t>* above)
{
    Extent all;
    Extent edge;
    for (const Flow* one : flowsOf(in)) {
        for (const Series* series : {&one->sentFrom, &one->sentTo, &one->acked})
            take(all, seenExtent(*series, in.range));
        take(edge, seenExtent(one->edge, in.range));
    }
    if (!all || !edge)
        return all;
    const std::int64_t span = std::max<std::int64_t>(all->most - all->least, 1);
    if (edge->most - all->most <= span)
        take(all, edge);
    else if (above != nullptr)
        *above = edge->most;
    return all;
}

Extent extentOf(const PlotInput& in)
{
    if (in.kind == PlotKind::Sequence)
        return sequenceExtent(in, nullptr);
    Extent all;
    for (const Flow* one : flowsOf(in)) {
        for (const auto& [role, series] : linesOf(*one, in.kind))
            take(all, seenExtent(*series, in.range));
        if (in.kind == PlotKind::RoundTrip)
            take(all, seenExtent(one->rtt, in.range));
    }
    if (all)
        all->least = 0; // windows and times are read from the ground
    return all;
}

class Layout {
public:
    explicit Layout(const PlotInput& input) : in(input)
    {
        out.area = in.area;
        out.range = in.range;
    }

    PlotShapes take()
    {
        out.any =
            in.range.from < in.range.to && in.area.width() > 20 && in.area.height() > 20 && findExtent();
        if (!out.any)
            return std::move(out);
        addTicks(out, in);
        if (in.other != nullptr) { // beneath the run that is open
            addFlow(*in.other, in.otherTrace);
            const auto mark = [](auto& shapes) {
                for (auto& shape : shapes)
                    shape.other = true;
            };
            mark(out.bars);
            mark(out.lines);
            mark(out.dots);
        }
        addFlow(*in.flow, in.trace);
        return std::move(out);
    }

private:
    bool findExtent()
    {
        const Extent all = extentOf(in);
        if (!all)
            return false;
        const double span = std::max(1.0, static_cast<double>(all->most - all->least));
        out.least = static_cast<double>(all->least) - (in.kind == PlotKind::Sequence ? 0.04 * span : 0);
        // A letter above the highest segment has its room.
        const double letter = in.textHeight + 4;
        const double head = in.kind == PlotKind::Sequence
                                ? std::clamp(letter / std::max(1.0, in.area.height() - letter), 0.08, 0.3)
                                : 0.08;
        out.most = static_cast<double>(all->most) + head * span;
        return true;
    }

    void addFlow(const Flow& flow, const Trace* trace)
    {
        if (in.kind == PlotKind::Sequence) {
            addSacks(out, flow);
            addSegments(out, flow, trace);
            addMarks(out, flow);
        }
        for (const auto& [role, series] : linesOf(flow, in.kind))
            addLine(role, *series);
        if (in.kind == PlotKind::RoundTrip)
            addMeasured(PlotRole::Rtt, flow.rtt);
    }

    /// What holds until it changes: a line of steps; of too many steps a bar for each column.
    void addLine(PlotRole role, const Series& series)
    {
        const std::size_t first = series.countBefore(in.range.from);
        const std::size_t last = series.countUpTo(in.range.to);
        std::optional<double> y;
        if (first > 0)
            y = out.y(static_cast<double>(series[first - 1].value));
        else if (last == 0)
            return;
        if (static_cast<double>(last - first) > mostPerColumn * in.area.width()) {
            addColumns(role, series, y);
            return;
        }
        PlotLine line;
        line.role = role;
        if (y)
            line.points.emplace_back(in.area.left(), *y);
        for (std::size_t i = first; i < last; ++i) {
            const double x = out.x(series[i].at);
            if (y)
                line.points.emplace_back(x, *y);
            y = out.y(static_cast<double>(series[i].value));
            line.points.emplace_back(x, *y);
        }
        if (y)
            line.points.emplace_back(in.area.right(), *y);
        out.lines.push_back(std::move(line));
    }

    void addColumns(PlotRole role, const Series& series, std::optional<double> y)
    {
        constexpr double half = 0.8;
        double reached = in.area.left();
        const auto level = [&](double to) {
            if (y && to > reached)
                out.bars.push_back({.role = role,
                                    .x = (reached + to) / 2,
                                    .top = *y - half,
                                    .bottom = *y + half,
                                    .width = to - reached});
        };
        eachColumn(out, series, [&](double x, std::size_t from, std::size_t to) {
            level(x - 0.5);
            const auto extent = series.extent(from, to);
            double top = out.y(static_cast<double>(extent->most));
            double bottom = out.y(static_cast<double>(extent->least));
            if (y) { // from where it comes
                top = std::min(top, *y);
                bottom = std::max(bottom, *y);
            }
            out.bars.push_back({.role = role, .x = x, .top = top - half, .bottom = bottom + half});
            y = out.y(static_cast<double>(series[to - 1].value));
            reached = x + 0.5;
        });
        level(in.area.right());
    }

    void addMeasured(PlotRole role, const Series& series)
    {
        const std::size_t first = series.countBefore(in.range.from);
        const std::size_t last = series.countUpTo(in.range.to);
        if (static_cast<double>(last - first) <= in.area.width()) {
            for (std::size_t i = first; i < last; ++i)
                out.dots.push_back(
                    {role, {out.x(series[i].at), out.y(static_cast<double>(series[i].value))}});
            return;
        }
        eachColumn(out, series, [&](double x, std::size_t from, std::size_t to) {
            const auto extent = series.extent(from, to);
            out.bars.push_back({.role = role,
                                .x = x,
                                .top = out.y(static_cast<double>(extent->most)),
                                .bottom = out.y(static_cast<double>(extent->least))});
        });
    }

    const PlotInput& in;
    PlotShapes out;
};

} // namespace

double PlotShapes::x(Instant at) const
{
    const double whole = static_cast<double>((range.to - range.from).ns);
    return area.left() + (whole <= 0 ? 0 : static_cast<double>((at - range.from).ns) / whole * area.width());
}

double PlotShapes::y(double value) const
{
    return area.bottom() - (value - least) / std::max(1e-9, most - least) * area.height();
}

Instant PlotShapes::instantAt(double x) const
{
    const double share = area.width() <= 0 ? 0 : (x - area.left()) / area.width();
    return range.from +
           Duration{static_cast<std::int64_t>(share * static_cast<double>((range.to - range.from).ns))};
}

std::optional<PlotRange> wholeRange(const Flow& flow)
{
    std::optional<PlotRange> whole;
    for (const Series* series : {&flow.sentTo, &flow.acked, &flow.cwnd, &flow.rtt}) {
        if (series->empty())
            continue;
        const PlotRange one{(*series)[0].at, (*series)[series->size() - 1].at};
        if (!whole)
            whole = one;
        whole->from = std::min(whole->from, one.from);
        whole->to = std::max(whole->to, one.to);
    }
    if (!whole)
        return whole;
    for (const auto& [role, marks] : marksOf(flow)) // a RST may end it
        if (!marks->empty())
            whole->to = std::max(whole->to, marks->back().at);
    whole->to = std::max(whole->to, flow.last); // of what changes nothing, as a probe that keeps alive
    const Duration margin{std::max<std::int64_t>((whole->to - whole->from).ns / 40, 1'000'000)};
    whole->from = whole->from - margin; // what happens at 0 is not at the edge
    whole->to = whole->to + margin;
    return whole;
}

std::optional<PlotRange> wholeRange(const Flow& flow, const Flow* other)
{
    std::optional<PlotRange> whole = wholeRange(flow);
    if (const auto second = other != nullptr ? wholeRange(*other) : std::nullopt) {
        if (!whole)
            return second;
        whole->from = std::min(whole->from, second->from);
        whole->to = std::max(whole->to, second->to);
    }
    return whole;
}

Extent seenExtent(const Series& series, const PlotRange& range)
{
    const std::size_t first = series.countBefore(range.from);
    return series.extent(first == 0 ? 0 : first - 1, series.countUpTo(range.to));
}

std::optional<std::int64_t> edgeAbove(const PlotInput& in)
{
    std::optional<std::int64_t> above;
    if (in.kind == PlotKind::Sequence)
        sequenceExtent(in, &above);
    return above;
}

PlotShapes layOutPlot(const PlotInput& in) { return Layout(in).take(); }

} // namespace tcplab
