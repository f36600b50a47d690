/// What process() and intervene() share: letting a host do something, and giving what it sends to the wire.
#pragma once
#include "core/world/world.h"

namespace tcplab {

HostSurroundings surroundings(World& world, Side side, StepLog& log);
/// Offers each of log.packets from number `first` on to that side of the wire, in order, scripted faults first. What
/// the wire does at once (a full queue, copies) is recorded right after the emission that it befell.
void giveToWire(World& world, Side sender, StepLog& log, std::size_t first);

/// Lets the host do something, `act(host, surroundings)`, and gives what it sends to the wire.
template <class Act> void letHost(World& world, Side side, StepLog& log, Act act)
{
    const std::size_t before = log.packets.size();
    act(world.hosts[indexOf(side)], surroundings(world, side, log));
    giveToWire(world, side, log, before);
}

/// Something that befell a segment: the rest of the effect is filled in by the caller.
Effect wireEffect(EffectKind kind, Side sender, SegmentId segment);
Effect dropEffect(Side sender, SegmentId segment, DropReason why, std::uint16_t rule);

} // namespace tcplab
