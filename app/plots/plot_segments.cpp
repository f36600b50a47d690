#include "app/plots/plot_segments.h"

#include "app/plots/plot_columns.h"

namespace tcplab {

namespace {

constexpr std::size_t mostLetters = 400;
constexpr double letterWidth = 9; ///< px
constexpr double tickSpacing = 4; ///< px: a comb, not a block

bool isLost(const Trace& trace, const Flow::Sent& one)
{
    return trace.segment(one.segment).dropped != DropReason::None;
}

void addSegment(PlotShapes& shapes, const Flow::Sent& one, const Trace* trace)
{
    PlotBar bar{.role = one.probe   ? PlotRole::Probe
                        : one.again ? PlotRole::Again
                                    : PlotRole::Data,
                .x = shapes.x(one.at),
                .top = shapes.y(static_cast<double>(one.to)),
                .bottom = shapes.y(static_cast<double>(one.from)),
                .single = true,
                .push = one.push,
                .segment = one.segment,
                .letter = letterOf(one)};
    if (trace != nullptr && isLost(*trace, one))
        bar.role = PlotRole::Lost;
    if (shapes.bars.size() > mostLetters)
        bar.letter = "";
    shapes.bars.push_back(bar);
}

/// Disjoint stretches of numbers; what touches, or nearly so, is one.
class Stretches {
public:
    explicit Stretches(double gap) : m_gap(gap) {}

    void add(double from, double to)
    {
        const auto begin =
            std::ranges::lower_bound(m_all, from - m_gap, {}, &std::pair<double, double>::second);
        auto end = begin;
        for (; end != m_all.end() && end->first <= to + m_gap; ++end) {
            from = std::min(from, end->first);
            to = std::max(to, end->second);
        }
        if (end - begin == 1)
            *begin = {from, to};
        else
            m_all.insert(m_all.erase(begin, end), {from, to});
    }
    const std::vector<std::pair<double, double>>& all() const { return m_all; }
    void clear() { m_all.clear(); }

private:
    double m_gap;
    std::vector<std::pair<double, double>> m_all;
};

} // namespace

void addSegments(PlotShapes& shapes, const Flow& flow, const Trace* trace)
{
    const std::size_t first = flow.sentTo.countBefore(shapes.range.from);
    const std::size_t last = flow.sentTo.countUpTo(shapes.range.to);
    if (static_cast<double>(last - first) <= mostPerColumn * shapes.area.width()) {
        for (std::size_t i = first; i < last; ++i)
            addSegment(shapes, flow.sent[i], trace);
        return;
    }
    eachColumn(shapes, flow.sentTo, [&](double x, std::size_t from, std::size_t to) {
        const auto low = flow.sentFrom.extent(from, to);
        const auto high = flow.sentTo.extent(from, to);
        shapes.bars.push_back({.role = PlotRole::Data,
                               .x = x,
                               .top = shapes.y(static_cast<double>(high->most)),
                               .bottom = shapes.y(static_cast<double>(low->least))});
    });
    // Retransmissions and losses are few, and what one looks for: one a column at least.
    const auto sentAt = [&flow](std::uint32_t place) { return flow.sent[place].at; };
    eachApart(shapes, flow.again, 1, sentAt, [&](std::uint32_t place) {
        addSegment(shapes, flow.sent[place], trace);
        shapes.bars.back().x = std::floor(shapes.bars.back().x) + 0.5;
        shapes.bars.back().single = false;
    });
    eachApart(
        shapes, flow.lost, letterWidth, [](const Flow::Mark& mark) { return mark.at; },
        [&](const Flow::Mark& mark) {
            shapes.dots.push_back({.role = PlotRole::Lost,
                                   .at = {shapes.x(mark.at), shapes.y(static_cast<double>(mark.place))}});
        });
}

void addSacks(PlotShapes& shapes, const Flow& flow)
{
    const auto begin = std::ranges::lower_bound(flow.sacked, shapes.range.from, {}, &Flow::Sacked::at);
    const auto end = std::ranges::upper_bound(flow.sacked, shapes.range.to, {}, &Flow::Sacked::at);
    // Within a column of pixels what touches is one bar; a hole that can be seen stays a hole: it is what SACK is for.
    Stretches column(0.5 * (shapes.most - shapes.least) / shapes.area.height());
    double x = 0;
    const auto finish = [&shapes, &column, &x] {
        for (const auto& [from, to] : column.all())
            shapes.bars.push_back(
                {.role = PlotRole::Sack, .x = x, .top = shapes.y(to), .bottom = shapes.y(from)});
        column.clear();
    };
    // The blocks of one column repeat each other, since each ACK names the latest again: of a crowd some will do.
    constexpr double enough = 16;
    const auto stride = std::max<std::ptrdiff_t>(
        1, static_cast<std::ptrdiff_t>(static_cast<double>(end - begin) / (enough * shapes.area.width())));
    for (auto one = begin; one != end; one += std::min(stride, end - one)) {
        const double at = shapes.x(one->at);
        if (one == begin || at - x >= 0.5) {
            finish();
            x = at;
        }
        column.add(static_cast<double>(one->from), static_cast<double>(one->to));
    }
    finish();
}

void addMarks(PlotShapes& shapes, const Flow& flow)
{
    const auto at = [](const Flow::Mark& mark) { return mark.at; };
    for (const auto& [role, marks] : marksOf(flow)) {
        const auto begin = std::ranges::lower_bound(*marks, shapes.range.from, {}, at);
        const auto end = std::ranges::upper_bound(*marks, shapes.range.to, {}, at);
        const bool dense = static_cast<double>(end - begin) > mostPerColumn * shapes.area.width();
        const bool tick = role == PlotRole::DupAck || role == PlotRole::SameEdge;
        eachApart(shapes, *marks,
                  !dense ? 0
                  : tick ? 1
                         : letterWidth,
                  at, [&](const Flow::Mark& mark) {
                      shapes.dots.push_back(
                          {.role = role,
                           .at = {shapes.x(mark.at), shapes.y(static_cast<double>(mark.place))},
                           .letter = dense && tick ? "" : letterOf(role, mark)});
                  });
    }
}

} // namespace tcplab
