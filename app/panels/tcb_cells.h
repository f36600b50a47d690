/// A TCB's variables as a table of texts, with what the step changed marked. Free of widgets.
#pragma once
#include "core/tcp/tcb_variables.h"

#include <cstddef>
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
/// Which of them to show where there is room for so many, by index: what the step changed is among them.
std::vector<std::size_t> cellsShown(const std::vector<TcbCell>& cells, std::size_t room);

} // namespace tcplab
