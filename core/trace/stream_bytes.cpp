#include "core/trace/stream_bytes.h"

#include "core/base/quantity.h"
#include "core/host/quoted_octets.h"
#include "core/segment/packet_bytes.h"

#include <algorithm>

namespace tcplab {

void StreamBytes::note(const Trace& trace, const Record& record)
{
    const Effect& what = record.what;
    if (what.call != Call::Send || what.conn == 0)
        return;
    if (what.kind == EffectKind::Call)
        call(trace, what);
    else if (what.kind == EffectKind::Return)
        returned(what);
}

void StreamBytes::call(const Trace& trace, const Effect& what)
{
    auto& streams = m_streams[indexOf(what.host)];
    if (streams.size() < what.conn)
        streams.resize(what.conn);
    Stream& stream = streams[what.conn - 1];
    stream.before = stream.length;
    stream.process = what.process;
    const std::string& arguments = trace.text(what.text); // as argumentsText() writes them
    std::size_t at = 0;
    if (const auto octets = arguments.starts_with('"') ? readQuoted(arguments, at) : std::nullopt) {
        stream.literals.push_back({stream.length, *octets});
        stream.length += octets->size();
    } else {
        stream.length += readCount(arguments.substr(0, arguments.find(' ')), 0, 0xffff'ffff).value_or(0);
    }
}

/// A send that was not to wait, or met an error, may have taken less than it was given.
void StreamBytes::returned(const Effect& what)
{
    auto& streams = m_streams[indexOf(what.host)];
    if (what.conn > streams.size() || streams[what.conn - 1].process != what.process)
        return;
    Stream& stream = streams[what.conn - 1];
    const auto taken =
        static_cast<std::uint64_t>(std::max<std::int64_t>(what.error == Errno::None ? what.value : 0, 0));
    if (stream.before + taken >= stream.length)
        return;
    stream.length = stream.before + taken;
    if (stream.literals.empty() || stream.literals.back().offset < stream.before)
        return; // what it was given was no literal
    if (taken == 0)
        stream.literals.pop_back();
    else
        stream.literals.back().octets.resize(taken);
}

void StreamBytes::copy(Side host, ConnectionId conn, std::uint64_t offset, std::span<std::uint8_t> into) const
{
    fillPattern(offset, into);
    const auto& streams = m_streams[indexOf(host)];
    if (conn == 0 || conn > streams.size())
        return;
    const std::vector<Literal>& literals = streams[conn - 1].literals;
    const std::uint64_t end = offset + into.size();
    auto literal = std::ranges::upper_bound(literals, offset, {}, &Literal::offset);
    if (literal != literals.begin())
        --literal; // it may reach up to here
    for (; literal != literals.end() && literal->offset < end; ++literal) {
        const std::uint64_t first = std::max(offset, literal->offset);
        const std::uint64_t last = std::min(end, literal->offset + literal->octets.size());
        for (std::uint64_t i = first; i < last; ++i)
            into[i - offset] = static_cast<std::uint8_t>(literal->octets[i - literal->offset]);
    }
}

} // namespace tcplab
