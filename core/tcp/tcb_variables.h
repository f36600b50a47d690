/// The one table of a TCB's variables: RFC name, unit, how to read it. Recorder, panels, plots,
/// command line and tests all go through it.
#pragma once
#include "core/tcp/tcb.h"

#include <cstdint>
#include <span>

namespace tcplab {

enum class VariableUnit : std::uint8_t { SequenceNumber, Octets, Nanoseconds, Count };

struct TcbVariable {
    const char* name; ///< "SND.UNA": never translated
    VariableUnit unit;
    bool isSend;    ///< its sequence numbers count from ISS; else from IRS
    bool essential; ///< shown when there is room for few
    std::int64_t (*read)(const Tcb&);
    /// Whether it means anything in this connection; null: always.
    bool (*matters)(const Tcb&) = nullptr;
};

std::span<const TcbVariable> tcbVariables();

} // namespace tcplab
