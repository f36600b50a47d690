#include "core/experiment/foreign_octets.h"

#include <algorithm>
#include <vector>

namespace tcplab {
namespace {

/// Streams below this number are those of segments made by hand.
constexpr std::uint32_t firstOfConnections = 2;

/// The connection that has taken a SYN: of a listener, the one that it made for it. 0: it was refused or ignored, as the
/// one of a former connection is (RFC 9293 §3.5, Figure 8).
ConnectionId takerOf(const Trace& trace, const SegmentHistory& syn)
{
    const Record arrival = trace.record(syn.endRecord);
    for (std::uint32_t n = syn.endRecord + 1; n < trace.endRecordOf(arrival.step); ++n) {
        const Effect& what = trace.record(n).what;
        if (what.kind == EffectKind::State && what.host == arrival.what.host &&
            (what.to == ConnectionState::SynReceived || what.to == ConnectionState::Established))
            return what.conn;
    }
    return 0;
}

/// By the number of a host's connection: the one at the other end, whose SYN it has taken last; 0: none.
std::vector<ConnectionId> otherEnds(const Trace& trace, Side host)
{
    std::vector<ConnectionId> ends(trace.connections[indexOf(host)].size() + 1);
    for (SegmentId id = 1; id <= trace.segmentCount(); ++id) {
        const SegmentHistory& segment = trace.segment(id);
        if (segment.sender == host || !segment.packet.segment.ctl.syn || !segment.delivered ||
            segment.conn == 0)
            continue;
        const ConnectionId taker = takerOf(trace, segment);
        if (taker != 0 && taker < ends.size())
            ends[taker] = segment.conn;
    }
    return ends;
}

/// By the number of a stream: which connection of a host has sent its octets; 0: none.
std::vector<ConnectionId> sendersOf(const Trace& trace, Side host)
{
    std::vector<ConnectionId> senders;
    for (SegmentId id = 1; id <= trace.segmentCount(); ++id) {
        const SegmentHistory& segment = trace.segment(id);
        const TextRange& text = segment.packet.segment.text;
        if (segment.sender != host || segment.conn == 0 || text.length == 0)
            continue;
        senders.resize(std::max<std::size_t>(senders.size(), text.stream + 1));
        senders[text.stream] = segment.conn;
    }
    return senders;
}

ConnectionId at(const std::vector<ConnectionId>& list, std::size_t place)
{
    return place < list.size() ? list[place] : 0;
}

} // namespace

std::array<ForeignOctets, 2> foreignOctetsIn(const Run& run)
{
    const Trace& trace = run.trace();
    const auto& hosts = run.latest().hosts;
    const bool scripted = run.scenario().hosts[0].scripted || run.scenario().hosts[1].scripted;
    std::array<ForeignOctets, 2> found{};
    for (const Host& host : hosts) {
        const std::vector<ConnectionId> ends = otherEnds(trace, host.side);
        const std::vector<ConnectionId> senders = sendersOf(trace, peerOf(host.side));
        ForeignOctets& octets = found[indexOf(host.side)];
        for (const ReadLog& log : host.readLogs)
            for (const TextRange& range : log.text) {
                if (range.stream < firstOfConnections) {
                    octets.madeByHand += scripted ? 0 : range.length;
                    continue;
                }
                const ConnectionId end = at(ends, log.connection);
                const ConnectionId sender = at(senders, range.stream);
                if (end != 0 && sender != 0 && sender != end)
                    octets.ofAnother += range.length;
            }
    }
    return found;
}

} // namespace tcplab
