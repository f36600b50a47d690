#include "core/host/host_internal.h"

namespace tcplab {

Effect& HostEvent::write(EffectKind kind, ConnectionId conn)
{
    Effect& effect = given.log.keepEffects ? given.log.effects.emplace_back() : given.log.unread;
    effect.kind = kind;
    effect.host = host.side;
    effect.conn = conn;
    return effect;
}

void HostEvent::writeState(ConnectionId conn, ConnectionState from, ConnectionState to, Clause clause)
{
    Effect& effect = write(EffectKind::State, conn);
    effect.from = from;
    effect.to = to;
    effect.clause = clause;
}

void HostEvent::writeIgnored(ConnectionId conn, SegmentId segment, IgnoreReason why, Clause clause)
{
    Effect& effect = write(EffectKind::Ignore, conn);
    effect.segment = segment;
    effect.ignoreWhy = why;
    effect.clause = clause;
}

void HostEvent::carryOut(Outbox& out, ConnectionId conn, SegmentId arrived, Clause instead)
{
    const SegmentId first = given.nextSegment;
    for (Packet& packet : out.packets)
        packet.id = given.nextSegment++;
    std::vector<Packet>& packets = given.log.packets;
    if (packets.empty()) // nearly always: an endpoint acts but once in a step, or once with packets
        packets.swap(out.packets);
    else
        packets.insert(packets.end(), out.packets.begin(), out.packets.end());
    for (const EndpointEffect& done : out.effects) {
        const Clause clause = instead == Clause::None ? done.clause : instead;
        switch (done.kind) {
        case EndpointEffect::Kind::StateChanged: writeState(conn, done.from, done.to, clause); break;
        case EndpointEffect::Kind::Sent: {
            Effect& effect = write(EffectKind::Send, conn);
            effect.segment = first + done.packet;
            effect.clause = clause;
            break;
        }
        case EndpointEffect::Kind::Ignored: writeIgnored(conn, arrived, done.why, clause); break;
        case EndpointEffect::Kind::CongestionMoved: {
            Effect& effect = write(EffectKind::Cwnd, conn);
            effect.clause = clause;
            effect.value = done.congestion.cwnd;
            effect.value2 = done.congestion.ssthresh;
            effect.value3 = static_cast<std::int64_t>(done.congestion.phase);
            break;
        }
        case EndpointEffect::Kind::UrgentTold: {
            Effect& effect = write(EffectKind::Urgent, conn);
            effect.clause = clause;
            effect.value = done.urgent;
            break;
        }
        case EndpointEffect::Kind::RttMeasured: {
            Effect& effect = write(EffectKind::Rtt, conn);
            effect.clause = clause;
            effect.value = done.sample.ns;
            effect.value2 = done.srtt.ns;
            effect.value3 = done.rttvar.ns;
            effect.value4 = done.rto.ns;
            break;
        }
        }
    }
}

} // namespace tcplab
