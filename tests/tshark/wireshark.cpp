#include "tests/tshark/wireshark.h"

#include "core/trace/sightings.h"

#include <deque>
#include <map>
#include <set>
#include <tuple>

namespace tcplab {
namespace {

/// What Wireshark keeps of one direction. Numbers are "not seen yet" while they are zero, as there.
struct Flow {
    std::optional<SeqNum> base{};
    SeqNum next{};              ///< the highest number seen, and one more
    SeqNum continuous{};        ///< up to here without a hole
    SeqNum lastAck{};           ///< of its latest packet, whatever it is
    Instant nextAt{};           ///< when `next` moved
    Instant lastAt{};           ///< of its latest packet
    std::uint32_t window = ~0u; ///< as it stands in the header
    int scale = unknownScale;
    int duplicateAcks = 0;
    bool onlySyns = false; ///< its window is not scaled yet
    SaysSet last{};        ///< of its latest packet

    static constexpr int unknownScale = -1;
    static constexpr int noScale = -2;
};

struct Stream {
    int number = 0;
    std::array<Flow, 2> flows{}; ///< by sender
    std::uint8_t completeness = 0;
    bool isNew = true;
    Instant synAt = Instant::never();
    Duration firstRtt{};
};

bool isSet(SeqNum number) { return number != SeqNum{}; }

/// Judges one packet after the other.
class Judge {
public:
    explicit Judge(const SeenPacket& packet, Stream& stream)
        : m_at(packet.at),
          m_seg(packet.segment),
          m_stream(stream),
          m_own(stream.flows[indexOf(packet.from)]),
          m_other(stream.flows[indexOf(peerOf(packet.from))]),
          m_len(packet.segment.text.length)
    {}

    SaysSet judge(bool reused)
    {
        if (reused)
            m_says.add(Says::ReusedPorts);
        judgeOwn();
        if (m_seg.ack != m_own.lastAck)
            m_own.duplicateAcks = 0;
        judgeAck();
        if (m_len > 0 || m_seg.ctl.syn || m_seg.ctl.fin)
            judgeRepetition();
        remember();
        return m_says;
    }

private:
    bool isPlain() const { return !m_seg.ctl.syn && !m_seg.ctl.fin && !m_seg.ctl.rst; }
    std::uint32_t shiftOf(const Flow& flow) const
    {
        return flow.onlySyns || flow.scale < 0 ? 0u : static_cast<std::uint32_t>(flow.scale);
    }

    void judgeOwn()
    {
        if (m_len == 1 && m_seg.seq == m_own.next && m_other.window == 0) {
            m_says.add(Says::ZeroWindowProbe);
            return;
        }
        if (m_seg.wnd == 0 && isPlain())
            m_says.add(Says::ZeroWindow);
        if (isSet(m_own.next) && m_seg.seq > m_own.next && !m_seg.ctl.rst)
            m_says.add(Says::LostSegment);
        if (m_len <= 1 && m_seg.seq + 1 == m_own.next && isPlain())
            m_says.add(Says::KeepAlive);
        const bool sameNumbers =
            m_len == 0 && m_seg.seq == m_own.next && m_seg.ack == m_own.lastAck && isPlain();
        if (sameNumbers && m_seg.wnd != 0 && m_seg.wnd != m_own.window)
            m_says.add(Says::WindowUpdate);
        if (m_len > 0 && m_other.scale != Flow::unknownScale &&
            m_seg.seq + m_len == m_other.lastAck + (m_other.window << shiftOf(m_other)) && isPlain())
            m_says.add(Says::WindowFull);
        if (!sameNumbers || m_seg.wnd != m_own.window)
            return;
        if (m_seg.wnd != 0 && m_other.last.has(Says::KeepAlive)) {
            m_says.add(Says::KeepAliveAck);
        } else if (m_seg.wnd == 0 && m_other.last.has(Says::ZeroWindowProbe)) {
            m_says.add(Says::ZeroWindowProbeAck);
        } else if (m_seg.wnd != 0) {
            m_own.duplicateAcks = m_own.duplicateAcks == -1 ? 1 : m_own.duplicateAcks + 1;
            m_says.add(Says::DuplicateAck);
        }
    }

    /// It acknowledges more than was seen.
    void judgeAck()
    {
        if (!m_seg.ctl.ack || !isSet(m_other.continuous) || m_seg.ack <= m_other.continuous)
            return;
        if (m_other.continuous < m_other.next) {
            m_other.continuous = m_other.next;
            m_says.add(Says::AckLostSegment);
            return;
        }
        if (m_other.duplicateAcks == 0)
            m_says.add(Says::AckLostSegment);
        m_other.duplicateAcks = -1;
    }

    /// Whether text, SYN or FIN was there before, and how it is called.
    void judgeRepetition()
    {
        constexpr Duration soonAfterDuplicate = milliseconds(20);
        constexpr Duration usualReordering = milliseconds(3);
        if (m_says.has(Says::KeepAlive))
            return;
        bool isOld = isSet(m_own.next) && m_seg.seq < m_own.next;
        if (m_len > 1 && m_seg.seq + 1 == m_own.next) // behind a zero-window probe
            isOld = false;
        if (m_len > 0 && isSet(m_other.lastAck) && m_seg.seq + m_len <= m_other.lastAck) {
            m_says.add(Says::SpuriousRetransmission);
            m_says.add(Says::Retransmission);
            return;
        }
        if (!isOld)
            return;
        if (m_other.duplicateAcks >= 2 && m_other.lastAck == m_seg.seq &&
            m_at - m_other.lastAt < soonAfterDuplicate) {
            m_says.add(Says::FastRetransmission);
            m_says.add(Says::Retransmission);
            return;
        }
        const Duration reordering = m_stream.firstRtt ? m_stream.firstRtt : usualReordering;
        const std::uint32_t control = m_seg.ctl.syn || m_seg.ctl.fin ? 1 : 0;
        if (m_at - m_own.nextAt < reordering && m_own.next != m_seg.seq + (m_len + control))
            m_says.add(Says::OutOfOrder);
        else
            m_says.add(Says::Retransmission);
    }

    void remember()
    {
        const std::uint32_t control = m_seg.ctl.syn || m_seg.ctl.fin ? 1 : 0;
        const SeqNum end = m_seg.seq + (m_len + control);
        if (!m_says.has(Says::ZeroWindowProbe)) {
            if (!isSet(m_own.next) || end > m_own.next) {
                m_own.next = end;
                m_own.nextAt = m_at;
            }
            if (!isSet(m_own.continuous) || m_seg.seq == m_own.continuous)
                m_own.continuous = m_own.next;
        }
        m_own.window = m_seg.wnd;
        m_own.lastAck = m_seg.ack;
        m_own.lastAt = m_at;
        m_own.last = m_says;
    }

    Instant m_at;
    const Segment& m_seg;
    Stream& m_stream;
    Flow& m_own;
    Flow& m_other;
    std::uint32_t m_len;
    SaysSet m_says{};
};

std::uint8_t bit(Completeness what) { return static_cast<std::uint8_t>(what); }

/// What a packet that is not the first of its stream adds.
std::uint8_t completenessOf(const Segment& segment)
{
    std::uint8_t bits = 0;
    const Flags ctl = segment.ctl;
    if (ctl.syn && ctl.ack)
        bits |= bit(Completeness::SynAck);
    if (!ctl.syn && ctl.ack)
        bits |= bit(segment.text.length != 0 ? Completeness::Data : Completeness::Ack);
    if (ctl.fin && ctl.ack)
        bits |= bit(Completeness::Fin);
    if (ctl.rst)
        bits |= bit(Completeness::Rst);
    return bits;
}

/// Sorts packets into streams: a SYN with another number begins a new one.
class Streams {
public:
    /// The stream of this packet; sets whether its ports are seen again.
    Stream& find(const SeenPacket& packet, bool& reused)
    {
        const Segment& seg = packet.segment;
        const bool fromClient = packet.from == Side::Client;
        const std::pair ports(fromClient ? seg.sourcePort : seg.destinationPort,
                              fromClient ? seg.destinationPort : seg.sourcePort);
        const auto found = m_latest.find(ports);
        if (found == m_latest.end())
            return begin(ports);
        Stream& stream = m_streams[found->second];
        Flow& own = stream.flows[indexOf(packet.from)];
        reused = seg.ctl.syn && own.base && *own.base != seg.seq;
        if (seg.ctl.syn && !seg.ctl.ack && reused) {
            Stream& next = begin(ports);
            next.completeness = bit(Completeness::Syn);
            next.isNew = false;
            return next;
        }
        if (seg.ctl.syn && seg.ctl.ack && reused)
            own.base = seg.seq;
        if (seg.ctl.syn && !seg.ctl.ack && own.base) // a RST may have carried the numbers away
            own.next = own.continuous;
        return stream;
    }

private:
    Stream& begin(std::pair<std::uint16_t, std::uint16_t> ports)
    {
        m_latest[ports] = m_streams.size();
        Stream& stream = m_streams.emplace_back();
        stream.number = static_cast<int>(m_streams.size()) - 1;
        return stream;
    }
    std::map<std::pair<std::uint16_t, std::uint16_t>, std::size_t> m_latest;
    std::deque<Stream> m_streams;

    friend std::vector<Foretold> tcplab::foretell(const std::vector<SeenPacket>& packets);
};

void noteBase(Stream& stream, const SeenPacket& packet)
{
    const Segment& seg = packet.segment;
    Flow& own = stream.flows[indexOf(packet.from)];
    Flow& other = stream.flows[indexOf(peerOf(packet.from))];
    if (!own.base)
        own.base = seg.ctl.syn ? seg.seq : seg.seq - 1;
    if (!other.base && seg.ctl.ack)
        other.base = seg.ack - 1;
}

/// What is read off a packet only after it has been judged.
void noteLater(Stream& stream, const SeenPacket& packet)
{
    const Segment& seg = packet.segment;
    Flow& own = stream.flows[indexOf(packet.from)];
    Flow& other = stream.flows[indexOf(peerOf(packet.from))];
    if (stream.isNew) {
        if (seg.ctl.syn && !seg.ctl.ack)
            stream.completeness |= bit(Completeness::Syn);
        stream.isNew = false;
    } else {
        stream.completeness |= completenessOf(seg);
    }
    if (seg.ctl.syn) {
        if (!seg.ctl.ack)
            stream.synAt = packet.at;
        own.onlySyns = true;
        if (seg.options.windowScale)
            own.scale = *seg.options.windowScale;
        if (own.scale == Flow::unknownScale)
            own.scale = other.scale = Flow::noScale;
        else if (seg.ctl.ack && other.scale == Flow::noScale)
            own.scale = Flow::noScale;
    } else if (seg.ctl.ack) {
        if (!stream.synAt.isNever() && !stream.firstRtt)
            stream.firstRtt = packet.at - stream.synAt;
        own.onlySyns = false;
    }
}

} // namespace

std::string SaysSet::text() const
{
    std::string text;
    for (std::size_t i = 0; i < saysNames.size(); ++i)
        if ((m_bits >> i & 1) != 0)
            text += (text.empty() ? "" : " ") + std::string(saysNames[i]);
    return text;
}

std::vector<SeenPacket> seenBy(const Trace& trace, Side interface)
{
    std::vector<SeenPacket> packets;
    std::array<std::uint32_t, 2> latest{}; // by sender: the last record of sending whose packet has come
    std::set<std::tuple<Side, std::uint16_t, std::uint16_t, std::uint32_t>> syns;
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        const auto sighting = sightingOf(trace, n);
        if (!sighting || sighting->at != interface)
            continue;
        const SegmentHistory& history = trace.segment(sighting->segment);
        const SegmentHistory* emission = &history;
        while (emission->isCopy)
            emission = &trace.segment(emission->original);
        std::uint32_t& last = latest[indexOf(history.sender)];
        const Segment& seg = history.packet.segment;
        const std::tuple number{history.sender, seg.sourcePort, seg.destinationPort, seg.seq.value()};
        const bool overtaken = history.sentRecord < last;
        last = std::max(last, history.sentRecord);
        packets.push_back({.at = trace.record(n).t,
                           .from = history.sender,
                           .segment = history.packet.segment,
                           .badChecksum = sighting->corrupted,
                           .clause = trace.record(emission->sentRecord).what.clause,
                           .sentAgain = history.packet.retransmission != 0,
                           .isCopy = history.isCopy,
                           .overtaken = overtaken,
                           .synBefore = syns.contains(number)});
        if (seg.ctl.syn && !seg.ctl.ack)
            syns.insert(number);
    }
    return packets;
}

std::vector<Foretold> foretell(const std::vector<SeenPacket>& packets)
{
    std::vector<Foretold> foretold;
    Streams streams;
    for (const SeenPacket& packet : packets) {
        bool reused = false;
        Stream& stream = streams.find(packet, reused);
        noteBase(stream, packet);
        foretold.push_back({.says = Judge(packet, stream).judge(reused),
                            .stream = stream.number,
                            .completeness = stream.completeness});
        noteLater(stream, packet);
    }
    for (Foretold& one : foretold)
        one.atTheEnd = streams.m_streams[static_cast<std::size_t>(one.stream)].completeness;
    return foretold;
}

std::string truthOf(const SeenPacket& packet)
{
    const Segment& seg = packet.segment;
    if (packet.isCopy)
        return "copy";
    if (packet.clause == Clause::PersistProbe)
        return "zero-window probe";
    if (packet.clause == Clause::KeepAliveProbe)
        return "keep-alive";
    if (packet.clause == Clause::FastRetransmit)
        return "fast retransmission";
    if (packet.sentAgain)
        return "retransmission";
    if (packet.overtaken && seg.len() != 0)
        return "overtaken";
    if (packet.synBefore && seg.ctl.syn && seg.ctl.ack)
        return "SYN again with ACK";
    if (packet.clause == Clause::WindowUpdateSent)
        return "window update";
    return seg.len() == 0 ? "pure ACK" : "new";
}

} // namespace tcplab
