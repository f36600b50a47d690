#include "core/trace/trace.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace tcplab {

const char* nameOf(EffectKind kind)
{
    constexpr std::array names{"call",   "return", "state", "send", "deliver", "drop", "duplicate",
                               "ignore", "timer",  "cwnd",  "rtt",  "urgent",  "user", "end"};
    static_assert(names.size() == static_cast<std::size_t>(EffectKind::End) + 1);
    return names[static_cast<std::size_t>(kind)];
}

const std::string& Trace::text(std::uint32_t index) const
{
    static const std::string empty;
    return index < texts.size() ? texts[index] : empty;
}

std::uint32_t Trace::firstRecordOf(std::uint64_t step) const
{
    if (step == 0)
        return 1;
    return step <= stepCount() ? stepFirstRecord[step - 1] : recordCount() + 1;
}

std::uint32_t Trace::endRecordOf(std::uint64_t step) const { return step == 0 ? 1 : firstRecordOf(step + 1); }

Instant Trace::instantOf(std::uint64_t step) const
{
    if (step == 0 || stepInstant.empty())
        return {};
    return stepInstant[std::min(step, stepCount()) - 1];
}

std::uint64_t Trace::stepAt(Instant instant) const
{
    const auto after = std::upper_bound(stepInstant.begin(), stepInstant.end(), instant);
    return static_cast<std::uint64_t>(after - stepInstant.begin());
}

std::string Trace::connectionName(Side host, ConnectionId id) const
{
    if (id == 0 || id > connections[indexOf(host)].size())
        return {};
    const ConnectionName& name = connection(host, id).name;
    if (name.remotePort == 0)
        return fmt::format("{}>*:*#{}", name.localPort, name.incarnation);
    return fmt::format("{}>{}:{}#{}", name.localPort, scenario().hosts[indexOf(peerOf(host))].address,
                       name.remotePort, name.incarnation);
}

namespace {

/// The ISN of the connection on `host` with these ports that was the latest when record n was written.
std::optional<SeqNum> isnOf(const Trace& trace, Side host, std::uint16_t localPort, std::uint16_t remotePort,
                            std::uint32_t n)
{
    const auto& connections = trace.connections[indexOf(host)];
    for (auto c = connections.rbegin(); c != connections.rend(); ++c)
        if (c->hasIss && c->name.localPort == localPort && c->name.remotePort == remotePort &&
            c->firstRecord <= n)
            return c->iss;
    return std::nullopt;
}

} // namespace

std::uint32_t Trace::relativeSeq(const SegmentHistory& segment) const
{
    const Segment& seg = segment.packet.segment;
    std::optional<SeqNum> isn;
    if (segment.conn != 0) {
        const ConnectionHistory& own = connection(segment.sender, segment.conn);
        if (own.hasIss)
            isn = own.iss;
    } else {
        isn = isnOf(*this, segment.sender, seg.sourcePort, seg.destinationPort, segment.sentRecord);
    }
    return isn ? distance(*isn, seg.seq) : seg.seq.value();
}

std::uint32_t Trace::relativeAck(const SegmentHistory& segment) const
{
    const Segment& seg = segment.packet.segment;
    if (!seg.ctl.ack)
        return 0;
    const std::optional<SeqNum> isn =
        isnOf(*this, peerOf(segment.sender), seg.destinationPort, seg.sourcePort, segment.sentRecord);
    return isn ? distance(*isn, seg.ack) : seg.ack.value();
}

} // namespace tcplab
