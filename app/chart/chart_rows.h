/// Which rows of a table a chart is made of: what its parts agree on.
#pragma once
#include "app/chart/axis_values.h"
#include "app/chart/chart.h"

namespace tcplab {

enum class ChartedKind : std::uint8_t { Distribution, Share, Established };

struct ChartRows {
    /// One curve: the rows of one combination of values of the other keys.
    struct Curve {
        std::string name;
        std::vector<std::string> values;   ///< of the table's keys, but x's
        std::vector<const TableRow*> rows; ///< by place
        std::vector<double> places;
    };
    ChartedKind kind = ChartedKind::Distribution;
    std::string metric; ///< of the rows
    std::size_t x = 0;  ///< among the table's keys
    AxisValues axis;
    std::vector<Curve> curves;
    double scale = 1; ///< of a value of the table, to the unit of the y axis
};

/// Adds the curves of theory that go with what is drawn, and what they assume.
void addTheory(Chart& chart, const ChartRows& rows, const std::vector<std::string>& keys,
               const Scenario& scenario, Language language);

} // namespace tcplab
