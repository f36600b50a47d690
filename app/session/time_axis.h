/// Where an instant lies on the timeline: a monotonic, piecewise linear map. Milliseconds and minutes share
/// one picture: long stretches in which nothing happens and nothing flies are folded to a fixed length and
/// say so ("+59.2 s"). Linear time is the same map with one piece. Free of widgets.
#pragma once
#include "core/base/time.h"

#include <vector>

namespace tcplab {

class Trace;

class TimeAxis {
public:
    /// A folded stretch.
    struct Fold {
        Instant from{}, to{};
        double begin = 0, end = 0; ///< units
    };

    TimeAxis() = default;
    static TimeAxis folded(const Trace& trace);
    static TimeAxis linear(const Trace& trace);

    double position(Instant instant) const; ///< units from the top; 1 unit is 1 px at zoom 1
    Instant instantAt(double position) const;
    double length() const;                  ///< units of the whole run, with a little room after the end
    const std::vector<Fold>& folds() const { return m_folds; }

private:
    struct Knot { Instant at{}; double position = 0; };
    std::vector<Knot> m_knots;
    std::vector<Fold> m_folds;
};

} // namespace tcplab
