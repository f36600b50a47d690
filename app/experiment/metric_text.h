/// Metrics of a sweep for people.
#pragma once
#include "app/sweep/results.h"

#include <QString>

namespace tcplab {

/// "320 ms", "4.2 Mbit/s", "17".
QString metricText(SweepMetric metric, std::uint64_t value);
/// "completion time": in the window's language.
QString metricName(SweepMetric metric);
QString outcomeName(FinalOutcome outcome);
/// "1 run", "60 runs".
QString runsText(std::uint64_t count);

} // namespace tcplab
