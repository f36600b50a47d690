#include "app/plots/flow.h"

#include "app/wording/wording.h"

#include <algorithm>

namespace tcplab {

namespace {
/// No threshold yet: the trace's number for it.
constexpr std::int64_t noThresholdYet = 2'147'483'647;
} // namespace

void Flow::choose(Side sender, ConnectionId conn)
{
    if (m_sender == sender && m_conn == conn)
        return;
    m_sender = sender;
    m_conn = conn;
    forget();
}

void Flow::forget()
{
    const Side sender = m_sender;
    const ConnectionId conn = m_conn;
    *this = {};
    m_sender = sender;
    m_conn = conn;
}

bool Flow::update(const Trace& trace, std::uint32_t most)
{
    if (m_conn == 0 || m_conn > trace.connections[indexOf(m_sender)].size())
        return true;
    // Nothing is said of a connection before it begins.
    m_known = std::max(m_known, trace.connection(m_sender, m_conn).firstRecord - 1);
    const std::uint32_t end = m_known + std::min(most, trace.recordCount() - m_known);
    for (; m_known < end; ++m_known) {
        const Record record = trace.record(m_known + 1);
        const Effect& what = record.what;
        if (what.kind == EffectKind::Drop || (what.kind == EffectKind::Deliver && what.host != m_sender)) {
            const SegmentHistory& history = trace.segment(what.segment);
            if (history.sender == m_sender && history.conn == m_conn)
                readArrival(record, history);
            continue;
        }
        // A host that has crashed hears no probe, and yet they belong to the connection.
        if (what.kind == EffectKind::Send && what.host != m_sender && what.conn != 0 &&
            what.conn == m_peerConn)
            last = record.t;
        if (what.host != m_sender || what.conn != m_conn)
            continue;
        if (what.kind == EffectKind::Send || what.kind == EffectKind::Deliver)
            last = record.t;
        switch (what.kind) {
        case EffectKind::Send: readSend(trace, record); break;
        case EffectKind::Deliver: readDeliver(trace, record); break;
        case EffectKind::Cwnd:
            cwnd.add(record.t, what.value);
            if (what.value2 < noThresholdYet)
                ssthresh.add(record.t, what.value2);
            break;
        case EffectKind::Rtt:
            rtt.add(record.t, what.value);
            srtt.add(record.t, what.value2);
            rto.add(record.t, what.value4); // RFC 6298 §2: computed anew, which takes a back-off away
            break;
        case EffectKind::Timer:
            // What is in force, back-off included, is how long the timer is set for.
            if (what.timer == Timer::Retransmission &&
                (what.action == TimerAction::Start || what.action == TimerAction::Restart))
                rto.add(record.t, what.value - record.t.ns);
            break;
        default: break;
        }
    }
    return m_known == trace.recordCount();
}

std::int64_t Flow::placeOf(SeqNum number) const { return m_nxtPlace + (number - m_nxt); }

void Flow::readSend(const Trace& trace, const Record& record)
{
    const Packet& packet = trace.segment(record.what.segment).packet;
    const Segment& seg = packet.segment;
    if (!m_started) {
        const ConnectionHistory& connection = trace.connection(m_sender, m_conn);
        m_started = true;
        m_nxt = connection.hasIss ? connection.iss : seg.seq;
    }
    if (seg.ctl.syn) {
        m_shift.reset();
        m_sackOffered = seg.options.sackPermitted;
    }
    if (seg.ctl.rst)
        resetsOut.push_back({record.t, placeOf(seg.seq), packet.id});
    if (seg.len() == 0 || seg.ctl.rst)
        return;
    const std::int64_t from = placeOf(seg.seq);
    const std::int64_t to = from + seg.len();
    const bool probe = !window.empty() && m_window == 0 && to > m_una;
    if (packet.retransmission != 0 && !probe)
        again.push_back(static_cast<std::uint32_t>(sent.size()));
    sent.push_back({.at = record.t,
                    .from = from,
                    .to = to,
                    .segment = packet.id,
                    .again = packet.retransmission != 0,
                    .syn = seg.ctl.syn,
                    .fin = seg.ctl.fin,
                    .push = seg.ctl.psh,
                    .probe = probe,
                    .urgent = seg.ctl.urg,
                    .cwr = seg.ctl.cwr && !seg.ctl.syn});
    probes += sent.back().probe ? 1U : 0U;
    slowed += sent.back().cwr ? 1U : 0U;
    urgent += sent.back().urgent ? 1U : 0U;
    sentFrom.add(record.t, from);
    sentTo.add(record.t, to);
    if (to > m_nxtPlace) {
        m_nxtPlace = to;
        m_nxt = seg.end();
    }
    inFlight.add(record.t, m_nxtPlace - m_una);
}

/// SEG.WND in octets. Looking for the SYNs takes longer the longer the run is: once is enough for a connection.
std::int64_t Flow::windowOf(const Trace& trace, const SegmentHistory& segment)
{
    const Segment& seg = segment.packet.segment;
    if (seg.ctl.syn) { // RFC 7323 §2.2: never scaled
        m_shift.reset();
        return seg.wnd;
    }
    if (!m_shift)
        m_shift = windowShift(trace, segment).value_or(std::uint8_t{0});
    return static_cast<std::int64_t>(std::uint64_t{seg.wnd} << *m_shift);
}

/// What this side has sent arrives, or is lost.
void Flow::readArrival(const Record& record, const SegmentHistory& history)
{
    const Segment& seg = history.packet.segment;
    if (!m_started || seg.len() == 0 || seg.ctl.rst)
        return;
    const std::int64_t from = placeOf(seg.seq);
    if (record.what.kind == EffectKind::Drop) {
        lost.push_back({record.t, from, record.what.segment});
        return;
    }
    if (history.isCopy)
        doubled.push_back({record.t, from, record.what.segment});
    // What is sent again is late by itself, and what the wire has doubled is no news.
    if (from < m_arrived && history.packet.retransmission == 0 && !history.isCopy)
        outOfOrder.push_back({record.t, from, record.what.segment});
    m_arrived = std::max(m_arrived, from + seg.len());
}

/// Notes the blocks; true: something beyond SND.UNA is SACKed for the first time.
bool Flow::takeSack(const Segment& seg)
{
    bool news = false;
    for (const SackBlock& block : seg.options.sack) {
        Sacked one{{}, std::max(placeOf(block.left), m_una), placeOf(block.right)};
        if (one.from >= one.to)
            continue; // a D-SACK (RFC 2883)
        const auto begin = std::ranges::lower_bound(m_board, one.from, {}, &Sacked::to);
        const auto end = std::ranges::upper_bound(m_board, one.to, {}, &Sacked::from);
        if (begin != end && begin->from <= one.from && begin->to >= one.to)
            continue;
        news = true;
        if (begin != end) {
            one.from = std::min(one.from, begin->from);
            one.to = std::max(one.to, (end - 1)->to);
        }
        m_board.insert(m_board.erase(begin, end), one);
    }
    return news;
}

bool Flow::isDuplicateAck(const Segment& seg, std::int64_t ack, std::int64_t octets)
{
    const bool advances = ack > m_una;
    if (advances)
        std::erase_if(m_board, [ack](const Sacked& one) { return one.to <= ack; });
    const bool news = takeSack(seg);
    if (advances || ack == m_nxtPlace)
        return false;
    if (m_sackAgreed)
        return news;
    return seg.len() == 0 && octets == m_window && octets != 0;
}

void Flow::readDeliver(const Trace& trace, const Record& record)
{
    const SegmentHistory& history = trace.segment(record.what.segment);
    const Segment& seg = history.packet.segment;
    if (history.conn != 0)
        m_peerConn = history.conn;
    if (m_started && seg.ctl.rst)
        resetsIn.push_back({record.t, seg.ctl.ack ? placeOf(seg.ack) : m_una, record.what.segment});
    if (!m_started || !seg.ctl.ack || history.ignoredRecord != 0 || seg.ctl.rst)
        return;
    if (seg.ctl.syn)
        m_sackAgreed = m_sackOffered && seg.options.sackPermitted;
    const std::int64_t ack = placeOf(seg.ack);
    if (ack < m_una || ack > m_nxtPlace)
        return; // old, or of something that was never sent
    const std::int64_t octets = windowOf(trace, history);
    const SegmentId id = record.what.segment;
    if (ack > m_una)
        m_dupAcks = 0;
    if (isDuplicateAck(seg, ack, octets))
        dupAcks.push_back({record.t, ack, id, ++m_dupAcks});
    if (!edge.empty() && edge[edge.size() - 1].value == ack + octets)
        sameEdge.push_back({record.t, ack + octets, id});
    if (octets == 0 && !seg.ctl.syn && !seg.ctl.fin)
        zeroWindows.push_back({record.t, ack, id});
    if (seg.ctl.ece && !seg.ctl.syn)
        echoes.push_back({record.t, ack, id});
    m_una = ack;
    m_window = octets;
    acked.add(record.t, m_una);
    edge.add(record.t, m_una + octets);
    window.add(record.t, octets);
    inFlight.add(record.t, m_nxtPlace - m_una);
    for (const SackBlock& block : seg.options.sack)
        sacked.push_back({record.t, placeOf(block.left), placeOf(block.right)});
}

} // namespace tcplab
