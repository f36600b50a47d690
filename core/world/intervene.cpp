#include "core/world/host_event.h"

#include <algorithm>
#include <cassert>

namespace tcplab {
namespace {

/// A segment in flight: whose wire, and where on it.
struct Place {
    Side sender;
    std::size_t position;
};

std::optional<Place> find(const World& world, SegmentId segment)
{
    for (const Side sender : {Side::Client, Side::Server})
        if (const auto position = findInFlight(world.links[indexOf(sender)], segment))
            return Place{sender, *position};
    return std::nullopt;
}

/// One visitor for each intervention. Each writes its User effect first.
struct SteppingIn {
    World& world;
    StepLog& log;

    void operator()(const DropSegment& what) const
    {
        const auto place = touch(UserCommand::Drop, what.segment);
        if (!place)
            return;
        link(*place).inFlight.erase(place->position);
        log.effects.push_back(dropEffect(place->sender, what.segment, DropReason::Fault, 0));
    }
    void operator()(const DelaySegment& what) const
    {
        const auto place = touch(UserCommand::Delay, what.segment);
        log.effects.back().value = what.by.ns;
        if (!place)
            return;
        InFlight& flight = link(*place).inFlight[place->position];
        const LinkSettings& settings = linkSettings(world, place->sender);
        flight.byHand = true;
        // More than MSL is as good as MSL; and nobody makes a segment faster.
        const Duration by = std::clamp(what.by, Duration{}, settings.msl);
        reschedule(link(*place), settings, place->position, flight.endsAt + by);
    }
    void operator()(const DuplicateSegment& what) const
    {
        const auto place = touch(UserCommand::Duplicate, what.segment);
        if (!place)
            return;
        Packet copy = link(*place).inFlight[place->position].packet;
        copy.id = duplicate(link(*place), linkSettings(world, place->sender), place->position, world.now,
                            world.nextSegment);
        log.packets.push_back(copy);
        Effect effect = wireEffect(EffectKind::Duplicate, place->sender, what.segment);
        effect.copy = copy.id;
        effect.clause = Clause::WireDuplicate;
        log.effects.push_back(effect);
    }
    void operator()(const CorruptSegment& what) const
    {
        const auto place = touch(UserCommand::Corrupt, what.segment);
        if (!place)
            return;
        InFlight& flight = link(*place).inFlight[place->position];
        flight.corrupted = true;
        flight.byHand = true;
        if (flight.fate == DropReason::None)
            flight.fate = DropReason::Checksum;
    }
    void operator()(const MakeCall& what) const
    {
        Effect& effect = user(UserCommand::Call, what.host);
        effect.call = what.statement.call;
        effect.applied = hostOf(what.host).up;
        if (log.keepTexts) {
            effect.text = static_cast<std::uint32_t>(log.texts.size());
            log.texts.push_back(statementText(what.statement));
        }
        if (effect.applied)
            letHost(world, what.host, log,
                    [&](Host& host, const HostSurroundings& with) { makeCall(host, what.statement, with); });
    }
    void operator()(const CrashHost& what) const
    {
        Effect& effect = user(UserCommand::Crash, what.host);
        effect.applied = hostOf(what.host).up;
        effect.clause = Clause::HostCrashed;
        if (effect.applied)
            letHost(world, what.host, log, crash);
    }
    void operator()(const BootHost& what) const
    {
        Effect& effect = user(UserCommand::Boot, what.host);
        effect.applied = !hostOf(what.host).up;
        effect.clause = Clause::HostBooted;
        if (effect.applied)
            letHost(world, what.host, log, boot);
    }
    void operator()(const InjectSegment& what) const
    {
        user(UserCommand::Inject, what.from);
        Packet packet{.id = world.nextSegment++, .segment = what.segment};
        // Octets of no application's: one stream for each side, octet for octet by their numbers.
        if (packet.segment.text.length != 0) {
            packet.segment.text.stream = static_cast<std::uint32_t>(indexOf(what.from));
            packet.segment.text.offset = offsetOf(what);
        }
        log.packets.push_back(packet);
        Effect effect = wireEffect(EffectKind::Send, what.from, packet.id);
        effect.clause = Clause::MadeByHand;
        log.effects.push_back(effect);
        giveToWire(world, what.from, log, 0);
    }
    void operator()(const DeliverIcmp& what) const
    {
        Effect& effect = user(UserCommand::Icmp, what.to);
        if (log.keepTexts) {
            effect.text = static_cast<std::uint32_t>(log.texts.size());
            log.texts.emplace_back(nameOf(what.message.kind));
        }
        letHost(world, what.to, log,
                [&](Host& host, const HostSurroundings& with) { icmpReaches(host, what.message, with); });
    }

    /// Where its text lies in the sender's stream, as the connection that it is for counts: numbers wrap, this does not.
    std::uint64_t offsetOf(const InjectSegment& what) const
    {
        const SeqNum first = what.segment.seq + (what.segment.ctl.syn ? 1u : 0u);
        for (const Connection& to : hostOf(peerOf(what.from)).connections)
            if (to.name.localPort == what.segment.destinationPort &&
                to.name.remotePort == what.segment.sourcePort &&
                (isSynchronized(to.tcb.state) || to.tcb.state == ConnectionState::SynReceived)) {
                const std::int64_t offset =
                    static_cast<std::int64_t>(to.tcb.accepted) + (first - to.tcb.rcv.nxt);
                return static_cast<std::uint64_t>(std::max<std::int64_t>(offset, 0));
            }
        return 0;
    }
    Host& hostOf(Side side) const { return world.hosts[indexOf(side)]; }
    Link& link(const Place& place) const { return world.links[indexOf(place.sender)]; }

    Effect& user(UserCommand command, Side host) const
    {
        Effect effect;
        effect.kind = EffectKind::User;
        effect.command = command;
        effect.host = host;
        return log.effects.emplace_back(effect);
    }
    /// Records that the person reached for a segment: where it is, or nothing if it flies no more.
    std::optional<Place> touch(UserCommand command, SegmentId segment) const
    {
        const std::optional<Place> place = find(world, segment);
        Effect& effect = user(command, place ? place->sender : Side::Client);
        effect.segment = segment;
        effect.applied = place.has_value();
        return place;
    }
};

} // namespace

void intervene(World& world, const Intervention& what, Instant at, StepLog& log)
{
    assert(!at.isNever());
    log.clear();
    // The clock cannot pass what is due: an earlier intervention may have put an event before `at`.
    world.now = std::max(world.now, std::min(at, nextInstant(world)));
    ++world.step;
    std::visit(SteppingIn{world, log}, what);
}

} // namespace tcplab
