/// A chart of a sweep as plain data: curves with bands, the theory beside them, and what has to be said about both.
#pragma once
#include "app/chart/table_file.h"
#include "app/wording/wording.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tcplab {

enum class ChartBand : std::uint8_t {
    Quantiles, ///< the median, half of the runs (q25 … q75) and nine tenths of them (q05 … q95)
    Mean,      ///< the mean and its 95 % confidence interval
};

/// What is to be drawn. A name may be a part of one: "loss" for network.loss, "completion" for completion_time.
struct ChartRequest {
    std::string x{};               ///< a key; "": the first that is numbers, else the first
    std::string y{};               ///< a metric, an outcome, or "established"; "": completion_time
    std::vector<std::string> by{}; ///< keys, a curve for each of their values; none: all other keys that vary
    std::vector<std::pair<std::string, std::string>> where{}; ///< only rows with this value of this key
    ChartBand band = ChartBand::Quantiles;
    bool logX = false;
    bool logY = false;
    std::optional<Scenario> theory{}; ///< the scenario of the sweep: draw what theory says of it
};

struct ChartPoint {
    double x = 0;
    double y = 0;
    std::optional<double> low{}, high{};           ///< of the outer band, or of the interval
    std::optional<double> innerLow{}, innerHigh{}; ///< q25 … q75
    std::size_t variant = 0; ///< of the sweep, where the table has them all; not of theory
};

struct ChartCurve {
    std::string name;
    std::vector<ChartPoint> points; ///< by x
    bool isTheory = false;
};

struct ChartAxis {
    std::string label; ///< "network.loss (%)"
    bool isLogarithmic = false;
    bool isShare = false;                  ///< 0 … 1
    std::vector<std::string> categories{}; ///< at 0, 1, 2 …; none: numbers
};

struct Chart {
    std::string title;
    ChartAxis x, y;
    std::vector<ChartCurve> curves;
    std::vector<std::string> notes; ///< a sentence each
};

inline constexpr std::size_t mostCurves = 12;

/// Options as words: "quantiles" or "mean"; "network.delay=50 ms".
Input<ChartBand> readBand(const std::string& text);
Input<std::pair<std::string, std::string>> readWhere(const std::string& text);

Input<Chart> makeChart(const StatisticsTable& table, const ChartRequest& request, Language language);
/// Its points as CSV: curve, kind (measured, theory), x, y, low, high, inner_low, inner_high, in the units of the axes.
std::string chartCsv(const Chart& chart);

} // namespace tcplab
