#include "app/sweep/table.h"

#include "app/sweep/statistics.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

bool isTime(SweepMetric metric) { return std::string_view(unitOf(metric)) == "s"; }

std::string numberText(double value) { return fmt::format("{:.6g}", value); }
std::string meanText(SweepMetric metric, double value)
{
    return numberText(isTime(metric) ? value / 1e9 : value);
}

/// Everything of a row behind the values of the axes.
std::string metricRow(SweepMetric metric, const VariantResults& results)
{
    std::string row = fmt::format(",{},{},{}", nameOf(metric), unitOf(metric), results.runs());
    const auto bins = results.metrics[static_cast<std::size_t>(metric)].bins();
    if (bins.empty())
        return row + ",0,,,,,,,,,,,,";
    const Distribution all = describe(bins);
    const auto value = [&](std::uint64_t v) { return valueText(metric, v); };
    row += fmt::format(",{},{}", all.count, meanText(metric, all.mean));
    row += all.meanInterval ? fmt::format(",{},{}", meanText(metric, all.meanInterval->low),
                                          meanText(metric, all.meanInterval->high))
                            : ",,";
    row += fmt::format(",{},{},{},{}", value(all.least), value(all.q05), value(all.q25), value(all.median));
    row += all.medianInterval
               ? fmt::format(",{},{}", value(all.medianInterval->first), value(all.medianInterval->second))
               : ",,";
    return row + fmt::format(",{},{},{}", value(all.q75), value(all.q95), value(all.most));
}

std::string outcomeRow(FinalOutcome outcome, const VariantResults& results)
{
    const std::uint64_t runs = results.runs();
    const std::uint64_t count = results.outcomes[static_cast<std::size_t>(outcome)];
    std::string row = fmt::format(",outcome {},share,{},{}", nameOf(outcome), runs, count);
    if (runs == 0)
        return row + ",,,,,,,,,,,,";
    const Interval interval = wilson(count, runs);
    return row + fmt::format(",{},{},{},,,,,,,,,",
                             numberText(static_cast<double>(count) / static_cast<double>(runs)),
                             numberText(interval.low), numberText(interval.high));
}

bool occurs(std::size_t outcome, const SweepResults& results)
{
    if (outcome == static_cast<std::size_t>(FinalOutcome::Complete))
        return true;
    for (const VariantResults& variant : results)
        if (variant.outcomes[outcome] != 0)
            return true;
    return false;
}

} // namespace

std::string valueText(SweepMetric metric, std::uint64_t value)
{
    if (!isTime(metric))
        return std::to_string(value);
    std::string text = fmt::format("{}.{:09}", value / 1'000'000'000, value % 1'000'000'000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

std::string csvField(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + "\"";
}

std::string sweepTable(const SweepPlan& plan, const SweepResults& results)
{
    std::string text;
    for (const SweepAxis& axis : plan.axes)
        text += csvField(axis.key) + ",";
    text += "metric,unit,runs,count,mean,mean_low,mean_high,min,q05,q25,median,median_low,median_high,q75,"
            "q95,max\n";
    for (std::size_t variant = 0; variant < results.size(); ++variant) {
        std::string values;
        for (const std::string& value : plan.valuesOf(variant))
            values += (values.empty() ? "" : ",") + csvField(value);
        const auto add = [&](const std::string& row) {
            text += values + (values.empty() ? row.substr(1) : row) + "\n";
        };
        for (std::size_t i = 0; i < sweepMetricCount; ++i)
            add(metricRow(static_cast<SweepMetric>(i), results[variant]));
        for (std::size_t i = 0; i < finalOutcomeCount; ++i)
            if (occurs(i, results))
                add(outcomeRow(static_cast<FinalOutcome>(i), results[variant]));
    }
    return text;
}

std::string eachHeader(const SweepPlan& plan)
{
    std::string text;
    for (const SweepAxis& axis : plan.axes)
        text += csvField(axis.key) + ",";
    text += "run,seed,outcome";
    for (std::size_t i = 0; i < sweepMetricCount; ++i) {
        const auto metric = static_cast<SweepMetric>(i);
        text += std::string(",") + nameOf(metric) +
                (*unitOf(metric) == '\0' ? "" : std::string(" (") + unitOf(metric) + ")");
    }
    return text + "\n";
}

std::string eachRow(const SweepPlan& plan, std::uint64_t unit, const RunMeasures& run)
{
    const std::uint64_t k = unit / plan.variants();
    std::string text;
    for (const std::string& value : plan.valuesOf(unit % plan.variants()))
        text += csvField(value) + ",";
    text += fmt::format("{},{},{}", k + 1, seedOfRun(plan.seed, k), nameOf(run.outcome));
    for (std::size_t i = 0; i < sweepMetricCount; ++i) {
        const auto metric = static_cast<SweepMetric>(i);
        const auto value = valueOf(metric, run);
        text += value ? "," + valueText(metric, *value) : ",";
    }
    return text + "\n";
}

} // namespace tcplab
