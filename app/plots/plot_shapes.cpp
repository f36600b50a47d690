#include "app/plots/plot_shapes.h"

#include "app/wording/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace tcplab {

namespace {

/// Only a context for translations.
struct PlotWords {
    Q_DECLARE_TR_FUNCTIONS(tcplab::PlotWords)
};

/// More segments than this a column of pixels, and columns are drawn instead.
constexpr double mostPerColumn = 0.25;
constexpr std::size_t mostLetters = 400;

bool isLost(const Trace& trace, const Flow::Sent& one)
{
    return trace.segment(one.segment).dropped != DropReason::None;
}

bool isTime(PlotKind kind) { return kind == PlotKind::RoundTrip; }

std::vector<std::pair<PlotRole, const Series*>> linesOf(const Flow& flow, PlotKind kind)
{
    switch (kind) {
    case PlotKind::Sequence: return {{PlotRole::Edge, &flow.edge}, {PlotRole::Ack, &flow.acked}};
    case PlotKind::Congestion:
        return {{PlotRole::Cwnd, &flow.cwnd},
                {PlotRole::Ssthresh, &flow.ssthresh}}; // dashes over the line, where they are equal
    case PlotKind::RoundTrip: return {{PlotRole::Rto, &flow.rto}, {PlotRole::Srtt, &flow.srtt}};
    case PlotKind::Windows: return {{PlotRole::Window, &flow.window}, {PlotRole::InFlight, &flow.inFlight}};
    }
    return {};
}

/// 1, 2 or 5 times a power of ten, so that about `count` of them make up `span`.
double niceStep(double span, double count)
{
    const double rough = span / std::max(1.0, count);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough)
            return factor * power;
    return 10 * power;
}

QString trimmedNumber(double number, int decimals)
{
    QString text = QString::number(number, 'f', decimals);
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return text;
}

/// "0.25 s", "12 ms": as many digits as the step needs.
QString secondsText(double s, double step)
{
    if (step >= 0.01)
        return trimmedNumber(s, step >= 1 ? 0 : 2) + QStringLiteral(" s");
    if (step >= 1e-5)
        return trimmedNumber(s * 1e3, 2) + QStringLiteral(" ms");
    return trimmedNumber(s * 1e6, 2) + QStringLiteral(" µs");
}

QString octetsOnAxis(double value, double most)
{
    if (most >= 4e6)
        return trimmedNumber(value / 1e6, 2) + QStringLiteral(" M");
    if (most >= 2e4)
        return trimmedNumber(value / 1e3, 2) + QStringLiteral(" k");
    return trimmedNumber(value, 0);
}

class Layout {
public:
    explicit Layout(const PlotInput& input) : in(input), flow(input.flow), trace(input.trace)
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
        addTicks();
        if (in.other != nullptr) { // beneath the run that is open
            flow = in.other;
            trace = in.otherTrace;
            addFlow();
            const auto mark = [](auto& shapes) {
                for (auto& shape : shapes)
                    shape.other = true;
            };
            mark(out.bars);
            mark(out.lines);
            mark(out.dots);
        }
        flow = in.flow;
        trace = in.trace;
        addFlow();
        return std::move(out);
    }

private:
    /// Points that are seen, and the one that holds where the range begins.
    std::optional<Series::Extent> seen(const Series& series) const
    {
        const std::size_t first = series.countBefore(in.range.from);
        return series.extent(first == 0 ? 0 : first - 1, series.countUpTo(in.range.to));
    }

    void addFlow()
    {
        if (in.kind == PlotKind::Sequence) {
            addSacks();
            addSegments();
        }
        for (const auto& [role, series] : linesOf(*flow, in.kind))
            addLine(role, *series);
        if (in.kind == PlotKind::RoundTrip)
            addDots(PlotRole::Rtt, flow->rtt);
    }

    bool findExtent()
    {
        const auto flows = in.other != nullptr ? std::vector{in.flow, in.other} : std::vector{in.flow};
        std::optional<Series::Extent> all;
        const auto take = [&all](const std::optional<Series::Extent>& one) {
            if (!one)
                return;
            if (!all)
                all = one;
            all->least = std::min(all->least, one->least);
            all->most = std::max(all->most, one->most);
        };
        if (in.kind == PlotKind::Sequence) {
            for (const Flow* one : flows)
                for (const Series* series : {&one->sentFrom, &one->sentTo, &one->acked})
                    take(seen(*series));
            if (!all)
                return false;
            // The window's edge is shown where it does not crush everything else.
            const std::int64_t span = std::max<std::int64_t>(all->most - all->least, 1);
            const std::int64_t most = all->most;
            for (const Flow* one : flows)
                if (const auto edge = seen(one->edge); edge && edge->most - most <= span)
                    take(edge);
        } else {
            for (const Flow* one : flows) {
                for (const auto& [role, series] : linesOf(*one, in.kind))
                    take(seen(*series));
                if (in.kind == PlotKind::RoundTrip)
                    take(seen(one->rtt));
            }
            if (!all)
                return false;
            all->least = 0; // windows and times are read from the ground
        }
        const double span = std::max(1.0, static_cast<double>(all->most - all->least));
        out.least = static_cast<double>(all->least) - (in.kind == PlotKind::Sequence ? 0.04 * span : 0);
        out.most = static_cast<double>(all->most) + 0.08 * span;
        return true;
    }

    void addTicks()
    {
        const double seconds = static_cast<double>((in.range.to - in.range.from).ns) / 1e9;
        const double step = niceStep(seconds, in.area.width() / (1.6 * in.textWidth));
        const double from = static_cast<double>(in.range.from.ns) / 1e9;
        for (double at = std::ceil(from / step - 1e-9) * step; at <= from + seconds * (1 + 1e-12); at += step)
            out.times.push_back(
                {in.area.left() + (at - from) / seconds * in.area.width(), secondsText(at, step)});
        if (isTime(in.kind)) {
            const double s = niceStep(out.most / 1e9, in.area.height() / (2.2 * in.textHeight));
            for (double at = 0; at * 1e9 <= out.most; at += s)
                out.values.push_back({out.y(at * 1e9), secondsText(at, s)});
            return;
        }
        // Ticks at round numbers as they are written, with the ISN.
        const double shift = in.kind == PlotKind::Sequence ? in.firstNumber : 0;
        const double s =
            std::max(1.0, niceStep(out.most - out.least, in.area.height() / (2.2 * in.textHeight)));
        for (double at = std::ceil((out.least + shift) / s) * s; at - shift <= out.most; at += s) {
            if (at < 0)
                continue;
            // Sequence numbers pass 2^32 and begin again.
            const double shown = in.kind == PlotKind::Sequence ? std::fmod(at, 4294967296.0) : at;
            out.values.push_back({out.y(at - shift), in.firstNumber == 0 ? octetsOnAxis(shown, out.most)
                                                                         : trimmedNumber(shown, 0)});
        }
    }

    void addSegments()
    {
        const std::size_t first = flow->sentTo.countBefore(in.range.from);
        const std::size_t last = flow->sentTo.countUpTo(in.range.to);
        if (static_cast<double>(last - first) <= mostPerColumn * in.area.width()) {
            for (std::size_t i = first; i < last; ++i)
                addSegment(flow->sent[i]);
            return;
        }
        eachColumn(flow->sentTo, [&](double x, std::size_t from, std::size_t to) {
            const auto low = flow->sentFrom.extent(from, to);
            const auto high = flow->sentTo.extent(from, to);
            out.bars.push_back({.role = PlotRole::Data,
                                .x = x,
                                .top = out.y(static_cast<double>(high->most)),
                                .bottom = out.y(static_cast<double>(low->least))});
        });
        // Retransmissions are few, and what one looks for: one a column at least.
        const auto begin = std::ranges::lower_bound(flow->again, static_cast<std::uint32_t>(first));
        double former = -1e9;
        for (auto place = begin; place != flow->again.end() && *place < last; ++place) {
            const Flow::Sent& one = flow->sent[*place];
            const double x = std::floor(out.x(one.at));
            if (x - former < 1)
                continue;
            former = x;
            addSegment(one);
            out.bars.back().single = false;
        }
    }

    void addSegment(const Flow::Sent& one)
    {
        PlotBar bar{.role = one.again ? PlotRole::Again : PlotRole::Data,
                    .x = out.x(one.at),
                    .top = out.y(static_cast<double>(one.to)),
                    .bottom = out.y(static_cast<double>(one.from)),
                    .single = true,
                    .segment = one.segment,
                    .letter = one.again ? "R"
                              : one.syn ? "SYN"
                              : one.fin ? "FIN"
                                        : ""};
        if (trace != nullptr && isLost(*trace, one))
            bar.role = PlotRole::Lost;
        if (out.bars.size() > mostLetters)
            bar.letter = "";
        out.bars.push_back(bar);
    }

    void addSacks()
    {
        const auto begin = std::ranges::lower_bound(flow->sacked, in.range.from, {}, &Flow::Sacked::at);
        const auto end = std::ranges::upper_bound(flow->sacked, in.range.to, {}, &Flow::Sacked::at);
        std::vector<PlotBar> column; // of one column of pixels
        // What touches is one bar; a hole that can be seen stays a hole: it is what SACK is for.
        const auto finish = [this, &column] {
            std::ranges::sort(column, {}, &PlotBar::top);
            for (const PlotBar& bar : column)
                if (!out.bars.empty() && out.bars.back().role == PlotRole::Sack &&
                    out.bars.back().x == bar.x && bar.top - out.bars.back().bottom < 0.5)
                    out.bars.back().bottom = std::max(out.bars.back().bottom, bar.bottom);
                else
                    out.bars.push_back(bar);
            column.clear();
        };
        for (auto one = begin; one != end; ++one) {
            double x = out.x(one->at);
            if (!column.empty() && x - column.front().x >= 0.5)
                finish();
            if (!column.empty())
                x = column.front().x;
            column.push_back({.role = PlotRole::Sack,
                              .x = x,
                              .top = out.y(static_cast<double>(one->to)),
                              .bottom = out.y(static_cast<double>(one->from))});
        }
        finish();
    }

    /// Calls `take(x, from, to)` for each column of pixels in which the series has points.
    template <class Take> void eachColumn(const Series& series, Take take) const
    {
        std::size_t from = series.countBefore(in.range.from);
        const int columns = static_cast<int>(in.area.width());
        for (int column = 0; column < columns; ++column) {
            const double x = in.area.left() + column;
            const Instant end = column + 1 == columns ? in.range.to : out.instantAt(x + 1);
            const std::size_t to = series.countUpTo(end);
            if (to > from)
                take(x + 0.5, from, to);
            from = std::max(from, to);
        }
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
        eachColumn(series, [&](double x, std::size_t from, std::size_t to) {
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

    void addDots(PlotRole role, const Series& series)
    {
        const std::size_t first = series.countBefore(in.range.from);
        const std::size_t last = series.countUpTo(in.range.to);
        if (static_cast<double>(last - first) <= in.area.width()) {
            for (std::size_t i = first; i < last; ++i)
                out.dots.push_back(
                    {role, {out.x(series[i].at), out.y(static_cast<double>(series[i].value))}});
            return;
        }
        eachColumn(series, [&](double x, std::size_t from, std::size_t to) {
            const auto extent = series.extent(from, to);
            out.bars.push_back({.role = role,
                                .x = x,
                                .top = out.y(static_cast<double>(extent->most)),
                                .bottom = out.y(static_cast<double>(extent->least))});
        });
    }

    const PlotInput& in;
    const Flow* flow; ///< the one that is being drawn
    const Trace* trace;
    PlotShapes out;
};

QString valueText(PlotKind kind, std::int64_t value, std::uint32_t firstNumber)
{
    if (isTime(kind))
        return QString::fromStdString(durationText(Duration{value}));
    if (kind == PlotKind::Sequence)
        return QString::number(static_cast<std::uint32_t>(value) + firstNumber);
    return QString::number(value);
}

} // namespace

QString plotRoleName(PlotRole role)
{
    switch (role) {
    case PlotRole::Data: return PlotWords::tr("sent");
    case PlotRole::Again: return PlotWords::tr("R: sent again");
    case PlotRole::Lost: return PlotWords::tr("lost on the way");
    case PlotRole::Ack: return QStringLiteral("SND.UNA");
    case PlotRole::Edge: return QStringLiteral("SND.UNA+SND.WND");
    case PlotRole::Sack: return QStringLiteral("SACK");
    case PlotRole::Cwnd: return QStringLiteral("cwnd");
    case PlotRole::Ssthresh: return QStringLiteral("ssthresh");
    case PlotRole::Rtt: return PlotWords::tr("RTT measured");
    case PlotRole::Srtt: return QStringLiteral("SRTT");
    case PlotRole::Rto: return QStringLiteral("RTO");
    case PlotRole::InFlight: return PlotWords::tr("in flight");
    case PlotRole::Window: return QStringLiteral("SND.WND");
    }
    return {};
}

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

QString plotLineName(PlotRole role, bool comparing, bool other)
{
    const QString name = plotRoleName(role);
    return comparing ? (other ? QStringLiteral("A: ") : QStringLiteral("B: ")) + name : name;
}

PlotShapes layOutPlot(const PlotInput& in) { return Layout(in).take(); }

std::vector<std::pair<QString, QString>> valuesAt(const PlotInput& in, Instant at)
{
    std::vector<std::pair<QString, QString>> values;
    for (const Flow* flow : {in.other, in.flow}) {
        if (flow == nullptr)
            continue;
        auto lines = linesOf(*flow, in.kind);
        if (in.kind == PlotKind::RoundTrip)
            lines.emplace_back(PlotRole::Rtt, &flow->rtt);
        for (const auto& [role, series] : lines)
            if (const auto value = series->valueAt(at))
                values.emplace_back(plotLineName(role, in.other != nullptr, flow == in.other),
                                    valueText(in.kind, *value, in.firstNumber));
    }
    return values;
}

QString plotTable(const Flow& flow, PlotKind kind, std::uint32_t firstNumber, const Flow* other,
                  const Trace* trace)
{
    struct Row {
        Instant at{};
        QString name;
        QString value;
    };
    std::vector<Row> rows;
    for (const Flow* one : {other, &flow}) {
        if (one == nullptr)
            continue;
        const auto name = [&](PlotRole role) { return plotLineName(role, other != nullptr, one == other); };
        const auto numbers = [&](const auto& of) {
            return QStringLiteral("%1–%2").arg(valueText(kind, of.from, firstNumber),
                                               valueText(kind, of.to - 1, firstNumber));
        };
        auto lines = linesOf(*one, kind);
        if (kind == PlotKind::RoundTrip)
            lines.emplace_back(PlotRole::Rtt, &one->rtt);
        for (const auto& [role, series] : lines)
            for (std::size_t i = 0; i < series->size(); ++i)
                rows.push_back(
                    {(*series)[i].at, name(role), valueText(kind, (*series)[i].value, firstNumber)});
        if (kind != PlotKind::Sequence)
            continue;
        for (const Flow::Sent& sent : one->sent) {
            const bool lost = trace != nullptr && one == &flow && isLost(*trace, sent);
            rows.push_back({sent.at,
                            name(lost         ? PlotRole::Lost
                                 : sent.again ? PlotRole::Again
                                              : PlotRole::Data),
                            numbers(sent)});
        }
        for (const Flow::Sacked& block : one->sacked)
            rows.push_back({block.at, name(PlotRole::Sack), numbers(block)});
    }
    std::ranges::stable_sort(rows, {}, &Row::at);
    QString table = PlotWords::tr("Time") + QLatin1Char('\t') + PlotWords::tr("What") + QLatin1Char('\t') +
                    PlotWords::tr("Value") + QLatin1Char('\n');
    for (const Row& row : rows)
        table += QString::number(static_cast<double>(row.at.ns) / 1e9, 'f', 9) + QLatin1Char('\t') +
                 row.name + QLatin1Char('\t') + row.value + QLatin1Char('\n');
    return table;
}

} // namespace tcplab
