#include "app/panels/tcb_cells.h"

#include "app/wording/wording.h"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace tcplab {

namespace {

constexpr const char* none = "—";

/// Whether a variable has been given a value yet. A number nobody has set is no zero: "SND.WND 0" is a closed window.
bool isSet(const TcbVariable& variable, const Tcb& tcb)
{
    using enum ConnectionState;
    const std::string_view name = variable.name;
    if (tcb.state == Listen) // the numbers come with the SYN (RFC 9293 §3.10.7.2)
        return variable.unit == VariableUnit::Nanoseconds;
    // The peer's window is known from its first segment (§3.10.7.3); of a SYN without ACK its SEG.ACK, which
    // SND.WL2 is set to, means nothing (§3.1).
    if (tcb.state == SynSent && (name == "SND.WND" || name == "SND.WL2" || name == "MAX.SND.WND"))
        return false;
    if (tcb.state == SynReceived && name == "SND.WL2")
        return false;
    // §3.3.2: an ISS is chosen when a SYN is sent, IRS and RCV.NXT come with the peer's.
    return variable.unit != VariableUnit::SequenceNumber || variable.isSend || tcb.state != SynSent;
}

std::string valueText(const TcbVariable& variable, const Tcb& tcb, bool relative)
{
    if (!isSet(variable, tcb))
        return none;
    const std::int64_t value = variable.read(tcb);
    switch (variable.unit) {
    case VariableUnit::SequenceNumber: {
        const auto number = static_cast<std::uint32_t>(value);
        const std::uint32_t origin = variable.isSend ? tcb.snd.iss.value() : tcb.rcv.irs.value();
        return std::to_string(relative ? number - origin : number);
    }
    case VariableUnit::Nanoseconds: return value == 0 ? none : durationText(nanoseconds(value));
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
        const bool wasSet = before != nullptr && isSet(variable, *before);
        if (before != nullptr && (isSet(variable, now) || wasSet) &&
            (!mattered || wasSet != isSet(variable, now) || variable.read(*before) != variable.read(now))) {
            cell.changed = true;
            cell.before = mattered ? valueText(variable, *before, relative) : none;
        }
        cells.push_back(std::move(cell));
    }
    std::stable_partition(cells.begin(), cells.end(), [](const TcbCell& cell) { return cell.essential; });
    return cells;
}

std::vector<std::size_t> cellsShown(const std::vector<TcbCell>& cells, std::size_t room)
{
    std::vector<std::size_t> shown(cells.size());
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    // Of those that are essential, what never changes goes first, and what the timers say as well.
    auto essential = static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [](const TcbCell& cell) { return cell.essential; }));
    for (const char* name : {"IRS", "ISS", "RTO"})
        if (essential > room)
            essential -= std::erase_if(
                shown, [&](std::size_t i) { return cells[i].name == name && !cells[i].changed; });
    const std::vector<std::size_t> hidden(
        shown.begin() + static_cast<std::ptrdiff_t>(std::min(room, shown.size())), shown.end());
    shown.resize(std::min(room, shown.size()));
    // What has changed takes the last places of what has not: the others stay where they are.
    auto place = shown.rbegin();
    for (const std::size_t i : hidden) {
        if (!cells[i].changed)
            continue;
        while (place != shown.rend() && cells[*place].changed)
            ++place;
        if (place == shown.rend())
            break;
        *place++ = i;
    }
    return shown;
}

} // namespace tcplab
