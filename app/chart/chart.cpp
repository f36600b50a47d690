#include "app/chart/chart.h"

#include "app/chart/chart_rows.h"
#include "app/chart/chart_words.h"
#include "app/sweep/statistics.h"
#include "app/sweep/table.h"
#include "core/base/nearest.h"
#include "core/base/quantity.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

namespace tcplab {
namespace {

constexpr std::string_view established = "established";
constexpr std::string_view outcomePrefix = "outcome ";

tl::unexpected<InputError> wrong(const char* option, Problem problem, std::string subject,
                                 std::string expected)
{
    return tl::unexpected(InputError{
        .file = option, .problem = problem, .subject = std::move(subject), .expected = std::move(expected)});
}

/// The one of the names that is meant: itself, or the only one of which it is a part.
Input<std::string> nameMeant(const char* option, const std::string& asked,
                             const std::vector<std::string>& names)
{
    if (std::ranges::find(names, asked) != names.end())
        return asked;
    std::vector<std::string> holding;
    for (const std::string& name : names)
        if (!asked.empty() && name.find(asked) != std::string::npos)
            holding.push_back(name);
    if (holding.size() == 1)
        return holding.front();
    const std::vector<std::string>& offered = holding.empty() ? names : holding;
    const std::vector<std::string_view> views(offered.begin(), offered.end());
    return wrong(option, Problem::UnknownName, asked, names.empty() ? "–" : nearestOrAll(asked, views));
}

std::vector<std::string> metricsOf(const StatisticsTable& table)
{
    std::vector<std::string> names;
    for (const TableRow& row : table.rows)
        if (std::ranges::find(names, row.metric) == names.end())
            names.push_back(row.metric);
    if (std::ranges::find(names, "handshake_time") != names.end())
        names.emplace_back(established);
    return names;
}

/// The different values of a key, in the table's order.
std::vector<std::string> valuesOfKey(const std::vector<const TableRow*>& rows, std::size_t key)
{
    std::vector<std::string> values;
    std::set<std::string_view> seen;
    for (const TableRow* row : rows)
        if (seen.insert(row->values[key]).second)
            values.push_back(row->values[key]);
    return values;
}

/// Those that `where` leaves.
Input<std::vector<const TableRow*>> rowsAsked(const StatisticsTable& table, const ChartRequest& request,
                                              const std::string& metric)
{
    std::vector<const TableRow*> rows;
    for (const TableRow& row : table.rows)
        if (row.metric == metric)
            rows.push_back(&row);
    for (const auto& [askedKey, askedValue] : request.where) {
        const auto name = nameMeant("--where", askedKey, table.keys);
        if (!name)
            return tl::unexpected(name.error());
        const auto key = static_cast<std::size_t>(std::ranges::find(table.keys, *name) - table.keys.begin());
        std::vector<std::string> values = valuesOfKey(rows, key);
        // "5%" is "5 %".
        const auto bare = [](std::string text) {
            std::erase(text, ' ');
            return text;
        };
        const auto found = std::ranges::find(values, bare(askedValue), bare);
        if (found == values.end())
            return wrong("--where", Problem::UnknownName, askedValue,
                         fmt::format("{}", fmt::join(values, ", ")));
        const std::string value = *found;
        std::erase_if(rows, [&](const TableRow* row) { return row->values[key] != value; });
    }
    return rows;
}

Input<std::size_t> chooseX(const StatisticsTable& table, const ChartRequest& request,
                           const std::vector<const TableRow*>& rows)
{
    if (table.keys.empty())
        return wrong("--x", Problem::MissingKey, "--vary", "tcplab-cli sweep … --vary KEY=VALUES");
    if (!request.x.empty()) {
        const auto name = nameMeant("--x", request.x, table.keys);
        if (!name)
            return tl::unexpected(name.error());
        return static_cast<std::size_t>(std::ranges::find(table.keys, *name) - table.keys.begin());
    }
    for (std::size_t key = 0; key < table.keys.size(); ++key) {
        const auto values = valuesOfKey(rows, key);
        if (values.size() > 1 && axisValuesOf(values).isNumeric())
            return key;
    }
    return std::size_t{0};
}

/// A curve for each combination of the keys of `by`; what else varies must be fixed.
Input<std::vector<ChartRows::Curve>> curvesOf(const StatisticsTable& table, const ChartRequest& request,
                                              const std::vector<const TableRow*>& rows, std::size_t x,
                                              const AxisValues& axis, const std::vector<std::string>& xValues)
{
    std::vector<std::size_t> by;
    for (const std::string& asked : request.by) {
        const auto name = nameMeant("--by", asked, table.keys);
        if (!name)
            return tl::unexpected(name.error());
        by.push_back(static_cast<std::size_t>(std::ranges::find(table.keys, *name) - table.keys.begin()));
        if (by.back() == x)
            return wrong("--by", Problem::Conflict, *name, "--x");
    }
    for (std::size_t key = 0; key < table.keys.size(); ++key) {
        const auto values = valuesOfKey(rows, key);
        if (key == x || values.size() < 2 || std::ranges::find(by, key) != by.end())
            continue;
        if (!request.by.empty())
            return wrong("--where", Problem::MissingKey, table.keys[key],
                         fmt::format("--where \"{}={}\"", table.keys[key], values.front()));
        by.push_back(key);
    }
    std::vector<ChartRows::Curve> curves;
    std::map<std::vector<std::string>, std::size_t> known;
    for (const TableRow* row : rows) {
        std::vector<std::string> others = row->values;
        others[x].clear();
        const auto [found, isNew] = known.emplace(others, curves.size());
        if (isNew) {
            ChartRows::Curve& curve = curves.emplace_back();
            curve.values = others;
            for (const std::size_t key : by)
                curve.name += (curve.name.empty() ? "" : ", ") +
                              (by.size() > 1 || axisValuesOf({row->values[key]}).isNumeric()
                                   ? table.keys[key] + " = " + row->values[key]
                                   : row->values[key]);
        }
        const auto value = std::ranges::find(xValues, row->values[x]);
        curves[found->second].rows.push_back(row);
        curves[found->second].places.push_back(
            axis.places[static_cast<std::size_t>(value - xValues.begin())]);
    }
    if (curves.size() > mostCurves)
        return wrong("--by", Problem::TooLarge, std::to_string(curves.size()),
                     std::to_string(mostCurves) + ": --where");
    return curves;
}

std::string nameOfMetric(const ChartRows& rows, Language language)
{
    if (rows.kind == ChartedKind::Established)
        return textOf(words::establishedShare, language);
    if (rows.kind == ChartedKind::Share) {
        Facts facts;
        facts.set("outcome", rows.metric.substr(outcomePrefix.size()));
        return fill(words::outcomeShare, language, facts);
    }
    for (const words::MetricWords& known : words::metricWords)
        if (known.metric == rows.metric)
            return textOf(known.name, language);
    return rows.metric;
}

/// The unit in which the largest value is a number that one reads: "ms" and what to multiply by.
std::pair<const char*, double> readableUnit(const std::string& unit, double largest)
{
    struct Step {
        double from;
        const char* name;
        double scale;
    };
    constexpr std::array times{Step{1, "s", 1}, Step{1e-3, "ms", 1e3}, Step{0, "µs", 1e6}};
    constexpr std::array rates{Step{1e9, "Gbit/s", 1e-9}, Step{1e6, "Mbit/s", 1e-6},
                               Step{1e3, "kbit/s", 1e-3}, Step{0, "bit/s", 1}};
    const auto pick = [&](const auto& steps) {
        const auto step = std::ranges::find_if(steps, [&](const Step& s) { return largest >= s.from; });
        return std::pair{step->name, step->scale};
    };
    if (unit == "s")
        return pick(times);
    if (unit == "bit/s")
        return pick(rates);
    return {"", 1};
}

std::optional<ChartPoint> pointOf(const ChartRows& rows, const TableRow& row, ChartBand band)
{
    ChartPoint point;
    const auto scaled = [&](const std::optional<double>& value) {
        return value ? std::optional(*value * rows.scale) : std::nullopt;
    };
    if (rows.kind == ChartedKind::Established) {
        if (row.runs == 0)
            return std::nullopt;
        point.y = static_cast<double>(row.count) / static_cast<double>(row.runs);
        const Interval interval = wilson(row.count, row.runs);
        point.low = interval.low;
        point.high = interval.high;
        return point;
    }
    const bool isMean = rows.kind == ChartedKind::Share || band == ChartBand::Mean;
    const auto y = scaled(isMean ? row.mean : row.median);
    if (!y)
        return std::nullopt;
    point.y = *y;
    point.low = scaled(isMean ? row.meanLow : row.q05);
    point.high = scaled(isMean ? row.meanHigh : row.q95);
    if (!isMean) {
        point.innerLow = scaled(row.q25);
        point.innerHigh = scaled(row.q75);
    }
    return point;
}

void addMeasured(Chart& chart, const ChartRows& rows, const StatisticsTable& table,
                 const ChartRequest& request)
{
    // Rows stand by variant: the number of a metric's row among those of its metric is the variant's.
    std::map<const TableRow*, std::size_t> variants;
    for (const TableRow& row : table.rows)
        if (row.metric == rows.metric)
            variants.emplace(&row, variants.size());
    for (const ChartRows::Curve& from : rows.curves) {
        ChartCurve& curve = chart.curves.emplace_back();
        curve.name = from.name;
        for (std::size_t i = 0; i < from.rows.size(); ++i)
            if (auto point = pointOf(rows, *from.rows[i], request.band)) {
                point->x = from.places[i];
                point->variant = variants.at(from.rows[i]);
                curve.points.push_back(*point);
            }
        std::ranges::stable_sort(curve.points, {}, &ChartPoint::x);
    }
}

void addNotes(Chart& chart, const ChartRows& rows, const StatisticsTable& table, const ChartRequest& request,
              Language language)
{
    std::uint64_t least = UINT64_MAX;
    std::uint64_t most = 0;
    double fewest = 1;
    std::string where;
    for (const ChartRows::Curve& curve : rows.curves)
        for (const TableRow* row : curve.rows) {
            least = std::min(least, row->runs);
            most = std::max(most, row->runs);
            const double share =
                row->runs == 0 ? 1 : static_cast<double>(row->count) / static_cast<double>(row->runs);
            if (share < fewest) {
                fewest = share;
                where = table.keys[rows.x] + " = " + row->values[rows.x];
            }
        }
    Facts facts;
    facts.set("runs", least == most ? std::to_string(most) : fmt::format("{} … {}", least, most));
    facts.set("share", fmt::format("{:.3g}", fewest * 100));
    facts.set("where", where);
    const bool isShare = rows.kind != ChartedKind::Distribution;
    chart.notes.push_back(fill(isShare                           ? words::shareBand
                               : request.band == ChartBand::Mean ? words::meanBand
                               : !chart.x.categories.empty()     ? words::quantileBars
                                                                 : words::quantileBand,
                               language, facts));
    if (!isShare && fewest < 1)
        chart.notes.push_back(fill(words::notAllRuns, language, facts));
}

/// What has no place on a logarithmic axis goes; a band ends at the least that has one.
void keepPositive(Chart& chart, Language language)
{
    double least = HUGE_VAL;
    std::size_t left = 0;
    for (ChartCurve& curve : chart.curves) {
        const std::size_t before = curve.points.size();
        std::erase_if(curve.points, [&](const ChartPoint& point) {
            return (chart.x.isLogarithmic && point.x <= 0) || (chart.y.isLogarithmic && point.y <= 0);
        });
        left += curve.isTheory ? 0 : before - curve.points.size();
        for (const ChartPoint& point : curve.points)
            for (const std::optional<double>& value : {std::optional(point.y), point.low, point.innerLow})
                if (value && *value > 0)
                    least = std::min(least, *value);
    }
    if (chart.y.isLogarithmic)
        for (ChartCurve& curve : chart.curves)
            for (ChartPoint& point : curve.points)
                for (std::optional<double>* value : {&point.low, &point.innerLow})
                    if (*value && **value <= 0)
                        *value = least;
    if (left > 0) {
        Facts facts;
        facts.set("count", std::to_string(left));
        chart.notes.push_back(fill(words::pointsLeftOut, language, facts));
    }
}

} // namespace

Input<ChartBand> readBand(const std::string& text)
{
    if (text == "quantiles")
        return ChartBand::Quantiles;
    if (text == "mean")
        return ChartBand::Mean;
    return wrong("--band", Problem::UnknownName, text, "quantiles, mean");
}

Input<std::pair<std::string, std::string>> readWhere(const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
        return wrong("--where", Problem::WrongType, text, "KEY=VALUE");
    return std::pair{std::string(trimmed(std::string_view(text).substr(0, equals))),
                     std::string(trimmed(std::string_view(text).substr(equals + 1)))};
}

Input<Chart> makeChart(const StatisticsTable& table, const ChartRequest& request, Language language)
{
    ChartRows rows;
    const auto metric = nameMeant("--y", request.y.empty() ? "completion_time" : request.y, metricsOf(table));
    if (!metric)
        return tl::unexpected(metric.error());
    rows.metric = *metric == established ? "handshake_time" : *metric;
    rows.kind = *metric == established               ? ChartedKind::Established
                : metric->starts_with(outcomePrefix) ? ChartedKind::Share
                                                     : ChartedKind::Distribution;
    const auto asked = rowsAsked(table, request, rows.metric);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto x = chooseX(table, request, *asked);
    if (!x)
        return tl::unexpected(x.error());
    rows.x = *x;
    const std::vector<std::string> xValues = valuesOfKey(*asked, rows.x);
    rows.axis = axisValuesOf(xValues);
    if (request.logX && !rows.axis.isNumeric())
        return wrong("--log-x", Problem::Conflict, table.keys[rows.x], "numbers");
    auto curves = curvesOf(table, request, *asked, rows.x, rows.axis, xValues);
    if (!curves)
        return tl::unexpected(curves.error());
    rows.curves = *std::move(curves);

    Chart chart;
    double largest = 0;
    std::string unit;
    for (const ChartRows::Curve& curve : rows.curves)
        for (const TableRow* row : curve.rows) {
            unit = row->unit;
            largest = std::max(largest, request.band == ChartBand::Mean ? row->mean.value_or(0)
                                                                        : row->q95.value_or(0));
        }
    const bool isShare = rows.kind != ChartedKind::Distribution;
    const auto [unitName, scale] = isShare ? std::pair{"", 1.0} : readableUnit(unit, largest);
    rows.scale = scale;
    const std::string yName = nameOfMetric(rows, language);
    chart.x = {.label = table.keys[rows.x] + (rows.axis.unit.empty() ? "" : " (" + rows.axis.unit + ")"),
               .isLogarithmic = request.logX,
               .categories = rows.axis.categories};
    chart.y = {.label = yName + (*unitName == '\0' ? "" : std::string(" (") + unitName + ")"),
               .isLogarithmic = request.logY,
               .isShare = isShare,
               .categories = {}};
    Facts facts;
    facts.set("y", yName);
    facts.set("x", table.keys[rows.x]);
    chart.title = fill(words::chartTitle, language, facts);
    if (language == Language::English && !chart.title.empty() && chart.title[0] >= 'a' &&
        chart.title[0] <= 'z')
        chart.title[0] = static_cast<char>(chart.title[0] - 'a' + 'A');
    addMeasured(chart, rows, table, request);
    addNotes(chart, rows, table, request, language);
    if (request.theory)
        addTheory(chart, rows, table.keys, *request.theory, language);
    if (chart.curves.size() > 1 && chart.curves.front().name.empty())
        chart.curves.front().name = textOf(words::measured, language);
    if (request.logX || request.logY)
        keepPositive(chart, language);
    return chart;
}

std::string chartCsv(const Chart& chart)
{
    std::string text = "curve,kind," + csvField(chart.x.label) + "," + csvField(chart.y.label) +
                       ",low,high,inner_low,inner_high\n";
    const auto number = [](const std::optional<double>& value) {
        return value ? fmt::format(",{:.6g}", *value) : std::string(",");
    };
    for (const ChartCurve& curve : chart.curves)
        for (const ChartPoint& point : curve.points) {
            text += csvField(curve.name) + (curve.isTheory ? ",theory," : ",measured,");
            text += chart.x.categories.empty()
                        ? fmt::format("{:.6g}", point.x)
                        : csvField(chart.x.categories[static_cast<std::size_t>(point.x)]);
            text += number(point.y) + number(point.low) + number(point.high) + number(point.innerLow) +
                    number(point.innerHigh) + "\n";
        }
    return text;
}

} // namespace tcplab
