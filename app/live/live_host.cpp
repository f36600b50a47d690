#include "app/live/live_host.h"

#include "core/base/quantity.h"
#include "core/host/quoted_octets.h"

#include <algorithm>
#include <cassert>

namespace tcplab::live {
namespace {

constexpr std::size_t longestPath = 32;

/// The living connection between these ports; null if there is none.
const Connection* connectionBetween(const Host& host, std::uint16_t localPort, std::uint16_t remotePort)
{
    const std::optional<ConnectionId> id = latestBetween(host, localPort, remotePort);
    return id ? findConnection(host, *id) : nullptr;
}

} // namespace

LiveHost::LiveHost(std::shared_ptr<const Scenario> scenario, Side side, const Addresses& addresses,
                   PacketOut toKernel, Run* run)
    : m_side(side), m_addresses(addresses), m_toKernel(std::move(toKernel)), m_run(run)
{
    assert(scenario->hosts[indexOf(peerOf(side))].scripted);
    m_log.keepTexts = !scenario->hosts[indexOf(side)].program.empty(); // what it sends stands in its lines
    if (m_run == nullptr)
        m_world = start(std::move(scenario));
}

bool LiveHost::step(Instant now)
{
    const std::optional<Event> event = nextEvent(world());
    if (!event || event->at > now)
        return false;
    m_landing.reset();
    if (const auto* flight = std::get_if<FlightEnds>(&event->what); flight && flight->sender == m_side) {
        const InFlight& landing = world().links[indexOf(m_side)].inFlight.front();
        m_landing = landing.packet;
        m_landingCorrupted = landing.fate == DropReason::Checksum;
    }
    if (m_run != nullptr) {
        absorb(m_run->doNext(*event));
    } else {
        process(m_world, *event, m_log);
        absorb(m_log);
    }
    return true;
}

void LiveHost::intervene(const Intervention& what, Instant now)
{
    m_landing.reset();
    const Instant at = std::max(now, world().now);
    if (m_run != nullptr) {
        absorb(m_run->stepIn(at, what));
    } else {
        tcplab::intervene(m_world, what, at, m_log);
        absorb(m_log);
    }
}

void LiveHost::arrives(std::span<const std::uint8_t> packet, Instant now)
{
    const PacketRead read = readPacket(packet);
    const Side kernel = peerOf(m_side);
    if (read.flaw == PacketFlaw::TcpChecksum) { // MUST-3: it is not looked at
        ++m_counts.badChecksum;
        return;
    }
    if (read.flaw != PacketFlaw::None) {
        ++(read.flaw == PacketFlaw::NotTcp || read.flaw == PacketFlaw::Fragment ? m_counts.foreign
                                                                                : m_counts.malformed);
        return;
    }
    if (read.ip.source != m_addresses[indexOf(kernel)] ||
        read.ip.destination != m_addresses[indexOf(m_side)]) {
        ++m_counts.foreign;
        return;
    }
    ++m_counts.fromKernel;
    if (read.options.malformed()) // MUST-7: survived, and "log the error cause"
        ++m_counts.badOptions;
    const SegmentId id = world().nextSegment; // the step's first emission
    if (m_watcher) {
        m_packets[id] = std::make_shared<const Octets>(packet.begin(), packet.end());
    }
    const Segment& segment = read.segment;
    if (!read.text.empty())
        if (const Connection* to = connectionBetween(host(), segment.destinationPort, segment.sourcePort))
            keepText(to->id, segment, read.text);
    intervene(InjectSegment{.from = kernel, .segment = segment}, now);
}

/// Keeps what may become part of the stream, where it lies in it; the same reckoning as the world's when it names the
/// octets. What lies behind anything that a window can reach is nobody's.
void LiveHost::keepText(ConnectionId conn, const Segment& segment, std::span<const std::uint8_t> octets)
{
    const Tcb& tcb = findConnection(host(), conn)->tcb;
    if (tcb.state < ConnectionState::SynReceived) // LISTEN and SYN-SENT know no numbers of the peer's yet
        return;
    const SeqNum first = segment.seq + (segment.ctl.syn ? 1u : 0u);
    const auto accepted = static_cast<std::int64_t>(tcb.accepted);
    const std::int64_t offset = accepted + (first - tcb.rcv.nxt);
    // What has been accepted stays as it is: a keep-alive's octet is any octet.
    const std::int64_t passed = std::max<std::int64_t>(accepted - offset, 0);
    const std::uint32_t buffer =
        std::max({tcb.receiveBuffer, world().scenario->hosts[indexOf(m_side)].profile.receiveBuffer, 65536u});
    if (passed >= static_cast<std::int64_t>(octets.size()) || offset > accepted + 2 * std::int64_t{buffer})
        return;
    m_streams[conn].received.put(static_cast<std::uint64_t>(offset + passed),
                                 octets.subspan(static_cast<std::size_t>(passed)));
}

std::uint32_t LiveHost::call(const Statement& statement, Instant now)
{
    const std::uint32_t process = host().nextProcess;
    m_calling = true;
    m_calls.insert(process);
    intervene(MakeCall{.host = m_side, .statement = statement}, now);
    m_calling = false;
    return process;
}

void LiveHost::give(ConnectionId conn, std::span<const std::uint8_t> octets)
{
    m_streams[conn].sent.append(octets);
}

Octets LiveHost::take(ConnectionId conn, std::size_t octets)
{
    OctetQueue& received = m_streams[conn].received;
    const auto from = received.from(received.begin(), octets);
    Octets taken(from.begin(), from.end());
    assert(taken.size() == octets);
    received.dropBefore(received.begin() + octets);
    return taken;
}

void LiveHost::absorb(const StepLog& log)
{
    bool anyOver = false;
    for (const Effect& effect : log.effects) {
        const bool own = effect.host == m_side;
        switch (effect.kind) {
        case EffectKind::Call:
            if (own)
                noteCall(effect, log);
            break;
        case EffectKind::Return:
            if (own)
                noteReturn(effect);
            break;
        case EffectKind::State:
            noteState(effect);
            anyOver = anyOver || effect.to == ConnectionState::Closed;
            break;
        case EffectKind::Send: noteSend(effect, log); break;
        case EffectKind::Duplicate:
            ++m_counts.duplicated[indexOf(effect.host)];
            m_originals[effect.copy] = originalOf(effect.segment);
            if (const auto text = m_texts.find(effect.segment); text != m_texts.end())
                m_texts[effect.copy] = Text(text->second);
            if (const auto packet = m_packets.find(effect.segment); packet != m_packets.end())
                m_packets[effect.copy] = Text(packet->second);
            break;
        case EffectKind::Drop: noteDrop(effect); break;
        case EffectKind::Deliver:
            if (!own) {
                reachKernel(*m_landing, false);
                m_texts.erase(effect.segment);
            } else {
                letGoOfAcknowledged(effect.conn);
                if (const auto packet = m_packets.find(effect.segment); packet != m_packets.end()) {
                    show({.at = m_side,
                          .when = world().now,
                          .isCopy = m_originals.contains(effect.segment),
                          .octets = *packet->second});
                    m_packets.erase(packet);
                }
            }
            m_originals.erase(effect.segment);
            break;
        default: break;
        }
    }
    if (anyOver)
        sweep();
}

/// A program of the scenario's sends: the octets that it says, or the pattern.
void LiveHost::noteCall(const Effect& effect, const StepLog& log)
{
    if (m_calling || effect.call != Call::Send || effect.conn == 0 || effect.text >= log.texts.size())
        return;
    const std::string& arguments = log.texts[effect.text]; // as argumentsText() writes them
    OctetQueue& sent = m_streams[effect.conn].sent;
    std::size_t at = 0;
    if (const auto octets = arguments.starts_with('"') ? readQuoted(arguments, at) : std::nullopt) {
        sent.append({reinterpret_cast<const std::uint8_t*>(octets->data()), octets->size()});
        return;
    }
    const auto count = readCount(arguments.substr(0, arguments.find(' ')), 0, 0xffff'ffff).value_or(0);
    Octets pattern(static_cast<std::size_t>(count));
    fillPattern(sent.end(), pattern);
    sent.append(pattern);
}

void LiveHost::noteReturn(const Effect& effect)
{
    m_returns.push_back({.process = effect.process,
                         .call = effect.call,
                         .error = effect.error,
                         .value = effect.value,
                         .conn = effect.conn});
    if (m_calls.erase(effect.process) != 0 || effect.call != Call::Recv)
        return;
    // A program of the scenario's has read: nobody will take() it.
    if (const Connection* connection = findConnection(host(), effect.conn))
        m_streams[effect.conn].received.dropBefore(connection->tcb.delivered);
}

void LiveHost::noteState(const Effect& effect)
{
    const Connection* connection = findConnection(host(), effect.conn);
    if (effect.to == ConnectionState::Listen || effect.from == ConnectionState::Listen) {
        // A listener; a child begins in LISTEN, its way with SYN-RECEIVED.
        if (effect.to != ConnectionState::SynReceived)
            return;
    }
    Story& story = m_stories[effect.conn];
    if (story.path.empty()) {
        story.conn = effect.conn;
        story.since = world().now;
    }
    if (connection != nullptr) {
        story.localPort = connection->name.localPort;
        story.remotePort = connection->name.remotePort;
    }
    if (story.path.size() == longestPath)
        story.path.erase(story.path.begin() + 1);
    story.path.push_back(effect.to);
}

void LiveHost::noteSend(const Effect& effect, const StepLog& log)
{
    const auto packet = std::ranges::find(log.packets, effect.segment, &Packet::id);
    if (packet == log.packets.end())
        return;
    if (effect.host != m_side) {
        if (const auto octets = m_packets.find(effect.segment); octets != m_packets.end())
            showOutgoing(effect.host, effect.segment, *octets->second, log);
        return;
    }
    ++m_counts.sent;
    if (packet->retransmission != 0)
        ++m_counts.retransmissions;
    if (const TextRange& text = packet->segment.text; text.length != 0) {
        const auto octets = m_streams[effect.conn].sent.from(text.offset, text.length);
        assert(octets.size() == text.length);
        m_texts[effect.segment] = std::make_shared<const Octets>(octets.begin(), octets.end());
    }
    if (m_watcher)
        showOutgoing(m_side, effect.segment, packetOf(*packet), log);
}

/// A flight has ended before its time; one with a wrong checksum gets there all the same, and is the kernel's to drop.
void LiveHost::noteDrop(const Effect& effect)
{
    ++m_counts.dropped[indexOf(effect.host)];
    const bool corrupted = static_cast<DropReason>(effect.dropWhy) == DropReason::Checksum;
    if (effect.host == m_side) {
        if (corrupted && m_landing)
            reachKernel(*m_landing, true);
        m_texts.erase(effect.segment);
    } else if (const auto packet = m_packets.find(effect.segment); packet != m_packets.end()) {
        if (corrupted) {
            Octets octets = *packet->second;
            corruptOneBit(octets, readPacket(octets).segment);
            show({.at = m_side,
                  .when = world().now,
                  .isCopy = m_originals.contains(effect.segment),
                  .octets = octets});
        }
        m_packets.erase(packet);
    }
    m_originals.erase(effect.segment);
}

void LiveHost::reachKernel(const Packet& packet, bool corrupted)
{
    Octets octets = packetOf(packet);
    if (corrupted)
        corruptOneBit(octets, packet.segment);
    ++m_counts.toKernel;
    show({.at = peerOf(m_side),
          .when = world().now,
          .isCopy = m_originals.contains(packet.id),
          .octets = octets});
    m_toKernel(octets);
}

Octets LiveHost::packetOf(const Packet& packet) const
{
    const IpHeader ip{.source = m_addresses[indexOf(m_side)],
                      .destination = m_addresses[indexOf(peerOf(m_side))],
                      .identification = static_cast<std::uint16_t>(originalOf(packet.id) & 0xffff)};
    const auto text = m_texts.find(packet.id);
    return packetBytes(ip, packet.segment,
                       text == m_texts.end() ? std::span<const std::uint8_t>{} : *text->second);
}

/// The emission that a copy of the wire's is a copy of; any other is its own.
SegmentId LiveHost::originalOf(SegmentId id) const
{
    const auto original = m_originals.find(id);
    return original == m_originals.end() ? id : original->second;
}

/// What the wire has settled to do to a segment that has just been sent.
DropReason LiveHost::fateOf(Side sender, SegmentId id, const StepLog& log) const
{
    const Link& link = world().links[indexOf(sender)];
    if (const auto position = findInFlight(link, id))
        return link.inFlight[*position].fate;
    for (const Effect& effect : log.effects)
        if (effect.kind == EffectKind::Drop && effect.segment == id)
            return static_cast<DropReason>(effect.dropWhy);
    return DropReason::None;
}

void LiveHost::showOutgoing(Side sender, SegmentId id, std::span<const std::uint8_t> octets,
                            const StepLog& log)
{
    show({.at = sender,
          .outgoing = true,
          .when = world().now,
          .fate = fateOf(sender, id, log),
          .octets = octets});
}

/// Nobody will ask again for octets that the kernel has acknowledged: what flies has a copy of its own.
void LiveHost::letGoOfAcknowledged(ConnectionId conn)
{
    const Connection* connection = findConnection(host(), conn);
    const auto streams = m_streams.find(conn);
    if (connection == nullptr || streams == m_streams.end())
        return;
    const Tcb& tcb = connection->tcb;
    // Octet i has number ISS+1+i.
    const SeqNum next = tcb.snd.iss + 1 + static_cast<std::uint32_t>(tcb.segmentized);
    const std::int64_t outstanding = next - tcb.snd.una; // −1 where the FIN is acknowledged as well
    const auto segmentized = static_cast<std::int64_t>(tcb.segmentized);
    streams->second.sent.dropBefore(
        static_cast<std::uint64_t>(segmentized - std::clamp<std::int64_t>(outstanding, 0, segmentized)));
}

std::size_t LiveHost::keptOctets() const
{
    std::size_t kept = 0;
    for (const auto& [conn, streams] : m_streams)
        kept += streams.sent.size() + streams.received.size();
    for (const auto& [id, text] : m_texts)
        kept += text->size();
    for (const auto& [id, packet] : m_packets)
        kept += packet->size();
    return kept;
}

/// Forgets the octets of connections that are gone.
void LiveHost::sweep()
{
    std::erase_if(m_streams, [this](const auto& entry) { return !copyOf(host(), entry.first); });
}

} // namespace tcplab::live
