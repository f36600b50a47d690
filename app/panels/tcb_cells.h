/// A TCB's variables as a table of texts, with what the step changed marked. Free of widgets.
#pragma once
#include "core/tcp/tcb_variables.h"

#include <string>
#include <vector>

namespace tcplab {

struct TcbCell {
    std::string name;   ///< "SND.UNA"
    std::string value;  ///< "1102", "1.000 s"
    std::string before; ///< what it was one step earlier, where that differs
    bool changed = false;
    bool essential = false;
    friend bool operator==(const TcbCell&, const TcbCell&) = default;
};

/// The cells of `now`, essential ones first. Without `before` nothing is marked. Relative: sequence
/// numbers count from ISS or IRS.
std::vector<TcbCell> tcbCells(const Tcb& now, const Tcb* before, bool relative);

} // namespace tcplab
