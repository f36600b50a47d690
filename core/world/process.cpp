#include "core/world/host_event.h"

#include <cassert>

namespace tcplab {
namespace {

/// One visitor for each kind of event; a new kind does not compile without one.
struct Happening {
    World& world;
    StepLog& log;

    /// The front of that sender's wire: it arrives at the other side, or what was settled befalls it.
    void operator()(const FlightEnds& event) const
    {
        Link& link = world.links[indexOf(event.sender)];
        assert(!link.inFlight.empty());
        const InFlight& flight = link.inFlight.front();
        if (flight.fate != DropReason::None) {
            if (log.keepEffects)
                log.effects.push_back(dropEffect(event.sender, flight.packet.id, flight.fate, flight.rule));
        } else { // the answer goes on the other wire: this one keeps still
            letHost(world, peerOf(event.sender), log, [&](Host& host, const HostSurroundings& with) {
                packetArrives(host, flight.packet, with);
            });
            if (flight.packet.segment.ecn == Ecn::Ce)
                noteMark(flight.packet.id);
        }
        link.inFlight.popFront();
    }
    /// A queue on the way has marked what arrived.
    void noteMark(SegmentId id) const
    {
        for (Effect& effect : log.effects)
            if (effect.kind == EffectKind::Deliver && effect.segment == id)
                effect.marked = true;
    }
    void operator()(const TimerExpires& event) const { letHost(world, event.host, log, expireTimer); }
    void operator()(const ProgramRuns& event) const { letHost(world, event.host, log, runProgram); }
};

/// An initial sequence number of the latest connection between these ports: of two incarnations it is the one that
/// still sends.
template <class Number>
std::optional<SeqNum> ofLatest(const Host& host, std::uint16_t localPort, std::uint16_t remotePort,
                               Number number)
{
    const std::optional<ConnectionId> id = latestBetween(host, localPort, remotePort);
    if (!id)
        return std::nullopt;
    if (const Connection* connection = findConnection(host, *id))
        return number(connection->tcb);
    return number(copyOf(host, *id)->tcb);
}

/// The ISN of the connection that this segment belongs to; 0 if nobody knows it (any more). A reset may
/// have been the last act of its connection: then the peer still knows it as IRS.
SeqNum issOf(const World& world, Side sender, const Segment& segment)
{
    const Host& here = world.hosts[indexOf(sender)];
    const Host& there = world.hosts[indexOf(peerOf(sender))];
    if (const auto own = ofLatest(here, segment.sourcePort, segment.destinationPort,
                                  [](const Tcb& tcb) { return tcb.snd.iss; }))
        return *own;
    return ofLatest(there, segment.destinationPort, segment.sourcePort,
                    [](const Tcb& tcb) { return tcb.rcv.irs; })
        .value_or(SeqNum{});
}

Clause clauseOf(DropReason why)
{
    switch (why) {
    case DropReason::None: break;
    case DropReason::Fault: return Clause::WireFault;
    case DropReason::Loss: return Clause::WireLoss;
    case DropReason::Queue: return Clause::WireQueueFull;
    case DropReason::Red: return Clause::WireRed;
    case DropReason::Codel: return Clause::WireCodel;
    case DropReason::Checksum: return Clause::WireChecksum;
    case DropReason::Lifetime: return Clause::WireLifetime;
    }
    return Clause::None;
}

/// The place behind this segment's Send, looked for from `from` on.
std::size_t placeAfterSend(const StepLog& log, SegmentId id, std::size_t from)
{
    for (std::size_t i = from; i < log.effects.size(); ++i)
        if (log.effects[i].kind == EffectKind::Send && log.effects[i].segment == id)
            return i + 1;
    return log.effects.size();
}

/// Records what the wire did to a segment at once, behind the segment's Send. Returns the place behind.
[[gnu::noinline]] std::size_t recordOffer(StepLog& log, Side sender, const Packet& packet,
                                          const ScriptedFate& script, const Offered& offered,
                                          std::size_t from)
{
    std::size_t place = placeAfterSend(log, packet.id, from);
    const auto insert = [&](const Effect& effect) {
        if (!log.keepEffects)
            return;
        log.effects.insert(log.effects.begin() + static_cast<std::ptrdiff_t>(place++), effect);
    };
    if (offered.droppedNow != DropReason::None)
        insert(dropEffect(sender, packet.id, offered.droppedNow, 0));
    std::uint32_t number = 0;
    for (const SegmentId id : offered.copies) {
        Effect effect = wireEffect(EffectKind::Duplicate, sender, packet.id);
        effect.copy = id;
        effect.clause = Clause::WireDuplicate;
        effect.rule = number++ < script.copies ? offered.duplicateRule : std::uint16_t{0};
        insert(effect);
        Packet copy = packet;
        copy.id = id;
        log.packets.push_back(copy);
    }
    return place;
}

/// What scripted faults make of a segment.
[[gnu::noinline]] ScriptedFate scriptFor(World& world, Side sender, const Packet& packet)
{
    return consult(world.scenario->faults, world.faults, sender, packet,
                   issOf(world, sender, packet.segment));
}

} // namespace

void process(World& world, const Event& event, StepLog& log)
{
    assert(event.at >= world.now);
    log.clear();
    world.now = event.at;
    ++world.step;
    std::visit(Happening{world, log}, event.what);
}

HostSurroundings surroundings(World& world, Side side, StepLog& log)
{
    const Scenario& scenario = *world.scenario;
    return {.settings = scenario.hosts[indexOf(side)],
            .timeWait = timeWaitOf(scenario, side),
            .seed = scenario.seed,
            .now = world.now,
            .log = log,
            .nextSegment = world.nextSegment};
}

void giveToWire(World& world, Side sender, StepLog& log, std::size_t first)
{
    const Scenario& scenario = *world.scenario;
    Link& link = world.links[indexOf(sender)];
    std::size_t place = 0;
    const std::size_t sent = log.packets.size(); // the wire's copies are written behind them
    for (std::size_t i = first; i < sent; ++i) {
        const Packet& packet = log.packets[i];
        ScriptedFate script;
        if (!scenario.faults.empty())
            script = scriptFor(world, sender, packet);
        const Offered offered = offer(link, linkSettings(world, sender), packet, script, world.now,
                                      scenario.seed, sender, world.nextSegment);
        if (offered.droppedNow != DropReason::None || !offered.copies.empty())
            place = recordOffer(log, sender, Packet(packet), script, offered, place);
    }
}

Effect wireEffect(EffectKind kind, Side sender, SegmentId segment)
{
    Effect effect;
    effect.kind = kind;
    effect.host = sender;
    effect.segment = segment;
    return effect;
}

Effect dropEffect(Side sender, SegmentId segment, DropReason why, std::uint16_t rule)
{
    Effect effect = wireEffect(EffectKind::Drop, sender, segment);
    effect.dropWhy = static_cast<std::uint8_t>(why);
    effect.rule = rule;
    effect.clause = clauseOf(why);
    return effect;
}

} // namespace tcplab
