#include "app/panels/tcb_cells.h"

#include "app/wording/wording.h"

#include <algorithm>

namespace tcplab {

namespace {

std::string valueText(const TcbVariable& variable, const Tcb& tcb, bool relative)
{
    const std::int64_t value = variable.read(tcb);
    switch (variable.unit) {
    case VariableUnit::SequenceNumber: {
        // RFC 9293 §3.3.2: an ISS is chosen when a SYN is sent, IRS and RCV.NXT come with the peer's.
        const bool listens = tcb.state == ConnectionState::Listen;
        if (listens || (!variable.isSend && tcb.state == ConnectionState::SynSent))
            return "—";
        const auto number = static_cast<std::uint32_t>(value);
        const std::uint32_t origin = variable.isSend ? tcb.snd.iss.value() : tcb.rcv.irs.value();
        return std::to_string(relative ? number - origin : number);
    }
    case VariableUnit::Nanoseconds: return value == 0 ? "—" : durationText(nanoseconds(value));
    case VariableUnit::Octets:
    case VariableUnit::Count: break;
    }
    return std::to_string(value);
}

} // namespace

std::vector<TcbCell> tcbCells(const Tcb& now, const Tcb* before, bool relative)
{
    std::vector<TcbCell> cells;
    for (const TcbVariable& variable : tcbVariables()) {
        const bool mattered = before != nullptr && (!variable.matters || variable.matters(*before));
        const bool matters = !variable.matters || variable.matters(now);
        if (!matters)
            continue;
        TcbCell cell;
        cell.name = variable.name;
        cell.value = valueText(variable, now, relative);
        cell.essential = variable.essential;
        if (before != nullptr && (!mattered || variable.read(*before) != variable.read(now))) {
            cell.changed = true;
            cell.before = mattered ? valueText(variable, *before, relative) : "—";
        }
        cells.push_back(std::move(cell));
    }
    std::stable_partition(cells.begin(), cells.end(), [](const TcbCell& cell) { return cell.essential; });
    return cells;
}

} // namespace tcplab
