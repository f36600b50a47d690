#include "core/script/player.h"

#include "core/segment/notation.h"

#include <algorithm>

namespace tcplab::script {
namespace {

constexpr std::uint16_t bindPort = 8080; ///< what packetdrill binds and connects to

/// The line without its time: what is said in a report.
std::string lineText(const Event& event)
{
    const std::size_t at = event.text.find_first_of("<>");
    return at == std::string::npos ? event.text : event.text.substr(at + (event.text[at] == '>' ? 2 : 0));
}

} // namespace

/// Which connection a line is about: the one with its ports, or the one that the script has last opened.
std::size_t Player::conversationFor(const TcpLine& line, bool inbound)
{
    const Ports ports = !line.ports ? Ports{}
                        : inbound   ? Ports{line.ports->destination, line.ports->source}
                                    : *line.ports;
    const bool named = line.ports.has_value();
    if (named)
        for (std::size_t i = m_conversations.size(); i-- > 0;)
            if (m_conversations[i].written == ports)
                return i;
    const std::size_t at = m_current;
    // Whatever comes to a listener first is the beginning of a connection.
    if (inbound && (m_conversations[at].stage == Conversation::Stage::Listening ||
                    (named && line.ctl.syn && !line.ctl.ack))) {
        Conversation child;
        for (const Conversation& listening : m_conversations)
            if (listening.stage == Conversation::Stage::Listening)
                child.localPort = listening.localPort;
        child.stage = Conversation::Stage::Going;
        child.passive = true;
        if (child.localPort == 0)
            child.localPort = named ? ports.source : bindPort;
        child.remotePort = named ? ports.destination : m_nextRemotePort++;
        if (named)
            child.written = ports;
        m_conversations.push_back(child);
        m_current = m_conversations.size() - 1;
        return m_current;
    }
    if (named && !m_conversations[at].written)
        m_conversations[at].written = ports;
    return at;
}

bool Player::playInbound(const Event& event, const PacketEvent& packet)
{
    if (const auto* icmp = std::get_if<IcmpLine>(&packet.what))
        return playIcmp(event, *icmp);
    const auto& line = std::get<TcpLine>(packet.what);
    Conversation& conversation = m_conversations[conversationFor(line, true)];
    if (!conversation.knowsRemote && (conversation.passive || line.ctl.syn)) {
        conversation.knowsRemote = true;
        conversation.remoteIsn = line.sequence.start;
    }
    if (conversation.localPort == 0) // nobody listens, nobody has connected
        conversation.localPort = line.ports ? line.ports->destination : bindPort;
    if (conversation.remotePort == 0)
        conversation.remotePort = line.ports ? line.ports->source : m_nextRemotePort++;

    const bool syn = line.ctl.syn;
    Segment segment{.sourcePort = conversation.remotePort, .destinationPort = conversation.localPort};
    segment.ctl = line.ctl;
    segment.seq = SeqNum(line.sequence.start + (line.sequence.asIs ? 0 : conversation.remoteOffset(syn)));
    if (line.ctl.ack || line.ack)
        segment.ack = SeqNum(line.ack.value_or(0) + (line.ackAsIs ? 0 : conversation.localOffset(syn)));
    segment.wnd = line.window.value_or(0);
    segment.up = line.urgent;
    segment.ecn = packet.marks.ecn.value_or(Ecn::NotEct);
    segment.text.length = line.sequence.length;
    std::vector<OptionItem> items = line.options;
    for (OptionItem& item : items) {
        for (auto& [left, right] : item.blocks) {
            left += conversation.localOffset(syn);
            right += conversation.localOffset(syn);
        }
        if (item.kind != OptionItem::Kind::Timestamps)
            continue;
        m_lastTsValSent = item.number;
        if (item.echoAsIs || !line.ctl.ack || item.echo == 0 || conversation.timestamps.empty())
            continue;
        const auto live = conversation.liveTimestamp(item.echo);
        if (!live)
            return fail(Difference::CannotMap, event.line, "ecr " + std::to_string(item.echo), "");
        item.echo = *live;
    }
    if (!line.ctl.ack)
        segment.ack = SeqNum{};
    segment.options = optionsOf(items, syn);
    intervene(InjectSegment{.from = peerOf(m_setUp.under), .segment = segment});
    return m_played.outcome == Outcome::Passed;
}

bool Player::playIcmp(const Event& event, const IcmpLine& line)
{
    struct Row {
        std::string_view type;
        std::string_view code; ///< "": whichever
        IcmpKind kind;
    };
    static constexpr Row rows[] = {{"unreachable", "net_unreachable", IcmpKind::NetUnreachable},
                                   {"unreachable", "net_unknown", IcmpKind::NetUnreachable},
                                   {"unreachable", "net_prohibited", IcmpKind::NetUnreachable},
                                   {"unreachable", "net_unreachable_for_tos", IcmpKind::NetUnreachable},
                                   {"unreachable", "no_route", IcmpKind::NetUnreachable},
                                   {"unreachable", "host_unreachable", IcmpKind::HostUnreachable},
                                   {"unreachable", "host_unknown", IcmpKind::HostUnreachable},
                                   {"unreachable", "host_prohibited", IcmpKind::HostUnreachable},
                                   {"unreachable", "host_unreachable_for_tos", IcmpKind::HostUnreachable},
                                   {"unreachable", "source_route_failed", IcmpKind::HostUnreachable},
                                   {"unreachable", "source_host_isolated", IcmpKind::HostUnreachable},
                                   {"unreachable", "pkt_filtered", IcmpKind::HostUnreachable},
                                   {"unreachable", "admin_prohibited", IcmpKind::HostUnreachable},
                                   {"unreachable", "address_unreachable", IcmpKind::HostUnreachable},
                                   {"unreachable", "addr_unreachable", IcmpKind::HostUnreachable},
                                   {"unreachable", "protocol_unreachable", IcmpKind::ProtocolUnreachable},
                                   {"unreachable", "port_unreachable", IcmpKind::PortUnreachable},
                                   {"source_quench", "", IcmpKind::SourceQuench},
                                   {"time_exceeded", "", IcmpKind::TimeExceeded},
                                   {"parameter_problem", "", IcmpKind::ParameterProblem}};
    if (line.mtu != 0 || line.code == "frag_needed" || line.type == "packet_too_big")
        return notSupported("path MTU discovery", event.line);
    const auto row = std::ranges::find_if(rows, [&](const Row& it) {
        return line.type == it.type && (it.code.empty() || line.code == it.code);
    });
    if (row == std::end(rows) || !line.quoted)
        return notSupported("ICMP " + line.type + (line.code.empty() ? "" : " " + line.code), event.line);
    const Conversation& conversation = current();
    // The numbers of a SYN are those before the connection has any others.
    const bool syn = conversation.knowsLocal && line.quoted->start == conversation.localIsnScript &&
                     line.quoted->length == 0;
    const std::uint32_t seq = line.quoted->start + (line.quoted->asIs ? 0 : conversation.localOffset(syn));
    intervene(DeliverIcmp{.to = m_setUp.under,
                          .message = {.kind = row->kind,
                                      .localPort = conversation.localPort,
                                      .remotePort = conversation.remotePort,
                                      .seq = SeqNum(seq)}});
    return m_played.outcome == Outcome::Passed;
}

bool Player::belongsTo(const Conversation& conversation, const Segment& segment, const TcpLine& line) const
{
    if (conversation.stage == Conversation::Stage::Connecting && conversation.localPort == 0)
        return segment.ctl.syn && segment.destinationPort == conversation.remotePort;
    static_cast<void>(line);
    return segment.sourcePort == conversation.localPort && segment.destinationPort == conversation.remotePort;
}

/// The next packet of that connection that was sent, or will be until `notAfter`.
std::optional<Captured> Player::nextCaptured(Conversation& conversation, const TcpLine& line,
                                             Instant notAfter)
{
    for (;;) {
        // What other connections send waits for lines of theirs.
        const auto found = std::ranges::find_if(
            m_captured, [&](const Captured& it) { return belongsTo(conversation, it.packet.segment, line); });
        if (found != m_captured.end()) {
            const Captured captured = *found;
            m_captured.erase(found);
            return captured;
        }
        if (m_played.outcome != Outcome::Passed || !processNext(notAfter, true))
            return std::nullopt;
    }
}

/// A line may stand for several segments: what a card would cut for the host (TSO).
std::optional<Captured> Player::joined(Conversation& conversation, const TcpLine& line, Captured whole)
{
    Segment& segment = whole.packet.segment;
    if (segment.text.length == 0 || segment.ctl.syn || segment.ctl.rst)
        return whole;
    while (segment.text.length < line.sequence.length && !segment.ctl.fin) {
        std::optional<Captured> next = nextCaptured(conversation, line, whole.at);
        if (!next)
            return whole;
        const Segment& more = next->packet.segment;
        if (more.seq != segment.seq + segment.text.length || more.text.length == 0 ||
            more.ack != segment.ack || more.ctl.syn || more.ctl.rst) {
            m_captured.insert(m_captured.begin(), *next);
            return whole;
        }
        segment.text.length += more.text.length;
        segment.ctl.psh = segment.ctl.psh || more.ctl.psh;
        segment.ctl.fin = segment.ctl.fin || more.ctl.fin;
    }
    return whole;
}

bool Player::playOutbound(const Event& event, const PacketEvent& packet)
{
    const auto* line = std::get_if<TcpLine>(&packet.what);
    if (line == nullptr)
        return notSupported("ICMP", event.line);
    Conversation& conversation = m_conversations[conversationFor(*line, false)];
    const bool anyTime = event.time.kind == Time::Kind::Any;
    const Instant from = instantOf(event);
    const Instant to = !event.time.to                            ? from
                       : event.time.kind == Time::Kind::Relative ? m_now + *event.time.to
                                                                 : Instant{} + *event.time.to;
    const Duration tolerance = toleranceFor(m_since);
    // Later than this it is late by so much that nobody waits for it.
    const Instant notAfter =
        anyTime ? Instant{} + minutes(24 * 60 * 2) : to + std::max(tolerance, seconds(4));

    std::optional<Captured> found = nextCaptured(conversation, *line, notAfter);
    if (m_played.outcome != Outcome::Passed)
        return false;
    m_played.lines.push_back({found ? found->step : m_world.step, event.line});
    if (!found)
        return fail(Difference::NoPacket, event.line, lineText(event), "");
    const std::uint32_t first = found->packet.segment.text.length;
    found = joined(conversation, *line, *found);
    const Segment& live = found->packet.segment;
    if (conversation.stage == Conversation::Stage::Connecting) {
        conversation.stage = Conversation::Stage::Going;
        conversation.localPort = live.sourcePort;
    }
    if (live.ctl.syn && line->ctl.syn && !conversation.knowsLocal) {
        conversation.knowsLocal = true;
        conversation.localIsnLive = live.seq.value();
        conversation.localIsnScript = line->sequence.start;
    }
    if (!matches(packet, *line, live, live.text.length != first, conversation))
        return fail(Difference::Packet, event.line, lineText(event), textOf(live, conversation, layout()));
    if (m_settings.strict && !echoIsRight(*line, live))
        return fail(Difference::TimestampEcho, event.line, lineText(event),
                    textOf(live, conversation, layout()));
    for (const OptionItem& item : line->options)
        if (item.kind == OptionItem::Kind::Timestamps)
            conversation.timestamps.emplace_back(item.number, live.options.tsVal);
    if (!anyTime && (found->at < from - tolerance || found->at > to + tolerance))
        return fail(Difference::Time, event.line, timeRangeText(from, to), timeText(found->at));
    m_now = std::max(m_now, std::max(found->at, m_world.now));
    return true;
}

bool Player::matches(const PacketEvent& packet, const TcpLine& line, const Segment& live, bool wasJoined,
                     const Conversation& conversation) const
{
    Flags expected = line.ctl;
    // Who cuts for the host sets PSH as it likes; so does Linux, which sets it on what it makes at once.
    const Connection* connection = underTest();
    const bool isFull = connection != nullptr && profile().name == ProfileName::Linux &&
                        live.text.length + 20 >= connection->tcb.sendMss;
    if (wasJoined || isFull || line.sequence.length > 1460)
        expected.psh = live.ctl.psh;
    if (expected != live.ctl || live.text.length != line.sequence.length)
        return false;
    const bool syn = live.ctl.syn;
    const std::uint32_t seq = line.sequence.start + (line.sequence.asIs ? 0 : conversation.localOffset(syn));
    if (!line.sequence.any && live.seq.value() != seq)
        return false;
    if (line.ack && live.ack.value() != *line.ack + (line.ackAsIs ? 0 : conversation.remoteOffset(syn)))
        return false;
    if (line.window && live.wnd != *line.window)
        return false;
    if (live.up != line.urgent)
        return false;
    const IpMarks& marks = packet.marks;
    if (marks.ecn && *marks.ecn != live.ecn)
        return false;
    if (marks.ect01 && live.ecn != Ecn::Ect0 && live.ecn != Ecn::Ect1)
        return false;
    return line.anyOptions || optionsMatch(line, live, conversation);
}

bool Player::optionsMatch(const TcpLine& line, const Segment& live, const Conversation& conversation) const
{
    const std::vector<OptionItem> items = itemsOf(live.options, layout());
    if (items.size() != line.options.size())
        return false;
    const std::uint32_t offset = conversation.remoteOffset(live.ctl.syn);
    for (std::size_t i = 0; i < items.size(); ++i) {
        OptionItem expected = line.options[i];
        const OptionItem& found = items[i];
        if (expected.kind == OptionItem::Kind::Timestamps && found.kind == expected.kind) {
            if (m_setUp.comparesTimestamps && !conversation.timestamps.empty()) {
                // Counted from the first one; a tick of rounding is nobody's fault.
                const auto& [script, wire] = conversation.timestamps.front();
                const auto off =
                    static_cast<std::int32_t>((found.number - wire) - (expected.number - script));
                const std::int64_t most = std::max<std::int64_t>(1, m_setUp.tolerance.least.ns / 1'000'000);
                if (off > most || off < -most)
                    return false;
            }
            continue;
        }
        for (auto& [left, right] : expected.blocks) {
            left += offset;
            right += offset;
        }
        expected.echoAsIs = false;
        if (expected != found)
            return false;
    }
    return true;
}

bool Player::echoIsRight(const TcpLine& line, const Segment& live) const
{
    if (!live.options.timestamps)
        return true;
    return std::ranges::all_of(line.options, [&](const OptionItem& item) {
        return item.kind != OptionItem::Kind::Timestamps || item.echo == live.options.tsEcr;
    });
}

} // namespace tcplab::script
