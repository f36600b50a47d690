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

void Flow::update(const Trace& trace)
{
    if (m_conn == 0 || m_conn > trace.connections[indexOf(m_sender)].size())
        return;
    // Nothing is said of a connection before it begins.
    m_known = std::max(m_known, trace.connection(m_sender, m_conn).firstRecord - 1);
    for (; m_known < trace.recordCount(); ++m_known) {
        const Record& record = trace.record(m_known + 1);
        const Effect& what = record.what;
        if (what.host != m_sender || what.conn != m_conn)
            continue;
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
    if (seg.ctl.syn)
        m_shift.reset();
    if (seg.len() == 0 || seg.ctl.rst)
        return;
    const std::int64_t from = placeOf(seg.seq);
    const std::int64_t to = from + seg.len();
    if (packet.retransmission != 0)
        again.push_back(static_cast<std::uint32_t>(sent.size()));
    sent.push_back({record.t, from, to, packet.id, packet.retransmission != 0, seg.ctl.syn, seg.ctl.fin});
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

void Flow::readDeliver(const Trace& trace, const Record& record)
{
    const SegmentHistory& history = trace.segment(record.what.segment);
    const Segment& seg = history.packet.segment;
    if (!m_started || !seg.ctl.ack || history.ignoredRecord != 0 || seg.ctl.rst)
        return;
    const std::int64_t ack = placeOf(seg.ack);
    if (ack < m_una || ack > m_nxtPlace)
        return; // old, or of something that was never sent
    m_una = ack;
    const std::int64_t octets = windowOf(trace, history);
    acked.add(record.t, m_una);
    edge.add(record.t, m_una + octets);
    window.add(record.t, octets);
    inFlight.add(record.t, m_nxtPlace - m_una);
    for (const SackBlock& block : seg.options.sack)
        sacked.push_back({record.t, placeOf(block.left), placeOf(block.right)});
}

} // namespace tcplab
