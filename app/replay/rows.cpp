#include "app/replay/rows.h"

#include <algorithm>

namespace tcplab {

void IsnBook::note(Side from, std::uint16_t sourcePort, std::uint16_t destinationPort, SeqNum isn)
{
    auto& isns = m_isns[{from, sourcePort, destinationPort}];
    if (isns.empty() || isns.back() != isn)
        isns.push_back(isn);
}

SeqNum IsnBook::latest(Side from, std::uint16_t sourcePort, std::uint16_t destinationPort) const
{
    const auto found = m_isns.find({from, sourcePort, destinationPort});
    return found == m_isns.end() ? SeqNum{} : found->second.back();
}

std::optional<std::int64_t> IsnBook::relative(Side from, std::uint16_t sourcePort,
                                              std::uint16_t destinationPort, SeqNum number) const
{
    const auto found = m_isns.find({from, sourcePort, destinationPort});
    if (found == m_isns.end())
        return std::nullopt;
    constexpr std::uint32_t half = 1u << 31;
    std::optional<std::uint32_t> above;
    for (const SeqNum isn : found->second)
        if (const std::uint32_t by = distance(isn, number); by < half)
            above = std::min(above.value_or(half), by);
    if (above)
        return *above;
    return -std::int64_t{distance(number, found->second.back())};
}

ReplayRows rowsOf(const KernelTrace& trace)
{
    ReplayRows rows;
    for (const KernelPacket& packet : trace.packets)
        if (packet.fate != KernelFate::Injected)
            rows.segments.push_back({.from = packet.from,
                                     .sourcePort = packet.sourcePort,
                                     .destinationPort = packet.destinationPort,
                                     .ctl = packet.ctl,
                                     .seq = packet.seq,
                                     .seqAbsolute = packet.seqAbsolute,
                                     .ack = packet.ctl.ack ? packet.ack : std::nullopt,
                                     .length = packet.length,
                                     .at = packet.sentAt});
    for (const KernelState& state : trace.states)
        rows.states.push_back({.side = state.side,
                               .localPort = state.localPort,
                               .remotePort = state.remotePort,
                               .from = state.from,
                               .to = state.to,
                               .at = state.at});
    for (std::size_t i = 0; i < trace.calls.size(); ++i)
        rows.calls.push_back({.of = i, .result = trace.calls[i].result, .end = trace.calls[i].end});
    return rows;
}

} // namespace tcplab
