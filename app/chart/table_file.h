/// The statistics of a sweep read back from the CSV that it has written (app/sweep/table.h).
#pragma once
#include "core/world/scenario_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// One variant and metric. What could not be said is not there.
struct TableRow {
    std::vector<std::string> values; ///< of the table's keys
    std::string metric;              ///< "completion_time", "outcome complete"
    std::string unit;                ///< "s", "bit/s", "share" or ""
    std::uint64_t runs = 0;
    std::uint64_t count = 0; ///< of runs that have a value
    std::optional<double> mean, meanLow, meanHigh;
    std::optional<double> least, q05, q25, median, medianLow, medianHigh, q75, q95, most;
};

struct StatisticsTable {
    std::vector<std::string> keys; ///< that vary
    std::vector<TableRow> rows;    ///< by variant
};

/// `file` names it in an error, which also has the line.
Input<StatisticsTable> readStatistics(std::string_view csv, const std::string& file);

} // namespace tcplab
