/// The statistics of a sweep as CSV (RFC 4180), one row for each variant and metric.
#pragma once
#include "app/sweep/plan.h"
#include "app/sweep/results.h"

#include <string>

namespace tcplab {

/// Columns: one for each key that varies; metric, unit; runs (of the variant), count (of runs that have a value);
/// mean, mean_low, mean_high; min, q05, q25, median, median_low, median_high, q75, q95, max. Behind the metrics each
/// outcome that occurs anywhere: count and, as mean, its share with Wilson's interval. What cannot be said stays empty.
std::string sweepTable(const SweepPlan& plan, const SweepResults& results);
/// What is measured of each run: the columns' names, and a row of a unit. Columns: one for each key that varies; run (from
/// 1) and its seed; outcome; the metrics, in their units.
std::string eachHeader(const SweepPlan& plan);
std::string eachRow(const SweepPlan& plan, std::uint64_t unit, const RunMeasures& run);
/// A value as files say it: a time in seconds, with no more digits than it has.
std::string valueText(SweepMetric metric, std::uint64_t value);
/// In quotes if it has to be.
std::string csvField(std::string_view text);

} // namespace tcplab
