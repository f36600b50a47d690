#include "core/trace/sightings.h"

namespace tcplab {

std::optional<Sighting> sightingOf(const Trace& trace, std::uint32_t record)
{
    const Effect& what = trace.record(record).what;
    Sighting sighting{.record = record, .segment = what.segment};
    switch (what.kind) {
    case EffectKind::Send:
        sighting.at = what.host;
        sighting.outgoing = true;
        return sighting;
    case EffectKind::Deliver: sighting.at = what.host; return sighting;
    case EffectKind::Drop:
        if (static_cast<DropReason>(what.dropWhy) != DropReason::Checksum)
            return std::nullopt;
        sighting.at = peerOf(what.host); // the record's host is the sender
        sighting.corrupted = true;
        return sighting;
    default: return std::nullopt;
    }
}

Addresses addressesOf(const Scenario& scenario)
{
    Addresses addresses;
    for (const std::size_t side : {0u, 1u})
        addresses[side] = readIpAddress(scenario.hosts[side].address).value_or(IpAddress{});
    return addresses;
}

Addresses ipv6Addresses()
{
    return {readIpAddress("fd00::1").value_or(IpAddress{}), readIpAddress("fd00::2").value_or(IpAddress{})};
}

Octets packetOf(const Trace& trace, const Sighting& sighting, const Addresses& addresses,
                const StreamBytes& streams)
{
    const SegmentHistory& history = trace.segment(sighting.segment);
    Segment segment = history.packet.segment;
    if (!sighting.outgoing && history.marked)
        segment.ecn = Ecn::Ce;
    SegmentId emission = sighting.segment;
    while (trace.segment(emission).isCopy)
        emission = trace.segment(emission).original;
    Octets text(segment.text.length);
    streams.copy(history.sender, history.conn, segment.text.offset, text);
    const IpHeader ip{.source = addresses[indexOf(history.sender)],
                      .destination = addresses[indexOf(peerOf(history.sender))],
                      .identification = static_cast<std::uint16_t>(emission & 0xffff)};
    Octets octets = packetBytes(ip, segment, text);
    if (sighting.corrupted)
        corruptOneBit(octets, segment);
    return octets;
}

} // namespace tcplab
