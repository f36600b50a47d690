/// What happens next. Nothing is ever put on an agenda, moved or struck out: grep for "schedule", "cancel"
/// or "callback" finds nothing. What is due is seen by looking at the programs that wait, the flights of
/// the wire and the deadlines of the TCBs, so that two equal situations are equal values.
#pragma once
#include "core/world/world.h"

namespace tcplab {

/// When each of the six sources has its next event; never: it has none.
struct Agenda {
    std::array<Instant, 2> programs{}; ///< by host
    std::array<Instant, 2> flights{};  ///< by sender
    std::array<Instant, 2> timers{};   ///< by host

    /// The first of all.
    Event first() const;
};

Agenda agendaOf(const World& world);

} // namespace tcplab
