/// The values of a key as places on an axis: numbers where they are, else one place each.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace tcplab {

struct AxisValues {
    std::string unit;                    ///< "%", "ms" …; "": none
    std::vector<double> places;          ///< of each value
    std::vector<std::string> categories; ///< in place of numbers: then places are 0, 1, 2 …
    bool isNumeric() const { return categories.empty(); }
};

/// Of values as a scenario says them ("5 %", "50 ms", "reno"). A zero may have no unit. Times, rates, sizes and
/// probabilities of several units are brought to one.
AxisValues axisValuesOf(const std::vector<std::string>& values);
/// The value of a place between two of them, as a scenario says it.
std::string valueAt(const AxisValues& axis, double place);

} // namespace tcplab
